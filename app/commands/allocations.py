"""Allocate children to officers from a day, and end allocations."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import ClassVar

from app.commands.checking import check_live, child_for_change
from app.domain.access import Right, Stamp
from app.domain.children import Child
from app.domain.counting import counted
from app.domain.dates import long
from app.domain.errors import Refusal
from app.domain.officers import COVER, IRO, POST_ROLES, Allocation, Conflict, Officer
from app.store import Store

NO_LONGER = "The child has another IRO from that day"


@dataclass(frozen=True)
class Allocate:
    """Allocate children to an officer from a day; whoever held them until then holds them until the day before."""

    child_ids: tuple[str, ...]
    officer_id: str
    start: date
    role: str = IRO
    told_on: date | None = None
    right: ClassVar[Right] = Right.ALLOCATE
    title: ClassVar[str] = "Allocate children"

    def run(self, store: Store, stamp: Stamp) -> int:
        """How many children's allocations changed; no child ever has two holders of one role on one day."""
        if self.role not in POST_ROLES:
            raise Refusal("Choose an officer and what they are to the children.", "Add them under Settings, Officers.")
        officer = officer_for(store, self.officer_id, self.told_on)
        changed = sum(self._one(store, child_for_change(store, key), officer) for key in dict.fromkeys(self.child_ids))
        if changed:
            store.describe(f"{counted(changed, 'child', 'children')} to {officer.name} from {long(self.start)}")
        return changed

    def _one(self, store: Store, child: Child, officer: Officer) -> bool:
        existing = store.shelf(Allocation).find(child_id=child.id, role=self.role)
        until = min((a.start for a in existing if a.start > self.start), default=None)
        return give(store, child, officer, Allocation(
            child_id=child.id, officer_id=officer.id, role=self.role, start=self.start, end=until, told_on=self.told_on
        ))  # fmt: skip


def give(store: Store, child: Child, officer: Officer, new: Allocation) -> bool:
    """Keep an allocation from its start; whoever held the child until then does so until the day before."""
    check_of_age(child, new.start)
    check_conflict(store, child, officer)
    shelf = store.shelf(Allocation)
    existing = shelf.find(child_id=child.id, role=new.role)
    holding = next((a for a in existing if holds(a, new.start)), None)
    if holding and (holding.officer_id == officer.id or holding.start == new.start):
        told = (holding.told_on or new.told_on) if holding.officer_id == officer.id else new.told_on
        new = replace(holding, officer_id=officer.id, end=new.end, told_on=told)
    elif holding:
        shelf.keep(replace(holding, end=new.start))
    check_one_holder(store, new)
    if new.role == IRO and (holding is None or holding.officer_id != officer.id):
        _end_cover(store, new)
    return shelf.keep(new) != holding


def _end_cover(store: Store, new: Allocation) -> None:
    """Cover was for the IRO before: it ends where the new one begins."""
    shelf = store.shelf(Allocation)
    for cover in shelf.find(child_id=new.child_id, role=COVER):
        if cover.start < new.start and holds(cover, new.start):
            shelf.keep(replace(cover, end=new.start))
        elif cover.start >= new.start and (new.end is None or cover.start < new.end):
            shelf.void(cover, NO_LONGER)


def officer_for(store: Store, officer_id: str, told_on: date | None = None) -> Officer:
    """The officer who is to hold children; refuses one taken away, and to have been told on a day still to come."""
    officer = store.shelf(Officer).get(officer_id)
    check_live(officer)
    if told_on and told_on > store.stamp.today:
        raise Refusal(
            f"Nobody can have been told on {long(told_on)}, which lies in the future.",
            "Give the day on which the IRO was told, or leave it empty.",
        )
    return officer


def check_of_age(child: Child, day: date) -> None:
    """Refuse an allocation from the 18th birthday on."""
    adult = child.eighteenth_birthday
    if adult and adult <= day:
        raise Refusal(
            f"The child {child.reference} turns 18 on {long(adult)}, when every allocation ends.",
            "Nobody was allocated. Leave that child out, or give an earlier day.",
        )


def check_conflict(store: Store, child: Child, officer: Officer) -> None:
    """Refuse an officer who has a conflict of interest with the child."""
    for conflict in store.shelf(Conflict).find(officer_id=officer.id, child_id=child.id):
        raise Refusal(
            f"{officer.name} must not hold the child {child.reference}: {conflict.why}.",
            "Nothing was changed. Choose somebody else, or look at Conflicts of interest in Settings.",
        )


def holds(allocation: Allocation, day: date) -> bool:
    """Whether an allocation holds on a day."""
    return allocation.start <= day and (allocation.end is None or allocation.end > day)


def check_one_holder(store: Store, allocation: Allocation) -> None:
    """Refuse an allocation beside another of the same child and role on any day."""
    end = allocation.end or date.max
    for other in store.shelf(Allocation).find(child_id=allocation.child_id, role=allocation.role):
        begins, ends = max(other.start, allocation.start), min(other.end or date.max, end)
        if other.id != allocation.id and begins < ends:
            doing = "covers for the child's IRO" if allocation.role == COVER else "holds the child"
            raise Refusal(f"Somebody else {doing} from {long(begins)}.", "End that allocation first, or check the day.")


@dataclass(frozen=True)
class EndAllocation:
    """End a child's allocation: the day given is the first without it."""

    allocation_id: str
    end: date
    right: ClassVar[Right] = Right.ALLOCATE
    title: ClassVar[str] = "End an allocation"

    def run(self, store: Store, stamp: Stamp) -> Allocation:
        """Refuses an end before the start, and one later than the day somebody else takes over."""
        allocation = store.shelf(Allocation).get(self.allocation_id)
        if allocation.voided:
            raise Refusal("This allocation was taken back.", "Look at the child's page again.")
        if self.end < allocation.start:
            raise Refusal("The end lies before the start.", "Check both dates.")
        ended = replace(allocation, end=self.end)
        check_one_holder(store, ended)
        return store.shelf(Allocation).keep(ended)


@dataclass(frozen=True)
class EndAllocations:
    """End the allocation, or the cover, that each of these children has on a day: that day is the first without it."""

    child_ids: tuple[str, ...]
    end: date
    role: str = IRO
    right: ClassVar[Right] = Right.ALLOCATE
    title: ClassVar[str] = "End allocations"

    def run(self, store: Store, stamp: Stamp) -> int:
        """How many ended; children whom nobody holds then are left as they are, and at least one must be held."""
        held = holding_on(store, self.child_ids, self.end, self.role)
        if not held:
            raise Refusal(
                f"None of these children has {'cover' if self.role == COVER else 'an IRO'} on {long(self.end)}.",
                "Nothing was changed. Check the day.",
            )
        for allocation in held.values():
            EndAllocation(allocation.id, self.end).run(store, stamp)
        store.describe(f"{counted(len(held), 'child', 'children')}, first day without: {long(self.end)}")
        return len(held)


def holding_on(store: Store, child_ids: Iterable[str], day: date, role: str = IRO) -> dict[str, Allocation]:
    """By child, the allocation that holds on a day."""
    found = store.shelf(Allocation).find(child_id=tuple(child_ids), role=role)
    return {allocation.child_id: allocation for allocation in found if holds(allocation, day)}
