"""A meeting is dragged, or M is pressed on it: what the day would do is said before, and nothing moves but by the form."""

from collections import Counter
from collections.abc import Callable
from datetime import date, time

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLabel

from app.domain.access import Person, Role
from app.domain.officers import Officer
from app.domain.reviews import Meeting, Review
from app.queries.calendar import spans
from tests.builders import Service
from tests.ui.calendar.conftest import MONDAY, THURSDAY, Desktop, Open
from ui.preferences import DRAFT

READER = Person(id="0" * 31 + "4", login="reader", name="Rea", role=Role.READER)


@pytest.fixture(params=[spans.MONTH, spans.WEEK])
def desktop(request: pytest.FixtureRequest, open_page: Open, alison: Officer, shared: Meeting) -> Desktop:
    """The month, and the week by the hour, of their IRO."""
    desktop = open_page()
    desktop.view(request.param, alison)
    return desktop


def filled(desktop: Desktop) -> None:
    """Say who asked and why, and save."""
    form = desktop.form
    form._fields["requested_by"].control.set_value("parent")  # type: ignore[attr-defined]
    form._fields["reason"].control.set_value("family-not-available")  # type: ignore[attr-defined]
    desktop.settled(form.save.click)


def test_dragging_says_who_would_be_late_before_it_is_let_go(desktop: Desktop, shared: Meeting) -> None:
    said = desktop.drag(shared, THURSDAY, drop=False)
    assert said == "Thu 3 Dec 2026: Amy Brown 4 working days before it is due; Ben Brown late by 2"
    assert desktop.page.pane.form is None
    desktop.press(Qt.Key.Key_Escape)
    assert not desktop.page.sight.dragging.card.isVisible()


def test_letting_go_opens_the_request_with_the_date_and_moves_nothing(desktop: Desktop, shared: Meeting) -> None:
    desktop.drag(shared, THURSDAY)
    assert desktop.form.new_date.value() == THURSDAY
    assert "Ben Brown: late by 2 working days" in desktop.form.effect.text()
    assert "One request moves the meeting for all of them." in desktop.form.also.text()
    assert desktop.service.now(shared).date == MONDAY
    assert desktop.moves() == []


def test_one_request_moves_the_meeting_of_all_its_children(desktop: Desktop, shared: Meeting) -> None:
    desktop.drag(shared, THURSDAY)
    filled(desktop)
    assert desktop.service.now(shared).date == THURSDAY
    (move,) = desktop.moves()
    assert (move.meeting_id, move.old_date, move.new_date) == (shared.id, MONDAY, THURSDAY)
    ben = next(one for one in desktop.event(shared).children if one.name == "Ben Brown")
    assert move.review_id == ben.review_id  # whom the move makes late
    assert desktop.notices.words == "Moved to 3 December 2026."
    assert desktop.shown() == {THURSDAY: ["Amy Brown, Ben Brown"]}
    assert desktop.page.asking.chosen == THURSDAY
    assert desktop.page.pane.form is None


def test_escape_while_dragging_puts_the_meeting_back(desktop: Desktop, shared: Meeting) -> None:
    desktop.drag(shared, THURSDAY, drop=False)
    desktop.press(Qt.Key.Key_Escape)
    QTest.mouseRelease(desktop.page.sight.viewport(), Qt.MouseButton.LeftButton, pos=desktop.place_of_day(THURSDAY))
    assert desktop.page.pane.form is None
    assert desktop.service.now(shared).date == MONDAY


def test_escape_in_the_form_leaves_all_as_it_was(desktop: Desktop, shared: Meeting) -> None:
    desktop.drag(shared, THURSDAY)
    form = desktop.form
    desktop.settled(form.escape)
    assert desktop.page.pane.form is None
    assert desktop.page.sight.hasFocus()
    assert (desktop.moves(), desktop.service.now(shared).date) == ([], MONDAY)
    assert desktop.preferences.get(form.key, None, DRAFT) is None


def test_a_refusal_stays_in_the_form_and_leaves_all_as_it_was(desktop: Desktop, shared: Meeting) -> None:
    desktop.drag(shared, THURSDAY)
    desktop.settled(desktop.form.save.click)
    assert "Say who asked" in desktop.form._fields["requested_by"].refused.text()
    assert (desktop.moves(), desktop.service.now(shared).date) == ([], MONDAY)
    assert desktop.shown() == {MONDAY: ["Amy Brown, Ben Brown"]}


def test_a_refused_request_is_kept_and_the_meeting_stays(desktop: Desktop, shared: Meeting) -> None:
    desktop.drag(shared, THURSDAY)
    desktop.form.decision.set_value("refused")
    filled(desktop)
    assert [move.decision for move in desktop.moves()] == ["refused"]
    assert desktop.service.now(shared).date == MONDAY


def test_m_asks_for_the_date_and_says_the_same(desktop: Desktop, shared: Meeting) -> None:
    desktop.settled(lambda: desktop.page._pick(shared.id))
    desktop.page.sight.setFocus()
    desktop.press(Qt.Key.Key_M)
    assert desktop.form.new_date.value() is None
    assert (
        "As it is booked:\nAmy Brown: 7 working days before it is due\nBen Brown: 1 working day before it is due"
        in desktop.form.effect.text()
    )
    desktop.settled(lambda: desktop.form.new_date.set_text("3/12/26"))
    assert "Amy Brown: 4 working days before it is due\nBen Brown: late by 2 working days" in desktop.form.effect.text()
    filled(desktop)
    assert desktop.service.now(shared).date == THURSDAY


def test_a_day_of_leave_or_a_bank_holiday_warns_before_it_is_let_go(
    open_page: Open, alison: Officer, own: Meeting
) -> None:
    desktop = open_page()
    desktop.view(spans.MONTH, alison)
    assert "Alison Wright is on leave" in desktop.drag(own, date(2026, 12, 22), drop=False)
    desktop.press(Qt.Key.Key_Escape)
    assert "Christmas Day, a bank holiday" in desktop.drag(own, date(2026, 12, 25), drop=False)
    desktop.press(Qt.Key.Key_Escape)
    assert "a Saturday" in desktop.drag(own, date(2026, 12, 12), drop=False)
    desktop.press(Qt.Key.Key_Escape)


def test_a_meeting_dropped_on_a_past_day_says_why_and_opens_nothing(
    open_page: Open, service: Service, alison: Officer, review: Callable[..., Review]
) -> None:
    meeting = service.planned(review("Dan", date(2026, 12, 20), alison), date(2026, 11, 26), time=time(9))
    desktop = open_page(day=date(2026, 11, 26))
    desktop.view(spans.MONTH, alison)
    assert "past: a meeting cannot be moved there" in desktop.drag(meeting, date(2026, 11, 12))
    assert desktop.page.pane.form is None


def test_a_held_meeting_is_not_dragged(open_page: Open, service: Service, alison: Officer, own: Meeting) -> None:
    with service.change() as store:
        store.shelf(Meeting).keep(Meeting(**{**vars(service.now(own)), "state": "held"}))
    desktop = open_page()
    desktop.view(spans.MONTH, alison)
    assert desktop.drag(own, date(2026, 12, 17)) == ""
    assert desktop.page.pane.form is None


def test_somebody_who_may_only_look_moves_nothing(open_page: Open, alison: Officer, own: Meeting) -> None:
    desktop = open_page(READER)
    desktop.view(spans.MONTH, alison)
    assert desktop.drag(own, date(2026, 12, 17)) == ""
    desktop.press(Qt.Key.Key_M)
    assert desktop.page.pane.form is None
    assert not desktop.page.move_action.isVisible()


def test_with_several_meetings_on_a_day_m_asks_which(
    open_page: Open, service: Service, alison: Officer, review: Callable[..., Review], own: Meeting
) -> None:
    second = service.planned(review("Dan", date(2027, 1, 20), alison), date(2026, 12, 10), time=time(16))
    desktop = open_page(day=date(2026, 12, 10))
    desktop.view(spans.MONTH, alison)
    desktop.press(Qt.Key.Key_M)
    assert "Choose one of the meetings" in desktop.notices.words
    assert desktop.page.focusWidget() is desktop.page.pane.day.list
    desktop.press(Qt.Key.Key_Down)
    desktop.press(Qt.Key.Key_M)
    assert desktop.form.given.one.line.meeting == desktop.service.now(second)


def test_no_letter_of_the_form_is_that_of_another_control(desktop: Desktop, shared: Meeting) -> None:
    desktop.drag(shared, THURSDAY)
    texts = [
        label.text() for label in desktop.page.findChildren(QLabel) if label.buddy() is not None and label.isVisible()
    ]
    texts += [button.text() for button in desktop.page.findChildren(QAbstractButton) if button.isVisible()]
    letters = [QKeySequence.mnemonic(text).toString() for text in texts]
    assert {each: count for each, count in Counter(filter(None, letters)).items() if count > 1} == {}
