"""On the Reviews page: whether the child was seen before a review, and what followed it, in words and in forms."""

from datetime import date, timedelta

import pytest

from app.commands.settings import ChangeSetting
from app.domain.contacts import Contact
from app.domain.reviews import Series
from tests.builders import CALENDAR, TODAY
from tests.ui.reviews.desktop import Desktop
from ui.reviews.around import ReviewAfterForm, ReviewConferenceForm, ReviewContactForm
from ui.reviews.held import CorrectForm, HeldForm


@pytest.fixture
def cara(desktop: Desktop) -> Series:
    """Cara's period of care; her first review is due in four working days."""
    service = desktop.service
    child = service.child("C9", name="Cara Bell", date_of_birth=date(2012, 5, 1))
    period = service.period(child, CALENDAR.add_working_days(TODAY, -16))
    service.desk().do(ChangeSetting("records.from", "2026-11-01"))
    desktop.settled(desktop.page.refresh)
    return period


def contacts(desktop: Desktop) -> tuple[Contact, ...]:
    with desktop.service.read() as store:
        return store.shelf(Contact).find()


def test_the_pane_says_that_a_child_is_not_seen_yet_and_by_what_rule(desktop: Desktop, cara: Series) -> None:
    desktop.choose("Cara Bell")
    assert "Not seen yet: 4 working days left" in desktop.facts()
    assert "regulation 36(1)(b)" in desktop.facts()


def test_a_contact_is_recorded_from_the_pane_and_told_with_the_review_it_counts_for(
    desktop: Desktop, cara: Series
) -> None:
    desktop.choose("Cara Bell")
    desktop.act("contact")
    form = desktop.form(ReviewContactForm)
    form.day.set_text("yesterday")
    form._fields["alone"].control.set_value("yes")
    desktop.save()
    assert desktop.said() == "The contact is recorded. Seen before the review: 19 November 2026, alone."
    assert "Seen before the review: 19 November 2026, alone" in desktop.facts()
    assert "regulation 36(1)(b)" not in desktop.facts()


def test_whether_a_child_was_alone_is_asked_only_of_one_who_was_seen(desktop: Desktop, cara: Series) -> None:
    desktop.choose("Cara Bell")
    desktop.act("contact")
    form = desktop.form(ReviewContactForm)
    assert not form._fields["alone"].isHidden()
    form._fields["alone"].control.set_value("yes")
    form._fields["how"].control.set_value("declined")
    assert form._fields["alone"].isHidden()
    desktop.save()
    assert [(one.how, one.alone) for one in contacts(desktop)] == [("declined", None)]
    assert "The child declined (20 November 2026)" in desktop.facts()


def test_a_review_may_be_recorded_with_how_the_child_was_seen_before_it(desktop: Desktop, cara: Series) -> None:
    desktop.choose("Cara Bell")
    desktop.act("held")
    form = desktop.form(HeldForm)
    form.held.set_value(TODAY)
    form._fields["seen_before"].control.set_value("spoken")
    desktop.save()
    assert [(one.how, one.date) for one in contacts(desktop)] == [("spoken", None)]
    desktop.part("held")
    assert "Spoken to before the review: day not recorded" in desktop.facts()
    desktop.act("correct")
    assert "seen_before" not in desktop.form(CorrectForm).values()


def test_a_conference_asks_for_no_contact(desktop: Desktop) -> None:
    service = desktop.service
    service.period(service.child("D4", name="Dylan Price"), date(2026, 11, 16), "icpc")
    desktop.settled(desktop.page.refresh)
    desktop.choose("Dylan Price")
    assert not desktop.page.deeds.is_allowed("contact")
    assert "Before the review" not in desktop.facts()
    desktop.act("held")
    assert "seen_before" not in desktop.form(ReviewConferenceForm).values()


def test_what_followed_a_review_is_told_and_recorded_in_the_pane(desktop: Desktop, cara: Series) -> None:
    day = CALENDAR.add_working_days(TODAY, -8)
    review = desktop.service.held(cara, day)
    desktop.settled(desktop.page.refresh)
    desktop.part("held")
    desktop.choose("Cara Bell")
    assert "3 working days late (by " in desktop.facts()
    assert "Waits for the decisions" in desktop.facts()
    desktop.act("after")
    form = desktop.form(ReviewAfterForm)
    form.fill({"decisions": day + timedelta(days=1)})
    desktop.save()
    assert desktop.said() == "Saved: what followed the review."
    assert desktop.now(review).decisions_on == day + timedelta(days=1)
    desktop.act("after")
    form = desktop.form(ReviewAfterForm)
    form.fill({"sent": TODAY})
    desktop.save()
    assert desktop.page.pane.form is form
    assert desktop.now(review).sent_on is None
