"""A person at the Challenges page: finds the fields of its forms, the cards of its board and the rows of its views by keyboard."""

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QPushButton, QWidget

from app.domain.challenges.records import Challenge, ChallengeStep
from app.table import Row
from tests.journeys.worker import Worker
from tests.ui.hands import CTRL
from ui.challenges.forms import ChallengeForm
from ui.challenges.page import ChallengesPage
from ui.parts.tables import TableView

MANY = 60
"""So many presses of one key never end anywhere."""


class Challenger(Worker):
    """One person at one window, on the Challenges page."""

    @property
    def challenges(self) -> ChallengesPage:
        """The page, which must be shown."""
        return self.page(ChallengesPage)

    @property
    def form(self) -> ChallengeForm:
        """The form that is open."""
        form = self.challenges.pane.form
        assert form is not None, self.window.notices.words
        return form

    @property
    def said(self) -> str:
        """What the window says now."""
        return self.window.notices.words

    def board(self) -> dict[int, list[str]]:
        """The children on the board, by level."""
        return {column.level: self._children(column.list.cards) for column in self.challenges.board.columns}

    def challenge(self, reference: str) -> Challenge:
        """A challenge by its reference, as it is in the file."""
        (found,) = (one for one in self.records(Challenge) if one.reference == reference)
        assert isinstance(found, Challenge)
        return found

    def steps(self, reference: str) -> list[ChallengeStep]:
        """Its steps in their order."""
        mine = self.challenge(reference).id
        return sorted(
            (one for one in self.records(ChallengeStep) if one.challenge_id == mine), key=lambda s: s.position
        )

    def field(self, key: str) -> Any:
        """The control of a field of the form."""
        return self.form._fields[key].control

    def refused(self, key: str) -> str:
        """What is said below a field of the form."""
        shown = self.form._fields[key].refused
        return "" if shown.isHidden() else shown.text()

    def walk_to(self, reference: str, key: Qt.Key) -> None:
        """Walk over the board by an arrow key until the keyboard is on this challenge."""
        board = self.challenges.board
        self._until(lambda: (card := board.card_now()) is not None and card.reference == reference, key)

    def tab_to(self, control: QWidget) -> None:
        """Tab until the keyboard stands in this control."""
        self._until(lambda: self.focus is control or control.isAncestorOf(self.focus), Qt.Key.Key_Tab)

    def pick(self, key: str, value: object) -> None:
        """Go to a drop-down of the form and down to a value."""
        choice = self.field(key)
        self.tab_to(choice)
        assert isinstance(self.focus, QComboBox)
        self._until(lambda: choice.value() == value, Qt.Key.Key_Down)

    def mark(self, key: str, value: object) -> None:
        """Go to what is offered openly in the form, and mark a value."""
        offered = self.field(key)
        self.tab_to(offered)
        self.press(Qt.Key.Key_Space)
        self._until(lambda: offered.value() == value, Qt.Key.Key_Down)

    def write(self, key: str, words: str) -> None:
        """Go to a field of the form and type."""
        self.tab_to(self.field(key))
        self.type(words)

    def save(self) -> None:
        """Ctrl+Enter saves; the form is gone."""
        self.press(Qt.Key.Key_Return, CTRL)
        form = self.challenges.pane.form
        assert form is None, form.title

    def press_link(self, name: str) -> None:
        """Enter the pane of the chosen challenge and press one of its links, by its name."""
        self.press(Qt.Key.Key_Return)
        facts = self.challenges.pane.facts
        link = next(one for one in facts.findChildren(QPushButton) if one.accessibleName() == name and one.isVisible())
        self.tab_to(link)
        self.press(Qt.Key.Key_Space)

    def press_in(self, widget: QWidget, words: str) -> None:
        """Put the keyboard on a button by its words, and press it."""
        found = widget.findChildren(QPushButton)
        next(one for one in found if one.text().replace("&", "") == words and one.isVisible()).setFocus()
        self.press(Qt.Key.Key_Space)

    def view(self, figure: int) -> Any:
        """Alt and a figure: another view of the challenges."""
        self.press(Qt.Key(Qt.Key.Key_0 + figure), Qt.KeyboardModifier.AltModifier)
        return self.challenges._further[self.challenges.switch.value()][0]

    def _until(self, so: Any, key: Qt.Key) -> None:
        for _ in range(MANY):
            if so():
                return
            self.press(key)
        raise AssertionError(f"{key.name} led nowhere: {self.focus.accessibleName()}")

    def _children(self, cards: Any) -> list[str]:
        found = (cards.card(cards.index(at, 0)) for at in range(cards.rowCount()))
        return [card.child for card in found if card is not None]


def rows(table: TableView) -> list[Row]:
    """What a table shows, from top to bottom."""
    return [row for at in range(table.count()) if (row := table.rows.row(at)) is not None]


def column(table: TableView, key: str) -> list[Any]:
    """What one column of a table shows."""
    at = table.rows.table.column(key)
    return [row.cells[at] for row in rows(table)]
