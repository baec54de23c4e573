"""What is due next for one child, of any kind, with the reason: reviews, midway reviews, core groups, final plans, statements, contacts."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from app.domain.access import Right, Stamp
from app.domain.calendar import Calendar
from app.domain.conferences import CoreGroup, next_core_group
from app.domain.dates import long
from app.domain.kinds import LOOKED_AFTER, RCPC, Interval
from app.domain.lateness import days_left
from app.domain.plans import final_plan_target
from app.domain.quality import CourtStatement, FinalPlan
from app.domain.reviews import Review, Series
from app.queries.child import ChildFacts, ChildPage
from app.queries.contacts import seen_before_reviews
from app.queries.midway import midways
from app.queries.review import review_title
from app.queries.service import calendar_of, kind_names, setting
from app.store import Store
from app.table import Tone

SOON_DAYS = 10
"""What is due within so many working days is due soon."""
SHOWN = 3
"""So many stand at a glance."""


@dataclass(frozen=True)
class Awaited:
    """One thing that is due: what, when, how much time is left, and why then. review_id where it is a review."""

    what: str
    due: date
    left: str
    why: str
    tone: Tone
    review_id: str = ""


@dataclass(frozen=True)
class NextDue:
    """Ask for the next due dates of a child; most None: all of them."""

    child_id: str
    most: int | None = SHOWN
    right: ClassVar[Right] = Right.SEE

    def run(self, store: Store, stamp: Stamp) -> tuple[Awaited, ...]:
        """What is overdue first, then by date."""
        facts = ChildPage(self.child_id).run(store, stamp)
        found = sorted(_Due(store, stamp.today, facts, calendar_of(store)).all(), key=lambda one: (one.due, one.what))
        return tuple(found[: self.most])


@dataclass(frozen=True)
class _Due:
    store: Store
    today: date
    facts: ChildFacts
    calendar: Calendar

    def all(self) -> Iterable[Awaited]:
        """Everything that waits, in no order."""
        yield from self._reviews()
        yield from self._contacts()
        yield from self._midway()
        yield from self._statements()
        for series in self._running(LOOKED_AFTER):
            yield from self._final_plan(series)
        for series in self._running(RCPC):
            yield from self._core_group(series)

    def _running(self, kind: str) -> list[Series]:
        return [period.series for period in self.facts.periods if period.running and period.series.kind == kind]

    def _open(self) -> list[Review]:
        running = [period for period in self.facts.periods if period.running]
        return [line.review for period in running for line in period.reviews if line.review.held is None]

    def _reviews(self) -> Iterable[Awaited]:
        names = kind_names(self.store)
        for period in self.facts.periods:
            for line in period.reviews if period.running else ():
                review = line.review
                if review.held is None and review.due:
                    booked = f" Booked for {long(line.meeting.date)}." if line.meeting else ""
                    what = review_title(review, names[review.kind])
                    yield self._made(what, review.due, f"{line.explanation}{booked}", review.id)

    def _contacts(self) -> Iterable[Awaited]:
        seen = seen_before_reviews(self.store, [review.id for review in self._open()])
        for found in seen.values():
            if found.is_owed:
                why = "The IRO (Independent Reviewing Officer) speaks to the child in private before the review."
                yield self._made("See the child before the review", found.before.until, why)

    def _midway(self) -> Iterable[Awaited]:
        for one in midways(self.store, self.today, child_id=self.facts.child.id):
            if one.done is None:
                why = f"Half way between the review held {long(one.last)} and the one due {long(one.next)}."
                yield self._made("Midway review", one.due, why)

    def _statements(self) -> Iterable[Awaited]:
        for one in self.store.shelf(CourtStatement).find(child_id=self.facts.child.id, sent_on=None):
            yield self._made("Statement to court", one.due_on, one.note or "The court asked for it by then.")

    def _final_plan(self, series: Series) -> Iterable[Awaited]:
        plans = self.store.shelf(FinalPlan).find(series_id=series.id)
        if series.start and series.start_known and not any(plan.ratified_on for plan in plans):
            months = int(setting(self.store, "plans.final-months"))
            why = f"Within {months} months of becoming looked after on {long(series.start)}."
            yield self._made("Final plan ratified", final_plan_target(series.start, months), why)

    def _core_group(self, series: Series) -> Iterable[Awaited]:
        if series.start is None:
            return
        spans = setting(self.store, "conferences.core-groups")
        first, then = Interval.parse(spans["first"]), Interval.parse(spans["then"])
        met = [one.date for one in self.store.shelf(CoreGroup).find(series_id=series.id)]
        before = [day for day in met if day >= series.start]
        last = f"of the one before, {long(max(before))}" if before else f"of the conference on {long(series.start)}"
        due = next_core_group(series.start, met, first, then, self.calendar)
        yield self._made("Core group", due, f"Within {spans['then' if before else 'first']} {last}.")

    def _made(self, what: str, due: date, why: str, review_id: str = "") -> Awaited:
        left = days_left(due, self.today, self.calendar)
        soon = self.calendar.working_days_between(self.today, due) <= SOON_DAYS
        tone = Tone.LATE if due < self.today else Tone.SOON if soon else Tone.PLAIN
        return Awaited(what, due, left, why, tone, review_id)
