"""Makes workbooks and text files of a few children's rows, whose dates are known."""

import io
import zipfile
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from typing import Any

import openpyxl
from openpyxl.utils.datetime import CALENDAR_MAC_1904 as CALENDAR_1904

from tests.data.workbooks import saved, text_cell, zipped

HEADINGS = ("Child ID", "Date of birth", "Type of review", "Became looked after", "Date of review", "Comments")
DATED = {"born": 1, "start": 3, "held": 4}
"""The fields that hold dates, and their columns."""
SHEET, BOOK = "xl/worksheets/sheet1.xml", "xl/workbook.xml"
EPOCH, EPOCH_1904 = date(1899, 12, 30), date(1904, 1, 1)


def facts(number: int = 8, *, small: bool = False) -> list[tuple[Any, ...]]:
    """Rows of children; small: every day of a month is 12 or lower, so that nothing proves which way round it is."""
    days = 12 if small else 28
    return [
        (
            f"C{at:03}",
            date(2010 + at % 6, 1 + at % 12, 1 + (at * 5) % days),
            "LAC",
            date(2025, 1 + at % 6, 1 + (at * 7 + 4) % days),
            date(2026, 1 + at % 9, 1 + (at * 3 + (2 if small else 13)) % days),
            "Ok",
        )
        for at in range(1, number + 1)
    ]


def truth_of(rows: Sequence[tuple[Any, ...]]) -> dict[str, dict[str, date]]:
    """What the rows truly say."""
    return {row[0]: {field: row[at] for field, at in DATED.items()} for row in rows}


ROWS = facts()
TRUTH = truth_of(ROWS)


def book_of(rows: Sequence[Sequence[Any]], change: Callable[[Any, Any], None] | None = None, above: int = 0) -> bytes:
    """A workbook with one sheet of these rows below so many blank ones, changed as is told."""
    book = openpyxl.Workbook()
    sheet: Any = book.active
    for _ in range(above):
        sheet.append(["Official"])
    sheet.append(list(HEADINGS))
    for row in rows:
        sheet.append(list(row))
    if change:
        change(book, sheet)
    return saved(book)


def as_text(rows: Sequence[tuple[Any, ...]], shape: str) -> list[tuple[Any, ...]]:
    """The rows with their dates as text."""
    return [tuple(f"{cell:{shape}}" if isinstance(cell, date) else cell for cell in row) for row in rows]


def csv_of(rows: Sequence[tuple[Any, ...]], shape: str = "%d/%m/%Y", encoding: str = "utf-8") -> bytes:
    """A text file of the rows."""
    lines = [",".join(HEADINGS), *(",".join(row) for row in as_text(rows, shape))]
    return "\r\n".join(lines).encode(encoding)


def edited(content: bytes, member: str, change: Callable[[bytes], bytes]) -> bytes:
    """A workbook of which one part is changed."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts: dict[str, str | bytes] = {name: archive.read(name) for name in archive.namelist()}
    parts[member] = change(bytes(parts[member]))  # type: ignore[arg-type]  # they are bytes, all of them
    return zipped(parts)


def count_from_1904(book: Any, _sheet: Any) -> None:
    book.epoch = CALENDAR_1904


def turned(rows: Sequence[tuple[Any, ...]], shape: str) -> list[tuple[Any, ...]]:
    """The rows as a program leaves them that read text with day and month the wrong way round: what it cannot read stays text."""

    def cell(value: Any) -> Any:
        if not isinstance(value, date):
            return value
        return value.replace(month=value.day, day=value.month) if value.day <= 12 else f"{value:{shape}}"

    return [tuple(map(cell, row)) for row in rows]


def _row(number: int, cells: Sequence[Any]) -> str:
    inside = "".join(
        text_cell(f"{'ABCDEFGH'[at]}{number}", cell)
        if isinstance(cell, str)
        else f'<c r="{"ABCDEFGH"[at]}{number}"><v>{cell}</v></c>'
        for at, cell in enumerate(cells)
    )
    return f'<row r="{number}">{inside}</row>'


def raw_rows(rows: Sequence[tuple[Any, ...]]) -> str:
    """The rows as XML, their dates as ISO text."""
    lines = [HEADINGS, *as_text(rows, "%Y-%m-%d")]
    return "".join(_row(at, cells) for at, cells in enumerate(lines, 1))


def day_in(number: float, *, is_1904: bool = False) -> date:
    """The day that Excel shows for a number."""
    return (EPOCH_1904 if is_1904 else EPOCH) + timedelta(days=int(number))
