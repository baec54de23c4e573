"""Locks the program: at once by Ctrl+L, when nobody is there, and when the computer is locked or sleeps, whatever is open."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenuBar, QWidget

from app.commands.locking import Unlock, WrongTry
from app.domain.calendar import today_in_london
from app.domain.errors import Refusal
from app.domain.records import Record
from app.domain.settings import Setting
from app.late import late
from app.queries.settings import ServiceValues
from ui.lock.clipboard import Clipboard
from ui.lock.curtain import Curtain
from ui.lock.typing import keep_typed
from ui.lock.watching import Watching
from ui.pins import Pins
from ui.theme import set_icon
from ui.window import Window

MINUTES, SECONDS = "lock.minutes", "clipboard.seconds"
NOT_YET = Refusal(
    "What you typed last could not be written to the file, so the program is still open.", "Unlock it to read why."
)
LEFT = "The lock closed a window that asked for a file or a printer. Nothing was written; begin that once more."
LATER = 2_000
"""How long after the start to begin to listen to the computer, in milliseconds."""


@dataclass(frozen=True)
class Locked:
    """What is needed to unlock a file: where it lies, its PIN and passphrase (None: there are none), and the day."""

    path: Path
    pins: Any
    key: Callable[[], Any]
    """The key of the open file, asked for when it is first needed."""
    day: Callable[[], date]
    readable: bool = True
    """Whether the key file could be read when the window opened."""


def guard(window: Window, parts: Any, path: Path, database: Any) -> "Lock":
    """Give a window its lock; where the file has a passphrase, its key file is read now, for it may be gone by then."""
    readable, pins = True, None
    try:
        pins = Pins.of(parts.database, path)
    except Refusal:
        readable = False

    def day() -> date:
        return today_in_london(parts.now())

    lock = Lock(window, Locked(path, pins, lambda: database.safekeeping().key_of(database), day, readable))
    lock.begin()
    desk = window.runner.desk
    window.runner.run_long(
        lambda _: late("app.commands.unfinished").erase_unfinished(desk), _quietly, _quietly, _quietly
    )
    return lock


def _quietly(*_said: object) -> None:
    """What an earlier program left behind is erased without a word."""


class Lock(QObject):
    """The lock of one window."""

    locked = Signal()
    unlocked = Signal()

    def __init__(self, window: Window, file: Locked) -> None:
        super().__init__(window)
        self._window, self._file = window, file
        self._why, self._leaving = "", False
        self.screen: Any = None
        self.keys: Any = None
        self.curtain = Curtain(self)
        self.watching = Watching(self)
        self.watching.asked.connect(lambda: self.lock("asked for"))
        self.watching.left.connect(self.lock)
        self.clipboard = Clipboard(self)
        self.clipboard.taken_off.connect(self._tell_taken_off)
        self.session: Any = None
        self.action = self._make_action()
        window.closing.connect(self.end)
        window.runner.changed.connect(self._hear)
        window.runner.saving.connect(self._saved)

    def begin(self) -> None:
        """Watch from now on, by the service's settings as soon as they are known."""
        self._ask_settings()
        self.watching.begin()
        self.clipboard.begin()
        QTimer.singleShot(LATER, self, self._listen)

    def end(self) -> None:
        """The window closes: keep what is typed, and leave nothing on the clipboard."""
        self.watching.end()
        self.clipboard.end()
        if self.keys is not None:
            self.keys.finish()
        self.curtain.drop()
        screen, self.screen = self.screen, None
        if screen is not None:
            self._put_away(screen)
        keep_typed()

    @property
    def is_locked(self) -> bool:
        """Whether nothing can be read."""
        return self.curtain.is_drawn

    def lock(self, why: str = "asked for") -> None:
        """Hide everything first; then nothing that goes wrong can leave it in sight."""
        if self.is_locked or not self._window.isVisible():
            return
        self._why = why
        self.screen = self._make_screen()
        self.curtain.draw(self.screen)
        self.screen.focus()
        try:
            self.clipboard.shut()
            self._ask_pin()
        finally:
            keep_typed()
            self.locked.emit()

    def _listen(self) -> None:
        self.session = late("ui.lock.session").Session(self)
        self.session.left.connect(self.lock)
        self.session.listen()

    # ------------------------------------------------------------------------------------------------------ unlocking

    def _make_screen(self) -> Any:
        module, person = late("ui.lock.screen"), self._window.runner.desk.person
        screen = module.LockScreen(self._file.path, person.name or person.login, self._first(module.Asks))
        screen.given.connect(lambda words, pin: self._try(screen, words, pin))
        screen.pressed.connect(lambda: self._unlock("a key: the file has no passphrase"))
        screen.leaving.connect(self._leave)
        if not self._file.readable:
            screen.refuse(
                Refusal(
                    "The key file cannot be read, so nothing unlocks this window.", "Quit, and open the file again."
                )
            )
        screen.setGeometry(self._window.geometry())
        screen.setWindowState(self._window.windowState())
        return screen

    def _first(self, asks: Any) -> Any:
        if self._file.pins is not None:
            return asks.PASSPHRASE
        return asks.KEY if self._file.readable else asks.NOTHING

    def _ask_pin(self) -> None:
        """Ask for the PIN instead, if there is one today and nobody has begun to type the passphrase."""
        pins, screen = self._file.pins, self.screen
        if pins is None:
            return
        pins.key = self._file.key()

        def told(is_set: bool) -> None:
            if screen is self.screen and is_set and not screen.line.text():
                screen.ask(type(screen.asks).PIN)

        self._aside(lambda: pins.is_set(self._file.day()), told, lambda _: None)

    def _try(self, screen: Any, words: str, pin: str) -> None:
        pins, day = self._file.pins, self._file.day()
        screen.busy(True)
        if screen.asks is type(screen.asks).PIN:
            self._aside(
                lambda: (pins.unlock(words, day) is not None, pins.tries_left),
                lambda found: self._unlock("the PIN of the day") if found[0] else self._wrong_pin(found[1]),
                screen.refuse,
            )
        else:
            self._aside(lambda: pins.verify(words), lambda right: self._answer(screen, right, pin), screen.refuse)

    def _answer(self, screen: Any, right: bool, pin: str) -> None:
        if not right:
            self._account(WrongTry("a wrong passphrase"))
            screen.refuse(Refusal("This is not the passphrase.", "Try again; nothing was lost."))
        elif pin:
            self._aside(
                lambda: self._file.pins.choose(pin, self._file.day()),
                lambda _: self._unlock("the passphrase, and a PIN chosen for the rest of the day"),
                screen.refuse,
            )
        else:
            self._unlock("the passphrase")

    def _wrong_pin(self, left: int) -> None:
        screen, tries = self.screen, "1 try" if left == 1 else f"{left} tries"
        self._account(WrongTry(f"a wrong PIN, {tries} left" if left else "a wrong PIN, the last try"))
        if left:
            screen.refuse(Refusal("This is not the PIN.", f"{tries} left, then the passphrase is asked for."))
        else:
            screen.ask(type(screen.asks).PASSPHRASE)
            screen.refuse(Refusal("This is not the PIN, and no try is left.", "Give the passphrase."))

    def _unlock(self, how: str) -> None:
        """Show everything again, and only then let the lock's own window go."""
        screen, self.screen = self.screen, None
        if screen is None:
            return
        self.clipboard.open()
        self.curtain.lift()
        self._window.setWindowState(self._window.windowState() & ~Qt.WindowState.WindowMinimized)
        self._put_away(screen)
        if not isinstance(self._window.focusWidget(), QWidget) or isinstance(self._window.focusWidget(), QMenuBar):
            self._window.focus_page()  # a menu was open, which is closed now
        if self.curtain.left_a_dialog:
            self._window.notices.inform(LEFT)
        self.watching.touch()
        self._account(Unlock(how, self._why))
        self.unlocked.emit()

    def _leave(self) -> None:
        """End the program from behind the lock, once what was typed is in the file."""
        keep_typed()
        self._window.preferences.try_again()
        if self._window.runner.is_saving:
            self._leaving = True  # the answer comes to _saved
        else:
            self._close()

    def _saved(self, saving: bool) -> None:
        if not saving and self._leaving:
            QTimer.singleShot(0, self, self._close)  # once the last answer was heard

    def _close(self) -> None:
        self._leaving = False
        if self.screen is not None and self._window.preferences.waiting:
            self.screen.refuse(NOT_YET)
        else:
            self._window.close()

    def _put_away(self, screen: Any) -> None:
        screen.may_close = True
        screen.close()
        screen.deleteLater()

    def _account(self, command: Unlock | WrongTry) -> None:
        """Where nothing can be written, e.g. in a colleague's copy, nothing is entered."""
        self._window.runner.do(command, failed=lambda _: None)

    def _aside(self, work: Callable[[], Any], then: Callable[[Any], None], failed: Callable[[Refusal], None]) -> None:
        """Keys take their time, off the screen's thread."""
        if self.keys is None:
            self.keys = late("ui.aside").Aside()
        self.keys.run(work, then, failed)

    # ------------------------------------------------------------------------------------------------------- settings

    def _tell_taken_off(self) -> None:
        """Whoever pastes too late learns why nothing comes; what the notice says of something else is worth more."""
        if not self._window.notices.words and not self.is_locked:
            self._window.notices.say("What you copied was taken off the clipboard. Copy it again to paste it.")

    def _hear(self, touched: frozenset[type[Record]]) -> None:
        if any(issubclass(Setting, kind) for kind in touched):
            self._ask_settings()

    def _ask_settings(self) -> None:
        question = ServiceValues((MINUTES, SECONDS))
        self._window.runner.ask(question, self._take, failed=lambda _: None, ticket=(self, "settings"))

    def _take(self, values: dict[str, Any]) -> None:
        self.watching.minutes = min(max(int(values[MINUTES]), 1), 60)
        self.clipboard.seconds = max(int(values[SECONDS]), 0)

    def _make_action(self) -> QAction:
        """In the File menu; the key itself is taken by the watch, before any menu."""
        action = QAction("Loc&k", self._window)
        action.setShortcut(QKeySequence("Ctrl+L"))
        action.triggered.connect(lambda _checked=False: self.lock())
        set_icon(action, "lock")
        self._window.add_to_file_menu(action)
        return action
