"""Remember what a person set for themselves or has typed so far; not audited."""

from dataclasses import dataclass
from typing import ClassVar

from app.domain.access import Right, Stamp
from app.store import Store


@dataclass(frozen=True)
class Remember:
    """Keep one value of the person who asks; None forgets it."""

    kind: str
    key: str
    value: str | None
    right: ClassVar[Right] = Right.SEE
    title: ClassVar[str] = "Remember"

    def run(self, store: Store, stamp: Stamp) -> None:
        """Keep or forget it."""
        store.remember(self.kind, self.key, self.value, stamp.person.login)
