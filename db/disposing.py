"""Erases records for good: their rows, what the account kept of them with its salts, and what was remembered of them."""

import re
from collections.abc import Collection, Mapping
from uuid import uuid4

from sqlalchemy import Connection, Table, delete, select, update

from app.domain.audit import Change, mark_of_left
from app.domain.records import Record
from db.shelf import chunks
from db.tables import KEPT
from db.tables.audit import audit_detail
from db.tables.memory import memory

KEY = re.compile(r"[0-9a-f]{32}")
"""How the key of a record looks inside what is remembered."""


def erase(connection: Connection, records: Mapping[type[Record], Collection[str]]) -> dict[int, str]:
    """Erase these records. Gives the entries whose details went with them, each with the mark of what is left of them.

    Freed pages are overwritten.
    """
    connection.exec_driver_sql("PRAGMA secure_delete = ON")
    connection.exec_driver_sql("PRAGMA defer_foreign_keys = ON")
    keys = frozenset(key for some in records.values() for key in some)
    for kind, some in records.items():
        _delete(connection, KEPT[kind].table, some)
    _forget(connection, keys)
    return _erase_details(connection, keys)


def _delete(connection: Connection, table: Table, keys: Collection[str]) -> None:
    for chunk in chunks(sorted(keys)):
        connection.execute(delete(table).where(table.c.id.in_(chunk)))


def _erase_details(connection: Connection, keys: frozenset[str]) -> dict[int, str]:
    """Without its salt, what is left of an entry's details cannot be guessed from its digest; it gets another and a mark."""
    numbers: set[int] = set()
    for chunk in chunks(sorted(keys)):
        theirs = audit_detail.c.record_id.in_(chunk)
        numbers |= set(connection.execute(select(audit_detail.c.number).distinct().where(theirs)).scalars())
        connection.execute(delete(audit_detail).where(theirs))
    for some in chunks(sorted(numbers)):
        connection.execute(update(audit_detail).where(audit_detail.c.number.in_(some)).values(salt=None))
    return {number: _sealed_anew(connection, number) for number in sorted(numbers)}


def _sealed_anew(connection: Connection, number: int) -> str:
    """The mark of what is left of an entry's details, by a new salt; nothing when nothing is left."""
    ours = audit_detail.c.number == number
    told = (audit_detail.c.position, audit_detail.c.kind, audit_detail.c.record_id)
    asked = select(*told, audit_detail.c.before, audit_detail.c.after).where(ours).order_by(audit_detail.c.position)
    left = list(connection.execute(asked))
    if not left:
        return ""
    salt = uuid4().hex
    connection.execute(update(audit_detail).where(ours, audit_detail.c.position == left[0].position).values(salt=salt))
    return mark_of_left(salt, [Change(*row[1:]) for row in left])


def _forget(connection: Connection, keys: frozenset[str]) -> None:
    """Drafts, preferences and reasons that name one of the records."""
    rows = list(connection.execute(select(memory.c.kind, memory.c.person, memory.c["key"], memory.c.value)))
    for kind, person, key, value in rows:
        if not keys.isdisjoint(KEY.findall(f"{key} {value}")):
            place = (memory.c.kind == kind, memory.c.person == person, memory.c["key"] == key)
            connection.execute(delete(memory).where(*place))
