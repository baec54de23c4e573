"""Say that an officer must not be the IRO of a child, and take that back."""

from dataclasses import dataclass
from typing import ClassVar

from app.commands.checking import check_live, child_for_change
from app.domain.access import Right, Stamp
from app.domain.errors import Refusal
from app.domain.officers import Conflict, Officer
from app.store import Store


@dataclass(frozen=True)
class AddConflict:
    """Say that an officer must not be the IRO of a child; who holds the child now stays until somebody transfers it."""

    officer_id: str
    child_id: str
    why: str
    right: ClassVar[Right] = Right.SET_UP
    title: ClassVar[str] = "Add a conflict of interest"

    def run(self, store: Store, stamp: Stamp) -> Conflict:
        """Refuses without a reason, and what stands here already."""
        if not self.why.strip():
            raise Refusal("Say what the conflict of interest is.", "For example: was the child's social worker.")
        officer = store.shelf(Officer).get(self.officer_id)
        check_live(officer)
        child = child_for_change(store, self.child_id)
        if store.shelf(Conflict).find(officer_id=officer.id, child_id=child.id):
            raise Refusal(
                f"This is here already for {officer.name} and the child {child.reference}.",
                "To change the words, take that one away and add it anew.",
            )
        why = self.why.strip().rstrip(".")
        return store.shelf(Conflict).keep(Conflict(officer_id=officer.id, child_id=child.id, why=why))


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
