"""On the Reviews page: a review that takes several meetings, meetings that were no review, and one that serves two."""

from datetime import date

import pytest

from app.domain.reviews import Series
from tests.ui.reviews.desktop import Desktop, service_child
from ui.adjournform import AdjournForm, AmendForm, CompleteForm
from ui.reviews.failing import ApartForm, FailedForm, TogetherForm


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
