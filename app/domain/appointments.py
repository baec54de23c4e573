"""Whether an IRO was told of a child within 2 working days, and appointed within 5, of the child becoming looked after."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from app.domain.calendar import Calendar
from app.domain.officers import IRO, Allocation
from app.domain.reviews import Series

TELL_WITHIN, APPOINT_WITHIN = 2, 5
"""Working days after the day on which a child became looked after (IRO Handbook)."""

IN_TIME, LATE, TO_COME, OVERDUE, UNKNOWN = "in-time", "late", "to-come", "overdue", "unknown"
VERDICTS = {
    IN_TIME: "In time",
    LATE: "Late",
    TO_COME: "To come",
    OVERDUE: "Overdue",
    UNKNOWN: "Not recorded",
}


@dataclass(frozen=True)
class Appointment:
    """When an IRO was to be told and appointed for one period of care, and when that was done."""

    series_id: str
    tell_by: date
    appoint_by: date
    told_on: date | None
    appointed_on: date | None

    def told(self, today: date) -> str:
        """In time, late, still to come or overdue; unknown where an IRO holds the child and nobody said when told."""
        if self.told_on is None and self.appointed_on is not None and self.appointed_on <= today:
            return UNKNOWN
        return _verdict(self.tell_by, self.told_on, today)

    def appointed(self, today: date) -> str:
        """In time, late, still to come or overdue."""
        return _verdict(self.appoint_by, self.appointed_on, today)


def _verdict(by: date, done: date | None, today: date) -> str:
    if done is not None and done <= today:
        return IN_TIME if done <= by else LATE
    return TO_COME if today <= by else OVERDUE


def appointment(series: Series, allocations: Iterable[Allocation], calendar: Calendar) -> Appointment | None:
    """The first IRO of a period of care whose start is known; one who held the child before it began was there at once."""
    start = series.start
    if start is None or not series.start_known:
        return None
    until = series.closes or date.max
    theirs = [a for a in allocations if a.role == IRO and a.start < until and (a.end is None or a.end > start)]
    first = min(theirs, key=lambda a: a.start, default=None)
    return Appointment(
        series.id,
        calendar.add_working_days(start, TELL_WITHIN),
        calendar.add_working_days(start, APPOINT_WITHIN),
        max(first.told_on, start) if first and first.told_on else None,
        max(first.start, start) if first else None,
    )
