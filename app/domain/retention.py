"""How long the service keeps what it has of a child, and when that is over."""

import datetime
from dataclasses import dataclass

from app.domain.calendar import add_months
from app.domain.records import Record

CHILDREN, HOUSEHOLDS = "children", "households"
KINDS = {
    CHILDREN: "Children: reviews, meetings, challenges and all that is recorded of them",
    HOUSEHOLDS: "Foster households: their reviews",
}
SETTINGS = {kind: f"retention.{kind}" for kind in KINDS}
"""The setting that says after how many months each kind of record is due for disposal; 0: nobody has decided."""
SUGGESTED = 24
"""Months after the last open record, as the service is advised."""
WHY = (
    "The duty to keep a child's case record for 75 years lies on the council's case record, not on this program. What "
    "stands here is a working copy: keeping it as long needs a justification of its own (data minimisation and storage "
    "limitation, UK GDPR article 5). Two years after the last open record leave time for a complaint, an inspection and "
    "the figures of the year before."
)


@dataclass(frozen=True, kw_only=True)
class KeptLonger(Record):
    """That a manager decided to keep what there is of a child until a day, and why."""

    child_id: str
    until: datetime.date
    why: str


@dataclass(frozen=True)
class Standing:
    """How a child's records stand: whether any is open, and the last day that any of them tells of."""

    is_open: bool
    last: datetime.date | None


def due_on(standing: Standing, months: int) -> datetime.date | None:
    """The day from which a child's records are due for disposal; None while one is open or nobody has decided."""
    if standing.is_open or standing.last is None or not months:
        return None
    return add_months(standing.last, months)
