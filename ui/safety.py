"""What an open window does for its file: backups while it is used, the way to them in the menu, and how the file was found."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from app.domain.errors import Refusal
from ui.theme import set_icon
from ui.window import Window

LOOK = 60_000
"""How often to see whether a backup is due, in milliseconds; half an hour of change makes it due."""


class Safety(QObject):
    """Backups by themselves; what goes wrong with them is said once and tried again."""

    def __init__(self, window: Window, database: Any, show_backups: Callable[[], None]) -> None:
        super().__init__(window)
        self._window = window
        self._database = database
        self._busy = False
        self._said = ""
        self.timer = QTimer(self)
        self.timer.timeout.connect(self.look)
        if database.remark:
            window.notices.inform(f"{database.remark}.".replace("..", "."))
        if not database.only_read(database.path):
            self.timer.start(LOOK)
            self.action = self._make_action(show_backups)

    def look(self) -> None:
        """Make a backup if one is due, beside everything else."""
        if self._busy:
            return
        self._busy = True
        database, desk = self._database, self._window.runner.desk
        self._window.runner.run_long(
            lambda _: database.safekeeping().backup_open(database, desk.stamp()), _quietly, self._made, self._failed
        )

    def _made(self, _backup: object) -> None:
        self._busy, self._said = False, ""

    def _failed(self, no: Refusal) -> None:
        self._busy = False
        if str(no) != self._said:
            self._said = str(no)
            self._window.notices.refuse(no)

    def _make_action(self, show_backups: Callable[[], None]) -> QAction:
        """In the File menu, before Quit."""
        action = QAction("&Backups and restoring", self._window)
        action.triggered.connect(lambda _checked=False: show_backups())
        set_icon(action, "history")
        menu = self._window.menuBar().actions()[0].menu()
        assert isinstance(menu, QMenu)
        menu.insertAction(menu.actions()[-1], action)
        return action


def _quietly(_words: str, _done: int, _total: int) -> None:
    """A backup that makes itself shows no bar."""
