"""Dates as people type them and read them, and the periods that figures are counted over; English on any computer."""

import re
import unicodedata
from calendar import isleap, monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from app.domain.calendar import Calendar, add_days, add_months, add_years
from app.domain.errors import Refusal

MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
NEXT_STEP = "Type the day first, for example 12/3/26, 12 mar, today, +20wd or next fri."
FIRST_YEAR, LAST_YEAR = 1900, 2199
"""Years outside these are taken for slips of the finger."""

_NAMED_DAYS = {"t": 0, "today": 0, "tomorrow": 1, "yesterday": -1}
_UNITS = {
    **dict.fromkeys(("d", "day", "days"), "day"),
    **dict.fromkeys(("w", "wk", "wks", "week", "weeks"), "week"),
    **dict.fromkeys(("m", "mth", "mths", "month", "months"), "month"),
    **dict.fromkeys(("y", "yr", "yrs", "year", "years"), "year"),
    **dict.fromkeys(("wd", "wds", "working day", "working days"), "working day"),
}
_STEP = re.compile(r"([+-]) ?([0-9]{1,5}) ?([a-z ]+)")
_WEEKDAY = re.compile(r"(?:(this|next|last) )?([a-z]+)")
_AFTER_WEEKDAY = re.compile(r"([a-z]+) (.+)")
_FORMS = tuple(
    re.compile(form)
    for form in (
        r"(?P<year>[0-9]{4})[-/. ](?P<month>[0-9]{1,2})[-/. ](?P<day>[0-9]{1,2})",
        r"(?P<day>[0-9]{1,2})[-/. ](?P<month>[0-9]{1,2})(?:[-/. ](?P<year>[0-9]{4}|[0-9]{2}))?",
        r"(?P<day>[0-9]{2})(?P<month>[0-9]{2})(?P<year>[0-9]{4}|[0-9]{2})",
        r"(?P<day>[0-9]{1,2})(?:st|nd|rd|th)?[-/. ]*(?P<month>[a-z]{3,9})(?:[-/. ]*(?P<year>[0-9]{4}|[0-9]{2}))?",
        r"(?P<month>[a-z]{3,9})[-/. ]*(?P<day>[0-9]{1,2})(?:st|nd|rd|th)?(?:[-/. ]+(?P<year>[0-9]{4}|[0-9]{2}))?",
    )
)


def typed(text: str, today: date, calendar: Calendar) -> date:
    """The date that a person means by what they typed, day first; a Refusal in words when it is none.

    12/3/26, 12.3.2026, 12-3-26, 120326, 2026-03-12, 12 mar, 12 March 2026, mar 12, Thu 12 Mar 2026;
    today or t, tomorrow, yesterday; +20wd, -5wd, +28d, +2w, +3m, +6 months, +1y, all counted from today.
    `fri` is the first Friday from today on, which is today when today is a Friday. `next fri` is the Friday of next
    week and `this fri` that of this week (weeks begin on Monday). `last mon` is the latest Monday before today.
    Without a year it is the nearest such date to today. A year of two figures lies at most 20 years ahead.
    """
    words = _words(text)
    if not words:
        raise Refusal("No date was typed.", NEXT_STEP)
    found = (
        _named_day(words, today)
        or _step(words, today, calendar)
        or _weekday(words, today)
        or _calendar_date(words, today)
        or _date_after_weekday(words, today)
    )
    if not found:
        raise Refusal(f'"{_cut(text)}" is not a date.', NEXT_STEP)
    if not FIRST_YEAR <= found.year <= LAST_YEAR:
        raise Refusal(f"The year {found.year} is not between {FIRST_YEAR} and {LAST_YEAR}.", "Check the year.")
    return found


def short(day: date) -> str:
    """12 Mar 2026: in tables and fields."""
    return f"{day.day} {_month_name(day.month)[:3]} {day.year:04}"


def long(day: date) -> str:
    """12 March 2026: in sentences."""
    return f"{day.day} {_month_name(day.month)} {day.year:04}"


def with_weekday(day: date) -> str:
    """Thu 12 Mar 2026: what was typed, shown back before it counts."""
    return f"{WEEKDAYS[day.weekday()][:3]} {short(day)}"


def full(day: date) -> str:
    """Saturday 21 November 2026: in the line below a page's title."""
    return f"{WEEKDAYS[day.weekday()]} {long(day)}"


def iso(day: date) -> str:
    """2026-03-12: on the command line and in files for programs."""
    return day.isoformat()


@dataclass(frozen=True, order=True)
class Period:
    """The days from the first to the last, both included, that a figure is counted over."""

    first: date
    last: date

    def __post_init__(self) -> None:
        if self.last < self.first:
            raise Refusal(
                f"The period would end on {long(self.last)}, before it begins on {long(self.first)}.",
                "Check the two dates.",
            )

    @classmethod
    def month(cls, year: int, month: int) -> "Period":
        """One calendar month."""
        return cls(date(year, month, 1), date(year, month, monthrange(year, month)[1]))

    @classmethod
    def quarter(cls, starting: int, number: int) -> "Period":
        """Quarter 1 (April to June) to 4 (January to March) of the financial year that starts in April of that year."""
        first = add_months(date(starting, 4, 1), 3 * (number - 1))
        return cls(first, _month_end(add_months(first, 2)))

    @classmethod
    def financial_year(cls, starting: int) -> "Period":
        """1 April of that year to 31 March of the next."""
        return cls(date(starting, 4, 1), date(starting + 1, 3, 31))

    def __contains__(self, day: date) -> bool:
        return self.first <= day <= self.last

    def previous_year(self) -> "Period":
        """The same days a year earlier; a period up to the end of a month ends with that month."""
        last = add_years(self.last, -1)
        return Period(add_years(self.first, -1), _month_end(last) if self.last == _month_end(self.last) else last)

    def previous_year_so_far(self, today: date) -> "Period":
        """The same days a year earlier; of a period that still runs, those until the same day a year ago."""
        return (Period(self.first, today) if today in self else self).previous_year()

    def months(self) -> Iterator["Period"]:
        """Its months in order; the first and the last hold only the days that belong to the period."""
        first, last = self.first, min(_month_end(self.first), self.last)
        while last < self.last:
            yield Period(first, last)
            first = add_days(last, 1)
            last = min(_month_end(first), self.last)
        yield Period(first, last)

    def title(self) -> str:
        """September 2026, April 2025 to March 2026, or 1 Apr 2026 to 12 May 2026."""
        if self.first.day != 1 or self.last != _month_end(self.last):
            return short(self.first) if self.first == self.last else f"{short(self.first)} to {short(self.last)}"
        begins, ends = _month_name(self.first.month), f"{_month_name(self.last.month)} {self.last.year:04}"
        if self.first.year != self.last.year:
            return f"{begins} {self.first.year:04} to {ends}"
        return ends if self.first.month == self.last.month else f"{begins} to {ends}"

    def ended(self, today: date) -> bool:
        """Whether all its days are over, so that its figures are whole."""
        return self.last < today

    def title_at(self, today: date) -> str:
        """Its title; a period that has not ended says so: November 2026 so far, as at 21 November 2026."""
        return self.title() if self.ended(today) else f"{self.title()} so far, as at {long(today)}"


def month_of(day: date) -> Period:
    """The calendar month that the day lies in."""
    return Period.month(day.year, day.month)


def quarter(day: date) -> Period:
    """The quarter that the day lies in; those of the financial year are those of the calendar."""
    first = date(day.year, (day.month - 1) // 3 * 3 + 1, 1)
    return Period(first, _month_end(add_months(first, 2)))


def financial_year(day: date) -> Period:
    """1 April to 31 March around the day."""
    return Period.financial_year(day.year if day.month >= 4 else day.year - 1)


def _words(text: str) -> str:
    """What was typed in one plain form: lower case, single spaces, one kind of minus, no commas, no full stops after words."""
    plain = unicodedata.normalize("NFKC", text).lower().replace(",", " ").replace("−", "-").replace("–", "-")
    return " ".join(re.sub(r"(?<=[a-z])\.|\bof\b", " ", plain).split())


def _named_day(words: str, today: date) -> date | None:
    return add_days(today, _NAMED_DAYS[words]) if words in _NAMED_DAYS else None


def _step(words: str, today: date, calendar: Calendar) -> date | None:
    match = _STEP.fullmatch(words)
    unit = _UNITS.get(match[3]) if match else None
    if not match or not unit:
        return None
    count = int(match[1] + match[2])
    try:
        return _stepped(today, count, unit, calendar)
    except (OverflowError, ValueError):
        raise Refusal(f"{words} is too far from today.", "Type a smaller number.") from None


def _stepped(today: date, count: int, unit: str, calendar: Calendar) -> date:
    if unit == "working day":
        return calendar.add_working_days(today, count)
    if unit in ("day", "week"):
        return add_days(today, count * (7 if unit == "week" else 1))
    return add_months(today, count) if unit == "month" else add_years(today, count)


def _weekday(words: str, today: date) -> date | None:
    match = _WEEKDAY.fullmatch(words)
    number = _weekday_number(match[2]) if match else None
    if not match or number is None:
        return None
    if match[1] == "last":
        return add_days(today, -((today.weekday() - number - 1) % 7 + 1))
    if match[1]:
        return add_days(today, number - today.weekday() + (7 if match[1] == "next" else 0))
    return add_days(today, (number - today.weekday()) % 7)


def _weekday_number(word: str) -> int | None:
    """Monday is 0; a name may be cut to its first three letters or more."""
    if word == "weds":
        return 2
    return next((n for n, name in enumerate(WEEKDAYS) if len(word) >= 3 and name.lower().startswith(word)), None)


def _date_after_weekday(words: str, today: date) -> date | None:
    """A date with its weekday before it, which must be the right one."""
    match = _AFTER_WEEKDAY.fullmatch(words)
    number = _weekday_number(match[1]) if match else None
    found = _calendar_date(match[2], today) if match and number is not None else None
    if found and found.weekday() != number:
        raise Refusal(f"{long(found)} is a {WEEKDAYS[found.weekday()]}.", "Correct the weekday or the date.")
    return found


def _calendar_date(words: str, today: date) -> date | None:
    for form in _FORMS:
        match = form.fullmatch(words)
        month = _month_number(match["month"]) if match else None
        if match and month is not None:
            day, year = int(match["day"]), match["year"]
            return _on(day, month, _year(year, today)) if year else _nearest(day, month, today)
    return None


def _month_number(word: str) -> int | None:
    """A month by its number or its name, which may be cut to its first three letters or more."""
    if word.isdecimal():
        return int(word)
    return next((n for n, name in enumerate(MONTHS, 1) if name.lower().startswith(word)), None)


def _year(figures: str, today: date) -> int:
    """The year; of two figures, the one at most 20 years ahead of today, so that a grandparent's birth is in the past."""
    latest = today.year + 20
    return int(figures) if len(figures) == 4 else latest - (latest - int(figures)) % 100


def _on(day: int, month: int, year: int) -> date:
    _refuse_no_month(month)
    if year < 1 or not 1 <= day <= monthrange(year, month)[1]:
        raise Refusal(f"There is no {day} {_month_name(month)} {year}.", NEXT_STEP)
    return date(year, month, day)


def _nearest(day: int, month: int, today: date) -> date:
    """The nearest such date to today, before or after; the later one when both are as near."""
    _refuse_no_month(month)
    if not 1 <= day <= monthrange(2024, month)[1]:
        raise Refusal(f"There is no {day} {_month_name(month)}.", NEXT_STEP)
    years = [year for year in (today.year + 1, today.year, today.year - 1) if (month, day) != (2, 29) or isleap(year)]
    near = min((date(year, month, day) for year in years), key=lambda found: abs(found - today), default=today)
    if (near.month, near.day) != (month, day) or abs(near - today) > timedelta(days=184):
        raise Refusal(f"There is no {day} {_month_name(month)} within 6 months of today.", "Type the year as well.")
    return near


def _refuse_no_month(month: int) -> None:
    if not 1 <= month <= 12:
        raise Refusal(f"There is no month {month}: the day comes first, then the month.", NEXT_STEP)


def _month_name(month: int) -> str:
    return MONTHS[month - 1]


def _month_end(day: date) -> date:
    return day.replace(day=monthrange(day.year, day.month)[1])


def _cut(text: str) -> str:
    return text if len(text) <= 40 else f"{text[:40]}…"
