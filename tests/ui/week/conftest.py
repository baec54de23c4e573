"""Amira, who is overdue, Ben, who is due soon, their IRO, and the page over them."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from app.domain.access import Person
from app.domain.calendar import add_months
from app.domain.officers import Officer
from app.domain.reviews import Review
from tests.builders import CALENDAR, MANAGER, TODAY, Service
from ui.notices import Notices
from ui.page import Tools
from ui.preferences import Preferences
from ui.runner import Runner
from ui.week.page import WeekPage

Open = Callable[..., "Desktop"]


class Desktop:
    """The page with what a test needs of it: what it asked other places to show, and waiting until it has settled."""

    def __init__(self, qtbot: QtBot, service: Service, person: Person) -> None:
        self.qtbot, self.service = qtbot, service
        self.runner, self.notices = Runner(service.desk(person)), Notices()
        self.preferences = Preferences(self.runner)
        self.page = WeekPage(Tools(self.runner, self.notices, self.preferences, lambda: CALENDAR))
        self.wanted: list[tuple[str, Any]] = []
        self.page.wanted.connect(lambda place, what: self.wanted.append((place, what)))
        qtbot.addWidget(self.notices)
        qtbot.addWidget(self.page)
        self.page.resize(1260, 660)
        self.settled(self.page.show)

    def settled(self, do: Callable[[], Any]) -> None:
        """Do something, and wait until nothing more is asked or written."""
        do()
        self.qtbot.waitUntil(lambda: self.runner._waiting == 0)

    def titles(self, key: str) -> list[str]:
        """Who is told in a section."""
        return [line.title for line in self.page.columns.views[key].lines.model_of_lines.lines]

    def words(self, key: str) -> str:
        """What the head of a section says."""
        return self.page.columns.views[key].words.text()


@pytest.fixture
def alison(service: Service) -> Officer:
    """Their Independent Reviewing Officer."""
    return service.officer("Alison Wright")


@pytest.fixture
def due(service: Service) -> Callable[..., Review]:
    """Makes a child with this name, whose review is due in so many days."""

    def make(name: str, days: int, officer: Officer | None = None) -> Review:
        child = service.child(name=name, date_of_birth=date(2015, 5, 1))
        if officer:
            service.allocated(child, officer, date(2020, 1, 1))
        return service.open_review(service.period(child, add_months(TODAY + timedelta(days=days), -3), "rcpc"))

    return make


@pytest.fixture
def open_page(qtbot: QtBot, service: Service) -> Iterator[Open]:
    """Opens the page for somebody."""
    made: list[Desktop] = []

    def begin(person: Person = MANAGER) -> Desktop:
        made.append(Desktop(qtbot, service, person))
        return made[-1]

    yield begin
    for desktop in made:
        desktop.page.hide()
        desktop.runner.finish()
