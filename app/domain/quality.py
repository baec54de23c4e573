"""The quality of a child's plan: what a review found of it, the final plan's ratification, statements to court."""

from dataclasses import dataclass
from datetime import date

from app.domain.records import Record

NO_PERMANENCE = "none"
"""The code for a child without a permanence plan; the others are the list "permanence-plan"."""
LONG_TERM_FOSTER = "long-term-foster"


@dataclass(frozen=True, kw_only=True)
class Quality(Record):
    """What one review found: each an answer of app.domain.answers, or None where nobody said.

    plan_current: the plan is up to date; plan_smart: it is specific, measurable, achievable, relevant and timed;
    health_assessment (IHA) and education_plan (PEP) were there, asked at the first review; permanence is a code of the
    list "permanence-plan" or "none", asked from the second review on.
    """

    child_id: str
    review_id: str
    plan_current: str | None = None
    plan_smart: str | None = None
    health_assessment: str | None = None
    education_plan: str | None = None
    permanence: str | None = None


@dataclass(frozen=True, kw_only=True)
class FinalPlan(Record):
    """Whether the final care plan of a period of care (series_id) was ratified: on which day, or why not (list "not-ratified").

    Its target date is the start of the period and the months of the setting "plans.final-months".
    """

    child_id: str
    series_id: str
    ratified_on: date | None = None
    why_not: str | None = None
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class CourtStatement(Record):
    """A statement of the IRO to the court: when it is due, and when it was sent."""

    child_id: str
    due_on: date
    sent_on: date | None = None
    note: str = ""
