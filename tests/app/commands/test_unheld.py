"""Meetings that were no review, conferences that were not needed, and periods of the wrong subject."""

from datetime import date

import pytest

from app.commands.meetings import BringForward, CancelMeeting, Plan
from app.commands.periods import CorrectPeriod, EndPeriod, StartPeriod
from app.commands.reviews import RecordHeld
from app.commands.settings import ChangeSetting
from app.commands.undo import UndoLatest
from app.commands.unheld import MeetingFailed
from app.desk import Desk
from app.domain.children import Child
from app.domain.dates import Period
from app.domain.errors import Refusal
from app.domain.kinds import KINDS
from app.domain.reviews import Meeting, MeetingReview, Review, Series
from app.queries.calendar.between import MeetingsBetween
from app.queries.reviews import DueCounts
from app.queries.timeliness import Timeliness
from tests.builders import TODAY, Service

LAST_WEEK, NEXT_WEEK = date(2026, 11, 13), date(2026, 11, 27)


@pytest.fixture
def plan(service: Service) -> Series:
    """On a plan since 14 September 2026: the conference is due on 14 December 2026."""
    return service.period(service.child(date_of_birth=date(2014, 5, 1)), date(2026, 9, 14), "rcpc")


def meetings(service: Service, review: Review) -> list[tuple[str, date, str]]:
    with service.read() as store:
        keys = tuple(link.meeting_id for link in store.shelf(MeetingReview).find(review_id=review.id))
        return sorted((one.state, one.date, one.cancelled_why) for one in store.shelf(Meeting).find(id=keys))


@pytest.mark.parametrize("state", ["not-quorate", "abandoned"])
def test_a_meeting_that_was_no_review_stays_and_so_does_the_duty(
    service: Service, desk: Desk, plan: Series, state: str
) -> None:
    review = service.open_review(plan)
    service.planned(review, LAST_WEEK)
    desk.do(MeetingFailed(review.id, state, LAST_WEEK, "Police absent", NEXT_WEEK))
    assert service.open_review(plan).due == date(2026, 12, 14)
    assert meetings(service, review) == [(state, LAST_WEEK, "Police absent"), ("planned", NEXT_WEEK, "")]
    days = desk.ask(MeetingsBetween(LAST_WEEK, NEXT_WEEK))
    shown = [(event.day, event.brief) for day in days.days for event in day.events]
    assert [day for day, _ in shown] == [LAST_WEEK, NEXT_WEEK]
    assert shown[0][1] == state.replace("-", " ")
    counts = desk.ask(DueCounts())
    assert (counts["open"], counts["not-booked"]) == (1, 0)
    desk.do(UndoLatest())
    assert meetings(service, review) == [("planned", LAST_WEEK, "")]


def test_a_meeting_without_a_booking_that_was_not_quorate_is_kept_too(
    service: Service, desk: Desk, plan: Series
) -> None:
    review = service.open_review(plan)
    desk.do(MeetingFailed(review.id, "not-quorate", LAST_WEEK, "Police absent"))
    desk.do(RecordHeld(review.id, TODAY))
    assert meetings(service, review) == [("not-quorate", LAST_WEEK, "Police absent")]
    assert service.now(review).held == TODAY


@pytest.mark.parametrize(
    ("state", "on", "why", "words"),
    [
        ("cancelled", LAST_WEEK, "Snow", "not quorate or was abandoned"),
        ("abandoned", LAST_WEEK, " ", "Say why"),
        ("abandoned", NEXT_WEEK, "Snow", "lies in the future"),
        ("abandoned", date(2026, 9, 13), "Snow", "This began on"),
    ],
)
def test_what_cannot_be_true_of_a_failed_meeting_is_refused(
    service: Service, desk: Desk, plan: Series, state: str, on: date, why: str, words: str
) -> None:
    with pytest.raises(Refusal, match=words):
        desk.do(MeetingFailed(service.open_review(plan).id, state, on, why))


def test_a_review_without_a_meeting_a_cancelled_and_a_brought_forward_one_are_undone_as_they_were_done(
    service: Service, desk: Desk, plan: Series
) -> None:
    review = service.open_review(plan)
    desk.do(Plan(review.id, date(2026, 12, 1)))
    desk.do(BringForward(review.id, NEXT_WEEK, "child", "Asked for it"))
    desk.do(CancelMeeting(review.id, "Snow"))
    desk.do(RecordHeld(review.id, TODAY, without_meeting=True))
    assert service.now(review).without_meeting
    for _ in range(4):
        desk.do(UndoLatest())
    assert service.open_review(plan).id == review.id
    assert meetings(service, review) == []


@pytest.mark.parametrize("kind", ["icpc", "transfer-in"])
def test_a_conference_that_is_not_needed_is_not_due_not_late_and_in_no_figure(
    service: Service, desk: Desk, kind: str
) -> None:
    desk.do(ChangeSetting("kinds.chaired", list(KINDS)))
    enquiry: Series = desk.do(StartPeriod(service.child().id, kind, date(2026, 9, 1))).result
    assert desk.ask(DueCounts())["overdue"] == 1
    desk.do(EndPeriod(enquiry.id, date(2026, 11, 2), "not-needed"))
    assert service.reviews(enquiry) == ()
    assert desk.ask(DueCounts())["overdue"] == 0
    asked = Timeliness(Period(date(2026, 9, 1), TODAY), "kind", count="due")
    assert {line.key: line.denominator for line in desk.ask(asked).lines}[kind] == 0
    desk.do(UndoLatest())
    assert service.open_review(enquiry).due == date(2026, 9, 22)


def test_a_conference_that_was_held_cannot_be_found_not_to_be_needed(service: Service, desk: Desk) -> None:
    enquiry: Series = desk.do(StartPeriod(service.child().id, "icpc", date(2026, 9, 1))).result
    desk.do(RecordHeld(service.open_review(enquiry).id, date(2026, 9, 14)))
    with pytest.raises(Refusal, match="A conference was held on 14 September 2026"):
        desk.do(EndPeriod(enquiry.id, date(2026, 9, 15), "not-needed"))
    plan: Series = desk.do(StartPeriod(enquiry.child_id, "rcpc", date(2026, 9, 14))).result
    with pytest.raises(Refusal, match="Only a conference"):
        desk.do(CorrectPeriod(plan.id, plan.start, True, date(2026, 9, 20), "not-needed"))


def test_a_household_has_no_looked_after_reviews_and_a_child_no_approval(service: Service, desk: Desk) -> None:
    household, child = service.child("F1", household="Two children"), service.child()
    with pytest.raises(Refusal, match="foster household: only its approval"):
        desk.do(StartPeriod(household.id, "looked-after", date(2026, 9, 1)))
    with pytest.raises(Refusal, match="belong to a foster household"):
        desk.do(StartPeriod(child.id, "foster-carer", date(2026, 9, 1)))
    approved: Series = desk.do(StartPeriod(household.id, "foster-carer", date(2026, 9, 1))).result
    assert service.open_review(approved).due == date(2027, 9, 1)


def test_a_conference_before_birth_keeps_everything_when_the_child_is_born(service: Service, desk: Desk) -> None:
    unborn = service.child("U1", name="Baby Archer", expected_on=date(2027, 1, 15))
    enquiry: Series = desk.do(StartPeriod(unborn.id, "icpc", date(2026, 11, 2))).result
    review = service.open_review(enquiry)
    assert (review.due, review.local_due) == (date(2026, 11, 23), date(2026, 11, 20)), "eight weeks before the birth"
    desk.do(RecordHeld(review.id, TODAY))
    plan: Series = desk.do(StartPeriod(unborn.id, "rcpc", TODAY)).result
    born: Child = service.kept(_born(service.now(unborn)))
    service.decided(enquiry)
    assert (service.now(review).held, service.now(review).due) == (TODAY, date(2026, 11, 23))
    assert service.open_review(plan).due == date(2027, 2, 20)
    assert born.expected_on == date(2027, 1, 15)


def _born(child: Child) -> Child:
    return Child(**{**child.__dict__, "date_of_birth": date(2027, 1, 12)})
