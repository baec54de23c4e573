"""As recorded beside what is tried: a table of weeks or caseloads with the numbers of before, drawn next to its own."""

from collections.abc import Sequence
from dataclasses import replace

from app.table import Chart, Column, Fixed, Kind, Row, Table

BEFORE = "before"


def rows_of(table: Table) -> Sequence[Row]:
    """The rows of a table of figures, which are all known."""
    return table.rows.rows if isinstance(table.rows, Fixed) else ()


def with_before(table: Table, recorded: Table) -> Table:
    """The table with one column more: what is drawn, as it is recorded."""
    chart = table.chart
    if chart is None:
        return table
    at, before = table.column(chart.values), recorded.column(chart.values)
    known = {row.id: row.cells[before] for row in rows_of(recorded)}
    column = Column(BEFORE, "As recorded", Kind.NUMBER, 11, "Without what is tried")
    columns = (*table.columns[: at + 1], column, *table.columns[at + 1 :])
    rows = tuple(_with(row, at, known.get(row.id)) for row in rows_of(table))
    fixed = Fixed(rows, tuple(one.key for one in columns))
    return replace(table, columns=columns, rows=fixed, chart=_beside(chart))


def only_other(rows: Sequence[Row], table: Table) -> tuple[Row, ...]:
    """Rows as they are drawn: what is as it was is not drawn twice."""
    if table.chart is None or table.chart.earlier != BEFORE:
        return tuple(rows)
    now, before = table.column(table.chart.values), table.column(BEFORE)
    return tuple(_blank(row, before) if row.cells[now] == row.cells[before] else row for row in rows)


def _blank(row: Row, at: int) -> Row:
    return replace(row, cells=(*row.cells[:at], None, *row.cells[at + 1 :]))


def _with(row: Row, at: int, before: object) -> Row:
    return replace(row, cells=(*row.cells[: at + 1], before, *row.cells[at + 1 :]))


def _beside(chart: Chart) -> Chart:
    return replace(chart, earlier=BEFORE)
