"""Allocate children to officers from a day, and end allocations."""

from dataclasses import dataclass, replace
from datetime import date
from typing import ClassVar

from app.commands.checking import child_for_change
from app.domain.access import Right, Stamp
from app.domain.children import Child
from app.domain.dates import long
from app.domain.errors import Refusal
from app.domain.officers import IRO, POST_ROLES, Allocation, Officer
from app.store import Store


@dataclass(frozen=True)
class Allocate:
    """Allocate children to an officer from a day; whoever held them until then holds them until the day before."""

    child_ids: tuple[str, ...]
    officer_id: str
    start: date
    role: str = IRO
    right: ClassVar[Right] = Right.ALLOCATE
    title: ClassVar[str] = "Allocate children"

    def run(self, store: Store, stamp: Stamp) -> int:
        """How many children's allocations changed; no child ever has two holders of one role on one day."""
        officer = store.shelf(Officer).get(self.officer_id)
        if officer.voided or self.role not in POST_ROLES:
            raise Refusal("Choose an officer and what they are to the children.", "Add them under Settings, Officers.")
        return sum(self._one(store, child_for_change(store, child_id), officer) for child_id in self.child_ids)

    def _one(self, store: Store, child: Child, officer: Officer) -> bool:
        adult = child.eighteenth_birthday
        if adult and adult <= self.start:
            raise Refusal(
                f"The child {child.reference} turns 18 on {long(adult)}, when every allocation ends.",
                "Nobody was allocated. Leave that child out, or give an earlier day.",
            )
        shelf = store.shelf(Allocation)
        existing = shelf.find(child_id=child.id, role=self.role)
        until = min((a.start for a in existing if a.start > self.start), default=None)
        holding = next((a for a in existing if holds(a, self.start)), None)
        new = Allocation(child_id=child.id, officer_id=officer.id, role=self.role, start=self.start, end=until)
        if holding and (holding.officer_id == officer.id or holding.start == self.start):
            new = replace(holding, officer_id=officer.id, end=until)
        elif holding:
            shelf.keep(replace(holding, end=self.start))
        return shelf.keep(new) != holding


def holds(allocation: Allocation, day: date) -> bool:
    """Whether an allocation holds on a day."""
    return allocation.start <= day and (allocation.end is None or allocation.end > day)


def check_one_holder(store: Store, allocation: Allocation) -> None:
    """Refuse an allocation beside another of the same child and role on any day."""
    end = allocation.end or date.max
    for other in store.shelf(Allocation).find(child_id=allocation.child_id, role=allocation.role):
        begins, ends = max(other.start, allocation.start), min(other.end or date.max, end)
        if other.id != allocation.id and begins < ends:
            raise Refusal(
                f"Somebody else holds the child from {long(begins)}.", "End that allocation first, or check the day."
            )


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
