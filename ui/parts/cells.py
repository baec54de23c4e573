"""How one cell of a table looks: its words, its alignment, and the shape that stands beside a coloured word."""

from collections.abc import Sequence
from datetime import date
from typing import Any, Protocol

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from app.domain.dates import short
from app.domain.timeliness import percent
from app.table import Column, Kind, Ratio, Row, Tone
from ui.theme import GRID, font, theme

ROW_ROLE = int(Qt.ItemDataRole.UserRole)
WAITING = "…"
MARK = 8
"""How large a tone's shape is, in pixels at 100 %."""
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
Index = QModelIndex | QPersistentModelIndex


def words(cell: Any) -> str:
    """A cell as it is shown: 12 Mar 2026, 3,527, 51.8, 0.75, 94.2 %, Yes."""
    match cell:
        case None:
            text = ""
        case bool():
            text = "Yes" if cell else "No"
        case date():
            text = short(cell)
        case Ratio():
            text = percent(cell.numerator, cell.denominator)
        case int():
            text = f"{cell:,}"
        case float():
            text = f"{cell:,.2f}".removesuffix("0")
        case _:
            text = str(cell)
    return text


def copied(cell: Any) -> str:
    """A cell as a sheet reads it: figures without thousands, text that cannot become a formula, one line."""
    match cell:
        case bool() | date() | None:
            return words(cell)
        case Ratio():
            return percent(cell.numerator, cell.denominator).replace(" %", "%")
        case int() | float():
            return str(cell)
        case _:
            text = " ".join(str(cell).split())
            return f"'{text}" if text[:1] in {"=", "+", "-", "@"} and text != "-" else text


def spoken(cell: Any, tone: Tone) -> str:
    """A cell as a screen reader says it: with its meaning, unless its words say it already."""
    said = words(cell)
    if isinstance(cell, Ratio):
        said = f"{said}, {cell.numerator:,} of {cell.denominator:,}"
    if tone is Tone.PLAIN or tone.value in said.lower():
        return said
    return f"{said}, {tone.value}" if said else tone.value


def behind(row: Row, key: str, at: int) -> Any:
    """The query behind a cell, None where there is none: nothing stands behind a 0."""
    cell = row.cells[at]
    return None if isinstance(cell, int | float) and not cell else row.opens.get(key)


def alignment(column: Column) -> Qt.AlignmentFlag:
    """Figures to the right, words and dates to the left."""
    return RIGHT if column.kind in {Kind.NUMBER, Kind.PERCENT} else LEFT


def draw_mark(painter: QPainter, tone: Tone, box: QRectF) -> None:
    """A tone's shape: dot, diamond, triangle, hollow triangle or ring, so that colour is never alone."""
    color = theme().tone(tone)
    hollow = tone in {Tone.HELD_LATE, Tone.INFORMATION}
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(color, 1.6))
    painter.setBrush(QColor(Qt.GlobalColor.transparent) if hollow else color)
    if tone in {Tone.ON_TIME, Tone.INFORMATION}:
        painter.drawEllipse(box.adjusted(0.8, 0.8, -0.8, -0.8))
    else:
        painter.drawPolygon(QPolygonF(_corners(tone, box.adjusted(0.5, 0.5, -0.5, -0.5))))
    painter.restore()


def _corners(tone: Tone, box: QRectF) -> Sequence[QPointF]:
    middle = box.center()
    if tone is Tone.SOON:
        return [
            QPointF(middle.x(), box.top()),
            QPointF(box.right(), middle.y()),
            QPointF(middle.x(), box.bottom()),
            QPointF(box.left(), middle.y()),
        ]
    return [QPointF(middle.x(), box.top()), box.bottomRight(), box.bottomLeft()]


class Surface(Protocol):
    """What the delegate asks of the view it paints in."""

    def column(self, index: Index) -> Column:
        """The column of a cell."""

    def is_hovered(self, index: Index) -> bool:
        """Whether the mouse is over the cell's row."""

    def shows_row_mark(self, index: Index) -> bool:
        """Whether the shape of the whole row stands in this cell."""


class CellDelegate(QStyledItemDelegate):
    """Paints a cell: quiet line below, shape and words, the row's colour when chosen, a ring where the keyboard is."""

    def __init__(self, surface: Surface) -> None:
        super().__init__()
        self._surface = surface

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """One cell."""
        row, column = index.data(ROW_ROLE), self._surface.column(index)
        painter.save()
        painter.setFont(font())
        self._paint_ground(painter, option, index)
        box = option.rect.adjusted(GRID, 0, -GRID, -1)
        if isinstance(row, Row):
            box = self._paint_mark(painter, row, column, index, box)
            self._paint_words(painter, row, column, index, box)
        else:
            painter.setPen(theme().color("quiet"))
            painter.drawText(box, int(alignment(column)), WAITING)
        painter.restore()

    def _paint_ground(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        rect: QRect = option.rect
        state: QStyle.StateFlag = option.state
        role = "hover" if self._surface.is_hovered(index) else "surface"
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        painter.fillRect(rect, theme().color("accent_tint" if chosen else role))
        painter.setPen(theme().color("line"))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        if state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(theme().color("accent"), 2))
            painter.drawRect(rect.adjusted(1, 1, -1, -2))

    def _paint_mark(self, painter: QPainter, row: Row, column: Column, index: Index, box: QRect) -> QRect:
        gutter = self._surface.shows_row_mark(index)
        tone = row.tones.get(column.key, row.tone if gutter else Tone.PLAIN)
        if tone is Tone.PLAIN and not gutter:
            return box
        size, space = theme().pixels(MARK), GRID * 3 // 4
        left = box.left()
        if alignment(column) == RIGHT:
            text = str(index.data(Qt.ItemDataRole.DisplayRole) or "")
            left = max(left, box.right() - painter.fontMetrics().horizontalAdvance(text) - size - space)
        if tone is not Tone.PLAIN:
            draw_mark(painter, tone, QRectF(left, box.center().y() - size / 2 + 0.5, size, size))
        return box.adjusted(size + space, 0, 0, 0)

    def _paint_words(self, painter: QPainter, row: Row, column: Column, index: Index, box: QRect) -> None:
        text = str(index.data(Qt.ItemDataRole.DisplayRole) or "")
        link = behind(row, column.key, index.column()) is not None
        made = font()
        made.setUnderline(link)
        painter.setFont(made)
        tone = row.tones.get(column.key, Tone.PLAIN)
        painter.setPen(theme().color("accent") if link else theme().tone(tone))
        shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, box.width())
        painter.drawText(box, int(alignment(column)), shown)
