"""What a challenge waits for, and how much time is left, in words; a weekend never says 0 working days."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.challenges import records
from app.domain.challenges.records import Challenge, ChallengeAction
from app.domain.challenges.step_words import waiting_words
from app.domain.challenges.words import days_words, initials, initials_of, message_text, next_step, to_do
from app.domain.children import Child
from tests.builders import CALENDAR

FRIDAY, SATURDAY, SUNDAY, MONDAY = (date(2026, 11, day) for day in (20, 21, 22, 23))
AWAITING = Challenge(
    reference="CH0001", theme="health", raised_on=date(2026, 11, 2), level=2, highest=2, response_due=FRIDAY
)


@pytest.mark.parametrize(
    ("due", "today", "expected"),
    [
        (FRIDAY, FRIDAY, "due today"),
        (FRIDAY, SATURDAY, "late since Friday"),
        (SATURDAY, SUNDAY, "late since Saturday"),
        (SATURDAY, MONDAY, "1 working day late"),
        (FRIDAY, MONDAY, "1 working day late"),
        (SUNDAY, SATURDAY, "due on Sunday"),
        (SUNDAY, FRIDAY, "due on Sunday"),
        (MONDAY, SATURDAY, "1 working day left"),
        (MONDAY, FRIDAY, "1 working day left"),
        (FRIDAY, date(2026, 11, 17), "3 working days left"),
        (FRIDAY, date(2026, 11, 24), "2 working days late"),
        (date(2026, 12, 25), date(2026, 12, 27), "late since Friday"),
    ],
)
def test_days_left_are_working_days_and_a_weekend_is_named(due: date, today: date, expected: str) -> None:
    assert days_words(due, today, CALENDAR) == expected


@given(st.dates(date(2026, 1, 1), date(2027, 12, 31)), st.integers(-40, 40))
def test_nothing_overdue_ever_has_days_left_and_nothing_says_0(due: date, apart: int) -> None:
    today = due + timedelta(days=apart)
    said = days_words(due, today, CALENDAR)
    assert "0 working" not in said.replace("10 working", "").replace("20 working", "").replace("30 working", "")
    assert ("late" in said) == (due < today)


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({}, "Response due today"),
        ({"response_due": MONDAY}, "Response due in 1 working day"),
        ({"response_due": SUNDAY}, "Response due on Sunday"),
        ({"response_due": date(2026, 11, 18)}, "Response 2 working days late: chase or escalate"),
        ({"response_due": None}, "Waits for a response"),
        (
            {"response_due": MONDAY, "process_due": date(2026, 11, 18)},
            "Whole process 2 working days late; response due in 1 working day",
        ),
        ({"response_due": MONDAY, "process_due": FRIDAY}, "Response due in 1 working day"),
        ({"state": records.ANSWERED}, "Decide: accept, agree actions or escalate"),
        ({"state": records.ANSWERED, "process_due": FRIDAY}, "Decide: accept, agree actions or escalate"),
        (
            {"state": records.ANSWERED, "process_due": date(2026, 11, 19)},
            "Decide: accept, agree actions or escalate; the whole process is 1 working day late",
        ),
        ({"state": records.ANSWERED, "accepted_on": FRIDAY}, "Accepted: agree actions, or close it"),
        ({"state": records.AGREED, "actions_due": MONDAY}, "Action due 23 November 2026: Visit"),
        ({"state": records.AGREED, "actions_due": FRIDAY}, "Action due today: Visit"),
        ({"state": records.AGREED, "actions_due": date(2026, 11, 19)}, "Action late: escalate (Visit)"),
        ({"state": records.DONE}, "Close it: all actions are done"),
        ({"state": records.CLOSED, "follow_up_due": MONDAY}, "Look again by 23 November 2026"),
        ({"state": records.CLOSED, "follow_up_due": FRIDAY}, "Look again today"),
        (
            {"state": records.CLOSED, "follow_up_due": date(2026, 11, 18)},
            "Look again by 18 November 2026 (2 working days late)",
        ),
        ({"state": records.CLOSED}, "Say what came of it: nobody has looked again"),
        ({"state": records.CLOSED, "highest": 1}, "Nothing more to do"),
        ({"state": records.CLOSED, "impact": records.EVIDENCED}, "Nothing more to do"),
        ({"state": records.CLOSED, "outcome": records.WITHDRAWN}, "Nothing more to do"),
        ({"state": records.RECORDED, "level": 0, "highest": 0}, "Nothing more to do"),
    ],
)
def test_each_state_says_its_next_step(facts: dict[str, object], expected: str) -> None:
    assert next_step(replace(AWAITING, **facts), FRIDAY, CALENDAR, "Visit") == expected  # type: ignore[arg-type]


def test_beside_the_days_left_the_next_step_needs_no_day() -> None:
    late = replace(AWAITING, next_due=FRIDAY)
    assert to_do(late, FRIDAY) == "Wait for the response"
    assert to_do(late, MONDAY) == "Chase or escalate"
    escalated = replace(AWAITING, response_due=MONDAY, process_due=FRIDAY, next_due=FRIDAY)
    assert to_do(escalated, MONDAY) == "Whole process: chase or escalate"


@pytest.mark.parametrize(
    ("name", "expected"),
    [("Jo Alder", "JA"), ("jo o'neill-smith", "JO"), ("Ünal  (Émile)", "ÜÉ"), ("", ""), ("12 ab", "A")],
)
def test_initials_are_the_first_letters(name: str, expected: str) -> None:
    assert initials(name) == expected


def test_a_child_without_a_name_has_words_instead() -> None:
    assert initials_of(Child(reference="1001")) == "No name recorded"
    assert initials_of(None) == "Service concern"


def test_a_message_says_when_and_asks_for_the_answer() -> None:
    level = "Level 2: Team manager"
    soon = replace(AWAITING, response_due=MONDAY)
    assert message_text(soon, "JA", level, FRIDAY, CALENDAR) == (
        "Challenge CH0001 (JA), Level 2: Team manager. A response is due by 23 November 2026."
    )
    late = replace(AWAITING, state=records.AGREED, actions_due=date(2026, 11, 18))
    assert message_text(late, "JA", level, FRIDAY, CALENDAR) == (
        "Challenge CH0001 (JA), Level 2: Team manager. An agreed action was due on 18 November 2026 and is 2 working "
        "days late. Please say when it will be done."
    )


def test_of_several_waiting_actions_the_first_due_is_said() -> None:
    actions = [
        ChallengeAction(challenge_id="c", step_id="s", what=what, owner="Ann", due=due, done_on=done)
        for what, due, done in (("Later", MONDAY, None), ("First", FRIDAY, None), ("Done", SATURDAY, SATURDAY))
    ]
    assert waiting_words(actions, FRIDAY) == "First, and 1 more"
    assert waiting_words(actions, MONDAY) == "First"
    assert waiting_words(actions[2:], FRIDAY) == ""
