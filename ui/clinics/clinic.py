"""One clinic: its children to be filled in one after the other, and below them what was found in numbers."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSplitter, QVBoxLayout, QWidget

from app.queries.clinics.findings import ClinicFindings
from app.queries.clinics.listing import ClinicTable
from app.table import Row, Table
from ui.page import Tools
from ui.parts.tables import TableView
from ui.theme import GRID, set_icon

CHILDREN, FINDINGS = 5, 3
"""How the two share the height."""


class ClinicView(QWidget):
    """The children of one clinic; `child_chosen` names the row the keyboard is on, `child_entered` one that was opened."""

    said = Signal()
    left = Signal()
    child_chosen = Signal(str)
    child_entered = Signal(str)
    opened = Signal(object)
    """The query behind a finding."""

    def __init__(self, tools: Tools) -> None:
        super().__init__()
        self._tools = tools
        self._line, self.clinic_id = "", ""
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID)
        column.addLayout(self._make_head())
        split = QSplitter(Qt.Orientation.Vertical)
        split.setChildrenCollapsible(False)
        split.setHandleWidth(GRID)
        self.table = TableView(tools.runner, tools.preferences, "clinics.children", "Children at the clinic")
        self.table.set_empty("No child is at this clinic.")
        self.table.current_row.connect(self._choose)
        self.table.shown.connect(self._begin)
        self.table.activated_row.connect(lambda row: self.child_entered.emit(row.id))
        self.findings = TableView(tools.runner, tools.preferences, "clinics.findings", "Findings")
        self.findings.opened.connect(self.opened)
        self.findings.activated_row.connect(self._open_first)
        split.addWidget(self.table)
        split.addWidget(self.findings)
        split.setStretchFactor(0, CHILDREN)
        split.setStretchFactor(1, FINDINGS)
        column.addWidget(split, 1)
        escape = QShortcut(QKeySequence("Esc"), self, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
        escape.activated.connect(self.left)

    def show_clinic(self, clinic_id: str) -> None:
        """Another clinic."""
        self.clinic_id = clinic_id
        self.table.clearSelection()
        self.refresh()

    def refresh(self) -> None:
        """Ask for the children and the findings."""
        if self.clinic_id:
            asked = ClinicTable(self.clinic_id)
            self._tools.runner.ask(asked, self._show, self._gone, ticket=(self, "children"))
            found = ClinicFindings(self.clinic_id)
            self._tools.runner.ask(found, self.findings.show_table, lambda _no: None, ticket=(self, "findings"))

    def line(self) -> str:
        """What is shown."""
        return self._line

    def next_child(self) -> bool:
        """Put the keyboard on the row below; not so on the last one."""
        at = self.table.currentIndex().row() + 1
        if at >= self.table.count():
            return False
        self.table.setCurrentIndex(self.table.rows.index(at, 0))
        return True

    def _make_head(self) -> QHBoxLayout:
        head = QHBoxLayout()
        back = QPushButton("&Back to the clinics")
        set_icon(back, "chevron-left")
        back.setToolTip("Esc")
        back.clicked.connect(self.left)
        head.addWidget(back)
        self.title = QLabel()
        self.title.setProperty("letters", "heading")
        head.addWidget(self.title)
        self.note = QLabel()
        self.note.setProperty("quiet", True)
        head.addWidget(self.note, 1)
        return head

    def _choose(self, row: Row | None) -> None:
        if row is not None:
            self.child_chosen.emit(row.id)

    def _begin(self) -> None:
        """The first child, where none is chosen yet."""
        if not self.table.currentIndex().isValid() and self.table.count():
            self.table.setCurrentIndex(self.table.rows.index(0, 0))

    def _open_first(self, row: Row) -> None:
        if row.opens:
            self.opened.emit(row.opens["children"])

    def _show(self, table: Table) -> None:
        self._line = table.line
        self.title.setText(table.title)
        self.title.setToolTip("\n".join(table.notes))
        self.note.setText(table.notes[2] if len(table.notes) > 2 else "")
        self.table.show_table(table)
        self.said.emit()

    def _gone(self, _no: object) -> None:
        """It was voided meanwhile."""
        self.left.emit()
