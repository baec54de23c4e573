"""One meeting that serves two open reviews of a child: joined or parted by a person, or by law while adoption is planned."""

from dataclasses import dataclass, replace
from datetime import date
from typing import ClassVar

from app.commands.bookings import part_meeting
from app.commands.checking import review_for_change
from app.commands.scheduling import Rescheduler
from app.domain.access import Right, Stamp
from app.domain.dates import long
from app.domain.errors import Refusal
from app.domain.kinds import KINDS
from app.domain.pairs import OF_ADOPTION
from app.domain.reviews import Review, Series
from app.store import Store


def served_with(store: Store, review: Review) -> Review | None:
    """The other open review that one meeting serves with this one, if there is one."""
    if review.held:
        return None
    waiting = store.shelf(Review).find(child_id=review.child_id, held=None)
    return next((one for one in waiting if one.served_with == review.id or one.id == review.served_with), None)


def served_on(store: Store, review: Review, day: date) -> Review | None:
    """The other review where a meeting on this day can be it as well: its clock ran, and none was held that day."""
    other = served_with(store, review)
    series = store.shelf(Series).maybe(other.series_id) if other else None
    if other is None or series is None or _is_later(store, series, day):
        return None
    return None if series.closes is not None and day > series.closes else other


def _is_later(store: Store, series: Series, day: date) -> bool:
    """Whether the open review of a clock is later than a day: the clock did not run yet, or one was held on the day."""
    early = series.start is not None and day < series.start
    return early or any(one.held == day for one in store.shelf(Review).find(series_id=series.id))


def leave_booking(store: Store, review: Review, day: date) -> None:
    """A review took place on a day on which the one served with it is still to come: what is booked stays with that one."""
    other = served_with(store, review)
    series = store.shelf(Series).maybe(other.series_id) if other else None
    if other and series and _is_later(store, series, day):
        part_meeting(store, review.id, other.id, "Held on another day, without the other review")


@dataclass(frozen=True)
class ServeTogether:
    """Hold two open reviews of one child at one meeting, e.g. a looked-after review and a child protection conference.

    Lists show both as one row, that of the review due first, with both reasons. Recorded as held, both are.
    """

    review_id: str
    with_id: str
    right: ClassVar[Right] = Right.RECORD
    title: ClassVar[str] = "Hold two reviews at one meeting"

    def run(self, store: Store, stamp: Stamp) -> Review:
        """The first of the two as it is now; refuses what is held, of another child, or served with another already."""
        one, other = (review_for_change(store, key) for key in (self.review_id, self.with_id))
        self._check(store, one, other)
        store.shelf(Review).keep(replace(one, served_with=other.id))
        Rescheduler(store).children((one.child_id,))
        kept = store.shelf(Review).get(one.id)
        if served_with(store, kept) is None:
            raise Refusal("One of the two is not running any more.", "Nothing was changed. Look at the child's page.")
        return kept

    def _check(self, store: Store, one: Review, other: Review) -> None:
        held = next((review.held for review in (one, other) if review.held), None)
        if held:
            raise Refusal(f"One of the two was held on {long(held)}.", "Choose two reviews that are still to be held.")
        if one.child_id != other.child_id:
            raise Refusal("These are reviews of two children.", "Book one meeting for brothers and sisters instead.")
        if one.series_id == other.series_id:
            raise Refusal("Choose two different reviews.", "One meeting serves reviews of two kinds.")
        for review in (one, other):
            if served_with(store, review):
                title = KINDS[review.kind].title
                raise Refusal(f"{title}: it is served with another already.", "Part those two first.")


@dataclass(frozen=True)
class ServeApart:
    """Hold a review at a meeting of its own again; what is booked stays with the other."""

    review_id: str
    right: ClassVar[Right] = Right.RECORD
    title: ClassVar[str] = "Hold two reviews apart"

    def run(self, store: Store, stamp: Stamp) -> Review:
        """The review as it is now; refuses one that is served with no other, and the pair of an adoption."""
        review = review_for_change(store, self.review_id)
        other = served_with(store, review)
        if other is None:
            raise Refusal("This review is served with no other.", "There is nothing to part.")
        if {review.kind, other.kind} == set(OF_ADOPTION):
            raise Refusal(
                "While a child may be placed for adoption and is not yet placed, one meeting serves both reviews.",
                "End the authority to place, or record the placement, when it has happened.",
            )
        for one in (review, other):
            if one.served_with:
                store.shelf(Review).keep(replace(one, served_with=None))
        part_meeting(store, review.id, other.id, "Held at meetings of their own")
        Rescheduler(store).children((review.child_id,))
        return store.shelf(Review).get(review.id)
