"""Child protection: the enquiry before a conference, what a conference decided, the plan that follows, its core groups."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from app.domain.calendar import Calendar
from app.domain.dates import long
from app.domain.errors import Refusal
from app.domain.kinds import ICPC, RCPC, TRANSFER_IN, Interval
from app.domain.records import Record
from app.domain.reviews import Series

CONFERENCES = (ICPC, TRANSFER_IN, RCPC)
"""The kinds of review that are child protection conferences."""
FIRST_CONFERENCES = (ICPC, TRANSFER_IN)
"""Those that follow an enquiry, or a transfer, and decide whether there is a plan."""
NOT_NEEDED = "not-needed"
"""Why an enquiry's clock ended when no conference was needed; the conference is then never late."""
CATEGORIES = {
    "NEG": "Neglect",
    "PHY": "Physical abuse",
    "SAB": "Sexual abuse",
    "EMO": "Emotional abuse",
    "MUL": "More than one category",
}
"""The categories of abuse, as the children in need census codes them."""
PLAN, NO_PLAN, CONTINUES, ENDS = "plan", "no-plan", "continues", "ends"
OUTCOMES = {
    PLAN: "Child protection plan made",
    NO_PLAN: "No child protection plan",
    CONTINUES: "Plan continues",
    ENDS: "Plan ends",
}
"""What a conference may decide: the first two an initial or transfer-in conference, the last two a review conference."""
PLAN_MADE, PLAN_ENDED = "plan-made", "plan-ended"
"""Why an enquiry's clock ended when a plan was made, and why a plan did when nobody says more (list "period-end")."""
NOTIFIED, ACCEPTED = "notified", "accepted"
"""From when a transfer-in conference is counted (setting "conferences.transfer-in")."""


@dataclass(frozen=True, kw_only=True)
class Enquiry(Record):
    """What led to an initial or transfer-in conference; series_id is its clock, which starts at the strategy discussion.

    requested_on is when a conference was asked for, received_on when the service had the request, section47_on the
    actual start of the section 47 enquiry. Of a transfer-in: from where, when notified and when accepted (the clock
    starts at one of the two). When no conference was needed the clock's end says when, not_needed_by who decided.
    """

    child_id: str
    series_id: str
    requested_on: date | None = None
    received_on: date | None = None
    section47_on: date | None = None
    not_needed_by: str = ""
    transfer_from: str = ""
    notified_on: date | None = None
    accepted_on: date | None = None
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class ProtectionPlan(Record):
    """What is known of a child protection plan beside its clock (series_id), which has its start, end and reason.

    previous_here counts earlier plans with this council, previous_elsewhere those with others; None: not known.
    """

    child_id: str
    series_id: str
    initial_category: str | None = None
    latest_category: str | None = None
    latest_since: date | None = None
    previous_here: int | None = None
    previous_elsewhere: int | None = None


@dataclass(frozen=True, kw_only=True)
class ConferenceOutcome(Record):
    """What one conference decided for one child: the outcome, the category, whether it was quorate, who disagreed."""

    child_id: str
    review_id: str
    outcome: str | None = None
    category: str | None = None
    quorate: bool | None = None
    dissent: str = ""


@dataclass(frozen=True, kw_only=True)
class CoreGroup(Record):
    """A core group that met for a child protection plan (series_id)."""

    child_id: str
    series_id: str
    date: datetime.date
    note: str = ""


# ------------------------------------------------------------------------------------------------------------- rules


def outcomes_of(kind: str) -> dict[str, str]:
    """What a conference of this kind may decide, in words."""
    allowed = (PLAN, NO_PLAN) if kind in FIRST_CONFERENCES else (CONTINUES, ENDS)
    return {code: OUTCOMES[code] for code in allowed}


def check_outcome(kind: str, outcome: str | None, category: str | None) -> None:
    """Refuse an outcome that a conference of this kind cannot have, an unknown category, and a plan without one."""
    allowed = outcomes_of(kind)
    if outcome not in allowed:
        words = " or ".join(f'"{one.lower()}"' for one in allowed.values())
        raise Refusal("Say what the conference decided for each child.", f"Choose {words}.")
    check_category(category)
    if outcome == PLAN and not category:
        raise Refusal("A child protection plan needs its category.", f"Choose one: {_categories()}.")


def check_category(category: str | None) -> None:
    """Refuse a category of abuse that the census does not know."""
    if category and category not in CATEGORIES:
        raise Refusal(f'"{category}" is not a category of abuse.', f"Choose one: {_categories()}.")


def _categories() -> str:
    return ", ".join(words.lower() for words in CATEGORIES.values())


def transfer_start(basis: str, notified: date | None, accepted: date | None) -> date | None:
    """The day from which a transfer-in conference is counted; None while that is not known."""
    return accepted if basis == ACCEPTED else notified


def check_steps(steps: Iterable[tuple[str, date | None]], today: date) -> None:
    """Refuse steps of an enquiry that lie in the future or out of their order; each is its words and its day."""
    known = [(words, day) for words, day in steps if day is not None]
    for words, day in known:
        if day > today:
            raise Refusal(
                f"{words} on {long(day)} lies in the future.", "Record it when it has been, or check the year."
            )
    for (words, day), (then, later) in pairwise(known):
        if later < day:
            lower = f"{words[:1].lower()}{words[1:]}"
            raise Refusal(f"{then} on {long(later)} lies before {lower} on {long(day)}.", "Check both dates.")


@dataclass(frozen=True)
class Waiting:
    """Working days from step to step of one enquiry; None where one of the two days is not recorded."""

    strategy_to_request: int | None
    received_to_conference: int | None
    section47_to_conference: int | None


def waiting(enquiry: Enquiry, strategy: date | None, conference: date | None, calendar: Calendar) -> Waiting:
    """How long an enquiry took, so that a late conference can be told from a late request."""

    def days(start: date | None, end: date | None) -> int | None:
        return calendar.working_days_between(start, end) if start and end else None

    return Waiting(
        days(strategy, enquiry.requested_on),
        days(enquiry.received_on, conference),
        days(enquiry.section47_on, conference),
    )


@dataclass(frozen=True)
class PreviousPlans:
    """How many child protection plans a child had before one: with this council, and with others as far as known."""

    here: int
    elsewhere: int

    @property
    def number(self) -> int:
        """Which plan it is, wherever the others were: 2 is the second."""
        return 1 + self.here + self.elsewhere


def earlier_plans(series: Series, others: Iterable[Series]) -> int:
    """How many of a child's recorded plans began before this one."""
    began = series.start or date.max
    plans = [one for one in others if one.kind == RCPC and one.id != series.id and not one.voided]
    return sum(1 for one in plans if (one.start or one.end or date.max) < began)


def previous_plans(series: Series, plan: ProtectionPlan | None, others: Iterable[Series]) -> PreviousPlans:
    """The plans before this one: those in our own records, or more where somebody recorded that there were more.

    What is recorded counts all plans with this council, so those in our own records are among them and not added again.
    """
    recorded = (plan.previous_here or 0) if plan else 0
    elsewhere = (plan.previous_elsewhere or 0) if plan else 0
    return PreviousPlans(max(earlier_plans(series, others), recorded), elsewhere)


def next_core_group(
    conference: date, held: Iterable[date], first: Interval, then: Interval, calendar: Calendar
) -> date:
    """When the next core group is due: soon after the conference that made the plan, later ones after the one before."""
    met = [day for day in held if day >= conference]
    return then.after(max(met), calendar) if met else first.after(conference, calendar)
