"""Cover for an IRO who is away: somebody stands beside the IRO from a day until another, and it ends by itself."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from app.commands.allocations import check_conflict, check_of_age, check_one_holder, holding_on, officer_for
from app.commands.checking import child_for_change
from app.domain.access import Right, Stamp
from app.domain.children import Child
from app.domain.counting import counted
from app.domain.dates import long
from app.domain.errors import Refusal
from app.domain.officers import COVER, IRO, Allocation, Officer
from app.store import Selection, Store, Where


@dataclass(frozen=True)
class CoverCaseload:
    """Let an officer cover for all the children whom another holds on the first day of the cover."""

    absent_id: str
    officer_id: str
    start: date
    end: date | None = None
    told_on: date | None = None
    right: ClassVar[Right] = Right.ALLOCATE
    title: ClassVar[str] = "Cover for an IRO"

    def run(self, store: Store, stamp: Stamp) -> int:
        """How many children are covered; refuses when the absent officer holds none."""
        absent = officer_for(store, self.absent_id)
        theirs = (Where("officer_id", "is", absent.id), Where("role", "is", IRO), Where("open", "is", True))
        found = store.rows(Selection("allocations", theirs, self.start), ("child_id",))
        if not found:
            raise Refusal(
                f"{absent.name} holds no child on {long(self.start)}.", "Check whose caseload it is, and the day."
            )
        ids = tuple(child_id for (child_id,) in found)
        return Cover(ids, self.officer_id, self.start, self.end, self.told_on).run(store, stamp)


@dataclass(frozen=True)
class Cover:
    """Let an officer cover for the IRO of children from a day; end is the first day without cover (None: not known)."""

    child_ids: tuple[str, ...]
    officer_id: str
    start: date
    end: date | None = None
    told_on: date | None = None
    right: ClassVar[Right] = Right.ALLOCATE
    title: ClassVar[str] = "Cover for an IRO"

    def run(self, store: Store, stamp: Stamp) -> int:
        """How many children are covered; the IRO stays their IRO."""
        if self.end and self.end <= self.start:
            raise Refusal("The cover ends before it begins.", "Give the first day without cover, after the first day.")
        officer = officer_for(store, self.officer_id, self.told_on)
        ids = tuple(dict.fromkeys(self.child_ids))
        held = holding_on(store, ids, self.start)
        for child_id in ids:
            self._one(store, child_for_change(store, child_id), officer, held.get(child_id))
        store.describe(f"{counted(len(ids), 'child', 'children')} covered by {officer.name} from {long(self.start)}")
        return len(ids)

    def _one(self, store: Store, child: Child, officer: Officer, held: Allocation | None) -> None:
        check_of_age(child, self.start)
        if held is None:
            raise Refusal(
                f"The child {child.reference} has no IRO on {long(self.start)} to cover for.",
                "Nothing was changed. Allocate an IRO instead, or leave that child out.",
            )
        self._check_another(store, child, officer)
        check_conflict(store, child, officer)
        cover = Allocation(
            child_id=child.id,
            officer_id=officer.id,
            role=COVER,
            start=self.start,
            end=self.end,
            told_on=self.told_on,
        )
        self._check_free(store, child, cover)
        store.shelf(Allocation).keep(cover)

    def _check_another(self, store: Store, child: Child, officer: Officer) -> None:
        """Nobody covers for themselves on any day."""
        end = self.end or date.max
        own = store.shelf(Allocation).find(child_id=child.id, role=IRO, officer_id=officer.id)
        if any(a.start < end and (a.end is None or a.end > self.start) for a in own):
            raise Refusal(
                f"{officer.name} is the IRO of the child {child.reference} in that time.",
                "Nothing was changed. Choose somebody else to cover, or leave that child out.",
            )

    def _check_free(self, store: Store, child: Child, cover: Allocation) -> None:
        try:
            check_one_holder(store, cover)
        except Refusal as refusal:
            message = refusal.message.replace("the child's IRO", f"the IRO of the child {child.reference}")
            raise Refusal(message, "Nothing was changed. End that cover first, or check the days.") from refusal
