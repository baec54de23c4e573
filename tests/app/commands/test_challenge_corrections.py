"""Correcting challenges: their facts, steps and whole ones entered in error, joining, and what is on the child's file."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from app.commands.challenges.correcting import (
    CorrectChallenge,
    JoinChallenges,
    PartChallenge,
    PutOnFile,
    VoidChallenge,
    VoidStep,
)
from app.commands.challenges.steps import AgreeActions, AskCafcass, Chase, EndAction, Escalate, RecordResponse
from app.desk import Desk
from app.domain.challenges.records import Challenge, ChallengeAction, ChallengeStep, ChallengeTheme, LevelEntry
from app.domain.children import Child
from app.domain.errors import Refusal, Stale
from tests.app.commands.challenging import found, last, logged
from tests.builders import TODAY, Service


def correction(made: Challenge, **given: Any) -> CorrectChallenge:
    facts = {"other_themes": (), **{n: getattr(made, n) for n in ("theme", "concern", "asked", "status")}}
    facts |= {n: getattr(made, n) for n in ("raised_by_id", "review_id", "version")}
    return CorrectChallenge(made.id, **{**facts, **given})


def test_what_was_said_of_a_challenge_is_corrected_and_its_steps_stay(
    service: Service, desk: Desk, made: Challenge
) -> None:
    desk.do(Chase((made.id,), "email", "Bella"))
    changed = desk.do(
        correction(made, theme="health", other_themes=("drift",), status="both", concern="No dentist")
    ).result
    assert (changed.theme, changed.status, changed.concern) == ("health", "both", "No dentist")
    assert [theme.theme for theme in found(service, ChallengeTheme)] == ["drift"]
    with pytest.raises(Stale, match="Somebody changed this challenge"):
        desk.do(correction(made, theme="drift"))
    desk.do(correction(changed, other_themes=("health", "resources")))
    assert [theme.theme for theme in found(service, ChallengeTheme)] == ["resources"]
    desk.do(AskCafcass((made.id,), refer=False))
    with pytest.raises(Refusal, match="looked-after children only"):
        desk.do(correction(service.now(made), status="CP"))


def test_good_practice_is_not_turned_into_a_challenge_nor_a_moved_challenge_into_good_practice(
    service: Service, desk: Desk, made: Challenge, child: Child
) -> None:
    praise = logged(desk, child, theme="good-practice")
    with pytest.raises(Refusal, match="no level to go on from"):
        desk.do(correction(praise, theme="drift"))
    assert desk.do(correction(made, theme="good-practice")).result.state == "recorded"
    assert desk.do(correction(service.now(made), theme="drift")).result.level == 2
    desk.do(RecordResponse((made.id,), "Yes"))
    with pytest.raises(Refusal, match="Good practice"):
        desk.do(correction(service.now(made), theme="good-practice"))


def test_a_voided_step_stays_visible_and_counts_no_longer(service: Service, desk: Desk, made: Challenge) -> None:
    before = service.now(made)
    desk.do(Escalate((made.id,), 3))
    desk.do(VoidStep(last(service, "entered").id, "The wrong child's"))
    now = service.now(made)
    assert replace(now, version=0) == replace(before, version=0)
    assert len(found(service, LevelEntry)) == 1
    assert len(found(service, ChallengeStep, voided=True)) == 2
    desk.do(Escalate((made.id,), 3))
    assert [step.position for step in found(service, ChallengeStep)] == [0, 2]


def test_a_step_that_others_rest_on_is_not_voided(service: Service, desk: Desk, made: Challenge) -> None:
    first = last(service, "entered")
    with pytest.raises(Refusal, match="begins with this step"):
        desk.do(VoidStep(first.id, "Wrong"))
    desk.do(AgreeActions((made.id,), (("Call", "Tom", TODAY),)))
    (action,) = found(service, ChallengeAction)
    desk.do(EndAction(action.id, done=True))
    with pytest.raises(Refusal, match="A later step rests on this one"):
        desk.do(VoidStep(last(service, "actions-agreed").id, "Wrong"))
    with pytest.raises(Refusal, match="why the step is void"):
        desk.do(VoidStep(last(service, "action-done").id, ""))
    desk.do(VoidStep(last(service, "action-done").id, "Not done"))
    desk.do(VoidStep(last(service, "actions-agreed").id, "Not agreed"))
    assert service.now(made).state == "awaiting"
    assert found(service, ChallengeAction) == ()


def test_a_voided_challenge_keeps_its_steps_and_takes_no_more(service: Service, desk: Desk, made: Challenge) -> None:
    with pytest.raises(Refusal, match="why the challenge is void"):
        desk.do(VoidChallenge(made.id, ""))
    desk.do(VoidChallenge(made.id, "Logged twice"))
    assert len(found(service, ChallengeStep)) == 1
    assert [service.count(name) for name in ("challenges", "entries", "steps", "actions", "themes")] == [0] * 5
    with pytest.raises(Refusal, match="CH0001 was voided"):
        desk.do(Chase((made.id,), "email", "Bella"))


def test_challenges_are_joined_and_parted(service: Service, desk: Desk, child: Child) -> None:
    first, second, third = (logged(desk, child) for _ in range(3))
    with pytest.raises(Refusal, match="at least two"):
        desk.do(JoinChallenges((first.id, first.id)))
    group = desk.do(JoinChallenges((first.id, second.id))).result
    assert desk.do(JoinChallenges((third.id, second.id))).result == group
    assert {service.now(one).group_id for one in (first, second, third)} == {group}
    desk.do(PartChallenge(first.id))
    assert [service.now(one).group_id for one in (first, second, third)] == [None, group, group]
    desk.do(PartChallenge(second.id))
    assert [service.now(one).group_id for one in (first, second, third)] == [None] * 3
    with pytest.raises(Refusal, match="joined with no other"):
        desk.do(PartChallenge(second.id))


def test_steps_are_put_on_the_childs_file(service: Service, desk: Desk, made: Challenge) -> None:
    step = last(service, "entered")
    with pytest.raises(Refusal, match="not on file before"):
        desk.do(PutOnFile((step.id,), date(2026, 11, 8)))
    desk.do(PutOnFile((step.id,)))
    assert service.now(step).on_file == TODAY
    logged(desk)
    concern = next(s for s in found(service, ChallengeStep) if s.id != step.id)
    with pytest.raises(Refusal, match="no child's file"):
        desk.do(PutOnFile((concern.id,)))
