"""What an open window does for its file: backups while it is used, the way to them in the menu, and how the file was found."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, Protocol

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFileDialog

from app.domain.access import Right
from app.domain.backups import Backup, moment_words
from app.domain.errors import Refusal
from ui.theme import set_icon
from ui.window import Window

LOOK = 60_000
"""How often to see whether a backup is due, in milliseconds; half an hour of change makes it due."""
COPIES = "Read-only copies (*.irocopy)"


class Opened(Protocol):
    """What it needs of whoever opened the window."""

    database: Any
    told: str
    came_from: tuple[Path, Any] | None

    def show_backups(self) -> None:
        """Show the backups in place of the window."""

    def open_other(self, file: str, key: Any = None, told: str = "") -> None:
        """Begin anew with another file."""


class Safety(QObject):
    """Backups by themselves; what goes wrong with them is said once and tried again."""

    def __init__(self, window: Window, opening: Opened) -> None:
        super().__init__(window)
        self._window = window
        self._opening = opening
        self._database = opening.database
        self._busy = False
        self._said = ""
        self.timer = QTimer(self)
        self.timer.timeout.connect(self.look)
        said, opening.told = opening.told or self._database.remark, ""
        if said:
            window.notices.inform(f"{said.removesuffix('.')}.")
        if self._database.only_read(self._database.path):
            self._fill_menu_of_copy()
        else:
            self.timer.start(LOOK)
            self._fill_menu()

    @staticmethod
    def name_of(database: Any) -> str:
        """How the file is called in the window: of what is only read it always stands there as at when."""
        path, remark = database.path, database.remark
        return f"{path.name}: {remark[:1].lower()}{remark[1:]}" if database.only_read(path) else str(path.name)

    def look(self) -> None:
        """Make a backup if one is due, beside everything else."""
        if self._busy:
            return
        self._busy = True
        database, desk = self._database, self._window.runner.desk
        self._window.runner.run_long(
            lambda _: database.safekeeping().backup_open(database, desk.stamp()), _quietly, self._made, self._failed
        )

    def back_up(self) -> None:
        """Make one now, because somebody wants it."""
        database, desk = self._database, self._window.runner.desk
        kept = database.safekeeping()
        self._window.notices.inform("A backup is being made. You can go on working.")
        self._window.runner.run_long(
            lambda _: kept.back_up(database, desk, kept.folder_for(database, desk.stamp())), _quietly, self._tell_made
        )

    def ask_copy(self) -> None:
        """Ask where a read-only copy for colleagues is left."""
        path: Path = self._database.path
        dialog = QFileDialog(self._window, "Leave a read-only copy for colleagues", str(path.parent), COPIES)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("irocopy")
        dialog.selectFile(f"{path.stem}.irocopy")
        dialog.fileSelected.connect(self.leave_copy)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def leave_copy(self, file: str) -> None:
        """Leave it there, in place of an older one."""
        database, desk = self._database, self._window.runner.desk
        at = moment_words(desk.stamp().at)

        def tell(copy: Path) -> None:
            self._window.notices.say(
                f"Left a read-only copy as at {at}: {copy}. Its key file lies beside it; the same passphrase opens it."
            )

        self._window.notices.inform("The copy is being made. You can go on working.")
        kept = database.safekeeping()
        self._window.runner.run_long(lambda _: kept.leave(database, desk, Path(file)), _quietly, tell)

    def _made(self, _backup: object) -> None:
        self._busy, self._said = False, ""

    def _failed(self, no: Refusal) -> None:
        self._busy = False
        if str(no) != self._said:
            self._said = str(no)
            self._window.notices.refuse(no)

    def _tell_made(self, made: Backup) -> None:
        self._window.notices.say(f"Made a backup and checked it: {made.holds}. It lies in {made.place}.")

    def _fill_menu(self) -> None:
        """In the File menu, before Quit: for those who may."""
        self.action = self._add("&Backups and restoring", self._opening.show_backups, "history")
        if self._window.runner.desk.person.may(Right.KEEP_SAFE):
            self._add("Back up no&w", self.back_up, "save")
            self._add("Leave a read-only &copy for colleagues", self.ask_copy, "download")

    def _fill_menu_of_copy(self) -> None:
        """From the inside of a backup the way back to the file."""
        if self._opening.came_from is not None:
            path, key = self._opening.came_from
            self.action = self._add(
                f"&Back to {path.name}", lambda: self._opening.open_other(str(path), key), "history"
            )

    def _add(self, words: str, do: Callable[[], Any], icon: str) -> QAction:
        action = QAction(words, self._window)
        action.triggered.connect(lambda _checked=False: do())
        set_icon(action, icon)
        self._window.add_to_file_menu(action)
        return action


def _quietly(_words: str, _done: int, _total: int) -> None:
    """What is done beside everything else shows no bar."""
