"""Adjourn a review that was opened, complete it at another meeting, and correct what was recorded of either."""

from dataclasses import dataclass, replace
from datetime import date
from typing import ClassVar

from app.commands.bookings import book, completed_at, not_completed_after_all, opened_at, opened_together
from app.commands.checking import check_facts, check_held, review_for_change, with_participation
from app.commands.scheduling import Rescheduler
from app.commands.serving import leave_booking, served_on
from app.domain.access import Right, Stamp
from app.domain.dates import long
from app.domain.errors import Refusal
from app.domain.kinds import KINDS, LOOKED_AFTER
from app.domain.reviews import Review
from app.domain.settings import ListEntry
from app.store import Store


def check_reason(store: Store, why: str) -> None:
    """Refuse a reason that the list does not have."""
    if not store.shelf(ListEntry).find(list="adjourn-reason", code=why):
        raise Refusal("Say why the review was adjourned.", "Choose a reason of the list, or add it in Settings.")


@dataclass(frozen=True)
class Adjourn:
    """Say that a review was opened on a day and adjourned: it is to be completed at another meeting.

    Whether this day or the one on which it is completed counts as held is the setting "reviews.adjourned" as it stands
    on this day. complete_by books the other meeting. What one meeting serves with it is adjourned with it.
    """

    review_id: str
    on: date
    why: str
    complete_by: date | None = None
    chair_id: str | None = None
    participation: str | None = None
    version: int | None = None
    right: ClassVar[Right] = Right.RECORD
    title: ClassVar[str] = "Adjourn a review"

    def run(self, store: Store, stamp: Stamp) -> Review:
        """The review; refuses a second adjournment (regulation 36), and a day on which it cannot have been opened."""
        review = review_for_change(store, self.review_id, self.version)
        self._check(store, review)
        other = served_on(store, review, self.on)
        if other is None:
            leave_booking(store, review, self.on)
        opened = (review, *((other,) if other and not other.adjourned_on else ()))
        for one in opened:
            self._keep(store, one)
        ids = [one.id for one in opened]
        opened_at(store, ids, self.on)
        if self.complete_by:
            book(store, ids, self.complete_by)
        Rescheduler(store).children((review.child_id,))
        return store.shelf(Review).get(review.id)

    def _check(self, store: Store, review: Review) -> None:
        if review.adjourned_on:
            raise Refusal(_once(review, review.adjourned_on), "Say when it was completed, or correct the adjournment.")
        if review.held:
            raise Refusal(
                f"This review is recorded as held on {long(review.held)}.",
                "Say first that it was not held after all, or correct it.",
            )
        check_reason(store, self.why)
        check_held(store, review, self.on)
        if self.complete_by and self.complete_by <= max(self.on, store.stamp.today):
            raise Refusal(
                f"{long(self.complete_by)} is no day on which the review can still be completed.",
                "Give a day that is to come; or adjourn it without one, and then say when it was completed.",
            )

    def _keep(self, store: Store, review: Review) -> None:
        adjourned = replace(
            review,
            adjourned_on=self.on,
            adjourned_why=self.why,
            chair_id=self.chair_id or review.chair_id,
            participation=self.participation or review.participation,
        )
        adjourned = with_participation(store, adjourned, self.on)
        check_facts(store, adjourned, review)
        store.shelf(Review).keep(adjourned)


def _once(review: Review, opened: date) -> str:
    """Why a review is not adjourned again."""
    if review.kind == LOOKED_AFTER:
        return (
            f"This review was adjourned on {long(opened)}. A looked-after review may be adjourned once "
            "(Care Planning Regulations 2010, regulation 36)."
        )
    return f"This {KINDS[review.kind].noun} was adjourned on {long(opened)} already."


@dataclass(frozen=True)
class Complete:
    """Say on which day an adjourned review was completed; what was adjourned at the same meeting is completed with it."""

    review_id: str
    on: date
    participation: str | None = None
    chair_id: str | None = None
    note: str = ""
    version: int | None = None
    right: ClassVar[Right] = Right.RECORD
    title: ClassVar[str] = "Complete an adjourned review"

    def run(self, store: Store, stamp: Stamp) -> Review:
        """The review; refuses one that was not adjourned or is complete, and a day on or before that of the opening."""
        review = review_for_change(store, self.review_id, self.version)
        if review.adjourned_on is None:
            raise Refusal("This review was not adjourned.", "Record it as held instead.")
        if review.completed_on:
            raise Refusal(f"This review was completed on {long(review.completed_on)} already.", "Correct it instead.")
        check_completed(store, review, review.adjourned_on, self.on)
        other = served_on(store, review, self.on)
        together = {one.id: one for one in (review, *_opened_with(store, review), *((other,) if other else ()))}
        for one in together.values():
            self._keep(store, one)
        completed_at(store, list(together), self.on)
        Rescheduler(store).children((review.child_id,))
        return store.shelf(Review).get(review.id)

    def _keep(self, store: Store, review: Review) -> None:
        """Complete what was adjourned; what is served with it and was not adjourned was held that day."""
        completed = replace(
            review,
            completed_on=self.on if review.adjourned_on else None,
            held=review.held if review.adjourned_on else self.on,
            participation=self.participation or review.participation,
            chair_id=self.chair_id or review.chair_id,
            note=self.note or review.note,
        )
        completed = with_participation(store, completed, completed.held or self.on)
        check_facts(store, completed, review)
        store.shelf(Review).keep(completed)


def check_completed(store: Store, review: Review, opened: date, day: date) -> None:
    """Refuse a day on which the review cannot have been completed."""
    _check_order(opened, day)
    check_held(store, review, day)


def _check_order(opened: date, completed: date | None) -> None:
    """Refuse a review that was completed before it was opened, or on the same day."""
    if completed and completed <= opened:
        raise Refusal(
            f"The review was opened on {long(opened)}; it cannot be completed on {long(completed)}.",
            "Check both dates.",
        )


def _opened_with(store: Store, review: Review) -> list[Review]:
    """The other review of the child that the same meeting opened, not completed either."""
    found = store.shelf(Review).find(child_id=review.child_id, adjourned_on=review.adjourned_on)
    return [one for one in found if one.id != review.id and one.series_id and not one.completed_on]


@dataclass(frozen=True)
class CorrectAdjournment:
    """Correct when a review was opened, why it was adjourned, and when it was completed, if it was.

    What the same meetings opened and completed with it is corrected with it.
    """

    review_id: str
    on: date
    why: str
    completed_on: date | None = None
    version: int | None = None
    right: ClassVar[Right] = Right.RECORD
    title: ClassVar[str] = "Correct an adjournment"

    def run(self, store: Store, stamp: Stamp) -> Review:
        """The review, held on the one of the two days that counts; its meetings have the corrected days."""
        review = review_for_change(store, self.review_id, self.version)
        if review.adjourned_on is None:
            raise Refusal("This review was not adjourned.", "Adjourn it instead.")
        if self.why != review.adjourned_why:
            check_reason(store, self.why)
        opened = (review, *opened_together(store, review))
        completed = [one for one in opened if one.completed_on == review.completed_on]
        for one in opened:
            self._keep(store, one, self.completed_on if one in completed else one.completed_on)
        opened_at(store, [one.id for one in opened], self.on, before=review.adjourned_on)
        self._complete(store, review, [one.id for one in completed])
        Rescheduler(store).children((review.child_id,))
        return store.shelf(Review).get(review.id)

    def _keep(self, store: Store, review: Review, completed: date | None) -> None:
        check_held(store, review, self.on)
        if completed:
            check_completed(store, review, self.on, completed)
        changed = replace(review, adjourned_on=self.on, adjourned_why=self.why, completed_on=completed)
        check_facts(store, changed, review)
        store.shelf(Review).keep(changed)

    def _complete(self, store: Store, review: Review, ids: list[str]) -> None:
        """The meeting that completed them was on the corrected day, or was none."""
        if self.completed_on:
            completed_at(store, ids, self.completed_on, before=review.completed_on)
        elif review.completed_on:
            not_completed_after_all(store, ids, review.completed_on)


def with_meetings(review: Review, held: date | None) -> Review:
    """An adjourned review whose held date is corrected: the meeting that counts was on that day, or neither took place."""
    if review.adjourned_on is None or held == review.held:
        return review
    if held is None:
        return replace(review, adjourned_on=None, adjourned_why=None, completed_on=None)
    counts_first = review.held is not None and review.held == review.adjourned_on
    changed = replace(review, adjourned_on=held) if counts_first else replace(review, completed_on=held)
    _check_order(changed.adjourned_on or held, changed.completed_on)
    return changed
