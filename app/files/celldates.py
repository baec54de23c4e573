"""Dates in the cells of a column: which way round they are written, decided for the whole column and never guessed."""

import re
from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from functools import lru_cache

from app.files.reading.books import Cell


class Order(StrEnum):
    """What a column's cells prove about day and month."""

    TYPED = "typed"  # nothing in it can be read in two ways
    DAY_FIRST = "day-first"
    MONTH_FIRST = "month-first"
    MIXED = "mixed"  # some cells prove one, some the other
    UNDECIDED = "undecided"  # some cells can be read in two ways, and none proves which


LATEST_YEAR = 2039  # two-digit years lie in the hundred years that end with this one
FIRST_YEAR, LAST_YEAR = 1900, 2199  # a year outside is a typing mistake
FIRST_SERIAL, LAST_SERIAL = 19_725, 65_745  # Excel's numbers of 1 January 1954 and 31 December 2079
_SERIAL_ZERO = date(1899, 12, 30)
FROM_1904 = 1462
"""So many days later begin the numbers of a workbook that counts from 1904."""

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            ("jan", "january"),
            ("feb", "february"),
            ("mar", "march"),
            ("apr", "april"),
            ("may",),
            ("jun", "june"),
            ("jul", "july"),
            ("aug", "august"),
            ("sep", "sept", "september"),
            ("oct", "october"),
            ("nov", "november"),
            ("dec", "december"),
        ),
        start=1,
    )
    for name in names
}

_TIME = r"(?:(?:T|,?\s+)\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?\s*(?:[ap]m|Z)?)?"
_WEEKDAY = r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?\.?,?\s+)?"
_NUMBERS = re.compile(_WEEKDAY + r"(\d{1,2})\s*([/.\-])\s*(\d{1,2})\s*\2\s*(\d{4}|\d{2})" + _TIME, re.IGNORECASE)
_YEAR_FIRST = re.compile(r"(\d{4})([/.\-]?)(\d{2})\2(\d{2})" + _TIME, re.IGNORECASE)
_DAY_NAME = re.compile(
    _WEEKDAY + r"(\d{1,2})(?:st|nd|rd|th)?[\s\-/.]*(?:of\s+)?([a-z]+)\.?[\s\-/.,]*(\d{4}|\d{2})" + _TIME, re.IGNORECASE
)
_NAME_DAY = re.compile(
    _WEEKDAY + r"([a-z]+)\.?[\s\-/]*(\d{1,2})(?:st|nd|rd|th)?[\s\-/,]+(\d{4}|\d{2})" + _TIME, re.IGNORECASE
)


def decide(cells: Iterable[Cell]) -> Order:
    """What the whole column proves; cells that are no dates prove nothing."""
    is_open = day_first = month_first = False
    for text in {cell.strip() for cell in cells if isinstance(cell, str)}:
        found = _NUMBERS.fullmatch(text)
        if not found or found[1].lstrip("0") == found[3].lstrip("0"):
            continue
        first, second = int(found[1]), int(found[3])
        day_first = day_first or (first > 12 >= second)
        month_first = month_first or (second > 12 >= first)
        is_open = is_open or (first <= 12 and second <= 12)
    if day_first and month_first:
        return Order.MIXED
    if day_first or month_first:
        return Order.DAY_FIRST if day_first else Order.MONTH_FIRST
    return Order.UNDECIDED if is_open else Order.TYPED


def may_be_turned(cells: Iterable[Cell]) -> bool:
    """Whether real dates stand beside texts as a program leaves a column that it read with day and month the wrong way round.

    It makes dates of what it can, whose day is then 12 or lower, and leaves the rest as text; so the dates that it made are
    of another day, and nothing in them shows it.
    """
    known = list(cells)
    days = [cell for cell in known if isinstance(cell, date)]
    return (
        decide(known) in (Order.DAY_FIRST, Order.MONTH_FIRST)
        and all(day.day <= 12 for day in days)
        and any(day.day != day.month for day in days)
    )


def turned(day: date) -> date:
    """The date with day and month the other way round; datetimes keep their time."""
    return day.replace(month=day.day, day=day.month)


def is_serial(cell: Cell) -> bool:
    """Whether the cell is a number that `parse` takes for Excel's count of days: worth a warning to the person."""
    return isinstance(cell, int | float) and not isinstance(cell, bool) and FIRST_SERIAL <= cell < LAST_SERIAL + 1


def parse(cell: Cell, order: Order, latest_year: int = LATEST_YEAR) -> date:
    """The date in a cell; a time of day is dropped. ValueError says in a sentence why there is none."""
    if isinstance(cell, datetime):
        return _sensible(cell.date(), str(cell))
    if isinstance(cell, date):
        return _sensible(cell, str(cell))
    if isinstance(cell, str) and cell.strip():
        return _text(cell.strip(), order, latest_year)
    if is_serial(cell):
        assert isinstance(cell, int | float)
        return _SERIAL_ZERO + timedelta(days=int(cell))
    if cell is None or isinstance(cell, str):
        raise ValueError("The cell is empty.")
    if isinstance(cell, time):
        raise ValueError(f'"{cell:%H:%M}" is a time of day, not a date.')  # noqa: TRY004 - callers know one kind of error
    raise ValueError(f'"{cell}" is not a date.')


@lru_cache(maxsize=8192)
def _text(text: str, order: Order, latest_year: int) -> date:
    if found := _YEAR_FIRST.fullmatch(text):
        return _date(text, found[1], int(found[3]), int(found[4]), latest_year)
    if found := _NUMBERS.fullmatch(text):
        return _numbers(text, found, order, latest_year)
    if found := _DAY_NAME.fullmatch(text):
        return _date(text, found[3], _MONTHS.get(found[2].lower(), 0), int(found[1]), latest_year)
    if found := _NAME_DAY.fullmatch(text):
        return _date(text, found[3], _MONTHS.get(found[1].lower(), 0), int(found[2]), latest_year)
    raise ValueError(f'"{_short(text)}" is not a date.')


def _numbers(text: str, found: re.Match[str], order: Order, latest_year: int) -> date:
    first, second, year = int(found[1]), int(found[3]), found[4]
    if order is Order.DAY_FIRST or second == first:
        return _date(text, year, second, first, latest_year, "with the day first")
    if order is Order.MONTH_FIRST:
        return _date(text, year, first, second, latest_year, "with the month first")
    if first <= 12 and second <= 12:
        raise ValueError(f'"{text}" can be read in two ways: say whether the day or the month comes first.')
    month, day = (second, first) if first > 12 else (first, second)
    return _date(text, year, month, day, latest_year)


def _date(text: str, year: str, month: int, day: int, latest_year: int, reading: str = "") -> date:
    whole = int(year) if len(year) == 4 else latest_year - (latest_year - int(year)) % 100
    try:
        found = date(whole, month, day)
    except ValueError as problem:
        swapped = reading and month > 12 >= day
        raise ValueError(f'"{text}" is not a date{f" {reading}" if swapped else ""}.') from problem
    return _sensible(found, text)


def _sensible(found: date, text: str) -> date:
    if not FIRST_YEAR <= found.year <= LAST_YEAR:
        raise ValueError(f'"{_short(text)}" has the year {found.year}, which cannot be right.')
    return found


def _short(text: str) -> str:
    """Enough of a cell to know it by in a sentence."""
    return text if len(text) <= 40 else text[:39] + "…"
