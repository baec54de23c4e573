"""Random histories of challenges through the whole program: every figure equals the plain recount beside this file."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from app.domain.dates import Period
from app.queries.challenges.reports import REPORTS
from app.table import Kind, Ratio, Table
from tests.journeys.challenge_made import PERIODS, Made
from tests.journeys.challenge_oracle_counting import Lines, key_of
from tests.journeys.challenge_oracle_tables import Tables
from tests.ui.command_line import Run, runner_of


def plain(cell: Any) -> Any:
    """A cell as the oracle writes it."""
    return (cell.numerator, cell.denominator) if isinstance(cell, Ratio) else cell


def numbers(made: Made, table: Table) -> Lines:
    """The numbers of a table by line and column."""
    rows = made.rows(table)
    kept = [(at, c.key) for at, c in enumerate(table.columns) if c.kind in (Kind.NUMBER, Kind.PERCENT)]
    return {row.id: {key: plain(row.cells[at]) for at, key in kept} for row in rows}


def different(shown: Lines, expected: Lines) -> list[tuple[str, str, Any, Any]]:
    """Line, column, what is shown and what it should be; a line of nothing may be left out."""
    found = []
    for line, key in {(line, key): 1 for lines in (shown, expected) for line, row in lines.items() for key in row}:
        one, other = (lines.get(line, {}).get(key) for lines in (shown, expected))
        if one != other and not (is_nothing(one, other) and is_nothing(other, one)):
            found.append((line, key, one, other))
    return found


def is_nothing(cell: Any, other: Any) -> bool:
    """No cell, 0 or a share of nothing, where the other has nothing either."""
    if isinstance(cell, tuple):
        return cell[0] == 0 and other is None
    return not cell and not (isinstance(other, tuple) and other[0])


@pytest.mark.parametrize("report", [report for report in REPORTS if report.id != "challenges"], ids=lambda r: r.id)
def test_every_table_is_the_one_counted_by_hand(made: Made, report: Any) -> None:
    for first, last in PERIODS:
        shown = numbers(made, made.service.desk().ask(report.query(Period(first, last))))
        assert different(shown, made.tables(first, last)[report.id]) == [], (first, last)


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs a command line in this process."""
    return runner_of(capsys)


def asked(made: Made, first: date, last: date) -> list[str]:
    """The words that every question on the command line has."""
    return ["--from", str(first), "--until", str(last), "--as-of", str(made.log.today), "--database", str(made.path)]


@pytest.mark.parametrize("count", ["highest", "entries", "children", "families"])
def test_every_figure_of_the_command_line_is_the_one_counted_by_hand(made: Made, run: Run, count: str) -> None:
    first, last = PERIODS[1]
    items, how = Tables(made.log, first, last).counted(count)
    for by in ("", "level", "theme", "status", "iro", "month", "outcome", "impact"):
        words = ["--count", count, "--json", *(["--by", by] if by else [])]
        rows = run("figures", "challenges", *asked(made, first, last), *words).answer["rows"]
        for row in rows:
            assert row["denominator"] == how(items)
            assert row["value"] == (100 * row["numerator"] / row["denominator"] if row["denominator"] else None)
        keys = {key_of(item, by) for item in items}
        expected = [(key, how([item for item in items if key_of(item, by) == key])) for key in keys]
        named = [(made.log.names.get(key) if by == "iro" else key or None, number) for key, number in expected]
        shown = [(row["key"].get(by), row["numerator"]) for row in rows if row["numerator"]]
        assert sorted(shown, key=str) == sorted((one for one in named if one[1]), key=str), by


def test_every_sheet_of_the_workbook_is_the_table_counted_by_hand(made: Made, run: Run, tmp_path: Path) -> None:
    first, last = PERIODS[1]
    target = tmp_path / "challenges.xlsx"
    assert run("export", "challenges", *asked(made, first, last), "--to", target).code == 0
    book, lines = load_workbook(target), made.tables(first, last)
    for report in REPORTS[1:]:
        table: Table = made.service.desk().ask(report.query(Period(first, last)))
        sheet = list(book[report.sheet].iter_rows(values_only=True))
        titles = [column.title for column in table.columns]
        head = next(at for at, row in enumerate(sheet) if list(row[: len(titles)]) == titles)
        for at, key in enumerate(made.ids(table), head + 1):
            written = dict(zip((column.key for column in table.columns), sheet[at], strict=False))
            for name, cell in lines[report.id].get(key, {}).items():
                assert same(written.get(name), cell), (report.id, key, name)


def same(written: Any, cell: Any) -> bool:
    """Whether a cell of the workbook says what the oracle does."""
    if isinstance(cell, tuple):
        return bool(written == (pytest.approx(cell[0] / cell[1]) if cell[1] else "-"))
    return bool((written or 0) == (cell or 0))
