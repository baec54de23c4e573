"""When midway reviews and final plans are due, and what of a check a challenge is about."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.checks import (
    CheckAnswer,
    check_questions,
    concerns,
    found_words,
    is_midway_of,
    midway_due,
    questions_of,
    theme_for,
    worth_telling,
)
from app.domain.definitions.practice import PRACTICE
from app.domain.errors import Refusal
from app.domain.plans import final_plan_target, is_late, ratification_band
from app.domain.quality import CourtStatement

QUESTIONS = next(one.default for one in PRACTICE if one.key == "checks.questions")
HELD, NEXT = date(2026, 6, 1), date(2026, 12, 1)


def answer(question: str, given: str, note: str = "", *, good: bool = False) -> CheckAnswer:
    """An answer to a question whose words are its key."""
    return CheckAnswer(check_id="c", question=question, words=f"{question}?", answer=given, note=note, good=good)


def test_a_midway_review_is_due_half_way_between_two_reviews() -> None:
    assert midway_due(HELD, NEXT) == date(2026, 8, 31)  # 183 days lie between: 91 days on
    assert midway_due(date(2026, 1, 31), date(2026, 4, 30)) == date(2026, 3, 16)


def test_without_a_last_or_a_next_review_no_midway_review_is_due() -> None:
    assert midway_due(None, NEXT) is None
    assert midway_due(HELD, None) is None
    assert midway_due(HELD, HELD) is None
    assert midway_due(HELD, date(2026, 6, 2)) is None  # no day lies between


@settings(max_examples=20)
@given(st.dates(date(2000, 1, 1), date(2040, 1, 1)), st.integers(2, 400))
def test_a_midway_review_lies_between_the_two_reviews(held: date, days: int) -> None:
    following = date.fromordinal(held.toordinal() + days)
    due = midway_due(held, following)
    assert due is not None
    assert held < due < following


def test_a_midway_review_is_made_by_a_check_between_the_reviews_and_not_by_one_on_their_days() -> None:
    assert is_midway_of(date(2026, 8, 1), HELD, NEXT)
    assert is_midway_of(date(2026, 12, 20), HELD)  # the next review is late: still between
    assert not is_midway_of(HELD, HELD, NEXT)
    assert not is_midway_of(NEXT, HELD, NEXT)


@pytest.mark.parametrize(
    ("ratified", "band"),
    [
        (date(2026, 1, 31), "6"),
        (date(2026, 7, 31), "6"),
        (date(2026, 8, 1), "8"),
        (date(2026, 9, 30), "8"),
        (date(2026, 10, 1), "12"),
        (date(2027, 1, 31), "12"),
        (date(2027, 2, 1), "over"),
        (None, "not"),
    ],
)
def test_the_corresponding_date_still_belongs_to_the_shorter_band(ratified: date | None, band: str) -> None:
    assert ratification_band(date(2026, 1, 31), ratified) == band


def test_the_target_of_a_final_plan_is_the_corresponding_date_or_the_last_day_of_a_shorter_month() -> None:
    assert final_plan_target(date(2022, 8, 31), 6) == date(2023, 2, 28)
    assert final_plan_target(date(2023, 3, 31), 6) == date(2023, 9, 30)


def test_a_statement_is_late_when_it_is_sent_or_still_waits_after_its_day() -> None:
    due = CourtStatement(child_id="c", due_on=date(2026, 5, 1))
    assert not is_late(due, date(2026, 5, 1))
    assert is_late(due, date(2026, 5, 2))
    sent = CourtStatement(child_id="c", due_on=date(2026, 5, 1), sent_on=date(2026, 5, 1))
    assert not is_late(sent, date(2026, 9, 1))


def test_a_challenge_says_what_was_answered_no_before_what_was_answered_partly() -> None:
    given = (
        answer("plan", "partly", "one part missing"),
        answer("health", "no"),
        answer("voice", "yes"),
        answer("beyond", "no", good=True),
    )
    words = found_words(concerns(given), "Seen at home.")
    assert words == "health? No.\nplan? Partly: one part missing\nSeen at home."
    assert theme_for(concerns(given), questions_of(QUESTIONS, "midway")) == "health"


def test_a_question_that_asks_for_good_practice_is_worth_telling_when_the_answer_is_yes() -> None:
    good = answer("beyond", "yes", "drove her to her sister", good=True)
    assert worth_telling((good, answer("plan", "yes"))) == (good,)
    assert concerns((good,)) == ()


def test_the_usual_questions_can_be_asked() -> None:
    check_questions(QUESTIONS)


def test_questions_are_refused_without_words_twice_or_when_none_is_left() -> None:
    def changed(*midway: dict[str, object]) -> dict[str, object]:
        return {**QUESTIONS, "midway": list(midway)}

    one = {"key": "a", "words": "Is it so?", "good": False}
    for wrong in (
        changed(),
        changed({**one, "retired": True}),
        changed({**one, "words": " "}),
        changed(one, {**one, "words": "Another?"}),
        changed(one, {**one, "key": "b"}),
        changed({"words": "No key?"}),
        {"midway": [one]},
    ):
        with pytest.raises(Refusal):
            check_questions(wrong)
    check_questions(changed(one, {**one, "key": "b", "retired": True}))
