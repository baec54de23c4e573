"""What a person set for themselves (columns, filters, text size) and what they have typed so far."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from app.domain.access import Right, Stamp
from app.store import Store


@dataclass(frozen=True)
class Recall:
    """One remembered value of the person who asks, or None."""

    kind: str
    key: str
    right: ClassVar[Right] = Right.SEE

    def run(self, store: Store, stamp: Stamp) -> str | None:
        """The value as it was remembered."""
        return store.recall(self.kind, self.key, stamp.person.login)


@dataclass(frozen=True)
class RecallAll:
    """All remembered values of one kind ("preference", "draft", "view") of the person who asks."""

    kind: str
    right: ClassVar[Right] = Right.SEE

    def run(self, store: Store, stamp: Stamp) -> Mapping[str, str]:
        """Values by key."""
        return store.recall_all(self.kind, stamp.person.login)
