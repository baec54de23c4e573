"""Which days a month and a week of the calendar show: whole weeks, from Monday to Sunday."""

from datetime import date, timedelta

from app.domain.calendar import add_months
from app.domain.dates import MONTHS, Period, long, month_of

MONTH, WEEK = "month", "week"


def monday_of(day: date) -> date:
    """The Monday of its week."""
    return day - timedelta(days=day.weekday())


def shown(day: date, view: str) -> tuple[date, date]:
    """The first and the last day that are shown around a day: its week, or every week that its month touches."""
    period = counted(day, view)
    return monday_of(period.first), monday_of(period.last) + timedelta(days=6)


def counted(day: date, view: str) -> Period:
    """The days that the line above the calendar counts: the week, or the month without the days beside it."""
    return month_of(day) if view == MONTH else Period(monday_of(day), monday_of(day) + timedelta(days=6))


def stepped(day: date, by: int, view: str) -> date:
    """A day so many months or weeks later, or earlier."""
    return add_months(day, by) if view == MONTH else day + timedelta(weeks=by)


def title(day: date, view: str) -> str:
    """November 2026; 23 to 29 November 2026; 30 November to 6 December 2026."""
    period = counted(day, view)
    if view == MONTH:
        return period.title()
    first, last = period.first, period.last
    if first.month == last.month:
        return f"{first.day} to {long(last)}"
    year = f" {first.year}" if first.year != last.year else ""
    return f"{first.day} {MONTHS[first.month - 1]}{year} to {long(last)}"
