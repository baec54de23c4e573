"""An IRO is told within 2 working days and appointed within 5 of a child becoming looked after."""

from datetime import date

import pytest

from app.domain.appointments import IN_TIME, LATE, OVERDUE, TO_COME, UNKNOWN, appointment
from app.domain.kinds import LOOKED_AFTER
from app.domain.officers import Allocation
from app.domain.reviews import Series
from tests.builders import CALENDAR

WEDNESDAY = date(2026, 9, 2)
"""2 working days after it is Friday 4, 5 are Wednesday 9 September 2026."""
CARE = Series(child_id="c", kind=LOOKED_AFTER, start=WEDNESDAY)


def held(start: date, told: date | None = None, end: date | None = None, role: str = "iro") -> Allocation:
    return Allocation(child_id="c", officer_id="o", role=role, start=start, end=end, told_on=told)


@pytest.mark.parametrize(
    ("allocations", "appointed", "told"),
    [
        ([held(date(2026, 9, 9), date(2026, 9, 4))], IN_TIME, IN_TIME),
        ([held(date(2026, 9, 10), date(2026, 9, 7))], LATE, LATE),
        ([held(date(2026, 1, 1), date(2026, 1, 1))], IN_TIME, IN_TIME),
        ([held(date(2026, 9, 3))], IN_TIME, UNKNOWN),
        ([held(date(2026, 1, 1), end=WEDNESDAY)], OVERDUE, OVERDUE),
        ([held(date(2026, 9, 3), role="cover")], OVERDUE, OVERDUE),
        ([], OVERDUE, OVERDUE),
    ],
)
def test_told_and_appointed_are_judged_apart(allocations: list[Allocation], appointed: str, told: str) -> None:
    found = appointment(CARE, allocations, CALENDAR)
    assert found is not None
    assert (found.tell_by, found.appoint_by) == (date(2026, 9, 4), date(2026, 9, 9))
    assert (found.appointed(date(2026, 11, 20)), found.told(date(2026, 11, 20))) == (appointed, told)


def test_until_the_day_itself_it_is_to_come() -> None:
    found = appointment(CARE, [], CALENDAR)
    assert found is not None
    assert (found.told(date(2026, 9, 4)), found.told(date(2026, 9, 5))) == (TO_COME, OVERDUE)
    assert (found.appointed(date(2026, 9, 9)), found.appointed(date(2026, 9, 10))) == (TO_COME, OVERDUE)


def test_a_period_whose_start_is_not_known_is_not_judged() -> None:
    assert appointment(Series(child_id="c", kind=LOOKED_AFTER), [], CALENDAR) is None
