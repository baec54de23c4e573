"""Every number of every report in the catalogue equals the rows that it opens."""

from collections.abc import Iterator

import pytest

from app.domain.dates import Period
from app.queries.ahead.behind import ReviewsAhead
from app.queries.ahead.weeks import WeeksAhead
from app.queries.caseload.behind import ChildrenBehind
from app.queries.caseload.posts import PostList
from app.queries.caseload.told import ToldList
from app.queries.catalogue import CATALOGUE, Choice
from app.queries.challenges.behind import ChallengesBehind
from app.queries.listing import ReviewsBehind
from app.queries.practice_figures.behind import PracticeBehind
from app.store import Store
from app.table import Order, Ratio, Row, Table
from tests.months import Service, fill, small_service

CHOICES = (
    Choice(Period.month(2026, 9), "review", "held"),
    Choice(Period.month(2026, 9), "child", "due"),
    Choice(Period.month(2026, 11), "review", "due"),
    Choice(Period.quarter(2026, 2), "child", "held"),
)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    with small_service(tmp_path_factory.mktemp("catalogue")) as filled:
        fill(filled, children=60)
        yield filled


def number_of(cell: object) -> int:
    """The number that a cell shows; of a share, the denominator, for that is what it opens."""
    if isinstance(cell, Ratio):
        return cell.denominator
    assert isinstance(cell, int)
    return cell


def behind(store: Store, table: Table, unit: str) -> int:
    """How many reviews, or children, the rows of a list are."""
    rows = list(table.rows.each(store))
    assert len(rows) == table.rows.count(store)
    reference = table.column("reference")
    return len({row.cells[reference] for row in rows}) if unit == "child" else len(rows)


def wrong_cells(built: Service, store: Store, table: Table, row: Row) -> list[str]:
    wrong = []
    for key, query in row.opens.items():
        if isinstance(row.cells[table.column(key)], float):
            continue  # a quotient opens what was divided, and stands beside it
        shown = number_of(row.cells[table.column(key)])
        if isinstance(query, ChallengesBehind | ChildrenBehind | PracticeBehind):
            found = query.number(store)
        elif isinstance(query, ToldList | PostList | ReviewsAhead | WeeksAhead):
            found = query.run(store, built.stamp()).rows.count(store)
        else:
            assert isinstance(query, ReviewsBehind)
            found = behind(store, query.run(store, built.stamp()), query.unit)
        if shown != found:
            wrong.append(f"{table.title}: {row.cells[0]}, {key} is {shown} and opens {found}")
    return wrong


@pytest.mark.parametrize("report", CATALOGUE)
def test_every_number_equals_its_rows(built: Service, report: str) -> None:
    opened = 0
    for choice in CHOICES:
        with built.database.read(built.stamp()) as store:
            table = CATALOGUE[report].query(choice).run(store, built.stamp())
            for row in table.rows.each(store):
                assert wrong_cells(built, store, table, row) == []
                opened += len(row.opens)
    assert opened or not report.startswith("timeliness")


@pytest.mark.parametrize("report", CATALOGUE)
def test_every_report_can_be_counted_windowed_and_streamed_alike(built: Service, report: str) -> None:
    with built.database.read(built.stamp()) as store:
        table = CATALOGUE[report].query(CHOICES[0]).run(store, built.stamp())
        streamed = [row.id for row in table.rows.each(store)]
        assert table.rows.count(store) == len(streamed)
        assert [row.id for row in table.rows.window(store, None, 0, 10_000)] == streamed
        assert [row.id for row in table.rows.window(store, None, 3, 4)] == streamed[3:7]


def test_a_list_sorts_by_each_of_its_columns_with_empty_cells_last(built: Service) -> None:
    with built.database.read(built.stamp()) as store:
        table = CATALOGUE["due"].query(CHOICES[0]).run(store, built.stamp())
        for column in table.columns:
            for descending in (False, True):
                rows = table.rows.window(store, Order(column.key, descending), 0, 10_000)
                assert len(rows) == table.rows.count(store)
        planned = [row.cells[table.column("due")] for row in table.rows.window(store, Order("due", True), 0, 10_000)]
        known = [due for due in planned if due]
        assert known == sorted(known, reverse=True)
        assert planned[: len(known)] == known
