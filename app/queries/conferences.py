"""The child protection of one child as the child's page shows it: enquiries, plans, earlier plans, core groups, what is due."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from app.domain.access import Right, Stamp
from app.domain.calendar import Calendar
from app.domain.children import Child
from app.domain.conferences import (
    CATEGORIES,
    FIRST_CONFERENCES,
    OUTCOMES,
    ConferenceOutcome,
    CoreGroup,
    PreviousPlans,
    ProtectionPlan,
    next_core_group,
    previous_plans,
)
from app.domain.counting import counted
from app.domain.dates import long
from app.domain.explanations import explain, ordinal
from app.domain.kinds import RCPC, TRANSFER_IN, Interval
from app.domain.lateness import days_left
from app.domain.reviews import Review, Series
from app.domain.settings import DEFINITIONS
from app.queries.enquiries import EnquiryLine, enquiry_lines
from app.queries.service import calendar_of, damaged, labels, setting
from app.store import Store

CORE_GROUPS = "conferences.core-groups"


@dataclass(frozen=True)
class Step:
    """One dated step of an enquiry; without a day it is still to come, and under says until when."""

    words: str
    day: date | None
    under: str = ""
    late: bool = False


@dataclass(frozen=True)
class EnquiryFacts:
    """One enquiry with its steps in their order, and what its conference decided."""

    line: EnquiryLine
    steps: tuple[Step, ...]
    outcome: str
    note: str

    @property
    def waits_for_outcome(self) -> bool:
        """Whether the conference was held and nobody recorded what it decided."""
        return self.line.held is not None and not self.outcome and self.line.series.end is None


@dataclass(frozen=True)
class DueNext:
    """Something due next for a plan: until when, how long that is, and why."""

    words: str
    day: date | None
    left: str
    why: str
    late: bool = False


@dataclass(frozen=True)
class HeldConference:
    """A review conference of a plan that was held, and what it decided; empty words where that is not recorded."""

    review_id: str
    day: date
    words: str


@dataclass(frozen=True)
class PlanFacts:
    """One plan: which it is for the child, its categories, how long it is open, its core groups and what is due next."""

    series: Series
    plan: ProtectionPlan
    runs: bool
    previous: PreviousPlans
    title: str
    """Which plan it is: "Second child protection plan"."""
    initial: str
    latest: str
    ended: str
    open_words: str
    """How long the plan has been or was open: "14 weeks (3 months)"."""
    core_groups: tuple[CoreGroup, ...]
    due: tuple[DueNext, ...]
    conference_id: str
    """The review conference that is due, if one is."""
    held: tuple[HeldConference, ...]
    """Its review conferences, the latest first."""


@dataclass(frozen=True)
class ProtectionFacts:
    """All of child protection about one child, the running first, then the latest."""

    child: Child
    enquiries: tuple[EnquiryFacts, ...]
    plans: tuple[PlanFacts, ...]

    @property
    def is_empty(self) -> bool:
        """Whether nothing is recorded."""
        return not self.enquiries and not self.plans

    @property
    def enquiry(self) -> EnquiryFacts | None:
        """The enquiry whose conference is still to be held."""
        return next((one for one in self.enquiries if one.line.runs), None)

    @property
    def plan(self) -> PlanFacts | None:
        """The plan that runs."""
        return next((one for one in self.plans if one.runs), None)

    def led_to(self, plan: PlanFacts) -> EnquiryFacts | None:
        """The enquiry whose conference made a plan."""
        began = plan.series.start
        return next((one for one in self.enquiries if one.line.held and one.line.held == began), None)


@dataclass(frozen=True)
class ChildProtection:
    """Ask for the child protection of one child as at today."""

    child_id: str
    right: ClassVar[Right] = Right.SEE

    def run(self, store: Store, stamp: Stamp) -> ProtectionFacts:
        """Every enquiry and plan of the child."""
        child = store.shelf(Child).get(self.child_id)
        series = store.shelf(Series).find(child_id=child.id, kind=(*FIRST_CONFERENCES, RCPC))
        calendar = calendar_of(store)
        enquiries = [_enquiry(store, line, stamp.today, calendar) for line in enquiry_lines(store, series)]
        plans = _Plans(store, stamp.today, calendar, series)
        return ProtectionFacts(
            child,
            tuple(sorted(enquiries, key=lambda one: (not one.line.runs, _newest(one.line.came_on)))),
            tuple(sorted(plans.all(), key=lambda one: (not one.runs, _newest(one.series.start)))),
        )


def _newest(day: date | None) -> int:
    return -(day or date.min).toordinal()


def _enquiry(store: Store, line: EnquiryLine, today: date, calendar: Calendar) -> EnquiryFacts:
    found: Sequence[ConferenceOutcome] = (
        store.shelf(ConferenceOutcome).find(review_id=line.conference.id) if line.conference else ()
    )
    outcome = _outcome_words(found[0]) if found else ""
    return EnquiryFacts(line, (*_first_steps(line), _last_step(line, today, calendar)), outcome, line.enquiry.note)


def _outcome_words(found: ConferenceOutcome) -> str:
    parts = (OUTCOMES.get(found.outcome or "", ""), CATEGORIES.get(found.category or "", ""))
    words = ": ".join(part for part in parts if part)
    return f"{words}. Not agreed by: {found.dissent}" if found.dissent else words


def _first_steps(line: EnquiryLine) -> Sequence[Step]:
    enquiry, took = line.enquiry, line.waiting
    if line.series.kind == TRANSFER_IN:
        first = [Step("Notified", enquiry.notified_on, enquiry.transfer_from), Step("Accepted", enquiry.accepted_on)]
    else:
        first = [Step("Strategy discussion", line.strategy_on), Step("Section 47 start", enquiry.section47_on)]
    return [
        *first,
        Step("Requested", enquiry.requested_on, _after(took.strategy_to_request, "after the strategy discussion")),
        Step("Request received", enquiry.received_on),
    ]


def _after(days: int | None, what: str) -> str:
    return "" if days is None else f"{counted(days, 'working day')} {what}"


def _last_step(line: EnquiryLine, today: date, calendar: Calendar) -> Step:
    if line.held:
        took = _after(line.waiting.received_to_conference, "after the request")
        due = f"due {long(line.due)}" if line.is_late and line.due else ""
        return Step("Conference held", line.held, ", ".join(part for part in (due, took) if part), line.is_late)
    if line.not_needed_on:
        by = f"decided by {line.enquiry.not_needed_by}" if line.enquiry.not_needed_by else ""
        return Step("Conference not needed", line.not_needed_on, by)
    if line.due is None:
        return Step("Conference", None, "no due date can be worked out yet" if line.runs else "not held")
    left = days_left(line.due, today, calendar) if line.runs else "never held"
    local = line.conference.local_due if line.conference else None
    target = f"; local target {long(local)}" if local and local != line.due else ""
    return Step("Conference due", line.due, f"{left}{target}", line.due < today)


@dataclass(frozen=True)
class CoreGroupLimits:
    """Within what of the conference the first core group meets, and each later one of the one before, as the service says it."""

    first: str
    then: str

    def due(self, conference: date, held: Sequence[date], calendar: Calendar) -> date:
        """When the next one is due."""
        return next_core_group(conference, held, Interval.parse(self.first), Interval.parse(self.then), calendar)


def core_group_limits(store: Store) -> CoreGroupLimits:
    """As the setting has them today; one that was damaged in the file is refused in words."""
    said = setting(store, CORE_GROUPS)
    if not all(isinstance(said.get(key), str) for key in ("first", "then")):
        raise damaged(DEFINITIONS[CORE_GROUPS])
    return CoreGroupLimits(said["first"], said["then"])


class _Plans:
    """Puts the plans of one child into words."""

    def __init__(self, store: Store, today: date, calendar: Calendar, series: Sequence[Series]) -> None:
        self._store, self._today, self._calendar = store, today, calendar
        self._series = [one for one in series if one.kind == RCPC]
        ids = tuple(one.id for one in self._series)
        self._plans = {one.series_id: one for one in store.shelf(ProtectionPlan).find(series_id=ids)}
        self._groups = sorted(store.shelf(CoreGroup).find(series_id=ids), key=lambda one: one.date)
        self._reviews = store.shelf(Review).find(series_id=ids)
        self._open = {one.series_id: one for one in self._reviews if one.held is None}
        outcomes = store.shelf(ConferenceOutcome).find(review_id=tuple(one.id for one in self._reviews))
        self._decided = {one.review_id: _outcome_words(one) for one in outcomes}
        self._reasons = labels(store, "period-end")
        self._limits = core_group_limits(store)

    def all(self) -> Iterable[PlanFacts]:
        """Each of them."""
        return [self._facts(one) for one in self._series]

    def _facts(self, series: Series) -> PlanFacts:
        plan = self._plans.get(series.id) or ProtectionPlan(child_id=series.child_id, series_id=series.id)
        runs = series.closes is None or series.closes > self._today
        groups = tuple(one for one in self._groups if one.series_id == series.id)
        conference = self._open.get(series.id)
        previous = previous_plans(series, plan, self._series)
        return PlanFacts(
            series=series,
            plan=plan,
            runs=runs,
            previous=previous,
            title=f"{ordinal(previous.number)} child protection plan",
            initial=CATEGORIES.get(plan.initial_category or "", ""),
            latest=CATEGORIES.get(plan.latest_category or "", ""),
            ended=self._ended(series) if not runs else "",
            open_words=open_words(series.start, self._today if runs else series.closes) if series.start_known else "",
            core_groups=groups,
            due=tuple(self._due(series, conference, groups)) if runs else (),
            conference_id=conference.id if conference and runs else "",
            held=self._held(series),
        )

    def _held(self, series: Series) -> tuple[HeldConference, ...]:
        found = [(one.held, one.id) for one in self._reviews if one.series_id == series.id and one.held]
        return tuple(HeldConference(key, day, self._decided.get(key, "")) for day, key in sorted(found, reverse=True))

    def _ended(self, series: Series) -> str:
        reason = self._reasons.get(series.end_reason, series.end_reason)
        return reason or ("" if series.end else "Turned 18")

    def _due(self, series: Series, conference: Review | None, groups: Sequence[CoreGroup]) -> Iterable[DueNext]:
        if conference is not None:
            yield self._next("Review conference", conference.due, explain(conference))
        if series.start and series.start_known:
            day = self._limits.due(series.start, [one.date for one in groups], self._calendar)
            yield self._next("Core group", day, self._core_group_words(series.start, groups))

    def _core_group_words(self, began: date, groups: Sequence[CoreGroup]) -> str:
        if groups:
            return f"{self._limits.then} after the core group on {long(groups[-1].date)}."
        return f"{self._limits.first} after the conference on {long(began)}."

    def _next(self, words: str, day: date | None, why: str) -> DueNext:
        left = days_left(day, self._today, self._calendar) if day else "date not known"
        return DueNext(words, day, left, why, day is not None and day < self._today)


def open_words(start: date | None, end: date | None) -> str:
    """How long a plan has been open: in weeks, and from three months on also in months."""
    if start is None or end is None:
        return ""
    weeks = (end - start).days // 7
    months = (end.year - start.year) * 12 + end.month - start.month - (end.day < start.day)
    return counted(weeks, "week") + (f" ({counted(months, 'month')})" if months >= 3 else "")
