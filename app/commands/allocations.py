"""Allocate children to officers from a day, and end allocations."""

from dataclasses import dataclass, replace
from datetime import date
from typing import ClassVar

from app.domain.access import Right, Stamp
from app.domain.children import Child
from app.domain.errors import Refusal
from app.domain.officers import IRO, Allocation, Officer
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
        """How many allocations are new; no child ever has two holders of one role on one day."""
        officer = store.shelf(Officer).get(self.officer_id)
        return sum(self._one(store, store.shelf(Child).get(child_id), officer) for child_id in self.child_ids)

    def _one(self, store: Store, child: Child, officer: Officer) -> bool:
        shelf = store.shelf(Allocation)
        existing = sorted(shelf.find(child_id=child.id, role=self.role), key=lambda a: a.start)
        covering = [a for a in existing if a.start <= self.start and (a.end is None or a.end > self.start)]
        later = [a.start for a in existing if a.start > self.start]
        for allocation in covering:
            if allocation.officer_id == officer.id:
                return False
            if allocation.start == self.start:
                shelf.keep(replace(allocation, officer_id=officer.id))
                return True
            shelf.keep(replace(allocation, end=self.start))
        end = min(later, default=None)
        shelf.keep(Allocation(child_id=child.id, officer_id=officer.id, role=self.role, start=self.start, end=end))
        return True


@dataclass(frozen=True)
class EndAllocation:
    """End a child's allocation: the day given is the first without it."""

    allocation_id: str
    end: date
    right: ClassVar[Right] = Right.ALLOCATE
    title: ClassVar[str] = "End an allocation"

    def run(self, store: Store, stamp: Stamp) -> Allocation:
        """Refuses an end before the start."""
        allocation = store.shelf(Allocation).get(self.allocation_id)
        if self.end < allocation.start:
            raise Refusal("The end lies before the start.", "Check both dates.")
        return store.shelf(Allocation).keep(replace(allocation, end=self.end))
