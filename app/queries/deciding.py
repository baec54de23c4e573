"""Series decided again by the rules that hold now: what would be kept, and how many due dates and verdicts would change."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from app.domain.access import Right, Stamp
from app.domain.calendar import Calendar
from app.domain.children import Child
from app.domain.pairs import schedules
from app.domain.reviews import Review, Series
from app.domain.rules import Rules
from app.domain.schedule import Schedule, terms_for
from app.domain.settings import Holiday
from app.queries.service import calendar_of, rules_of
from app.store import Selection, Store

AT_ONCE = 400
"""How many children are decided at a time."""


@dataclass(frozen=True)
class Decided:
    """How much a fresh decision changes: due dates, and verdicts of reviews that were held."""

    due_dates: int = 0
    verdicts: int = 0

    def __add__(self, other: "Decided") -> "Decided":
        return Decided(self.due_dates + other.due_dates, self.verdicts + other.verdicts)


@dataclass(frozen=True)
class Decision:
    """One series decided again, beside what is recorded of it now."""

    series: Series
    reviews: tuple[Review, ...]
    schedule: Schedule

    @property
    def changed(self) -> tuple[Review, ...]:
        """The reviews that differ from what is recorded, or are new."""
        known = {review.id: review for review in self.reviews}
        return tuple(review for review in self.schedule.reviews if known.get(review.id) != review)

    @property
    def effect(self) -> Decided:
        """How many due dates and verdicts of recorded reviews differ."""
        known = {review.id: review for review in self.reviews}
        pairs = [(known[review.id], review) for review in self.changed if review.id in known]
        return Decided(
            sum(old.due != new.due for old, new in pairs), sum(_in_time(old) != _in_time(new) for old, new in pairs)
        )


def _in_time(review: Review) -> bool | None:
    return review.held <= review.due if review.held and review.due else None


def decide(store: Store, child_ids: Collection[str], calendar: Calendar, rules: Rules) -> Iterator[Decision]:
    """Every series of these children, decided again; nothing is kept."""
    ids = tuple(child_ids)
    series: dict[str, list[Series]] = defaultdict(list)
    for one in store.shelf(Series).find(child_id=ids):
        series[one.child_id].append(one)
    reviews: dict[str | None, list[Review]] = defaultdict(list)
    for review in store.shelf(Review).find(child_id=ids):
        reviews[review.series_id].append(review)
    for child in store.shelf(Child).find(id=ids):
        terms = terms_for(child, series[child.id], calendar, rules)
        for one, result in zip(series[child.id], schedules(series[child.id], reviews, terms), strict=True):
            yield Decision(one, tuple(reviews[one.id]), result)


def some_children_at_a_time(store: Store) -> Iterator[tuple[str, ...]]:
    """The ids of all children, some hundred at a time."""
    ids = [row[0] for row in store.rows(Selection("children", as_at=store.stamp.today), ("id",))]
    for first in range(0, len(ids), AT_ONCE):
        yield tuple(ids[first : first + AT_ONCE])


def effect(decisions: Iterable[Decision]) -> Decided:
    """What several decisions change together."""
    return sum((decision.effect for decision in decisions), Decided())


@dataclass(frozen=True)
class HolidayEffect:
    """Ask, before a bank holiday is added, moved or removed, how much that would change.

    Adding: day becomes one (instead of the day given as instead_of, when one is moved). Otherwise day stops being one.
    """

    day: date
    adding: bool = True
    instead_of: date | None = None
    right: ClassVar[Right] = Right.SEE

    def run(self, store: Store, stamp: Stamp) -> Decided:
        """How many due dates and verdicts would change over the whole service; nothing is changed."""
        gone = {self.instead_of} if self.adding else {self.day}
        rows = [(h.date, h.name, h.confirmed) for h in store.shelf(Holiday).find() if h.date not in gone]
        if self.adding:
            rows.append((self.day, "", True))
        calendar, rules = Calendar.from_rows(rows), rules_of(store)
        if calendar.holidays == calendar_of(store).holidays:
            return Decided()
        parts = (effect(decide(store, ids, calendar, rules)) for ids in some_children_at_a_time(store))
        return sum(parts, Decided())
