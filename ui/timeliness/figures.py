"""What the Timeliness page shows of one question: what was reported, the chart, the table, and how it was counted."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from app.queries.reported import Since
from app.table import Fixed, Row, Table, Tone
from ui.page import Tools
from ui.parts.chart import ChartArea
from ui.parts.marks import Mark
from ui.parts.scrolled import Scrolled
from ui.parts.tables import TableView
from ui.theme import GRID, theme

ROWS_SEEN = 6
"""The heading, four rows and the bar below them."""


class FiguresView(QWidget):
    """The chart above the table with the same numbers; `opened` gives the query behind a number."""

    opened = Signal(object)

    def __init__(self, tools: Tools) -> None:
        super().__init__()
        self._drawn: Sequence[Row] = ()
        self._since: Since | None = None
        inside = QWidget()
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(Scrolled(inside))
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID)
        column.addWidget(self._make_reported())
        self.chart = ChartArea("Share of reviews in time")
        self.chart.chosen.connect(self._open_bar)
        column.addWidget(self.chart)
        self.table = TableView(tools.runner, tools.preferences, "timeliness", "Timeliness")
        self.table.set_empty("Nothing was counted in this period. Choose another, or import a file in Files.")
        self.table.opened.connect(self.opened)
        self.table.activated_row.connect(self._open_row)
        column.addWidget(self.table, 1)
        self.notes = QLabel()
        self.notes.setProperty("letters", "small")
        self.notes.setProperty("quiet", True)
        self.notes.setWordWrap(True)
        self.notes.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.notes.setAccessibleName("How this was counted")
        column.addWidget(self.notes)
        theme().changed.connect(self._size)
        self._size()

    def show_table(self, table: Table) -> None:
        """Show the figures; the table's few rows are all there already."""
        self.table.show_table(table)
        self.notes.setText(" ".join(table.notes))

    def show_chart(self, table: Table) -> None:
        """Draw a table's rows: those shown below, or a year of months for a single number."""
        self._drawn = table.rows.rows if isinstance(table.rows, Fixed) else ()
        self.chart.show_table(table, self._drawn)

    def show_since(self, since: Since | None) -> None:
        """What was reported of this month, beside what the records say now."""
        self._since = since
        self.reported.setVisible(since is not None)
        if since is not None:
            self.said.setText(since.words)
            self.show_changes.setVisible(since.changed > 0)

    def _size(self) -> None:
        """However low the window, a few rows are seen; what has no room is scrolled to."""
        self.table.setMinimumHeight(theme().row_height * ROWS_SEEN)

    def _make_reported(self) -> QFrame:
        self.reported = QFrame()
        self.reported.setObjectName("card")
        row = QHBoxLayout(self.reported)
        row.setContentsMargins(GRID * 2, GRID // 2, GRID, GRID // 2)
        row.addWidget(Mark(Tone.INFORMATION))
        self.said = QLabel()
        row.addWidget(self.said, 1)
        self.show_changes = QPushButton("&Show what changed")
        self.show_changes.setProperty("link", True)
        self.show_changes.clicked.connect(self._open_changes)
        row.addWidget(self.show_changes)
        self.reported.hide()
        return self.reported

    def _open_changes(self) -> None:
        if self._since is not None:
            self.opened.emit(self._since.opens)

    def _open_row(self, row: Row) -> None:
        self._open(row)

    def _open_bar(self, at: int) -> None:
        if 0 <= at < len(self._drawn):
            self._open(self._drawn[at])

    def _open(self, row: Row) -> None:
        behind = row.opens.get("denominator")
        if behind is not None:
            self.opened.emit(behind)
