"""The review dates of child protection plans as the children in need census wants them: one row for each in the year."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar, NamedTuple

from app.domain.access import Right, Stamp
from app.domain.dates import Period
from app.domain.kinds import RCPC
from app.domain.reviews import Series
from app.queries.dfe.years import year_ending
from app.store import Selection, Store, Where

FIELDS = ("reference", "date_of_birth", "held", "series_id")


class PlanReview(NamedTuple):
    """One review conference (CPPreviewDate) of a child protection plan."""

    reference: str
    born: date | None
    start: date | None
    end: date | None
    held: date


@dataclass(frozen=True)
class PlanReviews:
    """The rows of one year, by child, plan and day."""

    year: Period
    rows: tuple[PlanReview, ...]


@dataclass(frozen=True)
class CensusReviews:
    """Ask for the review conferences held in the year that ends on 31 March of this one."""

    year: int
    right: ClassVar[Right] = Right.EXPORT

    def run(self, store: Store, stamp: Stamp) -> PlanReviews:
        """Every review conference of the year; a plan whose start is not known has none."""
        year = year_ending(self.year)
        where = (
            Where("kind", "is", RCPC),
            Where("held", "at least", year.first),
            Where("held", "at most", year.last),
        )
        found = list(store.rows(Selection("reviews", where), FIELDS))
        ids = tuple({row[3] for row in found if row[3]})
        plans = {plan.id: plan for plan in store.shelf(Series).find(id=ids)} if ids else {}
        rows = [_row(row[0], row[1], row[2], plans.get(row[3])) for row in found]
        return PlanReviews(year, tuple(sorted(rows, key=lambda row: (row.reference, row.start or date.min, row.held))))


def _row(reference: str, born: date | None, held: date, plan: Series | None) -> PlanReview:
    start = plan.start if plan is not None and plan.start_known else None
    return PlanReview(reference, born, start, plan.end if plan else None, held)
