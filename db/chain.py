"""Checks the chain of the account: each entry's link, its details, and by what the records in them are found."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any

from sqlalchemy import Connection, Row, select

from app.domain.audit import ERASED, UNDID, Change, digest, erased_in, link, mark_of_left
from db.made import TOGETHER, keys_in
from db.tables.audit import audit, audit_detail, audit_ranges

_STREAMED = 500
LOOKED_UP_SINCE = 6
"""The version of a file since which it holds where the account's details of many keys are."""

_ORDER = (audit_detail.c.number, audit_detail.c.position)

Told = Sequence[Row[Any]]
Ranges = list[tuple[int, str, str, str]]
"""Position, kind, first and last key of the details of one entry that hold many keys."""


def first_broken(connection: Connection, watch: Callable[[int], None] | None = None) -> int | None:
    """The number of the first entry whose link does not hold, or None when the chain is whole.

    An entry without its details holds only if a later entry, which is in the chain itself, says they were erased; what is
    left of them must be as that entry says.
    """
    erased, ranges = _erased(connection), _ranges(connection)
    previous, expected = "", 1
    for entry, details in _entries(connection):
        if (entry.number, entry.previous) != (expected, previous) or not _is_linked(entry):
            return expected
        if not _is_told(entry, details, erased):
            return expected
        if ranges is not None and ranges.pop(expected, []) != _looked_up(details):
            return expected
        previous, expected = entry.hash, expected + 1
        if watch is not None and expected % _STREAMED == 0:
            watch(expected)
    return expected if ranges else None


def _entries(connection: Connection) -> Iterator[tuple[Row[Any], Told]]:
    """Each entry with its details, both streamed in the order of their numbers."""
    streamed = {"yield_per": _STREAMED}
    details = select(audit_detail).order_by(*_ORDER)
    told = groupby(connection.execute(details.execution_options(**streamed)), key=lambda row: row.number)
    number, some = next(told, (None, iter(())))
    for entry in connection.execute(select(audit).order_by(audit.c.number).execution_options(**streamed)):
        while number is not None and number < entry.number:
            number, some = next(told, (None, iter(())))
        yield entry, list(some) if number == entry.number else []


def _is_linked(row: Row[Any]) -> bool:
    """Whether an entry's hash is true. Up to version 5 the hash did not hold which entry was undone; its words do."""
    parts = (row.previous, row.number, row.at, row.login, row.action, row.summary, row.digest)
    earlier = row.undoes is not None and row.summary.startswith(UNDID)
    return row.hash == link(*parts, row.undoes) or (earlier and row.hash == link(*parts))


def _is_told(row: Row[Any], details: Told, erased: Mapping[int, str]) -> bool:
    """Whether an entry's details are those of its digest, or what was left of them when others were erased."""
    if any(detail.salt is not None for detail in details[1:]):
        return False
    changes = [Change(detail.kind, detail.record_id, detail.before, detail.after) for detail in details]
    if row.number in erased:
        return (mark_of_left(details[0].salt, changes) if details else "") == erased[row.number]
    whole = [detail.position for detail in details] == list(range(len(details)))
    return whole and digest(details[0].salt if details else "", changes) == row.digest


def _looked_up(details: Told) -> Ranges:
    together = [detail for detail in details if detail.record_id == TOGETHER]
    keys = [keys_in(TOGETHER, detail.after) for detail in together]
    return [
        (detail.position, detail.kind, min(some), max(some))
        for detail, some in zip(together, keys, strict=True)
        if some
    ]


def _ranges(connection: Connection) -> dict[int, Ranges] | None:
    """What is looked up, by entry; a file of an earlier version has no such table yet."""
    if connection.exec_driver_sql("PRAGMA user_version").scalar_one() < LOOKED_UP_SINCE:
        return None
    found: defaultdict[int, Ranges] = defaultdict(list)
    for row in connection.execute(select(audit_ranges).order_by(audit_ranges.c.number, audit_ranges.c.position)):
        found[row.number].append((row.position, row.kind, row.first, row.last))
    return dict(found)


def _erased(connection: Connection) -> dict[int, str]:
    """The entries whose details were erased, with the mark of what is left of them; the last erasure counts."""
    told = select(audit.c.summary).where(audit.c.action == ERASED).order_by(audit.c.number)
    found: dict[int, str] = {}
    for summary in connection.execute(told).scalars():
        found |= erased_in(summary)
    return found
