"""The records of one kind: found, kept with their versions, voided; every change is told to the store's ledger."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import islice
from typing import Any, Generic, TypeVar

from sqlalchemy import Connection, Select

from app.domain.access import Stamp
from app.domain.errors import Refusal, Stale
from app.domain.records import Record
from db.bulk import insert_columns
from db.ledger import Ledger
from db.writing import Writing, writing

R = TypeVar("R", bound=Record)
T = TypeVar("T")

CHUNK = 500


class SqlShelf(Generic[R]):
    """One kind of record within one transaction."""

    def __init__(self, kind: type[R], connection: Connection, stamp: Stamp, ledger: Ledger | None) -> None:
        self._connection = connection
        self._stamp = stamp
        self._ledger = ledger
        self._writing: Writing[R] = writing(kind, connection.dialect)

    def get(self, record_id: str) -> R:
        """The record; raises Refusal when there is none."""
        record = self.maybe(record_id)
        if record is None:
            raise Refusal(
                "This record is no longer here.", "Look it up again: it may have been undone or imported anew."
            )
        return record

    def maybe(self, record_id: str | None) -> R | None:
        """The record, or None; also one that was voided."""
        if record_id is None:
            return None
        query = self._writing.select().where(self._writing.table.c.id == record_id)
        row = self._connection.execute(query).first()
        return None if row is None else self._writing.record(row)

    def find(self, *, voided: bool = False, **equal: Any) -> tuple[R, ...]:
        """Records whose fields equal these values, in order of their keys; with voided, those voided too."""
        query = self._writing.select()
        if not voided:
            query = query.where(self._writing.table.c.voided_at.is_(None))
        found = [row for part in self._parts(query, equal) for row in self._connection.execute(part)]
        return tuple(map(self._writing.record, found))

    def keep(self, record: R) -> R:
        """Insert (version 0) or update (raises Stale if somebody changed it since); unchanged, nothing is written."""
        return self.keep_all((record,))[0]

    def keep_all(self, records: Iterable[R]) -> tuple[R, ...]:
        """Keep many at once, in their order."""
        ledger = self._ledger
        if ledger is None:
            raise RuntimeError("Records are kept inside a change only.")
        given = tuple(records)
        if not any([record.version for record in given]):  # noqa: C419 - a list is twice as fast
            return tuple(self._insert(given, ledger))
        kept = {record.id: record for record in self._insert([r for r in given if r.version == 0], ledger)}
        kept |= {record.id: record for record in self._update([r for r in given if r.version > 0], ledger)}
        return tuple(kept[record.id] for record in given)

    def void(self, record: R, why: str) -> R:
        """Mark as entered in error: nothing is deleted."""
        login = self._stamp.person.login
        return self.keep(replace(record, voided_at=self._stamp.at, voided_by=login, voided_why=why))

    def _parts(self, query: Select[Any], equal: dict[str, Any]) -> Iterator[Select[Any]]:
        """The query with its conditions, in pieces when a list of values is long."""
        many = {
            name: tuple(value) for name, value in equal.items() if isinstance(value, tuple | list | set | frozenset)
        }
        for name, value in equal.items():
            if name not in many:
                column = self._writing.table.c[name]
                query = query.where(column.is_(None) if value is None else column == value)
        longest = max(many, key=lambda name: len(many[name]), default=None)
        for name, values in many.items():
            if name != longest:
                query = query.where(self._writing.table.c[name].in_(values))
        query = query.order_by(self._writing.table.c.id)
        if longest is None:
            yield query
            return
        for chunk in chunks(sorted(set(many[longest]), key=str)):
            yield query.where(self._writing.table.c[longest].in_(chunk))

    def _insert(self, records: Sequence[R], ledger: Ledger) -> list[R]:
        if not records:
            return []
        kept = [self._writing.versioned(record, 1) for record in records]
        insert_columns(self._connection, self._writing.table, self._writing.columns_of(kept))
        ledger.made(self._writing.kind, [record.id for record in kept], lambda at: self._writing.text(kept[at]))
        return kept

    def _update(self, records: list[R], ledger: Ledger) -> list[R]:
        if not records:
            return []
        stored = {record.id: record for record in self.find(voided=True, id=tuple(r.id for r in records))}
        for record in records:
            if record.id not in stored or stored[record.id].version != record.version:
                raise _stale()
        changed = [record for record in records if record != stored[record.id]]
        kept = {record.id: self._writing.versioned(record, record.version + 1) for record in changed}
        if kept:
            self._write([(stored[key], record) for key, record in kept.items()])
            text = self._writing.text
            ledger.add(self._writing.kind, [(key, text(stored[key]), text(record)) for key, record in kept.items()])
        return [kept.get(record.id, record) for record in records]

    def _write(self, pairs: list[tuple[R, R]]) -> None:
        rows = [
            {**self._writing.named(after), "the_id": before.id, "the_version": before.version}
            for before, after in pairs
        ]
        changed = self._connection.execute(self._writing.update(), rows if len(rows) > 1 else rows[0]).rowcount
        if changed != len(pairs):
            raise _stale()


def _stale() -> Stale:
    return Stale(
        "Somebody changed this since you opened it, so nothing was written.",
        "Look at it again as it is now, then make your change once more.",
    )


def chunks(values: Iterable[T], size: int = CHUNK) -> Iterator[list[T]]:
    """The values in lists of at most this size."""
    rest = iter(values)
    while chunk := list(islice(rest, size)):
        yield chunk
