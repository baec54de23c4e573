"""Child protection: the enquiry before a conference, what a conference decided, the plan that follows, its core groups."""

import datetime
from dataclasses import dataclass
from datetime import date

from app.domain.kinds import ICPC, RCPC, TRANSFER_IN
from app.domain.records import Record

CONFERENCES = (ICPC, TRANSFER_IN, RCPC)
"""The kinds of review that are child protection conferences."""
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
