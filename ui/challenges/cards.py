"""What one challenge looks like as a card, and the rows of a level as cards that are fetched a page at a time."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QMimeData, QModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from app.domain.challenges.records import CLOSED, RECORDED
from app.table import Row, Table, Tone
from ui.parts.cells import MARK, ROW_ROLE, WAITING, Index, draw_mark, words
from ui.parts.rows import RowsModel
from ui.theme import GRID, SMALL, TEXT, font, theme

MIME = "application/x-iro-tracker-challenge"
LINES = 4
"""Lines of small letters under the child's name: theme, days left, next step, and who with whom."""
LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)


@dataclass(frozen=True)
class Card:
    """What a card says of a challenge."""

    id: str
    reference: str
    child: str
    theme: str
    left: str
    tone: Tone
    next_step: str
    iro: str
    addressee: str
    level: int
    level_words: str
    state: str
    state_words: str

    @property
    def is_open(self) -> bool:
        """Whether it can still go to another level."""
        return self.state not in {CLOSED, RECORDED}

    @property
    def who(self) -> str:
        """Whose it is and who is to answer, in few letters."""
        return f"{self.iro or 'No IRO'} → {self.addressee}" if self.addressee else self.iro

    def spoken(self) -> str:
        """Everything on the card, as a screen reader says it."""
        left = self.left.lower()
        clear = self.tone in {Tone.PLAIN, Tone.INFORMATION} or self.tone.value in left or left.startswith("due ")
        meaning = "" if clear else self.tone.value
        said = (
            self.child,
            f"challenge {self.reference}",
            self.theme,
            self.level_words,
            self.state_words,
            self.left,
            meaning,
            f"next: {self.next_step}" if self.next_step else "",
            f"IRO {self.iro}" if self.iro else "no IRO",
            f"to {self.addressee}" if self.addressee else "",
        )
        return ", ".join(part for part in said if part)


def card_of(table: Table, row: Row) -> Card:
    """The card of a row, from its columns by their keys."""
    cells = {column.key: cell for column, cell in zip(table.columns, row.cells, strict=True)}

    def said(key: str) -> str:
        return words(cells.get(key))

    return Card(
        id=row.id,
        reference=said("reference"),
        child=said("child") or said("child_reference") or "Service concern",
        theme=said("theme"),
        left=capitalised(said("left")),
        tone=row.tones.get("left", row.tone),
        next_step=said("to_do") or said("next"),
        iro=said("iro"),
        addressee=said("addressee"),
        level=int(cells.get("level_number") or 0),
        level_words=said("level"),
        state=str(cells.get("state_code") or ""),
        state_words=said("state"),
    )


class CardsModel(RowsModel):
    """The challenges of one level, one card each; `data` never waits."""

    def card(self, index: Index) -> Card | None:
        """The card at a place, if it is here."""
        row = self.row(index.row()) if index.isValid() else None
        return card_of(self.table, row) if row is not None else None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """A card in words: all of them for a screen reader, one to a line under the mouse."""
        if role == ROW_ROLE:
            return self.row(index.row())
        spoken = (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole)
        if role not in (Qt.ItemDataRole.DisplayRole, *spoken):
            return None
        card = self.card(index)
        if card is None:
            return WAITING
        if role == Qt.ItemDataRole.ToolTipRole:
            return card.spoken().replace(", ", "\n")
        return card.spoken() if role == Qt.ItemDataRole.AccessibleTextRole else card.child

    def flags(self, index: Index) -> Qt.ItemFlag:
        """A challenge that is open can be dragged to another level."""
        flags = super().flags(index)
        card = self.card(index)
        return flags | Qt.ItemFlag.ItemIsDragEnabled if card is not None and card.is_open else flags

    def mimeTypes(self) -> list[str]:
        """Cards are dragged within the board only."""
        return [MIME]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        """The challenge's key."""
        data = QMimeData()
        card = self.card(indexes[0]) if indexes else None
        data.setData(MIME, card.id.encode() if card else b"")
        return data


class CardDelegate(QStyledItemDelegate):
    """Paints a card; each is as high as the others."""

    def __init__(self, view: QWidget) -> None:
        super().__init__(view)
        self._view = view

    def height(self) -> int:
        """How high a card is, with the space below it."""
        name, small = QFontMetrics(font(TEXT, bold=True)).height(), QFontMetrics(font(SMALL)).height()
        return GRID * 3 + name + LINES * (small + 2)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """As wide as the column."""
        return QSize(GRID * 10, self.height())

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """One card."""
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = option.rect.adjusted(0, 0, 0, -GRID)
        model, row = index.model(), index.data(ROW_ROLE)
        card = card_of(model.table, row) if isinstance(model, CardsModel) and isinstance(row, Row) else None
        self._paint_ground(painter, option, box, card)
        inside = box.adjusted(GRID + 4, GRID - 1, -GRID, -GRID + 1)
        if card is None:
            painter.setPen(theme().color("quiet"))
            painter.drawText(inside, LEFT, WAITING)
        else:
            self._paint_words(painter, card, inside)
        painter.restore()

    def _paint_ground(self, painter: QPainter, option: QStyleOptionViewItem, box: QRect, card: Card | None) -> None:
        state: QStyle.StateFlag = option.state
        chosen, hovered = (bool(state & f) for f in (QStyle.StateFlag.State_Selected, QStyle.StateFlag.State_MouseOver))
        focused = bool(state & QStyle.StateFlag.State_HasFocus) or (chosen and self._view.hasFocus())
        edge = QRectF(box).adjusted(1, 1, -1, -1)
        painter.setPen(QPen(theme().color("accent"), 2) if focused else QPen(theme().color("line"), 1))
        painter.setBrush(theme().color("accent_tint" if chosen else "hover" if hovered else "surface"))
        painter.drawRoundedRect(edge, 5, 5)
        if card is not None and card.tone in {Tone.LATE, Tone.SOON}:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme().tone(card.tone))
            painter.drawRoundedRect(QRectF(edge.left() + 2, edge.top() + 6, 3, edge.height() - 12), 1.5, 1.5)

    def _paint_words(self, painter: QPainter, card: Card, box: QRect) -> None:
        bold, small = font(TEXT, bold=True), font(SMALL)
        top = self._line(painter, QRect(box), card.child, bold, "text", aside=card.reference)
        top = self._line(painter, top, card.theme, small, "text")
        top = self._left(painter, top, card, small)
        top = self._line(painter, top, card.next_step, small, "text")
        self._line(painter, top, card.who, small, "quiet")

    def _left(self, painter: QPainter, box: QRect, card: Card, letters: Any) -> QRect:
        """The days left: shape and words in the colour of what they mean; where nothing waits, how it stands."""
        if not card.left:
            return self._line(painter, box, card.state_words, letters, "quiet")
        size, height = theme().pixels(MARK), QFontMetrics(letters).height()
        line = QRect(box)
        if card.tone is not Tone.PLAIN:
            mark = QRectF(box.left(), box.top() + (height - size) / 2, size, size)
            draw_mark(painter, card.tone, mark)
            line.setLeft(box.left() + size + GRID // 2)
        rest = self._line(painter, line, card.left, letters, "", tone=card.tone)
        rest.setLeft(box.left())
        return rest

    def _line(
        self,
        painter: QPainter,
        box: QRect,
        text: str,
        letters: Any,
        role: str,
        *,
        aside: str = "",
        tone: Tone = Tone.PLAIN,
    ) -> QRect:
        """One line of text, cut with an ellipsis; what is left of the box below it."""
        painter.setFont(letters)
        metrics = painter.fontMetrics()
        height, width = metrics.height(), box.width()
        if aside:
            room = width - metrics.horizontalAdvance(text)
            width -= self._aside(painter, QRect(box.left(), box.top(), width, height), aside, room)
            painter.setFont(letters)
        painter.setPen(theme().color(role) if role else theme().tone(tone))
        shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, width)
        painter.drawText(QRect(box.left(), box.top(), width, height), LEFT, shown)
        return box.adjusted(0, height + 2, 0, 0)

    def _aside(self, painter: QPainter, box: QRect, text: str, room: int) -> int:
        """Small and quiet at the right, where there is room for it beside the name; how much it took."""
        painter.setFont(font(SMALL))
        if painter.fontMetrics().horizontalAdvance(text) + GRID > room:
            return 0
        painter.setPen(theme().color("quiet"))
        painter.drawText(box, int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter), text)
        return painter.fontMetrics().horizontalAdvance(text) + GRID


def capitalised(text: str) -> str:
    """With a capital at its start."""
    return f"{text[:1].upper()}{text[1:]}"
