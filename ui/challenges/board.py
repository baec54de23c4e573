"""The board: one column of cards for each level; cards are walked by arrow keys and dragged from level to level."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QScrollArea, QStackedLayout, QWidget

from app.queries.challenges.board import Board as Answer
from ui.challenges.cards import Card
from ui.challenges.columns import LevelColumn, Verdict
from ui.runner import Runner
from ui.theme import GRID, theme

NARROWEST = 164
"""A column narrower than this is scrolled to instead, in pixels at 100 %."""
WIDEST = 420
"""A column alone, or on a wide screen, is no wider: its lines stay easy to read."""
NOWHERE = ("", 0, -1)
"""No card, level and row."""
Judge = Callable[[Card, int], Verdict]


class Board(QWidget):
    """All columns; one card has the keyboard."""

    current_card = Signal(object)
    """The Card the keyboard is on, or None; again when the same card was read anew."""
    activated_card = Signal(object)
    typed = Signal(str)
    menu_wanted = Signal(QPoint)
    moved = Signal(object, int)
    """A Card was dropped on this level."""

    def __init__(self, runner: Runner, judge: Judge) -> None:
        super().__init__()
        self._runner, self._judge = runner, judge
        self.columns: list[LevelColumn] = []
        self._dragged: Card | None = None
        self._place, self._awaited, self._wanted = NOWHERE, 0, ""
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName("Board")
        self._make()
        theme().changed.connect(self._size)

    def show_board(self, answer: Answer) -> None:
        """Show these columns; the chosen card and every column's place stay."""
        levels = [column.level for column in answer.columns]
        if levels != [column.level for column in self.columns]:
            self._remake(levels)
        card, wanted = self.card_now(), self._wanted
        self._wanted = ""
        if card is not None:
            self._place = (wanted or card.id, *self._whereabouts())
        self._awaited = len(self.columns)
        for shown, column in zip(self.columns, answer.columns, strict=True):
            shown.show_column(column, self._place[0])
        self._layers.setCurrentIndex(0 if any(column.count for column in answer.columns) else 1)

    def set_empty(self, words: str) -> None:
        """What an empty board teaches."""
        self._empty.setText(words)

    def card_now(self) -> Card | None:
        """The card the keyboard is on."""
        return next((card for column in self.columns if (card := column.list.card_now()) is not None), None)

    def choose(self, card_id: str) -> None:
        """Put the keyboard on this card; one that is not here yet, when the board is next read."""
        self._wanted = card_id
        self._place = (card_id, 0, -1)
        for column in self.columns:
            column.list.choose(card_id)

    def take_focus(self) -> None:
        """Put the keyboard on the chosen card, or on the first."""
        entry = self._entry()
        if entry is not None:
            entry.list.setFocus(Qt.FocusReason.OtherFocusReason)

    # ------------------------------------------------------------------------------------------------- walking

    def _note(self, column: LevelColumn, card: Card) -> None:
        """One card of the whole board is the current one, and Tab comes to its column only."""
        self._wanted = ""
        if self.window().focusWidget() in [other.list for other in self.columns]:
            column.list.setFocus(Qt.FocusReason.OtherFocusReason)
        for other in self.columns:
            if other is not column:
                other.list.forget()
        self._let_tab_in()
        self._scroll.ensureWidgetVisible(column, 0, 0)
        self.current_card.emit(card)

    def _whereabouts(self) -> tuple[int, int]:
        """The level and the row of the current card."""
        column = next(column for column in self.columns if column.list.card_now() is not None)
        return column.level, column.list.currentIndex().row()

    def _filled(self) -> None:
        """When every column was read anew, a card that has gone leaves the keyboard to the one in its place."""
        self._awaited -= 1
        self._let_tab_in()
        if self._awaited == 0:
            self._hand_over_focus()
        if self._awaited == 0 and self.card_now() is None and self._place[2] >= 0:
            _, level, row = self._place
            self._place = NOWHERE
            column = next((column for column in self.columns if column.level == level), None)
            if column is None or not column.list.choose_row(row):
                self.current_card.emit(None)

    def _walk(self, column: LevelColumn, step: int) -> None:
        """To the nearest level in this direction that has cards, at the same height."""
        at = self.columns.index(column)
        beyond = self.columns[at + 1 :] if step > 0 else self.columns[:at][::-1]
        target = next((other for other in beyond if other.list.cards.rowCount()), None)
        if target is not None:
            target.list.enter_at(column.list.height_now())

    def _hand_over_focus(self) -> None:
        """A board without cards takes the keyboard itself, and gives it to the first card that comes."""
        if self.window().focusWidget() is self:
            self.take_focus()
        filled = any(column.list.cards.rowCount() for column in self.columns)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus if filled else Qt.FocusPolicy.StrongFocus)

    def _entry(self) -> LevelColumn | None:
        chosen = next((column for column in self.columns if column.list.currentIndex().isValid()), None)
        filled = next((column for column in self.columns if column.list.cards.rowCount()), None)
        return chosen or filled or next(iter(self.columns), None)

    def _let_tab_in(self) -> None:
        entry = self._entry()
        for column in self.columns:
            policy = Qt.FocusPolicy.StrongFocus if column is entry else Qt.FocusPolicy.ClickFocus
            column.list.setFocusPolicy(policy)

    # ------------------------------------------------------------------------------------------------- dragging

    def _drag(self, card: Card | None) -> None:
        """Every column says whether the card may come to it, and why not; afterwards its number again."""
        if card is not None:
            self._dragged = card
        for column in self.columns:
            column.judge(card, self._judge)

    def _drop(self, column: LevelColumn) -> None:
        """What the move asks for is opened when Qt has let go of the mouse."""
        card = self._dragged
        if card is not None:
            QTimer.singleShot(0, self, lambda: self.moved.emit(card, column.level))

    # ------------------------------------------------------------------------------------------------- parts

    def _make(self) -> None:
        inside = QWidget()
        self._row = QHBoxLayout(inside)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(GRID)
        self._row.addStretch()
        self._scroll = QScrollArea()
        self._scroll.setWidget(inside)
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._empty = QLabel()
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._empty.setWordWrap(True)
        self._empty.setProperty("quiet", True)
        self._layers = QStackedLayout(self)
        self._layers.addWidget(self._scroll)
        self._layers.addWidget(self._empty)

    def _remake(self, levels: Sequence[int]) -> None:
        for old in self.columns:
            self._row.removeWidget(old)
            old.hide()
            old.deleteLater()
        self.columns = [self._column(level) for level in levels]
        self._size()

    def _column(self, level: int) -> LevelColumn:
        column = LevelColumn(self._runner, level)
        cards = column.list
        cards.current_card.connect(partial(self._note, column))
        cards.activated_card.connect(self.activated_card)
        cards.sideways.connect(partial(self._walk, column))
        cards.typed.connect(self.typed)
        cards.menu_wanted.connect(self.menu_wanted)
        cards.dragged.connect(self._drag)
        cards.dropped.connect(partial(self._drop, column))
        cards.filled.connect(self._filled)
        self._row.insertWidget(self._row.count() - 1, column, 1)
        return column

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Columns share the width while they are wide enough."""
        super().resizeEvent(event)
        self._size()

    def _size(self) -> None:
        for column in self.columns:
            column.setMinimumWidth(theme().pixels(NARROWEST))
            column.setMaximumWidth(theme().pixels(WIDEST))
            if column.list.currentIndex().isValid():
                QTimer.singleShot(0, column, partial(self._scroll.ensureWidgetVisible, column, 0, 0))
