"""The synthetic service itself: its settings, the IROs and the posts they hold, the social-work teams."""

import json
from dataclasses import dataclass
from datetime import date, timedelta

from app.demonstration.draws import Draw, Shares
from app.demonstration.leave import Away, away
from app.demonstration.names import adults
from app.demonstration.punctuality import Punctuality
from app.demonstration.size import Size
from app.domain.calendar import Calendar
from app.domain.kinds import KINDS
from app.domain.officers import Officer, Post, Team
from app.domain.records import Record
from app.domain.settings import Setting

TEAMS = (
    "Assessment North",
    "Assessment South",
    "Families First East",
    "Families First West",
    "Safeguarding and Support",
    "Children in Our Care",
    "Disabled Children and Young People",
    "Moving On 16+",
)
WORKERS_PER_TEAM = 9
CHILDREN_PER_OVERDUE = 220
VACANT_FROM = 5
"""A service of more IROs than these has a post that is vacant."""
SETTINGS = {
    "kinds.chaired": list(KINDS),
    "service.name": "Demonstration service",
    "service.region": "North East",
    "service.demonstration": True,
    "setup.done": True,
}
FOLLOWED_DAYS = 150
"""Records are followed for reviews held since so many days."""


@dataclass(frozen=True)
class Slot:
    """One IRO post and who held it when: (officer, from, first day without)."""

    number: int
    holders: tuple[tuple[str, date, date | None], ...]
    weight: float

    def holder(self, day: date) -> str:
        """Who held the post on a day; before its first holder, that one."""
        return next((who for who, _, end in self.holders if end is None or day < end), self.holders[-1][0])


@dataclass
class Quota:
    """How many more of something the service shall have: chance alone would give none one day and twelve the next."""

    left: int

    def take(self) -> bool:
        """One of them, while there are any."""
        self.left -= 1
        return self.left >= 0


@dataclass(frozen=True)
class Service:
    """What every child of the service has in common."""

    today: date
    start: date
    size: Size
    seed: int
    calendar: Calendar
    slots: tuple[Slot, ...]
    slot_shares: Shares[int]
    teams: tuple[Team, ...]
    workers: tuple[tuple[str, ...], ...]
    punctuality: Punctuality
    overdue: Quota
    away: Away
    records: tuple[Record, ...]


def service_of(today: date, size: Size, seed: int, calendar: Calendar) -> Service:
    """The service as at a day, with the records of its officers, posts, teams and settings."""
    draw = Draw(seed, "service")
    start = size.first_day(today)
    officers, posts, slots = _officers(draw, today, start, size.officers)
    teams = tuple(Team(id=draw.id(), name=name) for name in TEAMS)
    workers = tuple(adults(draw, WORKERS_PER_TEAM) for _ in teams)
    followed = {} if size.dense else {"records.from": (today - timedelta(days=FOLLOWED_DAYS)).isoformat()}
    told = {**SETTINGS, **followed}
    settings = [Setting(id=draw.id(), key=k, start=start, value=json.dumps(v)) for k, v in told.items()]
    shares = Shares({slot.number: slot.weight for slot in slots})
    holders = () if size.dense else tuple(slot.holders for slot in slots)
    absences = away(seed, holders, today, start, calendar)
    records = (*settings, *officers, *posts, *_vacant(seed, today, size), *teams, *absences.records)
    overdue = Quota(max(1, round(size.children / CHILDREN_PER_OVERDUE)))
    punctuality = Punctuality(seed)
    return Service(
        today, start, size, seed, calendar, slots, shares, teams, workers, punctuality, overdue, absences, records
    )


def _vacant(seed: int, today: date, size: Size) -> tuple[Post, ...]:
    """A part of a post that nobody has taken yet; none in a small service."""
    if size.dense or size.officers <= VACANT_FROM:
        return ()
    since = (today - timedelta(days=100)).replace(day=1)
    return (Post(id=Draw(seed, "vacant").id(), start=since, fte_hundredths=60),)


def _officers(
    draw: Draw, today: date, start: date, number: int
) -> tuple[tuple[Officer, ...], tuple[Post, ...], tuple[Slot, ...]]:
    """The IROs (the second part-time, the third from an agency, the fourth after one who left), and their manager."""
    officers = tuple(Officer(id=draw.id(), name=name) for name in adults(draw, number + 2))
    manager, leaver, *others = officers
    posts = [Post(id=draw.id(), officer_id=manager.id, role="manager", start=start)]
    slots = []
    for place, officer in enumerate(others):
        fte, agency = (60 if place == 1 else 100), place == 2
        since = start - timedelta(days=draw.whole(20, 900))
        holders: list[tuple[str, date, date | None]] = [(officer.id, since, None)]
        if place == min(3, number - 1):
            handover = (today - timedelta(days=225)).replace(day=1)
            holders = [(leaver.id, since, handover), (officer.id, handover, None)]
        slots.append(Slot(place, tuple(holders), fte / 100 * draw.between(0.85, 1.15)))
        posts += [
            Post(id=draw.id(), officer_id=who, start=begin, end=end, fte_hundredths=fte, agency=agency)
            for who, begin, end in holders
        ]
    return officers, tuple(posts), tuple(slots)
