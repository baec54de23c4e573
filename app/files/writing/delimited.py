"""Writes CSV files: UTF-8, dates as dd/mm/yyyy, one line a row, as the DfE's own returns are."""

import csv
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path

from app.files.writing.text import could_be_more

Value = str | date | None


def write_delimited(path: Path, headings: Sequence[str], rows: Iterable[Sequence[Value]], *, safe: bool = True) -> int:
    """Write a table; returns how many rows. safe puts an apostrophe before what a sheet would take for a formula.

    A return that a computer reads, and that is read back here, is written with its values as they are.
    """
    number = 0
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(headings)
        for row in rows:
            writer.writerow([_cell(value, safe=safe) for value in row])
            number += 1
    return number


def rows_under(path: Path, headings: Sequence[str]) -> int | None:
    """How many rows a file has under exactly these headings; None where it has others, or cannot be read as one."""
    try:
        with path.open(encoding="utf-8", newline="") as file:
            rows = csv.reader(file)
            return sum(1 for _ in rows) if next(rows, None) == list(headings) else None
    except (OSError, ValueError, csv.Error):
        return None


def _cell(value: Value, *, safe: bool) -> str:
    if value is None:
        return ""
    if isinstance(value, date):
        return f"{value.day:02}/{value.month:02}/{value.year:04}"
    return f"'{value}" if safe and could_be_more(value) else value
