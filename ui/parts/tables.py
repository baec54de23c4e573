"""A table on the screen: any Table, sorted, arranged, copied and opened by keyboard and mouse."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractItemView, QMenu, QTableView

from app.queries.tables import PiecesOf
from app.table import Column, Order, Row, Table
from ui.parts.arrangement import Arrangement
from ui.parts.cells import ROW_ROLE, CellDelegate, Index, behind
from ui.parts.clipboard import copy_rows
from ui.parts.heading import Heading
from ui.parts.rows import READING, RowsModel
from ui.preferences import Preferences
from ui.runner import Runner
from ui.theme import GRID, theme


class TableView(QTableView):
    """Shows a Table. Pages connect to its signals, call show_table, and never touch its model."""

    heading_kind: type[Heading] = Heading
    activated_row = Signal(object)
    """Enter or a double click on this Row."""
    opened = Signal(object)
    """A cell with a query behind it was chosen: the query."""
    current_row = Signal(object)
    """The Row the keyboard is on, or None; again when the same row was read anew."""
    selected = Signal(int)
    """How many rows are chosen."""
    copied = Signal(int)
    shown = Signal()
    """The table has its count and first rows."""

    def __init__(self, runner: Runner, preferences: Preferences | None = None, key: str = "", name: str = "") -> None:
        super().__init__()
        self.setAccessibleName(name or "Table")
        self._runner = runner
        self._empty = ""
        self._hovered = -1
        self._current_id = ""
        self._wanted_id = ""
        self.rows = RowsModel(runner)
        self.setModel(self.rows)
        self._delegate = CellDelegate(self)
        self.setItemDelegate(self._delegate)
        self.heading = self.heading_kind(self)
        self.setHorizontalHeader(self.heading)
        self.arrangement = Arrangement(self.heading, self.rows, preferences, key)
        self._set_manners()
        self._connect()

    def show_table(self, table: Table) -> None:
        """Show a table, or the same one asked anew: order, place and chosen row stay."""
        order = self.rows.order if self.rows.is_open else self.arrangement.order()
        self.rows.show(table, order, max(self.rowAt(0), 0) if self.rows.is_open else 0)

    def choose(self, row_id: str) -> None:
        """Put the keyboard on this row as soon as it is here."""
        self._wanted_id = row_id
        self._restore_current()

    def set_empty(self, words: str) -> None:
        """What an empty table teaches: "No reviews yet. Import a file in Files."."""
        self._empty = words
        self.viewport().update()

    def row_now(self) -> Row | None:
        """The row the keyboard is on."""
        row = self.currentIndex().data(ROW_ROLE) if self.currentIndex().isValid() else None
        return row if isinstance(row, Row) else None

    def count(self) -> int:
        """How many rows the table has."""
        return self.rows.rowCount()

    def selected_count(self) -> int:
        """How many rows are chosen."""
        return sum(number for _, number in self._pieces())

    def with_selected(self, then: Callable[[Sequence[Row]], None]) -> None:
        """Fetch the chosen rows, wherever they are, and hand them over in the order shown."""
        pieces = self._pieces()
        if pieces:
            self._runner.ask(PiecesOf(self.rows.table, self.rows.order, pieces), then, ticket=(self, "selected"))

    def copy(self) -> None:
        """Copy the chosen rows with their headings, as Excel pastes them; several are entered in the account first."""
        shown, table = self.arrangement.shown_columns(), self.rows.table
        self.with_selected(lambda rows: copy_rows(self._runner, table, shown, rows, self.copied.emit))

    def sort(self, key: str) -> None:
        """Sort by a column; again, the other way; a third time, the table's own order."""
        now = self.rows.order
        if now is None or now.column != key:
            order: Order | None = Order(key)
        else:
            order = None if now.descending else Order(key, descending=True)
        self.arrangement.keep_order(order)
        self.scrollToTop()
        self.rows.show(self.rows.table, order)

    def column_actions(self) -> list[QAction]:
        """What the View menu and the heading's menu offer: sort by this column, which columns are shown, as at first."""
        sort = QAction("&Sort by the current column", self)
        sort.triggered.connect(self._sort_by_current)
        usual = QAction("&Usual columns and order", self)
        usual.triggered.connect(self._reset)
        line = QAction(self)
        line.setSeparator(True)
        return [sort, usual, line, *self.arrangement.toggles(self)]

    # ------------------------------------------------------------------------------------------------- for the delegate

    def column(self, index: Index) -> Column:
        """The column of a cell."""
        return self.rows.column(index.column())

    def is_hovered(self, index: Index) -> bool:
        """Whether the mouse is over the cell's row."""
        return index.row() == self._hovered

    def shows_row_mark(self, index: Index) -> bool:
        """The first column that is shown carries the shape of the row."""
        return self.rows.has_row_tones and index.column() == self.arrangement.first_column()

    # ------------------------------------------------------------------------------------------------------- gestures

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens; Ctrl+C copies; the rest is Qt's."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._open(self.currentIndex())
        elif event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A plain click on a link opens what is behind it."""
        super().mouseReleaseEvent(event)
        plain = event.button() == Qt.MouseButton.LeftButton and event.modifiers() == Qt.KeyboardModifier.NoModifier
        query = self._query_at(self.indexAt(event.position().toPoint()))
        if plain and query is not None and self.selected_count() <= 1:
            self.opened.emit(query)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """The row under the mouse is lit, and a link shows a hand."""
        super().mouseMoveEvent(event)
        index = self.indexAt(event.position().toPoint())
        hand = self._query_at(index) is not None
        self.viewport().setCursor(Qt.CursorShape.PointingHandCursor if hand else Qt.CursorShape.ArrowCursor)
        self._hover(index.row())

    def leaveEvent(self, event: Any) -> None:
        """Nothing is lit any more."""
        super().leaveEvent(event)
        self._hover(-1)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The rows; that they are being read, until the first have come; or what an empty table teaches."""
        self._paint_beyond()
        super().paintEvent(event)
        if not self.count() and (said := self._empty if self.rows.is_open else READING):
            painter = QPainter(self.viewport())
            painter.setPen(theme().color("quiet"))
            box = self.viewport().rect().adjusted(GRID * 4, GRID * 4, -GRID * 4, -GRID * 4)
            painter.drawText(box, int(Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap), said)
            painter.end()

    # ------------------------------------------------------------------------------------------------------ private parts

    def _paint_beyond(self) -> None:
        """Rows go on to the right of a last column that does not stretch."""
        left, right = self.heading.length() - self.heading.offset(), self.viewport().width()
        if left >= right:
            return
        painter = QPainter(self.viewport())
        pieces = self._pieces()
        row = self.rowAt(0)
        while 0 <= row < self.count() and self.rowViewportPosition(row) < self.viewport().height():
            top, height = self.rowViewportPosition(row), self.rowHeight(row)
            chosen = any(first <= row < first + number for first, number in pieces)
            role = "accent_tint" if chosen else "hover" if row == self._hovered else "surface"
            painter.fillRect(left, top, right - left, height, theme().color(role))
            painter.setPen(theme().color("line"))
            painter.drawLine(left, top + height - 1, right, top + height - 1)
            row += 1
        painter.end()

    def _set_manners(self) -> None:
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerItem)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.setMouseTracking(True)
        self.verticalHeader().hide()
        self._size_rows()

    def _connect(self) -> None:
        self.doubleClicked.connect(self._double_clicked)
        self.heading.sort_wanted.connect(lambda at: self.sort(self.rows.column(at).key))
        self.heading.menu_wanted.connect(self._show_heading_menu)
        self.rows.opened.connect(self._take_opening)
        self.rows.arrived.connect(self._take_rows)
        self.selectionModel().currentChanged.connect(self._note_current)
        self.selectionModel().selectionChanged.connect(lambda: self.selected.emit(self.selected_count()))
        theme().changed.connect(self._size_rows)

    def _size_rows(self) -> None:
        header = self.verticalHeader()
        header.setSectionResizeMode(header.ResizeMode.Fixed)
        header.setMinimumSectionSize(1)
        header.setDefaultSectionSize(theme().row_height)
        self.viewport().update()

    def _pieces(self) -> tuple[tuple[int, int], ...]:
        chosen = self.selectionModel().selection()
        parts = (chosen.at(number) for number in range(chosen.size()))
        rows = sorted({(part.top(), part.bottom()) for part in parts})
        return tuple((top, bottom - top + 1) for top, bottom in rows)

    def _query_at(self, index: QModelIndex) -> Any:
        row = index.data(ROW_ROLE) if index.isValid() else None
        return behind(row, self.column(index).key, index.column()) if isinstance(row, Row) else None

    def _open(self, index: QModelIndex) -> None:
        query = self._query_at(index)
        row = index.data(ROW_ROLE) if index.isValid() else None
        if query is not None:
            self.opened.emit(query)
        elif isinstance(row, Row):
            self.activated_row.emit(row)

    def _double_clicked(self, index: QModelIndex) -> None:
        if self._query_at(index) is None:
            self._open(index)

    def _hover(self, row: int) -> None:
        if row != self._hovered:
            self._hovered = row
            self.viewport().update()

    def _sort_by_current(self) -> None:
        if self.currentIndex().isValid():
            self.sort(self.column(self.currentIndex()).key)

    def _reset(self) -> None:
        self.arrangement.forget()
        self.rows.show(self.rows.table, None)

    def _show_heading_menu(self, at: Any) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addActions(self.column_actions())
        menu.popup(at)

    def _take_opening(self) -> None:
        self.arrangement.arrange()
        self._restore_current()
        self.shown.emit()

    def _take_rows(self, first: int, last: int) -> None:
        if first <= self.currentIndex().row() <= last or self._wanted_id:
            self._restore_current()

    def _restore_current(self) -> None:
        """After rows were read anew, the keyboard goes back to the row it was on, or to the same place."""
        wanted = self._wanted_id or self._current_id
        place = self.rows.place_of(wanted) if wanted else None
        if place is None:
            if self._current_id and not self.currentIndex().isValid():
                self._current_id = ""
                self.current_row.emit(None)
            return
        self._wanted_id = ""
        if place == self.currentIndex().row():
            self._note_current(self.currentIndex())
        else:
            self.setCurrentIndex(self.rows.index(place, max(self.arrangement.first_column(), 0)))

    def _note_current(self, index: QModelIndex, _before: QModelIndex | None = None) -> None:
        row = index.data(ROW_ROLE) if index.isValid() else None
        if isinstance(row, Row):
            self._current_id = row.id
            self.current_row.emit(row)
        elif index.isValid() or not self._current_id:
            self.current_row.emit(None)
