"""What a person does to a review: record it as held, correct, add, place or void it, and say how sure its number is."""

from dataclasses import dataclass, replace
from datetime import date
from typing import ClassVar

from app.commands.meetings import held_at
from app.commands.scheduling import Rescheduler
from app.domain.access import Right, Stamp
from app.domain.children import Child
from app.domain.dates import long
from app.domain.errors import Refusal, Stale
from app.domain.kinds import KINDS
from app.domain.participation import check_participation
from app.domain.reviews import Review, Series
from app.domain.settings import ListEntry
from app.store import Store


def review_for_change(store: Store, review_id: str, version: int | None = None) -> Review:
    """The review as it is now; refuses a voided one and one that changed since a person read it."""
    review = store.shelf(Review).get(review_id)
    if review.voided:
        raise Refusal("This review was voided.", "Undo that first, or choose another review.")
    if version is not None and version != review.version:
        raise Stale("Somebody changed this review since you opened it.", "Nothing was written. Look at it again.")
    return review


def check_held(store: Store, review: Review, held: date) -> None:
    """Refuse a held date in the future, before birth, outside the period, or on a day already recorded."""
    if held > store.stamp.today:
        raise Refusal(f"{long(held)} lies in the future.", "Plan the meeting instead, or check the year.")
    child = store.shelf(Child).get(review.child_id)
    if child.date_of_birth and held < child.date_of_birth:
        raise Refusal(f"{long(held)} is before the child was born.", "Check the date, or the date of birth.")
    series = store.shelf(Series).maybe(review.series_id)
    if series is None:
        return
    noun = KINDS[series.kind].noun
    if series.start and series.start_known and held < series.start:
        raise Refusal(f"The {noun} cannot be held before {long(series.start)}, when this began.", "Check the date.")
    if series.closes and held > series.closes:
        raise Refusal(
            f"This ended on {long(series.closes)}, before {long(held)}.", "Check the date, or correct the end."
        )
    others = store.shelf(Review).find(series_id=series.id, held=held)
    if any(other.id != review.id for other in others):
        raise Refusal(f"A {noun} held on {long(held)} is already recorded.", "Correct that one instead.")


def check_facts(store: Store, review: Review) -> None:
    """Refuse a participation code that cannot be true and a late reason that does not exist."""
    if review.participation is not None:
        child = store.shelf(Child).get(review.child_id)
        check_participation(review.participation, child.date_of_birth, review.held or store.stamp.today)
    if review.late_reason is not None and not store.shelf(ListEntry).find(list="late-reason", code=review.late_reason):
        raise Refusal(f'"{review.late_reason}" is not a reason of the list.', "Choose one, or add it in Settings.")


@dataclass(frozen=True)
class RecordHeld:
    """Record an open review as held. Only the date is needed; None elsewhere means "to come"."""

    review_id: str
    held: date
    participation: str | None = None
    late_reason: str | None = None
    chair_id: str | None = None
    without_meeting: bool = False
    note: str = ""
    version: int | None = None
    right: ClassVar[Right] = Right.RECORD
    title: ClassVar[str] = "Record a review as held"

    def run(self, store: Store, stamp: Stamp) -> Review:
        """The review with its verdict; the next one of the series is made and dated."""
        review = review_for_change(store, self.review_id, self.version)
        if review.held:
            raise Refusal(f"This review is already recorded as held on {long(review.held)}.", "Correct it instead.")
        check_held(store, review, self.held)
        held = replace(
            review,
            held=self.held,
            participation=self.participation,
            late_reason=self.late_reason or review.late_reason,
            chair_id=self.chair_id or review.chair_id,
            without_meeting=self.without_meeting,
            note=self.note or review.note,
        )
        return _keep_held(store, held)


def _keep_held(store: Store, review: Review) -> Review:
    check_facts(store, review)
    store.shelf(Review).keep(review)
    held_at(store, review)
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
        """The corrected review; without a held date it becomes open again where it is the latest of its series."""
        review = review_for_change(store, self.review_id, self.version)
        if self.held is None and self.participation is not None:
            raise Refusal(
                "A participation code belongs to a review that was held.", "Give the date, or clear the code."
            )
        if self.held is not None:
            check_held(store, review, self.held)
        corrected = replace(
            review,
            held=self.held,
            participation=self.participation,
            late_reason=self.late_reason,
            chair_id=self.chair_id,
            without_meeting=self.without_meeting,
            note=self.note,
        )
        if review.held and self.held is None:
            self._make_room(store, review)
        return _keep_held(store, corrected)

    def _make_room(self, store: Store, review: Review) -> None:
        """The open review that followed makes place: it would have been the next one."""
        for other in store.shelf(Review).find(series_id=review.series_id, held=None) if review.series_id else ():
            store.shelf(Review).void(other, "The review before it was not held after all")


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
        series = store.shelf(Series).get(self.series_id)
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
        """Refuses a period of another child and a date outside it."""
        review = review_for_change(store, self.review_id)
        series = store.shelf(Series).get(self.series_id)
        if series.child_id != review.child_id or series.voided:
            raise Refusal("That period is not one of this child's.", "Choose another.")
        placed = replace(review, series_id=series.id, kind=series.kind)
        if review.held:
            check_held(store, placed, review.held)
        return _keep_held(store, placed)


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
        store.shelf(Review).void(review, self.why.strip())
        Rescheduler(store).children((review.child_id,))


@dataclass(frozen=True)
class ConfirmNumber:
    """Say what place reviews have in their series (1, 2, 3 and later), where the record could not tell."""

    review_ids: tuple[str, ...]
    number: int
    right: ClassVar[Right] = Right.RECORD
    title: ClassVar[str] = "Confirm sequence numbers"

    def run(self, store: Store, stamp: Stamp) -> int:
        """How many were confirmed; for an open review this says which number the review before it had, less one."""
        if not 1 <= self.number <= 99:
            raise Refusal("A sequence number lies between 1 and 99.", "Choose first, second, or third or later.")
        children = set()
        for review_id in self.review_ids:
            review = self._held(store, review_for_change(store, review_id))
            store.shelf(Review).keep(replace(review, number=self.number, number_basis="confirmed"))
            children.add(review.child_id)
        Rescheduler(store).children(children)
        return len(self.review_ids)

    def _held(self, store: Store, review: Review) -> Review:
        """The held review whose number is unknown: the one itself, or the latest before an open one."""
        if review.held:
            return review
        before = [r for r in store.shelf(Review).find(series_id=review.series_id) if r.held]
        if not before:
            raise Refusal("No review is recorded before this one.", "Add the one that was held, from the child's page.")
        return max(before, key=lambda r: r.held or date.min)


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
            review = replace(review_for_change(store, review_id), late_reason=self.late_reason)
            check_facts(store, review)
            store.shelf(Review).keep(review)
        return len(self.review_ids)
