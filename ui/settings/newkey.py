"""A new recovery key in the Settings: shown once, to be printed or saved elsewhere before it replaces the old one."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QLabel, QPushButton, QVBoxLayout, QWidget

from app.commands.keys import PrintRecoveryKey, RenewRecoveryKey, SaveRecoveryKey
from app.domain.errors import Refusal
from app.late import late
from ui.parts.bar import Bar
from ui.theme import GRID, set_icon


class NewRecoveryKey(QWidget):
    """The words, and the ways to keep them; the old recovery key opens the file until the last button is pressed."""

    def __init__(
        self,
        replace: Callable[[RenewRecoveryKey], None],
        leave: Callable[[], None],
        enter: Callable[[PrintRecoveryKey | SaveRecoveryKey], None],
        file: str,
    ) -> None:
        super().__init__()
        self._replace, self._leave, self._enter = replace, leave, enter
        self._title = f"Recovery key of {Path(file).name}, IRO Tracker"
        self._recovery = ""
        self._command: RenewRecoveryKey | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(GRID * 2, GRID * 3 // 2, GRID * 2, GRID * 2)
        self._column.setSpacing(GRID * 3 // 2)
        self._say("The new recovery key", "heading")
        self._say(
            "Print it, or save it on something that is not this computer, and lock it away. It is shown this once."
        )
        self.words = self._say("", "title")
        self._make_ways()
        self.have = QCheckBox("I have &kept it")
        self._column.addWidget(self.have)
        self.told, self.wrong = self._say("", "text"), self._say("", "text")
        self.told.hide()
        self.wrong.setProperty("tone", "late")
        self._make_foot()

    def show_key(self, recovery: str, command: RenewRecoveryKey) -> None:
        """Show a recovery key, and what puts it in the place of the old one."""
        self._recovery, self._command = recovery, command
        groups = recovery.split("-")
        rows = (groups[first : first + 4] for first in range(0, len(groups), 4))
        self.words.setText("\n".join("  ".join(row) for row in rows))
        self.words.setAccessibleName("Recovery key: " + ", ".join(groups))
        self.show()
        self.words.setFocus()

    def forget(self) -> None:
        """Show it no longer."""
        self._recovery, self._command = "", None
        self.words.clear()
        self.words.setAccessibleName("")
        self.have.setChecked(False)
        self.told.hide()
        self.wrong.hide()

    def refuse(self, no: Refusal) -> None:
        """Say why the old one stays."""
        self.told.hide()
        self.wrong.setText(str(no))
        self.wrong.show()
        self.go.setEnabled(self.have.isChecked())

    def save(self, file: str) -> None:
        """Save it as a text file of its own."""
        try:
            late("ui.gates.written").write_key(Path(file), self._title, self._recovery)
        except Refusal as no:
            self.refuse(no)
        else:
            self._gone(SaveRecoveryKey(), f"Saved as {file}.")

    def _make_ways(self) -> None:
        row = Bar()
        self.print_it = _button("&Print", "file-spreadsheet", self._print)
        self.save_it = _button("&Save as a file", "save", self._ask_file)
        row.add(self.print_it)
        row.add(self.save_it)
        self._column.addWidget(row)

    def _make_foot(self) -> None:
        foot = Bar()
        self.go = _button("&Replace the old one", "check", self._go, primary=True)
        self.go.setEnabled(False)
        self.have.toggled.connect(self.go.setEnabled)
        foot.add(self.go)
        foot.add(_button("Cance&l", "x", self._leave))
        self._column.addWidget(foot)

    def _go(self) -> None:
        self.go.setEnabled(False)
        if self._command is not None:
            self._replace(self._command)

    def _print(self) -> None:
        late("ui.gates.printed").ask_and_print(self, self._title, self._recovery, self._printed)

    def _printed(self) -> None:
        self._gone(PrintRecoveryKey(), "Sent to the printer.")

    def _gone(self, command: PrintRecoveryKey | SaveRecoveryKey, words: str) -> None:
        self._enter(command)
        self.wrong.hide()
        self.told.setText(words)
        self.told.show()
        self.have.setFocus()

    def _ask_file(self) -> None:
        late("ui.gates.written").ask_file(self, self.save)

    def _say(self, words: str, letters: str = "text") -> QLabel:
        label = QLabel(words)
        label.setProperty("letters", letters)
        label.setWordWrap(True)
        label.setTextFormat(Qt.TextFormat.PlainText)
        self._column.addWidget(label)
        return label


def _button(words: str, icon: str, press: Callable[[], None], *, primary: bool = False) -> QPushButton:
    button = QPushButton(words)
    button.setProperty("primary", primary)
    set_icon(button, icon, "accent_text" if primary else "text")
    button.clicked.connect(lambda _checked=False: press())
    return button
