"""A small service with a few months of reviews, built record by record so that every figure is known beforehand."""

import random
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import TypeVar

from app.desk import Desk
from app.domain.access import Person, Role, Stamp
from app.domain.children import Child, ChildTeam
from app.domain.officers import Allocation, Officer, Team
from app.domain.records import Record
from app.domain.reviews import Review, Series
from db.database import Database

R = TypeVar("R", bound=Record)
NOW = datetime(2026, 11, 21, 9, 30, tzinfo=UTC)
MANAGER = Person(login="manager", name="Mo Manager", role=Role.MANAGER)


@dataclass
class Service:
    """A database with its desk, and what is to be written to it in one change."""

    database: Database
    as_of: date | None = None
    pending: list[Record] = field(default_factory=list)
    children: int = 0

    @property
    def desk(self) -> Desk:
        """The manager's desk on 21 November 2026, or as of another day."""
        return Desk(self.database, MANAGER, lambda: NOW, self.as_of)

    def stamp(self) -> Stamp:
        """The manager, now."""
        return self.desk.stamp()

    def officer(self, name: str) -> Officer:
        """An IRO."""
        return self.add(Officer(name=name))

    def child(
        self, iro: Officer | None = None, team: Team | None = None, born: date = date(2015, 5, 1), name: str = ""
    ) -> Child:
        """A child, allocated from 2020 on where an IRO or a team is given."""
        self.children += 1
        child = self.add(
            Child(reference=f"C{self.children:05}", name=name or f"Child {self.children}", date_of_birth=born)
        )
        if iro:
            self.add(Allocation(child_id=child.id, officer_id=iro.id, start=date(2020, 1, 1)))
        if team:
            self.add(ChildTeam(child_id=child.id, team_id=team.id, start=date(2020, 1, 1)))
        return child

    def series(self, child: Child, kind: str = "looked-after", closes: date | None = None) -> Series:
        """A clock that runs, or closes on a day."""
        return self.add(Series(child_id=child.id, kind=kind, start=date(2024, 1, 8), end=closes, closes=closes))

    def review(
        self, series: Series, due: date | None, held: date | None = None, late_reason: str | None = None
    ) -> Review:
        """One review as the clocks would have left it."""
        basis = "law" if due else "unknown"
        return self.add(
            Review(
                child_id=series.child_id, series_id=series.id, kind=series.kind, number=3, number_basis="counted",
                due=due, due_basis=basis, counted_from=due and due - timedelta(days=182), held=held, late_reason=late_reason,
            )
        )  # fmt: skip

    def add(self, record: R) -> R:
        """Note a record to be kept."""
        self.pending.append(record)
        return record

    def keep(self) -> None:
        """Keep all that was noted, in one change."""
        with self.database.change(self.stamp(), "Test records") as store:
            for kind in dict.fromkeys(type(record) for record in self.pending):
                store.shelf(kind).keep_all([record for record in self.pending if type(record) is kind])
        self.pending.clear()

    def change(self, review: Review, held: date) -> None:
        """Record another held date for a review that is kept already."""
        with self.database.change(self.stamp(), "Correct") as store:
            kept = store.shelf(Review).get(review.id)
            store.shelf(Review).keep(replace(kept, held=held))


@contextmanager
def small_service(folder: Path, as_of: date | None = None) -> Iterator[Service]:
    """An empty service in a folder."""
    stamp = Stamp(NOW, as_of or NOW.date(), MANAGER)
    with Database.create_demonstration(folder / "service.db", stamp) as database:
        yield Service(database, as_of)


def fill(built: Service, children: int = 150, seed: int = 7) -> None:
    """Two years of plausible reviews: late ones, unknown due dates, several IROs and teams, leavers, family changes."""
    chance = random.Random(seed)
    officers = [built.officer(name) for name in ("Ann Smith", "Ann Smith", "Zoë Öz", "李雷")]
    teams = [built.add(Team(name=name)) for name in ("North", "South")]
    for _ in range(children):
        child = built.child(chance.choice([*officers, None]), chance.choice([*teams, None]))
        for kind in chance.sample(["looked-after", "rcpc", "icpc"], chance.choice([1, 1, 2])):
            _history(built, built.series(child, kind, chance.choice([None, None, None, date(2026, 9, 20)])), chance)
    built.keep()


def _history(built: Service, series: Series, chance: random.Random) -> None:
    due: date | None = date(2024, 9, 1) + timedelta(days=chance.randrange(120))
    while due and due < date(2027, 1, 1):
        held = due + timedelta(days=chance.choice([-20, -9, -3, -1, 0, 0, 1, 6, 30]))
        known = None if chance.random() < 0.06 else due
        done = held <= min(date(2026, 11, 21), series.closes or date.max) and chance.random() > 0.02
        built.review(series, known, held if done else None, chance.choice([None, "court"]) if held > due else None)
        due = held + timedelta(days=150) if done else None
