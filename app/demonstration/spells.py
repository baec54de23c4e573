"""The times of a child's story that have a clock: in care, on a plan, and those beside them."""

from dataclasses import dataclass
from datetime import date

CARE, PLAN, ENQUIRY = "care", "plan", "enquiry"
"""What a spell is; one that stands beside these has the code of its kind of review."""


@dataclass(frozen=True)
class Spell:
    """A time in care or on a plan: start is becoming looked after or the strategy discussion; end is as intended."""

    what: str
    start: date
    end: date | None = None
    reason: str = ""
