"""Random histories of clocks: whatever is recorded, each running clock has one open review, and pairs hold together."""

from collections import Counter
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.commands.adjourning import Adjourn, Complete, CorrectAdjournment
from app.commands.meetings import BringForward, CancelMeeting, Plan
from app.commands.periods import EndPeriod, StartPeriod
from app.commands.reviews import CorrectReview, RecordHeld, VoidReview
from app.commands.serving import ServeApart, ServeTogether
from app.commands.settings import ChangeSetting
from app.commands.undo import RedoLatest, UndoLatest
from app.commands.unheld import MeetingFailed
from app.domain.errors import Refusal
from app.domain.kinds import KINDS
from app.domain.pairs import OF_ADOPTION
from app.domain.records import revised
from app.domain.reviews import Review, Series
from app.queries.deciding import decide, some_children_at_a_time
from app.queries.reviews import DueCounts
from app.queries.service import rules_of
from db.database import Database
from tests.builders import CALENDAR, TODAY, Service
from tests.locks import KEY

STARTED = ("looked-after", "adoption-authorised", "adoption-placed", "icpc", "transfer-in", "rcpc", "secure")
STEPS = (
    *("held", "held", "adjourn", "adjourn", "complete", "correct adjourned", "correct", "not held", "void", "failed"),
    *("plan", "cancel", "forward", "together", "together", "apart", "start", "start", "end", "not needed"),
    *("first", "completed", "supersedes", "does not", "chaired", "undo", "redo"),
)


class World:
    """One child, to whom random things are done."""

    def __init__(self, service: Service) -> None:
        self.service, self.desk = service, service.desk()

    def find(self, kind: type[Any]) -> tuple[Any, ...]:
        with self.service.read() as store:
            return tuple(sorted(store.shelf(kind).find(), key=lambda record: record.id))

    def step(self, name: str, number: int, day: date) -> Any:
        reviews, series = self.find(Review), self.find(Series)
        if not reviews or not series:
            return UndoLatest()
        review, period = reviews[number % len(reviews)], series[number % len(series)]
        other = reviews[(number + 1) % len(reviews)]
        kind, later = STARTED[number % len(STARTED)], TODAY + timedelta(days=number % 90)
        return {
            "held": RecordHeld(review.id, day, without_meeting=number % 5 == 0),
            "adjourn": Adjourn(review.id, day, "other", TODAY + timedelta(days=number) if number % 3 else None),
            "complete": Complete(review.id, day),
            "correct adjourned": CorrectAdjournment(review.id, day, "other", day + timedelta(days=number)),
            "correct": CorrectReview(review.id, day, None, None),
            "not held": CorrectReview(review.id, None, None, None),
            "void": VoidReview(review.id, "Entered twice"),
            "failed": MeetingFailed(review.id, ("not-quorate", "abandoned")[number % 2], day, "Police absent"),
            "plan": Plan(review.id, later),
            "cancel": CancelMeeting(review.id, "Snow"),
            "forward": BringForward(review.id, later, "child", "asked"),
            "together": ServeTogether(review.id, other.id),
            "apart": ServeApart(review.id),
            "start": StartPeriod(review.child_id, kind, day),
            "end": EndPeriod(period.id, day),
            "not needed": EndPeriod(period.id, day, "not-needed"),
            "first": ChangeSetting("reviews.adjourned", "first", day),
            "completed": ChangeSetting("reviews.adjourned", "completed", day),
            "supersedes": ChangeSetting("adoption.supersedes", True, day),
            "does not": ChangeSetting("adoption.supersedes", False, day),
            "chaired": ChangeSetting("kinds.chaired", list(KINDS)[number % 5 :]),
            "undo": UndoLatest(),
            "redo": RedoLatest(),
        }[name]

    def check(self) -> None:
        """What must be true whatever happened."""
        series = {one.id: one for one in self.find(Series)}
        waiting = [review for review in self.find(Review) if not review.held]
        of_series = Counter(review.series_id for review in waiting)
        assert all(number == 1 for number in of_series.values())
        self._check_running(series, of_series)
        self._check_pairs({review.id: review for review in waiting}, series)
        self._check_settled()

    def _check_running(self, series: dict[str, Series], of_series: Counter[str | None]) -> None:
        """A clock that runs has an open review, unless something the program can name takes its place."""
        for one in series.values():
            if one.closes is None and not of_series[one.id]:
                assert KINDS[one.kind].once or one.kind == "looked-after"

    def _check_pairs(self, waiting: dict[str, Review], series: dict[str, Series]) -> None:
        assert all(review.served_with is None for review in self.find(Review) if review.held)
        paired = [(review, waiting[review.served_with]) for review in waiting.values() if review.served_with]
        named = Counter(review.id for pair in paired for review in pair)
        assert all(number == 1 for number in named.values())
        for review, other in paired:
            assert review.child_id == other.child_id
            assert review.series_id != other.series_id
        of_adoption = [r for r in waiting.values() if r.kind in OF_ADOPTION and series[str(r.series_id)].closes is None]
        if len(of_adoption) == 2:
            assert named[of_adoption[0].id] == named[of_adoption[1].id] == 1
        counts = self.desk.ask(DueCounts())
        assert counts["open"] == counts["overdue"] + counts["month"] + counts["later"] + counts["no-due-date"]

    def _check_settled(self) -> None:
        """Deciding everything again changes nothing."""
        with self.service.read() as store:
            for ids in some_children_at_a_time(store):
                for decision in decide(store, ids, CALENDAR, rules_of(store)):
                    assert decision.changed == ()
                    assert decision.schedule.retired == ()
                    assert revised(decision.schedule.series, version=0) == revised(decision.series, version=0)


@pytest.fixture(scope="module")
def begun(fresh_database: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file with one child in our care, to be copied for each example."""
    path = tmp_path_factory.mktemp("clocks") / "service.db"
    path.write_bytes(fresh_database.read_bytes())
    with Database.open(path, KEY) as opened:
        service = Service(opened)
        service.period(service.child("1001"), date(2026, 1, 5))
        service.desk().do(ChangeSetting("kinds.chaired", list(KINDS)))
    return path


@settings(max_examples=25)
@given(
    st.lists(
        st.tuples(st.sampled_from(STEPS), st.integers(0, 40), st.dates(date(2026, 1, 5), TODAY)),
        min_size=3,
        max_size=14,
    )
)
def test_whatever_is_recorded_each_running_clock_has_one_open_review_and_pairs_hold(
    begun: Path, steps: list[tuple[str, int, date]]
) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "service.db"
        path.write_bytes(begun.read_bytes())
        with Database.open(path, KEY) as opened:
            world = World(Service(opened))
            for name, number, day in steps:
                try:
                    world.desk.do(world.step(name, number, day))
                except Refusal:
                    continue
                world.check()
