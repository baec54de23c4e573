"""Several rows of a table that were copied to be pasted elsewhere: they go out of the program as an export does."""

from dataclasses import dataclass
from typing import ClassVar

from app.domain.access import Right, Stamp
from app.domain.audit import COPIED
from app.domain.counting import counted
from app.domain.markings import NAMINGS, Naming
from app.late import late
from app.store import Store


@dataclass(frozen=True)
class CopyRows:
    """Enter in the account that rows of a table were copied, before they are."""

    table: str
    rows: int
    names_of: tuple[str, ...] = ()
    """The keys of the rows in which children's names are copied."""
    right: ClassVar[Right] = Right.EXPORT
    title: ClassVar[str] = COPIED

    def run(self, store: Store, stamp: Stamp) -> None:
        """Nothing but the entry; refuses names to whoever may not send them out."""
        if self.names_of:
            late("app.queries.naming").check_copied_names(store, stamp, self.names_of)
        told = f"{self.table} ({NAMINGS[Naming.NAMES].lower()})" if self.names_of else self.table
        store.describe(f"{told}, {counted(self.rows, 'row')}")
