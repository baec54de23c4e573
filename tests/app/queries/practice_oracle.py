"""A plain recount of participation, plans and final plans, from records as they were made and with arithmetic of its own."""

from calendar import monthrange
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

Parts = tuple[int, int | None]
"""Numerator and denominator."""


def months_on(day: date, months: int) -> date:
    """The corresponding date so many months on, or the last day of a shorter month."""
    number = day.year * 12 + day.month - 1 + months
    year, month = divmod(number, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


@dataclass(frozen=True)
class Raw:
    """Records of a service: clocks, reviews, plans and final plans, and the period that is asked about."""

    series: tuple[Any, ...]
    reviews: tuple[Any, ...]
    plans: dict[str, Any]
    finals: dict[str, Any]
    first: date
    last: date
    today: date

    @property
    def day(self) -> date:
        """The day of what is as at a day."""
        return min(self.last, self.today)

    def within(self, day: date | None) -> bool:
        """Whether a day lies in the period."""
        return day is not None and self.first <= day <= self.last

    # ------------------------------------------------------------------------------------------- participation

    def participation(self, conferences: bool, by_child: bool) -> Parts:
        """(all - PN0 - PN7) of (all - PN0)."""
        judged = [r for r in self._held(conferences) if r.participation not in (None, "PN0")]
        if not by_child:
            return sum(r.participation != "PN7" for r in judged), len(judged)
        theirs = defaultdict(list)
        for review in judged:
            theirs[review.child_id].append(review.participation != "PN7")
        return sum(all(some) for some in theirs.values()), len(theirs)

    def code(self, code: str) -> Parts:
        """Reviews with a code, of those with any."""
        known = [r for r in self._held(False) if r.participation]
        return sum(r.participation == code for r in known), len(known)

    def not_recorded(self) -> Parts:
        """Reviews without a code, of all."""
        held = list(self._held(False))
        return sum(r.participation is None for r in held), len(held)

    def _held(self, conferences: bool) -> Iterable[Any]:
        return (r for r in self.reviews if self.within(r.held) and (r.kind == "rcpc") is conferences)

    # ------------------------------------------------------------------------------------------------ plans

    def started(self) -> list[Any]:
        """The plans that started in the period."""
        return [s for s in self.series if s.kind == "rcpc" and self.within(s.start)]

    def ended(self) -> list[Any]:
        """The plans that ended in the period."""
        return [s for s in self.series if s.kind == "rcpc" and self.within(s.closes) and s.closes <= self.today]

    def open(self) -> list[Any]:
        """The plans open on the day."""
        runs = (s for s in self.series if s.kind == "rcpc" and s.start <= self.day)
        return [s for s in runs if s.closes is None or s.closes > self.day]

    def ended_after(self, low: int, high: int | None) -> Parts:
        """Plans that ended after more than so many months, and at most so many."""
        some = [
            s
            for s in self.ended()
            if (low == 0 or s.closes > months_on(s.start, low))
            and (high is None or s.closes <= months_on(s.start, high))
        ]
        return len(some), len(self.ended())

    def open_over(self, months: int) -> Parts:
        """Plans open for more than so many months."""
        return sum(months_on(s.start, months) < self.day for s in self.open()), len(self.open())

    def repeated(self, plans: list[Any], how: Callable[[Any, list[Any], Any], bool]) -> Parts:
        """Plans of children who had one before."""
        found = 0
        for one in plans:
            before = [s for s in self.series if s.kind == "rcpc" and s.child_id == one.child_id and s.start < one.start]
            found += how(one, before, self.plans.get(one.id))
        return found, len(plans)

    def snapshot(self) -> Parts:
        """Children whose plan is open for 3 months or more with every review in time and none overdue."""
        by_child = defaultdict(list)
        for plan in self.open():
            if months_on(plan.start, 3) <= self.day:
                by_child[plan.child_id].append(self._is_good(plan))
        return sum(all(some) for some in by_child.values()), len(by_child)

    def _is_good(self, plan: Any) -> bool:
        for review in (r for r in self.reviews if r.series_id == plan.id):
            if review.held and review.held <= self.day:
                if review.due and review.held > review.due:
                    return False
            elif review.due and review.due < self.day:
                return False
        return True

    # ------------------------------------------------------------------------------------------- final plans

    def final(self, low: int, high: int | None) -> Parts:
        """Periods of care whose target date lies in the period, ratified after so many months; (-1, None): never."""
        mine = [s for s in self.series if s.kind == "looked-after" and self._is_wanted(s)]
        return sum(self._took(s, low, high) for s in mine), len(mine)

    def _is_wanted(self, one: Any) -> bool:
        target = months_on(one.start, 6)
        return self.first <= target <= self.day and not (one.closes and one.closes < target)

    def _took(self, one: Any, low: int, high: int | None) -> bool:
        plan = self.finals.get(one.id)
        ratified = plan.ratified_on if plan else None
        if low < 0 or ratified is None:
            return low < 0 and ratified is None
        after = low == 0 or ratified > months_on(one.start, low)
        return after and (high is None or ratified <= months_on(one.start, high))
