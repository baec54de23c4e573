"""Enter in the account that the program was unlocked, or that somebody tried to: no record is touched."""

from dataclasses import dataclass
from typing import ClassVar

from app.domain.access import Right, Stamp
from app.domain.audit import UNLOCKED, WRONG_TRY
from app.store import Store


@dataclass(frozen=True)
class Unlock:
    """The program was unlocked: by what, and why it had been locked."""

    how: str
    why: str
    right: ClassVar[Right] = Right.SEE
    title: ClassVar[str] = UNLOCKED

    def run(self, store: Store, stamp: Stamp) -> None:
        """Nothing but the entry."""
        store.describe(f"Unlocked with {self.how}; it had been locked: {self.why}")


@dataclass(frozen=True)
class WrongTry:
    """Somebody tried to unlock the program and could not."""

    what: str
    right: ClassVar[Right] = Right.SEE
    title: ClassVar[str] = WRONG_TRY

    def run(self, store: Store, stamp: Stamp) -> None:
        """Nothing but the entry."""
        store.describe(f"Not unlocked: {self.what}")
