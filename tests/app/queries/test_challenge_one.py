"""One challenge as its pane shows it: clocks that explain themselves, history, texts to copy, and what can be done now."""

from dataclasses import replace
from datetime import date

import pytest

from app.desk import Desk
from app.domain.access import Person, Role
from app.domain.challenges import records
from app.domain.challenges.records import Challenge
from app.domain.children import Child
from app.domain.errors import Refusal
from app.queries.challenges.cases import AskMoves
from app.queries.challenges.one import AskChallenge, ChallengeSheet
from app.table import Tone
from tests import challenges
from tests.builders import Service

MONDAY = date(2026, 11, 9)
IRO = Person(id="0" * 31 + "2", login="iro", name="Ian Iro", role=Role.IRO)
READER = Person(id="0" * 31 + "3", login="reader", name="Rita", role=Role.READER)


@pytest.fixture
def jo(service: Service) -> Child:
    return service.child("1001", name="Jo Mary Alder", date_of_birth=date(2014, 5, 1))


def asked(desk: Desk, challenge: Challenge) -> ChallengeSheet:
    return desk.ask(AskChallenge(challenge.id))


def allowed(sheet: ChallengeSheet) -> set[str]:
    return {move.code for move in sheet.moves if move.allowed}


def why_not(sheet: ChallengeSheet, code: str) -> str:
    return next(move.why_not for move in sheet.moves if move.code == code)


def test_both_clocks_of_a_formal_challenge_explain_themselves(service: Service, desk: Desk, jo: Child) -> None:
    sheet = asked(desk, challenges.challenge(service, jo, 3, MONDAY))
    response, process = sheet.clocks
    assert (response.title, response.due, response.days_left) == ("Response", date(2026, 11, 16), -4)
    assert (response.words, response.tone) == ("4 working days late", Tone.LATE)
    assert response.explanation == (
        "5 working days after level 3 was entered on 9 November 2026; the service's ladder."
    )
    assert (process.title, process.due, process.words) == ("Whole process", date(2026, 12, 7), "11 working days left")
    assert process.explanation == ("20 working days after the first formal level on 9 November 2026: IRO Handbook 6.2.")
    assert sheet.next_step == "Response 4 working days late: chase or escalate"
    assert (sheet.level, sheet.initials, sheet.child_name) == ("Level 3: Service manager", "JMA", "Jo Mary Alder")


def test_an_extension_keeps_the_first_date_beside_the_new_one(service: Service, desk: Desk, jo: Child) -> None:
    made = challenges.challenge(service, jo, 2, MONDAY)
    later = challenges.step(
        service, made, records.EXTENDED, date(2026, 11, 12), due=date(2026, 12, 11), code="complex", words="Court"
    )
    response, process = asked(desk, later).clocks
    assert (response.original, response.due) == (date(2026, 11, 16), date(2026, 12, 11))
    assert response.explanation.endswith(
        "the service's ladder. First due 16 November 2026; more time was given until 11 December 2026."
    )
    assert process.explanation.endswith(
        "IRO Handbook 6.2. First due 7 December 2026; more time was given until 11 December 2026."
    )


def test_an_answered_level_has_stopped_its_clock_and_an_accepted_one_both(
    service: Service, desk: Desk, jo: Child
) -> None:
    made = challenges.challenge(service, jo, 2, MONDAY)
    challenges.step(service, made, records.RESPONSE, date(2026, 11, 18), words="No", by="Ann")
    response, process = asked(desk, made).clocks
    assert (response.words, response.tone) == ("Answered 18 November 2026, 2 working days late", Tone.HELD_LATE)
    assert process.days_left == 11
    challenges.step(service, made, records.VIEW, date(2026, 11, 19), code=records.ACCEPTED)
    assert asked(desk, made).clocks[1].words == "Answer accepted 19 November 2026, in time"


def test_more_time_given_before_a_challenge_was_reopened_is_over_then(service: Service, desk: Desk, jo: Child) -> None:
    made = challenges.challenge(service, jo, 2, date(2026, 10, 5))
    challenges.step(service, made, records.EXTENDED, date(2026, 10, 6), due=date(2026, 10, 30), code="court")
    challenges.closed(service, made, date(2026, 10, 7))
    challenges.step(service, made, records.REOPENED, MONDAY, words="Not done after all", due=date(2026, 11, 16))
    challenges.step(service, made, records.RESPONSE, date(2026, 11, 12))
    response = asked(desk, made).clocks[0]
    assert response.words == "Answered 12 November 2026, in time"
    assert response.explanation.startswith("5 working days after the challenge was reopened on 9 November 2026")
    assert (response.original, response.tone) == (date(2026, 11, 16), Tone.ON_TIME)


def test_a_reopened_challenge_runs_again_from_that_day(service: Service, desk: Desk, jo: Child) -> None:
    made = challenges.challenge(service, jo, 2, date(2026, 9, 1))
    challenges.closed(service, made, date(2026, 9, 10))
    challenges.step(service, made, records.REOPENED, MONDAY, words="Not done after all", due=date(2026, 11, 16))
    response, process = asked(desk, made).clocks
    assert response.explanation == (
        "5 working days after the challenge was reopened on 9 November 2026; the service's ladder."
    )
    assert process.explanation == "20 working days after it was reopened on 9 November 2026: IRO Handbook 6.2."


def test_an_informal_challenge_has_one_clock_and_a_closed_one_none(service: Service, desk: Desk, jo: Child) -> None:
    made = challenges.challenge(service, jo, 1, MONDAY)
    assert [clock.title for clock in asked(desk, made).clocks] == ["Response"]
    challenges.closed(service, made)
    assert asked(desk, made).clocks == ()


def test_a_date_that_the_ladder_does_not_give_says_so(service: Service, desk: Desk, jo: Child) -> None:
    made = challenges.challenge(service, jo, 2, MONDAY, first={"due": date(2026, 11, 11)})
    assert asked(desk, made).clocks[0].explanation == (
        "Set when level 2 was entered on 9 November 2026. The service's ladder gives 5 working days."
    )


def test_the_history_is_newest_first_and_keeps_what_was_voided(service: Service, desk: Desk, jo: Child) -> None:
    made = challenges.challenge(service, jo, 2, MONDAY, theme="health", asked="A dentist")
    challenges.step(service, made, records.CHASED, date(2026, 11, 16), code="email", by="Mia Manager")
    challenges.step(service, made, records.RESPONSE, date(2026, 11, 17), words="Booked.", by="Ann")
    challenges.void_step(service, challenges.steps_of(service, made)[-1])
    challenges.step(service, made, records.ENTERED, date(2026, 11, 18), level=4, code="urgent")
    lines = asked(desk, made).history
    assert [line.title for line in lines] == [
        "18 November 2026: Escalated to Level 4: Strategic manager",
        "17 November 2026: Response",
        "16 November 2026: Chased: email",
        "9 November 2026: Raised at Level 2: Team manager",
    ]
    assert lines[1].voided == "Voided on 20 November 2026 by Mia Manager: A mistake"
    assert lines[1].copy_text == ""
    assert lines[0].words == (
        "To Strategic manager. Response due 25 November 2026. Went past a level: urgent: the child is at risk."
    )


def test_a_step_is_copied_for_the_childs_record_dated_and_signed(service: Service, desk: Desk, jo: Child) -> None:
    made = challenges.challenge(service, jo, 2, MONDAY, theme="health", asked="A dentist")
    line = asked(desk, made).history[0]
    assert line.copy_text.splitlines() == [
        "IRO challenge CH0001: health",
        "9 November 2026: Raised at Level 2: Team manager",
        "Nothing has happened",
        "Asked for: A dentist",
        "To Team manager. Response due 16 November 2026.",
        "Recorded by Mia Manager, 20 November 2026",
    ]


def test_no_message_ever_names_the_child_or_says_what_is_wrong(service: Service, desk: Desk, jo: Child) -> None:
    made = challenges.challenge(service, jo, 2, MONDAY, concern="Jo Alder has no dentist")
    challenges.step(service, made, records.CHASED, date(2026, 11, 16), code="email", by="Alder", words="Alder again")
    sheet = asked(desk, made)
    assert sheet.message_text == (
        "Challenge CH0001 (JMA), Level 2: Team manager. A response was due on 16 November 2026 and is 4 working days "
        "late. Please send it, or say when it will come."
    )
    messages = [sheet.message_text, *(line.message for line in sheet.history)]
    assert all(messages)
    assert not any("Alder" in said or "dentist" in said or "2014" in said for said in messages)
    assert sheet.history[-1].message == (
        "Challenge CH0001 (JMA): raised at Level 2: Team manager on 9 November 2026. A response is due by "
        "16 November 2026."
    )


@pytest.mark.parametrize("state", ["answered", "agreed", "late", "done", "closed", "good"])
def test_in_no_state_does_the_message_say_what_was_typed(service: Service, desk: Desk, jo: Child, state: str) -> None:
    theme = "good-practice" if state == "good" else "health"
    made = challenges.challenge(service, jo, 2, MONDAY, theme=theme, concern="Secret", asked="Secret")
    if state == "answered":
        challenges.answered(service, made)
    if state in ("agreed", "late", "done"):
        due = date(2026, 11, 12 if state == "late" else 26)
        challenges.step(service, made, records.ACTIONS, date(2026, 11, 10), [("Secret visit", "Secret", due)])
    if state == "done":
        challenges.step(service, made, records.ACTION_DONE, words="Secret")
    if state == "closed":
        challenges.closed(service, made)
    message = asked(desk, made).message_text
    assert message.startswith("Challenge CH0001 (JMA)")
    assert "Secret" not in message


def test_actions_are_watched_and_the_late_one_says_so(service: Service, desk: Desk, jo: Child) -> None:
    made = challenges.challenge(service, jo, 2, MONDAY)
    due = (date(2026, 11, 18), date(2026, 11, 25))
    challenges.step(
        service, made, records.ACTIONS, MONDAY, [("Book a dentist", "Ann", due[0]), ("Tell school", "Bo", due[1])]
    )
    sheet = asked(desk, made)
    assert [(line.action.what, line.late, line.words) for line in sheet.actions] == [
        ("Book a dentist", True, "2 working days late"),
        ("Tell school", False, "3 working days left"),
    ]
    assert sheet.next_step == "Action late: escalate (Book a dentist)"


def test_the_moves_follow_the_state(service: Service, desk: Desk, jo: Child) -> None:
    always = {"correct", "void"}
    made = challenges.challenge(service, jo, 2, MONDAY)
    awaiting = asked(desk, made)
    told = {"cafcass", "child-informed", "advocate"}
    assert allowed(awaiting) == always | told | {
        "chase", "response", "actions", "meeting", "escalate", "extend", "close", "withdraw"
    }  # fmt: skip
    assert why_not(awaiting, "view").startswith("There is no response yet")
    assert why_not(awaiting, "reopen").startswith("The challenge is not closed")
    challenges.answered(service, made)
    assert "view" in allowed(asked(desk, made))
    assert why_not(asked(desk, made), "extend").startswith("No response is awaited")
    challenges.closed(service, made)
    assert allowed(asked(desk, made)) == always | told | {"reopen", "impact"}
    good = asked(desk, challenges.challenge(service, jo, theme="good-practice"))
    assert allowed(good) == always | {"child-informed"}


def test_the_top_of_the_ladder_and_a_waiting_action_are_reasons_in_words(
    service: Service, desk: Desk, jo: Child
) -> None:
    made = challenges.challenge(service, jo, 5, MONDAY, status=records.CP)
    challenges.step(service, made, records.ACTIONS, MONDAY, [("Visit", "Ann", date(2026, 11, 25))])
    sheet = asked(desk, made)
    assert why_not(sheet, "escalate").startswith("Level 5 is the highest.")
    assert why_not(sheet, "close").startswith("1 action is open: ")
    assert why_not(sheet, "cafcass").startswith("Cafcass can be asked about looked-after children only.")


def test_who_may_end_it_is_said_before_anybody_tries(service: Service, jo: Child) -> None:
    officer = service.officer("Ian Iro")
    made = challenges.challenge(service, jo, 2, MONDAY, raised_by_id=officer.id)
    own = asked(service.desk(replace(IRO, officer_id=officer.id)), made)
    assert {"close", "withdraw"} <= allowed(own)
    assert next(move.needs for move in own.moves if move.code == "close") == ("outcome",)
    manager = asked(service.desk(), made)
    assert next(move.needs for move in manager.moves if move.code == "close") == ("outcome", "on_behalf")
    other = asked(service.desk(IRO), made)
    assert why_not(other, "close").startswith("Only the IRO who raised this challenge")
    assert "response" in allowed(other)
    assert allowed(asked(service.desk(READER), made)) == set()


def test_several_challenges_can_do_together_what_each_of_them_can(service: Service, desk: Desk, jo: Child) -> None:
    fresh = challenges.challenge(service, jo, 2, MONDAY)
    closed = challenges.closed(service, challenges.challenge(service, jo, 2, MONDAY))
    moves = {move.code: move.allowed for move in desk.ask(AskMoves((fresh.id, closed.id)))}
    assert {code for code, possible in moves.items() if possible} == {
        "cafcass", "child-informed", "advocate", "correct", "void"
    }  # fmt: skip


def test_joined_challenges_and_a_service_concern_are_named(service: Service, desk: Desk, jo: Child) -> None:
    sam = service.child("1002", name="Sam Alder")
    both = [challenges.challenge(service, child, 2, MONDAY, group_id="a" * 32) for child in (jo, sam)]
    sheet = asked(desk, both[0])
    assert [(line.challenge.id, line.child_name) for line in sheet.joined] == [(both[1].id, "Sam Alder")]
    concern = asked(desk, challenges.challenge(service, None, 4, MONDAY, status=records.NEITHER))
    assert (concern.child_name, concern.child) == ("Service concern", None)
    assert concern.message_text.startswith("Challenge CH0003 (Service concern), Level 4")
    assert why_not(concern, "child-informed").startswith("A service concern has no child")


def test_a_voided_challenge_is_refused_in_words(service: Service, desk: Desk, jo: Child) -> None:
    made = challenges.challenge(service, jo, 2, MONDAY)
    challenges.void_challenge(service, made)
    with pytest.raises(Refusal, match="was voided"):
        asked(desk, made)
