"""Who moves: each child with from, to and why; single ones are taken out again here."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from app.table import Row, Table
from ui.ahead.views import NOTHING_MOVES, moves_of
from ui.ahead.whatif import WhatIf
from ui.page import Tools
from ui.parts.bar import Bar
from ui.parts.tables import TableView
from ui.theme import GRID, set_icon


class MovesView(QWidget):
    """The list, and what takes the chosen children out of it."""

    told = Signal(str)
    wanted = Signal(str)
    """A child's record is wanted: its id."""

    def __init__(self, tools: Tools, what_if: WhatIf) -> None:
        super().__init__()
        self._tools, self._what_if = tools, what_if
        self._place = 0
        """Where the keyboard goes when it is on no row: the place of a child that was taken out."""
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID)
        self.table = TableView(tools.runner, tools.preferences, "ahead.moves", "Who moves")
        self.table.set_empty(NOTHING_MOVES)
        self.table.selected.connect(self._note)
        self.table.activated_row.connect(lambda row: self.wanted.emit(row.id))
        delete = QShortcut(QKeySequence.StandardKey.Delete, self.table)
        delete.activated.connect(self._leave)
        self.table.current_row.connect(self._explain)
        self.table.shown.connect(self._start)
        column.addWidget(self.table, 1)
        column.insertWidget(0, self._make_bar())  # the keyboard goes to the table first
        self.why = QLabel()
        self.why.setWordWrap(True)
        self.why.setAccessibleName("Why this child moves")
        column.addWidget(self.why)
        self._note(0)
        self._explain(None)

    def refresh(self) -> None:
        """Ask who moves now."""
        self._tools.runner.ask(moves_of(self._what_if.whole), self._show, ticket=(self, "moves"))

    def _make_bar(self) -> QWidget:
        bar = Bar()
        self.stay = QPushButton("The chosen children s&tay where they are")
        self.stay.setToolTip("Takes their moves out (Delete)")
        set_icon(self.stay, "x")
        self.stay.clicked.connect(self._leave)
        self.note = QLabel()
        self.note.setProperty("quiet", True)
        bar.add(self.stay)
        bar.add(self.note)
        return bar

    def _show(self, table: Table) -> None:
        self.table.show_table(table)
        self.note.setText("Enter opens a child's page." if self._what_if.moving else "")
        self.told.emit(table.line)

    def _start(self) -> None:
        rows = self.table.rows.kept()
        if rows and self.table.row_now() is None:
            self.table.choose(rows[min(self._place, len(rows) - 1)].id)
        self._place = 0
        self._note(self.table.selected_count())

    def _explain(self, row: Row | None) -> None:
        """The whole reason of the chosen child, which is often longer than its cell."""
        self.why.setText(f"{row.cells[0]}: {row.cells[-1]}" if row is not None else "")
        self.why.setVisible(row is not None)

    def _note(self, number: int) -> None:
        self.stay.setEnabled(number > 0)

    def _leave(self) -> None:
        self._place = max(self.table.currentIndex().row(), 0)

        def leave(rows: Sequence[Row]) -> None:
            self._what_if.leave_children(row.id for row in rows)

        self.table.with_selected(leave)
