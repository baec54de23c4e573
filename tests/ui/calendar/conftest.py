"""Amy and Ben, who share a meeting, Cara with one of her own, their IRO, and the calendar over them."""

from collections.abc import Callable, Iterator
from datetime import date, time
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from app.domain.access import Person
from app.domain.kinds import RCPC
from app.domain.officers import Absence, Officer
from app.domain.reviews import Meeting, MeetingReview, Rearrangement, Review, Series
from app.queries.calendar.shapes import Event
from tests.builders import CALENDAR, MANAGER, Service
from ui.calendar.page import CalendarPage
from ui.moveform import MoveForm
from ui.notices import Notices
from ui.page import Tools
from ui.preferences import Preferences
from ui.runner import Runner

MONDAY, THURSDAY = date(2026, 11, 30), date(2026, 12, 3)
NONE = Qt.KeyboardModifier.NoModifier
LEFT = Qt.MouseButton.LeftButton


class Desktop:
    """The page with what a test needs of it, and waiting until it has settled."""

    def __init__(self, qtbot: QtBot, service: Service, person: Person, day: date) -> None:
        self.qtbot, self.service = qtbot, service
        self.runner, self.notices = Runner(service.desk(person)), Notices()
        self.preferences = Preferences(self.runner)
        self.wanted: list[tuple[str, Any]] = []
        qtbot.addWidget(self.notices)
        self.another(day)

    def another(self, day: date = THURSDAY) -> None:
        """Open the page as at the next start, on a day."""
        self.page = CalendarPage(Tools(self.runner, self.notices, self.preferences, lambda: CALENDAR))
        self.page.wanted.connect(lambda place, what: self.wanted.append((place, what)))
        self.qtbot.addWidget(self.page)
        self.page.resize(1260, 680)
        self.page.asking.come_to(day, anew=True)
        self.settled(self.page.show)

    def settled(self, do: Callable[[], Any]) -> Any:
        """Do something, and wait until nothing more is asked or written."""
        done = do()
        self.qtbot.waitUntil(lambda: self.runner._waiting == 0)
        return done

    def view(self, key: str, officer: Officer | None = None) -> None:
        """Month or week, of an IRO or of everybody."""
        self.settled(lambda: self.page.asking.switch.choose(key))
        self.settled(lambda: self.page.asking.iro.set_value(officer.id if officer else ""))
        self.page.sight.setFocus()

    def shown(self) -> dict[date, list[str]]:
        """Whose meetings are shown on which day."""
        return {day.date: [event.names for event in day.events] for day in self.page.look.days if day.events}

    def place_of(self, meeting: Meeting) -> QPoint:
        """Where a meeting stands in the sight that is shown."""
        sight = self.page.sight
        width, height = sight.viewport().width(), sight.viewport().height()
        grid = (QPoint(x, y) for y in range(2, height, 4) for x in range(2, width, 6))
        return next(at for at in grid if (event := sight.event_at(at)) and event.meeting_id == meeting.id)

    def place_of_day(self, day: date) -> QPoint:
        """The middle of a day in the sight that is shown."""
        sight = self.page.sight
        width, height = sight.viewport().width(), sight.viewport().height()
        grid = [QPoint(x, y) for y in range(4, height, 8) for x in range(4, width, 8)]
        found = [at for at in grid if (here := sight.day_at(at)) and here.date == day]
        return found[len(found) // 2]

    def drag(self, meeting: Meeting, day: date, *, drop: bool = True) -> str:
        """Carry a meeting over a day with the mouse; what is said there before it is let go."""
        where, start, end = self.page.sight.viewport(), self.place_of(meeting), self.place_of_day(day)
        QTest.mousePress(where, LEFT, NONE, start)
        QTest.mouseMove(where, start + QPoint(30, 12))
        self.settled(lambda: QTest.mouseMove(where, end))
        card = self.page.sight.dragging.card
        said = card.words if card.isVisible() else ""
        if drop:
            self.settled(lambda: QTest.mouseRelease(where, LEFT, NONE, end))
        return said

    def press(self, key: Qt.Key) -> None:
        """Press a key where the keyboard is."""
        self.settled(lambda: QTest.keyClick(self.page.focusWidget(), key))

    @property
    def form(self) -> MoveForm:
        """The request for a move that is open."""
        assert isinstance(self.page.pane.form, MoveForm)
        return self.page.pane.form

    def said(self) -> str:
        """Everything that the pane says."""
        shown = self.page.pane.currentWidget()
        return "\n".join(label.text() for label in shown.findChildren(QLabel)) if shown else ""

    def moves(self) -> list[Rearrangement]:
        """The requests that are kept."""
        with self.service.read() as store:
            return list(store.shelf(Rearrangement).find())

    def event(self, meeting: Meeting) -> Event:
        """A meeting as it is shown."""
        found = self.page.look.event(meeting.id)
        assert found is not None
        return found


Open = Callable[..., Desktop]


@pytest.fixture
def alison(service: Service) -> Officer:
    """Their Independent Reviewing Officer, who is on leave before Christmas."""
    alison = service.officer("Alison Wright")
    service.keep(Absence(officer_id=alison.id, start=date(2026, 12, 21), end=date(2026, 12, 24)))
    return alison


@pytest.fixture
def review(service: Service) -> Callable[..., Review]:
    """Makes a child of this name whose review is due on a day."""

    def make(name: str, day: date, officer: Officer | None = None) -> Review:
        child = service.child(name=name, date_of_birth=date(2015, 5, 1))
        if officer:
            service.allocated(child, officer, date(2020, 1, 1))
        series = service.kept(Series(child_id=child.id, kind=RCPC))
        kept: Review = service.kept(Review(child_id=child.id, series_id=series.id, kind=RCPC, due=day))
        return kept

    return make


@pytest.fixture
def shared(service: Service, review: Callable[..., Review], alison: Officer) -> Meeting:
    """The meeting of Amy, who is due on 9 December, and Ben, who is due on 1 December."""
    amy, ben = review("Amy Brown", date(2026, 12, 9), alison), review("Ben Brown", date(2026, 12, 1), alison)
    meeting: Meeting = service.kept(Meeting(date=MONDAY, time=time(10, 30), minutes=60, place="County Hall"))
    service.keep(*(MeetingReview(meeting_id=meeting.id, review_id=one.id) for one in (amy, ben)))
    return meeting


@pytest.fixture
def own(service: Service, review: Callable[..., Review], alison: Officer) -> Meeting:
    """Cara's meeting on 10 December."""
    return service.planned(review("Cara Lane", date(2027, 1, 20), alison), date(2026, 12, 10), time=time(14))


@pytest.fixture
def open_page(qtbot: QtBot, service: Service) -> Iterator[Open]:
    """Opens the page for somebody, on the first week of December."""
    made: list[Desktop] = []

    def begin(person: Person = MANAGER, day: date = THURSDAY) -> Desktop:
        made.append(Desktop(qtbot, service, person, day))
        return made[-1]

    yield begin
    for desktop in made:
        desktop.page.hide()
        desktop.runner.finish()
