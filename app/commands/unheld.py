"""Meetings that took place and were no review: not quorate or abandoned. The duty to review stays."""

from dataclasses import dataclass, replace
from datetime import date
from typing import ClassVar

from app.commands.bookings import ABANDONED, NOT_QUORATE, link_to, planned_meeting
from app.commands.checking import review_for_change
from app.commands.meetings import Plan
from app.commands.serving import served_with
from app.domain.access import Right, Stamp
from app.domain.dates import long
from app.domain.errors import Refusal
from app.domain.reviews import Meeting, Review, Series
from app.store import Store


@dataclass(frozen=True)
class MeetingFailed:
    """Say that a meeting was not quorate or was abandoned: it was no review, and the review stays due when it was due.

    The booked meeting becomes that meeting; without a booking it is kept all the same. new_date books another.
    """

    review_id: str
    state: str
    on: date
    why: str
    new_date: date | None = None
    right: ClassVar[Right] = Right.RECORD
    title: ClassVar[str] = "Record a meeting that was no review"

    def run(self, store: Store, stamp: Stamp) -> Meeting:
        """The meeting that failed; refuses without a reason, a day to come, and a review that was held."""
        review = review_for_change(store, self.review_id)
        self._check(store, review)
        booked = planned_meeting(store, review.id)
        blank = booked or Meeting(date=self.on)
        failed = store.shelf(Meeting).keep(
            replace(blank, date=self.on, state=self.state, cancelled_why=self.why.strip())
        )
        other = served_with(store, review)
        link_to(store, failed.id, [review.id, *([other.id] if other else [])])
        if self.new_date:
            Plan(review.id, self.new_date).run(store, stamp)
        return failed

    def _check(self, store: Store, review: Review) -> None:
        if self.state not in (NOT_QUORATE, ABANDONED):
            raise Refusal("Say whether the meeting was not quorate or was abandoned.", "Choose one of the two.")
        if review.held:
            raise Refusal(f"This review was held on {long(review.held)}.", "Say first that it was not held after all.")
        if not self.why.strip():
            raise Refusal("Say why the meeting was no review.", "A few words are enough.")
        if self.on > store.stamp.today:
            raise Refusal(f"{long(self.on)} lies in the future.", "Check the date, or cancel the meeting instead.")
        series = store.shelf(Series).maybe(review.series_id)
        if series and series.start and series.start_known and self.on < series.start:
            raise Refusal(f"This began on {long(series.start)}, after {long(self.on)}.", "Check the date.")
