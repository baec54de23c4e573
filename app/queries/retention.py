"""What is due for disposal: children of whom nothing is open any more, longer ago than the service keeps its records."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar

from app.domain.access import Right, Stamp
from app.domain.calendar import today_in_london
from app.domain.challenges.records import Challenge
from app.domain.checks import Check
from app.domain.children import Child
from app.domain.conferences import CoreGroup
from app.domain.contacts import Contact
from app.domain.counting import counted
from app.domain.dates import long
from app.domain.officers import Allocation
from app.domain.quality import CourtStatement
from app.domain.records import Record
from app.domain.retention import CHILDREN, HOUSEHOLDS, SETTINGS, KeptLonger, Standing, due_on
from app.domain.reviews import Review, Series
from app.queries.service import setting
from app.store import Store
from app.table import Column, Fixed, Kind, Row, Table

DAYS: tuple[tuple[type[Record], Callable[[Any], Iterable[date | None]]], ...] = (
    (Series, lambda one: (one.start, one.end, one.closes)),
    (Review, lambda one: (one.held, one.adjourned_on, one.completed_on, one.sent_on)),
    (Challenge, lambda one: (one.raised_on, one.closed_on, one.last_moved)),
    (Contact, lambda one: (one.date,)),
    (Check, lambda one: (one.date,)),
    (CoreGroup, lambda one: (one.date,)),
    (Allocation, lambda one: (one.end,)),
    (CourtStatement, lambda one: (one.due_on, one.sent_on)),
)
"""The kinds of record whose days say when something last happened about a child."""

GONE_THROUGH = ("retention", "gone-through")
"""Under what the day is remembered on which the list was gone through to its end."""


@dataclass(frozen=True)
class Due:
    """A child whose records are due for disposal, from when, and until when a manager decided to keep them."""

    child: Child
    last: date | None
    due: date
    kept: KeptLonger | None


@dataclass(frozen=True)
class DueForDisposal:
    """Ask for the list of what is due for disposal by a day: by the day it is, whatever as-of day is shown, unless another is given."""

    by: date | None = None
    right: ClassVar[Right] = Right.DISPOSE
    columns: ClassVar[tuple[Column, ...]] = (
        Column("reference", "Reference", width=14),
        Column("what", "What", width=18),
        Column("last", "Last record", Kind.DATE, 13),
        Column("due", "Due for disposal", Kind.DATE, 15),
        Column("until", "Kept until", Kind.DATE, 13),
        Column("why", "Why it is kept", width=40),
    )

    def run(self, store: Store, stamp: Stamp) -> Table:
        """One row a child or foster household; by reference only."""
        by = self.by or stamp.true_day
        found = [one for one in due_children(store) if one.due <= by]
        rows = tuple(self._row(one) for one in sorted(found, key=lambda one: (one.due, one.child.reference)))
        waiting = sum(is_waiting(one, stamp.true_day) for one in found)
        line = f"{counted(len(rows), 'record is', 'records are')} due for disposal; {waiting:,} to be decided."
        if not decided(store):
            line = "Nobody has decided yet how long records are kept: see How long records are kept, above."
        elif (last := gone_through(store)) is not None:
            line += f" The list was last gone through on {long(last)}."
        return Table("Due for disposal", self.columns, Fixed(rows, tuple(c.key for c in self.columns)), line)

    def _row(self, one: Due) -> Row:
        what = "Foster household" if one.child.is_household else "Child"
        kept = (one.kept.until, one.kept.why) if one.kept else (None, None)
        return Row(one.child.id, (one.child.reference, what, one.last, one.due, *kept))


def is_waiting(one: Due, today: date) -> bool:
    """Whether somebody has to decide: it is due, and nobody keeps it any longer."""
    return one.due <= today and (one.kept is None or one.kept.until <= today)


def waiting_for_decision(store: Store, today: date) -> list[Due]:
    """What is due by today and not decided."""
    return [one for one in due_children(store) if is_waiting(one, today)]


def gone_through(store: Store) -> date | None:
    """The day on which a manager last went through the list to its end."""
    told = store.recall(*GONE_THROUGH)
    return date.fromisoformat(told) if told else None


def decided(store: Store) -> bool:
    """Whether the service has decided how long any records are kept."""
    return any(setting(store, key) for key in SETTINGS.values())


def due_children(store: Store, child_ids: tuple[str, ...] | None = None) -> list[Due]:
    """The children of whom nothing is open, each with the day from which the records are due; a few, or all."""
    asked: dict[str, Any] = {} if child_ids is None else {"id": child_ids}
    children = store.shelf(Child).find(**asked)
    months = {household: int(setting(store, SETTINGS[_kind(household)])) for household in (False, True)}
    standing = standings(store, None if child_ids is None else tuple(child.id for child in children))
    kept = {one.child_id: one for one in sorted(store.shelf(KeptLonger).find(), key=lambda one: one.until)}
    found = []
    for child in children:
        one = standing.get(child.id, Standing(False, None))
        if one.last is None and not one.is_open and months[child.is_household]:
            one = Standing(False, _last_entered(store, child.id))
        due = due_on(one, months[child.is_household])
        if due is not None:
            found.append(Due(child, one.last, due, kept.get(child.id)))
    return found


def _last_entered(store: Store, child_id: str) -> date | None:
    """The day on which a child was last entered or corrected, of whom no record has a day of its own."""
    told = store.accounts.of_record(child_id, Child)
    return today_in_london(told[-1][0].at) if told else None


def _kind(household: bool) -> str:
    return HOUSEHOLDS if household else CHILDREN


def standings(store: Store, child_ids: tuple[str, ...] | None = None) -> dict[str, Standing]:
    """By child: whether a period, a challenge or a statement is open, and the last day that anything tells of."""
    days: dict[str, set[date]] = defaultdict(set)
    is_open: set[str] = set()
    for kind, days_of in DAYS:
        asked: dict[str, Any] = {} if child_ids is None else {"child_id": child_ids}
        for one in store.shelf(kind).find(**asked):
            child_id = getattr(one, "child_id", None)
            if child_id is None:
                continue
            days[child_id].update(day for day in days_of(one) if day is not None)
            if _is_open(one, store.stamp.true_day):
                is_open.add(child_id)
    return {child_id: Standing(child_id in is_open, max(some, default=None)) for child_id, some in days.items()}


def _is_open(one: Record, today: date) -> bool:
    if isinstance(one, Series):
        return one.end is None or one.end > today
    if isinstance(one, Challenge):
        return one.open
    if isinstance(one, CourtStatement):
        return one.sent_on is None
    return isinstance(one, Allocation) and (one.end is None or one.end > today)
