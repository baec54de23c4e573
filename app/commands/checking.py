"""What is checked before a review is kept: that it may still be changed, and that what is said of it can be true."""

from dataclasses import replace
from datetime import date

from app.domain.children import Child
from app.domain.conferences import CONFERENCES
from app.domain.dates import long
from app.domain.errors import Refusal, Stale
from app.domain.kinds import KINDS
from app.domain.officers import Officer
from app.domain.participation import ASKED, check_participation, known_by_age
from app.domain.records import Record
from app.domain.reviews import Review, Series
from app.domain.settings import ListEntry
from app.store import Store

BEFORE_BIRTH = CONFERENCES
"""Conferences may be about a child not yet born."""


def check_version(given: int | None, found: int, what: str) -> None:
    """Refuse what somebody else changed since a person read it."""
    if given is not None and given != found:
        raise Stale(f"Somebody changed this {what} since you opened it.", "Nothing was written. Look at it again.")


def check_live(record: Record | None) -> None:
    """Refuse to change what somebody took away."""
    if record and record.voided:
        raise Refusal("This was taken away in the meantime.", "Undo that first, or add it anew.")


def child_for_change(store: Store, child_id: str) -> Child:
    """The child as it is now; refuses one that was entered in error."""
    child = store.shelf(Child).get(child_id)
    if child.voided:
        raise Refusal("This child's record was taken back.", "Undo that first, or find the child again.")
    return child


def series_for_change(store: Store, series_id: str) -> Series:
    """The period as it is now; refuses a voided one."""
    series = store.shelf(Series).get(series_id)
    if series.voided:
        raise Refusal("This period was voided.", "Undo that first, or choose another period.")
    return series


def review_for_change(store: Store, review_id: str, version: int | None = None) -> Review:
    """The review as it is now; refuses a voided one and one that changed since a person read it."""
    review = store.shelf(Review).get(review_id)
    if review.voided:
        raise Refusal("This review was voided.", "Undo that first, or choose another review.")
    check_version(version, review.version, "review")
    return review


def check_held(store: Store, review: Review, held: date) -> None:
    """Refuse a held date in the future, before birth, outside the period, or on a day already recorded."""
    if held > store.stamp.today:
        raise Refusal(f"{long(held)} lies in the future.", "Book a date instead, or check the year.")
    child = child_for_change(store, review.child_id)
    if child.date_of_birth and held < child.date_of_birth and review.kind not in BEFORE_BIRTH:
        raise Refusal(f"{long(held)} is before the child was born.", "Check the date, or the date of birth.")
    series = store.shelf(Series).maybe(review.series_id)
    if series is not None:
        _check_in_series(store, series, review, held)


def _check_in_series(store: Store, series: Series, review: Review, held: date) -> None:
    noun = KINDS[series.kind].noun
    if series.start and series.start_known and held < series.start:
        raise Refusal(f"The {noun} cannot be held before {long(series.start)}, when this began.", "Check the date.")
    if series.closes and held > series.closes:
        raise Refusal(
            f"This ended on {long(series.closes)}, before {long(held)}.", "Check the date, or correct the end."
        )
    others = [r for r in store.shelf(Review).find(series_id=series.id) if r.held and r.id != review.id]
    if any(other.held == held for other in others):
        raise Refusal(f"A {noun} held on {long(held)} is already recorded.", "Correct that one instead.")
    if others and KINDS[series.kind].once:
        raise Refusal(f"This {noun} is held once, and one is recorded already.", "Correct that one instead.")


def with_participation(store: Store, review: Review, day: date | None) -> Review:
    """A review whose participation nobody has to say has it (app.domain.participation.known_by_age)."""
    if day is None or review.participation or review.kind not in ASKED:
        return review
    return replace(review, participation=known_by_age(review.kind, store.shelf(Child).get(review.child_id), day))


def check_participation_of(store: Store, review: Review, before: Review | None = None) -> None:
    """Refuse a participation code that cannot be true; one that was there before with the same date stays as it is."""
    if review.participation is None:
        return
    if before and (before.participation, before.held) == (review.participation, review.held):
        return
    child = store.shelf(Child).get(review.child_id)
    check_participation(review.participation, child.date_of_birth, review.held or store.stamp.today)


def check_late_reason(store: Store, review: Review, before: Review | None = None) -> None:
    """Refuse a late reason that the list does not have; one that was there before stays."""
    if review.late_reason is None or (before and before.late_reason == review.late_reason):
        return
    if not store.shelf(ListEntry).find(list="late-reason", code=review.late_reason):
        raise Refusal(f'"{review.late_reason}" is not a reason of the list.', "Choose one, or add it in Settings.")


def check_facts(store: Store, review: Review, before: Review | None = None) -> None:
    """Refuse facts of a review that cannot be true, as far as they were not there before."""
    check_participation_of(store, review, before)
    check_late_reason(store, review, before)
    if review.chair_id and (before is None or before.chair_id != review.chair_id):
        store.shelf(Officer).get(review.chair_id)
