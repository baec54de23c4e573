"""Erases records for good: their rows, what the account kept of them with its salts, and what was remembered of them."""

from collections.abc import Collection, Mapping
from uuid import uuid4

from sqlalchemy import Connection, Table, and_, delete, select, update

from app.domain.audit import Change, mark_of_left
from app.domain.children import Child
from app.domain.records import Record
from db.forgetting import forget, names_of
from db.made import TOGETHER, keys_in
from db.shelf import chunks
from db.tables import KEPT
from db.tables.audit import audit_detail, audit_ranges

_SAME_DETAIL = and_(audit_detail.c.number == audit_ranges.c.number, audit_detail.c.position == audit_ranges.c.position)


def erase(connection: Connection, records: Mapping[type[Record], Collection[str]]) -> dict[int, str]:
    """Erase these records. Gives the entries whose details went with them, each with the mark of what is left of them.

    Freed pages are overwritten.
    """
    connection.exec_driver_sql("PRAGMA secure_delete = ON")
    connection.exec_driver_sql("PRAGMA defer_foreign_keys = ON")
    keys = frozenset(key for some in records.values() for key in some)
    names = names_of(connection, records.get(Child, ()))
    for kind, some in records.items():
        _delete(connection, KEPT[kind].table, some)
    forget(connection, keys, names)
    together = {
        number for kind, some in records.items() for number in _take_out(connection, kind.__name__, frozenset(some))
    }
    return _erase_details(connection, keys, together)


def _delete(connection: Connection, table: Table, keys: Collection[str]) -> None:
    for chunk in chunks(sorted(keys)):
        connection.execute(delete(table).where(table.c.id.in_(chunk)))


def _take_out(connection: Connection, kind: str, keys: frozenset[str]) -> set[int]:
    """Take the keys of erased records out of the details that hold many; the entries that these are of."""
    asked = select(audit_detail.c.number, audit_detail.c.position, audit_detail.c.after)
    asked = asked.select_from(audit_ranges.join(audit_detail, _SAME_DETAIL))
    asked = asked.where(
        audit_ranges.c.kind == kind, audit_ranges.c.first <= max(keys), audit_ranges.c.last >= min(keys)
    )
    numbers: set[int] = set()
    for number, position, after in list(connection.execute(asked)):
        left = [key for key in keys_in(TOGETHER, after) if key not in keys]
        if len(left) < len(keys_in(TOGETHER, after)):
            numbers.add(number)
            _keep_left(connection, number, position, left)
    return numbers


def _keep_left(connection: Connection, number: int, position: int, left: list[str]) -> None:
    """Write what is left of one such detail, and by which keys it is found; nothing is left of an empty one."""
    detail = and_(audit_detail.c.number == number, audit_detail.c.position == position)
    found = and_(audit_ranges.c.number == number, audit_ranges.c.position == position)
    if left:
        connection.execute(update(audit_detail).where(detail).values(after=" ".join(left)))
        connection.execute(update(audit_ranges).where(found).values(first=min(left), last=max(left)))
    else:
        connection.execute(delete(audit_detail).where(detail))
        connection.execute(delete(audit_ranges).where(found))


def _erase_details(connection: Connection, keys: frozenset[str], touched: Collection[int]) -> dict[int, str]:
    """Without its salt, what is left of an entry's details cannot be guessed from its digest; it gets another and a mark."""
    numbers = set(touched)
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
