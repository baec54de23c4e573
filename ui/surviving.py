"""What an open window does when the file, its disk or the program itself fails: says what is saved, keeps what is typed, goes on."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QEvent, QObject, QSettings, QTimer

from app.domain.errors import Damaged, FileTrouble, Refusal
from app.domain.records import Record
from ui.lock.typing import keep_typed
from ui.notices import confirm_final
from ui.preferences import Waiting
from ui.window import Window

LOOK = 2_000
"""How often to see whether the file is still there and the day still the same, in milliseconds."""
LOOK_AGAIN, RESTART, RESTORE = "Look again", "Restart", "Restore a backup"
NOT_YET = "Typed, not saved yet"
KEPT = "What you typed is not in the file yet: it is kept in this window, and tried again by itself."
BEFORE_CLOSING = "Make room, or connect the disk again, before you close the program."
THERE_AGAIN = "The file can be read and written again."
IN_THE_FILE = "What you typed is in the file now."
CUT_SHORT = (
    "IRO Tracker was not closed properly last time. All that was saved is here; what was being typed comes back "
    "when you open the same form."
)
Restart = Callable[[tuple[str, object], Waiting], None]
"""Opens the file anew at a place, with what was typed."""


class Outside:
    """Asks the file whether others changed it; what is wrong with it is remembered, not raised."""

    def __init__(self, database: Any) -> None:
        self._database = database
        self._version = 0
        self.trouble: Refusal | None = None

    def version(self) -> int:
        """A number that changes when another program wrote to the file; the last one while the file is in trouble."""
        try:
            self._version = self._database.data_version()
        except Refusal as no:
            self.trouble = no
        else:
            self.trouble = None
        return self._version


class Surviving(QObject):
    """Watches over one window."""

    def __init__(
        self,
        window: Window,
        outside: Outside,
        restart: Restart,
        restore: Callable[[], None],
        *,
        cut_short: bool = False,
    ) -> None:
        super().__init__(window)
        self._window, self._outside = window, outside
        self._restart, self._restore = restart, restore
        self._trouble: Refusal | None = None
        self._held_up: Refusal | None = None
        self._closing = False
        self._today = window.tools.today()
        runner, preferences = window.runner, window.preferences
        runner.refused.connect(self._refused)
        runner.broke.connect(self._broke)
        runner.saving.connect(self._show_state)
        preferences.held_up.connect(self._hold)
        preferences.caught_up.connect(self._caught_up)
        runner.saving.connect(self._go_on_closing)
        window.installEventFilter(self)
        self._timer = QTimer(self, interval=LOOK)
        self._timer.timeout.connect(self.look)
        self._timer.start()
        if cut_short and not window.notices.words:
            window.notices.inform(CUT_SHORT)

    def look(self) -> None:
        """Say that the file has gone, or is there again; ask anew when the day has changed, also while the computer slept."""
        trouble, before = self._outside.trouble, self._trouble
        self._trouble = trouble
        if trouble is not None and str(trouble) != str(before):
            self._tell(trouble)
        elif trouble is None and before is not None:
            self._window.notices.say(THERE_AGAIN)
            self.look_again()
        if (today := self._window.tools.today()) != self._today:
            self._today = today
            self.look_again()

    def look_again(self) -> None:
        """Every page asks again, and what waits to be written is tried again."""
        self._window.preferences.try_again()
        self._window.runner.changed.emit(frozenset({Record}))

    def restart(self) -> None:
        """Close the file and the window, and open both anew at the same place, with what is typed."""
        window = self._window
        keep_typed()
        QSettings().setValue("geometry", window.saveGeometry())
        self._timer.stop()
        window.runner.finish()
        self._restart(_place_of(window), window.preferences.unconfirmed)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Closing waits for what is being written, so that what cannot be is said before it is gone."""
        if event.type() != QEvent.Type.Close or self._window.runner.is_finished or not self._window.isVisible():
            return False
        keep_typed()
        self._window.preferences.try_again()
        if not self._window.runner.is_saving:
            return False
        self._closing = True
        event.ignore()
        return True

    def _go_on_closing(self, saving: bool) -> None:
        if not saving and self._closing:
            self._closing = False
            QTimer.singleShot(0, self, self._close)  # once the last answer was heard

    def _close(self) -> None:
        if self._held_up is None:
            self._window.close()
            return
        confirm_final(
            self._window,
            "Close without what you typed?",
            f"{self._held_up.message} What you typed last is not in the file, and is lost when the program closes. "
            "All that was saved before is safe.",
            "Close and lose it",
            self._leave,
        )

    def _leave(self) -> None:
        self._window.runner.finish()
        self._window.close()

    def _refused(self, no: Refusal) -> None:
        if isinstance(no, FileTrouble):
            self._tell(no)

    def _tell(self, no: Refusal) -> None:
        if isinstance(no, Damaged):
            self._window.notices.refuse(no, RESTORE, self._restore)
        else:
            self._window.notices.refuse(no, LOOK_AGAIN, self.look_again)

    def _broke(self, no: Refusal) -> None:
        self._window.notices.refuse(no, RESTART, self.restart)

    def _hold(self, no: Refusal) -> None:
        first, self._held_up = self._held_up is None, no
        self._show_state()
        if first:
            self._window.notices.refuse(Refusal(f"{no.message} {KEPT}", BEFORE_CLOSING), LOOK_AGAIN, self.look_again)

    def _caught_up(self) -> None:
        self._held_up = None
        self._show_state()
        self._window.notices.say(IN_THE_FILE)

    def _show_state(self, _saving: bool = False) -> None:
        if self._window.preferences.waiting and not self._window.runner.is_saving:
            self._window.foot.state.setText(NOT_YET)
        elif not self._window.runner.is_saving:
            self._window.foot.show_saving(False)


def _place_of(window: Window) -> tuple[str, object]:
    """Where the window stands: the place, and the child whose page is open there."""
    page = window.page
    place = next((one.key for one in window.given.places if one.name == type(page).__name__), "")
    child_ids = page.about().get("child_ids") if page is not None and getattr(page, "is_sheet", False) else None
    return place, child_ids[0] if place == "children" and isinstance(child_ids, tuple) else None
