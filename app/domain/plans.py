"""When a final care plan is to be ratified, in which band its ratification counts, and how a statement to court stands."""

from datetime import date

from app.domain.calendar import add_months
from app.domain.quality import CourtStatement

BANDS = {
    "6": "Within 6 months",
    "8": "Over 6 to 8 months",
    "12": "Over 8 to 12 months",
    "over": "Over 12 months",
    "not": "Not ratified",
}
"""How long after the start of the period of care a final plan was ratified."""


def final_plan_target(start: date, months: int) -> date:
    """The day by which the final plan of a period of care is to be ratified: the corresponding date so many months on."""
    return add_months(start, months)


def ratification_band(start: date, ratified_on: date | None) -> str:
    """Which of BANDS: "6", "8", "12", "over" or "not"; the corresponding date itself still belongs to the shorter band."""
    if ratified_on is None:
        return "not"
    return next((str(months) for months in (6, 8, 12) if ratified_on <= add_months(start, months)), "over")


def is_late(statement: CourtStatement, today: date) -> bool:
    """Whether a statement was sent after the day it was due, or is overdue."""
    return (statement.sent_on or today) > statement.due_on
