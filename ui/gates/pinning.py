"""Asks for the PIN of the day instead of the passphrase, and lets whoever gave the passphrase choose one."""

from pathlib import Path

from PySide6.QtCore import Signal

from app.domain.counting import counted
from app.domain.errors import Refusal
from ui.parts.gate import Gate

SHORTEST = 6
DIFFERENT = Refusal("The two PINs are not the same.", "Type both again.")
SPENT = Refusal("The PIN was wrong three times.", "The passphrase opens the file.")
ONLY_HERE = (
    "The PIN serves until this program is closed: this computer has no store of secrets in which it could be kept."
)


class PinGate(Gate):
    """The PIN that was chosen today."""

    given = Signal(str)
    instead = Signal()

    def __init__(self, path: Path) -> None:
        super().__init__(f"Open {path.name}", path)
        self.say("The PIN that was chosen today opens it.")
        self.line = self.figures("&PIN")
        self.shown = self.show_letters(self.line)
        self.link("&Use the passphrase", self.instead.emit)
        self.buttons("&Open", lambda: self.given.emit(self.line.text()), "folder-open")
        self.focus()

    def wrong_pin(self, left: int) -> None:
        """Say how many tries there are yet."""
        self.line.clear()
        tries = f"{counted(left, 'try', 'tries')} {'is' if left == 1 else 'are'} left"
        self.refuse(
            Refusal(f"This PIN is wrong. {tries}.", "After that only the passphrase opens the file."), pause=True
        )


class ChoosingPin(Gate):
    """A PIN for the rest of the day."""

    chosen = Signal(str)
    without = Signal()

    def __init__(self, path: Path) -> None:
        super().__init__("Choose a PIN for today", path)
        self.say(
            "Until midnight it unlocks the program in place of the passphrase. After three wrong PINs, and tomorrow, "
            "the passphrase is asked for again."
        )
        self.line = self.figures("&PIN", f"{SHORTEST} figures or more, in no plain order.")
        self.again = self.figures("The same &again")
        self.shown = self.show_letters(self.line, self.again)
        self.link("Go on with&out a PIN", self.without.emit)
        self.buttons("&Use this PIN today", self._choose, "check")
        self.focus()

    def _choose(self) -> None:
        if self.line.text() != self.again.text():
            self.refuse(DIFFERENT)
        else:
            self.chosen.emit(self.line.text())
