"""Undoing everything: random histories of a small service, there and back again."""

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.commands.allocations import Allocate
from app.commands.children import AddChild, CorrectChild, JoinSiblings, SetSocialWorker, SetTeam
from app.commands.meetings import BringForward, CancelMeeting, Plan, RequestMove
from app.commands.periods import EndPeriod, StartPeriod, VoidPeriod
from app.commands.recorded import RECORDS
from app.commands.reviews import AddHeld, CorrectReview, RecordHeld, SetLateReason, VoidReview
from app.commands.settings import ChangeSetting, KeepHoliday, VoidHoliday
from app.commands.undo import RedoLatest, UndoLatest
from app.domain.children import Child
from app.domain.errors import Refusal
from app.domain.officers import Officer, Team
from app.domain.records import Record, live
from app.domain.reviews import Meeting, Review, Series
from app.domain.settings import Holiday
from app.store import Selection
from db.database import Database
from tests.builders import TODAY, Service
from tests.locks import KEY


def facts(service: Service) -> dict[str, Record]:
    """Every live record as it is, whatever its version."""
    with service.read() as store:
        found = [record for kind in RECORDS.values() for record in store.shelf(kind).find()]
    return {record.id: replace(record, version=0) for record in found}


class World:
    """A small service that random steps are done to, each by somebody who may."""

    def __init__(self, service: Service) -> None:
        self.service, self.desk = service, service.desk()
        with service.read() as store:
            self.officers = store.shelf(Officer).find()
            self.teams = store.shelf(Team).find()
            self.children = store.shelf(Child).find()

    def build(self) -> None:
        self.service.officer("Mary")
        self.service.officer("Nora")
        self.service.team("North")
        for reference in ("1001", "1002"):
            self.service.period(self.service.child(reference, date_of_birth=date(2014, 5, 1)), date(2026, 3, 2))

    def record(self, kind: type[Any], number: int, **equal: Any) -> Any:
        with self.service.read() as store:
            found = store.shelf(kind).find(**equal)
        return found[number % len(found)] if found else None

    def step(self, name: str, number: int, day: date) -> Any:
        child = self.children[number % 2]
        officer = self.officers[number // 2 % 2]
        waiting, held = self.record(Review, number, held=None), None
        with self.service.read() as store:
            some = [r for r in store.shelf(Review).find() if r.held]
            held = some[number % len(some)] if some else None
        series = self.record(Series, number)
        later = TODAY + timedelta(days=number % 90)
        return {
            "held": waiting and RecordHeld(waiting.id, day, "PN1"),
            "correct": held and CorrectReview(held.id, day, None, "court"),
            "not held": held and CorrectReview(held.id, None, None, None),
            "add": series and AddHeld(series.id, day),
            "void": held and VoidReview(held.id, "Entered twice"),
            "reason": waiting and SetLateReason((waiting.id,), "illness"),
            "plan": waiting and Plan(waiting.id, later),
            "move": waiting and RequestMove(waiting.id, "child", TODAY, "illness", later),
            "forward": waiting and BringForward(waiting.id, later, "child", "asked"),
            "cancel": waiting and CancelMeeting(waiting.id, "Nobody can come"),
            "end": series and EndPeriod(series.id, day),
            "start": StartPeriod(child.id, ("looked-after", "rcpc", "icpc")[number % 3], day),
            "void period": series and VoidPeriod(series.id, "Wrong child"),
            "birth": CorrectChild(child.id, child.reference, "Ann", "", date(2006 + number % 12, 5, 1)),
            "siblings": JoinSiblings(tuple(c.id for c in self.children)),
            "team": SetTeam(child.id, self.teams[0].id, day),
            "worker": SetSocialWorker(child.id, f"Worker {number}", day),
            "allocate": Allocate((child.id,), officer.id, day),
            "holiday": KeepHoliday(day, "National day"),
            "no holiday": VoidHoliday(self.record(Holiday, number).id),
            "local": ChangeSetting("timeliness.local", {"looked-after": [f"{number % 30 + 1} days"]}),
            "child": AddChild(f"N{number}"),
        }[name]


STEPS = (
    *("held", "correct", "not held", "add", "void", "reason", "plan", "move", "forward", "cancel", "end", "start"),
    *("void period", "birth", "siblings", "team", "worker", "allocate", "holiday", "no holiday", "local", "child"),
)


@pytest.fixture(scope="module")
def begun(fresh_database: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file with the small service, to be copied for each example."""
    path = tmp_path_factory.mktemp("undo") / "service.db"
    path.write_bytes(fresh_database.read_bytes())
    with Database.open(path, KEY) as opened:
        World(Service(opened)).build()
    return path


@settings(max_examples=15)
@given(
    st.lists(
        st.tuples(st.sampled_from(STEPS), st.integers(0, 30), st.dates(date(2026, 3, 2), date(2026, 11, 20))),
        max_size=12,
    )
)
def test_undoing_everything_restores_every_record(begun: Path, steps: list[tuple[str, int, date]]) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "service.db"
        path.write_bytes(begun.read_bytes())
        with Database.open(path, KEY) as opened:
            _there_and_back(World(Service(opened)), steps)


def _there_and_back(world: World, steps: list[tuple[str, int, date]]) -> None:
    before, done = facts(world.service), 0
    for name, number, day in steps:
        command = world.step(name, number, day)
        if command is None:
            continue
        try:
            entry = world.desk.do(command).entry
        except Refusal:
            continue
        done += entry is not None and bool(_changes(world.service, entry))
    after = facts(world.service)
    _one_open_review_each(world.service)
    for _ in range(done):
        world.desk.do(UndoLatest())
    assert facts(world.service) == before
    for _ in range(done):
        world.desk.do(RedoLatest())
    assert facts(world.service) == after
    for _ in range(done):
        world.desk.do(UndoLatest())
    assert facts(world.service) == before


def _changes(service: Service, entry: int) -> Any:
    with service.read() as store:
        return store.accounts.changes(entry)


def _one_open_review_each(service: Service) -> None:
    """Each running series has one open review; no review stands in a voided series; nothing planned serves nobody."""
    with service.read() as store:
        reviews = store.shelf(Review).find()
        for series in store.shelf(Series).find():
            waiting = [r for r in reviews if r.series_id == series.id and r.held is None]
            assert len(waiting) <= 1
            running = series.end is None and (series.closes is None or series.closes > TODAY)
            once = series.kind == "icpc" and any(r.held for r in reviews if r.series_id == series.id)
            if running and not once and series.closes is None:
                assert len(waiting) == 1
        named = {r.series_id for r in reviews if r.series_id}
        assert named <= {s.id for s in live(store.shelf(Series).find())}
        planned = store.rows(Selection("reviews", as_at=TODAY), ("planned",))
        assert len(store.shelf(Meeting).find(state="planned")) == sum(1 for (day,) in planned if day)
        assert {c.id for c in store.shelf(Child).find()} >= {r.child_id for r in reviews}
