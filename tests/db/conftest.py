"""A service with a random but repeatable history, for tests that compare figures with their rows."""

import random
import shutil
from collections.abc import Iterator
from datetime import date, timedelta
from functools import partial
from pathlib import Path

import pytest

from app.domain.challenges import records as words
from app.domain.challenges.records import (
    Challenge,
    ChallengeAction,
    ChallengeStep,
    ChallengeTheme,
    LearningLink,
    LearningPoint,
    LevelEntry,
)
from app.domain.children import Child, ChildTeam
from app.domain.officers import Allocation, Officer, Team
from app.domain.records import Record
from app.domain.reviews import Meeting, MeetingReview, Rearrangement, Review, Series
from db.database import Database
from db.keys import Key
from tests.builders import NOW, TODAY, Service
from tests.locks import KEY

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


def _maybe(chance: random.Random, first: date) -> date | None:
    return chance.choice([None, TODAY, _day(chance, first, 90)])


def _challenge(chance: random.Random, number: int, child: Child | None, officer: Officer) -> list[Record]:
    """A challenge whose facts were thrown together: every question must still be answered as its words say."""
    day, state = _day(chance), chance.choice(list(words.STATES))
    closed = state == words.CLOSED
    maybe = partial(_maybe, chance, day)
    level = chance.randrange(1, 6)
    made = Challenge(
            reference=f"CH{number}", child_id=child.id if child else None, raised_on=day, raised_by_id=officer.id,
            status=chance.choice(list(words.STATUSES)), theme=chance.choice(["drift", "health"]), concern="Não há plano",
            state=state, level=level, highest=level, response_due=maybe(), process_due=maybe(), process_original=maybe(),
            accepted_on=maybe(), done_on=maybe(), closed_on=_day(chance, day, 90) if closed else None, actions_due=maybe(),
            outcome=chance.choice(["plan-changed", words.WITHDRAWN]) if closed else "", follow_up_due=maybe(),
            impact=chance.choice(["", *words.IMPACTS]) if closed else "", last_moved=day,
            voided_at=NOW if chance.random() < 0.1 else None,
    )  # fmt: skip
    return [made, *_of_challenge(chance, made)]


def _of_challenge(chance: random.Random, of: Challenge) -> list[Record]:
    """A step with its entry, its action, and sometimes another theme and a learning point."""
    maybe = partial(_maybe, chance, of.raised_on)
    step = ChallengeStep(
        challenge_id=of.id, kind=words.ENTERED, on=of.raised_on, position=0, level=of.level, on_file=maybe(),
        voided_at=NOW if chance.random() < 0.1 else None,
    )  # fmt: skip
    entry = LevelEntry(
        challenge_id=of.id, step_id=step.id, level=chance.randrange(1, of.level + 1), to="A manager", entered=step.on,
        original_due=maybe(), response_due=maybe(), answered=maybe(), left=maybe(), voided_at=step.voided_at,
    )  # fmt: skip
    action = ChallengeAction(
        challenge_id=of.id, step_id=step.id, what="x", owner="y", due=_day(chance, of.raised_on, 60), done_on=maybe()
    )
    point = LearningPoint(theme=of.theme, noticed_on=of.raised_on, words="x")
    more = [
        ChallengeTheme(challenge_id=of.id, theme=chance.choice(["health", "education"])),
        point,
        LearningLink(learning_id=point.id, challenge_id=of.id),
    ]
    return [step, entry, action, *(more if chance.random() < 0.4 else [])]


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
    children = [one for one in made if isinstance(one, Child)]
    for number in range(120):
        made += _challenge(chance, number, chance.choice([None, *children]), chance.choice(officers))
    return made


@pytest.fixture(params=[KEY, None], ids=["encrypted", "demonstration"])
def key(request: pytest.FixtureRequest) -> Key | None:
    """With encryption and without."""
    found: Key | None = request.param
    return found


@pytest.fixture(scope="module")
def history(fresh_database: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    """A service of 40 children with everything that can be missing, late, voided or at the edge of a day."""
    path = tmp_path_factory.mktemp("history") / "service.db"
    shutil.copyfile(fresh_database, path)
    with Database.open(path, KEY) as database:
        service = Service(database, TODAY)
        service.keep(*records(random.Random(7)))
        yield service
