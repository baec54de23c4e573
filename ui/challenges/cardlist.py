"""The cards of one level in a list: walked by keys, chosen by the mouse, dragged to other levels."""

from PySide6.QtCore import QModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import (
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QFocusEvent,
    QKeyEvent,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QListView

from app.table import Table
from ui.challenges.cards import MIME, Card, CardDelegate, CardsModel
from ui.runner import Runner
from ui.theme import GRID, theme

NONE_HERE = "None at this level"


class CardList(QListView):
    """The cards of a level, by keyboard and mouse."""

    current_card = Signal(object)
    """The Card the keyboard is on."""
    activated_card = Signal(object)
    sideways = Signal(int)
    typed = Signal(str)
    """A letter that was pressed on a card."""
    menu_wanted = Signal(QPoint)
    dragged = Signal(object)
    """The Card that is being dragged; None when it was let go."""
    dropped = Signal()
    hovered = Signal(bool)
    """Whether a card that may be dropped here is held over it."""
    filled = Signal()

    def __init__(self, runner: Runner) -> None:
        super().__init__()
        self.cards = CardsModel(runner)
        self.takes_drop = False
        self._wanted_id = ""
        self._top = 0
        self._set_manners()
        self.setModel(self.cards)
        self._delegate = CardDelegate(self)
        self.setItemDelegate(self._delegate)
        self.cards.opened.connect(self._restore)
        self.cards.arrived.connect(lambda _first, _last: self._take_wanted())
        self.selectionModel().currentChanged.connect(self._note)
        self.activated.connect(self._activate)
        self.customContextMenuRequested.connect(lambda at: self.menu_wanted.emit(self.viewport().mapToGlobal(at)))
        theme().changed.connect(self.scheduleDelayedItemsLayout)

    def show_table(self, table: Table, expected: str) -> None:
        """Show these challenges; the place stays, and the expected card, if it is among them, is the chosen one."""
        self._wanted_id = expected
        self._top = self.verticalScrollBar().value()
        self.cards.show(table, None, max(self.indexAt(QPoint(GRID, GRID)).row(), 0) if self.cards.is_open else 0)

    def card_now(self) -> Card | None:
        """The card the keyboard is on."""
        return self.cards.card(self.currentIndex())

    def choose(self, card_id: str) -> None:
        """Put the keyboard on this card as soon as it is here."""
        self._wanted_id = card_id
        self._take_wanted()

    def choose_row(self, row: int) -> bool:
        """Put the keyboard on the card at this place, or on the last one; False when there are none."""
        last = self.cards.rowCount() - 1
        self.setCurrentIndex(self.cards.index(min(row, last), 0))
        return last >= 0

    def forget(self) -> None:
        """The keyboard is on a card of another level."""
        self._wanted_id = ""
        self.setCurrentIndex(QModelIndex())
        self.clearSelection()

    def enter_at(self, height: int) -> None:
        """Take the keyboard, at the card that stands at this height."""
        at = self.indexAt(QPoint(self.viewport().width() // 2, height))
        self.setCurrentIndex(at if at.isValid() else self.cards.index(max(self._last_seen(), 0), 0))
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def height_now(self) -> int:
        """The height at which the current card stands."""
        return self.visualRect(self.currentIndex()).center().y()

    # ------------------------------------------------------------------------------------------------------- gestures

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Left and Right go to the next level, Enter opens, a letter takes the step that has it; the rest is Qt's."""
        plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
        key = Qt.Key(event.key())
        if plain and key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            self.sideways.emit(1 if key == Qt.Key.Key_Right else -1)
        elif plain and key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._activate(self.currentIndex())
        elif plain and event.text().isalpha():
            self.typed.emit(event.text().upper())
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The keyboard begins on the first card; where it stands is chosen, which Qt alone leaves undone."""
        super().focusInEvent(event)
        here = self.currentIndex() if self.currentIndex().isValid() else self.cards.index(0, 0)
        if here.isValid() and not self.selectionModel().isSelected(here):
            self.setCurrentIndex(here)

    def startDrag(self, actions: Qt.DropAction) -> None:
        """Say what is dragged for as long as it is."""
        self.dragged.emit(self.card_now())
        try:
            super().startDrag(actions)
        finally:
            self.dragged.emit(None)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take a card that may come here."""
        self._judge(event)
        self.hovered.emit(event.isAccepted())

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        """Anywhere in the column will do."""
        self._judge(event)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """It went elsewhere."""
        self.hovered.emit(False)

    def dropEvent(self, event: QDropEvent) -> None:
        """A card was let go here; what that asks for opens in the pane."""
        self._judge(event)
        self.hovered.emit(False)
        if event.isAccepted():
            self.dropped.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The cards, or that there are none."""
        super().paintEvent(event)
        if self.cards.is_open and not self.cards.rowCount():
            painter = QPainter(self.viewport())
            painter.setPen(theme().color("quiet"))
            box = self.viewport().rect().adjusted(GRID, GRID * 2, -GRID, -GRID)
            painter.drawText(box, int(Qt.AlignmentFlag.AlignHCenter | Qt.TextFlag.TextWordWrap), NONE_HERE)
            painter.end()

    # ------------------------------------------------------------------------------------------------- private parts

    def _set_manners(self) -> None:
        self.setUniformItemSizes(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragDrop)
        self.setDefaultDropAction(Qt.DropAction.MoveAction)
        self.setDropIndicatorShown(False)
        self.setMouseTracking(True)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)

    def _judge(self, event: QDropEvent) -> None:
        if self.takes_drop and event.mimeData().hasFormat(MIME):
            event.setDropAction(Qt.DropAction.MoveAction)
            event.accept()
        else:
            event.ignore()

    def _activate(self, index: QModelIndex) -> None:
        card = self.cards.card(index)
        if card is not None:
            self.activated_card.emit(card)

    def _last_seen(self) -> int:
        """The lowest card in sight."""
        rows = self.cards.rowCount()
        below = self.indexAt(QPoint(self.viewport().width() // 2, self.viewport().height() - GRID * 2)).row()
        return below if below >= 0 else rows - 1

    def _restore(self) -> None:
        """After the cards were read anew, the keyboard is on the same one, or on the one in its place."""
        self.doItemsLayout()
        self.verticalScrollBar().setValue(self._top)
        self._take_wanted()
        self.filled.emit()

    def _take_wanted(self) -> None:
        place = self.cards.place_of(self._wanted_id) if self._wanted_id else None
        if place is not None:
            self._wanted_id = ""
            self.setCurrentIndex(self.cards.index(place, 0))

    def _note(self, index: QModelIndex, _before: QModelIndex) -> None:
        card = self.cards.card(index)
        if card is not None:
            self.current_card.emit(card)
