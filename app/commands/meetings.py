"""Booking the meetings of reviews: plan, move on request, correct, cancel, bring forward."""

import datetime
from dataclasses import dataclass, replace
from datetime import date
from typing import ClassVar

from app.commands.bookings import book, planned_meeting
from app.commands.checking import review_for_change
from app.commands.serving import served_with
from app.domain.access import Right, Stamp
from app.domain.dates import long
from app.domain.errors import Refusal
from app.domain.reviews import Meeting, Rearrangement, Review, Series
from app.domain.settings import ListEntry
from app.store import Store


def _open(store: Store, review_id: str) -> Review:
    review = review_for_change(store, review_id)
    if review.held:
        raise Refusal(
            f"This review was held on {long(review.held)}.", "Look at it again, or correct what was recorded."
        )
    return review


def _booked(store: Store, review_id: str) -> Meeting:
    _open(store, review_id)
    meeting = planned_meeting(store, review_id)
    if meeting is None:
        raise Refusal("No meeting is booked for this review.", "Plan one first.")
    return meeting


def _check_day(store: Store, review_id: str, day: date) -> None:
    """Refuse a day in the past, and one after the period ends or the child turns 18."""
    if day < store.stamp.today:
        raise Refusal(f"{long(day)} is past.", "Record the review as held instead, or check the year.")
    series = store.shelf(Series).maybe(store.shelf(Review).get(review_id).series_id)
    if series and series.closes and day > series.closes:
        raise Refusal(f"This ends on {long(series.closes)}, before {long(day)}.", "Give an earlier day.")


def _check_length(minutes: int | None) -> None:
    if minutes is not None and not 1 <= minutes <= 24 * 60:
        raise Refusal("A meeting takes at least a minute and at most a day.", "Give its length in minutes.")


@dataclass(frozen=True)
class Plan:
    """Book a meeting for an open review, and for the one that is served with it."""

    review_id: str
    day: date
    time: datetime.time | None = None
    minutes: int | None = None
    place: str = ""
    right: ClassVar[Right] = Right.RECORD
    title: ClassVar[str] = "Book a date"

    def run(self, store: Store, stamp: Stamp) -> Meeting:
        """Refuses a day in the past and a second booking, which is a move or a correction."""
        review = _open(store, self.review_id)
        _check_day(store, review.id, self.day)
        _check_length(self.minutes)
        booked = planned_meeting(store, review.id)
        if booked:
            raise Refusal(f"A meeting is booked for {long(booked.date)}.", "Request a move, or correct the booking.")
        other = served_with(store, review)
        ids = [review.id, *([other.id] if other and planned_meeting(store, other.id) is None else [])]
        facts = {"time": self.time, "minutes": self.minutes, "place": self.place.strip()}
        return book(store, ids, self.day, **facts)


@dataclass(frozen=True)
class RequestMove:
    """Ask for another date: who asked, when and why; agreed or refused, by whom. Counted as a rearrangement."""

    review_id: str
    requested_by: str
    requested_on: date
    reason: str
    new_date: date | None
    agreed: bool = True
    decided_by: str = ""
    right: ClassVar[Right] = Right.RECORD
    title: ClassVar[str] = "Move a meeting"

    def run(self, store: Store, stamp: Stamp) -> Rearrangement:
        """The request; when agreed the booking has its new date."""
        meeting = _booked(store, self.review_id)
        self._check(store, meeting)
        if self.agreed and self.new_date:
            store.shelf(Meeting).keep(replace(meeting, date=self.new_date))
        return store.shelf(Rearrangement).keep(
            Rearrangement(
                meeting_id=meeting.id,
                review_id=self.review_id,
                requested_by=self.requested_by,
                requested_on=self.requested_on,
                reason=self.reason,
                decision="agreed" if self.agreed else "refused",
                decided_by=self.decided_by.strip(),
                old_date=meeting.date,
                new_date=self.new_date,
            )
        )

    def _check(self, store: Store, meeting: Meeting) -> None:
        for name, code in (("requester", self.requested_by), ("move-reason", self.reason)):
            if not store.shelf(ListEntry).find(list=name, code=code):
                raise Refusal("Say who asked for the move and why.", "Choose both from the lists.")
        if self.requested_on > store.stamp.today:
            raise Refusal("The request cannot lie in the future.", "Check the date of the request.")
        if self.agreed and self.new_date is None:
            raise Refusal("An agreed move needs its new date.", "Give the date, or cancel the meeting instead.")
        if self.agreed and self.new_date == meeting.date:
            raise Refusal("The meeting is on that day already.", "Give another date.")
        if self.agreed and self.new_date:
            _check_day(store, self.review_id, self.new_date)


@dataclass(frozen=True)
class CorrectBooking:
    """Correct a booking that was typed wrongly, or its time and place; not counted as a move."""

    review_id: str
    day: date
    time: datetime.time | None = None
    minutes: int | None = None
    place: str = ""
    right: ClassVar[Right] = Right.RECORD
    title: ClassVar[str] = "Correct a booking"

    def run(self, store: Store, stamp: Stamp) -> Meeting:
        """The corrected meeting."""
        meeting = _booked(store, self.review_id)
        if self.day != meeting.date:
            _check_day(store, self.review_id, self.day)
        _check_length(self.minutes)
        changed = replace(meeting, date=self.day, time=self.time, minutes=self.minutes, place=self.place.strip())
        return store.shelf(Meeting).keep(changed)


@dataclass(frozen=True)
class CancelMeeting:
    """Cancel the booked meeting; the duty to review stays."""

    review_id: str
    why: str
    right: ClassVar[Right] = Right.RECORD
    title: ClassVar[str] = "Cancel a meeting"

    def run(self, store: Store, stamp: Stamp) -> Meeting:
        """The cancelled meeting; refuses without a reason."""
        meeting = _booked(store, self.review_id)
        if not self.why.strip():
            raise Refusal("Say why the meeting is cancelled.", "A few words are enough.")
        return store.shelf(Meeting).keep(replace(meeting, state="cancelled", cancelled_why=self.why.strip()))


@dataclass(frozen=True)
class BringForward:
    """Hold a review earlier than due because the child, the IRO or somebody else asks (reg 33(3))."""

    review_id: str
    day: date
    by: str
    why: str
    right: ClassVar[Right] = Right.RECORD
    title: ClassVar[str] = "Bring a review forward"

    def run(self, store: Store, stamp: Stamp) -> Review:
        """The review, booked for the earlier day; refuses a day after the due date, and without who and why."""
        review = _open(store, self.review_id)
        if review.due and self.day >= review.due:
            raise Refusal(f"{long(self.day)} is not before the due date.", "Give an earlier day, or plan as usual.")
        if not self.by.strip() or not self.why.strip():
            raise Refusal("Say who asked for the review to be brought forward, and why.", "Both are needed.")
        booked = planned_meeting(store, review.id)
        if booked is None:
            Plan(review.id, self.day).run(store, stamp)
        elif booked.date != self.day:
            self._move(store, review, booked)
        brought = replace(review, brought_forward_by=self.by.strip(), brought_forward_why=self.why.strip())
        return store.shelf(Review).keep(brought)

    def _move(self, store: Store, review: Review, booked: Meeting) -> None:
        """A booked date that changes is a rearrangement, and counted as one."""
        _check_day(store, review.id, self.day)
        store.shelf(Meeting).keep(replace(booked, date=self.day))
        store.shelf(Rearrangement).keep(
            Rearrangement(
                meeting_id=booked.id,
                review_id=review.id,
                requested_by=self.by.strip(),
                requested_on=store.stamp.today,
                reason="brought-forward",
                old_date=booked.date,
                new_date=self.day,
            )
        )
