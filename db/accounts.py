"""The audit as it is read: newest entries, what one entry changed, the history of one record, and the chain checked."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping
from typing import Any

from sqlalchemy import Connection, Row, Select, and_, case, select

from app.domain.audit import Change, Entry
from app.domain.errors import Refusal
from app.domain.records import Record
from db.chain import first_broken
from db.made import TOGETHER, apart, as_made, keys_in
from db.shelf import chunks
from db.tables.audit import audit, audit_detail, audit_ranges

_CHANGE = (audit_detail.c.kind, audit_detail.c.record_id, audit_detail.c.before, audit_detail.c.after)
_ORDER = (audit_detail.c.number, audit_detail.c.position)


class SqlAccounts:
    """The audit within one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def latest(self, login: str | None, number: int) -> tuple[Entry, ...]:
        """The newest entries, of one person or of all, newest first."""
        query = select(audit).order_by(audit.c.number.desc()).limit(number)
        if login is not None:
            query = query.where(audit.c.login == login)
        return self._entries(list(self._connection.execute(query)))

    def entry(self, number: int) -> Entry:
        """One entry; raises Refusal when there is none."""
        row = self._connection.execute(select(audit).where(audit.c.number == number)).first()
        if row is None:
            raise Refusal(f"The audit has no entry {number}.", "Look at the newest entries in the history.")
        return self._entries([row])[0]

    def changes(self, number: int) -> tuple[Change, ...]:
        """The records that an entry changed, as they were before and after, in the order they were kept."""
        query = select(*_CHANGE).where(audit_detail.c.number == number).order_by(audit_detail.c.position)
        details = [Change(*row) for row in self._connection.execute(query)]
        return tuple(apart(self._connection, details))

    def of_record(self, record_id: str, kind: type[Record] | None = None) -> tuple[tuple[Entry, Change], ...]:
        """The history of one record, oldest first; of the records of an entry, only this one is named.

        With its kind it is found sooner, where it was made with many others.
        """
        query = select(audit_detail.c.number, *_CHANGE).where(audit_detail.c.record_id == record_id).order_by(*_ORDER)
        found = [(row.number, Change(*row[1:])) for row in self._connection.execute(query)]
        if not found or found[0][1].before is not None:
            found[:0] = self._made_together(record_id, kind)
        numbers = sorted({number for number, _ in found})
        only = dict.fromkeys(numbers, (record_id,))
        entries = {entry.number: entry for chunk in chunks(numbers) for entry in self._numbered(chunk, only)}
        return tuple((entries[number], change) for number, change in found)

    def _made_together(self, record_id: str, kind: type[Record] | None) -> Iterator[tuple[int, Change]]:
        """How a record was made, if it was made with many others."""
        asked = _within(record_id, record_id)
        asked = asked if kind is None else asked.where(audit_ranges.c.kind == kind.__name__)
        for number, name, after in self._connection.execute(asked):
            if after and record_id in after:
                yield number, Change(name, record_id, None, as_made(self._connection, name, [record_id]).get(record_id))
                return

    def about(self, record_ids: Collection[str]) -> frozenset[int]:
        """The numbers of the entries that changed any of these records."""
        wanted, found = frozenset(record_ids), set[int]()
        if not wanted:
            return frozenset()
        for chunk in chunks(sorted(wanted)):
            query = select(audit_detail.c.number).distinct().where(audit_detail.c.record_id.in_(chunk))
            found |= set(self._connection.execute(query).scalars())
        for number, _, after in self._connection.execute(_within(max(wanted), min(wanted))):
            if number not in found and not wanted.isdisjoint(keys_in(TOGETHER, after)):
                found.add(number)
        return frozenset(found)

    def first_broken(self, watch: Callable[[int], None] | None = None) -> int | None:
        """The number of the first entry whose link does not hold, or None when the chain is whole; watch is told how far."""
        return first_broken(self._connection, watch)

    def _numbered(self, numbers: list[int], records: Mapping[int, tuple[str, ...]]) -> tuple[Entry, ...]:
        rows = list(self._connection.execute(select(audit).where(audit.c.number.in_(numbers))))
        return self._entries(rows, records)

    def _entries(self, rows: list[Row[Any]], known: Mapping[int, tuple[str, ...]] | None = None) -> tuple[Entry, ...]:
        """Entries with the keys of their records, unless they are known: an import changed tens of thousands."""
        records: dict[int, dict[str, None]] = defaultdict(dict)
        for number, keys in (known or {}).items():
            records[number] = dict.fromkeys(keys)
        for number, record_id in self._records([row.number for row in rows]) if known is None else ():
            records[number][record_id] = None
        return tuple(
            Entry(
                number=row.number,
                at=row.at,
                login=row.login,
                action=row.action,
                summary=row.summary,
                records=tuple(records[row.number]),
                undoes=row.undoes,
                digest=row.digest,
                previous=row.previous,
                hash=row.hash,
            )
            for row in rows
        )

    def _records(self, numbers: list[int]) -> Iterator[tuple[int, str]]:
        many = case((audit_detail.c.record_id == TOGETHER, audit_detail.c.after))
        for chunk in chunks(numbers):
            query = select(audit_detail.c.number, audit_detail.c.record_id, many).where(
                audit_detail.c.number.in_(chunk)
            )
            for number, record_id, after in self._connection.execute(query.order_by(*_ORDER)):
                for key in keys_in(record_id, after):
                    yield number, key


def _within(first_at_most: str, last_at_least: str) -> Select[Any]:
    """The details that hold many keys, where one between these may be among them."""
    same = and_(audit_detail.c.number == audit_ranges.c.number, audit_detail.c.position == audit_ranges.c.position)
    return (
        select(audit_detail.c.number, audit_detail.c.kind, audit_detail.c.after)
        .select_from(audit_ranges.join(audit_detail, same))
        .where(audit_ranges.c.first <= first_at_most, audit_ranges.c.last >= last_at_least)
        .order_by(*_ORDER)
    )
