"""On the Reviews page: all that is said of a meeting, in sections that fold, saved as one change."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from app.commands.practice import KeepMeeting
from app.commands.settings import ChangeSetting
from app.domain.recommendations import Recommendation
from app.domain.reviews import Review, Series
from app.domain.voice import Voice
from app.queries.practice import MeetingFacts, MeetingInFull
from tests.ui.reviews.desktop import Desktop
from ui.reviews.around import ReviewContactForm, ReviewMeetingForm

FIRST, SECOND = date(2026, 8, 11), date(2026, 11, 10)


@pytest.fixture
def dara(desktop: Desktop) -> Review:
    """Dara's second review, held ten days ago; the first made two recommendations."""
    service = desktop.service
    child = service.child("D7", name="Dara Finn", date_of_birth=date(2013, 5, 1))
    series = service.period(child, date(2026, 7, 20))
    review = service.held(series, FIRST, SECOND, participation="PN1")
    words = ("Life-story work is to begin", "A dental check is to be arranged")
    advice = tuple(Recommendation(child_id="", review_id="", words=said, owner="Social worker") for said in words)
    service.desk().do(KeepMeeting(service.reviews(series)[0].id, recommendations=advice))
    desktop.settled(desktop.page.refresh)
    desktop.part("held")
    return review


def opened(desktop: Desktop) -> Any:
    """The form of Dara's meeting."""
    desktop.choose("Dara Finn")
    desktop.act("meeting")
    return desktop.form(ReviewMeetingForm)


def kept(desktop: Desktop, review: Review) -> MeetingFacts:
    """What is recorded."""
    return desktop.service.desk().ask(MeetingInFull(review.id))


def test_a_meeting_is_recorded_in_one_change_and_told_shortly_in_the_pane(desktop: Desktop, dara: Review) -> None:
    form = opened(desktop)
    assert [key for key, one in form.sections.items() if one.head.isChecked()] == ["voice"]
    form.hearing.choices["chaired"].set_value("co-chaired")
    grid = form.coming.grid
    grid.setFocus()
    row = next(row for row, who in grid.at.items() if who == "mother")
    grid.setCurrentCell(row, 1)
    QTest.keyClick(grid, Qt.Key.Key_Y)
    QTest.keyClick(grid, Qt.Key.Key_Right)
    QTest.keyClick(grid, Qt.Key.Key_Space)
    QTest.keyClick(grid, Qt.Key.Key_Right)
    QTest.keyClick(grid, Qt.Key.Key_L)
    form.plan.choices["plan_current"].set_value("partly")
    first, second = form.became.choices.values()
    first.set_value("done")
    second.set_value("not-done")
    form.became.button.click()
    form.recommended.lines[0].due.set_text("18 dec 26")
    form.recommended.lines[1].words.setPlainText("See the grandparents")
    desktop.save()
    assert desktop.said() == "Saved: the meeting of 10 November 2026. Earlier recommendations: 1 of 2 done, 1 not done."
    found = kept(desktop, dara)
    assert (found.voice.chaired, found.came, found.reported) == ("co-chaired", (1, 1), (0, 1))
    assert [(one.words, one.due) for one in found.recommendations] == [
        ("A dental check is to be arranged", date(2026, 12, 18)),
        ("See the grandparents", None),
    ]
    told = desktop.facts()
    for words in ("The child co-chaired it", "1 of 1", "0 of 1 in time", "The plan is up to date: partly"):
        assert words in told
    assert "2 recommendations" in told
    assert "1 of 2 done, 1 not done" in told
    with desktop.service.read() as store:
        assert store.accounts.latest(None, 1)[0].action == "Record the meeting"


def test_each_section_says_how_it_stands_while_it_is_folded(desktop: Desktop, dara: Review) -> None:
    form = opened(desktop)
    assert form.coming.state.text() == "Nothing is recorded"
    form.coming.answer(next(row for row, who in form.coming.grid.at.items() if who == "school"), 1, "yes")
    assert form.coming.state.text() == "0 of 1 came"
    assert form.sections["became"].state.text() == "2 not said"
    assert form.plan.state.text() == "Nothing is recorded"
    assert form.coming.head.accessibleName() == "Who came and reported, folded"
    form.coming.head.animateClick()
    desktop.qtbot.waitUntil(lambda: not form.coming.body.isHidden())
    assert form.coming.head.hasFocus()
    assert form.hearing.body.isHidden()
    assert form.coming.head.accessibleName() == "Who came and reported, shown"


def test_what_was_typed_comes_back_with_the_review(desktop: Desktop, dara: Review) -> None:
    form = opened(desktop)
    form.hearing.letter.set_text("soon")
    form.recommended.lines[0].words.setPlainText("Half of a sent")
    form.became.choices[next(iter(form.became.choices))].set_value("partly")
    desktop.settled(form.escape)
    again = opened(desktop)
    assert again.hearing.letter.text() == "soon"
    assert again.recommended.lines[0].text() == "Half of a sent"
    assert again.sections["became"].state.text() == "0 of 1 done, 1 partly; 1 not said"
    desktop.save()
    assert desktop.form(ReviewMeetingForm) is again
    assert not again.hearing.body.isHidden()
    assert kept(desktop, dara).voice.version == 0


def test_a_refusal_stands_below_the_section_that_it_is_about(desktop: Desktop, dara: Review) -> None:
    form = opened(desktop)
    form.recommended.lines[0].owner.setText("School")
    form.recommended.lines[0].typed.emit()
    desktop.save()
    assert "no words" in form._fields["recommended"].refused.text()
    assert not form.recommended.body.isHidden()


def test_rows_of_recommendations_grow_and_can_be_taken_out(desktop: Desktop, dara: Review) -> None:
    service = desktop.service
    service.desk().do(KeepMeeting(dara.id, recommendations=(Recommendation(child_id="", review_id="", words="Old"),)))
    desktop.settled(desktop.page.refresh)
    form = opened(desktop)
    assert [line.text() for line in form.recommended.lines] == ["Old", ""]
    form.recommended.lines[1].words.setPlainText("New")
    assert len(form.recommended.lines) == 3
    form.recommended.lines[0].remove.click()
    assert form.recommended.lines[0].words.accessibleName() == "Recommendation 1: what is to be done"
    desktop.settled(form.escape)
    form = opened(desktop)
    assert [line.text() for line in form.recommended.lines] == ["New", ""]
    desktop.save()
    assert [one.words for one in kept(desktop, dara).recommendations] == ["New"]


def test_somebody_else_recording_it_in_the_meantime_is_told_and_nothing_is_lost(desktop: Desktop, dara: Review) -> None:
    form = opened(desktop)
    form.hearing.choices["chaired"].set_value("no")
    other = Voice(child_id="", review_id="", chaired="chaired")
    desktop.settled(lambda: desktop.service.desk().do(KeepMeeting(dara.id, voice=other)))
    desktop.save()
    assert desktop.form(ReviewMeetingForm) is form
    assert "Somebody changed this meeting" in form._refused.text()
    assert kept(desktop, dara).voice.chaired == "chaired"


def test_the_form_says_if_the_child_was_seen_and_leads_to_a_contact(desktop: Desktop, dara: Review) -> None:
    form = opened(desktop)
    said = [label.text() for label in form.findChildren(type(form._refused))]
    assert (
        "Took part: PN1, attended and spoke for themselves. "
        "Whether the child was seen before the review is not recorded." in said
    )
    desktop.settled(form.record_contact)
    assert desktop.form(ReviewContactForm)


def test_the_pane_is_wider_while_a_meeting_is_recorded(desktop: Desktop, dara: Review) -> None:
    assert desktop.page.details is not None
    before = desktop.page.details.width()
    form = opened(desktop)
    assert desktop.page.details.width() > before
    desktop.settled(form.escape)
    assert desktop.page.details.width() == before


def test_a_review_that_is_to_be_held_has_no_meeting_to_tell_of(desktop: Desktop, amira: Series) -> None:
    desktop.choose("Amira Khan")
    assert not desktop.page.deeds.is_allowed("meeting")


def test_a_panel_that_was_not_complete_is_told_in_the_pane(desktop: Desktop) -> None:
    service = desktop.service
    service.desk().do(ChangeSetting("kinds.chaired", ["secure"]))
    series = service.period(service.child("S1", name="Sol Reed"), date(2026, 10, 20), "secure")
    service.kept(replace(service.held(series, date(2026, 11, 12)), chair_id=service.officer("Pat").id))
    desktop.settled(desktop.page.refresh)
    desktop.part("held")
    desktop.choose("Sol Reed")
    assert "Who sat on the panel is not recorded" in desktop.facts()
