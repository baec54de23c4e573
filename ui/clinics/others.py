"""The meetings that no clock asks for, of one kind or of all, of a period or of always."""

from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from app.domain.settings import ListEntry
from app.queries.gatherings import Gatherings
from app.table import Row, Table
from ui.page import Tools
from ui.parts.bar import Bar
from ui.parts.filters import Choice
from ui.parts.period import PeriodChooser
from ui.parts.tables import TableView
from ui.theme import GRID


class OthersView(QWidget):
    """The list with its choosers; `chosen` names the row the keyboard is on, `entered` one that was opened."""

    said = Signal()
    chosen = Signal(str)
    entered = Signal(str)

    def __init__(self, tools: Tools) -> None:
        super().__init__()
        self._tools = tools
        self._line = ""
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID)
        column.addWidget(self._make_choosers())
        self.table = TableView(tools.runner, tools.preferences, "clinics.others", "Other meetings")
        self.table.set_empty("No other meeting is recorded here. Ctrl+N records one.")
        self.table.current_row.connect(self._choose)
        self.table.activated_row.connect(lambda row: self.entered.emit(row.id))
        column.addWidget(self.table, 1)
        self._look()

    def offer(self, kinds: tuple[ListEntry, ...]) -> None:
        """The kinds of the service's list."""
        self.kind.set_options([("", "All meetings"), *((one.code, one.label) for one in kinds)])

    def refresh(self) -> None:
        """Ask for the list."""
        self._tools.runner.ask(self.question, self._show, ticket=(self, "others"))

    @property
    def question(self) -> Gatherings:
        """What is asked now."""
        return Gatherings(self.kind.value() or "", None if self.always.isChecked() else self.period.period)

    def line(self) -> str:
        """What is shown."""
        return self._line

    def _make_choosers(self) -> Bar:
        bar = Bar()
        bar.setAccessibleName("Other meetings")
        self.kind = Choice("&Kind", [("", "All meetings")])
        self.kind.changed.connect(self.refresh)
        self.always = QCheckBox("&Whenever they were")
        self.always.setChecked(True)
        self.period = PeriodChooser(self._tools.today, self._tools.calendar)
        self.period.refused.connect(self._tools.notices.refuse)
        self.period.restore({"length": "year"})
        self.period.changed.connect(self.refresh)
        self.always.toggled.connect(self._look)
        parts: tuple[Any, ...] = (self.kind, self.always, self.period)
        for part in parts:
            bar.add(part)
        return bar

    def _look(self) -> None:
        self.period.setVisible(not self.always.isChecked())
        self.refresh()

    def _choose(self, row: Row | None) -> None:
        if row is not None:
            self.chosen.emit(row.id)

    def _show(self, table: Table) -> None:
        self._line = table.line
        self.table.show_table(table)
        self.said.emit()
