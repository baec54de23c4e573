"""Folders of the Standard Safeguarding Dataset drawn at random come out as a plain model has them, and again unchanged."""

import shutil
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.domain.children import Child
from app.domain.conferences import ConferenceOutcome, ProtectionPlan
from app.domain.officers import Allocation
from app.domain.reviews import Review, Series
from db.database import Database
from tests.app.imports.conftest import Importing
from tests.app.imports.datasets import differs, imported, ssd
from tests.builders import TODAY, Service
from tests.locks import KEY

FIRST, BORN = date(2021, 1, 1), date(2012, 6, 1)
CODES = ("PN1", "PN4", "PN7", "")


@dataclass
class Expected:
    """What the folder says, in sets; a review is known by its child, kind and day."""

    periods: set[tuple[str, str, date, date | None]] = field(default_factory=set)
    reviews: set[tuple[str, str, date, str | None]] = field(default_factory=set)
    outcomes: set[tuple[str, str, date, str]] = field(default_factory=set)
    plans: set[tuple[str, date, str]] = field(default_factory=set)
    allocations: set[tuple[str, date, date | None]] = field(default_factory=set)


@dataclass
class Folder:
    """The tables as they are drawn, and beside them what they come to."""

    draw: Any
    tables: dict[str, list[tuple[Any, ...]]] = field(default_factory=dict)
    expected: Expected = field(default_factory=Expected)

    def row(self, table: str, *cells: Any) -> None:
        """One row."""
        self.tables.setdefault(table, []).append(cells)

    def number(self, least: int, most: int) -> int:
        """A number."""
        found: int = self.draw(st.integers(least, most))
        return found

    def child(self, key: str) -> None:
        """A child with periods of care one after the other, reviews in them, and perhaps a plan."""
        self.row("person", key, BORN, "A", key, "M")
        day = FIRST + timedelta(self.number(0, 200))
        for period in range(self.number(1, 2)):
            day = self.care(key, f"{key}-{period}", day) + timedelta(self.number(2, 90))
        if self.draw(st.booleans()):
            self.plan(key, FIRST + timedelta(self.number(0, 400)))

    def care(self, key: str, period: str, start: date) -> date:
        """One period: episodes from day to day, reviews on days of their own, an IRO for all of it."""
        end, reason = start, "S"
        lengths = self.draw(st.lists(st.integers(20, 150), min_size=1, max_size=3))
        for place, length in enumerate(lengths):
            begins, end = end, end + timedelta(length)
            self.row("cla_episodes", key, begins, reason, end, "X1" if place + 1 < len(lengths) else "E4A", period)
            reason = "P"
        self.expected.periods.add((key, "looked-after", start, end))
        for offset in sorted(self.draw(st.sets(st.integers(1, (end - start).days - 1), max_size=4))):
            self.review(key, start + timedelta(offset))
        self.row("involvements", key, "p1", "Reviewing officer", start, end, None)
        self.expected.allocations.add((key, start, end))
        return end

    def review(self, key: str, day: date) -> None:
        """A review that was held, or one that was cancelled and is none."""
        code, cancelled = self.draw(st.sampled_from(CODES)), self.draw(st.sampled_from(("N", "N", "Y")))
        self.row("cla_reviews", key, day, day, cancelled, code or None)
        if cancelled == "N":
            self.expected.reviews.add((key, "looked-after", day, code or None))

    def plan(self, key: str, start: date) -> None:
        """An enquiry, its conference, the plan that it made and its review conferences."""
        met = start + timedelta(self.number(1, 30))
        self.row("s47_enquiry", f"s{key}", key, start, None, "N", None)
        self.row("initial_cp_conference", key, f"s{key}", "N", None, met, "Y")
        category = self.draw(st.sampled_from(("NEG", "PHY", "SAB", "EMO")))
        self.row("cp_plans", f"p{key}", key, met, None, category, category)
        self.expected.periods |= {(key, "icpc", start, met), (key, "rcpc", met, None)}
        self.expected.reviews.add((key, "icpc", met, None))
        self.expected.outcomes.add((key, "icpc", met, "plan"))
        self.expected.plans.add((key, met, category))
        for offset in self.draw(st.sets(st.integers(1, 600), max_size=3)):
            day, goes_on = met + timedelta(offset), self.draw(st.booleans())
            self.row("cp_reviews", f"p{key}", key, None, day, "Y" if goes_on else "N", None, None)
            self.expected.reviews.add((key, "rcpc", day, None))
            self.expected.outcomes.add((key, "rcpc", day, "continues" if goes_on else "ends"))


@st.composite
def folders(draw: Any) -> Folder:
    """A folder of one to four children, its rows in any order."""
    folder = Folder(draw)
    folder.row("professionals", "p1", "Ira Orr")
    for key in range(1, draw(st.integers(1, 4)) + 1):
        folder.child(str(key))
    folder.tables = {name: draw(st.permutations(rows)) for name, rows in folder.tables.items()}
    return folder


def found(importing: Importing) -> Expected:
    """What the records say."""
    names = {child.id: child.reference for child in importing.all(Child)}
    series = {one.id: one for one in importing.all(Series)}
    reviews = {review.id: review for review in importing.all(Review) if review.held}
    of = {key: (names[r.child_id], r.kind, r.held or TODAY) for key, r in reviews.items()}
    assert all(review.series_id for review in reviews.values()), "every review lies in a period"
    starts = {key: one.start or TODAY for key, one in series.items()}
    return Expected(
        {(names[one.child_id], one.kind, one.start or TODAY, one.end) for one in series.values()},
        {(*of[key], review.participation) for key, review in reviews.items()},
        {(*of[one.review_id], one.outcome or "") for one in importing.all(ConferenceOutcome)},
        {(names[p.child_id], starts[p.series_id], p.initial_category or "") for p in importing.all(ProtectionPlan)},
        {(names[one.child_id], one.start, one.end) for one in importing.all(Allocation)},
    )


@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
@given(folder=folders())
def test_any_folder_comes_out_as_the_plain_model_has_it(fresh_database: Path, tmp_path: Path, folder: Folder) -> None:
    path = tmp_path / f"{uuid4().hex}.db"
    shutil.copyfile(fresh_database, path)
    with Database.open(path, KEY) as database:
        importing = Importing(Service(database))
        planned = imported(importing, ssd(folder.tables))
        assert not planned.refused
        assert found(importing) == folder.expected
        assert not differs(imported(importing, ssd(folder.tables)))
