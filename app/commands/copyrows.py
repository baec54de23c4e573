"""Several rows of a table that were copied to be pasted elsewhere: they go out of the program as an export does."""

from dataclasses import dataclass
from typing import ClassVar

from app.domain.access import Right, Stamp
from app.domain.audit import COPIED
from app.domain.counting import counted
from app.store import Store


@dataclass(frozen=True)
class CopyRows:
    """Enter in the account that rows of a table were copied, before they are."""

    table: str
    rows: int
    right: ClassVar[Right] = Right.EXPORT
    title: ClassVar[str] = COPIED

    def run(self, store: Store, stamp: Stamp) -> None:
        """Nothing but the entry."""
        store.describe(f"{self.table}, {counted(self.rows, 'row')}")
