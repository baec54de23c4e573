"""How long child protection plans run or ran, whether a plan repeats an earlier one, and its core groups in time."""

from collections.abc import Iterable
from datetime import date

from app.domain.calendar import Calendar, add_months
from app.domain.conferences import next_core_group
from app.domain.kinds import Interval

OPEN_OVER = {15: "Open for more than 15 months", 18: "Open for more than 18 months", 24: "Open for more than 2 years"}
"""How long a plan has run that is told by itself, in months."""
ENDED = {
    "3": "0 to 3 months",
    "6": "Over 3 to 6 months",
    "12": "Over 6 to 12 months",
    "18": "Over 12 to 18 months",
    "24": "Over 18 to 24 months",
    "over": "Over 24 months",
}
"""How long plans ran that ended."""
AGAIN_WITHIN = 24
"""Within so many months of the end of an earlier plan a new one is a repeat within 2 years."""


def ran(start: date, end: date) -> str:
    """In which of ENDED a plan ran; the corresponding date itself still belongs to the shorter one."""
    return next((band for band in ENDED if band != "over" and end <= add_months(start, int(band))), "over")


def is_open_over(start: date, day: date, months: int) -> bool:
    """Whether a plan has run for more than so many months on a day."""
    return add_months(start, months) < day


def is_soon_again(start: date, earlier_ends: Iterable[date]) -> bool:
    """Whether a plan started within 2 years of the end of an earlier one."""
    return any(end <= start <= add_months(end, AGAIN_WITHIN) for end in earlier_ends)


def core_groups_due(
    conference: date, held: Iterable[date], first: Interval, then: Interval, calendar: Calendar, last: date
) -> list[tuple[date, bool]]:
    """When each core group was due up to a day, and whether it was held by then; one due on or after the day may still be."""
    found: list[tuple[date, bool]] = []
    past: list[date] = []
    for day in sorted(one for one in held if one >= conference):
        due = next_core_group(conference, past, first, then, calendar)
        found.append((due, day <= due))
        past.append(day)
    waiting = next_core_group(conference, past, first, then, calendar)
    return [*((due, met) for due, met in found if due <= last), *([(waiting, False)] if waiting < last else [])]
