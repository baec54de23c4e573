"""Which challenge has a reference."""

from dataclasses import dataclass
from typing import ClassVar

from app.domain.access import Right, Stamp
from app.domain.challenges.records import Challenge
from app.store import Store


@dataclass(frozen=True)
class ChallengeCalled:
    """Ask for the challenge with a reference, as lists show it."""

    reference: str
    right: ClassVar[Right] = Right.SEE

    def run(self, store: Store, stamp: Stamp) -> str | None:
        """Its id; None when there is none, or it was voided since."""
        found = store.shelf(Challenge).find(reference=self.reference)
        return found[0].id if found else None
