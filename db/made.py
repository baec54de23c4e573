"""Records that were made many at once: the account keeps their keys only, and what they were like is worked out."""

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import Connection, select

from app.domain.audit import Change
from app.domain.records import Record
from db.tables import KEPT
from db.tables.audit import audit_detail
from db.writing import writing

MANY = 20
"""From this many records of one kind on, made at once, one detail holds their keys instead of one detail for each."""

KEYS = 1000
"""How many keys one detail holds."""

TOGETHER = ""
"""What stands in place of a record's key where a detail holds many."""

_ASKED = 500


def together(kind: type[Record], ids: Sequence[str]) -> list[Change]:
    """The details that say that these records were made, in the order of their keys: each key can be in one only."""
    ordered = sorted(ids)
    parts = (ordered[first : first + KEYS] for first in range(0, len(ordered), KEYS))
    return [Change(kind.__name__, TOGETHER, None, " ".join(part)) for part in parts]


def keys_in(record_id: str, after: str | None) -> list[str]:
    """The keys of the records that a detail is about."""
    return [record_id] if record_id != TOGETHER else (after or "").split()


def apart(connection: Connection, details: Iterable[Change]) -> list[Change]:
    """The changes that details tell, one for each record, in their order."""
    found: list[Change] = []
    for detail in details:
        if detail.record_id != TOGETHER:
            found.append(detail)
            continue
        ids = keys_in(detail.record_id, detail.after)
        texts = as_made(connection, detail.kind, ids)
        found += [Change(detail.kind, key, None, texts.get(key)) for key in ids]
    return found


def as_made(connection: Connection, kind: str, ids: Sequence[str]) -> dict[str, str]:
    """What records were like when they were made: as they are, or as they were before they were first changed.

    One whose first change was erased from the account has no text any more.
    """
    written = writing(next(known for known in KEPT if known.__name__ == kind), connection.dialect)
    texts: dict[str, str] = {}
    for first in range(0, len(ids), _ASKED):
        some = ids[first : first + _ASKED]
        records = map(written.record, connection.execute(written.select().where(written.table.c.id.in_(some))))
        now = {record.id: record for record in records}
        texts |= {key: written.text(record) for key, record in now.items() if record.version == 1}
        texts |= _before_changes(connection, [key for key in now if key not in texts])
    return texts


def _before_changes(connection: Connection, ids: list[str]) -> dict[str, str]:
    """What stands as before in the first change of each record, if that is the change of its first version."""
    if not ids:
        return {}
    asked: Any = (
        select(audit_detail.c.record_id, audit_detail.c.before)
        .where(audit_detail.c.record_id.in_(ids), audit_detail.c.before.is_not(None))
        .order_by(audit_detail.c.number.desc(), audit_detail.c.position.desc())
    )
    first = dict(map(tuple, connection.execute(asked)))
    return {key: before for key, before in first.items() if '"version":1,' in before or '"version":1}' in before}
