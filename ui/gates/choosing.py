"""Asks for a new passphrase, twice, for a new file, for one that is to be encrypted, and after a recovery."""

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Signal

from app.domain.errors import Refusal
from ui.parts.gate import Gate

SHORTEST = 12
DIFFERENT = Refusal("The two passphrases are not the same.", "Type both again.")
TOO_SHORT = Refusal(
    f"A passphrase has {SHORTEST} characters or more.", "Three or four words that do not belong together will do."
)


@dataclass(frozen=True)
class Occasion:
    """Why a passphrase is chosen, in the words of the page."""

    title: str
    words: tuple[str, ...]
    go: str
    without: str = ""
    """A way on for whoever wants no new passphrase, where there is one already."""


NEW = Occasion(
    "Make a new service's file",
    ("There is no file of this name yet. It will be encrypted: without its passphrase nobody can read it.",),
    "&Make the file",
)
EARLIER = (
    "An earlier version of IRO Tracker made this file, and whoever gets hold of it can read it. "
    "It is encrypted once, and then opened."
)
ERASED = (
    "Every row is compared before the old file is written over and removed, with the copies of earlier versions that the "
    "program left beside it. A drive that spreads its writes (an SSD) and backups made earlier may hold old pages all the same."
)
CONVERT = Occasion("Encrypt this file", (EARLIER, ERASED), "&Encrypt and open")
AFTER_RECOVERY = Occasion(
    "Choose a new passphrase",
    (
        "The recovery key is right, and stays as it is. Backups made before still open with the passphrase of their day.",
    ),
    "&Change and open",
    "Open with&out a new passphrase",
)


class Choosing(Gate):
    """A new passphrase, of 12 characters or more; no other rule."""

    chosen = Signal(str)
    without = Signal()

    def __init__(self, occasion: Occasion, path: Path) -> None:
        super().__init__(occasion.title, path)
        for words in occasion.words:
            self.say(words)
        hint = f"{SHORTEST} characters or more: three or four words that do not belong together are easy to remember."
        _, self.line = self.secret("New &passphrase", hint)
        _, self.again = self.secret("The same &again")
        self.shown = self.show_letters(self.line, self.again)
        if occasion.without:
            self.link(occasion.without, self.without.emit)
        self.buttons(occasion.go, self._choose, "check")
        self.focus()

    def _choose(self) -> None:
        if len(self.line.text()) < SHORTEST:
            self.refuse(TOO_SHORT)
        elif self.line.text() != self.again.text():
            self.refuse(DIFFERENT)
        else:
            self.chosen.emit(self.line.text())
