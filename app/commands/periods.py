"""Start, end and correct the periods that carry a clock: periods of care, plans and the like."""

from dataclasses import dataclass, replace
from datetime import date
from typing import ClassVar

from app.commands.scheduling import Rescheduler
from app.domain.access import Right, Stamp
from app.domain.children import Child
from app.domain.dates import long
from app.domain.errors import Refusal
from app.domain.kinds import kind_of
from app.domain.reviews import Review, Series
from app.store import Store


def _check(store: Store, series: Series) -> None:
    """Refuse dates in the future or before birth, an end before the start, an overlap, and reviews left outside."""
    today, noun = store.stamp.today, kind_of(series.kind).period.lower()
    child = store.shelf(Child).get(series.child_id)
    for day in (series.start, series.end):
        if day and day > today:
            raise Refusal(f"{long(day)} lies in the future.", "Record it when it has happened, or check the year.")
        if day and child.date_of_birth and day < child.date_of_birth and series.kind not in ("icpc", "rcpc"):
            raise Refusal(f"{long(day)} is before the child was born.", "Check the date, or the date of birth.")
    if series.start and series.end and series.end < series.start:
        raise Refusal("The end lies before the start.", "Check both dates.")
    for other in store.shelf(Series).find(child_id=series.child_id, kind=series.kind):
        if other.id != series.id and _overlap(series, other):
            raise Refusal(f"This overlaps another {noun} of the child.", "End that one first, or check the dates.")
    for review in store.shelf(Review).find(series_id=series.id):
        if review.held and _outside(series, review.held):
            raise Refusal(
                f"A review was held on {long(review.held)}, outside these dates.", "Correct or void it first."
            )


def _overlap(one: Series, other: Series) -> bool:
    starts = [s.start or date.min for s in (one, other)]
    ends = [s.end or date.max for s in (one, other)]
    return max(starts) < min(ends)


def _outside(series: Series, day: date) -> bool:
    too_early = series.start_known and series.start is not None and day < series.start
    return too_early or (series.end is not None and day > series.end)


@dataclass(frozen=True)
class StartPeriod:
    """Start a period: becoming looked after, a plan, a strategy discussion; its first review becomes due."""

    child_id: str
    kind: str
    start: date | None
    start_known: bool = True
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
            history_complete=self.start_known,
        )
        _check(store, series)
        store.shelf(Series).keep(series)
        Rescheduler(store).children((self.child_id,))
        return store.shelf(Series).get(series.id)


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
        series = store.shelf(Series).get(self.series_id)
        if series.end:
            raise Refusal(f"This ended on {long(series.end)} already.", "Correct it instead.")
        return _keep(store, replace(series, end=self.end, end_reason=self.reason))


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
        series = store.shelf(Series).get(self.series_id)
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
        series = store.shelf(Series).get(self.series_id)
        for review in store.shelf(Review).find(series_id=series.id):
            if review.held:
                store.shelf(Review).keep(
                    replace(review, series_id=None, due=None, due_basis="unknown", number=1, number_basis="unknown")
                )
            else:
                store.shelf(Review).void(review, self.why.strip())
        store.shelf(Series).void(series, self.why.strip())
