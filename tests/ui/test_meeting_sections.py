"""The form of a meeting by itself: its sections, its rows that grow, what it refuses, and what it does not write over."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from pytestqt.qtbot import QtBot

from app.commands.practice import KeepMeeting
from app.desk import Desk
from app.domain.errors import Refusal, Stale
from app.domain.recommendations import Recommendation
from app.domain.reviews import Review
from app.domain.voice import Voice
from app.queries.practice import MeetingInFull
from tests.builders import CALENDAR, Service
from ui.children.meetingforms import ChildMeetingForm
from ui.notices import Notices
from ui.page import Tools
from ui.preferences import Preferences
from ui.runner import Runner

Open = Callable[[], ChildMeetingForm]


def advice(words: str) -> Recommendation:
    return Recommendation(child_id="", review_id="", words=words)


@pytest.fixture
def review(service: Service, desk: Desk) -> Review:
    """A second review; the first made two recommendations."""
    series = service.period(service.child(date_of_birth=date(2013, 5, 1)), date(2026, 7, 20))
    held = service.held(series, date(2026, 8, 11), date(2026, 11, 10), participation="PN1")
    desk.do(KeepMeeting(service.reviews(series)[0].id, recommendations=(advice("One"), advice("Two"))))
    return held


@pytest.fixture
def opened(desk: Desk, runner: Runner, review: Review, qtbot: QtBot) -> Open:
    """The form, on what is recorded now."""
    notices = Notices()
    qtbot.addWidget(notices)
    tools = Tools(runner, notices, Preferences(runner), lambda: CALENDAR)

    def make() -> ChildMeetingForm:
        form = ChildMeetingForm(tools, desk.ask(MeetingInFull(review.id)))
        qtbot.addWidget(form)
        form.show()
        return form

    return make


def test_each_section_says_how_it_stands_and_one_is_open_at_a_time(opened: Open, qtbot: QtBot) -> None:
    form = opened()
    assert [one.state.text() for one in form.sections.values()] == [
        "1 of 6 recorded",
        "Nothing is recorded",
        "Nothing is recorded",
        "2 not said",
        "None is recorded",
    ]
    form.coming.answer(next(row for row, who in form.coming.grid.at.items() if who == "school"), 1, "yes")
    assert form.coming.state.text() == "0 of 1 came"
    assert form.coming.head.accessibleName() == "Who came and reported, folded"
    form.coming.head.animateClick()
    qtbot.waitUntil(lambda: not form.coming.body.isHidden())
    assert form.coming.head.accessibleName() == "Who came and reported, shown"
    assert form.hearing.body.isHidden()


def test_a_refusal_opens_the_section_that_it_is_about(opened: Open, desk: Desk) -> None:
    form = opened()
    form.recommended.lines[0].owner.setText("School")
    with pytest.raises(Refusal) as refused:
        desk.do(form.command())
    form.refuse(refused.value, form.blame(refused.value))
    assert "no words" in form._fields["recommended"].refused.text()
    assert not form.recommended.body.isHidden()


def test_rows_of_recommendations_grow_and_can_be_taken_out(opened: Open, desk: Desk, review: Review) -> None:
    desk.do(KeepMeeting(review.id, recommendations=(advice("Old"),)))
    form = opened()
    assert [line.text() for line in form.recommended.lines] == ["Old", ""]
    form.recommended.lines[1].words.setPlainText("New")
    assert len(form.recommended.lines) == 3
    form.recommended.lines[0].remove.click()
    assert form.recommended.lines[0].words.accessibleName() == "Recommendation 1: what is to be done"
    form.leave()
    again = opened()
    assert [line.text() for line in again.recommended.lines] == ["New", ""]
    desk.do(again.command())
    assert [one.words for one in desk.ask(MeetingInFull(review.id)).recommendations] == ["New"]


def test_what_was_recorded_since_a_draft_was_typed_is_there_too(opened: Open, desk: Desk, review: Review) -> None:
    form = opened()
    form.recommended.lines[0].words.setPlainText("Mine")
    form.leave()
    desk.do(KeepMeeting(review.id, recommendations=(advice("Theirs"),)))
    again = opened()
    assert [line.text() for line in again.recommended.lines] == ["Mine", "Theirs", ""]
    desk.do(again.command())
    assert {one.words for one in desk.ask(MeetingInFull(review.id)).recommendations} == {"Mine", "Theirs"}


def test_what_somebody_else_recorded_in_the_meantime_is_told_above_the_buttons(
    opened: Open, desk: Desk, review: Review
) -> None:
    form = opened()
    form.hearing.choices["chaired"].set_value("no")
    desk.do(KeepMeeting(review.id, voice=Voice(child_id="", review_id="", chaired="chaired")))
    with pytest.raises(Stale) as stale:
        desk.do(form.command())
    assert form.blame(stale.value) == ""
    assert desk.ask(MeetingInFull(review.id)).voice.chaired == "chaired"


def test_a_form_in_which_nothing_was_changed_writes_nothing(opened: Open, desk: Desk, review: Review) -> None:
    kept = desk.ask(MeetingInFull(review.id)).earlier[0].recommendation
    desk.do(KeepMeeting(review.id, progress=(replace(kept, progress="done"),), recommendations=(advice("Go"),)))
    assert desk.do(opened().command()).entry is None
