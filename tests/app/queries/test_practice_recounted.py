"""Random services: participation, plans and final plans equal a plain recount from the records."""

import json
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.domain.children import Child
from app.domain.conferences import ProtectionPlan
from app.domain.dates import Period
from app.domain.quality import FinalPlan
from app.domain.records import new_id
from app.domain.reviews import Review, Series
from app.domain.settings import Setting
from app.queries.practice_figures.figure import PracticeFigures
from db.database import Database
from tests.app.queries.practice_oracle import Raw, months_on
from tests.builders import TODAY, Service
from tests.locks import KEY, locked_copy

FIRST = date(2024, 1, 1)
PERIODS = (Period.financial_year(2025), Period(date(2026, 3, 31), date(2026, 12, 31)))
days = st.one_of(
    st.integers(0, 1000).map(lambda n: FIRST + timedelta(days=n)),
    st.sampled_from([date(2025, 8, 31), date(2025, 11, 30), date(2026, 3, 31), date(2025, 4, 1), date(2024, 9, 30)]),
)
lengths = st.one_of(st.none(), st.integers(1, 900), st.sampled_from([-3, -6, -12, -18, -24]))
"""How long a clock runs in days, or, below nothing, in whole months."""
codes = st.sampled_from([None, "PN0", "PN1", "PN4", "PN5", "PN6", "PN7"])
reviews = st.lists(st.tuples(st.integers(1, 900), st.sampled_from([-9, 0, 1, None]), codes, st.booleans()), max_size=4)
plans = st.one_of(st.none(), st.tuples(st.sampled_from([None, 0, 1, 2]), st.sampled_from([None, 0, 1])))
ratified = st.one_of(st.none(), st.integers(0, 500), st.sampled_from([-6, -8, -12]))
clocks = st.tuples(st.sampled_from(["rcpc", "rcpc", "looked-after"]), days, lengths, reviews, plans, ratified)
services = st.lists(st.lists(clocks, max_size=4), min_size=1, max_size=6)


def later(start: date, number: int | None) -> date | None:
    """So many days on, or, below nothing, whole months."""
    if number is None:
        return None
    return start + timedelta(days=number) if number >= 0 else months_on(start, -number)


def make(service: Service, wanted: list[Any]) -> tuple[list[Any], ...]:
    """The records of a service, kept."""
    children, series, held, protection, finals = [], [], [], [], []
    for place, theirs in enumerate(wanted):
        child = Child(reference=f"R{place}")
        children.append(child)
        for kind, start, length, meetings, told, months in theirs:
            closes = later(start, length)
            one = Series(child_id=child.id, kind=kind, start=start, end=closes, closes=closes)
            series.append(one)
            held += [_review(one, *meeting) for meeting in meetings]
            if kind == "rcpc" and told:
                protection.append(_plan(one, *told))
            if kind == "looked-after" and months is not None:
                finals.append(FinalPlan(child_id=child.id, series_id=one.id, ratified_on=later(start, months)))
    with service.change() as store:
        chaired = Setting(key="kinds.chaired", start=FIRST, value=json.dumps(["looked-after", "icpc", "rcpc"]))
        store.shelf(Setting).keep(chaired)
        for kind, records in ((Child, children), (Series, series), (Review, held), (ProtectionPlan, protection)):
            store.shelf(kind).keep_all(records)
        store.shelf(FinalPlan).keep_all(finals)
    return series, held, protection, finals


def _review(series: Series, after: int, late: int | None, code: str | None, open_yet: bool) -> Review:
    assert series.start is not None
    day = series.start + timedelta(days=after)
    due = None if late is None else day - timedelta(days=late)
    held = None if open_yet else day
    return Review(
        child_id=series.child_id, series_id=series.id, kind=series.kind, due=due, held=held,
        participation=code if held else None,
    )  # fmt: skip


def _plan(series: Series, here: int | None, elsewhere: int | None) -> ProtectionPlan:
    return ProtectionPlan(
        child_id=series.child_id, series_id=series.id, previous_here=here, previous_elsewhere=elsewhere
    )


@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(services, st.sampled_from(PERIODS))
def test_figures_equal_a_plain_recount(fresh_database: Path, tmp_path: Path, wanted: list[Any], period: Period) -> None:
    new = tmp_path / f"{new_id()}.db"
    with Database.open(locked_copy(fresh_database, new), KEY) as database:
        service = Service(database)
        series, held, protection, finals = make(service, wanted)
        raw = Raw(
            tuple(series), tuple(held), {p.series_id: p for p in protection}, {f.series_id: f for f in finals},
            period.first, period.last, TODAY,
        )  # fmt: skip
        assert shown(service, period, raw) == expected(raw)


ASKED = (
    *(("participation", part, basis) for part in ("reviews", "conferences") for basis in ("review", "child")),
    *(("plans", part, "review") for part in ("flow", "durations", "repeats", "snapshot")),
    ("meetings", "final-plans", "review"),
)
Lines = dict[tuple[Any, ...], Any]


def shown(service: Service, period: Period, raw: Raw) -> Lines:
    """The lines that are recounted, from the figures."""
    found: Lines = {}
    for what, part, basis in ASKED:
        for row in service.desk().ask(PracticeFigures(what, period, basis=basis, part=part)).as_json()["rows"]:
            found[(basis, *sorted(row["key"].items()))] = (row["numerator"], row["denominator"])
    return {key: found.get(key) for key in expected(raw)}


def expected(raw: Raw) -> Lines:
    """The same lines, recounted."""
    lines: Lines = {}
    for by_child in (False, True):
        basis = "child" if by_child else "review"
        lines[(basis, ("measure", "participation"))] = raw.participation(False, by_child)
        lines[(basis, ("measure", "participation"), ("of", "conferences"))] = raw.participation(True, by_child)
    for code in ("PN0", "PN1", "PN4", "PN7"):
        lines[("review", ("code", code))] = raw.code(code)
    lines[("review", ("measure", "not-recorded"))] = raw.not_recorded()
    for measure, plans_of in (("started", raw.started), ("ended", raw.ended), ("open", raw.open)):
        lines[("review", ("measure", measure))] = (len(plans_of()), None)
    for band, low, high in (
        ("3", 0, 3),
        ("6", 3, 6),
        ("12", 6, 12),
        ("18", 12, 18),
        ("24", 18, 24),
        ("over", 24, None),
    ):
        lines[("review", ("measure", "ended-after"), ("months", band))] = raw.ended_after(low, high)
    for months in (15, 18, 24):
        lines[("review", ("measure", "open-over"), ("months", str(months)))] = raw.open_over(months)
    for measure, some in (("repeat", raw.started()), ("repeat-open", raw.open())):
        for name, how in REPEATS.items():
            lines[("review", ("measure", measure), ("plans", name))] = raw.repeated(some, how)
    lines[("review", ("measure", "reviews-in-time"))] = raw.snapshot()
    for band, low, high in (("6", 0, 6), ("8", 6, 8), ("12", 8, 12), ("over", 12, None), ("not", -1, None)):
        lines[("review", ("band", band), ("measure", "final-plan"))] = raw.final(low, high)
    return lines


def _here(_: Any, before: list[Any], told: Any) -> bool:
    return bool(before or (told and told.previous_here))


def _any(_: Any, before: list[Any], told: Any) -> bool:
    return bool(before or (told and (told.previous_here or told.previous_elsewhere)))


def _soon(one: Any, before: list[Any], _: Any) -> bool:
    ends = [other.closes for other in before if other.closes]
    return any(end <= one.start <= months_on(end, 24) for end in ends)


REPEATS = {"this-council": _here, "any": _any, "within-2-years": _soon}
