"""One transaction's view of all records: shelves, audit, figures, and what is remembered without audit."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, TypeVar

from sqlalchemy import Connection, delete, insert, select

from app.domain.access import Stamp
from app.domain.backups import Backup
from app.domain.records import Record
from app.late import late
from app.queries.service import setting
from app.store import Accounts, Count, Selection, Shelf, Tally
from db.accounts import SqlAccounts
from db.disposing import erase
from db.ledger import Ledger
from db.populations import asking
from db.shelf import SqlShelf
from db.tables.memory import memory, meta

R = TypeVar("R", bound=Record)

STREAMED = 1000
"""How many rows are fetched at a time when they are streamed."""


class SqlStore:
    """The records as one transaction sees them; with a ledger they can be changed."""

    def __init__(self, connection: Connection, stamp: Stamp, ledger: Ledger | None = None) -> None:
        self.stamp = stamp
        self._connection = connection
        self._ledger = ledger
        self._entry_number: int | None = None

    @property
    def touched(self) -> frozenset[type[Record]]:
        """The kinds of record kept so far in this transaction."""
        return frozenset(self._ledger.kinds) if self._ledger is not None else frozenset()

    @property
    def entry_number(self) -> int | None:
        """The number of the audit entry, once the change is made; None when nothing was worth one."""
        return self._entry_number

    @property
    def accounts(self) -> Accounts:
        """The audit."""
        return SqlAccounts(self._connection)

    @property
    def file_id(self) -> str:
        """The identity of the file, which no other file has."""
        return str(self._connection.execute(select(meta.c.value).where(meta.c["key"] == "id")).scalar_one())

    def backups(self) -> Sequence[Backup]:
        """The backups there are of this file, in its usual folder and in the one that the service chose, newest first."""
        path = Path(self._connection.exec_driver_sql("PRAGMA database_list").first()[2])  # type: ignore[index]
        chosen = str(setting(self, "backups.folder") or "").strip()
        found: list[Backup] = late("db.safekeeping").listed_for(path, *([Path(chosen)] if chosen else []))
        return [one for one in found if one.file_id == self.file_id]

    def shelf(self, kind: type[R]) -> Shelf[R]:
        """The records of this kind."""
        return SqlShelf(kind, self._connection, self.stamp, self._ledger)

    def tally(self, tally: Tally) -> tuple[Count, ...]:
        """Count a share by groups, in SQL."""
        groups = len(tally.by)
        rows = self._connection.execute(asking.tally(tally))
        return tuple(Count(tuple(row[:groups]), *row[groups:]) for row in rows)

    def count(self, selection: Selection) -> int:
        """How many rows a selection has."""
        return int(self._connection.execute(asking.count(selection)).scalar_one())

    def rows(
        self,
        selection: Selection,
        fields: Sequence[str],
        order: Sequence[tuple[str, bool]] = (),
        first: int = 0,
        number: int | None = None,
    ) -> Sequence[tuple[Any, ...]]:
        """Rows of a selection: these fields, sorted by (field, descending) with empty values last, a window of them."""
        whole = not first and number is None
        query = (
            asking.rows(selection, fields, order) if whole else asking.window(selection, fields, order, first, number)
        )
        return list(map(tuple, self._connection.execute(query)))

    def each(
        self, selection: Selection, fields: Sequence[str], order: Sequence[tuple[str, bool]] = ()
    ) -> Iterator[tuple[Any, ...]]:
        """The same rows, streamed."""
        query = asking.rows(selection, fields, order).execution_options(yield_per=STREAMED)
        with self._connection.execute(query) as result:
            for row in result:
                yield tuple(row)

    def describe(self, summary: str, *, undoes: int | None = None) -> None:
        """Words for the audit entry of this transaction (never a child's name), and the entry that it undoes."""
        ledger = self._changing()
        ledger.summary, ledger.undoes = summary, undoes

    def erase(self, records: Mapping[type[Record], Collection[str]]) -> Mapping[int, str]:
        """Erase records for good, with all that is remembered of them; the entries whose details went, and marks of what is left."""
        ledger = self._changing()
        ledger.kinds |= set(records)
        ledger.erased = True
        return erase(self._connection, records)

    def remember(self, kind: str, key: str, value: str | None, person: str = "") -> None:
        """Keep (or with None forget) an unaudited value: a preference, a draft, a match of columns."""
        self._changing()
        place = (memory.c.kind == kind, memory.c.person == person, memory.c.key == key)
        self._connection.execute(delete(memory).where(*place))
        if value is not None:
            self._connection.execute(insert(memory).values(kind=kind, person=person, key=key, value=value))

    def recall(self, kind: str, key: str, person: str = "") -> str | None:
        """An unaudited value that was remembered."""
        place = (memory.c.kind == kind, memory.c.person == person, memory.c.key == key)
        return self._connection.execute(select(memory.c.value).where(*place)).scalar()

    def recall_all(self, kind: str, person: str = "") -> Mapping[str, str]:
        """All unaudited values of a kind."""
        query = select(memory.c["key"], memory.c.value).where(memory.c.kind == kind, memory.c.person == person)
        return dict(map(tuple, self._connection.execute(query.order_by(memory.c["key"]))))

    def finish(self) -> None:
        """Write the audit entry; the last thing before the transaction is made."""
        self._entry_number = self._changing().close(self._connection)

    def _changing(self) -> Ledger:
        if self._ledger is None:
            raise RuntimeError("This is kept inside a change only.")
        return self._ledger
