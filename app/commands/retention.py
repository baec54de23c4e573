"""Decide about what is due for disposal: keep it until a day, or erase it for good; the account says who decided."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from app.commands.children import child_by_reference
from app.domain.access import Right, Stamp
from app.domain.audit import ERASED, erased_words
from app.domain.children import Child
from app.domain.counting import counted
from app.domain.dates import long
from app.domain.errors import Refusal
from app.domain.retention import KeptLonger
from app.queries.ofchild import records_of
from app.queries.retention import GONE_THROUGH, due_children, standings, waiting_for_decision
from app.store import Store

DUE, REQUEST = "due", "request"
REASONS = {
    DUE: "The time for which the service keeps records is over",
    REQUEST: "Erasure was asked for and agreed",
}
"""Why records are erased."""


@dataclass(frozen=True)
class KeepLonger:
    """Keep what there is of a child until a day, though it is due for disposal."""

    child_id: str
    until: date
    why: str
    right: ClassVar[Right] = Right.DISPOSE
    title: ClassVar[str] = "Keep records longer"

    def run(self, store: Store, stamp: Stamp) -> KeptLonger:
        """Refuses a day that has passed, and no reason."""
        (kept,) = keep_longer(store, stamp, (self.child_id,), self.until, self.why)
        return kept


def keep_longer(store: Store, stamp: Stamp, child_ids: Iterable[str], until: date, why: str) -> tuple[KeptLonger, ...]:
    """Keep what there is of these children until a day, instead of what was decided before."""
    if until <= stamp.true_day:
        raise Refusal(f"{long(until)} has passed.", "Give the day until which the records are kept.")
    if not why.strip():
        raise Refusal("Say why the records are kept longer.", "For example: a complaint is open.")
    shelf, kept = store.shelf(KeptLonger), []
    for child_id in child_ids:
        child = store.shelf(Child).get(child_id)
        for earlier in shelf.find(child_id=child.id):
            shelf.void(earlier, "Decided anew")
        kept.append(shelf.keep(KeptLonger(child_id=child.id, until=until, why=why.strip())))
    note_if_through(store, stamp)
    return tuple(kept)


@dataclass(frozen=True)
class Erased:
    """How many children and records were erased."""

    children: int
    records: int


@dataclass(frozen=True)
class EraseForGood:
    """Erase everything of these children: records, what the account kept of them, drafts. It cannot be undone."""

    child_ids: tuple[str, ...]
    reason: str = DUE
    right: ClassVar[Right] = Right.DISPOSE
    title: ClassVar[str] = ERASED

    def run(self, store: Store, stamp: Stamp) -> Erased:
        """Refuses what is not due, unless erasure was asked for, and what is kept longer, for whatever reason it is."""
        children = tuple(store.shelf(Child).get(one) for one in dict.fromkeys(self.child_ids))
        if not children or self.reason not in REASONS:
            raise Refusal("Choose what is erased, and why.", "Nothing was erased.")
        if self.reason == DUE:
            self._check_due(store, stamp, children)
        self._check_kept(store, stamp, children)
        standing = standings(store, tuple(child.id for child in children))
        still_open = sum(one.is_open for one in standing.values())
        records = records_of(store, (child.id for child in children))
        number = sum(len(keys) for keys in records.values())
        entries = store.erase(records)
        keys = " ".join(child.id for child in children)
        words = f"{counted(len(children), 'child', 'children')}, {counted(number, 'record')}: {REASONS[self.reason].lower()}"
        words += f"; of {still_open} something was still open" if still_open else ""
        store.describe(f"{words}. Records {keys}; {erased_words(entries)}")
        note_if_through(store, stamp)
        return Erased(len(children), number)

    def _check_due(self, store: Store, stamp: Stamp, children: tuple[Child, ...]) -> None:
        due = {one.child.id: one for one in due_children(store, tuple(child.id for child in children))}
        for child in children:
            one = due.get(child.id)
            if one is None or one.due > stamp.true_day:
                raise Refusal(f"The records of {child.reference} are not due for disposal.", "Nothing was erased.")

    def _check_kept(self, store: Store, stamp: Stamp, children: tuple[Child, ...]) -> None:
        references = {child.id: child.reference for child in children}
        for kept in store.shelf(KeptLonger).find(child_id=tuple(references)):
            if kept.until > stamp.true_day:
                raise Refusal(
                    f"The records of {references[kept.child_id]} are kept until {long(kept.until)}: {kept.why}",
                    "Nothing was erased. Decide about them anew first: Settings, Due for disposal.",
                )


@dataclass(frozen=True)
class EraseAsked:
    """Erase everything of the child with this reference, because it was asked for and agreed; due or not."""

    reference: str
    right: ClassVar[Right] = Right.DISPOSE
    title: ClassVar[str] = ERASED

    def run(self, store: Store, stamp: Stamp) -> Erased:
        """Refuses a reference that nobody has."""
        child = child_by_reference(store, self.reference)
        if child is None:
            raise Refusal(f"No child has the reference {self.reference.strip()}.", "Nothing was erased. Check it.")
        return EraseForGood((child.id,), REQUEST).run(store, stamp)


@dataclass(frozen=True)
class KeepAllLonger:
    """Keep until a day whatever is due for disposal and not decided."""

    until: date
    why: str
    right: ClassVar[Right] = Right.DISPOSE
    title: ClassVar[str] = KeepLonger.title

    def run(self, store: Store, stamp: Stamp) -> int:
        """How many; refuses as for one."""
        return len(keep_longer(store, stamp, _waiting(store, stamp), self.until, self.why))


@dataclass(frozen=True)
class EraseAllDue:
    """Erase everything of whoever is due for disposal and not decided. It cannot be undone."""

    right: ClassVar[Right] = Right.DISPOSE
    title: ClassVar[str] = ERASED

    def run(self, store: Store, stamp: Stamp) -> Erased:
        """Refuses when nothing is due."""
        return EraseForGood(_waiting(store, stamp)).run(store, stamp)


@dataclass(frozen=True)
class GoneThrough:
    """Say that the yearly list of what is due for disposal was gone through to its end."""

    right: ClassVar[Right] = Right.DISPOSE
    title: ClassVar[str] = "Go through what is due for disposal"

    def run(self, store: Store, stamp: Stamp) -> date:
        """Today; refuses while something waits for a decision."""
        waiting = waiting_for_decision(store, stamp.true_day)
        if waiting:
            raise Refusal(
                f"{counted(len(waiting), 'record is', 'records are')} still to be decided.",
                "Keep each until a day, with the reason, or erase it for good.",
            )
        store.describe("Nothing is left to be decided")
        store.remember(*GONE_THROUGH, stamp.true_day.isoformat())
        return stamp.true_day


def note_if_through(store: Store, stamp: Stamp) -> None:
    """Once the last record on the list is decided, the list is gone through."""
    if not waiting_for_decision(store, stamp.true_day):
        store.remember(*GONE_THROUGH, stamp.true_day.isoformat())


def _waiting(store: Store, stamp: Stamp) -> tuple[str, ...]:
    waiting = waiting_for_decision(store, stamp.true_day)
    if not waiting:
        raise Refusal("Nothing that is due for disposal waits for a decision.", "Nothing was changed.")
    return tuple(one.child.id for one in waiting)
