"""What a person does to a review: record it as held, correct, add, place or void it, and say how sure its number is."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from typing import ClassVar

from app.commands.adjourning import Complete, with_meetings
from app.commands.bookings import hand_over, held_at, held_together, not_held_after_all, void_meetings
from app.commands.checking import check_facts, check_held, review_for_change, series_for_change, with_participation
from app.commands.contacts import SayIfSeen, say_if_seen
from app.commands.scheduling import Rescheduler
from app.commands.serving import leave_booking, served_on
from app.domain.access import Right, Stamp
from app.domain.afterwards import check_afterwards, without_afterwards
from app.domain.children import Child
from app.domain.dates import long
from app.domain.errors import Refusal
from app.domain.reviews import Review
from app.store import Store


@dataclass(frozen=True)
class RecordHeld:
    """Record an open review as held, and the one that is served with it. Only the date is needed; None: "to come".

    Of a review that was adjourned this says that it was completed.

    seen_before says how it was with the child before it (app.domain.contacts.HOW), where no contact says so.
    """

    review_id: str
    held: date
    participation: str | None = None
    late_reason: str | None = None
    chair_id: str | None = None
    without_meeting: bool = False
    note: str = ""
    version: int | None = None
    seen_before: str | None = None
    right: ClassVar[Right] = Right.RECORD
    title: ClassVar[str] = "Record a review as held"

    def run(self, store: Store, stamp: Stamp) -> Review:
        """The review with its verdict; the next one of the series is made and dated."""
        review = review_for_change(store, self.review_id, self.version)
        if review.adjourned_on and not review.completed_on:
            return self._completed(store, stamp)
        if review.held:
            raise Refusal(f"This review is already recorded as held on {long(review.held)}.", "Correct it instead.")
        check_held(store, review, self.held)
        other = served_on(store, review, self.held)
        if other:
            self._serves(store, review, other)
        else:
            leave_booking(store, review, self.held)
        return self._with_contact(store, _keep_held(store, self._as_held(review), review))

    def _as_held(self, review: Review) -> Review:
        return replace(
            review,
            held=self.held,
            participation=self.participation,
            late_reason=self.late_reason or review.late_reason,
            chair_id=self.chair_id or review.chair_id,
            without_meeting=self.without_meeting,
            note=self.note or review.note,
        )

    def _serves(self, store: Store, review: Review, other: Review) -> None:
        """The other review was held at the same meeting; why one is late is said of it only where it is late too."""
        late = other.due is not None and self.held > other.due
        also = replace(
            with_participation(store, self._as_held(other), self.held),
            late_reason=self.late_reason if late else other.late_reason,
            completed_on=self.held if other.adjourned_on else None,
        )
        check_facts(store, also, other)
        held_at(store, self._as_held(review))
        store.shelf(Review).keep(also)
        held_together(store, self._as_held(review), also)

    def _completed(self, store: Store, stamp: Stamp) -> Review:
        done = Complete(self.review_id, self.held, self.participation, self.chair_id, self.note)
        kept = done.run(store, stamp)
        if self.late_reason:
            kept = store.shelf(Review).keep(replace(kept, late_reason=self.late_reason))
            check_facts(store, kept)
        return self._with_contact(store, kept)

    def _with_contact(self, store: Store, kept: Review) -> Review:
        if self.seen_before:
            say_if_seen(store, kept, SayIfSeen(kept.id, self.seen_before, officer_id=kept.chair_id))
        return kept


def _keep_held(store: Store, review: Review, before: Review | None = None) -> Review:
    review = with_participation(store, review, review.held)
    check_facts(store, review, before)
    store.shelf(Review).keep(review)
    held_at(store, review, before.held if before else None)
    Rescheduler(store).children((review.child_id,))
    return store.shelf(Review).get(review.id)


@dataclass(frozen=True)
class CorrectReview:
    """Correct what was recorded of a review, e.g. a mistyped date; this is not a move and is not counted as one."""

    review_id: str
    held: date | None
    participation: str | None
    late_reason: str | None
    chair_id: str | None = None
    without_meeting: bool = False
    note: str = ""
    version: int | None = None
    right: ClassVar[Right] = Right.RECORD
    title: ClassVar[str] = "Correct a review"

    def run(self, store: Store, stamp: Stamp) -> Review:
        """The corrected review; without a held date it is still to be held, in the place of the one that followed."""
        review = review_for_change(store, self.review_id, self.version)
        corrected = replace(
            with_meetings(review, self.held),
            held=self.held,
            participation=self.participation,
            late_reason=self.late_reason,
            chair_id=self.chair_id,
            without_meeting=self.without_meeting,
            note=self.note,
        )
        if self.held is not None:
            check_held(store, review, self.held)
            if self.held != review.held:
                check_afterwards(corrected, stamp.today)
        else:
            self._check_open(review)
            corrected = without_afterwards(corrected)
        if review.held and self.held is None:
            not_held_after_all(store, review.id)
            self._make_room(store, review)
        return _keep_held(store, corrected, review)

    def _check_open(self, review: Review) -> None:
        if self.participation is not None:
            raise Refusal(
                "A participation code belongs to a review that was held.", "Give the date, or clear the code."
            )
        if review.series_id is None:
            raise Refusal("A review in no period needs its date.", "Void it if it was entered in error.")

    def _make_room(self, store: Store, review: Review) -> None:
        """The open review that followed makes place, and hands over what was booked: it would have been the next one."""
        why = "The review before it was not held after all"
        for other in store.shelf(Review).find(series_id=review.series_id, held=None):
            hand_over(store, other.id, review.id, why)
            store.shelf(Review).void(other, why)


@dataclass(frozen=True)
class AddHeld:
    """Add a review that was held in the past and is missing from a series, anywhere in it."""

    series_id: str
    held: date
    participation: str | None = None
    late_reason: str | None = None
    chair_id: str | None = None
    note: str = ""
    right: ClassVar[Right] = Right.RECORD
    title: ClassVar[str] = "Add a review that was held"

    def run(self, store: Store, stamp: Stamp) -> Review:
        """The review in its place; those after it are numbered and dated again."""
        series = series_for_change(store, self.series_id)
        review = Review(
            child_id=series.child_id,
            series_id=series.id,
            kind=series.kind,
            held=self.held,
            participation=self.participation,
            late_reason=self.late_reason,
            chair_id=self.chair_id,
            note=self.note,
        )
        check_held(store, review, self.held)
        return _keep_held(store, review)


@dataclass(frozen=True)
class PlaceReview:
    """Place a held review that fits no period into one of the child's periods."""

    review_id: str
    series_id: str
    right: ClassVar[Right] = Right.RECORD
    title: ClassVar[str] = "Place a review in a period"

    def run(self, store: Store, stamp: Stamp) -> Review:
        """Refuses a period of another child, a date outside it, and a review still to be held."""
        review = review_for_change(store, self.review_id)
        series = series_for_change(store, self.series_id)
        if series.child_id != review.child_id:
            raise Refusal("That period is not one of this child's.", "Choose another.")
        if review.held is None:
            raise Refusal("Only a review that was held can be placed.", "A period makes its own next review.")
        placed = replace(review, series_id=series.id, kind=series.kind)
        check_held(store, placed, review.held)
        return _keep_held(store, placed, review)


@dataclass(frozen=True)
class VoidReview:
    """Say that a review was entered in error; it stays visible with who, when and why."""

    review_id: str
    why: str
    right: ClassVar[Right] = Right.RECORD
    title: ClassVar[str] = "Void a review"

    def run(self, store: Store, stamp: Stamp) -> None:
        """Refuses without a reason, and an open review, which the clock would only make again."""
        review = review_for_change(store, self.review_id)
        if not self.why.strip():
            raise Refusal("Say why the review is void.", "For example: entered twice.")
        if review.held is None:
            raise Refusal(
                "A review that is still to be held follows from the law.", "End the period, or cancel the meeting."
            )
        void_meetings(store, review.id, self.why.strip())
        store.shelf(Review).void(review, self.why.strip())
        Rescheduler(store).children((review.child_id,))


@dataclass(frozen=True)
class ConfirmNumber:
    """Say what place reviews have in their series (1, 2, 3 and later), where the record could not tell.

    Of a review still to be held this says what place the last one held has; its own due date follows from that.
    """

    review_ids: tuple[str, ...]
    number: int
    right: ClassVar[Right] = Right.RECORD
    title: ClassVar[str] = "Confirm sequence numbers"

    def run(self, store: Store, stamp: Stamp) -> int:
        """How many were confirmed: all, or none when for one of them no review is recorded that could have a number."""
        if not 1 <= self.number <= 99:
            raise Refusal("A sequence number lies between 1 and 99.", "Choose first, second, or third or later.")
        asked = [review_for_change(store, review_id) for review_id in self.review_ids]
        held = {found.id: found for found in map(partial(_last_held, store), asked) if found}
        alone = [review for review in asked if not _last_held(store, review)]
        if alone:
            raise Refusal(
                f"No review is recorded before the one to be held: {_references(store, alone)}. Nothing was confirmed.",
                "Add the last one held, or say on the child's page that none was held before.",
            )
        store.shelf(Review).keep_all(
            replace(review, number=self.number, number_basis="confirmed") for review in held.values()
        )
        Rescheduler(store).children({review.child_id for review in asked})
        return len(asked)


def _last_held(store: Store, review: Review) -> Review | None:
    """The review itself when it was held, else the latest of its series that was."""
    if review.held:
        return review
    held = [r for r in store.shelf(Review).find(series_id=review.series_id) if r.held]
    return max(held, key=lambda r: r.held or date.min, default=None)


def _references(store: Store, reviews: Sequence[Review]) -> str:
    """Up to three children by their references, and how many more."""
    found = [child.reference for child in store.shelf(Child).find(id=tuple(r.child_id for r in reviews))]
    more = f" and {len(found) - 3} more" if len(found) > 3 else ""
    return f"{'child' if len(found) == 1 else 'children'} {', '.join(found[:3])}{more}"


@dataclass(frozen=True)
class SetLateReason:
    """Say why reviews are late; an overdue review that was not held may carry a reason too."""

    review_ids: tuple[str, ...]
    late_reason: str | None
    right: ClassVar[Right] = Right.RECORD
    title: ClassVar[str] = "Record why reviews are late"

    def run(self, store: Store, stamp: Stamp) -> int:
        """How many reviews carry it now."""
        for review_id in self.review_ids:
            before = review_for_change(store, review_id)
            review = replace(before, late_reason=self.late_reason)
            check_facts(store, review, before)
            store.shelf(Review).keep(review)
        return len(self.review_ids)
