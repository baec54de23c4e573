"""What a sheet of a workbook holds, and how the cells of a table look there."""

import re
from datetime import date, datetime
from typing import Any

from app.domain.challenges.words import initials
from app.queries.naming import names_children
from app.table import Ratio
from tests.journeys.challenger import rows
from ui.parts.tables import TableView


def read_back(sheet: Any) -> list[list[Any]]:
    """The rows of the sheet's Excel table, below its headings."""
    first, last = (int(n) for n in re.findall(r"\d+", next(iter(sheet.tables.values())).ref))
    lines = [[exactly(cell.value) for cell in row] for row in sheet.iter_rows(first + 1, last)]
    return [line for line in lines if any(value is not None for value in line)]


def exactly(value: Any) -> Any:
    """A share as exactly as a sheet holds it: 15 digits."""
    return round(value, 14) if isinstance(value, float) else value


def in_sheet(cell: Any, *, line: bool) -> Any:
    """A cell of a table as openpyxl reads it; in a line an empty share leaves a gap."""
    if isinstance(cell, Ratio):
        return exactly(cell.numerator / cell.denominator) if cell.denominator else None if line else "-"
    if isinstance(cell, date):
        return datetime(cell.year, cell.month, cell.day)  # noqa: DTZ001 - as openpyxl reads a date
    return cell


def on_screen(table: TableView) -> list[list[Any]]:
    """The rows of a table as a sheet holds them, with children by their initials."""
    shown = table.rows.table
    line = shown.chart is not None and shown.chart.form == "line"
    short = [names_children(column) for column in shown.columns]
    return [
        [
            initials(cell) if named and cell else in_sheet(cell, line=line)
            for cell, named in zip(row.cells, short, strict=True)
        ]
        for row in rows(table)
    ]
