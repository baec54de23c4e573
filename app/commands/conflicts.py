"""Say that an officer must not be the IRO of a child, and take that back."""

from dataclasses import dataclass, replace
from typing import ClassVar

from app.commands.checking import check_live, child_for_change
from app.domain.access import Right, Stamp
from app.domain.errors import Refusal
from app.domain.officers import Conflict, Officer
from app.store import Store


@dataclass(frozen=True)
class KeepConflict:
    """Say, or correct, that an officer must not be a child's IRO; who holds the child stays until it is transferred."""

    officer_id: str
    child_id: str
    why: str
    conflict_id: str | None = None
    right: ClassVar[Right] = Right.SET_UP
    title: ClassVar[str] = "Change a conflict of interest"

    def run(self, store: Store, stamp: Stamp) -> Conflict:
        """Refuses without a reason, and what stands here already."""
        if not self.why.strip():
            raise Refusal("Say what the conflict of interest is.", "For example: was the child's social worker.")
        officer = store.shelf(Officer).get(self.officer_id)
        check_live(officer)
        child = child_for_change(store, self.child_id)
        shelf = store.shelf(Conflict)
        if any(c.id != self.conflict_id for c in shelf.find(officer_id=officer.id, child_id=child.id)):
            raise Refusal(
                f"This is here already for {officer.name} and the child {child.reference}.",
                "Change that one instead.",
            )
        why = self.why.strip().rstrip(".")
        old = shelf.maybe(self.conflict_id) or Conflict(officer_id=officer.id, child_id=child.id, why=why)
        check_live(old)
        return shelf.keep(replace(old, officer_id=officer.id, child_id=child.id, why=why))


@dataclass(frozen=True)
class VoidConflict:
    """Take back a conflict of interest that is none, or is none any more."""

    conflict_id: str
    why: str
    right: ClassVar[Right] = Right.SET_UP
    title: ClassVar[str] = "Void a conflict of interest"

    def run(self, store: Store, stamp: Stamp) -> Conflict:
        """Refuses without a reason."""
        if not self.why.strip():
            raise Refusal("Say why it is no conflict of interest.", "For example: entered for the wrong child.")
        conflict = store.shelf(Conflict).get(self.conflict_id)
        check_live(conflict)
        return store.shelf(Conflict).void(conflict, self.why.strip())
