"""Every number of the figures of practice equals the rows that it opens, however it is grouped and counted."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

from app.demonstration import Size, demonstrate
from app.domain.dates import Period
from app.domain.errors import Refusal
from app.queries.practice_figures.figure import FIGURES, PracticeFigures
from app.queries.practice_figures.sheets import PracticeSheets
from app.queries.practice_figures.table import PracticeTable, drawn
from app.store import Store
from app.table import Order, Ratio, Row, Table
from db.database import Database
from tests.builders import Service, stamp

YEAR = Period.financial_year(2026)
PARTS = [(what, part.code) for what, parts in FIGURES.items() for part in parts]
WAYS = (("iro", "child", 9), ("month", "meeting", 25), ("team", "family", 11), ("kind", "review", 7))
"""By what, counted how, and every how manieth line is opened: the catalogue's test opens every line of the whole."""


@pytest.fixture(scope="module")
def shown(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    with Database.create_demonstration(tmp_path_factory.mktemp("practice") / "service.db", stamp()) as database:
        service = Service(database)
        with service.change() as store:
            demonstrate(store, service.stamp, Size(children=40, iros=3, years=2))
        yield service


def number_of(cell: Any) -> Any:
    return cell.denominator if isinstance(cell, Ratio) else cell


def wrong_cells(store: Store, table: Table, row: Row) -> list[str]:
    """The numbers that open another number of rows than they say."""
    found = []
    for key, query in row.opens.items():
        number, opened = number_of(row.cells[table.column(key)]), query.number(store)
        if number != opened:
            found.append(f"{table.title}: {row.cells[:2]}, {key} is {number} and opens {opened}")
    return found


@pytest.mark.parametrize(("what", "part"), PARTS)
def test_every_number_equals_its_rows(shown: Service, what: str, part: str) -> None:
    by, basis, step = WAYS[PARTS.index((what, part)) % len(WAYS)]
    with shown.read() as store:
        table = PracticeTable(PracticeFigures(what, YEAR, by, basis, part)).run(store, store.stamp)
        rows = list(table.rows.each(store))
        assert [wrong for row in rows[::step] for wrong in wrong_cells(store, table, row)] == []
        assert all(row in rows for row in drawn(table))


@pytest.mark.parametrize(("what", "part"), PARTS)
def test_every_list_behind_a_number_can_be_read_and_sorted(shown: Service, what: str, part: str) -> None:
    with shown.read() as store:
        table = PracticeTable(PracticeFigures(what, YEAR, part=part)).run(store, store.stamp)
        queries = [query for row in table.rows.each(store) for query in row.opens.values()]
        for query in {query.selection.population: query for query in queries}.values():
            listed = query.run(store, store.stamp)
            assert listed.rows.count(store) == len(list(listed.rows.each(store)))
            for column in listed.columns[:4]:
                listed.rows.window(store, Order(column.key, True), 0, 5)


@pytest.mark.parametrize("what", FIGURES)
def test_the_lines_of_the_months_add_up_to_the_whole(shown: Service, what: str) -> None:
    whole = shown.desk().ask(PracticeFigures(what, YEAR)).as_json()["rows"]
    months = shown.desk().ask(PracticeFigures(what, YEAR, "month")).as_json()["rows"]
    expected = {_key(row["key"]): row["numerator"] for row in whole}
    summed: dict[Any, int] = {}
    for row in months:
        key = _key({name: value for name, value in row["key"].items() if name != "month"})
        summed[key] = summed.get(key, 0) + row["numerator"]
    additive = {key for key in summed if not any("children" in str(part) or "famil" in str(part) for part in key)}
    assert additive
    assert {key: summed[key] for key in additive} == {key: expected[key] for key in additive}


def _key(key: dict[str, Any]) -> tuple[Any, ...]:
    return tuple(sorted(key.items()))


@pytest.mark.parametrize("what", FIGURES)
def test_a_key_stands_for_one_line_with_its_definition(shown: Service, what: str) -> None:
    answer = shown.desk().ask(PracticeFigures(what, YEAR)).as_json()
    keys = [_key(row["key"]) for row in answer["rows"]]
    assert len(set(keys)) == len(keys)
    assert all(row["definition"].endswith((".", "÷ (all - PN0)")) for row in answer["rows"])
    for row in answer["rows"]:
        if row["denominator"] == 0:
            assert row["value"] is None


@pytest.mark.parametrize("what", FIGURES)
def test_the_sheets_are_every_part_and_what_they_mean(shown: Service, what: str) -> None:
    with shown.read() as store:
        sheets = PracticeSheets(PracticeFigures(what, YEAR)).run(store, store.stamp)
        names = [name for name, _ in sheets.tables]
        assert names == [*(part.title for part in FIGURES[what]), "Definitions"]
        assert max(map(len, names)) <= 31
        defined = sheets.tables[-1][1]
        assert defined.rows.count(store) > 12


def test_what_is_no_way_to_count_is_refused_with_the_ways_there_are() -> None:
    question = PracticeFigures("meetings", YEAR)
    for wrong in ({"what": "weather"}, {"by": "moon"}, {"basis": "day"}, {"part": "plans"}):
        with pytest.raises(Refusal, match="is not a way to count"):
            replace(question, **wrong)  # type: ignore[arg-type]
