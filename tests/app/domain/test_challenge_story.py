"""What the steps of a challenge tell, in whatever order they are given, and the orders in which they cannot have come."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.challenges import records
from app.domain.challenges.ladder import ladders_of
from app.domain.challenges.records import Challenge, ChallengeAction, ChallengeStep
from app.domain.challenges.story import Story, Terms, tell
from app.domain.errors import Refusal
from tests.builders import CALENDAR

MONDAY = date(2026, 11, 9)
TERMS = Terms(ladders_of([]), CALENDAR)
CHALLENGE = Challenge(reference="CH0001", child_id="a", raised_on=MONDAY, status=records.CLA, theme="drift")
Line = tuple[int, str, dict[str, Any]]
RAISED: Line = (0, records.ENTERED, {"level": 2, "to": "Tom", "due": date(2026, 11, 16)})


def steps(*lines: Line) -> list[ChallengeStep]:
    """Steps from the number of days after Monday, the kind and the facts, recorded in this order."""
    return [
        ChallengeStep(
            id=str(place), challenge_id=CHALLENGE.id, kind=kind, on=MONDAY + timedelta(days), position=place, **facts
        )
        for place, (days, kind, facts) in enumerate(lines)
    ]


def told(*lines: Line, actions: Sequence[ChallengeAction] = ()) -> Story:
    """The story of these steps."""
    return tell(CHALLENGE, steps(*lines), actions, TERMS)


def action(step: int, key: str = "x", due: date = date(2026, 12, 1)) -> ChallengeAction:
    """An action agreed in a step."""
    return ChallengeAction(id=key, challenge_id=CHALLENGE.id, step_id=str(step), what="Call", owner="Tom", due=due)


def test_a_raised_challenge_awaits_a_response_and_the_process_has_begun() -> None:
    now = told(RAISED).challenge
    assert (now.state, now.level, now.response_due, now.process_due) == (
        "awaiting",
        2,
        date(2026, 11, 16),
        date(2026, 12, 7),
    )


def test_an_informal_challenge_has_no_process_until_it_is_formal() -> None:
    informal = (0, records.ENTERED, {"level": 1, "due": date(2026, 11, 16)})
    assert told(informal).challenge.process_due is None
    formal = told(informal, (7, records.ENTERED, {"level": 2, "due": date(2026, 11, 23)})).challenge
    assert (formal.formal_on, formal.process_due) == (date(2026, 11, 16), date(2026, 12, 14))


def test_more_time_keeps_the_original_date_beside_the_one_that_holds() -> None:
    story = told(RAISED, (1, records.EXTENDED, {"due": date(2026, 12, 10)}))
    now, (entry,) = story.challenge, story.entries
    assert (now.response_due, now.original_due, now.extended) == (date(2026, 12, 10), date(2026, 11, 16), True)
    assert (now.process_due, now.process_original) == (date(2026, 12, 10), date(2026, 12, 7))
    assert (entry.response_due, entry.original_due) == (date(2026, 12, 10), date(2026, 11, 16))


def test_being_chased_moves_nothing() -> None:
    chased = told(RAISED, (3, records.CHASED, {"code": "email"})).challenge
    assert chased == told(RAISED).challenge


def test_actions_are_done_when_the_last_one_ended() -> None:
    agreed: tuple[Line, ...] = (RAISED, (1, records.ACTIONS, {}), (2, records.ACTION_DONE, {"action_id": "x"}))
    both = [action(1), action(1, "y", date(2026, 12, 5))]
    assert told(*agreed, actions=both).challenge.actions_due == date(2026, 12, 5)
    now = told(*agreed, (3, records.ACTION_DROPPED, {"action_id": "y"}), actions=both)
    assert (now.challenge.state, now.challenge.done_on) == ("done", date(2026, 11, 12))
    assert [(a.done_on, a.dropped_on) for a in now.actions] == [
        (date(2026, 11, 11), None),
        (None, date(2026, 11, 12)),
    ]


@pytest.mark.parametrize(
    ("lines", "words"),
    [
        ((), "begins with being raised"),
        (((0, records.CHASED, {}),), "not raised yet"),
        ((RAISED, (1, records.VIEW, {"code": "accepted"})), "no response yet"),
        ((RAISED, (1, records.RESPONSE, {}), (1, records.VIEW, {"code": "hm"})), "what the IRO thinks"),
        ((RAISED, (1, records.ACTIONS, {})), "No action"),
        ((RAISED, (1, records.ACTION_DONE, {"action_id": "x"})), "not agreed yet"),
        ((RAISED, (1, records.EXTENDED, {"due": date(2026, 11, 16)})), "already"),
        (
            (RAISED, (1, records.RESPONSE, {}), (1, records.EXTENDED, {"due": date(2026, 12, 1)})),
            "No response is awaited",
        ),
        ((RAISED, (1, records.ENTERED, {"level": 2})), "level 2 already"),
        ((RAISED, (1, records.CLOSING, {})), "how the challenge ended"),
        ((RAISED, (1, records.REOPENED, {})), "nothing to reopen"),
        ((RAISED, (1, records.IMPACT, {"code": "no-change", "scope": "child"})), "Close it first"),
        ((RAISED, (1, records.WITHDRAWAL, {}), (2, records.RESPONSE, {})), "was closed on 10 November 2026"),
        (
            (RAISED, (1, records.CLOSING, {"code": "x"}), (1, records.IMPACT, {"code": "too-early", "scope": "child"})),
            "again",
        ),
    ],
)
def test_orders_that_cannot_be_are_refused_in_words(lines: tuple[Line, ...], words: str) -> None:
    with pytest.raises(Refusal, match=words):
        told(*lines)


WHOLE: tuple[Line, ...] = (
    RAISED,
    (0, records.INFORMED, {"code": "yes"}),
    (2, records.CHASED, {"code": "email"}),
    (3, records.RESPONSE, {}),
    (3, records.VIEW, {"code": "not-accepted"}),
    (4, records.ENTERED, {"level": 4, "due": date(2026, 11, 20), "code": "law"}),
    (5, records.REFERRED, {}),
    (6, records.EXTENDED, {"due": date(2026, 11, 25)}),
    (8, records.ACTIONS, {}),
    (9, records.ACTION_DONE, {"action_id": "x"}),
    (10, records.CLOSING, {"code": "plan-changed", "due": date(2027, 2, 19)}),
    (30, records.IMPACT, {"code": "evidenced", "scope": "child"}),
    (31, records.REOPENED, {"due": date(2026, 12, 17)}),
)


def plain(story: Story) -> tuple[Any, ...]:
    """A story without the keys of its entries, which are made anew each time."""
    return story.challenge, [replace(entry, id="") for entry in story.entries], story.actions


@given(st.permutations(steps(*WHOLE)))
def test_the_story_is_that_of_the_days_whatever_the_order_in_which_steps_are_read(
    shuffled: list[ChallengeStep],
) -> None:
    assert plain(tell(CHALLENGE, shuffled, [action(8)], TERMS)) == plain(told(*WHOLE, actions=[action(8)]))


@given(st.integers(1, len(WHOLE)))
def test_telling_again_what_was_told_changes_nothing(number: int) -> None:
    some = steps(*WHOLE[:number])
    once = tell(CHALLENGE, some, [action(8)], TERMS)
    again = tell(once.challenge, some, once.actions, TERMS)
    assert plain(again) == plain(once)
