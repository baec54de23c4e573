"""Collects what one change does to the records, and writes its entry in the audit."""

from collections.abc import Iterable
from typing import Any
from uuid import uuid4

from sqlalchemy import Connection, func, insert, select

from app.domain.access import Stamp
from app.domain.audit import Change, digest, link
from app.domain.records import Record
from db.bulk import insert_rows
from db.tables.audit import audit, audit_detail

ALWAYS = "Right refused"
"""The action whose entry is written although nothing was kept or described."""


class Ledger:
    """The account of one transaction while it is being made."""

    def __init__(self, stamp: Stamp, action: str) -> None:
        self.kinds: set[type[Record]] = set()
        self.summary = ""
        self.undoes: int | None = None
        self._stamp = stamp
        self._action = action
        self._changes: list[Change] = []

    def __len__(self) -> int:
        return len(self._changes)

    def add(self, kind: type[Record], changes: Iterable[tuple[str, str | None, str]]) -> None:
        """Records of one kind were kept: key, text before, text after."""
        self.kinds.add(kind)
        name = kind.__name__
        self._changes.extend(Change(name, key, before, after) for key, before, after in changes)

    def close(self, connection: Connection) -> int | None:
        """Write the entry, when there is something to account for, and return its number."""
        if not self._changes and not self.summary and self._action != ALWAYS:
            return None
        salt = uuid4().hex if self._changes else ""
        details = digest(salt, self._changes)
        number, previous = _last(connection)
        number += 1
        stamp = self._stamp
        hashed = link(previous, number, stamp.at, stamp.person.login, self._action, self.summary, details)
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
        rows: list[tuple[Any, ...]] = [
            (number, position, None, change.kind, change.record_id, change.before, change.after)
            for position, change in enumerate(self._changes)
        ]
        rows[0] = (*rows[0][:2], salt, *rows[0][3:])
        insert_rows(connection, audit_detail, rows)


def _last(connection: Connection) -> tuple[int, str]:
    """The number and hash of the newest entry."""
    newest = select(func.max(audit.c.number)).scalar_subquery()
    row = connection.execute(select(audit.c.number, audit.c.hash).where(audit.c.number == newest)).first()
    return (0, "") if row is None else (row.number, row.hash)
