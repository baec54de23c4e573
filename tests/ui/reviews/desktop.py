"""The Reviews page with the service behind it, as its tests see it."""

from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from app.domain.children import Child
from app.domain.reviews import Review, Series
from tests.builders import CALENDAR, Service
from ui.notices import Notices
from ui.page import Tools
from ui.preferences import Preferences
from ui.reviewform import ReviewForm
from ui.reviews.page import ReviewsPage
from ui.runner import Runner


class Desktop:
    """The page with what a test needs of it: the service behind it, and waiting until it has settled."""

    def __init__(self, qtbot: QtBot, service: Service, runner: Runner, notices: Notices) -> None:
        self.qtbot, self.service, self.runner, self.notices = qtbot, service, runner, notices
        self.preferences = Preferences(runner)
        self.page = self.opened()

    def opened(self) -> ReviewsPage:
        """A page, shown, with its rows and its pane."""
        page = ReviewsPage(Tools(self.runner, self.notices, self.preferences, lambda: CALENDAR))
        self.qtbot.addWidget(page)
        self.page = page
        page.resize(1200, 640)
        self.settled(page.show)
        return page

    def settled(self, do: Callable[[], Any]) -> None:
        """Do something, and wait until nothing more is asked or written."""
        do()
        self.qtbot.waitUntil(lambda: self.runner._waiting == 0)

    def rows(self) -> list[str]:
        """The children listed, from top to bottom."""
        return [self.page.table.rows.row(at).cells[0] for at in range(self.page.table.count())]  # type: ignore[union-attr]

    def choose(self, name: str) -> None:
        """Put the keyboard on a child's row."""
        at = self.rows().index(name)
        self.settled(lambda: self.page.table.setCurrentIndex(self.page.table.rows.index(at, 0)))

    def part(self, code: str) -> None:
        """Show a part of the list."""
        self.settled(lambda: self.page.tabs.choose(code))

    def act(self, code: str) -> None:
        """Press an action."""
        self.settled(self.page.deeds.actions[code].trigger)

    def form(self, kind: type[ReviewForm]) -> Any:
        """The form that is open."""
        assert isinstance(self.page.pane.form, kind)
        return self.page.pane.form

    def save(self) -> None:
        """Ctrl+Enter in the form."""
        form = self.page.pane.form
        assert form is not None
        self.settled(form.save.click)

    def said(self) -> str:
        """What the notice says."""
        return self.notices.words

    def facts(self) -> str:
        """Everything that the pane says."""
        inside = self.page.pane.facts.widget()
        return "\n".join(label.text() for label in inside.findChildren(QLabel)) if inside else ""

    def now(self, review: Review) -> Review:
        """The review as it is kept."""
        kept: Review = self.service.now(review)
        return kept


def service_child(service: Service, series: Series) -> Child:
    """The child of a period."""
    with service.read() as store:
        return store.shelf(Child).get(series.child_id)
