"""Whether somebody gives a reason before a child's page opens: an IRO, once a day, for a child whom another holds."""

from dataclasses import dataclass
from typing import ClassVar

from app.domain.access import OPENING_REASONS, Right, Role, Stamp
from app.domain.children import Child
from app.queries.whose import is_outside
from app.store import Store

GIVEN = "opened"
"""The kind under which a reason of the day is remembered, by child and person."""


@dataclass(frozen=True)
class Opening:
    """A child's page before it opens: whether a reason is wanted, and by what the child is called until then."""

    needs_reason: bool
    reference: str


@dataclass(frozen=True)
class BeforeOpening:
    """Ask whether a reason is to be given before a child's page opens."""

    child_id: str
    right: ClassVar[Right] = Right.SEE

    def run(self, store: Store, stamp: Stamp) -> Opening:
        """Never of a manager, business support, or whoever holds the child or covers."""
        child = store.shelf(Child).get(self.child_id)
        return Opening(
            needs_reason(store, stamp, child.id) and not given_today(store, stamp, child.id), child.reference
        )


def needs_reason(store: Store, stamp: Stamp, child_id: str) -> bool:
    """Whether a child's page opens to this person only with a reason."""
    return stamp.person.role == Role.IRO and is_outside(store, stamp.person, child_id)


def given_today(store: Store, stamp: Stamp, child_id: str) -> str:
    """The reason that this person gave for this child today, or nothing."""
    day, _, reason = (store.recall(GIVEN, child_id, stamp.person.login) or "").partition(" ")
    return reason if day == stamp.true_day.isoformat() and reason in OPENING_REASONS else ""
