"""The small table in which many reviews are filled in: typing, pasting a column from Excel, filling down."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QAbstractItemView,
    QCompleter,
    QHeaderView,
    QLineEdit,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from ui.reviews.filling import FIELDS, FIRST_FIELD, TITLES, WHY, FillModel, key_of
from ui.theme import GRID, theme

Index = QModelIndex | QPersistentModelIndex
WIDTHS = (150, 84, 190, 100, 136, 196, 190, 160)
"""How wide the columns are, in pixels at 100 %."""
MOST, LIST_ROOM = 16, 40
"""How many words a list shows at once, and the room beside them."""


class FillDelegate(QStyledItemDelegate):
    """An editor that offers the words of a column's list: Alt+Down shows them."""

    def __init__(self, parent: QWidget, offered: Callable[[str], Sequence[str]]) -> None:
        super().__init__(parent)
        self._offered = offered

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """The words with room at their sides, and a ring where the keyboard is."""
        ground = index.data(Qt.ItemDataRole.BackgroundRole) or theme().color("background")
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.fillRect(option.rect, theme().color("accent_tint") if chosen else ground)
        painter.setPen(index.data(Qt.ItemDataRole.ForegroundRole))
        words = str(index.data(Qt.ItemDataRole.DisplayRole) or "")
        box = option.rect.adjusted(GRID, 0, -GRID // 2, 0)
        shown = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, box.width())
        painter.drawText(box, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter), shown)
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(theme().color("accent"), 2))
            painter.drawRect(option.rect.adjusted(1, 1, -1, -1))
        painter.restore()

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        """A line that knows what may stand there."""
        return ChoiceLine(parent, self._offered(key_of(index.column()) or ""))


class ChoiceLine(QLineEdit):
    """A line in a cell: Alt+Down shows everything that may stand there."""

    def __init__(self, parent: QWidget, offered: Sequence[str]) -> None:
        super().__init__(parent)
        self.setFrame(False)
        self.setStyleSheet("margin: 0; padding: 0 4px; border-radius: 0; min-height: 0")
        self._list = QCompleter(list(offered), self)
        self._list.setWidget(self)
        self._list.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        self._list.setMaxVisibleItems(MOST)
        self._list.activated.connect(self.setText)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Down shows the whole list."""
        if event.key() == Qt.Key.Key_Down:
            self.show_all()
        else:
            super().keyPressEvent(event)

    def show_all(self) -> None:
        """Everything that may stand here, whatever is typed."""
        popup = self._list.popup()
        if popup is not None and self._list.completionCount():
            widest = popup.sizeHintForColumn(0) + theme().pixels(LIST_ROOM)
            self._list.complete(QRect(0, 0, max(widest, self.width()), self.height()))


class FillTable(QTableView):
    """Works as a sheet does: Enter goes down, Ctrl+V pastes lines and columns, Ctrl+D fills down, Delete clears."""

    def __init__(self, model: FillModel, offered: Callable[[str], Sequence[str]]) -> None:
        super().__init__()
        self.sheet = model
        self.setModel(model)
        self.setItemDelegate(FillDelegate(self, offered))
        self.setAccessibleName("Reviews to fill in")
        self.setSelectionMode(QAbstractItemView.SelectionMode.ContiguousSelection)
        self.setEditTriggers(
            QAbstractItemView.EditTrigger.AnyKeyPressed
            | QAbstractItemView.EditTrigger.DoubleClicked
            | QAbstractItemView.EditTrigger.EditKeyPressed
        )
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setWordWrap(False)
        self.setCornerButtonEnabled(False)
        self.verticalHeader().hide()
        self.horizontalHeader().setHighlightSections(False)
        self.horizontalHeader().setStretchLastSection(True)
        self._size()
        theme().changed.connect(self._size)

    def begin(self) -> None:
        """Put the keyboard into the first date."""
        self.setCurrentIndex(self.sheet.index(0, FIRST_FIELD))
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def fill_down(self) -> None:
        """Copy the top cell of the selection into the cells below it; of one cell, the cell above into it."""
        cells = self.selectionModel().selectedIndexes()
        for column in sorted({cell.column() for cell in cells}):
            rows = sorted(cell.row() for cell in cells if cell.column() == column)
            first = rows[0] if len(rows) > 1 else rows[0] - 1
            key = key_of(column)
            if key is None or first < 0:
                continue
            text = self.sheet.lines[first].typed.get(key, "")
            for row in rows:
                if row != first and self.sheet.takes(row, column):
                    self.sheet.put(row, key, text)

    def paste(self) -> None:
        """Paste lines from the keyboard's cell on, or one value into every selected cell."""
        lines = [line.split("\t") for line in QGuiApplication.clipboard().text().rstrip("\r\n").splitlines()]
        current = self.currentIndex()
        if not lines or not current.isValid():
            return
        if len(lines) == 1 and len(lines[0]) == 1:
            for cell in self.selectionModel().selectedIndexes():
                self._put(cell.row(), cell.column(), lines[0][0])
            return
        cells = self.selectionModel().selectedIndexes()
        top, left = min(c.row() for c in cells), max(min(c.column() for c in cells), FIRST_FIELD)
        for down, line in enumerate(lines):
            for right, text in enumerate(line[: len(FIELDS)]):
                self._put(top + down, left + right, text)

    def clear_cells(self) -> None:
        """Empty the selected cells."""
        for cell in self.selectionModel().selectedIndexes():
            self._put(cell.row(), cell.column(), "")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The keys of a sheet; the rest is Qt's. While a cell is edited its editor has the keys."""
        if self.state() == QAbstractItemView.State.EditingState:
            super().keyPressEvent(event)
        elif event.matches(QKeySequence.StandardKey.Paste):
            self.paste()
        elif event.key() == Qt.Key.Key_D and event.modifiers() == Qt.KeyboardModifier.ControlModifier:
            self.fill_down()
        elif event.key() in {Qt.Key.Key_Delete, Qt.Key.Key_Backspace}:
            self.clear_cells()
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and not event.modifiers():
            self._go_down()
        elif event.key() == Qt.Key.Key_Down and event.modifiers() == Qt.KeyboardModifier.AltModifier:
            self._show_list()
        else:
            super().keyPressEvent(event)

    def moveCursor(self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier) -> QModelIndex:
        """Tab goes to the next cell that can be typed in; F6 leaves the table."""
        steps = {QAbstractItemView.CursorAction.MoveNext: 1, QAbstractItemView.CursorAction.MovePrevious: -1}
        step, now = steps.get(action), self.currentIndex()
        if step is None or not now.isValid():
            return super().moveCursor(action, modifiers)
        columns = len(TITLES)
        for at in range(1, len(self.sheet.lines) * columns):
            row, column = divmod((now.row() * columns + now.column() + step * at) % self._cells(), columns)
            if self.sheet.takes(row, column):
                return self.sheet.index(row, column)
        return now

    def _cells(self) -> int:
        return len(self.sheet.lines) * len(TITLES)

    def closeEditor(self, editor: QWidget, hint: QAbstractItemDelegate.EndEditHint) -> None:
        """Enter in a cell goes on to the one below."""
        super().closeEditor(editor, hint)
        if hint == QAbstractItemDelegate.EndEditHint.SubmitModelCache:
            self._go_down()

    def _go_down(self) -> None:
        now = self.currentIndex()
        below = now.siblingAtRow(now.row() + 1)
        if below.isValid():
            self.setCurrentIndex(below)

    def _show_list(self) -> None:
        """Begin to edit with the whole list shown."""
        index = self.currentIndex()
        if not self.sheet.takes(index.row(), index.column()):
            return
        self.edit(index)
        for editor in self.viewport().findChildren(ChoiceLine):
            editor.show_all()

    def _put(self, row: int, column: int, text: str) -> None:
        key = key_of(column)
        if key and row < len(self.sheet.lines) and (self.sheet.takes(row, column) or not text):
            self.sheet.put(row, key, text)

    def _size(self) -> None:
        header = self.verticalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header.setDefaultSectionSize(theme().row_height)
        for column, width in enumerate(WIDTHS):
            self.setColumnWidth(column, theme().pixels(width))
        self.horizontalHeader().setMinimumSectionSize(GRID * 6)
        self.setColumnWidth(WHY, theme().pixels(WIDTHS[WHY]))
