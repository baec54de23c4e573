"""The Challenges page with the service behind it, as the tests of its board, table and filters see it."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QMimeData, QPoint, Qt
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.domain.challenges.records import Challenge
from tests.builders import CALENDAR, Service
from tests.ui.hands import NONE, press
from ui.challenges.cardlist import CardList
from ui.challenges.cards import Card
from ui.challenges.page import ChallengesPage
from ui.notices import Notices
from ui.page import Tools
from ui.preferences import Preferences
from ui.runner import Runner


class BoardDesktop:
    """The page with what a test needs of it."""

    def __init__(self, qtbot: QtBot, service: Service, runner: Runner, notices: Notices) -> None:
        self.qtbot, self.service, self.runner, self.notices = qtbot, service, runner, notices
        self.preferences = Preferences(runner)
        self.page = self.opened()

    def opened(self) -> ChallengesPage:
        """A page, shown, with its cards."""
        page = ChallengesPage(Tools(self.runner, self.notices, self.preferences, lambda: CALENDAR))
        self.qtbot.addWidget(page)
        self.page = page
        page.resize(1280, 680)
        self.settled(page.show)
        page.activateWindow()
        return page

    def settled(self, do: Callable[[], Any]) -> None:
        """Do something, and wait until nothing more is asked or written."""
        do()
        QApplication.processEvents()
        self.qtbot.waitUntil(lambda: self.runner._waiting == 0)
        QApplication.processEvents()
        self.qtbot.waitUntil(lambda: self.runner._waiting == 0)

    def names(self) -> dict[int, list[str]]:
        """The children on the board, by level."""
        return {c.level: [card.child for card in self.cards(c.list)] for c in self.page.board.columns}

    def cards(self, cards: CardList) -> list[Card]:
        """The cards of one level, from top to bottom."""
        found = (cards.cards.card(cards.cards.index(at, 0)) for at in range(cards.cards.rowCount()))
        return [card for card in found if card is not None]

    def list_at(self, level: int) -> CardList:
        """The cards of a level."""
        return next(column.list for column in self.page.board.columns if column.level == level)

    def choose(self, challenge: Challenge) -> CardList:
        """Put the keyboard on a challenge's card."""
        at = self.list_at(challenge.level)
        row = [card.id for card in self.cards(at)].index(challenge.id)
        at.setFocus()
        self.settled(lambda: at.setCurrentIndex(at.cards.index(row, 0)))
        return at

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier = NONE) -> None:
        """Press a key on the card that has the keyboard."""
        at = next(column.list for column in self.page.board.columns if column.list.currentIndex().isValid())
        self.settled(lambda: press(at, key, modifier))

    def chosen(self) -> str:
        """The child on the current card."""
        card = self.page.board.card_now()
        return card.child if card else ""

    def act(self, code: str) -> None:
        """Press an action."""
        self.settled(self.page.doing.deeds.actions[code].trigger)

    def dragged(self, challenge: Challenge, level: int) -> bool:
        """Drag a card to a level and let it go; whether it was taken there."""
        start, target = self.choose(challenge), self.list_at(level)
        data: QMimeData = start.cards.mimeData([start.currentIndex()])
        start.dragged.emit(start.card_now())
        buttons = Qt.MouseButton.LeftButton
        event = QDropEvent(QPoint(20, 20), Qt.DropAction.MoveAction, data, buttons, NONE)
        event.ignore()
        target.dropEvent(event)
        taken = event.isAccepted()
        self.settled(lambda: start.dragged.emit(None))
        return taken

    def rows(self) -> list[str]:
        """The children in the table."""
        table = self.page.table
        found = (table.rows.row(at) for at in range(table.count()))
        return [row.cells[table.rows.table.column("child")] or "Service concern" for row in found if row is not None]

    def switched(self, key: str) -> None:
        """Show another view."""
        self.settled(lambda: self.page.switch.choose(key))

    def form(self) -> str:
        """The code of the form that is open."""
        return self.page.pane.form.code if self.page.pane.form is not None else ""

    def pane_shown(self) -> bool:
        """Whether the pane is in sight."""
        return self.page.details is not None and self.page.details.isVisibleTo(self.page)
