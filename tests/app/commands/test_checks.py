"""Checks of a case between two reviews: kept, corrected, voided, and the challenge raised from one."""

from dataclasses import replace
from datetime import date

import pytest

from app.commands.challenges.log import LogChallenge
from app.commands.checks import KeepCheck, RaisedFrom, VoidCheck, answered
from app.commands.settings import ChangeSetting
from app.commands.undo import Undo
from app.desk import Desk
from app.domain.checks import Answered, Check
from app.domain.children import Child
from app.domain.definitions.practice import PRACTICE
from app.domain.errors import Refusal, Stale
from app.queries.checked import ChecksDone
from app.queries.checks import AskCheck, AskCheckAbout, ChecksOf
from tests.builders import TODAY, Service

QUESTIONS = next(one.default for one in PRACTICE if one.key == "checks.questions")
ANSWERS = (
    Answered("plan", "no", "not since May"),
    Answered("health", "partly"),
    Answered("voice", "yes"),
    Answered("beyond", "yes", "took him to his gran"),
)


@pytest.fixture
def child(service: Service) -> Child:
    """A child in our care."""
    child = service.child("C1", name="Ada Byron", date_of_birth=date(2015, 5, 5))
    service.period(child, date(2026, 1, 5))
    return child


def midway(desk: Desk, child: Child, **more: object) -> Check:
    """A midway review of the child, made today unless something else is said."""
    facts = {"date": TODAY, "answers": ANSWERS, "found": "Calm at home.", **more}
    return desk.do(KeepCheck(child.id, "midway", **facts)).result  # type: ignore[arg-type]


def test_a_midway_review_keeps_its_answers_with_the_words_that_were_asked(desk: Desk, child: Child) -> None:
    sheet = desk.ask(AskCheck(midway(desk, child).id))
    assert next((one.words, one.answer, one.note) for one in sheet.answers) == (
        "Is the care plan up to date?",
        "no",
        "not since May",
    )
    assert sheet.summary == "1 no, 1 partly, 1 yes"
    assert sheet.title == "Midway review"


def test_an_old_check_stays_readable_when_its_questions_change(desk: Desk, child: Child) -> None:
    check = midway(desk, child)
    new = {**QUESTIONS, "midway": [{"key": "plan", "words": "Is there a plan?", "good": False}]}
    desk.do(ChangeSetting("checks.questions", new))
    assert "Is the care plan up to date?" in [one.words for one in desk.ask(AskCheck(check.id)).answers]
    again = desk.ask(AskCheckAbout(check_id=check.id))
    assert next(one.words for one in again.questions) == "Is the care plan up to date?"
    assert {one.key for one in again.questions} == {"plan", "health", "voice", "beyond"}
    assert [one.words for one in desk.ask(AskCheckAbout("midway")).questions] == ["Is there a plan?"]


def test_a_check_can_be_corrected_and_an_answer_taken_back(desk: Desk, child: Child) -> None:
    check = midway(desk, child)
    about = desk.ask(AskCheckAbout(check_id=check.id))
    kept = [one for one in answered(about.answers) if one.question != "health"]
    given = (*kept, Answered("home", "no"))
    midway(desk, child, answers=given, check_id=check.id, version=check.version, found="")
    now = desk.ask(AskCheck(check.id))
    assert {one.question: one.answer for one in now.answers} == {
        "plan": "no",
        "voice": "yes",
        "beyond": "yes",
        "home": "no",
    }
    with pytest.raises(Stale):
        midway(desk, child, check_id=check.id, version=check.version)


def test_a_retired_question_is_not_asked_again(desk: Desk, child: Child) -> None:
    listed = [{**one, "retired": one["key"] == "home"} for one in QUESTIONS["midway"]]
    desk.do(ChangeSetting("checks.questions", {**QUESTIONS, "midway": listed}))
    assert "home" not in {one.key for one in desk.ask(AskCheckAbout("midway", child.id)).questions}


def test_a_check_that_says_nothing_or_cannot_be_true_is_refused(desk: Desk, child: Child) -> None:
    for wrong in (
        {"answers": (), "found": " "},
        {"date": date(2026, 11, 21)},
        {"date": date(2015, 5, 4)},
        {"answers": (Answered("plan", "perhaps"),)},
        {"answers": (Answered("unheard-of", "yes"),)},
    ):
        with pytest.raises(Refusal):
            midway(desk, child, **wrong)
    with pytest.raises(Refusal, match="grade"):
        desk.do(KeepCheck(child.id, "audit", TODAY, (Answered("child", "yes"),)))
    assert desk.ask(ChecksOf(child.id)) == ()


def test_a_voided_check_is_gone_with_its_answers_until_that_is_undone(desk: Desk, child: Child) -> None:
    check = midway(desk, child)
    with pytest.raises(Refusal):
        desk.do(VoidCheck(check.id, " "))
    done = desk.do(VoidCheck(check.id, "Entered twice"))
    assert desk.ask(ChecksOf(child.id)) == ()
    assert done.entry
    desk.do(Undo(done.entry))
    assert len(desk.ask(ChecksOf(child.id))[0].answers) == 4


def test_undoing_a_check_takes_its_answers_back_too(desk: Desk, child: Child) -> None:
    done = desk.do(KeepCheck(child.id, "midway", TODAY, ANSWERS))
    assert done.entry
    desk.do(Undo(done.entry))
    assert desk.ask(ChecksOf(child.id)) == ()


def test_a_challenge_begins_with_what_the_check_found_and_is_linked_in_the_same_change(
    desk: Desk, child: Child
) -> None:
    check = midway(desk, child)
    raising = desk.ask(AskCheck(check.id)).concern
    assert raising is not None
    assert raising.concern.splitlines() == [
        "Is the care plan up to date? No: not since May",
        "Are health needs met, with an assessment in date? Partly.",
        "Calm at home.",
    ]
    assert raising.theme == "plan-not-implemented"
    done = desk.do(LogChallenge(raising.child_ids, raising.theme, raising.concern, check_id=check.id))
    assert desk.ask(AskCheck(check.id)).challenge == done.result[0].reference
    assert done.entry
    desk.do(Undo(done.entry))
    assert desk.ask(AskCheck(check.id)).challenge == ""


def test_good_practice_is_recorded_from_a_check_and_does_not_take_the_place_of_a_concern(
    desk: Desk, child: Child
) -> None:
    check = midway(desk, child)
    sheet = desk.ask(AskCheck(check.id))
    assert sheet.practice is not None
    assert sheet.practice.theme == "good-practice"
    assert "took him to his gran" in sheet.practice.concern
    good = desk.do(LogChallenge((child.id,), "good-practice", sheet.practice.concern)).result[0]
    desk.do(RaisedFrom(check.id, good.id))
    assert desk.ask(AskCheck(check.id)).challenge == good.reference
    concern = desk.do(LogChallenge((child.id,), "health", "Late", check_id=check.id)).result[0]
    desk.do(RaisedFrom(check.id, good.id))
    assert desk.ask(AskCheck(check.id)).challenge == concern.reference


def test_a_challenge_about_another_child_is_not_linked(service: Service, desk: Desk, child: Child) -> None:
    check = midway(desk, child)
    other = desk.do(LogChallenge((service.child("C2").id,), "health", "Late", check_id=check.id)).result[0]
    assert desk.ask(AskCheck(check.id)).challenge == ""
    with pytest.raises(Refusal, match="another child"):
        desk.do(RaisedFrom(check.id, other.id))


def test_audits_are_listed_with_their_grades(desk: Desk, child: Child) -> None:
    for grade in ("good", "good", "inadequate"):
        desk.do(KeepCheck(child.id, "audit", TODAY, (Answered("child", "yes"),), grade=grade))
    table = desk.ask(ChecksDone("audit"))
    assert table.line.startswith("3 peer audits made: 2 good, 1 inadequate")
    midway(desk, child)
    assert desk.ask(ChecksDone("midway")).line.startswith("1 midway review made")
    assert desk.ask(ChecksDone("midway", text="byron")).rows.rows  # type: ignore[attr-defined]
    assert not desk.ask(ChecksDone("midway", text="nobody")).rows.rows  # type: ignore[attr-defined]


def test_a_reader_records_no_check(service: Service, child: Child) -> None:
    reader = service.desk(replace(service.person, role="reader"))
    with pytest.raises(Refusal):
        midway(reader, child)
