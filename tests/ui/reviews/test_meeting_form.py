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
from app.domain.reviews import Review
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


def test_how_the_child_took_part_is_the_first_question_and_one_change_with_the_meeting(
    desktop: Desktop, dara: Review
) -> None:
    desktop.service.kept(replace(desktop.now(dara), participation=None))
    desktop.settled(desktop.page.refresh)
    form = opened(desktop)
    assert next(iter(form.hearing.choices)) == "participation"
    form.hearing.choices["participation"].set_value("PN6")
    form.hearing.choices["chaired"].set_value("chaired")
    desktop.save()
    assert "did not attend (PN6)" in form._fields["voice"].refused.text()
    form.hearing.choices["chaired"].set_value("")
    form.hearing.choices["consultation"].set_value("app")
    desktop.save()
    assert desktop.now(dara).participation == "PN6"
    assert kept(desktop, dara).voice.consultation == "app"
    with desktop.service.read() as store:
        assert store.accounts.latest(None, 1)[0].action == "Record the meeting"


def test_of_a_child_under_four_the_meeting_proposes_pn0(desktop: Desktop) -> None:
    service = desktop.service
    series = service.period(service.child("E8", name="Ella Moss", date_of_birth=date(2025, 12, 1)), date(2026, 10, 20))
    review = service.held(series, date(2026, 11, 12))
    desktop.settled(desktop.page.refresh)
    desktop.part("held")
    desktop.choose("Ella Moss")
    desktop.act("meeting")
    form = desktop.form(ReviewMeetingForm)
    assert form.hearing.participation() == "PN0"
    assert form.hearing.choices["participation"]._values == ["", "PN0"]
    desktop.save()
    assert desktop.now(review).participation == "PN0"


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


def test_a_panel_that_was_not_complete_is_told_in_the_pane(desktop: Desktop) -> None:
    service = desktop.service
    service.desk().do(ChangeSetting("kinds.chaired", ["secure"]))
    series = service.period(service.child("S1", name="Sol Reed"), date(2026, 10, 20), "secure")
    service.kept(replace(service.held(series, date(2026, 11, 12)), chair_id=service.officer("Pat").id))
    desktop.settled(desktop.page.refresh)
    desktop.part("held")
    desktop.choose("Sol Reed")
    assert "Who sat on the panel is not recorded" in desktop.facts()


def test_the_pane_is_wider_while_a_meeting_is_recorded_and_a_contact_can_be_recorded_instead(
    desktop: Desktop, dara: Review
) -> None:
    assert desktop.page.details is not None
    before = desktop.page.details.width()
    form = opened(desktop)
    assert desktop.page.details.width() > before
    said = [label.text() for label in form.findChildren(type(form._refused))]
    assert "Whether the child was seen before the review is not recorded." in said
    assert form.hearing.participation() == "PN1"
    desktop.settled(form.record_contact)
    assert desktop.form(ReviewContactForm)
    assert desktop.page.details.width() == before
    desktop.part("open")
    desktop.choose("Amira Khan")
    assert not desktop.page.deeds.is_allowed("meeting")
