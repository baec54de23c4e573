"""The rows of the files as the oracle knows them, and the clocks of the law, counted day by day."""

import calendar
import csv
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

HOLIDAYS_FILE = Path(__file__).parents[2] / "resources" / "holidays.csv"
with HOLIDAYS_FILE.open(encoding="utf-8") as _file:
    HOLIDAYS = {date.fromisoformat(row["date"]) for row in csv.DictReader(_file)}

# kind: (first interval, second, every later one); numbers with "w" are working days, "d" days, "m" months
CLOCKS: dict[str, tuple[str, ...]] = {
    "looked-after": ("20w", "3m", "6m"),
    "short-breaks": ("3m", "6m"),
    "icpc": ("15w",),
    "rcpc": ("3m", "6m"),
    "adoption-authorised": ("3m", "6m"),
    "adoption-placed": ("28d", "3m", "6m"),
    "secure": ("1m", "3m"),
    "foster-carer": ("12m", "12m"),
    "private-fostering": ("12m", "12m"),
    "pathway": ("6m", "6m"),
}
CODES = tuple(f"PN{digit}" for digit in range(8))


def working_days_after(start: date, days: int) -> date:
    """The start is day 0; Saturdays, Sundays and bank holidays do not count."""
    day = start
    while days:
        day += timedelta(1)
        if day.weekday() < 5 and day not in HOLIDAYS:
            days -= 1
    return day


def months_after(start: date, months: int) -> date:
    """The corresponding date, or the last day of a shorter month."""
    year, month = start.year, start.month
    for _ in range(months):
        month += 1
        if month > 12:
            year, month = year + 1, 1
    return date(year, month, min(start.day, calendar.monthrange(year, month)[1]))


def after(start: date, interval: str) -> date:
    """The last day in time."""
    number, unit = int(interval[:-1]), interval[-1]
    if unit == "w":
        return working_days_after(start, number)
    return start + timedelta(number) if unit == "d" else months_after(start, number)


def interval(kind: str, number: int) -> str | None:
    """The interval that leads to this review; an initial conference has no second."""
    steps = CLOCKS[kind]
    if number <= len(steps):
        return steps[number - 1]
    return None if kind == "icpc" else steps[-1]


def due_date(kind: str, number: int, start: date) -> date | None:
    """When the review of this number is due, from the trigger or the date the previous one was held."""
    step = interval(kind, number)
    return after(start, step) if step else None


def eighteenth(born: date) -> date:
    """The day somebody turns 18; who was born on 29 February does so on 1 March."""
    if (born.month, born.day) == (2, 29):
        return date(born.year + 18, 3, 1)
    return born.replace(year=born.year + 18)


@dataclass(frozen=True)
class Episode:
    """One row of episodes.csv."""

    child: str
    start: date
    end: date | None
    begins: str
    ends: str
    status: str


@dataclass(frozen=True)
class ReviewRow:
    """One row of reviews.csv; the date and the code as they are written."""

    child: str
    born: date
    held: str
    code: str


@dataclass(frozen=True)
class Return:
    """One SSDA903 return; the header is (child, date of birth)."""

    header: tuple[tuple[str, date], ...]
    episodes: tuple[Episode, ...]
    reviews: tuple[ReviewRow, ...]


@dataclass(frozen=True)
class SheetRow:
    """One row of the service's own sheet."""

    child: str
    born: date | None = None
    kind: str = "looked-after"
    start: date | None = None
    end: date | None = None
    iro: str | None = None
    team: str | None = None
    held: date | None = None
    due: date | None = None
    sequence: int | None = None
    code: str | None = None
