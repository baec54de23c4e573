"""Asks for the passphrase of a file, or for the recovery key of whoever forgot it."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox

from ui.parts.gate import Gate

RESTORE = "&Restore a backup"


class SignIn(Gate):
    """The passphrase, once a day."""

    given = Signal(str)
    forgotten = Signal()
    restoring = Signal()

    def __init__(self, path: Path) -> None:
        super().__init__(f"Open {path.name}", path)
        self.say("The file is encrypted. Its passphrase opens it.")
        _, self.line = self.secret("&Passphrase")
        self.shown = self.show_letters(self.line)
        self.pin = self.tick(QCheckBox("&Choose a PIN for the rest of today"))
        self.remember = self.tick(QCheckBox("Re&member on this computer, for whoever is logged in as I am"))
        self.lost = self.link("&I have forgotten the passphrase", self.forgotten.emit)
        self.restore = self.link(RESTORE, self.restoring.emit)
        self.buttons("&Open", lambda: self.given.emit(self.line.text()), "folder-open")
        self.focus()

    def offer(self, newest: str) -> None:
        """Say of when the newest backup is: a wrong passphrase and a damaged file look the same."""
        self.restore.setText(f"{RESTORE}: the newest is of {newest}" if newest else RESTORE)


class Recovery(Gate):
    """The printed recovery key."""

    given = Signal(str)
    remembered = Signal()

    def __init__(self, path: Path) -> None:
        super().__init__("Use the recovery key", path)
        self.say("It was shown once, when the file was made or encrypted: eight groups of five letters.")
        _, self.line = self.secret("&Recovery key", "Small letters and spaces are taken too.")
        self.shown = self.show_letters(self.line)
        self.shown.setChecked(True)
        self.say(
            "Without the passphrase and without the recovery key nobody can read the file, and nobody can mend that."
        )
        self.back = self.link("&Back to the passphrase", self.remembered.emit)
        self.buttons("&Go on", lambda: self.given.emit(self.line.text()), "arrow-right")
        self.focus()
