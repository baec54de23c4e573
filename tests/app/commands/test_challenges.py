"""Logging challenges and moving them on: what is filled in, what is refused, and one step for several at once."""

from datetime import date
from typing import Any

import pytest

from app.commands.challenges.ladder import KeepRungHolder
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
from app.commands.children import JoinSiblings
from app.commands.settings import ChangeSetting
from app.desk import Desk
from app.domain.access import Person, Role
from app.domain.challenges.records import Challenge, ChallengeAction, ChallengeStep, ChallengeTheme, LevelEntry
from app.domain.children import Child
from app.domain.errors import Refusal
from app.domain.officers import Officer
from app.queries.challenges.defaults import AskDefaults
from tests.app.commands.challenging import MONDAY, found, log
from tests.builders import TODAY, Service


@pytest.fixture
def child(service: Service, iro: Officer) -> Child:
    child = service.child("1001", name="Ann Archer", date_of_birth=date(2014, 5, 1))
    service.period(child, date(2026, 3, 2))
    service.allocated(child, iro, date(2026, 3, 2))
    service.in_team(child, service.team("North"), date(2026, 3, 2))
    return child


def test_a_challenge_is_filled_in_from_the_child_the_ladder_and_the_person(
    service: Service, desk: Desk, child: Child, iro: Officer
) -> None:
    (made,) = log(desk, child, asked="A date for the plan", other_themes=("health", "drift"))
    assert (made.reference, made.level, made.status, made.raised_by_id) == ("CH0001", 2, "CLA", iro.id)
    assert (made.addressee, made.response_due, made.process_due) == (
        "Team manager",
        date(2026, 11, 16),
        date(2026, 12, 7),
    )
    assert (made.state, made.next_due, made.last_moved) == ("awaiting", date(2026, 11, 16), MONDAY)
    assert [theme.theme for theme in found(service, ChallengeTheme)] == ["health"]
    (entry,) = found(service, LevelEntry)
    assert (entry.level, entry.entered, entry.to, entry.bypassed, entry.reason) == (2, MONDAY, "Team manager", 0, "")


def test_an_iro_begins_informally_and_everybody_else_formally(service: Service, child: Child, iro: Officer) -> None:
    levels = {
        role: log(service.desk(Person(login=role, role=role, officer_id=iro.id)), child)[0].level
        for role in (Role.MANAGER, Role.IRO, Role.BUSINESS_SUPPORT)
    }
    assert levels == {Role.MANAGER: 2, Role.IRO: 1, Role.BUSINESS_SUPPORT: 2}


def test_references_count_on_and_one_taken_back_is_not_given_again(service: Service, desk: Desk, child: Child) -> None:
    from_file = Challenge(reference="DRP/7", raised_on=MONDAY, theme="drift")
    service.keep(from_file)
    first, second = log(desk, child)[0], log(desk, child)[0]
    with service.change() as store:
        store.shelf(Challenge).void(second, "Twice")
    assert (first.reference, log(desk, child)[0].reference) == ("CH0001", "CH0003")


def test_the_addressee_is_who_answers_for_the_childs_team_that_day(service: Service, desk: Desk, child: Child) -> None:
    (team,) = {row[0] for row in service.rows("children", ("team_now_id",))}
    desk.do(KeepRungHolder(3, "Sam Service", date(2026, 1, 1)))
    desk.do(KeepRungHolder(2, "Tara Whole", date(2026, 1, 1)))
    desk.do(KeepRungHolder(2, "Tom North", date(2026, 1, 1), team))
    desk.do(KeepRungHolder(2, "Tina North", date(2026, 11, 16), team))
    assert log(desk, child)[0].addressee == "Tom North"
    assert log(desk, child, raised_on=date(2026, 11, 16))[0].addressee == "Tina North"
    assert log(desk, child, level=3, bypass_reason="urgent")[0].addressee == "Sam Service"
    assert log(desk)[0].addressee == "Tara Whole"


def test_a_level_gone_past_needs_a_reason_unless_the_theme_begins_there(desk: Desk, child: Child) -> None:
    with pytest.raises(Refusal, match="passed over"):
        log(desk, child, level=4)
    with pytest.raises(Refusal, match="passed over"):
        log(desk, child, level=4, bypass_reason="because")
    assert log(desk, child, level=4, bypass_reason="urgent")[0].bypasses == 2
    begun = log(desk, child, theme="unregistered-placement")[0]
    assert (begun.level, begun.bypasses) == (4, 2)
    with pytest.raises(Refusal, match="passed over"):
        log(desk, child, theme="unregistered-placement", level=5)


def test_good_practice_has_no_level_and_waits_for_nothing(service: Service, desk: Desk, child: Child) -> None:
    (made,) = log(desk, child, theme="good-practice")
    assert (made.positive, made.state, made.level, made.response_due) == (True, "recorded", 0, None)
    assert found(service, LevelEntry) == ()
    with pytest.raises(Refusal, match="no level"):
        log(desk, child, theme="good-practice", level=2)
    with pytest.raises(Refusal, match="Good practice"):
        desk.do(Chase((made.id,), "email", "Bella"))
    desk.do(TellChild((made.id,), False, "yes"))


def test_a_service_concern_has_no_child(desk: Desk) -> None:
    (made,) = log(desk, status="CLA")
    assert (made.child_id, made.status, made.group_id) == (None, "neither", None)
    with pytest.raises(Refusal, match="no child"):
        desk.do(TellChild((made.id,), False, "yes"))


def test_a_concern_about_siblings_is_one_record_each_joined(service: Service, desk: Desk, child: Child) -> None:
    other = service.child("1002", known_as="Ben")
    desk.do(JoinSiblings((child.id, other.id)))
    made = log(desk, child, other)
    assert [one.child_id for one in made] == [child.id, other.id]
    assert len({one.group_id for one in made}) == 1
    assert made[0].group_id
    assert [one.reference for one in made] == ["CH0001", "CH0002"]
    assert [one.status for one in made] == ["CLA", "neither"]
    asked = desk.ask(AskDefaults((child.id,)))
    assert asked.siblings == ((other.id, "Ben, 1002"),)


def test_a_review_is_linked_to_its_own_childs_challenge_only(service: Service, desk: Desk, child: Child) -> None:
    other = service.child("1002")
    review = service.open_review(service.period(other, date(2026, 5, 1)))
    assert [one.review_id for one in log(desk, child, other, review_id=review.id)] == [None, review.id]
    with pytest.raises(Refusal, match="not one of this child"):
        log(desk, child, review_id=review.id)


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"theme": ""}, "its theme"),
        ({"theme": "weather"}, "its theme"),
        ({"other_themes": ("weather",)}, "its theme"),
        ({"concern": "  "}, "what is wrong"),
        ({"raised_on": date(2026, 11, 21)}, "lies in the future"),
        ({"raised_on": date(2014, 4, 30)}, "before the child was born"),
        ({"response_due": date(2026, 11, 8)}, "before 9 November 2026"),
        ({"status": "adopted"}, "what the child was"),
        ({"level": 6}, "no level 6"),
        ({"level": 0}, "level 1 or above"),
    ],
)
def test_what_cannot_be_logged_is_refused_in_words(
    service: Service, desk: Desk, child: Child, given: dict[str, Any], words: str
) -> None:
    with pytest.raises(Refusal, match=words):
        log(desk, child, **given)
    assert found(service, Challenge) == ()


def test_what_a_form_is_filled_in_with_says_whether_a_reason_is_needed(desk: Desk, child: Child, iro: Officer) -> None:
    usual = desk.ask(AskDefaults((child.id,)))
    assert (usual.level, usual.raised_by, usual.raised_by_id, usual.status) == (2, iro.name, iro.id, "CLA")
    assert (usual.to, usual.response_due, usual.reason_needed) == ("Team manager", date(2026, 11, 27), False)
    assert desk.ask(AskDefaults((child.id,), level=3)).reason_needed
    special = desk.ask(AskDefaults((child.id,), "unregistered-placement"))
    assert (special.level, special.entry_level, special.reason_needed) == (4, 4, False)
    assert desk.ask(AskDefaults((child.id,), "good-practice")).response_due is None


def test_a_challenge_goes_its_whole_way(service: Service, desk: Desk, child: Child) -> None:
    (made,) = log(desk, child)
    ids = (made.id,)
    desk.do(Chase(ids, "email", "Bella Support", on=date(2026, 11, 12)))
    assert service.now(made).version == made.version
    desk.do(RecordResponse(ids, "We shall see", "Tom", "not-accepted", "Too little", date(2026, 11, 13)))
    assert service.now(made).state == "answered"
    desk.do(Escalate(ids, 3, on=date(2026, 11, 13)))
    now = service.now(made)
    assert (now.level, now.addressee, now.response_due) == (3, "Service manager", date(2026, 11, 20))
    desk.do(Extend(ids, date(2026, 11, 25), "court", on=date(2026, 11, 16)))
    desk.do(HoldMeeting(ids, 3, "The team", on=date(2026, 11, 17)))
    desk.do(AskCafcass(ids, refer=False, on=date(2026, 11, 17)))
    desk.do(TellChild(ids, advocate=True, code="not-appropriate", on=date(2026, 11, 17)))
    desk.do(AgreeActions(ids, (("Find a school", "Tom", date(2026, 12, 1)),), on=date(2026, 11, 18)))
    now = service.now(made)
    assert (now.state, now.actions_due, now.extended, now.consulted) == ("agreed", date(2026, 12, 1), True, True)
    (action,) = found(service, ChallengeAction)
    desk.do(EndAction(action.id, done=True))
    assert (service.now(made).state, service.now(made).done_on) == ("done", TODAY)
    steps = sorted(found(service, ChallengeStep), key=lambda step: step.position)
    assert [step.position for step in steps] == list(range(len(steps)))
    assert [step.kind for step in steps] == [
        *("entered", "chased", "response", "view", "entered", "extended", "meeting", "cafcass-consulted", "advocate"),
        *("actions-agreed", "action-done"),
    ]


def test_a_step_for_joined_challenges_is_taken_for_all_or_for_none(service: Service, desk: Desk, child: Child) -> None:
    other = service.child("1002")
    made = log(desk, child, other)
    ids = tuple(one.id for one in made)
    desk.do(RecordResponse(ids, "Yes", on=date(2026, 11, 10)))
    assert {service.now(one).state for one in made} == {"answered"}
    with pytest.raises(Refusal, match=r"^CH0002: Cafcass can be asked about looked-after children only"):
        desk.do(AskCafcass(ids, refer=True))
    assert not service.now(made[0]).referred
    desk.do(Escalate(ids[:1], 3))
    with pytest.raises(Refusal, match=r"^CH0001: The challenge is at level 3"):
        desk.do(Escalate((ids[1], ids[0]), 3))
    assert service.now(made[1]).level == 2


def test_going_past_a_level_on_the_way_up_needs_a_reason(service: Service, desk: Desk, child: Child) -> None:
    (made,) = log(desk, child)
    with pytest.raises(Refusal, match="passed over"):
        desk.do(Escalate((made.id,), 5))
    desk.do(Escalate((made.id,), 5, bypass_reason="law"))
    assert (service.now(made).highest, service.now(made).bypasses) == (5, 2)
    (past,) = (entry for entry in found(service, LevelEntry) if entry.bypassed)
    assert (past.level, past.reason) == (5, "law")


@pytest.mark.parametrize(
    ("step", "words"),
    [
        (Chase((), "email", "Bella"), "No challenge was chosen"),
        (Chase(("1",), "pigeon", "Bella"), "how it was chased"),
        (Chase(("1",), "email", " "), "who chased"),
        (Chase(("1",), "email", "Bella", on=date(2026, 11, 21)), "lies in the future"),
        (Chase(("1",), "email", "Bella", on=date(2026, 11, 8)), "not raised yet on 8 November 2026"),
        (RecordResponse(("1",), ""), "what the response was"),
        (RecordResponse(("1",), "Yes", view="accepted", view_on=date(2026, 11, 10)), "older than the response"),
        (RecordView(("1",), "accepted"), "no response yet"),
        (AgreeActions(("1",), ()), "No action"),
        (AgreeActions(("1",), (("", "Tom", TODAY),)), "no words"),
        (AgreeActions(("1",), (("Call", "", TODAY),)), "Nobody"),
        (AgreeActions(("1",), (("Call", "Tom", date(2026, 11, 19)),)), "before 20 November 2026"),
        (HoldMeeting(("1",), 7, "All"), "no level 7"),
        (HoldMeeting(("1",), 3, ""), "who came"),
        (Escalate(("1",), 2), "at level 2 already"),
        (Escalate(("1",), 9), "no level 9"),
        (Extend(("1",), date(2026, 11, 30), "because"), "why more time"),
        (Extend(("1",), date(2026, 11, 16), "court"), "due on 16 November 2026 already"),
        (TellChild(("1",), advocate=False, code="no"), "was told"),
    ],
)
def test_impossible_steps_are_refused_in_words(
    service: Service, desk: Desk, child: Child, step: Any, words: str
) -> None:
    (made,) = log(desk, child)
    if step.challenge_ids:
        step = type(step)(**{**step.__dict__, "challenge_ids": (made.id,)})
    with pytest.raises(Refusal, match=words):
        desk.do(step)
    assert len(found(service, ChallengeStep)) == 1


def test_a_step_of_the_past_takes_its_place_in_the_history(service: Service, desk: Desk, child: Child) -> None:
    (made,) = log(desk, child)
    desk.do(Escalate((made.id,), 3, on=date(2026, 11, 17)))
    desk.do(RecordResponse((made.id,), "Late, but here", on=date(2026, 11, 16)))
    lower, upper = sorted(found(service, LevelEntry), key=lambda entry: entry.level)
    assert (lower.answered, lower.left, upper.answered) == (date(2026, 11, 16), date(2026, 11, 17), None)
    assert service.now(made).state == "awaiting"


def test_a_change_of_the_ladder_rewrites_no_history(service: Service, desk: Desk, child: Child) -> None:
    (made,) = log(desk, child)
    before = service.now(made)
    slower = [
        {"level": 1, "name": "Informal", "addressee": "Team", "days": 3},
        {"level": 2, "name": "Leader", "addressee": "Leader", "days": 9},
        {"level": 3, "name": "Director", "addressee": "Director", "days": 9},
    ]
    desk.do(ChangeSetting("challenges.ladder", slower))
    desk.do(ChangeSetting("challenges.total-days", 30))
    desk.do(Chase((made.id,), "phone", "Bella"))
    assert service.now(made) == before
    assert log(desk, child, raised_on=TODAY)[0].process_due == date(2027, 1, 6)
    desk.do(Escalate((made.id,), 3))
    assert service.now(made).addressee == "Director"
    assert service.now(made).process_due == before.process_due


def test_the_account_names_no_child(service: Service, desk: Desk, child: Child) -> None:
    done = desk.do(LogChallenge((child.id,), "drift", "Ann Archer waits"))
    step = desk.do(RecordResponse((done.result[0].id,), "Ann Archer will be seen"))
    with service.read() as store:
        entries = [store.accounts.entry(one.entry or 0) for one in (done, step)]
    assert [(e.action, e.summary) for e in entries] == [
        ("Log a challenge", "CH0001: logged at level 2"),
        ("Record a response", "CH0001: response recorded"),
    ]
