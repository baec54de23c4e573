"""Start, end and correct the periods that carry a clock: periods of care, plans and the like."""

from dataclasses import dataclass, replace
from datetime import date
from typing import ClassVar

from app.commands.bookings import release
from app.commands.checking import BEFORE_BIRTH, child_for_change, series_for_change
from app.commands.scheduling import Rescheduler
from app.domain.access import Right, Stamp
from app.domain.conferences import NOT_NEEDED
from app.domain.dates import long
from app.domain.errors import Refusal
from app.domain.kinds import ADOPTION_AUTHORISED, ADOPTION_PLACED, HOUSEHOLD, KINDS, kind_of
from app.domain.officers import Allocation
from app.domain.reviews import Review, Series
from app.store import Store


def _check(store: Store, series: Series) -> None:
    """Refuse dates that cannot be, an end before the start, an overlap, and reviews left outside."""
    _check_subject(store, series)
    _check_days(store, series)
    if series.start and series.end and series.end < series.start:
        raise Refusal("The end lies before the start.", "Check both dates.")
    check_overlap(store, series)
    for review in store.shelf(Review).find(series_id=series.id):
        if review.held and series.end_reason == NOT_NEEDED:
            raise Refusal(f"A conference was held on {long(review.held)}.", "Choose another reason, or void it first.")
        if review.held and _outside(series, review.held):
            raise Refusal(
                f"A review was held on {long(review.held)}, outside these dates.", "Correct or void it first."
            )


def _check_subject(store: Store, series: Series) -> None:
    """Refuse a child's clock of a foster household, a household's of a child, and "not needed" of anything but a conference."""
    kind, child = KINDS[series.kind], child_for_change(store, series.child_id)
    if child.is_household and kind.subject != HOUSEHOLD:
        raise Refusal("This is a foster household: only its approval is reviewed.", "Choose a child instead.")
    if kind.subject == HOUSEHOLD and not child.is_household:
        raise Refusal("Foster carer reviews belong to a foster household.", "Add the household, and start it there.")
    if series.end_reason == NOT_NEEDED and not kind.once:
        raise Refusal("Only a conference can be found not to be needed.", "Choose another reason for the end.")


def _check_days(store: Store, series: Series) -> None:
    """Refuse days in the future, before birth, and a start when the child is an adult already."""
    child = child_for_change(store, series.child_id)
    for day in (series.start, series.end):
        if day and day > store.stamp.today:
            raise Refusal(f"{long(day)} lies in the future.", "Record it when it has happened, or check the year.")
        if day and child.date_of_birth and day < child.date_of_birth and series.kind not in BEFORE_BIRTH:
            raise Refusal(f"{long(day)} is before the child was born.", "Check the date, or the date of birth.")
    adult = child.eighteenth_birthday
    if series.start and adult and adult <= series.start and KINDS[series.kind].ends_at_18:
        raise Refusal(f"The child turned 18 on {long(adult)}.", "Check the date, or the date of birth.")


def check_overlap(store: Store, series: Series) -> None:
    """Refuse a period that overlaps another of the same kind of the same child."""
    others = store.shelf(Series).find(child_id=series.child_id, kind=series.kind)
    if any(other.id != series.id and _overlap(store, series, other) for other in others):
        noun = kind_of(series.kind).period.lower()
        raise Refusal(f"This overlaps another {noun} of the child.", "End that one first, or check the dates.")


def _overlap(store: Store, one: Series, other: Series) -> bool:
    starts = [s.start or date.min for s in (one, other)]
    ends = [_until(store, s) for s in (one, other)]
    return max(starts) < min(ends)


def _check_placement(store: Store, series: Series) -> None:
    """Refuse a placement for adoption that lies before reviews held because the child was not placed yet."""
    if series.kind != ADOPTION_PLACED or series.start is None:
        return
    placed = series.start
    for authority in store.shelf(Series).find(child_id=series.child_id, kind=ADOPTION_AUTHORISED):
        runs = (authority.start or date.min) <= placed and (authority.end is None or authority.end > placed)
        held = [one.held for one in store.shelf(Review).find(series_id=authority.id) if one.held and one.held > placed]
        if runs and held:
            raise Refusal(
                f"A review of the authority to place was held on {long(max(held))}, after this placement. The authority's "
                "clock ends when the child is placed.",
                "Correct or void it first.",
            )


def _until(store: Store, series: Series) -> date:
    """The day a period ends; an enquiry is over when its one conference was held, an authority when the child is placed."""
    if series.end is None and KINDS[series.kind].once:
        held = [r.held for r in store.shelf(Review).find(series_id=series.id) if r.held]
        return min(held, default=date.max)
    return series.end or (series.closes if series.kind == ADOPTION_AUTHORISED else None) or date.max


def _outside(series: Series, day: date) -> bool:
    too_early = series.start_known and series.start is not None and day < series.start
    return too_early or (series.end is not None and day > series.end)


@dataclass(frozen=True)
class StartPeriod:
    """Start a period: becoming looked after, a plan, a strategy discussion; its first review becomes due.

    history_complete says that no review was held in it that is not recorded here: not so for a period begun years ago.
    """

    child_id: str
    kind: str
    start: date | None
    start_known: bool = True
    history_complete: bool = True
    right: ClassVar[Right] = Right.RECORD
    title: ClassVar[str] = "Start a period"

    def run(self, store: Store, stamp: Stamp) -> Series:
        """The series, with its clock running."""
        kind_of(self.kind)
        if self.start is None and self.start_known:
            raise Refusal("Give the day on which it started.", 'Or say that the start is "not known".')
        series = Series(
            child_id=self.child_id,
            kind=self.kind,
            start=self.start,
            start_known=self.start_known,
            history_complete=self.start_known and self.history_complete,
        )
        _check_placement(store, series)
        return _keep(store, series)


@dataclass(frozen=True)
class EndPeriod:
    """End a period. A review due on or before that day and not held stays as never held; a later one is not due."""

    series_id: str
    end: date
    reason: str = ""
    right: ClassVar[Right] = Right.RECORD
    title: ClassVar[str] = "End a period"

    def run(self, store: Store, stamp: Stamp) -> Series:
        """The ended series."""
        series = series_for_change(store, self.series_id)
        if series.end:
            raise Refusal(f"This ended on {long(series.end)} already.", "Correct it instead.")
        ended = _keep(store, replace(series, end=self.end, end_reason=self.reason))
        self._release(store, ended)
        return ended

    def _release(self, store: Store, ended: Series) -> None:
        """Whoever holds a child with no period left holds it until the day the last one ends."""
        others = store.shelf(Series).find(child_id=ended.child_id)
        if any(one.closes is None or one.closes > self.end for one in others):
            return
        for allocation in store.shelf(Allocation).find(child_id=ended.child_id, end=None):
            if allocation.start <= self.end:
                store.shelf(Allocation).keep(replace(allocation, end=self.end))


@dataclass(frozen=True)
class CorrectPeriod:
    """Correct the dates of a period; its reviews are decided again."""

    series_id: str
    start: date | None
    start_known: bool
    end: date | None
    reason: str = ""
    history_complete: bool | None = None
    right: ClassVar[Right] = Right.RECORD
    title: ClassVar[str] = "Correct a period"

    def run(self, store: Store, stamp: Stamp) -> Series:
        """The corrected series."""
        series = series_for_change(store, self.series_id)
        if self.start is None and self.start_known:
            raise Refusal("Give the day on which it started.", 'Or say that the start is "not known".')
        complete = series.history_complete if self.history_complete is None else self.history_complete
        changed = replace(
            series,
            start=self.start,
            start_known=self.start_known,
            end=self.end,
            end_reason=self.reason,
            history_complete=complete and self.start_known,
        )
        if changed.start != series.start:
            _check_placement(store, changed)
        return _keep(store, changed)


def _keep(store: Store, series: Series) -> Series:
    _check(store, series)
    store.shelf(Series).keep(series)
    Rescheduler(store).children((series.child_id,))
    return store.shelf(Series).get(series.id)


@dataclass(frozen=True)
class VoidPeriod:
    """Say that a period was entered in error; its held reviews stay with the child, in no period."""

    series_id: str
    why: str
    right: ClassVar[Right] = Right.RECORD
    title: ClassVar[str] = "Void a period"

    def run(self, store: Store, stamp: Stamp) -> None:
        """Refuses without a reason."""
        if not self.why.strip():
            raise Refusal("Say why the period is void.", "For example: entered for the wrong child.")
        series = series_for_change(store, self.series_id)
        for review in store.shelf(Review).find(series_id=series.id):
            if review.held:
                store.shelf(Review).keep(_unplaced(review))
            else:
                release(store, review.id, self.why.strip())
                store.shelf(Review).void(review, self.why.strip())
        store.shelf(Series).void(series, self.why.strip())
        Rescheduler(store).children((series.child_id,))


def _unplaced(review: Review) -> Review:
    """The review in no period: not judged; a number that the file gave or a person confirmed is kept for its next place."""
    certain = review.number_basis in ("file", "confirmed")
    return replace(
        review,
        series_id=None,
        due=None,
        due_basis="unknown",
        local_due=None,
        counted_from=None,
        to_confirm=False,
        number=review.number if certain else 1,
        number_basis=review.number_basis if certain else "unknown",
    )
