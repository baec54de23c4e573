"""The reviews that were adjourned for longer than they may be: the exceptions, with how many there are."""

from dataclasses import dataclass
from typing import ClassVar

from app.domain.access import Right, Stamp
from app.domain.adjournments import Adjournment
from app.domain.dates import Period, full
from app.queries.listing import reviews_table
from app.queries.reviews import ADJOURNED_COLUMNS, adjourned_where
from app.queries.service import calendar_of, chaired_kinds, setting
from app.store import Selection, Store, Where
from app.table import Table


@dataclass(frozen=True)
class Exceptions:
    """How many reviews were adjourned and how many of them too long, with those."""

    adjourned: int
    too_long: int
    table: Table


@dataclass(frozen=True)
class AdjournedTooLong:
    """Ask for the reviews adjourned in a period (without one, in the last twelve months) for too long, completed or not."""

    period: Period | None = None
    right: ClassVar[Right] = Right.SEE

    def run(self, store: Store, stamp: Stamp) -> Exceptions:
        """The exceptions as a list, the latest first."""
        calendar, longest = calendar_of(store), int(setting(store, "reviews.longest-adjournment"))
        rows = store.rows(self._all(store, stamp), ("id", "adjourned_on", "completed_on"))
        long = tuple(
            key
            for key, opened, completed in rows
            if Adjournment(opened, completed, stamp.today).too_long(calendar, longest)
        )
        selection = Selection("reviews", (Where("id", "in", long),), stamp.today)
        line = f"{len(long):,} of {len(rows):,} adjourned reviews, as at {full(stamp.today)}"
        notes = (
            f"Adjourned for more than {longest} working days, completed or not (regulation 36 of {_REGULATIONS}).",
        )
        natural = (("adjourned_on", True), ("reference", False), ("id", False))
        table = reviews_table(
            store, selection, "Reviews adjourned for too long", line, notes, ADJOURNED_COLUMNS, natural
        )
        return Exceptions(len(rows), len(long), table)

    def _all(self, store: Store, stamp: Stamp) -> Selection:
        kinds = Where("kind", "in", chaired_kinds(store))
        if self.period is None:
            return Selection("reviews", (kinds, *adjourned_where()), stamp.today)
        days = (
            Where("adjourned_on", "at least", self.period.first),
            Where("adjourned_on", "at most", self.period.last),
        )
        since = {"adjourned-since": self.period.first.isoformat()}
        return Selection("reviews", (kinds, *adjourned_where(), *days), stamp.today, options=since)


_REGULATIONS = "the Care Planning, Placement and Case Review (England) Regulations 2010"
