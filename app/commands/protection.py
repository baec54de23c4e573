"""A child protection plan beside its clock: its categories, earlier plans, its end, and the core groups that met for it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import ClassVar

from app.commands.checking import check_version, child_for_change, series_for_change
from app.commands.periods import CorrectPeriod, EndPeriod
from app.domain.access import Right, Stamp
from app.domain.conferences import PLAN_ENDED, CoreGroup, ProtectionPlan, check_category
from app.domain.dates import long
from app.domain.errors import Refusal
from app.domain.kinds import RCPC
from app.domain.reviews import Series
from app.domain.settings import ListEntry
from app.store import Store


def plan_period(store: Store, series_id: str) -> Series:
    """The clock of a child protection plan; refuses any other period."""
    series = series_for_change(store, series_id)
    if series.kind != RCPC:
        raise Refusal("This period is no child protection plan.", "Choose the plan on the child's page.")
    return series


def plan_of(store: Store, series: Series) -> ProtectionPlan:
    """What is recorded of the plan, or an empty record for one of which only the clock is there."""
    found: Sequence[ProtectionPlan] = store.shelf(ProtectionPlan).find(series_id=series.id)
    return found[0] if found else ProtectionPlan(child_id=series.child_id, series_id=series.id)


def keep_latest(store: Store, plan: ProtectionPlan, category: str | None, since: date) -> ProtectionPlan:
    """The plan with the category that a conference gave it."""
    return store.shelf(ProtectionPlan).keep(replace(plan, latest_category=category, latest_since=since))


@dataclass(frozen=True)
class KeepPlan:
    """Say what is known of a plan: its first and its latest category, plans before it, and when and why it ended.

    previous_here counts all earlier plans with this council, also those that are recorded here. None: not known.
    """

    series_id: str
    initial_category: str | None = None
    latest_category: str | None = None
    latest_since: date | None = None
    previous_here: int | None = None
    previous_elsewhere: int | None = None
    end: date | None = None
    end_reason: str = PLAN_ENDED
    version: int | None = None
    right: ClassVar[Right] = Right.RECORD
    title: ClassVar[str] = "Keep a child protection plan"

    def run(self, store: Store, stamp: Stamp) -> ProtectionPlan:
        """The plan; refuses unknown categories, a change of category outside the plan, and numbers below zero."""
        series = plan_period(store, self.series_id)
        plan = plan_of(store, series)
        check_version(self.version, plan.version, "plan")
        self._check(store, series)
        self._end(store, stamp, series)
        latest = self.latest_category or self.initial_category
        return store.shelf(ProtectionPlan).keep(
            replace(
                plan,
                initial_category=self.initial_category or None,
                latest_category=latest or None,
                latest_since=self.latest_since or (series.start if latest == self.initial_category else None),
                previous_here=self.previous_here,
                previous_elsewhere=self.previous_elsewhere,
            )
        )

    def _check(self, store: Store, series: Series) -> None:
        for category in (self.initial_category, self.latest_category):
            check_category(category)
        if any(
            number is not None and not 0 <= number <= 99 for number in (self.previous_here, self.previous_elsewhere)
        ):
            raise Refusal("The number of earlier plans lies between 0 and 99.", "Leave it empty if nobody knows.")
        since, end = self.latest_since, self.end or series.end
        if since and since > store.stamp.today:
            raise Refusal(f"{long(since)} lies in the future.", "Record the category from the day it was changed.")
        if since and series.start and series.start_known and since < series.start:
            raise Refusal(f"The plan began on {long(series.start)}, after {long(since)}.", "Check both dates.")
        if since and end and since > end:
            raise Refusal(f"The plan ended on {long(end)}, before {long(since)}.", "Check both dates.")
        if self.end and not store.shelf(ListEntry).find(list="period-end", code=self.end_reason):
            raise Refusal("Say why the plan ended.", "Choose a reason from the list.")

    def _end(self, store: Store, stamp: Stamp, series: Series) -> None:
        """End the plan, or correct the end that is recorded; without a day the end stays as it is."""
        if self.end is None or (self.end, self.end_reason) == (series.end, series.end_reason):
            return
        if series.end is None:
            EndPeriod(series.id, self.end, self.end_reason).run(store, stamp)
        else:
            CorrectPeriod(series.id, series.start, series.start_known, self.end, self.end_reason).run(store, stamp)


@dataclass(frozen=True)
class RecordCoreGroup:
    """Record that a core group met, for the plan of one child or of several at once."""

    series_ids: tuple[str, ...]
    on: date
    note: str = ""
    right: ClassVar[Right] = Right.RECORD
    title: ClassVar[str] = "Record a core group"

    def run(self, store: Store, stamp: Stamp) -> tuple[CoreGroup, ...]:
        """One record for each plan; refuses days in the future or outside the plan, and the same day twice."""
        if not self.series_ids:
            raise Refusal("No plan is chosen.", "Choose at least one child's plan.")
        if self.on > stamp.today:
            raise Refusal(f"{long(self.on)} lies in the future.", "Record the core group once it has met.")
        return tuple(self._keep(store, series_id) for series_id in dict.fromkeys(self.series_ids))

    def _keep(self, store: Store, series_id: str) -> CoreGroup:
        series = plan_period(store, series_id)
        reference = child_for_change(store, series.child_id).reference
        if series.start and self.on < series.start:
            raise Refusal(f"The plan of {reference} began on {long(series.start)}.", "Give that day or a later one.")
        if series.closes and self.on > series.closes:
            raise Refusal(f"The plan of {reference} ended on {long(series.closes)}.", "Check the date.")
        if store.shelf(CoreGroup).find(series_id=series.id, date=self.on):
            raise Refusal(f"A core group of {reference} on {long(self.on)} is recorded already.", "Check the date.")
        return store.shelf(CoreGroup).keep(
            CoreGroup(child_id=series.child_id, series_id=series.id, date=self.on, note=self.note.strip())
        )


@dataclass(frozen=True)
class VoidCoreGroup:
    """Say that a core group was entered in error."""

    group_id: str
    why: str
    right: ClassVar[Right] = Right.RECORD
    title: ClassVar[str] = "Void a core group"

    def run(self, store: Store, stamp: Stamp) -> CoreGroup:
        """Refuses without a reason."""
        if not self.why.strip():
            raise Refusal("Say why the core group is void.", "For example: entered twice.")
        return store.shelf(CoreGroup).void(store.shelf(CoreGroup).get(self.group_id), self.why.strip())
