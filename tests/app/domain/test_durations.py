"""How long plans run, when a plan repeats one of the last 2 years, and core groups in time."""

from datetime import date

import pytest

from app.domain.durations import core_groups_due, is_open_over, is_soon_again, ran
from app.domain.kinds import Interval
from tests.builders import CALENDAR

START = date(2025, 8, 31)
FIRST, THEN = Interval(10, "working days"), Interval(42, "days")


@pytest.mark.parametrize(
    ("end", "band"),
    [
        (date(2025, 8, 31), "3"),
        (date(2025, 11, 30), "3"),
        (date(2025, 12, 1), "6"),
        (date(2026, 2, 28), "6"),
        (date(2026, 3, 1), "12"),
        (date(2026, 8, 31), "12"),
        (date(2027, 2, 28), "18"),
        (date(2027, 8, 31), "24"),
        (date(2027, 9, 1), "over"),
    ],
)
def test_a_plan_that_ended_on_the_corresponding_date_belongs_to_the_shorter_line(end: date, band: str) -> None:
    assert ran(START, end) == band


def test_a_plan_is_open_for_more_than_15_months_the_day_after_the_corresponding_date() -> None:
    assert not is_open_over(START, date(2026, 11, 30), 15)
    assert is_open_over(START, date(2026, 12, 1), 15)


def test_a_plan_is_a_repeat_within_2_years_until_the_corresponding_date() -> None:
    assert is_soon_again(START, [date(2023, 8, 31)])
    assert not is_soon_again(START, [date(2023, 8, 30), date(2025, 9, 1)])


def test_each_core_group_is_due_from_the_one_before() -> None:
    held = [date(2026, 1, 19), date(2026, 3, 3)]
    due = core_groups_due(date(2026, 1, 5), held, FIRST, THEN, CALENDAR, date(2026, 4, 14))
    assert due == [(date(2026, 1, 19), True), (date(2026, 3, 2), False)]


def test_a_core_group_that_was_never_held_is_late_once_its_day_has_gone_by() -> None:
    held = [date(2026, 1, 19)]
    assert core_groups_due(date(2026, 1, 5), held, FIRST, THEN, CALENDAR, date(2026, 3, 2))[1:] == []
    assert core_groups_due(date(2026, 1, 5), held, FIRST, THEN, CALENDAR, date(2026, 3, 3))[1:] == [
        (date(2026, 3, 2), False)
    ]
