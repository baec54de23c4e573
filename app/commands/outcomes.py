"""Correcting what a conference decided for one child: the plan that followed from it is begun, ended or taken back anew."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import ClassVar

from app.commands.checking import check_version, review_for_change, series_for_change
from app.commands.conferences import ConferenceRow, check_reason, follow
from app.commands.periods import CorrectPeriod, VoidPeriod
from app.commands.protection import keep_latest
from app.domain.access import Right, Stamp
from app.domain.conferences import (
    CONTINUES,
    ENDS,
    PLAN,
    PLAN_ENDED,
    ConferenceOutcome,
    CoreGroup,
    ProtectionPlan,
    check_outcome,
)
from app.domain.dates import long
from app.domain.errors import Refusal
from app.domain.kinds import RCPC
from app.domain.reviews import Review, Series
from app.store import Store

OTHERWISE = "The conference decided otherwise"


@dataclass(frozen=True)
class CorrectOutcome:
    """Correct what a conference decided for a child. version is that of the outcome."""

    review_id: str
    outcome: str
    category: str | None = None
    quorate: bool | None = None
    dissent: str = ""
    reason: str = PLAN_ENDED
    version: int | None = None
    right: ClassVar[Right] = Right.RECORD
    title: ClassVar[str] = "Correct what a conference decided"

    def run(self, store: Store, stamp: Stamp) -> ConferenceOutcome:
        """The outcome; refuses to take back a plan in which conferences were held since."""
        review = review_for_change(store, self.review_id)
        found: Sequence[ConferenceOutcome] = store.shelf(ConferenceOutcome).find(review_id=review.id)
        if review.held is None or not found:
            raise Refusal("It is not recorded what this conference decided.", "Record the conference first.")
        before = found[0]
        check_version(self.version, before.version, "conference")
        check_outcome(review.kind, self.outcome, self.category)
        if self.outcome == ENDS:
            check_reason(store, self.reason)
        category = self._follow(store, stamp, review, before)
        corrected = replace(before, outcome=self.outcome, category=category, quorate=self.quorate)
        return store.shelf(ConferenceOutcome).keep(replace(corrected, dissent=self.dissent.strip()))

    def _follow(self, store: Store, stamp: Stamp, review: Review, before: ConferenceOutcome) -> str | None:
        day = _decided_on(review)
        if self.outcome == before.outcome and self.outcome in (PLAN, CONTINUES):
            return self._categorise(store, review, before, day)
        _take_back(store, stamp, review, before, day)
        row = ConferenceRow(review.id, self.outcome, self.category, reason=self.reason)
        return follow(store, stamp, review, row, day)

    def _categorise(self, store: Store, review: Review, before: ConferenceOutcome, day: date) -> str | None:
        """Another category of the same decision, as far as no later conference changed it."""
        series = _plan_made(store, review, day) if self.outcome == PLAN else _own(store, review)
        plans: Sequence[ProtectionPlan] = store.shelf(ProtectionPlan).find(series_id=series.id if series else None)
        if not plans or not self.category or self.category == before.category:
            return self.category or before.category
        plan = plans[0]
        if self.outcome == PLAN:
            plan = store.shelf(ProtectionPlan).keep(replace(plan, initial_category=self.category))
        if plan.latest_category == before.category or plan.latest_since == day:
            since = day if self.outcome == PLAN or plan.latest_since is None else max(plan.latest_since, day)
            keep_latest(store, plan, self.category, since)
        return self.category


def _decided_on(review: Review) -> date:
    """The day of the decision: a conference that was adjourned decided when it was completed."""
    day = review.completed_on or review.held
    assert day is not None
    return day


def _own(store: Store, review: Review) -> Series:
    return series_for_change(store, review.series_id or "")


def _plan_made(store: Store, review: Review, day: date) -> Series | None:
    """The plan that a conference made."""
    found = store.shelf(Series).find(child_id=review.child_id, kind=RCPC, start=day)
    return found[0] if found else None


def _take_back(store: Store, stamp: Stamp, review: Review, before: ConferenceOutcome, day: date) -> None:
    """What followed from the decision is no more; the clock of the conference itself runs again until it is decided anew."""
    made = _plan_made(store, review, day) if before.outcome == PLAN else None
    if made is not None:
        _void_plan(store, stamp, made)
    series = _own(store, review)
    if series.end == day and before.outcome != CONTINUES:
        CorrectPeriod(series.id, series.start, series.start_known, None).run(store, stamp)


def _void_plan(store: Store, stamp: Stamp, series: Series) -> None:
    later = [one.held for one in store.shelf(Review).find(series_id=series.id) if one.held]
    if later:
        raise Refusal(
            f"A conference reviewed this plan on {long(min(later))}, so it cannot be taken back.",
            "Void that conference first, or end the plan.",
        )
    for group in store.shelf(CoreGroup).find(series_id=series.id):
        store.shelf(CoreGroup).void(group, OTHERWISE)
    for plan in store.shelf(ProtectionPlan).find(series_id=series.id):
        store.shelf(ProtectionPlan).void(plan, OTHERWISE)
    VoidPeriod(series.id, OTHERWISE).run(store, stamp)
