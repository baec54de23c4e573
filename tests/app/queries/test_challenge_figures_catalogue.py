"""Every number of every report on challenges equals the rows that it opens, and its parts add up to its whole."""

from collections.abc import Iterator
from datetime import date
from statistics import median
from typing import Any

import pytest

from app.domain.dates import Period
from app.queries.challenges.behind import ChallengesBehind
from app.queries.challenges.figures import COUNTS, ChallengeFigures, ChallengeTable
from app.queries.challenges.grouping import TITLES
from app.queries.challenges.reports import REPORTS
from app.store import Store
from app.table import Order, Ratio, Row, Table
from db.database import Database
from tests.builders import Service, stamp
from tests.challenge_service import fill_with_challenges

WHOLE = Period(date(2025, 11, 1), date(2026, 11, 20))
PERIODS = (WHOLE, Period.quarter(2026, 1), Period.month(2026, 11), Period.month(2020, 1))
QUERIES = {report.id: report.query for report in REPORTS}
FIGURES = [(by, count) for by in TITLES for count in COUNTS]


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    with Database.create(tmp_path_factory.mktemp("challenges") / "service.db", stamp()) as database:
        service = Service(database)
        fill_with_challenges(service)
        yield service


def shown_and_opened(store: Store, table: Table, row: Row, key: str) -> tuple[Any, Any]:
    """What a cell shows, and what its rows come to."""
    query: ChallengesBehind = row.opens[key]
    cell = row.cells[table.column(key)]
    opened = query.run(store, store.stamp)
    rows = list(opened.rows.each(store))
    assert len(rows) == opened.rows.count(store)
    if key in ("median", "longest", "longest_there"):
        days = [one.cells[opened.column("days")] for one in rows]
        return cell, float(median(days)) if key == "median" else max(days)
    number = query.number(store)
    assert number == len(rows) or query.unit
    return cell.denominator if isinstance(cell, Ratio) else cell, number


def wrong_cells(store: Store, table: Table) -> list[str]:
    wrong = []
    for row in table.rows.each(store):
        for key in row.opens:
            shown, opened = shown_and_opened(store, table, row, key)
            if shown != opened:
                wrong.append(f"{table.title}: {row.cells[0]}, {key} is {shown} and opens {opened}")
    return wrong


@pytest.mark.parametrize("report", QUERIES)
def test_every_number_equals_its_rows(built: Service, report: str) -> None:
    opened = 0
    for period in PERIODS:
        with built.read() as store:
            table = QUERIES[report](period).run(store, built.stamp)
            assert wrong_cells(store, table) == []
            opened += sum(len(row.opens) for row in table.rows.each(store))
    assert opened or report == "challenges"


@pytest.mark.parametrize(("by", "count"), FIGURES)
def test_every_number_of_every_figure_equals_its_rows(built: Service, by: str, count: str) -> None:
    with built.read() as store:
        question = ChallengeFigures(WHOLE, by, count)
        figure = question.run(store, built.stamp)
        table = ChallengeTable(question).run(store, built.stamp)
        assert wrong_cells(store, table) == []
        rows = list(table.rows.each(store))
        lines = rows[:-1] if by else rows
        assert [row.cells[1] for row in lines] == [line.numerator for line in figure.lines]
        assert rows[-1].cells[1] == figure.whole > 0
        if count in ("highest", "entries"):
            assert sum(line.numerator for line in figure.lines) == figure.whole


@pytest.mark.parametrize("report", QUERIES)
def test_every_list_behind_a_number_can_be_windowed_and_sorted(built: Service, report: str) -> None:
    with built.read() as store:
        table = QUERIES[report](WHOLE).run(store, built.stamp)
        queries = {query.selection.population: query for row in table.rows.each(store) for query in row.opens.values()}
        tables = [table] if report == "challenges" else [query.run(store, built.stamp) for query in queries.values()]
        for listed in tables:
            for column in listed.columns:
                rows = listed.rows.window(store, Order(column.key, True), 0, 1000)
                assert len(rows) == listed.rows.count(store)


def test_the_log_has_one_row_for_each_challenge_and_all_good_practice(built: Service) -> None:
    with built.read() as store:
        table = QUERIES["challenges"](WHOLE).run(store, built.stamp)
        rows = list(table.rows.each(store))
        highest = [row.cells[table.column("highest")] for row in rows]
        figure = ChallengeFigures(WHOLE, "level").run(store, built.stamp)
    assert len(rows) == figure.whole + figure.good_practice
    assert {line.words: line.numerator for line in figure.lines} == {
        line.words: highest.count(line.words) for line in figure.lines
    }
    assert any(row.cells[table.column("other_themes")] for row in rows)
