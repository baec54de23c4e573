"""What a sheet of a workbook holds, and how the cells of a table look there."""

import re
from datetime import date, datetime
from typing import Any

from app.table import Ratio


def read_back(sheet: Any) -> list[list[Any]]:
    """The rows of the sheet's Excel table, below its headings."""
    first, last = (int(n) for n in re.findall(r"\d+", next(iter(sheet.tables.values())).ref))
    rows = [[exactly(cell.value) for cell in row] for row in sheet.iter_rows(first + 1, last)]
    return [row for row in rows if any(value is not None for value in row)]


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
