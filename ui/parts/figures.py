"""Figures on a page: the picture above the table with the same numbers, and below it the formula and how they were counted."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from app.table import Row, Table
from ui.parts.chart import ChartArea
from ui.parts.scrolled import Scrolled
from ui.parts.tables import TableView
from ui.preferences import Preferences
from ui.runner import Runner
from ui.theme import GRID, set_icon, theme

ROWS_SEEN = 6
"""The heading, four rows and the bar below them."""


class Figures(QWidget):
    """Shows one table of figures at a time; `opened` gives the query behind a number, a bar or a point.

    Of the notes of a table the first is its formula and always shown, where formula says so.
    """

    opened = Signal(object)

    def __init__(self, runner: Runner, preferences: Preferences, key: str, name: str, *, formula: bool = True) -> None:
        super().__init__()
        self._formulas = int(formula)
        self._drawn: tuple[Table, Sequence[Row]] | None = None
        inside = QWidget()
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(Scrolled(inside))
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID)
        self.chart = ChartArea(name)
        self.chart.chosen.connect(self._open_drawn)
        column.addWidget(self.chart)
        self.table = TableView(runner, preferences, key, name)
        self.table.opened.connect(self.opened)
        self.table.activated_row.connect(self.open_row)
        column.addWidget(self.table, 1)
        self.formula, self.notes = _small("The formula"), _small("How this was counted")
        self.more = QPushButton()
        self.more.setProperty("link", True)
        self.more.setCheckable(True)
        self.more.toggled.connect(self._unfold)
        below = QHBoxLayout()
        below.addWidget(self.formula, 1)
        below.addWidget(self.more, 0, Qt.AlignmentFlag.AlignTop)
        column.addLayout(below)
        column.addWidget(self.notes)
        self._unfold(False)
        theme().changed.connect(self._size)
        self._size()

    def show_table(self, table: Table, drawn: Sequence[Row]) -> None:
        """Show the table with all its rows, draw those that are given, and say how they were counted."""
        self._drawn = (table, drawn)
        self.table.show_table(table)
        self.chart.show_table(table, drawn)
        self.formula.setText("\n".join(table.notes[: self._formulas]))
        self.notes.setText("\n".join(table.notes[self._formulas :]))
        self.more.setVisible(len(table.notes) > self._formulas)

    def open_row(self, row: Row) -> None:
        """What stands behind the first number of a row that has anything behind it."""
        if row.opens:
            self.opened.emit(next(iter(row.opens.values())))

    def _unfold(self, shown: bool) -> None:
        """The rules below the formula, where they are wanted: rows have the room otherwise."""
        self.notes.setVisible(shown)
        self.more.setText("Hide how it is co&unted" if shown else "How it is co&unted")
        set_icon(self.more, "chevron-down" if not shown else "x", "accent")

    def _open_drawn(self, at: int) -> None:
        """What stands behind the number that is drawn."""
        if self._drawn is None or not 0 <= at < len(self._drawn[1]):
            return
        table, rows = self._drawn
        query = rows[at].opens.get(table.chart.values) if table.chart else None
        if query is None:
            self.open_row(rows[at])
        else:
            self.opened.emit(query)

    def _size(self) -> None:
        """However low the window, a few rows are seen; what has no room is scrolled to."""
        self.table.setMinimumHeight(theme().row_height * ROWS_SEEN)


def _small(name: str) -> QLabel:
    made = QLabel()
    made.setProperty("letters", "small")
    made.setProperty("quiet", True)
    made.setWordWrap(True)
    made.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    made.setAccessibleName(name)
    return made
