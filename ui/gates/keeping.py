"""Shows the recovery key of a new file, to be printed or saved elsewhere; nothing is made until it is kept."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout

from app.commands.keys import PrintRecoveryKey, SaveRecoveryKey
from app.domain.errors import Refusal
from app.late import late
from ui.gates.written import ask_file, write_key
from ui.parts.gate import Gate, plain_button
from ui.theme import GRID


class Keeping(Gate):
    """The recovery key, once."""

    kept = Signal()

    def __init__(self, recovery: str, path: Path) -> None:
        super().__init__("Keep the recovery key", path)
        self.recovery = recovery
        self.outgoing: list[PrintRecoveryKey | SaveRecoveryKey] = []
        """That it went to a printer or into a file: the account tells so once there is one."""
        self.say("If the passphrase is forgotten, only this opens the file. It is shown this once.")
        groups = recovery.split("-")
        self.words = self.say(
            "\n".join("  ".join(groups[first : first + 4]) for first in range(0, len(groups), 4)), "title"
        )
        self.words.setAccessibleName("Recovery key: " + ", ".join(groups))
        self.say("Print it, or save it on something that is not this computer, and lock it away.")
        self._make_ways()
        self.have = self.tick(QCheckBox("&I have kept it"))
        self.buttons("&Go on", self.kept.emit, "arrow-right")
        self.have.toggled.connect(self.go.setEnabled)
        self.go.setEnabled(False)

    def busy(self, busy: bool) -> None:
        """Going on needs the tick."""
        super().busy(busy)
        self.go.setEnabled(not busy and self.have.isChecked())

    def save(self, file: str) -> None:
        """Save it as a text file of its own."""
        try:
            write_key(Path(file), self._title(), self.recovery)
        except Refusal as no:
            self.refuse(no)
        else:
            self._gone(SaveRecoveryKey(), f"Saved as {file}.")

    def _title(self) -> str:
        return f"Recovery key of {self.path.name}, IRO Tracker"

    def _make_ways(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(GRID)
        self.print_it = plain_button("&Print", self._print, "file-spreadsheet")
        self.save_it = plain_button("&Save as a file", self._ask_file, "save")
        for button in (self.print_it, self.save_it):
            row.addWidget(button)
        row.addStretch(1)
        self._column.addLayout(row)

    def _print(self) -> None:
        late("ui.gates.printed").ask_and_print(self, self._title(), self.recovery, self._printed)

    def _printed(self) -> None:
        self._gone(PrintRecoveryKey(), "Sent to the printer.")

    def _gone(self, command: PrintRecoveryKey | SaveRecoveryKey, words: str) -> None:
        self.outgoing.append(command)
        self.tell(words)
        self.have.setFocus()

    def _ask_file(self) -> None:
        ask_file(self, self.save)
