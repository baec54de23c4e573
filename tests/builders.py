"""Builds a small service for tests: children, periods, reviews and officers, kept straight through the store."""

from collections.abc import Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from itertools import count
from typing import Any

from app.desk import Desk
from app.domain.access import Person, Role, Stamp
from app.domain.calendar import Calendar, shipped_holidays
from app.domain.children import Child, ChildTeam, SocialWorker
from app.domain.kinds import LOOKED_AFTER
from app.domain.officers import IRO, Allocation, Officer, Post, Team
from app.domain.records import Record
from app.domain.reviews import Meeting, MeetingReview, Review, Series
from app.domain.rules import Rules
from app.domain.schedule import schedule, terms_for
from app.store import Keeper, Selection, Store, Tally, Where

TODAY = date(2026, 11, 20)
NOW = datetime(2026, 11, 20, 9, 30, tzinfo=UTC)
MANAGER = Person(id="0" * 31 + "1", login="manager", name="Mia Manager", role=Role.MANAGER)
CALENDAR = Calendar.from_rows(shipped_holidays())


def stamp(today: date = TODAY, person: Person = MANAGER) -> Stamp:
    """Who and when in tests, unless a test says otherwise."""
    return Stamp(NOW, today, person)


@dataclass
class Service:
    """A service in a database: each function keeps what it names and returns the record."""

    keeper: Keeper
    today: date = TODAY
    person: Person = MANAGER
    _numbers: Any = field(default_factory=lambda: count(1))

    @property
    def stamp(self) -> Stamp:
        """Who and when."""
        return stamp(self.today, self.person)

    def desk(self, person: Person | None = None) -> Desk:
        """The door of one person, on the service's day."""
        return Desk(self.keeper, person or self.person, lambda: NOW, self.today)

    def change(self, action: str = "Build") -> AbstractContextManager[Store]:
        """A transaction for changes."""
        return self.keeper.change(self.stamp, action)

    def read(self) -> AbstractContextManager[Store]:
        """A transaction for questions."""
        return self.keeper.read(self.stamp)

    def keep(self, *records: Record) -> None:
        """Keep records of any kind, in this order."""
        with self.change() as store:
            for record in records:
                store.shelf(type(record)).keep(record)

    def kept(self, record: Any) -> Any:
        """Keep one record and return it as it was kept."""
        with self.change() as store:
            return store.shelf(type(record)).keep(record)

    def now(self, record: Any) -> Any:
        """A record as it is now."""
        with self.read() as store:
            return store.shelf(type(record)).get(record.id)

    def officer(self, name: str, fte_hundredths: int = 100, since: date = date(2010, 1, 1)) -> Officer:
        """An IRO in post."""
        officer: Officer = self.kept(Officer(name=name))
        self.keep(Post(officer_id=officer.id, start=since, fte_hundredths=fte_hundredths))
        return officer

    def team(self, name: str) -> Team:
        """A social-work team."""
        team: Team = self.kept(Team(name=name))
        return team

    def child(self, reference: str | None = None, **facts: Any) -> Child:
        """A child; without a reference, the next free number."""
        child: Child = self.kept(Child(reference=reference or f"C{next(self._numbers):04}", **facts))
        return child

    def allocated(
        self, child: Child, officer: Officer, start: date, end: date | None = None, role: str = IRO
    ) -> Allocation:
        """The child allocated to an officer."""
        allocation: Allocation = self.kept(
            Allocation(child_id=child.id, officer_id=officer.id, role=role, start=start, end=end)
        )
        return allocation

    def in_team(self, child: Child, team: Team, start: date, end: date | None = None) -> ChildTeam:
        """The child's social-work team."""
        kept: ChildTeam = self.kept(ChildTeam(child_id=child.id, team_id=team.id, start=start, end=end))
        return kept

    def social_worker(self, child: Child, name: str, start: date, end: date | None = None) -> SocialWorker:
        """The child's social worker."""
        kept: SocialWorker = self.kept(SocialWorker(child_id=child.id, name=name, start=start, end=end))
        return kept

    def period(self, child: Child, start: date | None, kind: str = LOOKED_AFTER, **facts: Any) -> Series:
        """A clock of the child from a day, with its open review; its history is complete unless a test says otherwise."""
        facts = {"history_complete": True, "start_known": start is not None, **facts}
        series: Series = self.kept(Series(child_id=child.id, kind=kind, start=start, **facts))
        return self.decided(series)

    def held(self, series: Series, *days: date, **facts: Any) -> Review:
        """Reviews of a period held on these days; the last one is returned. The open one takes the first day."""
        last = None
        for day in days:
            waiting = [review for review in self.reviews(series) if review.held is None]
            blank = waiting[0] if waiting else Review(child_id=series.child_id, series_id=series.id, kind=series.kind)
            last = self.kept(replace(blank, held=day, **facts))
            self.decided(series)
        now: Review = self.now(last)
        return now

    def planned(self, review: Review, day: date, **facts: Any) -> Meeting:
        """A meeting booked for a review."""
        meeting: Meeting = self.kept(Meeting(date=day, **facts))
        self.keep(MeetingReview(meeting_id=meeting.id, review_id=review.id))
        return meeting

    def reviews(self, series: Series) -> tuple[Review, ...]:
        """The reviews of a period in the order of their numbers."""
        with self.read() as store:
            return tuple(
                sorted(store.shelf(Review).find(series_id=series.id), key=lambda r: (r.number, r.held is None))
            )

    def open_review(self, series: Series) -> Review:
        """The one review of a period that is still to be held."""
        return next(review for review in self.reviews(series) if review.held is None)

    def decided(self, series: Series) -> Series:
        """Number the reviews and set the due dates of a period by the rules."""
        with self.change() as store:
            child = store.shelf(Child).get(series.child_id)
            all_series = store.shelf(Series).find(child_id=child.id)
            terms = terms_for(child, all_series, CALENDAR, Rules())
            result = schedule(store.shelf(Series).get(series.id), store.shelf(Review).find(series_id=series.id), terms)
            store.shelf(Review).keep_all(result.reviews)
            for review in result.retired:
                store.shelf(Review).void(review, "No longer due")
            return store.shelf(Series).keep(result.series)

    def count(self, population: str, *where: Where, **more: Any) -> int:
        """How many rows of a population meet these conditions on the service's day."""
        with self.read() as store:
            return store.count(Selection(population, where, self.today, **more))

    def rows(self, population: str, fields: tuple[str, ...], *where: Where, **more: Any) -> list[tuple[Any, ...]]:
        """Fields of the rows of a population, in their natural order."""
        with self.read() as store:
            return list(store.rows(Selection(population, where, self.today, **more), fields))

    def tally(self, tally: Tally) -> Mapping[tuple[Any, ...], tuple[int, int, int]]:
        """Numerator, denominator and number not judged by group."""
        with self.read() as store:
            return {line.key: (line.numerator, line.denominator, line.unjudged) for line in store.tally(tally)}
