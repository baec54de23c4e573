"""Every number of every report on challenges equals the rows that it opens, and its parts add up to its whole."""

from collections import Counter
from collections.abc import Iterator
from datetime import date
from statistics import median
from typing import Any

import pytest

from app.domain.challenges.records import ENTERED, Challenge, ChallengeStep
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
from tests.locks import KEY

WHOLE = Period(date(2025, 11, 1), date(2026, 11, 20))
PERIODS = (WHOLE, Period.quarter(2026, 1), Period.month(2026, 11), Period.month(2020, 1))
QUERIES = {report.id: report.query for report in REPORTS}
FIGURES = [(by, count) for by in TITLES for count in COUNTS]


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    with Database.create(tmp_path_factory.mktemp("challenges") / "service.db", stamp(), KEY) as database:
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


def raw_entries(service: Service) -> list[tuple[Challenge, ChallengeStep]]:
    """Every step into a level that counts, with its challenge, read as it was recorded."""
    with service.read() as store:
        known = {one.id: one for one in store.shelf(Challenge).find(positive=False)}
        steps = store.shelf(ChallengeStep).find(kind=ENTERED)
    return [(known[step.challenge_id], step) for step in steps if step.challenge_id in known]


@pytest.mark.parametrize("period", PERIODS)
def test_counts_by_level_equal_a_recount_from_the_raw_steps(built: Service, period: Period) -> None:
    entries = raw_entries(built)
    highest: dict[str, int] = {}
    for one, step in entries:
        if one.raised_on in period:
            highest[one.id] = max(highest.get(one.id, 0), step.level or 0)
    children = {(level, one.child_id) for one, _ in entries if one.child_id for level in [highest.get(one.id)] if level}
    expected: dict[str, Counter[Any]] = {
        "highest": Counter(highest.values()),
        "entries": Counter(step.level for _, step in entries if step.on in period),
        "children": Counter(level for level, _ in children),
    }
    for count, numbers in expected.items():
        figure = built.desk().ask(ChallengeFigures(period, "level", count))
        assert {line.key: line.numerator for line in figure.lines if line.numerator} == numbers
