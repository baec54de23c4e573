"""The step about people: IROs pasted from Excel, and what is understood of them as one pastes."""

from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QPlainTextEdit

from app.commands.settings import PasteOfficers, officers_in
from app.desk import Command
from app.table import Column, Fixed, Kind, Row, Table
from ui.parts.tables import TableView
from ui.start.step import Step
from ui.theme import theme

PAUSE, HEIGHT, TABLE_HEIGHT = 200, 116, 204
COLUMNS = (
    Column("name", "Name", width=24),
    Column("fte", "Full-time equivalent", Kind.NUMBER, 17),
    Column("login", "Login", width=14),
)


class OfficersStep(Step):
    """One IRO a line: name, then perhaps full-time equivalent and login."""

    title = "Your IROs"
    words = (
        "Copy the names from Excel and paste them here, one Independent Reviewing Officer (IRO) a line. "
        "Columns for the full-time equivalent (1 or 0.6) and the login of the computer may follow the name."
    )

    def make_fields(self) -> None:
        """The plain area, and the table of what is understood."""
        self.area = QPlainTextEdit()
        self.area.setTabChangesFocus(True)
        self.area.setPlaceholderText("Alison Wright    1    awright")
        self.add("text", "&Paste here", self.area)
        self.area.setFixedHeight(theme().pixels(HEIGHT))
        self.understood = TableView(self.tools.runner, None, "", "What is understood")
        self.understood.set_empty("What is understood is shown here.")
        self.understood.setFixedHeight(theme().pixels(TABLE_HEIGHT))
        self.add("understood", "Understood as", self.understood)
        self._wait = QTimer(self, singleShot=True, interval=PAUSE)
        self._wait.timeout.connect(self.show_understood)
        self.area.textChanged.connect(self._wait.start)
        self.show_understood()

    def show_values(self, values: dict[str, Any]) -> None:
        """What was pasted and not saved yet."""
        self.fill({"text": ""})

    def show_understood(self) -> None:
        """The lines as they would be kept."""
        found = officers_in(self.area.toPlainText())
        rows = tuple(
            Row(str(at), (one.name, _number(one.fte_hundredths), one.login or None)) for at, one in enumerate(found)
        )
        self.understood.show_table(Table("Understood", COLUMNS, Fixed(rows, tuple(c.key for c in COLUMNS))))

    def command(self) -> Command[Any] | None:
        """Those who are not here yet are added, in post from today."""
        text = self.area.toPlainText()
        return PasteOfficers(text) if officers_in(text) else None


def _number(hundredths: int) -> int | float:
    """The full-time equivalent as one writes it: 1, 0.6."""
    return hundredths // 100 if hundredths % 100 == 0 else hundredths / 100
