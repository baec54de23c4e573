"""Reads every record of one kind again and holds it against the account: so a page of an older copy put in shows."""

import json
from hashlib import blake2b
from typing import Any

from sqlalchemy import Connection, select

from app.domain.records import Record
from db.made import TOGETHER, keys_in
from db.tables.audit import audit_detail
from db.writing import Writing, writing

Told = dict[str, tuple[int, bytes, int, int]]
"""For each record: its last version by the account, the digest of its text, and where that text stands."""

MADE = b""
"""In place of the digest where only the key was written: the record was made with many others."""


def differing(connection: Connection, kind: type[Record]) -> tuple[int, list[str]]:
    """How many records of this kind were read, and what is said of those that are not as the account last told them.

    Details that were erased tell nothing any more, so such records are only read.
    """
    written = writing(kind, connection.dialect)
    last = _told(connection, kind.__name__)
    found: list[str] = []
    read = 0
    for row in connection.execute(written.select().execution_options(yield_per=1000)):
        record = written.record(row)
        read += 1
        told = last.pop(record.id, None)
        if told is not None and not _agrees(connection, written, record, told):
            found.append(f"{kind.__name__} {record.id}")
    return read, found + [f"{kind.__name__} {key} is missing" for key in last]


def _told(connection: Connection, kind: str) -> Told:
    query = (
        select(audit_detail.c.record_id, audit_detail.c.after, audit_detail.c.number, audit_detail.c.position)
        .where(audit_detail.c.kind == kind, audit_detail.c.after.is_not(None))
        .order_by(audit_detail.c.number, audit_detail.c.position)
    )
    last: Told = {}
    for record_id, after, number, position in connection.execute(query.execution_options(yield_per=1000)):
        if record_id == TOGETHER:
            last |= dict.fromkeys(keys_in(record_id, after), (1, MADE, number, position))
        else:
            last[record_id] = (0, _digest(after), number, position)
    return last


def _agrees(connection: Connection, written: Writing[Any], record: Record, told: tuple[int, bytes, int, int]) -> bool:
    version, digest, number, position = told
    if digest == MADE:
        return record.version == version
    text = written.text(record)
    return _digest(text) == digest or _same_facts(connection, text, number, position)


def _same_facts(connection: Connection, text: str, number: int, position: int) -> bool:
    """A record that a migration gave more fields since still has those that the account told."""
    place = (audit_detail.c.number == number, audit_detail.c.position == position)
    told = json.loads(str(connection.execute(select(audit_detail.c.after).where(*place)).scalar_one()))
    now = json.loads(text)
    return all(name in now and now[name] == value for name, value in told.items())


def _digest(text: str) -> bytes:
    return blake2b(text.encode(), digest_size=16).digest()
