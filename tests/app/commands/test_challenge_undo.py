"""Undoing and redoing each thing that can be done with challenges puts everything back, and leaves nothing that cannot be."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import pytest

from app.commands.challenges.closing import Close, RecordImpact, Reopen, Withdraw
from app.commands.challenges.correcting import (
    CorrectChallenge,
    JoinChallenges,
    PartChallenge,
    PutOnFile,
    VoidChallenge,
    VoidStep,
)
from app.commands.challenges.ladder import KeepRungHolder, VoidRungHolder
from app.commands.challenges.learning import KeepLearningPoint, VoidLearningPoint
from app.commands.challenges.log import LogChallenge
from app.commands.challenges.steps import (
    AgreeActions,
    AskCafcass,
    Chase,
    EndAction,
    Escalate,
    Extend,
    HoldMeeting,
    RecordResponse,
    RecordView,
    TellChild,
)
from app.commands.children import AddChild
from app.commands.recorded import RECORDS
from app.commands.settings import ChangeSetting, KeepHoliday, KeepOfficer, VoidHoliday
from app.commands.undo import RedoLatest, Undo, UndoLatest
from app.desk import Desk
from app.domain.access import Person, Role
from app.domain.challenges.records import Challenge, ChallengeAction, ChallengeStep, LearningPoint, RungHolder
from app.domain.errors import Refusal
from app.domain.records import Record
from app.domain.settings import Holiday
from tests.app.commands.challenging import MONDAY, found, last, logged
from tests.builders import TODAY, Service

WHY = "iro-left"


@dataclass
class Case:
    """A challenge for each thing to do with it: two joined, one of them closed when closed, with an action when agreed."""

    service: Service
    desk: Desk
    made: Challenge
    other: Challenge

    @property
    def ids(self) -> tuple[str, ...]:
        return (self.made.id, self.other.id)

    def first(self, of: Any) -> Any:
        return found(self.service, of)[0]

    def closed(self) -> "Case":
        self.desk.do(Close(self.ids, "plan-changed", on_behalf=WHY))
        return self

    def agreed(self) -> "Case":
        self.desk.do(AgreeActions(self.ids, (("Call", "Tom", TODAY), ("Write", "Tom", TODAY))))
        return self

    def answered(self) -> "Case":
        self.desk.do(RecordResponse(self.ids, "Yes"))
        return self

    def learnt(self) -> "Case":
        self.desk.do(KeepLearningPoint("drift", TODAY, "Ask sooner", challenge_ids=self.ids))
        return self

    def held(self) -> "Case":
        self.desk.do(KeepRungHolder(2, "Tara", MONDAY))
        return self


def corrected(case: Case) -> CorrectChallenge:
    return CorrectChallenge(case.made.id, None, "health", ("drift", "resources"), "No dentist", "", "both", None, None)


DOINGS: dict[str, Callable[[Case], Any]] = {
    "log": lambda _: LogChallenge((), "drift", "Late", other_themes=("health",)),
    "chase": lambda case: Chase(case.ids, "email", "Bella"),
    "response": lambda case: RecordResponse(case.ids, "Yes", view="accepted"),
    "view": lambda case: RecordView(case.answered().ids, "partly"),
    "actions": lambda case: AgreeActions(case.ids, (("Call", "Tom", TODAY),)),
    "action done": lambda case: EndAction(case.agreed().first(ChallengeAction).id, True),
    "action dropped": lambda case: EndAction(case.agreed().first(ChallengeAction).id, False, "Not needed"),
    "meeting": lambda case: HoldMeeting(case.ids, 3, "All"),
    "escalate": lambda case: Escalate(case.ids, 4, bypass_reason="law"),
    "extend": lambda case: Extend(case.ids, date(2026, 12, 20), "court"),
    "cafcass": lambda case: AskCafcass(case.ids, True),
    "tell": lambda case: TellChild(case.ids, False, "yes"),
    "withdraw": lambda case: Withdraw(case.ids, "Why", on_behalf=WHY),
    "close": lambda case: Close(case.ids, "plan-changed", on_behalf=WHY),
    "reopen": lambda case: Reopen(case.closed().ids, "Why"),
    "impact": lambda case: RecordImpact(case.closed().ids, "compliance", "child", "A form", on_behalf=WHY),
    "correct": corrected,
    "void step": lambda case: VoidStep(last(case.agreed().service, "actions-agreed").id, "Wrong"),
    "void": lambda case: VoidChallenge(case.agreed().made.id, "Twice"),
    "join": lambda case: JoinChallenges((case.made.id, logged(case.desk).id)),
    "part": lambda case: PartChallenge(case.made.id),
    "on file": lambda case: PutOnFile((case.first(ChallengeStep).id,)),
    "holder": lambda case: KeepRungHolder(2, "Tina", TODAY, case.held().first(RungHolder).team_id),
    "no holder": lambda case: VoidRungHolder(case.held().first(RungHolder).id),
    "learn": lambda case: KeepLearningPoint("drift", TODAY, "Ask sooner", challenge_ids=case.ids),
    "learn more": lambda case: KeepLearningPoint(
        "health", TODAY, "Ask", challenge_ids=(case.made.id,), point_id=case.learnt().first(LearningPoint).id
    ),
    "unlearn": lambda case: VoidLearningPoint(case.learnt().first(LearningPoint).id, "Twice"),
    "total": lambda _: ChangeSetting("challenges.total-days", 10, MONDAY),
    "holiday": lambda _: KeepHoliday(date(2026, 11, 25), "National day"),
    "no holiday": lambda case: VoidHoliday(_holiday(case).id),
}


def _holiday(case: Case) -> Holiday:
    case.desk.do(KeepHoliday(date(2026, 11, 26), "National day"))
    day: Holiday = found(case.service, Holiday, date=date(2026, 11, 26))[0]
    return day


def facts(service: Service) -> dict[str, Record]:
    """Every live record as it is, whatever its version."""
    with service.read() as store:
        everything = [record for kind in RECORDS.values() for record in store.shelf(kind).find()]
    return {record.id: replace(record, version=0) for record in everything}


@pytest.fixture
def case(service: Service, desk: Desk) -> Case:
    children = [service.child(reference) for reference in ("1001", "1002")]
    made = desk.do(LogChallenge(tuple(c.id for c in children), "drift", "Late", raised_on=MONDAY, status="CLA")).result
    return Case(service, desk, *made)


@pytest.mark.parametrize("name", DOINGS)
def test_each_is_undone_and_done_again(case: Case, name: str) -> None:
    command = DOINGS[name](case)
    before = facts(case.service)
    case.desk.do(command)
    after = facts(case.service)
    assert after != before
    case.desk.do(UndoLatest())
    assert facts(case.service) == before
    case.desk.do(RedoLatest())
    assert facts(case.service) == after


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("chase", "Chase (CH0001, CH0002)"),
        ("part", "Part a challenge (CH0001, CH0002)"),
        ("action done", "(CH0001)"),
        ("on file", "(CH0001)"),
        ("holder", "Change who answers"),
        ("total", "Change a setting"),
        ("holiday", "oliday"),
    ],
)
def test_what_was_undone_names_the_challenges_by_their_references_and_nobody(case: Case, name: str, said: str) -> None:
    case.desk.do(DOINGS[name](case))
    undone = case.desk.do(UndoLatest()).result
    assert said in undone.words
    assert undone.words == case.desk.do(RedoLatest()).result.words
    assert ("(" in undone.words) == ("(" in said)


def test_undoing_an_early_step_tells_the_challenge_anew(case: Case) -> None:
    first = case.desk.do(RecordResponse(case.ids, "Yes", on=date(2026, 11, 10))).entry
    case.desk.do(RecordResponse(case.ids, "Yes, really", on=date(2026, 11, 10)))
    case.desk.do(Undo(first or 0))
    now = case.service.now(case.made)
    assert (now.state, now.answered_on) == ("answered", date(2026, 11, 10))


def test_a_step_that_later_ones_rest_on_is_not_undone(case: Case) -> None:
    entry = case.desk.do(RecordResponse(case.ids, "Yes")).entry
    case.desk.do(RecordView(case.ids, "partly"))
    with pytest.raises(Refusal, match="no response yet"):
        case.desk.do(Undo(entry or 0))
    assert case.service.now(case.made).state == "answered"


def test_what_a_challenge_is_about_is_not_undone_from_under_it(service: Service, desk: Desk) -> None:
    adding = desk.do(AddChild("2001"))
    officer = desk.do(KeepOfficer("Olive"))
    logged(desk, adding.result, raised_by_id=officer.result.id)
    for entry in (adding.entry, officer.entry):
        with pytest.raises(Refusal, match='in use since, by "Log a challenge"'):
            desk.do(Undo(entry or 0))


def test_who_may_not_set_up_does_not_undo_it(service: Service, desk: Desk) -> None:
    support = service.desk(Person(login=desk.person.login, role=Role.BUSINESS_SUPPORT))
    desk.do(KeepRungHolder(2, "Tara", MONDAY))
    with pytest.raises(Refusal, match="may not change settings"):
        support.do(UndoLatest())


def test_a_holiday_moves_the_end_of_the_process_and_undoing_it_moves_it_back(case: Case) -> None:
    due = case.service.now(case.made).process_due
    case.desk.do(KeepHoliday(date(2026, 11, 25), "National day"))
    assert (due, case.service.now(case.made).process_due) == (date(2026, 12, 7), date(2026, 12, 8))
    assert case.service.now(case.made).response_due == date(2026, 11, 16)
    case.desk.do(UndoLatest())
    assert case.service.now(case.made).process_due == due


def test_a_corrected_ladder_of_the_day_is_a_correction_and_a_later_one_is_not(case: Case) -> None:
    case.desk.do(ChangeSetting("challenges.total-days", 10, TODAY))
    assert case.service.now(case.made).process_due == date(2026, 12, 7)
    case.desk.do(ChangeSetting("challenges.total-days", 10, MONDAY))
    assert case.service.now(case.made).process_due == date(2026, 11, 23)
