"""What is shown instead of the window when a file cannot be opened: why, that nothing is lost, and what to do next."""

from pathlib import Path

from PySide6.QtCore import Signal

from app.domain.backups import Misplaced, Unexpected
from app.domain.errors import Refusal
from ui.parts.gate import Gate
from ui.parts.link import Link


class Trouble(Gate):
    """A quiet page with the sentence, the file's place, and what can be done."""

    again = Signal()
    restoring = Signal()
    accepting = Signal()
    moving = Signal()

    def __init__(self, refusal: Refusal, path: Path) -> None:
        super().__init__(f"{path.name} cannot be opened", path)
        self.setAccessibleDescription(str(refusal))
        self.words = str(refusal)
        for words in filter(None, (refusal.message, refusal.next_step)):
            self.say(words)
        self.way = self._make_way(refusal)
        self.restore = self.link("Restore a &backup", self.restoring.emit)
        self.buttons("&Try again", self.again.emit, "refresh-cw")
        self.focus()

    def focus(self) -> None:
        """The keyboard stands on what may help without changing anything."""
        self.go.setFocus()

    def _make_way(self, refusal: Refusal) -> Link | None:
        """What only some refusals can be answered with."""
        if isinstance(refusal, Unexpected):
            return self.link("&Go on with this file as it is", self.accepting.emit)
        if isinstance(refusal, Misplaced):
            return self.link("&Move it to this computer", self.moving.emit)
        return None
