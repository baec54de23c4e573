"""The pane says how a challenge stands: what comes next, two clocks that explain themselves, actions, and all its history."""

from collections.abc import Iterator
from datetime import date

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from app.domain.challenges import records
from app.domain.challenges.records import Challenge
from tests.builders import Service
from tests.challenges import answered, challenge, closed, step, steps_of
from tests.ui.challenges.pane_desktop import JANUARY, PaneDesktop, copied, in_care
from ui.challenges.blocks import ClockBlock, StepBlock
from ui.notices import Notices
from ui.runner import Runner
from ui.theme import theme

RAISED = date(2026, 11, 16)


@pytest.fixture
def amira(service: Service) -> Challenge:
    """At level 2 since Monday, due on the 23rd: 1 working day left."""
    child = in_care(service, "Amira Khan", "1001")
    service.allocated(child, service.officer("Alison Wright"), JANUARY)
    return challenge(service, child, 2, RAISED, concern="No family-finding since June", asked="A named worker")


@pytest.fixture
def desktop(qtbot: QtBot, service: Service, runner: Runner, amira: Challenge) -> Iterator[PaneDesktop]:
    """The pane on Amira's challenge."""
    notices = Notices()
    qtbot.addWidget(notices)
    made = PaneDesktop(qtbot, service, runner, notices)
    made.show(amira)
    yield made
    made.pane.hide()


def blocks(desktop: PaneDesktop, kind: type[ClockBlock] | type[StepBlock]) -> list[ClockBlock | StepBlock]:
    """The clocks, or the steps of the history, from top to bottom."""
    inside = desktop.pane.facts.widget()
    assert inside is not None
    return list(inside.findChildren(kind))


def primary(desktop: PaneDesktop) -> list[str]:
    """The words of the primary buttons."""
    inside = desktop.pane.facts.widget()
    assert inside is not None
    return [one.text() for one in inside.findChildren(type(desktop.button("More"))) if one.property("primary")]


def test_the_next_step_stands_first_with_one_primary_button_for_it(desktop: PaneDesktop, amira: Challenge) -> None:
    facts = desktop.facts()
    assert facts.startswith("Amira Khan\nCH0001 · Level 2: Team manager\nDrift and delay · Awaiting response\nNext\n")
    assert "Response due in 1 working day" in facts
    assert primary(desktop) == ["Record response"]
    step(desktop.service, amira, records.RESPONSE, words="Soon", by="Mary Jones")
    desktop.show(amira)
    assert primary(desktop) == ["IRO's view"]
    desktop.press("IRO's view")
    assert desktop.form().code == "view"


@pytest.mark.parametrize(
    ("state", "button"),
    [("late", "Chase"), ("accepted", "Agree actions"), ("done", "Close"), ("closed", "Record impact")],
)
def test_the_primary_button_follows_the_state(desktop: PaneDesktop, state: str, button: str) -> None:
    service = desktop.service
    one = challenge(service, in_care(service, "Ben Osei", "1002"), 2, date(2026, 11, 2))
    if state == "accepted":
        answered(service, one, date(2026, 11, 6))
    if state == "done":
        step(service, one, records.ACTIONS, date(2026, 11, 6), actions=[("One", "Jo", date(2026, 11, 9))])
        step(service, one, records.ACTION_DONE, date(2026, 11, 9))
    if state == "closed":
        closed(service, one, date(2026, 11, 9))
    desktop.show(one)
    assert primary(desktop) == [button]


def test_two_clocks_say_the_days_left_in_words_and_why_on_a_press(desktop: PaneDesktop) -> None:
    response, process = blocks(desktop, ClockBlock)
    assert response.accessibleName() == "Response: 1 working day left, Mon 23 Nov 2026"
    assert process.accessibleName().startswith("Whole process: 16 working days left")
    assert isinstance(response, ClockBlock)
    assert response.explanation.isHidden()
    response.why.click()
    assert not response.explanation.isHidden()
    assert response.explanation.text().startswith("5 working days after level 2 was entered on 16 November 2026")
    assert response.why.text() == "Hide"


def test_more_holds_every_move_and_says_why_some_are_not_possible(desktop: PaneDesktop) -> None:
    menu = desktop.menu()
    assert menu["Escalate"].isEnabled()
    assert not menu["Reopen"].isEnabled()
    assert "not closed" in menu["Reopen"].toolTip()
    assert not menu["Record the IRO's view of the response"].isEnabled()
    desktop.settled(menu["Give more time"].trigger)
    assert desktop.form().code == "extend"


def test_history_is_newest_first_and_what_is_voided_stays_struck_through(
    desktop: PaneDesktop, amira: Challenge
) -> None:
    step(desktop.service, amira, records.CHASED, date(2026, 11, 18), code="email", by="Mia Manager", words="Wrong file")
    desktop.show(amira)
    newest, first = blocks(desktop, StepBlock)
    assert newest.accessibleName().startswith("18 November 2026: Chased")
    assert first.accessibleName().startswith("16 November 2026: Raised at Level 2")
    desktop.press(f"Void: {newest.accessibleName()}")
    desktop.save()
    assert desktop.refused("why")
    desktop.save(why="About another child")
    voided = blocks(desktop, StepBlock)[0]
    assert voided.accessibleName().startswith("Voided: 18 November 2026")
    labels = voided.findChildren(QLabel)
    assert [label.font().strikeOut() for label in labels] == [True, True, False]
    assert labels[2].text() == "Voided on 20 November 2026 by Mia Manager: About another child"
    assert len(steps_of(desktop.service, amira)) == 1


def test_a_first_step_cannot_be_voided_alone_and_the_form_says_so(desktop: PaneDesktop) -> None:
    first = blocks(desktop, StepBlock)[0]
    desktop.press(f"Void: {first.accessibleName()}")
    desktop.save(why="A mistake")
    said = desktop.refused("why") + desktop.form()._refused.text()
    assert "Void the whole challenge" in said


def test_a_long_history_shows_its_latest_steps_until_the_rest_is_asked_for(
    desktop: PaneDesktop, amira: Challenge
) -> None:
    for _ in range(12):
        step(desktop.service, amira, records.CHASED, date(2026, 11, 18), code="email", by="Mia")
    desktop.show(amira)
    assert len(blocks(desktop, StepBlock)) == 8
    desktop.press("Show 5 earlier steps")
    assert len(blocks(desktop, StepBlock)) == 13


def test_a_step_is_copied_for_the_childs_record_and_put_on_file_with_one_press(
    desktop: PaneDesktop, amira: Challenge
) -> None:
    title = blocks(desktop, StepBlock)[0].accessibleName()
    desktop.press(f"Copy for the child's record: {title}")
    assert "No family-finding since June" in copied()
    assert "16 November 2026" in copied()
    desktop.press(f"On the child's file today: {title}")
    assert steps_of(desktop.service, amira)[0].on_file == date(2026, 11, 20)
    desktop.press("On file 20 Nov 2026: change the date")
    assert desktop.value("on") == date(2026, 11, 20)
    desktop.save(on=date(2026, 11, 18))
    assert steps_of(desktop.service, amira)[0].on_file == date(2026, 11, 18)


def test_a_message_holds_reference_and_initials_only(desktop: PaneDesktop) -> None:
    title = blocks(desktop, StepBlock)[0].accessibleName()
    desktop.press(f"Copy as message: {title}")
    assert "CH0001" in copied()
    assert "AK" in copied()
    assert "Amira" not in copied()
    assert "family-finding" not in copied()
    desktop.settled(desktop.menu()["Copy as message"].trigger)
    assert copied().startswith("Challenge CH0001 (AK), Level 2: Team manager.")


def test_telling_the_child_is_asked_for_in_the_pane(desktop: PaneDesktop) -> None:
    links = [one for one in desktop.facts().splitlines() if one == "Record it"]
    assert len(links) == 2
    desktop.press("Told of it: Record it")
    assert desktop.form().code == "child-informed"
    desktop.save()
    desktop.press("Advocate: Record it")
    assert desktop.form().code == "advocate"


def test_a_service_concern_has_no_child_to_open_to_tell_or_to_file(desktop: PaneDesktop) -> None:
    desktop.show(challenge(desktop.service, None, 2, RAISED, status=records.NEITHER))
    facts = desktop.facts()
    assert facts.startswith("Service concern")
    assert "Open the child" not in facts
    assert "On file today" not in facts
    assert "Told of it" not in facts


def test_links_lead_to_the_child_and_to_joined_challenges(desktop: PaneDesktop, amira: Challenge) -> None:
    desktop.press("Open the child")
    assert desktop.wanted == [("children", amira.child_id)]


def test_a_form_stays_open_while_the_challenge_is_read_anew_and_goes_with_another(
    desktop: PaneDesktop, amira: Challenge
) -> None:
    desktop.start("chase", amira)
    desktop.fill(words="Left a message")
    form = desktop.form()
    desktop.show(amira)
    assert desktop.form() is form
    other = challenge(desktop.service, in_care(desktop.service, "Ben Osei", "1002"))
    desktop.show(other)
    assert desktop.pane.form is None
    desktop.show(amira)
    assert desktop.value("words") == "Left a message"
    desktop.settled(desktop.form().cancel)
    desktop.show(other)
    desktop.show(amira)
    assert desktop.pane.form is None


def test_what_changes_elsewhere_is_shown_at_once(desktop: PaneDesktop, amira: Challenge) -> None:
    step(desktop.service, amira, records.RESPONSE, words="Soon", by="Mary Jones")
    desktop.settled(lambda: desktop.runner.changed.emit(frozenset({Challenge})))
    assert "Drift and delay · Answered" in desktop.facts()


def test_no_two_controls_of_a_form_answer_to_one_letter(desktop: PaneDesktop, amira: Challenge) -> None:
    letters: list[str] = []
    for code in (
        "chase",
        "response",
        "actions",
        "meeting",
        "escalate",
        "extend",
        "cafcass",
        "withdraw",
        "close",
        "correct",
    ):
        desktop.start(code, amira)
        form = desktop.form()
        texts = [field.label.text() for field in form._fields.values()]
        texts += [getattr(field.control, "text", str)() for field in form._fields.values() if not field.label.text()]
        texts += [form.save.text(), "Cance&l"]
        letters = [text[text.index("&") + 1].upper() for text in texts if "&" in text]
        assert len(letters) == len(set(letters)), (code, letters)
        assert not set(letters) & set("FEVGH"), code
        desktop.settled(form.cancel)


def test_it_is_whole_at_twice_the_size_of_text(desktop: PaneDesktop, amira: Challenge) -> None:
    theme().set(factor=200)
    desktop.settled(lambda: desktop.pane.resize(476, 700))  # what it has in a window 1366 pixels wide
    desktop.show(amira)
    inside = desktop.pane.facts.widget()
    assert inside is not None
    assert inside.minimumSizeHint().width() <= desktop.pane.facts.viewport().width()
    for code in ("escalate", "response", "close", "actions", "correct", "cafcass", "meeting"):
        desktop.start(code, amira)
        assert desktop.form().minimumSizeHint().width() <= desktop.pane._room.width(), code
    desktop.settled(desktop.pane.log)
    assert desktop.form().minimumSizeHint().width() <= desktop.pane._room.width()
