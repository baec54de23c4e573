"""The model under a table: pages of rows asked for as they come into sight, and only so many kept."""

from collections import OrderedDict
from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, Qt, Signal

from app.queries.tables import Keys, KeysOf, Opening, OpeningOf, RowsOf, WindowOf
from app.table import Column, Fixed, Keyed, Kind, Order, Ratio, Row, Table, Tone
from ui.parts.cells import ROW_ROLE, WAITING, Index, alignment, spoken, words
from ui.runner import Runner

PAGE = 100
KEPT = 40
"""How many pages are remembered: 4,000 rows, however long the table is."""
AHEAD = 3
"""How many pages may wait to be fetched: those passed by quickly are never asked for."""
NEAR = 5
"""From this page on a long table is read by its keys, sorted once: skipping so many rows would sort it all each time."""
MOST_KEYS = 500_000
"""The keys of a longer table are not kept: they would take more than 8 MB."""
NOTHING = Table("", (), Fixed((), ()))
READING = "Reading…"
"""What stands in a table until its first rows have come."""


class RowsModel(QAbstractTableModel):
    """Rows of a Table. `data` never waits: what is not there yet is an ellipsis, and comes."""

    opened = Signal()
    """A table, or the same one anew, has its count and its first rows."""
    arrived = Signal(int, int)
    """Rows from the first to the last of these have come."""

    def __init__(self, runner: Runner) -> None:
        super().__init__()
        self._runner = runner
        self.table = NOTHING
        self.order: Order | None = None
        self.is_open = False
        self.has_row_tones = False
        self.meaning: Callable[[str, Tone], str] = lambda _key, _tone: ""
        """What a tone says in a column of this table, where its own word would mislead; empty for its own word."""
        self._count = 0
        self._pages: OrderedDict[int, Sequence[Row]] = OrderedDict()
        self._wanted: list[int] = []
        self._asked: int | None = None
        self._keys: Keys | None = None
        self._generation = 0

    def show(self, table: Table, order: Order | None, top: int = 0) -> None:
        """Show this table in this order; what is shown now stays until its rows have come."""
        self._generation += 1
        keys = {column.key for column in table.columns}
        order = order if order and order.column in keys else None
        question = OpeningOf(table, order, top // PAGE * PAGE, PAGE)
        self._runner.ask(question, lambda opening: self._open(table, order, opening), ticket=(self, "opening"))

    def column(self, number: int) -> Column:
        """A column by its place."""
        return self.table.columns[number]

    def row(self, number: int) -> Row | None:
        """A row if it is here; if not, it is asked for."""
        page = self._pages.get(number // PAGE)
        if page is None:
            self._want(number // PAGE)
            return None
        self._pages.move_to_end(number // PAGE)
        return page[number % PAGE] if number % PAGE < len(page) else None

    def place_of(self, row_id: str) -> int | None:
        """Where a row stands, if it is among those that are here."""
        for page, rows in self._pages.items():
            for at, row in enumerate(rows):
                if row.id == row_id:
                    return page * PAGE + at
        return None

    def kept(self) -> Sequence[Row]:
        """The rows that are here."""
        return [row for rows in self._pages.values() for row in rows]

    # -------------------------------------------------------------------------------------------------- Qt's questions

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  (Qt's own default, never changed)
        """How many rows there are, fetched or not."""
        return 0 if parent.isValid() else self._count

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  (the same)
        """How many columns the table has."""
        return 0 if parent.isValid() else len(self.table.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """What is shown of a cell, at once."""
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return alignment(self.column(index.column()))
        wanted = (
            Qt.ItemDataRole.DisplayRole,
            Qt.ItemDataRole.ToolTipRole,
            Qt.ItemDataRole.AccessibleTextRole,
            ROW_ROLE,
        )
        if role not in wanted:
            return None
        row = self.row(index.row())
        if role == ROW_ROLE:
            return row
        if row is None:
            return WAITING if role == Qt.ItemDataRole.DisplayRole else None
        return self._said(row, index.column(), role)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """A column's heading, with an arrow when the table is sorted by it."""
        if orientation != Qt.Orientation.Horizontal or not 0 <= section < len(self.table.columns):
            return None
        column = self.column(section)
        if role == Qt.ItemDataRole.DisplayRole:
            if self.order is None or self.order.column != column.key:
                return column.title
            return f"{column.title} {'↓' if self.order.descending else '↑'}"
        if role == Qt.ItemDataRole.ToolTipRole:
            return column.help or column.title
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return alignment(column)
        return None

    def _said(self, row: Row, at: int, role: int) -> str:
        cell, column = row.cells[at], self.column(at)
        meaning = self.meaning(column.key, row.tones.get(column.key, Tone.PLAIN))
        if role == Qt.ItemDataRole.AccessibleTextRole:
            tone = row.tones.get(column.key, row.tone if at == 0 else Tone.PLAIN)
            return f"{words(cell)}, {meaning}" if meaning else spoken(cell, tone)
        if role == Qt.ItemDataRole.ToolTipRole:
            if meaning:
                return f"{words(cell)}, {meaning}"
            if isinstance(cell, Ratio):
                return f"{cell.numerator:,} of {cell.denominator:,}"
            return words(cell) if column.kind is Kind.TEXT else ""
        return words(cell)

    # ------------------------------------------------------------------------------------------------------- fetching

    def _open(self, table: Table, order: Order | None, opening: Opening) -> None:
        self.beginResetModel()
        self.table, self.order, self._count, self.is_open = table, order, opening.count, True
        self._pages.clear()
        self._wanted.clear()
        self._asked = None
        self._keys = None
        self._pages[opening.first // PAGE] = opening.rows
        self.has_row_tones = any(row.tone is not Tone.PLAIN for row in opening.rows)
        self.endResetModel()
        self.opened.emit()

    def _want(self, page: int) -> None:
        if page == self._asked:
            return
        if page in self._wanted:
            self._wanted.remove(page)
        self._wanted = [*self._wanted, page][-AHEAD:]
        self._fetch()

    def _fetch(self) -> None:
        if self._asked is not None or not self._wanted:
            return
        self._asked = self._wanted.pop()
        by_key = self._asked >= NEAR and self._count <= MOST_KEYS and isinstance(self.table.rows, Keyed)
        if by_key and self._keys is None:
            self._ask_keys(self._asked)
        else:
            self._ask_page(self._asked)

    def _ask_keys(self, page: int) -> None:
        generation = self._generation

        def take(keys: Keys) -> None:
            self._asked = None
            if generation == self._generation:
                self._keys = keys
                self._wanted.insert(0, page)
                self._fetch()

        self._runner.ask(KeysOf(self.table, self.order), take, ticket=(self, "page"))

    def _ask_page(self, page: int) -> None:
        generation, question = self._generation, self._question(page * PAGE)
        self._runner.ask(question, lambda rows: self._take(page, generation, rows), ticket=(self, "page"))

    def _question(self, first: int) -> WindowOf | RowsOf:
        if self._keys is None:
            return WindowOf(self.table, self.order, first, PAGE)
        return RowsOf(self.table, self._keys.window(first, PAGE))

    def _take(self, page: int, generation: int, rows: Sequence[Row]) -> None:
        if generation != self._generation:
            self._asked = None
            return
        self._pages[page] = rows
        while len(self._pages) > KEPT:
            self._pages.popitem(last=False)
        self._asked = None
        first, last = page * PAGE, min(page * PAGE + PAGE, self._count) - 1
        if rows and last >= first:
            self.dataChanged.emit(self.index(first, 0), self.index(last, self.columnCount() - 1))
            self.arrived.emit(first, last)
        self._fetch()
