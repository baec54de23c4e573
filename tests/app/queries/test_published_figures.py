"""A council's published figures of 2022/23 come out exactly from records built to its counts: parts, shares and rounding."""

import json
import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import cycle
from typing import Any

import pytest

from app.domain.calendar import add_days, add_months
from app.domain.children import Child
from app.domain.conferences import ProtectionPlan
from app.domain.dates import Period
from app.domain.kinds import (
    ADOPTION_PLACED,
    FOSTER_CARER,
    ICPC,
    KINDS,
    LOOKED_AFTER,
    RCPC,
    SECURE_REVIEW,
)
from app.domain.quality import FinalPlan
from app.domain.records import Record
from app.domain.reviews import Review, Series
from app.domain.settings import Setting
from app.domain.timeliness import percent
from app.queries.practice_figures.figure import PracticeFigures
from app.queries.practice_figures.table import PracticeTable
from db.database import Database
from tests.builders import Service, stamp

YEAR, BEFORE = Period.financial_year(2022), Period.financial_year(2021)
BANDS = {"6": 139, "8": 37, "12": 27, "over": 5, "not": 63}
TAKING_PART = {"PN0": 637, "PN1": 1256, "PN2": 58, "PN3": 20, "PN4": 48, "PN5": 461, "PN6": 979, "PN7": 68}
STARTS, REPEATS = 770, 161
LONG_AGO = date(2019, 4, 1)


@dataclass
class Made:
    """Records in the order in which they are to be kept, made with a chance that repeats."""

    chance: random.Random = field(default_factory=lambda: random.Random(2))
    records: list[Any] = field(default_factory=list)
    codes: Iterator[str | None] = field(default_factory=lambda: iter(()))

    def children(self, number: int, household: bool = False) -> list[Child]:
        """Children, or foster households."""
        start = len(self.records)
        made = [
            Child(reference=f"C{start + n:06}", household=f"Approval {n}" if household else None) for n in range(number)
        ]
        self.records += made
        return made

    def series(self, child: Child, kind: str, start: date, closes: date | None = None) -> Series:
        """A clock."""
        made = Series(child_id=child.id, kind=kind, start=start, end=closes, closes=closes, history_complete=True)
        self.records.append(made)
        return made

    def reviews(self, among: list[Series], period: Period, number: int, in_time: int) -> None:
        """Reviews of these clocks held in a period, so many of them in time."""
        of = cycle(among)
        for place in range(number):
            held = self.day(period)
            due = add_days(held, self.chance.choice([0, 1, 30]) if place < in_time else -self.chance.choice([1, 9]))
            one = next(of)
            self.records.append(
                Review(
                    child_id=one.child_id, series_id=one.id, kind=one.kind, number=3, number_basis="counted", due=due,
                    due_basis="law", held=held, participation=next(self.codes, None),
                )
            )  # fmt: skip

    def day(self, period: Period) -> date:
        """A day of a period."""
        return period.first + timedelta(days=self.chance.randrange((period.last - period.first).days + 1))


@pytest.fixture(scope="module")
def durham(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    made = Made()
    protection(made)
    looked_after(made)
    fostering(made)
    with Database.create_demonstration(tmp_path_factory.mktemp("published") / "service.db", stamp()) as database:
        service = Service(database)
        chaired = Setting(key="kinds.chaired", start=date(2000, 1, 1), value=json.dumps(list(KINDS)))
        with service.change() as store:
            for kind in (Child, Series, Review, ProtectionPlan, FinalPlan):
                store.shelf(kind).keep_all([record for record in made.records if type(record) is kind])
            store.shelf(Setting).keep(chaired)
        yield service


def protection(made: Made) -> None:
    """Initial and review conferences, and the plans that started."""
    children = made.children(900)
    for period, number, in_time in ((YEAR, 834, 712), (BEFORE, 713, 578)):
        enquiries = [made.series(child, ICPC, period.first) for child in children[:number]]
        made.reviews(enquiries, period, number, in_time)
    plans = [made.series(child, RCPC, made.day(YEAR)) for child in children[:STARTS]]
    for place, plan in enumerate(plans[:REPEATS]):
        if place % 3:
            made.records.append(ProtectionPlan(child_id=plan.child_id, series_id=plan.id, previous_here=1))
        else:
            made.series(next(c for c in children if c.id == plan.child_id), RCPC, LONG_AGO, date(2020, 1, 1))
    made.records += [ProtectionPlan(child_id=p.child_id, series_id=p.id, previous_here=0) for p in plans[REPEATS:500]]
    made.reviews(plans, YEAR, 1377, 1352)


def looked_after(made: Made) -> None:
    """Looked-after reviews and final plans; with secure and adoption reviews, the codes of participation."""
    codes = [code for code, number in TAKING_PART.items() for _ in range(number)]
    made.chance.shuffle(codes)
    made.codes = iter(codes)
    children = made.children(1000)
    made.reviews([made.series(child, LOOKED_AFTER, LONG_AGO) for child in children], YEAR, 3165, 3027)
    made.reviews([made.series(child, SECURE_REVIEW, LONG_AGO) for child in children[:10]], YEAR, 33, 33)
    made.reviews([made.series(child, ADOPTION_PLACED, LONG_AGO) for child in children[50:90]], YEAR, 329, 329)
    assert next(made.codes, None) is None
    made.reviews([made.series(child, SECURE_REVIEW, LONG_AGO) for child in children[20:27]], BEFORE, 19, 19)
    finals(made)


def finals(made: Made) -> None:
    """Children whose target date lies in the year, each ratified on an edge of a band or inside it."""
    within = {"6": (0, 6), "8": (6, 8), "12": (8, 12), "over": (12, 18)}
    for band, number in BANDS.items():
        for child in made.children(number):
            period = made.series(child, LOOKED_AFTER, add_months(made.day(YEAR), -6))
            assert period.start is not None
            if band == "not":
                made.records.append(FinalPlan(child_id=child.id, series_id=period.id, why_not="court"))
                continue
            first, last = (add_months(period.start, months) for months in within[band])
            day = made.chance.choice([add_days(first, 1), last])
            made.records.append(FinalPlan(child_id=child.id, series_id=period.id, ratified_on=day))
    early = made.series(made.children(1)[0], LOOKED_AFTER, date(2021, 9, 20))
    made.records.append(FinalPlan(child_id=early.child_id, series_id=early.id))


def fostering(made: Made) -> None:
    """Foster carer reviews, which count for no child."""
    households = [made.series(one, FOSTER_CARER, LONG_AGO) for one in made.children(216, household=True)]
    made.reviews(households, YEAR, 216, 208)


Row = dict[str, Any]


@pytest.fixture(scope="module")
def figures(durham: Service) -> dict[str, list[Row]]:
    desk = durham.desk()
    return {
        what: desk.ask(PracticeFigures(what, YEAR)).as_json()["rows"] for what in ("meetings", "participation", "plans")
    }


def one(rows: list[Row], **key: str) -> Row:
    """The one row with this key."""
    found = [row for row in rows if row["key"] == key]
    assert len(found) == 1, key
    return found[0]


def parts(row: Row) -> tuple[int, int | None]:
    return row["numerator"], row["denominator"]


@pytest.mark.parametrize(
    ("kind", "in_time", "judged", "printed"),
    [
        (ICPC, 712, 834, "85 %"),
        (RCPC, 1352, 1377, "98 %"),
        (LOOKED_AFTER, 3027, 3165, "96 %"),
        (FOSTER_CARER, 208, 216, "96 %"),
    ],
)
def test_meetings_in_timescale(
    figures: dict[str, list[Row]], kind: str, in_time: int, judged: int, printed: str
) -> None:
    row = one(figures["meetings"], measure="in-timescale", kind=kind)
    assert parts(row) == (in_time, judged)
    assert row["value"] == 100 * in_time / judged
    assert percent(in_time, judged, 0) == printed
    assert one(figures["meetings"], measure="late", kind=kind)["numerator"] == judged - in_time


def test_initial_conferences_stand_beside_the_year_before(durham: Service, figures: dict[str, list[Row]]) -> None:
    row = one(figures["meetings"], measure="icpc-local")
    assert parts(row) == (712, 834)
    assert (row["earlier"]["numerator"], row["earlier"]["denominator"]) == (578, 713)
    assert (percent(712, 834, 0), percent(578, 713, 0)) == ("85 %", "81 %")
    table = durham.desk().ask(PracticeTable(PracticeFigures("meetings", YEAR, part="held")))
    with durham.read() as store:
        name, kind = table.column("key"), table.column("which")
        lines = {(row.cells[name], row.cells[kind]): row for row in table.rows.each(store)}
    held = lines["Held, counted for each child", KINDS[ICPC].title]
    assert held.cells[table.column("change")] == 834 - 713 == 121


def test_secure_reviews_and_their_children(figures: dict[str, list[Row]]) -> None:
    reviews = one(figures["meetings"], measure="secure-reviews")
    children = one(figures["meetings"], measure="secure-children")
    assert (reviews["numerator"], reviews["denominator"], children["numerator"]) == (33, None, 10)
    assert (reviews["earlier"]["numerator"], children["earlier"]["numerator"]) == (19, 7)


def test_final_plans_ratified_by_how_long_it_took(figures: dict[str, list[Row]]) -> None:
    rows = [one(figures["meetings"], measure="final-plan", band=band) for band in BANDS]
    assert [parts(row) for row in rows] == [(number, 271) for number in BANDS.values()]
    printed = [percent(row["numerator"], row["denominator"], 0) for row in rows]
    assert printed == ["51 %", "14 %", "10 %", "2 %", "23 %"]
    why = one(figures["meetings"], measure="not-ratified-reason", reason="court")
    assert parts(why) == (63, 63)


def test_repeat_plans_of_those_that_started(figures: dict[str, list[Row]]) -> None:
    row = one(figures["plans"], measure="repeat", plans="this-council")
    assert parts(row) == (161, 770)
    assert percent(161, 770, 0) == "21 %"
    assert one(figures["plans"], measure="started")["numerator"] == 770


def test_participation_by_code_and_as_a_share(figures: dict[str, list[Row]]) -> None:
    rows = figures["participation"]
    assert {code: one(rows, code=code)["numerator"] for code in TAKING_PART} == TAKING_PART
    row = one(rows, measure="participation")
    assert parts(row) == (2822, 2890)
    assert percent(2822, 2890, 0) == "98 %"
    assert parts(one(rows, measure="not-recorded")) == (0, 3527)


def test_conferences_have_a_participation_of_their_own(figures: dict[str, list[Row]]) -> None:
    conferences = one(figures["participation"], measure="participation", of="conferences")
    assert parts(conferences) == (0, 0)
    assert conferences["value"] is None
    assert conferences["unjudged"] == 834 + 1377


def test_by_kind_the_same_numbers_stand_with_the_kind(durham: Service) -> None:
    rows = durham.desk().ask(PracticeFigures("meetings", YEAR, "kind")).as_json()["rows"]
    found = {row["key"]["kind"]: parts(row) for row in rows if row["key"]["measure"] == "in-timescale"}
    assert found[ICPC] == (712, 834)
    assert found[FOSTER_CARER] == (208, 216)


def test_what_is_told_by_child_counts_children(durham: Service, figures: dict[str, list[Row]]) -> None:
    rows = durham.desk().ask(PracticeFigures("meetings", YEAR, basis="child")).as_json()["rows"]
    assert one(rows, measure="in-timescale", kind=SECURE_REVIEW)["denominator"] == 10
    assert one(figures["meetings"], measure="held-children", kind=LOOKED_AFTER)["numerator"] == 1000


def test_every_kind_of_record_was_built(durham: Service) -> None:
    kinds: tuple[type[Record], ...] = (Child, Series, Review, ProtectionPlan, FinalPlan)
    with durham.read() as store:
        assert all(store.shelf(kind).find() for kind in kinds)
