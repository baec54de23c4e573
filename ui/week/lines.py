"""The lines of one section: what is to be done, painted in quiet columns, walked by keys, pressed to act."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractListModel, QEvent, QModelIndex, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QSizePolicy,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from app.queries.week.shapes import Line
from app.table import Tone
from ui.parts.cells import MARK, Index, draw_mark
from ui.theme import GRID, font, theme

LINE_ROLE = int(Qt.ItemDataRole.UserRole)
LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
WIDEST_TITLE = 3
"""A title takes at most one part in so many of the width."""


def spoken(line: Line) -> str:
    """Everything that a line says, as a screen reader says it; its tone too, unless the words say it."""
    tone = "" if line.tone is Tone.PLAIN or line.tone.value in line.left else line.tone.value
    act = f"press Enter: {line.act.words.lower()}" if line.act else ""
    return ", ".join(
        part for part in (line.title, line.detail.replace(" · ", ", "), line.left, line.said, tone, act) if part
    )


class LinesModel(QAbstractListModel):
    """The lines that are shown."""

    def __init__(self) -> None:
        super().__init__()
        self.lines: tuple[Line, ...] = ()

    def show(self, lines: Sequence[Line]) -> None:
        """Show these."""
        self.beginResetModel()
        self.lines = tuple(lines)
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  (Qt's own default, never changed)
        """As many as there are."""
        return 0 if parent.isValid() else len(self.lines)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """A line; its words for a screen reader and under the mouse."""
        line = self.lines[index.row()]
        if role == LINE_ROLE:
            return line
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return spoken(line)
        if role == Qt.ItemDataRole.ToolTipRole:
            return "\n".join(part for part in (line.title, line.detail, line.left, line.said) if part)
        return line.title if role == Qt.ItemDataRole.DisplayRole else None


class LineDelegate(QStyledItemDelegate):
    """Paints shape, title, facts, days left and the press that acts, each in its column."""

    def __init__(self, view: "LineList") -> None:
        super().__init__(view)
        self._view = view

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """As high as the rows of tables."""
        return QSize(GRID * 20, theme().row_height)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """One line."""
        line = index.data(LINE_ROLE)
        state: QStyle.StateFlag = option.state
        here = bool(state & QStyle.StateFlag.State_Selected) and self._view.hasFocus()
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        hovered = bool(state & QStyle.StateFlag.State_MouseOver)
        box: QRect = option.rect
        painter.fillRect(box, theme().color("accent_tint" if here else "hover" if hovered else "surface"))
        if here:
            painter.setPen(QPen(theme().color("accent"), 2))
            painter.drawRoundedRect(QRectF(box).adjusted(1, 1, -1, -1), 4, 4)
        self._paint_words(painter, line, box.adjusted(GRID, 0, -GRID, 0))
        painter.restore()

    def _paint_words(self, painter: QPainter, line: Line, box: QRect) -> None:
        size = theme().pixels(MARK)
        if line.tone not in {Tone.PLAIN, Tone.INFORMATION}:
            top = box.center().y() - size / 2 + 0.5
            draw_mark(painter, line.tone, QRectF(box.left(), top, size, size))
        title, left, act = self._view.widths()
        rest = box.adjusted(size + GRID, 0, 0, 0)
        _write(painter, line.title, QRect(rest.left(), rest.top(), title, rest.height()), "text")
        if line.act:
            _write(painter, line.act.words, self._view.act_box(box), "accent", RIGHT, underline=True)
        ends = rest.right() - act - GRID * 2
        tone = theme().tone(line.tone) if line.tone in {Tone.LATE, Tone.SOON} else theme().color("quiet")
        _write(painter, line.left, QRect(ends - left, rest.top(), left, rest.height()), tone)
        starts = rest.left() + title + GRID * 2
        _write(painter, line.detail, QRect(starts, rest.top(), ends - left - GRID * 2 - starts, rest.height()), "quiet")


def _write(painter: QPainter, words: str, box: QRect, color: Any, how: int = LEFT, *, underline: bool = False) -> None:
    made = font()
    made.setUnderline(underline)
    painter.setFont(made)
    painter.setPen(theme().color(color) if isinstance(color, str) else color)
    painter.drawText(box, how, painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, box.width()))


class LineList(QListView):
    """A few lines, as high as they are; the keyboard walks on into the next section."""

    pressed_on = Signal(object)
    """What an act or a line opens (Opens)."""
    beyond = Signal(int)
    """Up from the first line (-1) or down from the last (1)."""
    sideways = Signal(int)

    def __init__(self, name: str) -> None:
        super().__init__()
        self.model_of_lines = LinesModel()
        self.setModel(self.model_of_lines)
        self.setItemDelegate(LineDelegate(self))
        self.setAccessibleName(name)
        self.setProperty("plain", True)
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setStyleSheet("QListView { border: none; background: transparent; } QListView::item { padding: 0; }")
        theme().changed.connect(self.fit)

    def show_lines(self, lines: Sequence[Line]) -> None:
        """Show these; the keyboard stays on its line, or on the one in its place."""
        before, at = self.line_now(), self.currentIndex().row()
        self.model_of_lines.show(lines)
        ids = [line.id for line in lines]
        if before is not None and ids:
            place = ids.index(before.id) if before.id in ids else min(at, len(ids) - 1)
            self.setCurrentIndex(self.model_of_lines.index(place))
        self.fit()

    def fit(self) -> None:
        """As high as its lines."""
        self.setFixedHeight(theme().row_height * len(self.model_of_lines.lines))
        self.setVisible(bool(self.model_of_lines.lines))
        self.scheduleDelayedItemsLayout()

    def line_now(self) -> Line | None:
        """The line that the keyboard is on."""
        index = self.currentIndex()
        lines = self.model_of_lines.lines
        return lines[index.row()] if index.isValid() and index.row() < len(lines) else None

    def widths(self) -> tuple[int, int, int]:
        """How wide title, days left and act are: as wide as the widest of them needs, the title at most a third."""
        metrics, lines = QFontMetrics(font()), self.model_of_lines.lines
        widest = [
            max((metrics.horizontalAdvance(words) for words in each), default=0) + 2
            for each in zip(
                *((line.title, line.left, line.act.words if line.act else "") for line in lines), strict=True
            )
        ]
        title, left, act = widest
        return min(title, self.viewport().width() // WIDEST_TITLE), left, act

    def act_box(self, row: QRect) -> QRect:
        """Where the press that acts stands in a row."""
        width = self.widths()[2]
        return QRect(row.right() - width, row.top(), width + 1, row.height())

    def enter(self, step: int) -> None:
        """Take the keyboard at the first line, or coming from below at the last."""
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        last = self.model_of_lines.rowCount() - 1
        self.setCurrentIndex(self.model_of_lines.index(0 if step > 0 else last))

    # ------------------------------------------------------------------------------------------------------- gestures

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter acts; Up and Down go on into the next section, Left and Right into the other column."""
        key, row = Qt.Key(event.key()), self.currentIndex().row()
        line = self.line_now()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and line is not None:
            self.pressed_on.emit(line.act.opens if line.act else line.opens)
        elif key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            self.sideways.emit(1 if key == Qt.Key.Key_Right else -1)
        elif key == Qt.Key.Key_Up and row <= 0:
            self.beyond.emit(-1)
        elif key == Qt.Key.Key_Down and row >= self.model_of_lines.rowCount() - 1:
            self.beyond.emit(1)
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The keyboard begins on the first line."""
        super().focusInEvent(event)
        if not self.currentIndex().isValid():
            self.setCurrentIndex(self.model_of_lines.index(0))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A press on the act does it."""
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        if event.button() != Qt.MouseButton.LeftButton or not index.isValid():
            return
        line: Line = index.data(LINE_ROLE)
        if line.act is not None and self._is_on_act(index, event):
            self.pressed_on.emit(line.act.opens)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Elsewhere in the line a double press opens it."""
        index = self.indexAt(event.position().toPoint())
        if index.isValid() and not self._is_on_act(index, event):
            self.pressed_on.emit(index.data(LINE_ROLE).opens)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """A hand over what can be pressed."""
        super().mouseMoveEvent(event)
        index = self.indexAt(event.position().toPoint())
        hand = index.isValid() and index.data(LINE_ROLE).act is not None and self._is_on_act(index, event)
        self.viewport().setCursor(Qt.CursorShape.PointingHandCursor if hand else Qt.CursorShape.ArrowCursor)

    def wheelEvent(self, event: Any) -> None:
        """The page scrolls, not the lines."""
        event.ignore()

    def viewportEvent(self, event: QEvent) -> bool:
        """Leaving with the mouse puts the arrow back."""
        if event.type() == QEvent.Type.Leave:
            self.viewport().unsetCursor()
        return super().viewportEvent(event)

    def _is_on_act(self, index: QModelIndex, event: QMouseEvent) -> bool:
        box = self.visualRect(index).adjusted(GRID, 0, -GRID, 0)
        return self.act_box(box).adjusted(-GRID, 0, GRID, 0).contains(event.position().toPoint())
