"""On the Reviews page: a review that takes several meetings, meetings that were no review, and one that serves two."""

from datetime import date

import pytest
from PySide6.QtWidgets import QPushButton

from app.commands.serving import ServeTogether
from app.commands.settings import ChangeSetting
from app.commands.undo import UndoLatest
from app.domain.conferences import ConferenceOutcome
from app.domain.reviews import Review, Series
from tests.ui.reviews.desktop import Desktop, service_child
from ui.adjournform import AdjournForm, AmendForm, CompleteForm
from ui.reviews.around import ReviewConferenceForm
from ui.reviews.failing import ApartForm, FailedForm, TogetherForm
from ui.reviews.held import HeldForm


@pytest.fixture
def amira_chosen(desktop: Desktop, amira: Series) -> Desktop:
    """Amira's first review, due on 1 December, is chosen."""
    desktop.choose("Amira Khan")
    return desktop


def test_a_review_is_adjourned_with_a_reason_completed_and_corrected(amira_chosen: Desktop, amira: Series) -> None:
    desktop = amira_chosen
    desktop.act("adjourn")
    form = desktop.form(AdjournForm)
    form.day.set_text("16 nov 26")
    desktop.save()
    assert "Say why the review was adjourned" in form._fields["why"].refused.text()
    form._fields["why"].control.set_value("information")
    form._fields["participation"].control.set_value("PN1")
    desktop.save()
    assert desktop.said() == (
        "Adjourned. Opened on 16 November 2026 and adjourned: more information needed. "
        "To be completed by 14 December 2026."
    )
    desktop.part("held")
    desktop.choose("Amira Khan")
    assert "To be completed by 14 December 2026" in desktop.facts()
    buttons = [button.text() for button in desktop.page.pane.facts.findChildren(QPushButton)]
    assert "Mark as completed" in buttons
    desktop.act("complete")
    desktop.form(CompleteForm).day.set_text("20 nov 26")
    desktop.save()
    assert desktop.said().startswith("Completed. It counts as held on 16 November 2026.")
    assert "Completed on 20 November 2026, 4 working days later" in desktop.facts()
    assert not desktop.page.deeds.is_allowed("complete")
    desktop.act("amend")
    desktop.form(AmendForm)._fields["completed"].control.set_text("19 nov 26")
    desktop.save()
    assert "3 working days later" in desktop.said()


def test_a_meeting_that_was_not_quorate_leaves_the_review_due_and_books_it_again(
    amira_chosen: Desktop, amira: Series
) -> None:
    desktop = amira_chosen
    desktop.act("failed")
    form = desktop.form(FailedForm)
    form.fill({"state": "not-quorate", "day": date(2026, 11, 19), "again": date(2026, 11, 27)})
    desktop.save()
    assert "Say why" in form._fields["why"].refused.text()
    form._fields["why"].control.setText("Health was missing")
    desktop.save()
    assert desktop.said() == "Recorded: it was no review. Booked again for 27 November 2026."
    assert desktop.service.open_review(amira).held is None


def test_one_meeting_serves_two_reviews_until_they_are_parted(amira_chosen: Desktop, amira: Series) -> None:
    desktop = amira_chosen
    assert not desktop.page.deeds.is_allowed("together")
    desktop.service.period(service_child(desktop.service, amira), date(2026, 10, 20), "rcpc")
    desktop.settled(desktop.page.refresh)
    desktop.choose("Amira Khan")
    desktop.act("together")
    desktop.form(TogetherForm)
    desktop.save()
    assert desktop.said() == "One meeting now serves both reviews."
    desktop.choose("Amira Khan")
    assert "One meeting also serves" in desktop.facts()
    desktop.act("apart")
    desktop.form(ApartForm)
    desktop.save()
    assert desktop.said() == "The two reviews are held apart again."


@pytest.fixture
def joined(amira_chosen: Desktop, amira: Series) -> tuple[Desktop, Review, Review]:
    """Amira's review and the conference that reviews her plan, held at one meeting."""
    desktop = amira_chosen
    service = desktop.service
    service.desk().do(ChangeSetting("records.from", "2026-11-01"))
    plan = service.period(service_child(service, amira), date(2026, 10, 20), "rcpc")
    review, conference = service.open_review(amira), service.open_review(plan)
    service.desk().do(ServeTogether(review.id, conference.id))
    desktop.settled(desktop.page.refresh)
    desktop.choose("Amira Khan")
    return desktop, review, conference


def test_recording_a_review_says_which_conference_is_recorded_too_and_asks_what_it_decided(
    joined: tuple[Desktop, Review, Review],
) -> None:
    desktop, review, conference = joined
    desktop.act("held")
    form = desktop.form(HeldForm)
    said = [label.text() for label in form.findChildren(type(form._refused))]
    assert any("Also recorded as held, at the same meeting:" in words for words in said)
    assert form._fields["category"].isHidden()
    form.held.set_text("17 nov 26")
    form._fields["participation"].control.set_value("PN1")
    form._fields["outcome"].control.set_value("continues")
    assert not form._fields["category"].isHidden()
    form._fields["category"].control.set_value("EMO")
    desktop.save()
    assert desktop.said().endswith("The conference is recorded too: plan continues.")
    both = (desktop.now(review), desktop.now(conference))
    assert [(one.held, one.participation) for one in both] == [(date(2026, 11, 17), "PN1")] * 2
    with desktop.service.read() as store:
        [outcome] = store.shelf(ConferenceOutcome).find(review_id=conference.id)
    assert (outcome.outcome, outcome.category) == ("continues", "EMO")
    desktop.service.desk().do(UndoLatest())
    assert [desktop.now(one).held for one in both] == [None, None]


def test_what_a_conference_decided_is_to_come_until_it_is_recorded(joined: tuple[Desktop, Review, Review]) -> None:
    desktop, _, conference = joined
    desktop.act("held")
    form = desktop.form(HeldForm)
    form.held.set_text("17 nov 26")
    form._fields["participation"].control.set_value("PN1")
    desktop.save()
    desktop.part("undecided")
    assert desktop.rows() == ["Amira Khan"]
    desktop.choose("Amira Khan")
    desktop.act("decided")
    about = desktop.form(ReviewConferenceForm)
    [row] = about.who.rows
    assert row.participation.value() == "PN1"
    row.outcome.set_value("ends")
    desktop.save()
    desktop.part("undecided")
    assert desktop.rows() == []
    assert desktop.now(conference).held == date(2026, 11, 17)


def test_of_a_baby_pn0_is_filled_in_wherever_a_meeting_is_recorded(desktop: Desktop) -> None:
    service = desktop.service
    baby = service.child("E8", name="Ella Moss", date_of_birth=date(2026, 1, 5))
    review = service.open_review(service.period(baby, date(2026, 10, 20)))
    desktop.settled(desktop.page.refresh)
    desktop.choose("Ella Moss")
    desktop.act("held")
    form = desktop.form(HeldForm)
    form.held.set_text("16 nov 26")
    assert form.participation.value() == "PN0"
    desktop.save()
    assert desktop.now(review).participation == "PN0"
    desktop.part("to-come")
    assert desktop.rows() == []
    service.period(service.child("F9", name="Finn Moss", date_of_birth=date(2026, 1, 5)), date(2026, 10, 20), "rcpc")
    desktop.part("open")
    desktop.choose("Finn Moss")
    desktop.act("held")
    [row] = desktop.form(ReviewConferenceForm).who.rows
    assert row.participation.value() == "PN0"
