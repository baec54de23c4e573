"""Closing, withdrawing, reopening and the impact of challenges; and correcting what was entered in error."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from app.commands.challenges.closing import Close, RecordImpact, Reopen, Withdraw
from app.commands.challenges.steps import AgreeActions, EndAction, Escalate
from app.desk import Desk
from app.domain.access import Person, Role
from app.domain.challenges.records import Challenge, ChallengeAction, LevelEntry
from app.domain.children import Child
from app.domain.errors import Refusal
from app.domain.officers import Officer
from tests.app.commands.challenging import MONDAY, found, last, logged
from tests.builders import MANAGER, TODAY, Service

ENDINGS = (
    lambda ids, why: Close(ids, "plan-changed", on_behalf=why),
    lambda ids, why: Withdraw(ids, "A misunderstanding", on_behalf=why),
)


@pytest.mark.parametrize("ending", ENDINGS)
def test_only_the_iro_or_a_manager_with_a_reason_ends_a_challenge(
    service: Service, made: Challenge, irene: Person, ending: Any
) -> None:
    ids = (made.id,)
    refused = {Role.IRO: "for children of other IROs", Role.BUSINESS_SUPPORT: "Only the IRO who raised"}
    for role, words in refused.items():
        with pytest.raises(Refusal, match=words):
            service.desk(Person(login="o", role=role)).do(ending(ids, "iro-absent"))
    with pytest.raises(Refusal, match="on the IRO's behalf"):
        service.desk().do(ending(ids, ""))
    service.desk().do(ending(ids, "iro-absent"))
    assert service.now(made).state == "closed"
    assert last(service, "withdrawn" if service.now(made).outcome == "withdrawn" else "closed").by == (
        "On behalf of Irene Osei: The IRO is absent"
    )
    with pytest.raises(Refusal, match="was closed on 20 November 2026"):
        service.desk(irene).do(ending(ids, ""))
    service.desk(irene).do(Reopen(ids, "Not done after all"))
    service.desk(irene).do(ending(ids, ""))


def test_the_iro_who_holds_the_child_now_may_close_what_another_raised(
    service: Service, desk: Desk, made: Challenge, child: Child
) -> None:
    nora = service.officer("Nora")
    person = Person(login="nora", role=Role.IRO, officer_id=nora.id)
    with pytest.raises(Refusal, match="for children of other IROs"):
        service.desk(person).do(Close((made.id,), "plan-changed"))
    other = service.child("1002")
    service.allocated(other, nora, TODAY)
    theirs = logged(desk, other)
    service.desk(person).do(Close((theirs.id,), "plan-changed"))
    assert last(service, "closed").by == ""


def test_a_manager_who_is_the_iro_needs_no_reason(service: Service, made: Challenge, iro: Officer) -> None:
    service.desk(replace(MANAGER, officer_id=iro.id)).do(Close((made.id,), "plan-changed"))
    assert service.now(made).state == "closed"


def test_a_formal_challenge_is_looked_at_again_at_the_next_review_or_after_some_months(
    service: Service, irene: Person, desk: Desk, child: Child
) -> None:
    mine = service.desk(irene)
    first, informal, given = logged(desk, child), logged(desk, child, level=1), logged(desk, child)
    mine.do(Close((first.id, informal.id), "plan-changed"))
    mine.do(Close((given.id,), "plan-changed", follow_up=date(2026, 12, 1)))
    assert service.now(first).follow_up_due == date(2027, 2, 20)
    assert service.now(informal).follow_up_due is None
    assert service.now(given).follow_up_due == date(2026, 12, 1)
    review = service.open_review(service.period(child, date(2026, 11, 2)))
    second = logged(desk, child)
    mine.do(Close((second.id,), "plan-changed"))
    assert service.now(second).follow_up_due == review.due == date(2026, 11, 30)
    with pytest.raises(Refusal, match="before 20 November 2026"):
        mine.do(Close((logged(desk, child).id,), "plan-changed", follow_up=MONDAY))


def test_an_overdue_review_is_no_follow_up(service: Service, irene: Person, desk: Desk, child: Child) -> None:
    service.period(child, date(2026, 3, 2))
    made = logged(desk, child)
    service.desk(irene).do(Close((made.id,), "plan-changed"))
    assert service.now(made).follow_up_due == date(2027, 2, 20)


def test_impact_is_recorded_with_evidence_and_too_early_asks_again(
    service: Service, irene: Person, made: Challenge
) -> None:
    mine, ids = service.desk(irene), (made.id,)
    with pytest.raises(Refusal, match="not closed"):
        mine.do(RecordImpact(ids, "evidenced", "child", "She moved"))
    mine.do(Close(ids, "plan-changed", on=date(2026, 11, 16)))
    mine.do(RecordImpact(ids, "too-early", "child", "", on=date(2026, 11, 17)))
    assert (service.now(made).impact, service.now(made).follow_up_due) == ("too-early", date(2027, 2, 17))
    for given, words in (
        (("evidenced", "child", " "), "what shows it"),
        (("evidenced", "world", "Yes"), "for whom"),
        (("wonderful", "child", "Yes"), "what the impact was"),
        (("evidenced", "child", "Yes", TODAY), "look again"),
        (("too-early", "child", "", TODAY), "a later day"),
    ):
        with pytest.raises(Refusal, match=words):
            mine.do(RecordImpact(ids, *given))
    mine.do(RecordImpact(ids, "compliance", "child", "A form was filled in"))
    now = service.now(made)
    assert (now.impact, now.impact_for, now.impact_on, now.follow_up_due) == ("compliance", "child", TODAY, None)


def test_the_impact_of_a_service_concern_is_for_the_service(desk: Desk) -> None:
    made = logged(desk)
    desk.do(Close((made.id,), "plan-changed", on_behalf="iro-left"))
    with pytest.raises(Refusal, match="no child"):
        desk.do(RecordImpact((made.id,), "evidenced", "child", "Seen", on_behalf="iro-left"))
    desk.do(RecordImpact((made.id,), "evidenced", "service", "Seen", on_behalf="iro-left"))


def test_a_withdrawn_challenge_has_no_other_outcome_and_no_impact(
    service: Service, irene: Person, made: Challenge
) -> None:
    mine = service.desk(irene)
    with pytest.raises(Refusal, match="Withdraw it instead"):
        mine.do(Close((made.id,), "withdrawn"))
    with pytest.raises(Refusal, match="why the challenge is withdrawn"):
        mine.do(Withdraw((made.id,), " "))
    mine.do(Withdraw((made.id,), "A misunderstanding"))
    assert (service.now(made).outcome, service.now(made).follow_up_due) == ("withdrawn", None)
    with pytest.raises(Refusal, match="withdrawn"):
        mine.do(RecordImpact((made.id,), "evidenced", "child", "Seen"))


def test_an_agreed_action_that_waits_keeps_a_challenge_open(service: Service, irene: Person, made: Challenge) -> None:
    mine = service.desk(irene)
    mine.do(AgreeActions((made.id,), (("Call", "Tom", TODAY), ("Write", "Tom", TODAY))))
    call, write = found(service, ChallengeAction)
    mine.do(EndAction(call.id, done=True))
    with pytest.raises(Refusal, match="1 action is open: "):
        mine.do(Close((made.id,), "plan-changed"))
    with pytest.raises(Refusal, match="no longer needed"):
        mine.do(EndAction(write.id, done=False))
    mine.do(EndAction(write.id, done=False, words="She called again"))
    with pytest.raises(Refusal, match="not waiting any more"):
        mine.do(EndAction(write.id, done=True))
    mine.do(Close((made.id,), "plan-changed"))


def test_a_reopened_challenge_awaits_a_response_again(service: Service, irene: Person, made: Challenge) -> None:
    mine, ids = service.desk(irene), (made.id,)
    with pytest.raises(Refusal, match="nothing to reopen"):
        mine.do(Reopen(ids, "Why not"))
    mine.do(Close(ids, "plan-changed", on=date(2026, 11, 16)))
    with pytest.raises(Refusal, match="Reopen it first"):
        mine.do(Escalate(ids, 3))
    mine.do(Reopen(ids, "It was not done", on=date(2026, 11, 17)))
    now = service.now(made)
    assert (now.state, now.level, now.response_due, now.outcome) == ("awaiting", 2, date(2026, 11, 24), "")
    (entry,) = found(service, LevelEntry)
    assert entry.left is None
