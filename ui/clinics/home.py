"""The saved rules with what each finds today, and below them the clinics that were held."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from app.queries.clinics.listing import Clinics
from app.queries.clinics.rules import RulesTable
from app.table import Row, Table
from ui.page import Tools
from ui.parts.tables import TableView
from ui.theme import GRID, theme

RULES_SEEN, LEAST = 10, 5
"""The heading, the eight rules, and the bar below them; and how many rows each has where there is little room."""


class HomeView(QWidget):
    """Rules above, clinics below; what is chosen last is told by `rule_chosen` or `clinic_chosen`."""

    said = Signal()
    rule_chosen = Signal(str)
    clinic_chosen = Signal(str)
    rule_entered = Signal()
    clinic_wanted = Signal(str)
    opened = Signal(object)
    """The query behind a rule's number."""

    def __init__(self, tools: Tools) -> None:
        super().__init__()
        self._tools = tools
        self._line = ""
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID)
        self.rules = TableView(tools.runner, tools.preferences, "clinics.rules", "Rules")
        self.rules.current_row.connect(self._choose_rule)
        self.rules.activated_row.connect(lambda _row: self.rule_entered.emit())
        self.rules.opened.connect(self.opened)
        column.addWidget(self.rules, RULES_SEEN)
        heading = QLabel("Clinics held")
        heading.setProperty("letters", "heading")
        column.addWidget(heading)
        self.clinics = TableView(tools.runner, tools.preferences, "clinics.held", "Clinics held")
        self.clinics.set_empty("No clinic yet. Choose a rule above and press Hold a clinic.")
        self.clinics.current_row.connect(self._choose_clinic)
        self.clinics.activated_row.connect(lambda row: self.clinic_wanted.emit(row.id))
        column.addWidget(self.clinics, LEAST)
        theme().changed.connect(self._size)
        self._size()

    def refresh(self) -> None:
        """Ask for both."""
        self._tools.runner.ask(RulesTable(), self._show_rules, ticket=(self, "rules"))
        self._tools.runner.ask(Clinics(), self.clinics.show_table, ticket=(self, "clinics"))

    def line(self) -> str:
        """What is shown."""
        return self._line

    def rule(self) -> str:
        """The rule that is chosen; of a chosen clinic, its rule is not meant."""
        row = self.rules.row_now()
        return row.id if row else ""

    def _choose_rule(self, row: Row | None) -> None:
        if row is not None:
            self.rule_chosen.emit(row.id)

    def _choose_clinic(self, row: Row | None) -> None:
        if row is not None and self.clinics.hasFocus():
            self.clinic_chosen.emit(row.id)

    def _show_rules(self, table: Table) -> None:
        self._line = table.line
        self.rules.show_table(table)
        self.said.emit()

    def _size(self) -> None:
        self.rules.setMinimumHeight(theme().row_height * LEAST)
        self.rules.setMaximumHeight(theme().row_height * RULES_SEEN)
