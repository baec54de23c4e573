"""A person before the window: opens a file, presses keys, chooses files, and waits until the window has answered."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from app.desk import Desk, sign_in
from app.domain.access import Person, Role, Stamp
from db.database import Database
from tests.builders import NOW, TODAY
from tests.locks import key_of, there
from tests.ui.hands import CTRL, NONE, press, type_in
from ui.console import Parts
from ui.goingout import GoingOut
from ui.opening import Opening
from ui.page import Page
from ui.window import Window

P = TypeVar("P", bound=Page)
PATIENCE = 60_000
"""A child process that reads files may be slow to start; in milliseconds."""


class Worker:
    """One person at one window."""

    def __init__(self, qtbot: QtBot, file: Path, login: str = "mia") -> None:
        self._qtbot = qtbot
        self.pressed = 0
        """How many keys were pressed so far, those of words among them."""
        maker = Stamp(NOW, TODAY, Person(login=login, role=Role.MANAGER))
        key = key_of(there(file, maker))
        self.opening = Opening(Parts(Database, sign_in, lambda: NOW), file, login, TODAY, key=key)
        self.opening.begin()
        assert self.opening.refusal is None
        self.window.resize(1366, 728)
        self.window.activateWindow()
        self.until(lambda: self.window.page is not None)
        self.settled()

    @property
    def window(self) -> Window:
        """The window."""
        assert self.opening.window is not None
        return self.opening.window

    @property
    def desk(self) -> Desk:
        """The same person's desk, to look into the records."""
        return self.window.runner.desk

    def leave(self) -> None:
        """Close the window and let go of the file."""
        self.window.close()
        self.window.deleteLater()
        QCoreApplication.sendPostedEvents(self.window, QEvent.Type.DeferredDelete)
        self.opening.finish()

    def until(self, so: Callable[[], bool]) -> None:
        """Wait until something is so."""
        self._qtbot.waitUntil(so, timeout=PATIENCE)

    def settled(self) -> None:
        """Wait until nothing is asked or written any more."""
        for _ in range(3):
            self.until(lambda: self.window.runner._waiting == 0)
            QCoreApplication.processEvents()

    def records(self, kind: type[Any]) -> tuple[Any, ...]:
        """The live records of a kind, as they are in the file."""
        with self.opening.database.read(self.desk.stamp()) as store:
            found: tuple[Any, ...] = store.shelf(kind).find()
        return found

    def page(self, kind: type[P]) -> P:
        """The page that is shown, which must be of this kind."""
        assert isinstance(self.window.page, kind), self.window.windowTitle()
        return self.window.page

    def go(self, figure: int, kind: type[P]) -> P:
        """Ctrl and a figure: another place."""
        self.pressed += 1
        press(self.window, Qt.Key(Qt.Key.Key_0 + figure), CTRL)
        self.settled()
        return self.page(kind)

    @property
    def focus(self) -> QWidget:
        """Where the keyboard stands: in what dropped down, else in the window."""
        focus = QApplication.activePopupWidget() or QApplication.focusWidget()
        assert focus is not None
        return focus

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier = NONE) -> None:
        """Press a key where the keyboard stands, and wait for what comes of it."""
        self.pressed += 1
        press(self.focus, key, modifier)
        self.settled()

    def type(self, text: str) -> None:
        """Type where the keyboard stands."""
        self.pressed += len(text)
        type_in(self.focus, text)

    def choose_in_dialog(self, *paths: Path) -> None:
        """Name files in the dialog that is open, and accept them."""
        self.until(lambda: bool(self._dialogs()) or any(one.go.isEnabled() for one in self._going_out()))
        for one in self._going_out():
            press(one.go, Qt.Key.Key_Space)
        self.until(lambda: bool(self._dialogs()))
        dialog = self._dialogs()[-1]
        name = dialog.findChild(QLineEdit, "fileNameEdit")
        assert name is not None
        name.setText(" ".join(f'"{path}"' for path in paths) if len(paths) > 1 else str(paths[0]))
        press(name, Qt.Key.Key_Return)
        self.until(lambda: not self._dialogs())
        self.window.activateWindow()  # what a window manager does; offscreen there is none
        self.settled()

    def _going_out(self) -> list[GoingOut]:
        """What shows the columns of an export before it asks where."""
        return [each for each in self.window.findChildren(GoingOut) if each.isVisible()]

    def _dialogs(self) -> list[QFileDialog]:
        return [each for each in self.window.findChildren(QFileDialog) if each.isVisible()]
