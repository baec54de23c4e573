"""A number equals its rows, and every field means in SQL what it means in the domain."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import groupby
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.domain.children import Child, ChildTeam
from app.domain.officers import Allocation, Officer, Team
from app.domain.records import Record, live
from app.domain.reviews import Review, Series
from app.domain.timeliness import verdict
from app.store import Selection, Tally, Units, Where
from db.populations import POPULATIONS
from tests.builders import TODAY, Service

CONDITIONS = (
    Where("kind", "is", "looked-after"),
    Where("kind", "in", ("rcpc", "icpc")),
    Where("held", "is", None),
    Where("held", "is not", None),
    Where("due", "is not", None),
    Where("due", "at most", TODAY),
    Where("due", "above", date(2025, 1, 1)),
    Where("held", "at least", date(2025, 1, 1)),
    Where("held", "below", date(2026, 1, 1)),
    Where("placed", "is", True),
    Where("placed", "is", False),
    Where("in_time", "is", True),
    Where("in_time", "is", False),
    Where("in_time", "is not", True),
    Where("in_time", "in", (True, False)),
    Where("late", "is", True),
    Where("open", "is", False),
    Where("counts_due", "is", True),
    Where("iro_now", "is", "Ivy"),
    Where("iro_now_id", "is", None),
    Where("iro", "is not", "Ivy"),
    Where("sibling_group", "in", ("g1", None)),
    Where("verdict", "in", ("overdue", "late")),
)
GROUPS = ("kind", "iro", "iro_now", "team", "month_held", "verdict", "sibling_group", "placed", "in_time")
some = settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
conditions = st.lists(st.sampled_from(CONDITIONS), max_size=2).map(tuple)
groups = st.lists(st.sampled_from(GROUPS), max_size=2, unique=True).map(tuple)
options = st.sampled_from([{}, {"attribution": "chair"}])
days = st.sampled_from([TODAY, date(2025, 3, 1), date(2026, 11, 21), date.min])


def holds(where: Where, row: Mapping[str, Any]) -> bool:
    """A condition as the contract words it; a comparison with an empty value never holds."""
    value = row[where.field]
    if where.test == "is":
        return bool(value == where.value)
    if where.test == "is not":
        return bool(value != where.value)
    if where.test == "in":
        return value in where.value
    if value is None:
        return False
    compared = {"at least": value >= where.value, "at most": value <= where.value}
    return bool({**compared, "below": value < where.value, "above": value > where.value}[where.test])


def every_row(service: Service, population: str, as_at: date, chosen: Mapping[str, str]) -> Iterator[dict[str, Any]]:
    """All rows with all their fields."""
    fields = tuple(POPULATIONS[population].fields)
    with service.read() as store:
        for row in store.each(Selection(population, (), as_at, None, chosen), fields):
            yield dict(zip(fields, row, strict=True))


def counted(rows: Sequence[Mapping[str, Any]], tally: Tally) -> dict[tuple[Any, ...], tuple[int, int, int]]:
    """A tally worked out row by row."""
    found = {}
    sort = lambda row: repr([row[name] for name in tally.by])  # noqa: E731
    for _, group in groupby(sorted(rows, key=sort), key=sort):
        members = list(group)
        judged = [row for row in members if all(holds(where, row) for where in tally.judged)]
        passed = [row for row in judged if all(holds(where, row) for where in tally.passed)]
        numbers = (len(passed), len(judged))
        if tally.unit:
            failed = {row[tally.unit] for row in judged if row not in passed}
            units = {row[tally.unit] for row in judged}
            numbers = (len(units - failed - {None}), len(units - {None}))
        found[tuple(members[0][name] for name in tally.by)] = (*numbers, len(members) - len(judged))
    return found if tally.by or found else {(): (0, 0, 0)}


@some
@given(conditions, conditions, conditions, groups, st.sampled_from([None, "child_id", "sibling_group"]), options, days)
def test_a_tally_equals_its_rows_counted(
    history: Service,
    where: tuple[Where, ...],
    judged: tuple[Where, ...],
    passed: tuple[Where, ...],
    by: tuple[str, ...],
    unit: str | None,
    chosen: dict[str, str],
    as_at: date,
) -> None:
    tally = Tally(Selection("reviews", where, as_at, None, chosen), by, judged, passed, unit)
    rows = [row for row in every_row(history, "reviews", as_at, chosen) if all(holds(one, row) for one in where)]
    assert history.tally(tally) == counted(rows, tally)


@some
@given(conditions, conditions, conditions, st.booleans(), st.sampled_from(["child_id", "sibling_group"]))
def test_the_units_that_a_tally_counts_are_those_whose_rows_it_opens(
    history: Service,
    where: tuple[Where, ...],
    judged: tuple[Where, ...],
    passed: tuple[Where, ...],
    every: bool,
    unit: str,
) -> None:
    units = Units(unit, judged, passed, every)
    selection = Selection("reviews", where, TODAY, units)
    with history.read() as store:
        rows = store.rows(selection, (unit,))
        assert store.count(selection) == len(rows)
    ((numerator, denominator, _),) = history.tally(
        Tally(Selection("reviews", where, TODAY), (), judged, passed, unit)
    ).values()
    assert len({row[0] for row in rows}) == (numerator if every else denominator - numerator)


@pytest.mark.parametrize("population", POPULATIONS)
def test_every_field_can_be_listed_sorted_counted_and_searched(history: Service, population: str) -> None:
    made = POPULATIONS[population]
    selection = Selection(population, (), TODAY)
    with history.read() as store:
        number = store.count(selection)
        for name in made.fields:
            upwards = [row[0] for row in store.rows(selection, (name,), ((name, False),))]
            downwards = [row[0] for row in store.rows(selection, (name,), ((name, True),))]
            lines = store.tally(Tally(selection, (name,)))
            assert len(upwards) == len(downwards) == number == sum(line.denominator for line in lines)
            assert Counter(upwards) == Counter({line.key[0]: line.denominator for line in lines})
            empty = sum(value is None for value in upwards)
            assert not any(value is None for value in [*upwards[: number - empty], *downwards[: number - empty]])
            store.count(Selection(population, (Where(name, "contains", "a"),), TODAY))


def test_windows_of_a_list_fit_together(history: Service) -> None:
    selection = Selection("reviews", (), TODAY)
    with history.read() as store:
        whole = store.rows(selection, ("id", "kind"), (("kind", True),))
        windows = [store.rows(selection, ("id", "kind"), (("kind", True),), first, 7) for first in range(0, 200, 7)]
        assert list(store.each(selection, ("id", "kind"), (("kind", True),))) == list(whole)
    assert [row for window in windows for row in window] == list(whole)


def everything(service: Service, kind: type[Any]) -> tuple[Any, ...]:
    """All records of a kind that count."""
    with service.read() as store:
        return tuple(live(store.shelf(kind).find()))


def latest(records: Sequence[Any], child_id: str, day: date | None) -> Any:
    """The dated record of a child that started last by a day."""
    past = [one for one in records if one.child_id == child_id and day is not None and one.start <= day]
    return max(past, key=lambda one: (one.start, one.id), default=None)


@pytest.mark.parametrize("as_at", [TODAY, date(2025, 3, 1), date(2026, 11, 21)])
def test_reviews_say_what_the_domain_says(history: Service, as_at: date) -> None:
    children: dict[str, Child] = {one.id: one for one in everything(history, Child)}
    series: dict[str | None, Series] = {one.id: one for one in everything(history, Series)}
    officers = {one.id: one.name for one in everything(history, Officer)}
    teams = {one.id: one.name for one in everything(history, Team)}
    allocations = [one for one in everything(history, Allocation) if one.role == "iro"]
    child_teams = everything(history, ChildTeam)
    reviews = {one.id: one for one in everything(history, Review) if one.child_id in children}
    rows = {row["id"]: row for row in every_row(history, "reviews", as_at, {})}
    assert set(rows) == set(reviews)
    assert len(rows) > 40
    for key, review in reviews.items():
        row, child = rows[key], children[review.child_id]
        closes = series[review.series_id].closes if review.series_id else None
        words = verdict(review.due, review.held, as_at, closes)
        assert row["verdict"] == words
        assert row["late"] == (words in ("late", "overdue", "never held"))
        assert row["open"] == (review.held is None and (closes is None or closes > as_at))
        counts = review.due is not None and review.series_id is not None
        if counts and closes is not None and review.due is not None:
            counts = review.due < closes or (review.due == closes and closes != child.eighteenth_birthday)
        assert row["counts_due"] == counts
        day = review.due or review.held
        holder, team = latest(allocations, child.id, day), latest(child_teams, child.id, day)
        assert row["iro"] == (officers[holder.officer_id] if holder else None)
        assert row["team"] == (teams[team.team_id] if team else None)
        now = latest([one for one in allocations if one.end is None or one.end > as_at], child.id, as_at)
        adult = child.eighteenth_birthday is not None and child.eighteenth_birthday <= as_at
        assert row["iro_now_id"] == (now.officer_id if now and not adult else None)
        assert row["month_held"] == (f"{review.held:%Y-%m}" if review.held else None)
        assert row["child"] == child.shown_name


@pytest.mark.parametrize("as_at", [TODAY, date(2025, 3, 1)])
def test_children_say_what_the_domain_says(history: Service, as_at: date) -> None:
    rows = {row["id"]: row for row in every_row(history, "children", as_at, {})}
    running: dict[str, list[Series]] = defaultdict(list)
    for one in everything(history, Series):
        if one.start <= as_at and (one.closes is None or one.closes > as_at):
            running[one.child_id].append(one)
    reviews: list[Review] = list(everything(history, Review))
    to_be_held = {r.series_id for r in reviews if not r.voided and (r.held is None or r.held > as_at)}
    for child in everything(history, Child):
        row, mine = rows[child.id], running[child.id]
        assert row["looked_after"] == any(one.kind == "looked-after" for one in mine)
        assert row["on_plan"] == any(one.kind == "rcpc" for one in mine)
        run = [one for one in mine if one.kind != "icpc" or one.id in to_be_held]
        assert row["running"] == bool(run)
        assert row["no_iro"] == (bool(run) and row["iro_now_id"] is None)
        assert row["in_care_since"] == max(
            (s.start for s in mine if s.start and s.kind == "looked-after"), default=None
        )
        ids = {one.id for one in mine}
        waiting = [one.due for one in reviews if one.series_id in ids and not one.held and one.due]
        assert row["next_due"] == min(waiting, default=None)
        unplaced = [one for one in reviews if one.child_id == child.id and one.held and not one.series_id]
        assert row["unplaced"] == len(unplaced)


def test_an_iro_s_list_holds_exactly_the_children_allocated_to_them_now(history: Service) -> None:
    officers: tuple[Record, ...] = everything(history, Officer)
    for population in ("reviews", "children"):
        rows = list(every_row(history, population, TODAY, {}))
        for officer in officers:
            expected = sum(row["iro_now_id"] == officer.id for row in rows)
            assert history.count(population, Where("iro_now_id", "is", officer.id)) == expected
            assert history.count(population, Where("iro_now_id", "in", (officer.id, "nobody"))) == expected
        nobody = sum(row["iro_now_id"] is None for row in rows)
        assert history.count(population, Where("iro_now_id", "is", None)) == nobody


def test_searching_knows_no_accents_or_order_and_no_special_characters(service: Service) -> None:
    service.child("AB-1", name="Zoë O'Hara")
    service.child("AB-2", name="100% Ann_")
    for text, found in {
        "zoe": 1,
        "HARA zo": 1,
        "ab-": 2,
        "%": 1,
        "_": 1,
        "0% a": 1,
        "x": 0,
        "ab-1 ann": 0,
        "": 2,
    }.items():
        assert service.count("children", Where("search", "contains", text)) == found, text


def test_a_question_about_what_does_not_exist_is_a_mistake_of_ours(service: Service) -> None:
    for where in (Where("nothing", "is", 1), Where("kind", "resembles", "x")):
        with pytest.raises(ValueError, match=r"no field|no test"):
            service.count("reviews", where)
