"""The challenges of the demonstration service are plausible, and each is what its steps tell."""

from collections import Counter, defaultdict
from typing import Any

import pytest

from app.demonstration import DENSE, Size, parts
from app.demonstration.challenges import terms_of
from app.demonstration.service import service_of
from app.domain.calendar import add_months
from app.domain.challenges.records import (
    OPEN_STATES,
    Challenge,
    ChallengeAction,
    ChallengeStep,
    LearningLink,
    LevelEntry,
    RungHolder,
)
from app.domain.challenges.story import tell
from app.domain.children import Child
from tests.builders import CALENDAR, TODAY

Records = dict[type, list[Any]]


@pytest.fixture(scope="module")
def usual() -> Records:
    """The demonstration as everybody sees it, by kind."""
    kinds: Records = defaultdict(list)
    for part in parts(TODAY, Size(), 1, CALENDAR):
        for record in part:
            kinds[type(record)].append(record)
    return kinds


def test_every_challenge_is_what_its_steps_tell(usual: Records) -> None:
    steps, actions = defaultdict(list), defaultdict(list)
    for step in usual[ChallengeStep]:
        steps[step.challenge_id].append(step)
    for action in usual[ChallengeAction]:
        actions[action.challenge_id].append(action)
    terms = terms_of(service_of(TODAY, Size(), 1, CALENDAR))
    for challenge in usual[Challenge]:
        story = tell(challenge, steps[challenge.id], actions[challenge.id], terms)
        assert story.challenge == challenge
    entered = {entry.step_id for entry in usual[LevelEntry]}
    assert entered == {step.id for step in usual[ChallengeStep] if step.kind == "entered" and step.level}


def test_nothing_was_done_in_the_future_and_on_days_off(usual: Records) -> None:
    assert max(step.on for step in usual[ChallengeStep]) <= TODAY
    assert all(CALENDAR.is_working_day(step.on) for step in usual[ChallengeStep] if step.kind == "response")


def test_a_years_challenges_are_about_as_many_as_services_publish(usual: Records) -> None:
    year = [c for c in usual[Challenge] if (TODAY - c.raised_on).days <= 365]
    levels = Counter(challenge.highest for challenge in year)
    assert 300 <= len(year) <= 600
    assert levels[1] + levels[2] > levels[3] + levels[4] > levels[5]
    assert levels[0] > 0
    states = Counter(challenge.state for challenge in usual[Challenge])
    assert all(states[state] for state in ("awaiting", "answered", "agreed", "closed"))
    assert 20 <= sum(states[state] for state in OPEN_STATES) <= 120


def test_brothers_and_sisters_share_a_concern(usual: Records) -> None:
    groups = {child.id: child.sibling_group for child in usual[Child]}
    joined = defaultdict(set)
    for challenge in usual[Challenge]:
        if challenge.group_id:
            joined[challenge.group_id].add(groups[challenge.child_id])
    assert joined
    assert all(len(families) == 1 and None not in families for families in joined.values())


def test_references_count_up_in_the_order_of_raising(usual: Records) -> None:
    references = [challenge.reference for challenge in usual[Challenge]]
    assert len(set(references)) == len(references)
    assert references == sorted(references, key=lambda reference: int(reference.removeprefix("CH")))
    days = [challenge.raised_on for challenge in usual[Challenge]]
    assert days == sorted(days)


def test_every_level_has_somebody_who_answers_and_some_learning_draws_on_challenges(usual: Records) -> None:
    assert {holder.level for holder in usual[RungHolder]} == {2, 3, 4, 5}
    known = {challenge.id for challenge in usual[Challenge]}
    assert {link.challenge_id for link in usual[LearningLink]} <= known
    assert usual[LearningLink]


def test_a_service_to_measure_with_has_no_challenges() -> None:
    kinds = {type(r) for part in parts(TODAY, Size(children=3, reviews_per_child=DENSE), 1, CALENDAR) for r in part}
    assert Challenge not in kinds


def test_what_came_of_old_challenges_is_known_and_only_the_last_year_still_owes_some(usual: Records) -> None:
    owed = [challenge.follow_up_due for challenge in usual[Challenge] if challenge.follow_up_due]
    assert any(due < TODAY for due in owed)
    assert min(owed) >= add_months(TODAY, -12)
