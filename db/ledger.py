"""Collects what one change does to the records, and writes its entry in the audit."""

from collections.abc import Callable, Iterable, Sequence
from uuid import uuid4

from sqlalchemy import Connection, func, insert, select

from app.domain.access import Stamp
from app.domain.audit import REFUSED, Change, digest, link
from app.domain.records import Record
from db.bulk import insert_columns
from db.made import MANY, TOGETHER, keys_in, together
from db.tables.audit import audit, audit_detail, audit_ranges

ALWAYS = REFUSED
"""The action whose entry is written although nothing was kept or described."""


class Ledger:
    """The account of one transaction while it is being made."""

    def __init__(self, stamp: Stamp, action: str) -> None:
        self.kinds: set[type[Record]] = set()
        self.summary = ""
        self.undoes: int | None = None
        self.erased = False
        self._stamp = stamp
        self._action = action
        self._changes: list[Change] = []
        self._number = 0

    def __len__(self) -> int:
        return self._number

    def add(self, kind: type[Record], changes: Iterable[tuple[str, str | None, str]]) -> None:
        """Records of one kind were kept: key, text before, text after."""
        self.kinds.add(kind)
        name = kind.__name__
        told = [Change(name, key, before, after) for key, before, after in changes]
        self._changes += told
        self._number += len(told)

    def made(self, kind: type[Record], ids: Sequence[str], text: Callable[[int], str]) -> None:
        """Records of one kind were made: a few are told with their texts (by place), many by their keys only."""
        if len(ids) < MANY:
            self.add(kind, [(key, None, text(place)) for place, key in enumerate(ids)])
            return
        self.kinds.add(kind)
        self._changes += together(kind, ids)
        self._number += len(ids)

    def close(self, connection: Connection) -> int | None:
        """Write the entry, when there is something to account for, and return its number."""
        if not self._changes and not self.summary and self._action != ALWAYS:
            return None
        salt = uuid4().hex if self._changes else ""
        details = digest(salt, self._changes)
        number, previous = _last(connection)
        number += 1
        stamp = self._stamp
        hashed = link(previous, number, stamp.at, stamp.person.login, self._action, self.summary, details, self.undoes)
        connection.execute(
            insert(audit).values(
                number=number,
                at=stamp.at,
                login=stamp.person.login,
                action=self._action,
                summary=self.summary,
                undoes=self.undoes,
                digest=details,
                previous=previous,
                hash=hashed,
            )
        )
        self._write_details(connection, number, salt)
        return number

    def _write_details(self, connection: Connection, number: int, salt: str) -> None:
        if not self._changes:
            return
        size = len(self._changes)
        told = zip(
            *((change.kind, change.record_id, change.before, change.after) for change in self._changes), strict=True
        )
        insert_columns(connection, audit_detail, [(number,) * size, range(size), (salt, *(None,) * (size - 1)), *told])
        ranges = [
            {"number": number, "position": position, "kind": change.kind, "first": min(keys), "last": max(keys)}
            for position, change in enumerate(self._changes)
            if change.record_id == TOGETHER and (keys := keys_in(TOGETHER, change.after))
        ]
        if ranges:
            connection.execute(insert(audit_ranges), ranges)


def _last(connection: Connection) -> tuple[int, str]:
    """The number and hash of the newest entry."""
    newest = select(func.max(audit.c.number)).scalar_subquery()
    row = connection.execute(select(audit.c.number, audit.c.hash).where(audit.c.number == newest)).first()
    return (0, "") if row is None else (row.number, row.hash)
