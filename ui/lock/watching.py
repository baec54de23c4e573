"""Notices that nobody is there: no key and no mouse for some minutes, or a computer that slept; and Ctrl+L, whatever is open."""

import time
from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QCursor, QGuiApplication, QKeyEvent, QWindow

LOOK = 5_000
"""How often to look, in milliseconds."""
NAP = 2.0
"""So many seconds of sleep are sleep."""
GAP = 30.0
"""Where the computer does not say how long it slept: so many seconds more than usual between two looks."""
CLOCKS = (("CLOCK_BOOTTIME", "CLOCK_MONOTONIC"), ("CLOCK_MONOTONIC_RAW", "CLOCK_UPTIME_RAW"))
"""Of Linux and of macOS: a clock that goes on while the computer sleeps, and one that stops."""
HANDS = frozenset(
    {
        *(QEvent.Type.KeyPress, QEvent.Type.MouseButtonPress, QEvent.Type.MouseMove, QEvent.Type.Wheel),
        *(QEvent.Type.TouchBegin, QEvent.Type.TouchUpdate, QEvent.Type.TabletMove, QEvent.Type.InputMethod),
    }
)
"""What only somebody's hands do."""
KEYS = frozenset({QEvent.Type.KeyPress, QEvent.Type.ShortcutOverride})


def elapsed() -> float:
    """Seconds that pass also while the computer sleeps, and that no clock set forward or back changes."""
    boot = getattr(time, "CLOCK_BOOTTIME", None)
    return time.monotonic() if boot is None else time.clock_gettime(boot)


def slept() -> float | None:
    """Seconds that the computer has slept since it was started; None where it does not say."""
    for always, awake in CLOCKS:
        if hasattr(time, always) and hasattr(time, awake):
            return time.clock_gettime(getattr(time, always)) - time.clock_gettime(getattr(time, awake))
    return None


class Watching(QObject):
    """Watches the windows of the program: only their own events, which are few, never those of every widget."""

    left = Signal(str)
    """Nobody is there: why it is thought so, in words."""
    asked = Signal()
    """Ctrl+L was pressed: in a form, a dialog, a menu or anywhere else."""

    def __init__(
        self, parent: QObject, clock: Callable[[], float] = elapsed, asleep: Callable[[], float | None] = slept
    ) -> None:
        super().__init__(parent)
        self.minutes = 10
        self._clock, self._asleep = clock, asleep
        self._slept = asleep()
        self._touched = self._looked = clock()
        self._pointer = QPoint()
        self._timer = QTimer(self, interval=LOOK)
        self._timer.timeout.connect(self.look)

    def begin(self) -> None:
        """Watch from now on."""
        application = QGuiApplication.instance()
        assert isinstance(application, QGuiApplication)
        application.focusWindowChanged.connect(self.watch)
        for window in QGuiApplication.topLevelWindows():
            self.watch(window)
        self.touch()
        self._looked, self._slept = self._touched, self._asleep()
        self._timer.start()

    def end(self) -> None:
        """Watch no longer."""
        self._timer.stop()

    def watch(self, window: QWindow | None) -> None:
        """Watch one more window; one that is watched already is watched once."""
        if window is not None:
            window.installEventFilter(self)

    def touch(self) -> None:
        """Somebody is there."""
        self._touched = self._clock()

    def look(self) -> None:
        """Say so if nobody has been there for long, or if the computer slept since the last look."""
        now, before = self._clock(), self._looked
        self._looked = now
        pointer = QCursor.pos()
        if pointer != self._pointer:
            self._pointer = pointer
            self._touched = max(self._touched, before)
        if self._has_slept(now - before):
            self.touch()
            self.left.emit("the computer had slept")
        elif now - self._touched >= self.minutes * 60:
            self.touch()
            self.left.emit("nobody had used it for some time")

    def _has_slept(self, since: float) -> bool:
        """Since the last look; a screen that was busy for as long has not."""
        now, before = self._asleep(), self._slept
        self._slept = now
        return since > LOOK / 1000 + GAP if now is None or before is None else now - before > NAP

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Ctrl+L is taken here, before any window or menu; everything else goes its way."""
        kind = event.type()
        if kind in HANDS:
            self.touch()
        if kind in KEYS and isinstance(event, QKeyEvent) and is_lock(event):
            if not event.isAutoRepeat():
                self.asked.emit()
            event.accept()
            return True
        return False


def is_lock(event: QKeyEvent) -> bool:
    """Whether a key that was pressed is Ctrl+L."""
    return event.key() == Qt.Key.Key_L and event.modifiers() == Qt.KeyboardModifier.ControlModifier
