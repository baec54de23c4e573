"""What in a family's story is worth a challenge: when, for which of the children, who was their IRO and which team held them."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from app.demonstration.draws import Draw
from app.demonstration.histories import Told
from app.demonstration.service import Service
from app.domain.challenges.records import BOTH, CLA, CP, NEITHER
from app.domain.children import Child, ChildTeam
from app.domain.kinds import LOOKED_AFTER, RCPC
from app.domain.officers import IRO, Allocation
from app.domain.records import Record

A_YEAR = 365.25
PER_CHILD_AND_YEAR = 0.95
"""Challenges and good practice for each year that a child is looked after or on a plan: some 370 a year in the usual service."""
LESS_AT_FIRST = 0.45
"""Ten years ago services wrote down about half as many."""
JOINED = 0.4
"""How often a concern about one of several brothers and sisters is about all who are looked after or on a plan that day."""


@dataclass(frozen=True)
class About:
    """One child of a concern, and what the child was on that day."""

    child: Child
    status: str


@dataclass(frozen=True)
class Concern:
    """A worry of an IRO on a day, about one child or joined ones."""

    day: date
    officer_id: str
    team_id: str | None
    about: tuple[About, ...]


@dataclass(frozen=True)
class Life:
    """A child with the series told of them and the dated facts around."""

    child: Child
    told: Sequence[Told]
    facts: Sequence[Record]

    def spans(self, kinds: Iterable[str], service: Service) -> Iterator[tuple[date, date]]:
        """When clocks of these kinds ran, as far as the service knows them."""
        for one in self.told:
            series = one.schedule.series
            if series.kind in kinds and series.start is not None:
                yield max(series.start, service.start), min(series.closes or service.today, service.today)

    def status(self, day: date, service: Service) -> str:
        """Looked after, on a plan, both or neither on a day."""
        care = any(start <= day < end for start, end in self.spans((LOOKED_AFTER,), service))
        plan = any(start <= day < end for start, end in self.spans((RCPC,), service))
        return BOTH if care and plan else CLA if care else CP if plan else NEITHER

    def officer(self, day: date) -> str | None:
        """Who was allocated."""
        found = (a.officer_id for a in self.facts if isinstance(a, Allocation) and a.role == IRO and _holds(a, day))
        return next(found, None)

    def team(self, day: date) -> str | None:
        """Which team held the child."""
        found = (t.team_id for t in self.facts if isinstance(t, ChildTeam) and _holds(t, day))
        return next(found, None)


def _holds(fact: Allocation | ChildTeam, day: date) -> bool:
    return fact.start <= day and (fact.end is None or fact.end > day)


def concerns(service: Service, draw: Draw, lives: Sequence[Life]) -> Iterator[Concern]:
    """All concerns of one family."""
    for life in lives:
        for start, end in life.spans((LOOKED_AFTER, RCPC), service):
            for day in _days(service, draw, start, end):
                concern = _concern(service, draw, life, lives, day)
                if concern:
                    yield concern


def _days(service: Service, draw: Draw, start: date, end: date) -> Iterator[date]:
    """Working days of one span on which somebody worried, fewer of them long ago."""
    day = start
    while True:
        day += timedelta(days=int(draw.waiting(A_YEAR / PER_CHILD_AND_YEAR)) + 1)
        if day >= end:
            return
        lately = (day - service.start).days / max(1, (service.today - service.start).days)
        if service.calendar.is_working_day(day) and draw.chance(LESS_AT_FIRST + (1 - LESS_AT_FIRST) * lately):
            yield day


def _concern(service: Service, draw: Draw, life: Life, lives: Sequence[Life], day: date) -> Concern | None:
    officer = life.officer(day)
    if officer is None:
        return None
    about = [About(life.child, life.status(day, service))]
    if len(lives) > 1 and draw.chance(JOINED):
        others = (other for other in lives if other is not life and other.officer(day) == officer)
        about += [About(other.child, status) for other in others if (status := other.status(day, service)) != NEITHER]
    return Concern(day, officer, life.team(day), tuple(about))
