"""Caseload for any past date, recomputed from the raw records, equals what is counted, for ten years of a service."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from app.demonstration import Size, demonstrate
from app.domain.settings import Setting
from app.queries.caseload.behind import ChildrenBehind
from app.queries.caseload.counting import WAITING, carried
from app.queries.caseload.months import CaseloadMonths, month_ends
from app.queries.caseload.on import CaseloadOn
from app.queries.caseload.posts import PostList
from app.queries.caseload.reports import REPORTS
from app.queries.caseload.rules import rules_of
from app.queries.caseload.told import ToldList
from app.store import Selection, Store, Where
from app.table import Ratio, Row, Table
from db.database import Database
from tests.app.queries.caseload_oracle import Raw
from tests.builders import CALENDAR, TODAY, Service, stamp

MONTHS = 120
DAYS = (date(2017, 2, 28), date(2020, 2, 29), date(2023, 12, 31), date(2026, 10, 1), TODAY)


@pytest.fixture(scope="module")
def usual(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    """A demonstration service of 300 children and ten years."""
    path: Path = tmp_path_factory.mktemp("caseload") / "service.irotracker"
    with Database.create_demonstration(path, stamp()) as database:
        service = Service(database)
        with service.change() as store:
            demonstrate(store, service.stamp, Size(children=300, iros=7))
        yield service


@pytest.fixture(scope="module")
def raw(usual: Service) -> Raw:
    """Its records."""
    with usual.read() as store:
        return Raw.of(store, CALENDAR.holidays)


def cells(table: Table, row: Row, *keys: str) -> tuple[object, ...]:
    """Some cells of a row."""
    return tuple(row.cells[table.column(key)] for key in keys)


def test_ten_years_of_months_equal_what_the_raw_records_say(usual: Service, raw: Raw) -> None:
    table: Table = usual.desk().ask(CaseloadMonths(TODAY, MONTHS))
    days = list(month_ends(TODAY, MONTHS))
    rows = list(table.rows.window(None, None, 0, MONTHS))  # type: ignore[arg-type]
    assert [cells(table, row, "day")[0] for row in rows] == days
    for day, row in zip(days, rows, strict=True):
        loads = raw.loads(day)
        parts = tuple(map(sum, zip((0, 0, 0, 0), *loads.values(), strict=False)))
        fte = sum(raw.fte(who, day) for who in loads.keys() | raw.in_post(day))
        assert cells(table, row, "cla", "cp", "both", "other", "children", "fte") == (*parts, sum(parts), fte / 100)
    assert len({cells(table, row, "children") for row in rows}) > MONTHS // 2


@pytest.mark.parametrize("covered", ["holder", "cover"])
def test_everybodys_caseload_on_past_days_equals_what_the_raw_records_say(
    usual: Service, raw: Raw, covered: str
) -> None:
    usual.keep(
        Setting(key="caseload.covered", start=date(2000, 1, 1 if covered == "holder" else 2), value=f'"{covered}"')
    )
    for day in (*DAYS, *list(month_ends(TODAY, MONTHS))[::9]):
        table: Table = usual.desk().ask(CaseloadOn(day))
        loads = raw.loads(day, covered)
        found = {row.id: row for row in table.rows.window(None, None, 0, 99)}  # type: ignore[arg-type]
        assert found.keys() - {"no-iro", "service"} == loads.keys() | raw.in_post(day)
        for who in found.keys() - {"no-iro", "service"}:
            parts, fte = loads.get(who, (0, 0, 0, 0)), raw.fte(who, day)
            said = cells(table, found[who], "cla", "cp", "both", "other", "fte")
            assert said == (*parts, fte / 100), (day, who)


def test_somebody_away_for_long_is_left_out_and_their_children_are_covered(usual: Service, raw: Raw) -> None:
    away = [who for who in raw.in_post(TODAY) if not raw.fte(who, TODAY)]
    assert len(away) == 1
    held, covered = raw.loads(TODAY), raw.loads(TODAY, "cover")
    assert sum(held[away[0]]) > 10
    assert away[0] not in covered
    assert sum(map(sum, held.values())) == sum(map(sum, covered.values()))


def test_who_waits_for_an_iro_is_who_the_list_of_children_shows_without_one(usual: Service) -> None:
    with usual.read() as store:
        for day in DAYS:
            waits = store.rows(carried(day, rules_of(store)(day), WAITING), ("id",))
            listed = store.rows(Selection("children", (Where("no_iro", "is", True),), day), ("id",))
            assert sorted(waits) == sorted(listed)
            assert waits or day.year < 2020


@pytest.mark.parametrize("report", [report.id for report in REPORTS])
@pytest.mark.parametrize("day", [TODAY, date(2024, 6, 15)])
def test_every_number_opens_what_was_counted(usual: Service, report: str, day: date) -> None:
    query = next(one.query for one in REPORTS if one.id == report)(day)
    with usual.read() as store:
        table = query.run(store, usual.stamp)
        rows = list(table.rows.each(store))
        for row in (*rows[:4], *rows[-3:]):
            for key, behind in row.opens.items():
                cell = row.cells[table.column(key)]
                if isinstance(cell, int | Ratio):
                    shown = cell.denominator if isinstance(cell, Ratio) else cell
                    assert shown == opened(store, usual, behind, key), (table.title, row.cells[0], key)


def opened(store: Store, usual: Service, behind: object, key: str) -> int:
    """How many rows a number opens; of posts the people, where people were counted."""
    assert hasattr(behind, "run")
    table: Table = behind.run(store, usual.stamp)
    rows = list(table.rows.each(store))
    assert len(rows) == table.rows.count(store)
    if isinstance(behind, PostList) and key == "people":
        return len({row.cells[0] for row in rows})
    if isinstance(behind, ChildrenBehind | ToldList):
        assert len({row.id for row in rows}) == len(rows)
    return len(rows)
