"""How long is left, or how late a review is, in words."""

from datetime import date

import pytest

from app.domain.lateness import days_left, left_or_late, working_days_words
from tests.builders import CALENDAR

FRIDAY, SATURDAY = date(2026, 11, 20), date(2026, 11, 21)


@pytest.mark.parametrize(
    ("count", "words"),
    [
        (3, "3 working days left"),
        (1, "1 working day left"),
        (0, "today"),
        (-1, "1 working day late"),
        (-20, "20 working days late"),
    ],
)
def test_working_days_are_said_in_words(count: int, words: str) -> None:
    assert working_days_words(count) == words


@pytest.mark.parametrize(
    ("due", "today", "words"),
    [
        (date(2026, 11, 25), SATURDAY, "3 working days left"),
        (SATURDAY, SATURDAY, "today"),
        (date(2026, 11, 22), SATURDAY, "no working day left"),
        (FRIDAY, SATURDAY, "less than 1 working day late"),
        (FRIDAY, date(2026, 11, 23), "1 working day late"),
    ],
)
def test_a_due_date_before_a_weekend_is_late_on_the_saturday(due: date, today: date, words: str) -> None:
    assert days_left(due, today, CALENDAR) == words


@pytest.mark.parametrize(
    ("due", "today", "words"),
    [
        (date(2026, 11, 25), SATURDAY, "3 left"),
        (SATURDAY, SATURDAY, "today"),
        (date(2026, 11, 22), SATURDAY, "none left"),
        (FRIDAY, SATURDAY, "less than 1 late"),
        (FRIDAY, date(2026, 11, 23), "1 late"),
    ],
)
def test_below_a_heading_of_working_days_what_is_overdue_never_has_days_left(
    due: date, today: date, words: str
) -> None:
    assert left_or_late(due, today, CALENDAR) == words
