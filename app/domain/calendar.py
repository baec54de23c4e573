"""Working days, months and birthdays: the arithmetic that every due date rests on."""

import csv
from bisect import bisect_right
from calendar import isleap, monthrange
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import cache
from zoneinfo import ZoneInfo

from resources import path

LONDON = ZoneInfo("Europe/London")
HolidayRow = tuple[date, str, bool]
"""A bank holiday: its date, its name, and whether the government has announced it."""


@dataclass(frozen=True)
class Calendar:
    """The bank holidays that count, and the last year whose holidays have all been announced.

    A working day is not a Saturday, a Sunday or one of the holidays (Christmas Day and Good Friday are among them).
    Outside the years of the holidays only weekends are left out: ask `beyond_confirmed` and warn.
    """

    holidays: frozenset[date]
    confirmed_until: int
    _ordinals: tuple[int, ...] = field(init=False, repr=False, compare=False)
    """The holidays that are not at a weekend, as day numbers in order."""
    _ranks: tuple[int, ...] = field(init=False, repr=False, compare=False)
    """For each of them: the number of the first working day that is reached only by stepping over it."""

    def __post_init__(self) -> None:
        ordinals = tuple(sorted(day.toordinal() for day in self.holidays if day.weekday() < 5))
        ranks = tuple(_weekdays_through(ordinal) - place for place, ordinal in enumerate(ordinals))
        object.__setattr__(self, "_ordinals", ordinals)
        object.__setattr__(self, "_ranks", ranks)

    @classmethod
    def from_rows(cls, rows: Iterable[HolidayRow]) -> "Calendar":
        """The calendar of these holidays; a year counts as confirmed until the first one with an unconfirmed row."""
        kept = tuple(rows)
        unconfirmed = [day.year for day, _, confirmed in kept if not confirmed]
        last = max((day.year for day, _, _ in kept), default=0)
        return cls(frozenset(day for day, _, _ in kept), min(unconfirmed) - 1 if unconfirmed else last)

    def is_working_day(self, day: date) -> bool:
        """Whether the day is neither at a weekend nor a bank holiday."""
        return day.weekday() < 5 and day not in self.holidays

    def add_working_days(self, start: date, count: int) -> date:
        """The count-th working day after the start, which is day 0 and need not be a working day itself.

        A negative count goes back: -1 is the last working day before the start. 0 is the start, whatever day it is.
        """
        if count == 0:
            return start
        ordinal = start.toordinal()
        return self._working_day(self._through(ordinal if count > 0 else ordinal - 1) + count + (count < 0))

    def working_days_between(self, start: date, end: date) -> int:
        """How many working days lie after the earlier date, up to and including the later: negative when end < start.

        0 does not mean the same day: from a Friday to the Saturday and Sunday after it there are none.
        """
        return self._through(end.toordinal()) - self._through(start.toordinal())

    def next_working_day(self, day: date) -> date:
        """The first working day after this one, never the day itself."""
        return self.add_working_days(day, 1)

    def beyond_confirmed(self, day: date) -> bool:
        """Whether the day lies in a year whose bank holidays have not all been announced, so that it may yet change."""
        return day.year > self.confirmed_until

    def _through(self, ordinal: int) -> int:
        """How many working days there have been since the calendar began, up to and including this day number."""
        return _weekdays_through(ordinal) - bisect_right(self._ordinals, ordinal)

    def _working_day(self, number: int) -> date:
        """The working day with this number: step over every holiday that comes before it."""
        weeks, days = divmod(number + bisect_right(self._ranks, number) - 1, 5)
        return date.fromordinal(weeks * 7 + days + 1)


def _weekdays_through(ordinal: int) -> int:
    """How many Mondays to Fridays there are up to and including this day number; day number 1 is a Monday."""
    weeks, days = divmod(ordinal, 7)
    return weeks * 5 + min(days, 5)


@cache
def shipped_holidays() -> tuple[HolidayRow, ...]:
    """The bank holidays of England and Wales that ship with the program, in order of date.

    A holiday at a weekend is listed on the day given instead, as on GOV.UK.
    """
    with path("holidays.csv").open(encoding="utf-8", newline="") as file:
        return tuple(
            (date.fromisoformat(row["date"]), row["name"], row["confirmed"] == "true") for row in csv.DictReader(file)
        )


def add_days(day: date, count: int) -> date:
    """The date this many days later, or earlier when the count is negative."""
    return day + timedelta(days=count)


def add_months(day: date, count: int) -> date:
    """The corresponding date this many months later, or the last day of a shorter month; it may be a weekend."""
    years, month = divmod(day.year * 12 + day.month - 1 + count, 12)
    if not date.min.year <= years <= date.max.year:
        raise OverflowError("date value out of range")
    return date(years, month + 1, min(day.day, monthrange(years, month + 1)[1]))


def add_years(day: date, count: int) -> date:
    """The corresponding date this many years later; from 29 February, 28 February in a common year."""
    return add_months(day, count * 12)


def birthday(born: date, age: int) -> date:
    """The day on which a person reaches this age, at its very beginning.

    Family Law Reform Act 1969, section 9: an age is reached at the commencement of the relevant anniversary of the date
    of birth. The Act does not say which day that is in a common year for somebody born on 29 February. The usual reading
    in England and Wales is 1 March: on 28 February the year is not yet complete.
    """
    year = born.year + age
    if (born.month, born.day) == (2, 29) and not isleap(year):
        return date(year, 3, 1)
    return born.replace(year=year)


def today_in_london(now: datetime) -> date:
    """The date in London at this moment, whatever the zone of the computer; the moment must know its own zone."""
    if now.tzinfo is None:
        raise ValueError("A moment without a time zone has no date in London.")
    return now.astimezone(LONDON).date()
