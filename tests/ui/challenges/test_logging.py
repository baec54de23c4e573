"""A challenge is logged in few keystrokes; what can be known is filled in, and follows what is chosen until it is changed."""

from collections.abc import Iterator
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from app.domain.challenges.records import BOTH, CLA, NEITHER, RECORDED, RungHolder
from app.domain.children import Child
from app.domain.officers import Officer
from app.domain.records import new_id
from tests.builders import Service
from tests.ui.challenges.pane_desktop import JANUARY, PaneDesktop, in_care
from ui.challenges.logging import LogForm
from ui.notices import Notices
from ui.runner import Runner

GROUP = new_id()


@pytest.fixture
def iro(service: Service) -> Officer:
    """Amira's IRO."""
    return service.officer("Alison Wright")


@pytest.fixture
def amira(service: Service, iro: Officer) -> Child:
    """In our care, with a brother, an IRO and a team that has somebody who answers at level 2."""
    child = in_care(service, "Amira Khan", "1001", sibling_group=GROUP)
    team = service.team("North")
    service.allocated(child, iro, JANUARY)
    service.in_team(child, team, JANUARY)
    service.keep(RungHolder(level=2, team_id=team.id, name="Mary Jones", start=JANUARY))
    return child


@pytest.fixture
def omar(service: Service, amira: Child) -> Child:
    """Amira's brother, without an IRO."""
    return in_care(service, "Omar Khan", "1002", sibling_group=GROUP)


@pytest.fixture
def desktop(qtbot: QtBot, service: Service, runner: Runner, amira: Child, omar: Child) -> Iterator[PaneDesktop]:
    """The pane, with nothing chosen."""
    notices = Notices()
    qtbot.addWidget(notices)
    made = PaneDesktop(qtbot, service, runner, notices)
    yield made
    made.pane.hide()


def log(desktop: PaneDesktop, *children: Child) -> LogForm:
    """The form, begun about these children."""
    desktop.settled(lambda: desktop.pane.log(tuple(child.id for child in children)))
    form = desktop.form()
    assert isinstance(form, LogForm)
    return form


def type_in(control: QWidget, text: str) -> int:
    """Type, and count the keys."""
    QTest.keyClicks(control, text)
    return len(text)


@pytest.mark.qt_log_ignore("This plugin does not support grabbing the keyboard", extend=True)
def test_a_challenge_is_logged_by_typing_in_under_20_keystrokes_besides_the_words(
    desktop: PaneDesktop, amira: Child, iro: Officer
) -> None:
    form = log(desktop)
    keys = 1 + type_in(form.child, "ami")
    desktop.qtbot.waitUntil(form.child._popup.isVisible)
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Return):
        QTest.keyClick(form.child._popup, key)
        keys += 1
    assert form.child.value() == amira.id
    desktop.settled(lambda: None)
    keys += 1 + type_in(form.theme.box, "drift")
    assert form.values()["theme"] == "drift"
    QTest.keyClick(form.theme.box, Qt.Key.Key_Tab)
    words = form._fields["concern"].control
    type_in(words, "No family-finding since June")
    desktop.settled(lambda: QTest.keyClick(words, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier))
    keys += 2
    assert keys < 20
    (made,) = desktop.kept()
    assert (made.child_id, made.theme, made.level) == (amira.id, "drift", 2)
    assert made.concern == "No family-finding since June"
    assert (made.raised_by_id, made.status, made.addressee) == (iro.id, CLA, "Mary Jones")
    assert (made.raised_on, made.response_due) == (date(2026, 11, 20), date(2026, 11, 27))
    assert desktop.notices.words == "CH0001 is logged. Response due 27 November 2026."


def test_what_is_filled_in_stands_in_one_line_and_opens_to_be_changed(desktop: PaneDesktop, amira: Child) -> None:
    form = log(desktop, amira)
    said = "Raised by Alison Wright · 20 Nov 2026 · Looked after (CLA) · to Mary Jones, response due 27 Nov 2026"
    assert form.summary.text() == said
    assert desktop.hidden("raised_on")
    desktop.settled(form.unfold.click)
    assert not desktop.hidden("raised_on")
    assert form.summary.isHidden()
    desktop.save(theme="health", concern="No check", status=BOTH, to="Jo Bell", due=date(2026, 12, 4), asked="A check")
    (made,) = desktop.kept()
    assert (made.status, made.addressee, made.response_due) == (BOTH, "Jo Bell", date(2026, 12, 4))
    assert made.asked == "A check"


def test_what_is_filled_in_follows_level_and_day_until_somebody_changes_it(desktop: PaneDesktop, amira: Child) -> None:
    form = log(desktop, amira)
    desktop.fill(level=1)
    assert desktop.value("to") == "Social worker and team manager"
    desktop.fill(raised_on=date(2026, 11, 16))
    assert desktop.value("due") == date(2026, 11, 23)
    desktop.fill(due=date(2026, 12, 1), raised_on=date(2026, 11, 17))
    assert desktop.value("due") == date(2026, 12, 1)
    assert "response due 1 Dec 2026" in form.summary.text()


def test_going_past_a_level_asks_for_the_reason_in_one_press(desktop: PaneDesktop, amira: Child) -> None:
    log(desktop, amira)
    assert desktop.hidden("reason")
    desktop.fill(theme="health", concern="Nobody to ask", level=4)
    assert not desktop.hidden("reason")
    desktop.save()
    assert "passed over" in desktop.refused("reason")
    desktop.save(reason="urgent")
    (made,) = desktop.kept()
    assert (made.level, made.bypasses, made.addressee) == (4, 2, "Strategic manager")


def test_a_theme_proposes_its_usual_first_level_and_needs_no_reason(desktop: PaneDesktop, amira: Child) -> None:
    log(desktop, amira)
    desktop.fill(theme="unregistered-placement")
    assert desktop.value("level") == 4
    assert desktop.hidden("reason")
    desktop.fill(theme="health")
    assert desktop.value("level") == 2
    desktop.fill(level=3, theme="unregistered-placement")
    assert desktop.value("level") == 3


def test_brothers_and_sisters_are_offered_and_joined(desktop: PaneDesktop, amira: Child, omar: Child) -> None:
    form = log(desktop, amira)
    assert form.siblings.offered() == (omar.id,)
    desktop.fill(siblings=(omar.id,))
    assert form.save.text() == "&Save 2 challenges"
    said = desktop.save(theme="drift", concern="No plan for the two")
    assert said.startswith("CH0001 and CH0002 are logged.")
    first, second = desktop.kept()
    assert {first.child_id, second.child_id} == {amira.id, omar.id}
    assert first.group_id == second.group_id != None  # noqa: E711  (both at once)
    assert {one.child_id: one.addressee for one in (first, second)} == {amira.id: "Mary Jones", omar.id: "Team manager"}


def test_several_children_chosen_before_are_ticked_also_when_they_are_no_siblings(
    desktop: PaneDesktop, amira: Child
) -> None:
    ben = in_care(desktop.service, "Ben Osei", "1003")
    form = log(desktop, amira, ben)
    assert form.child.text() == "Amira Khan"
    assert form.siblings.value() == (ben.id,)


def test_a_service_concern_has_no_child(desktop: PaneDesktop) -> None:
    form = log(desktop)
    desktop.settled(form.service.click)
    assert not form.child.isEnabled()
    assert "Looked after" not in form.summary.text()
    desktop.save(theme="resources", concern="Too few minute takers")
    (made,) = desktop.kept()
    assert (made.child_id, made.status) == (None, NEITHER)


def test_an_open_challenge_on_the_same_theme_is_said_quietly(desktop: PaneDesktop, amira: Child, omar: Child) -> None:
    log(desktop, amira)
    desktop.save(theme="drift", concern="No plan")
    form = log(desktop, amira)
    assert form.already.isHidden()
    desktop.fill(theme="drift")
    assert form.already.text() == "CH0001 on this theme is open for this child already."
    assert not form.already.isHidden()
    desktop.fill(theme="health")
    assert form.already.isHidden()


def test_where_nobody_is_allocated_the_line_says_so(desktop: PaneDesktop, omar: Child) -> None:
    form = log(desktop, omar)
    assert form.summary.text().startswith("No IRO is allocated · ")


def test_good_practice_asks_for_no_answer(desktop: PaneDesktop, amira: Child) -> None:
    form = log(desktop, amira)
    desktop.fill(theme="good-practice", concern="Careful life-story work")
    assert desktop.hidden("level")
    assert "response" not in form.summary.text()
    assert desktop.save() == "CH0001 is logged."
    (made,) = desktop.kept()
    assert (made.state, made.response_due) == (RECORDED, None)


def test_what_is_missing_is_said_under_its_field_one_after_the_other(desktop: PaneDesktop, amira: Child) -> None:
    log(desktop)
    desktop.save()
    assert "No child is chosen" in desktop.refused("child")
    desktop.form().child.setText("nobody")  # type: ignore[attr-defined]
    desktop.save()
    assert 'Nobody is chosen for "nobody"' in desktop.refused("child")
    desktop.fill(child=(amira.id, "Amira Khan"))
    desktop.save()
    assert "Choose the main theme" in desktop.refused("theme")
    desktop.save(theme="drift")
    assert "what is wrong" in desktop.refused("concern")
    desktop.save(concern="No plan", raised_on=date(2026, 12, 24))
    assert "future" in desktop.refused("raised_on")
    assert not desktop.hidden("raised_on")
    assert desktop.kept() == ()


def test_the_linked_review_is_one_of_the_childs(desktop: PaneDesktop, amira: Child) -> None:
    with desktop.service.read() as store:
        from_store = store.shelf(Child).get(amira.id)
    review = desktop.service.held(desktop.service.period(from_store, date(2026, 8, 3)), date(2026, 8, 20))
    desktop.settled(lambda: desktop.pane.log((amira.id,), review.id))
    assert desktop.value("review") == review.id
    assert "held 20 Aug 2026" in desktop.form().summary.text()  # type: ignore[attr-defined]
    desktop.save(theme="drift", concern="Decisions not carried out")
    assert desktop.kept()[0].review_id == review.id


def test_what_was_half_typed_comes_back_and_still_follows_what_is_chosen(desktop: PaneDesktop, amira: Child) -> None:
    log(desktop, amira)
    desktop.fill(concern="No family-finding", theme="drift")
    desktop.settled(desktop.pane.close_form)
    form = log(desktop, amira)
    assert desktop.value("concern") == "No family-finding"
    assert form.child.value() == amira.id
    desktop.fill(level=1)
    assert desktop.value("to") == "Social worker and team manager"
    desktop.settled(form.cancel)
    log(desktop, amira)
    assert desktop.value("concern") == ""


def test_a_form_that_was_only_looked_at_leaves_nothing_behind(desktop: PaneDesktop, amira: Child) -> None:
    log(desktop, amira)
    desktop.settled(desktop.pane.close_form)
    form = log(desktop, amira)
    assert form._restored.isHidden()


def test_the_notice_offers_undo_and_open(desktop: PaneDesktop, amira: Child) -> None:
    log(desktop, amira)
    desktop.save(theme="drift", concern="No plan")
    (made,) = desktop.kept()
    desktop.settled(desktop.notices._also.click)
    assert desktop.wanted == [("challenges", made.id)]
    log(desktop, amira)
    desktop.save(theme="drift", concern="No plan again")
    desktop.settled(desktop.notices._button.click)
    assert [one.reference for one in desktop.kept()] == ["CH0001"]


def test_tab_goes_through_the_form_as_one_reads_it(desktop: PaneDesktop, amira: Child, omar: Child) -> None:
    form = log(desktop, amira)
    desktop.fill(level=4)
    form.child.setFocus()
    names = []
    for _ in range(10):
        focus = QApplication.focusWidget()
        assert focus is not None
        names.append((focus.accessibleName() or getattr(focus, "text", str)()).replace("&", ""))
        QTest.keyClick(focus, Qt.Key.Key_Tab)
    assert names == [
        "Child",
        "Just the service, no child",
        "Omar Khan, 1002",
        "Main theme",
        "What is wrong",
        "Begins at",
        "Urgent: the child is at risk",
        "Make changes",
        "Save the challenge",
        "Cancel",
    ]
