"""The ladder of levels: who answers, by when, what is gone past, and that it is the one that held on the day."""

import json
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.challenges.ladder import check_ladder, ladder_of, ladders_of, skipped
from app.domain.errors import Refusal
from app.domain.settings import DEFINITIONS, Setting
from tests.builders import CALENDAR

DEFAULT: Any = DEFINITIONS["challenges.ladder"].default
LADDER = ladder_of(DEFAULT, 20)


def test_the_default_ladder_is_one_that_may_be() -> None:
    check_ladder(DEFAULT)
    assert (LADDER.top, LADDER.rung(5).title) == (5, "Level 5: Head of service")


def test_a_response_is_due_after_working_days_and_the_process_after_twenty() -> None:
    thursday_before_christmas = date(2023, 12, 21)
    assert LADDER.response_due(2, thursday_before_christmas, CALENDAR) == date(2024, 1, 2)
    assert LADDER.process_due(thursday_before_christmas, CALENDAR) == date(2024, 1, 23)


def test_a_level_that_the_ladder_has_not_is_refused_but_still_named() -> None:
    with pytest.raises(Refusal, match="from 1 to 5: there is no level 6"):
        LADDER.rung(6)
    assert LADDER.name(6) == "Level 6"


@pytest.mark.parametrize(
    ("before", "level", "passed"),
    [(None, 1, 0), (None, 2, 0), (None, 3, 1), (None, 5, 3), (1, 2, 0), (1, 3, 1), (2, 3, 0), (2, 5, 2)],
)
def test_a_challenge_begins_at_level_1_or_2_and_goes_up_by_one_without_passing_any(
    before: int | None, level: int, passed: int
) -> None:
    assert skipped(before, level) == passed


def test_the_ladder_of_a_day_is_the_one_that_held_then() -> None:
    shorter = Setting(key="challenges.ladder", start=date(2026, 4, 1), value=json.dumps(DEFAULT[:3]))
    longer = Setting(key="challenges.total-days", start=date(2026, 6, 1), value="30")
    ladders = ladders_of([shorter, longer])
    told = [
        (ladders(day).top, ladders(day).total_days) for day in (date(2026, 3, 31), date(2026, 4, 1), date(2026, 6, 1))
    ]
    assert told == [(5, 20), (3, 20), (3, 30)]


@given(st.lists(st.integers(1, 250), min_size=2, max_size=9), st.dates(date(2015, 1, 1), date(2028, 1, 1)))
def test_any_ladder_that_may_be_gives_every_level_a_working_day_to_come(days: list[int], entered: date) -> None:
    value = [{"level": n, "name": f"N{n}", "addressee": f"A{n}", "days": d} for n, d in enumerate(days, 1)]
    check_ladder(value)
    ladder = ladder_of(value, 20)
    for rung in ladder.rungs:
        due = ladder.response_due(rung.level, entered, CALENDAR)
        assert CALENDAR.is_working_day(due)
        assert CALENDAR.working_days_between(entered, due) == rung.days
