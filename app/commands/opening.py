"""Open a child's page: who looked, when and, where somebody else holds the child, why."""

from dataclasses import dataclass
from typing import ClassVar

from app.domain.access import OPENING_REASONS, Right, Stamp
from app.domain.audit import OPENED
from app.domain.children import Child
from app.domain.errors import Refusal
from app.queries.openings import GIVEN, given_today, needs_reason
from app.store import Store


@dataclass(frozen=True)
class OpenChild:
    """Look at a named child: writes who looked, when and perhaps why into the account; changes nothing.

    reason is a code of app.domain.access.OPENING_REASONS; it is wanted of an IRO once a day for a child of another.
    """

    child_id: str
    reason: str = ""
    right: ClassVar[Right] = Right.SEE
    title: ClassVar[str] = OPENED

    def run(self, store: Store, stamp: Stamp) -> Child:
        """The child; refuses without a reason where one is wanted."""
        child = store.shelf(Child).get(self.child_id)
        reason = self._reason(store, stamp) if needs_reason(store, stamp, child.id) else ""
        store.describe(f"Looked at the child's page (record {child.id})" + (f": {reason}" if reason else ""))
        return child

    def _reason(self, store: Store, stamp: Stamp) -> str:
        reason = self.reason or given_today(store, stamp, self.child_id)
        if reason not in OPENING_REASONS:
            raise Refusal(
                "This child is not allocated to you, and you do not cover for the IRO.",
                f"Say why you open the page: {', '.join(OPENING_REASONS)}. It is asked once a day and recorded.",
            )
        if reason == self.reason:
            store.remember(GIVEN, self.child_id, f"{stamp.true_day.isoformat()} {reason}", stamp.person.login)
        return reason
