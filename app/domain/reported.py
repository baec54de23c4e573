"""A month as it was reported: its figures are kept when it is exported, so that later changes show."""

from dataclasses import dataclass
from datetime import date, datetime

from app.domain.dates import Period
from app.domain.records import Record


@dataclass(frozen=True, kw_only=True)
class ReportedMonth(Record):
    """One exported month: its first day, when and by whom, and on which basis ("review" or "child", "held" or "due")."""

    month: date
    made_at: datetime
    made_by: str
    basis: str
    count: str


@dataclass(frozen=True, kw_only=True)
class ReportedReview(Record):
    """One review as that month counted it: in time or not."""

    reported_id: str
    review_id: str
    kind: str
    in_time: bool


def kept_words(month: Period, today: date) -> str:
    """What an export did with its month: only one that has ended is kept."""
    if month.ended(today):
        return "The month is kept as it was reported."
    return "The month has not ended: its figures so far are not kept as reported."
