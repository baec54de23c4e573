"""What goes with the conferences of a family: the enquiries before them, what they decided, the plans and core groups."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from app.demonstration.draws import Draw, Shares
from app.demonstration.histories import Told
from app.demonstration.service import Service
from app.domain.calendar import add_days
from app.domain.conferences import (
    CONTINUES,
    ENDS,
    NO_PLAN,
    NOT_NEEDED,
    PLAN,
    ConferenceOutcome,
    CoreGroup,
    Enquiry,
    ProtectionPlan,
)
from app.domain.kinds import ICPC, RCPC, TRANSFER_IN
from app.domain.records import Record
from app.domain.reviews import Review, Series

KEPT_DAYS = 730
CORE_GROUP_DAYS = 365
CATEGORIES = Shares({"NEG": 48, "EMO": 38, "PHY": 8, "SAB": 5, "MUL": 1})
COUNCILS = ("Northumberland", "Gateshead", "Stockton-on-Tees", "Leeds")
DECIDERS = Shares({"Team manager": 70, "Service manager": 30})
NEVER_LATE = 10
"""Within so many working days it is known that a conference is not needed."""


@dataclass(frozen=True)
class Protection:
    """Tells of one family; brothers and sisters with the same conference have the same story."""

    service: Service
    family: str

    def records(self, told: Sequence[Told]) -> Iterator[Record]:
        """All of one child."""
        plans = {one.schedule.series.start for one in told if one.schedule.series.kind == RCPC}
        for one in told:
            series = one.schedule.series
            if series.kind in (ICPC, TRANSFER_IN):
                yield self._enquiry(series, one.schedule.reviews)
                yield from self._decided(one, {review.held for review in one.schedule.reviews} & plans)
            elif series.kind == RCPC:
                plan = self._plan(series, one.schedule.reviews)
                yield plan
                yield from self._reviewed(one, plan)
                yield from self._core_groups(series)

    def _enquiry(self, series: Series, reviews: Sequence[Review]) -> Enquiry:
        assert series.start is not None
        draw = self._draw("enquiry", series.start)
        held = next((review.held for review in reviews if review.held), None)
        late = held is not None and any(r.due and held > r.due for r in reviews)
        last = min(held or self.service.today, series.end or self.service.today, self.service.today)
        requested = self._days(series.start, draw.whole(4, 8) if late else draw.whole(0, 4), last)
        transfer = series.kind == TRANSFER_IN
        return Enquiry(
            id=self._draw("enquiry", series.id).id(),
            child_id=series.child_id,
            series_id=series.id,
            requested_on=requested,
            received_on=self._days(requested, draw.whole(0, 1), last),
            section47_on=None if transfer else self._days(series.start, draw.whole(0, 1), last),
            not_needed_by=draw.of(DECIDERS) if series.end_reason == NOT_NEEDED else "",
            transfer_from=draw.one(COUNCILS) if transfer else "",
            notified_on=series.start if transfer else None,
            accepted_on=self._days(series.start, draw.whole(2, 5), last) if transfer else None,
        )

    def _plan(self, series: Series, reviews: Sequence[Review]) -> ProtectionPlan:
        draw = self._draw("plan", series.start)
        first = draw.of(CATEGORIES)
        changed = next((r.held for r in reviews if r.held and draw.chance(0.1)), None)
        latest = draw.of(CATEGORIES) if changed else first
        return ProtectionPlan(
            id=self._draw("plan", series.id).id(),
            child_id=series.child_id,
            series_id=series.id,
            initial_category=first,
            latest_category=latest,
            latest_since=changed if latest != first else series.start,
            previous_here=1 if draw.chance(0.07) else 0,
            previous_elsewhere=1 if draw.chance(0.03) else 0,
        )

    def _decided(self, told: Told, planned: set[date | None]) -> Iterator[ConferenceOutcome]:
        for review in self._lately(told):
            draw = self._draw("plan", review.held)
            plan = review.held in planned
            yield self._outcome(review, PLAN if plan else NO_PLAN, draw.of(CATEGORIES) if plan else None)

    def _reviewed(self, told: Told, plan: ProtectionPlan) -> Iterator[ConferenceOutcome]:
        end = told.schedule.series.end
        for review in self._lately(told):
            ends = end is not None and review.held == end
            early = plan.latest_since and review.held and review.held < plan.latest_since
            category = plan.initial_category if early else plan.latest_category
            yield self._outcome(review, ENDS if ends else CONTINUES, None if ends else category)

    def _outcome(self, review: Review, outcome: str, category: str | None) -> ConferenceOutcome:
        return ConferenceOutcome(
            id=self._draw("outcome", review.id).id(),
            child_id=review.child_id,
            review_id=review.id,
            outcome=outcome,
            category=category,
            quorate=True,
            dissent="Father" if self._draw("dissent", review.held).chance(0.04) else "",
        )

    def _core_groups(self, series: Series) -> Iterator[CoreGroup]:
        if series.start is None or self.service.size.dense:
            return
        draw, today = self._draw("core", series.start), self.service.today
        last = min(series.closes or today, today)
        day = self._days(series.start, draw.whole(6, 10) if draw.chance(0.9) else draw.whole(11, 15), date.max)
        while day <= last:
            if (today - day).days <= CORE_GROUP_DAYS:
                key = self._draw("core", series.id, day).id()
                yield CoreGroup(id=key, child_id=series.child_id, series_id=series.id, date=day)
            apart = draw.whole(28, 42) if draw.chance(0.93) else draw.whole(43, 60)
            day = self.service.calendar.add_working_days(add_days(day, apart), -1)

    def _lately(self, told: Told) -> Iterator[Review]:
        """The conferences held since outcomes have been kept here."""
        first = self.service.today - timedelta(days=KEPT_DAYS)
        if not self.service.size.dense:
            yield from (review for review in told.schedule.reviews if review.held and review.held >= first)

    def _days(self, since: date, number: int, last: date) -> date:
        """So many working days later, or the last day that can be."""
        return min(self.service.calendar.add_working_days(since, number) if number else since, last)

    def _draw(self, *words: object) -> Draw:
        return Draw(self.service.seed, "protection", self.family, *words)
