"""The clinic of challenges: what is overdue, late in its actions or does not move, to be talked through and put on paper."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QLabel, QVBoxLayout, QWidget

from app.domain.dates import short
from app.queries.challenges.clinic import ClinicList, MessagesAbout
from app.table import Row, Table
from ui.challenges.copying import copy_as_message
from ui.outgoing import Outgoing, exported
from ui.page import Tools
from ui.parts import filters, paper
from ui.parts.bar import Bar
from ui.parts.progress import LongWork
from ui.parts.tables import TableView
from ui.theme import GRID

BY = [("addressee", "Addressee"), ("team", "Team")]
KEPT = "challenges.clinic"


class ClinicView(QWidget):
    """The list by addressee or team; `said` when there is another line to say, `wanted` for the challenge of a row."""

    said = Signal()
    wanted = Signal(str, object)

    def __init__(self, tools: Tools) -> None:
        super().__init__()
        self._tools = tools
        self._line = ""
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID)
        column.addWidget(self._make_choosers())
        self.work = LongWork(tools.runner)
        self.out = Outgoing(self, tools, self.work)
        column.addWidget(self.work)
        self.table = TableView(tools.runner, tools.preferences, "challenges.clinic", "Clinic of challenges")
        self.table.set_empty("Nothing comes to the clinic: no challenge is overdue, late in its actions, or at rest.")
        self.table.activated_row.connect(lambda row: self.wanted.emit("challenges", row.id))
        column.addWidget(self.table, 1)

    def refresh(self) -> None:
        """Ask for the list."""
        self._tools.runner.ask(self.question, self._show, ticket=(self, "clinic"))

    def line(self) -> str:
        """What is shown."""
        return self._line

    def commands(self) -> tuple[tuple[str, Callable[[], None], str], ...]:
        """The list on paper, and messages about the chosen rows."""
        return (
            ("&Put on paper (PDF)", self.ask_paper, "download"),
            ("Copy as &messages", self.copy_messages, "copy"),
        )

    @property
    def question(self) -> ClinicList:
        """What is asked now."""
        return ClinicList(self.by.value(), self.named.isChecked())

    def ask_paper(self) -> None:
        """Ask where the PDF shall go."""
        name = f"Challenge clinic {short(self._tools.today())}.pdf"
        self.out.show("Put the clinic on paper", name, self.question, self.write_paper)

    def write_paper(self, target: Path) -> None:
        """Write the list as it is shown, grouped."""
        desk, asked = self._tools.runner.desk, self.question

        def draw(path: Path, whole: Any) -> None:
            paper.write_pdf(path, whole.table.title, [paper.Sheet(whole.table, whole.rows, asked.by)], whole.footer)

        write = exported("export_paper", lambda export, to, _told: export(desk, asked, to, draw))
        more = "It names children: keep it as their records are kept." if asked.named else "It has initials only."
        self.out.write(target, write, more)

    def copy_messages(self) -> None:
        """Put a message about each chosen challenge on the clipboard."""

        def chosen(rows: Sequence[Row]) -> None:
            asked = MessagesAbout(tuple(row.id for row in rows))
            self._tools.runner.ask(asked, lambda words: copy_as_message(self._tools, words), ticket=(self, "message"))

        self.table.with_selected(chosen)

    def _make_choosers(self) -> Bar:
        kept = self._tools.preferences.get(KEPT, {})
        bar = Bar()
        bar.setAccessibleName("Clinic")
        self.by = filters.Choice("&By", BY, everything=False)
        self.by.set_value(kept.get("by", "addressee"))
        self.by.changed.connect(self._changed)
        self.named = QCheckBox("Show ch&ildren's names")
        self.named.setToolTip("Initials unless you ask otherwise; never remembered")
        self.named.toggled.connect(self.refresh)
        self._note = QLabel()
        self._note.setProperty("quiet", True)
        for part in (self.by, self.named, self._note):
            bar.add(part)
        return bar

    def _changed(self) -> None:
        self._tools.preferences.set(KEPT, {"by": self.by.value()})
        self.refresh()

    def _show(self, table: Table) -> None:
        self._line = table.line
        self._note.setText(table.notes[0])
        self.table.show_table(table)
        self.said.emit()
