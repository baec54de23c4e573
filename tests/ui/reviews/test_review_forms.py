"""Reviews are recorded, planned, moved and corrected in the pane, and nothing typed is lost."""

from datetime import date

from PySide6.QtWidgets import QLabel

from app.domain.kinds import ICPC
from app.domain.reviews import Meeting, Rearrangement, Series
from tests.builders import TODAY
from tests.ui.reviews.desktop import Desktop
from ui.moveform import MoveForm
from ui.participationfield import codes_for
from ui.reviews.around import ReviewConferenceForm
from ui.reviews.bookings import BookingForm, CancelForm, PlanForm
from ui.reviews.held import CorrectForm, FactsForm, HeldForm
from ui.reviews.others import LateReasonForm, VoidForm


def test_recording_a_review_says_the_next_date_and_goes_on_with_the_next_row(desktop: Desktop, ben: Series) -> None:
    review = desktop.service.open_review(ben)
    desktop.choose("Ben Osei")
    desktop.act("held")
    form = desktop.form(HeldForm)
    form.held.set_text("20/10/26")
    assert form._fields["late_reason"].isHidden()
    desktop.save()
    assert desktop.said() == "Recorded as held on 20 October 2026, in time. Next due 20 January 2027."
    assert desktop.now(review).held == date(2026, 10, 20)
    row = desktop.page.table.row_now()
    assert row is not None
    assert row.cells[0] == "Amira Khan"
    assert desktop.page.pane.form is None


def test_a_late_review_may_say_why_and_facts_left_to_come_are_listed(desktop: Desktop, ben: Series) -> None:
    desktop.choose("Ben Osei")
    desktop.act("held")
    form = desktop.form(HeldForm)
    form.held.set_text("19 nov 26")
    assert not form._fields["late_reason"].isHidden()
    desktop.save()
    assert desktop.said().startswith("Recorded as held on 19 November 2026, late.")
    desktop.part("to-come")
    assert desktop.rows() == ["Ben Osei"]
    desktop.act("facts")
    facts = desktop.form(FactsForm)
    facts.participation.set_value("PN0")
    facts._fields["late_reason"].control.set_value("illness")
    desktop.save()
    assert desktop.rows() == []
    review = desktop.service.reviews(ben)[0]
    assert (review.held, review.participation, review.late_reason) == (date(2026, 11, 19), "PN0", "illness")


def test_codes_follow_the_age_of_the_child_on_the_day() -> None:
    born = date(2020, 6, 1)
    assert [code for code, _ in codes_for(born, date(2024, 5, 31))] == ["", "PN0"]
    assert "PN0" not in dict(codes_for(born, date(2024, 6, 2)))
    assert len(codes_for(born, date(2024, 6, 1))) == 9
    assert codes_for(None, TODAY)[1] == ("PN0", "PN0: Under 4 at the time of the review")


def test_a_conference_is_recorded_in_a_form_of_its_own(desktop: Desktop) -> None:
    service = desktop.service
    service.period(service.child("D4", name="Dylan Price"), date(2026, 11, 16), ICPC)
    desktop.settled(desktop.page.refresh)
    desktop.choose("Dylan Price")
    desktop.act("held")
    form = desktop.form(ReviewConferenceForm)
    form.day.set_text("20 nov 26")
    (dylan,) = form.who.chosen()
    dylan.outcome.set_value("no-plan")
    dylan.participation.set_value("PN6")
    desktop.save()
    assert desktop.said().startswith("The conference is recorded.")
    desktop.part("held")
    assert "PN6: Did not attend, views were sent" in desktop.facts()


def test_a_refusal_stays_beside_its_field_and_nothing_is_lost(desktop: Desktop, amira: Series) -> None:
    desktop.choose("Amira Khan")
    desktop.act("held")
    form = desktop.form(HeldForm)
    form.held.set_text("2/11/26")
    form._fields["note"].control.setText("By telephone")
    desktop.save()
    assert desktop.form(HeldForm) is form
    assert "cannot be held before 3 November 2026" in form._fields["held"].refused.text()
    assert form.values()["note"] == "By telephone"
    form.held.set_text("19/11/26")
    desktop.save()
    assert desktop.service.reviews(amira)[0].note == "By telephone"


def test_what_was_half_typed_comes_back_with_its_review(desktop: Desktop) -> None:
    desktop.choose("Ben Osei")
    desktop.act("held")
    desktop.form(HeldForm).held.set_text("19 no")
    desktop.choose("Amira Khan")
    assert desktop.page.pane.form is None
    desktop.choose("Ben Osei")
    assert desktop.form(HeldForm).held.text() == "19 no"
    desktop.settled(desktop.form(HeldForm).cancel)
    desktop.choose("Amira Khan")
    desktop.choose("Ben Osei")
    assert desktop.page.pane.form is None


def test_a_form_stays_open_while_the_list_is_read_anew(desktop: Desktop) -> None:
    desktop.choose("Ben Osei")
    desktop.act("held")
    form = desktop.form(HeldForm)
    desktop.settled(desktop.page.refresh)
    assert desktop.form(HeldForm) is form


def test_a_meeting_is_planned_moved_corrected_and_cancelled(desktop: Desktop, amira: Series) -> None:
    review = desktop.service.open_review(amira)
    desktop.choose("Amira Khan")
    desktop.act("plan")
    form = desktop.form(PlanForm)
    form.day.set_text("27/11/26")
    form._fields["time"].control.setText("half past")
    desktop.save()
    assert "is not a time of day" in form._fields["time"].refused.text()
    form._fields["time"].control.setText("1030")
    desktop.save()
    assert desktop.said() == "Booked for 27 November 2026."
    assert "Fri 27 Nov 2026, 10:30" in desktop.facts()

    desktop.act("move")
    move = desktop.form(MoveForm)
    desktop.save()
    assert "Say who asked" in move._fields["requested_by"].refused.text()
    move._fields["requested_by"].control.set_value("carer")
    move._fields["reason"].control.set_value("illness")
    move._fields["new_date"].control.set_text("30/11/26")
    desktop.save()
    assert desktop.said() == "Moved to 30 November 2026."
    assert (
        "Carer asked for another date (illness). Agreed: from 27 November 2026 to 30 November 2026." in desktop.facts()
    )

    desktop.act("booking")
    desktop.form(BookingForm)._fields["place"].control.setText("County Hall")
    desktop.save()
    desktop.act("cancel")
    assert "still to be held: it is due 1 December 2026" in "".join(
        x.text() for x in desktop.form(CancelForm).findChildren(QLabel)
    )
    desktop.form(CancelForm)._fields["why"].control.setText("School closed")
    desktop.save()
    with desktop.service.read() as store:
        assert len(store.shelf(Rearrangement).find(review_id=review.id)) == 1
        meeting = store.shelf(Meeting).find()[0]
    assert (meeting.state, meeting.place, meeting.date) == ("cancelled", "County Hall", date(2026, 11, 30))
    assert desktop.now(review).held is None


def test_a_refused_move_is_kept_and_the_date_stays(desktop: Desktop, amira: Series) -> None:
    desktop.service.planned(desktop.service.open_review(amira), date(2026, 11, 27))
    desktop.settled(desktop.page.refresh)
    desktop.choose("Amira Khan")
    desktop.act("move")
    form = desktop.form(MoveForm)
    form._fields["requested_by"].control.set_value("social-worker")
    form._fields["reason"].control.set_value("report-not-ready")
    form.decision.set_value("refused")
    assert form._fields["new_date"].isHidden()
    desktop.save()
    assert desktop.said() == "The refused request is kept. The meeting stays on 27 November 2026."


def test_an_overdue_review_may_say_why_before_it_is_held(desktop: Desktop, ben: Series) -> None:
    desktop.choose("Ben Osei")
    desktop.act("reason")
    desktop.form(LateReasonForm)._fields["reason"].control.set_value("court")
    desktop.save()
    assert desktop.service.open_review(ben).late_reason == "court"


def test_undo_takes_back_what_was_recorded(desktop: Desktop, ben: Series) -> None:
    desktop.choose("Ben Osei")
    desktop.act("held")
    desktop.form(HeldForm).held.set_text("today")
    desktop.save()
    assert desktop.rows() == ["Amira Khan", "Ben Osei"]
    desktop.settled(desktop.notices._button.click)
    assert desktop.rows() == ["Ben Osei", "Amira Khan"]
    assert desktop.said().startswith("Undone: ")
    assert desktop.service.open_review(ben).due == date(2026, 10, 29)


def test_a_held_review_is_corrected_or_void(desktop: Desktop, ben: Series) -> None:
    desktop.service.held(ben, date(2026, 11, 18))
    desktop.settled(desktop.page.refresh)
    desktop.part("held")
    desktop.act("correct")
    desktop.form(CorrectForm).held.set_text("17/11/26")
    desktop.save()
    assert desktop.service.reviews(ben)[0].held == date(2026, 11, 17)
    desktop.act("void")
    desktop.save()
    assert "Say why" in desktop.form(VoidForm)._fields["why"].refused.text()
    desktop.form(VoidForm)._fields["why"].control.setText("Entered twice")
    desktop.save()
    assert desktop.rows() == []
    assert desktop.service.open_review(ben).due == date(2026, 10, 29)
