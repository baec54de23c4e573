"""A service with a random but repeatable history, for tests that compare figures with their rows."""

import random
import shutil
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from app.domain.children import Child, ChildTeam
from app.domain.officers import Allocation, Officer, Team
from app.domain.records import Record
from app.domain.reviews import Meeting, MeetingReview, Rearrangement, Review, Series
from db.database import Database
from tests.builders import NOW, TODAY, Service

FIRST = date(2024, 1, 1)


def _day(chance: random.Random, first: date = FIRST, days: int = 1100) -> date:
    return first + timedelta(days=chance.randrange(days))


def _child(chance: random.Random, number: int) -> list[Record]:
    born = chance.choice([None, date(2008, 11, 20), date(2008, 11, 21), _day(chance, date(2008, 6, 1), 600)])
    group = chance.choice([None, "g1", "g2"])
    voided = NOW if chance.random() < 0.1 else None
    names = chance.choice(["", "Zoë O'Hara", "100% Ann_"])
    child = Child(reference=f"c{number}", name=names, date_of_birth=born, sibling_group=group, voided_at=voided)
    return [child, *_clocks(chance, child)]


def _clocks(chance: random.Random, child: Child) -> list[Record]:
    made: list[Record] = []
    for kind in chance.sample(["looked-after", "rcpc", "icpc"], chance.randrange(3)):
        start = _day(chance)
        end = chance.choice([None, _day(chance, start, 300)])
        days = [day for day in (end, child.eighteenth_birthday) if day]
        series = Series(child_id=child.id, kind=kind, start=start, end=end, closes=min(days, default=None))
        made += [series, *(_review(chance, child, series) for _ in range(chance.randrange(5)))]
    return [*made, *(_review(chance, child, None) for _ in range(chance.randrange(2)))]


def _review(chance: random.Random, child: Child, series: Series | None) -> Review:
    due = chance.choice([None, _day(chance), _day(chance), series.closes if series else None])
    held = chance.choice([None, due, _day(chance)])
    return Review(
        child_id=child.id,
        series_id=series.id if series else None,
        kind=series.kind if series else "looked-after",
        due=due,
        held=held,
        local_due=chance.choice([None, due]),
        to_confirm=chance.random() < 0.3,
        voided_at=NOW if chance.random() < 0.1 else None,
    )


def _dated(chance: random.Random, child: Child, officers: list[Officer], teams: list[Team]) -> list[Record]:
    made: list[Record] = []
    for _ in range(chance.randrange(4)):
        start = _day(chance)
        end = chance.choice([None, _day(chance, start, 400)])
        officer, role = chance.choice(officers), chance.choice(["iro", "iro", "conference-chair"])
        made.append(Allocation(child_id=child.id, officer_id=officer.id, role=role, start=start, end=end))
        made.append(ChildTeam(child_id=child.id, team_id=chance.choice(teams).id, start=start, end=end))
    return made


def _meeting(chance: random.Random, review: Review) -> list[Record]:
    meeting = Meeting(date=_day(chance), state=chance.choice(["planned", "planned", "cancelled", "held"]))
    link = MeetingReview(meeting_id=meeting.id, review_id=review.id)
    move = Rearrangement(
        meeting_id=meeting.id, review_id=review.id, requested_by="family", requested_on=_day(chance), reason="x",
        old_date=meeting.date,
    )  # fmt: skip
    return [meeting, link, *([move] if chance.random() < 0.5 else [])]


def records(chance: random.Random) -> list[Record]:
    """Everything that a random service keeps, in an order in which it can be kept."""
    officers = [Officer(name=name) for name in ("Ivy", "Émile", "Bo")]
    teams = [Team(name=name) for name in ("North", "South")]
    made: list[Record] = [*officers, *teams]
    for number in range(40):
        child = _child(chance, number)
        made += child
        made += _dated(chance, next(one for one in child if isinstance(one, Child)), officers, teams)
        for review in [one for one in child if isinstance(one, Review)]:
            made += _meeting(chance, review) if chance.random() < 0.4 else []
    return made


@pytest.fixture(scope="module")
def history(fresh_database: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    """A service of 40 children with everything that can be missing, late, voided or at the edge of a day."""
    path = tmp_path_factory.mktemp("history") / "service.db"
    shutil.copyfile(fresh_database, path)
    with Database.open(path) as database:
        service = Service(database, TODAY)
        service.keep(*records(random.Random(7)))
        yield service
