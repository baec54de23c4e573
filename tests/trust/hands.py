"""Hands that press keys in the window by chance, and type names wherever the keyboard stands."""

import random
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit, QWidget

from app.desk import sign_in
from db.database import Database
from db.keys import KeyFile
from tests.builders import NOW, TODAY
from tests.trust.places import CANARIES
from ui.application import make_application
from ui.console import Parts
from ui.opening import Opening

CTRL, SHIFT, NONE = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.NoModifier,
)
KEYS = (Qt.Key.Key_Tab, Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Escape, Qt.Key.Key_Space, Qt.Key.Key_F1)
WITH_CTRL = "123456789KFNHEPCASZVL"
"""Places, find, filter, new, what is done with one line, export, print, copy, all, save, undo, paste, lock."""

STEPS = 35


class Hands:
    """One person at the window of a file in a folder."""

    def __init__(self, chance: random.Random, folder: Path) -> None:
        self._chance = chance
        self._folder = folder
        self._number = 0
        file = folder / "service" / "service.irotracker"
        self._passphrase = (folder / "given" / "passphrase.txt").read_text(encoding="utf-8").strip()
        make_application(["iro-tracker"])
        key = KeyFile.read(KeyFile.path_of(file)).unlock(self._passphrase)
        logs = Path.home() / "logs"
        self._opening = Opening(Parts(Database, sign_in, lambda: NOW), file, "manager", TODAY, logs, key)

    def work(self) -> None:
        """Open the window, press and type, close it."""
        self._opening.begin()
        self._wait(400)
        for _ in range(STEPS):
            self._step()
            self._wait(self._chance.choice((5, 20, 60)))
        if self._opening.window is not None:
            self._opening.window.close()
        self._wait(50)
        self._opening.finish()

    def _step(self) -> None:
        does = self._chance.choice(
            (self._press, self._press, self._press_ctrl, self._press_ctrl, self._type, self._type)
        )
        if self._dialogs():
            does = self._name_file
        does()

    def _fill(self) -> None:
        """Something new in a form, kept, given up, or left as it is."""
        self._key(self._chance.choice((Qt.Key.Key_N, Qt.Key.Key_H, Qt.Key.Key_E)), CTRL)
        self._wait(60)
        for _ in range(self._chance.randrange(1, 6)):
            self._type()
            self._key(Qt.Key.Key_Tab)
        self._wait(self._chance.choice((20, 700)))  # a draft is kept half a second after the last letter
        self._chance.choice(
            (lambda: self._key(Qt.Key.Key_Return, CTRL), lambda: self._key(Qt.Key.Key_Escape), lambda: None)
        )()

    def _copy(self) -> None:
        """What stands there, onto the clipboard."""
        self._key(Qt.Key.Key_A, CTRL)
        self._key(Qt.Key.Key_C, CTRL)

    def _press(self) -> None:
        self._key(self._chance.choice(KEYS))

    def _press_ctrl(self) -> None:
        key = self._chance.choice(WITH_CTRL)
        self._key(Qt.Key(ord(key)), CTRL)
        if key in "KF":
            self._type()
        if key == "L":
            self._wait(50)
            self._unlock()

    def _type(self) -> None:
        text = self._chance.choice((*CANARIES, CANARIES[0].split()[1], "R001", "20/11/26"))
        for letter in text:
            self._key(Qt.Key(ord(letter.upper())), NONE, letter)

    def _unlock(self) -> None:
        """The right passphrase, or a child's name by mistake."""
        for letter in self._chance.choice((self._passphrase, self._passphrase, CANARIES[1])):
            self._key(Qt.Key(ord(letter.upper())), NONE, letter)
        self._key(Qt.Key.Key_Return)
        self._wait(200)

    def _name_file(self) -> None:
        """Give a file dialog a name that was asked for, or leave it."""
        dialog = self._dialogs()[-1]
        name = dialog.findChild(QLineEdit, "fileNameEdit")
        self._number += 1
        if name is None or self._chance.random() < 0.2:
            dialog.reject()
            return
        if dialog.acceptMode() == QFileDialog.AcceptMode.AcceptSave:
            target = self._folder / "asked" / f"asked w{self._number}{Path(name.text()).suffix}"
        elif dialog.fileMode() == QFileDialog.FileMode.Directory:
            target = self._folder / "asked"
        else:
            target = self._folder / "given" / "sheet.xlsx"
        name.setText(str(target))
        QTest.keyClick(name, Qt.Key.Key_Return)
        self._wait(300)

    def _key(self, key: Qt.Key, modifier: Qt.KeyboardModifier = NONE, letter: str = "") -> None:
        at = self._focus()
        if at is None:
            return
        if letter:
            QTest.keyClicks(at, letter)
        else:
            QTest.keyClick(at, key, modifier)

    def _focus(self) -> QWidget | None:
        windows = [each for each in QApplication.topLevelWidgets() if each.isVisible()]
        return QApplication.activePopupWidget() or QApplication.focusWidget() or (windows[-1] if windows else None)

    @staticmethod
    def _dialogs() -> list[QFileDialog]:
        return [each for each in QApplication.allWidgets() if isinstance(each, QFileDialog) and each.isVisible()]

    @staticmethod
    def _wait(milliseconds: int) -> None:
        """Let the program do what it has to, for so long."""
        QTest.qWait(milliseconds)
