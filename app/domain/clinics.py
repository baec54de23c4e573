"""Clinics of children: a rule that finds them, and for each child what was found and decided, carried to the next clinic."""

import datetime
from dataclasses import dataclass, replace

from app.domain.records import Record

RULES = {
    "long-plan": "Plan over 15 months",
    "very-long-plan": "Plan over 18 months",
    "second-plan": "Second child protection plan",
    "no-permanence": "No permanence plan at the second review",
    "final-plan": "Final plan not ratified",
    "home-on-order": "At home on a care order",
    "not-matched": "Long-term foster home not matched",
    "unregistered": "Unregistered home",
}
"""The saved rules, each with its words; how each finds its children is app.queries.clinics."""
LONG_PLANS = {"long-plan": 15, "very-long-plan": 18}
"""The rules that find plans open for more than so many months."""
WITH_PARENTS, CARE_ORDERS, UNREGISTERED = ("P1",), ("C1", "C2"), ("Z1",)
LONG_TERM_HOMES, OTHER_FOSTER_HOMES = ("U1", "U4"), ("U2", "U3", "U5", "U6")
"""Codes of SSDA903: foster homes matched for the long term, and all others."""
PLAN_RULES = frozenset((*LONG_PLANS, "second-plan"))
"""The rules about child protection plans; the others are about children in our care."""
MOST_AHEAD = 31
"""How many days before it a clinic may be made ready."""


@dataclass(frozen=True, kw_only=True)
class Clinic(Record):
    """One clinic: its day, the rule that found its children, and what was said of them all."""

    date: datetime.date
    rule: str
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class ClinicChild(Record):
    """One child at a clinic, as it was on that day, and what was decided; carried_from is the same child at the clinic before.

    pre_proceedings and assessment_current are answers of app.domain.answers or None; category and plan_number are those
    of the child protection plan, if there is one.
    """

    clinic_id: str
    child_id: str
    category: str | None = None
    plan_number: int | None = None
    pre_proceedings: str | None = None
    assessment_current: str | None = None
    found: str = ""
    decision: str = ""
    owner: str = ""
    due: datetime.date | None = None
    done_on: datetime.date | None = None
    challenge_id: str | None = None
    carried_from: str | None = None

    @property
    def is_open(self) -> bool:
        """Whether something was decided that is still to be done."""
        return bool(self.decision) and self.done_on is None


def carried(before: ClinicChild, clinic_id: str) -> ClinicChild:
    """The same child at the next clinic, with what is still open of the one before."""
    blank = ClinicChild(clinic_id=clinic_id, child_id=before.child_id, carried_from=before.id)
    if not before.is_open:
        return blank
    return replace(
        blank, decision=before.decision, owner=before.owner, due=before.due, challenge_id=before.challenge_id
    )
