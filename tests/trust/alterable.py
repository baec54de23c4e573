"""The account of a file as a tool for databases has it, and the list of the ways to alter it."""

import random
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlcipher3 import dbapi2

from app.domain.audit import ERASED, Change, digest, link


@dataclass(frozen=True)
class Account:
    """The account of a file as a tool for databases has it."""

    connection: dbapi2.Connection
    chance: random.Random
    last: int

    def one(
        self,
        *,
        but_last: bool = False,
        told: bool = False,
        several: bool = False,
        many: bool = False,
        late: bool = False,
    ) -> int:
        """The number of an entry, of those that have details (several of them, or one of many records) if asked.

        A late one comes after all erasures. Those themselves have sorts of their own: what they say is about others.
        """
        asked = f"SELECT number FROM audit WHERE number > 1 AND action <> '{ERASED}'"
        if told or several:
            asked += f" AND number IN (SELECT number FROM audit_detail GROUP BY 1 HAVING count(*) > {int(several)})"
            asked += " AND number IN (SELECT number FROM audit_detail WHERE position = 0 AND salt IS NOT NULL)"
        if late:
            asked += f" AND number > (SELECT max(number) FROM audit WHERE action = '{ERASED}')"
        if many:
            asked += " AND number IN (SELECT number FROM audit_ranges)"
        found = [number for (number,) in self.do(asked)]
        return int(self.chance.choice([number for number in found if not (but_last and number == self.last)]))

    def two(self, **sort: bool) -> tuple[int, int]:
        """Two entries, the earlier first."""
        first = second = self.one(**sort)
        while second == first:
            second = self.one(**sort)
        return min(first, second), max(first, second)

    def do(self, words: str, *values: Any) -> list[Any]:
        """What one statement gives."""
        return list(self.connection.execute(words, values))

    def hashed(self, number: int) -> None:
        """Give an entry the hash that its facts have, whatever they are."""
        names = "previous, number, at, login, action, summary, digest, undoes"
        previous, told, at, *rest = self.do(f"SELECT {names} FROM audit WHERE number = ?", number)[0]
        self.do("UPDATE audit SET hash = ? WHERE number = ?", link(previous, told, _read(at), *rest), number)

    def moment(self, number: int) -> datetime:
        """When an entry was made."""
        return _read(self.do("SELECT at FROM audit WHERE number = ?", number)[0][0])

    def chained(self, first: int) -> None:
        """Give every entry from here on the hash before it, and its own."""
        for number in range(first, self.last + 1):
            before = self.do("SELECT hash FROM audit WHERE number = ?", number - 1)
            self.do("UPDATE audit SET previous = ? WHERE number = ?", before[0][0] if before else "", number)
            self.hashed(number)

    def retold(self, number: int) -> None:
        """Give an entry the digest that its details have."""
        rows = self.do(
            "SELECT salt, kind, record_id, before, after FROM audit_detail WHERE number = ? ORDER BY position", number
        )
        whole = digest(rows[0][0], [Change(*row[1:]) for row in rows])
        self.do("UPDATE audit SET digest = ? WHERE number = ?", whole, number)

    def counted(self, more: int) -> None:
        """Raise the file's own count of its changes."""
        self.do("UPDATE meta SET value = CAST(value AS INTEGER) + ? WHERE key = 'counter'", more)

    def moved(self, first: int, by: int) -> None:
        """Number the entries from here on anew, with their details."""
        order = range(first, self.last + 1)
        for number in order if by < 0 else reversed(order):
            for table in ("audit", "audit_detail", "audit_ranges"):
                self.do(f"UPDATE {table} SET number = ? WHERE number = ?", number + by, number)


def stored(moment: datetime) -> str:
    """A moment as the database has it."""
    return f"{moment:%Y-%m-%d %H:%M:%S.%f}"


def _read(at: str) -> datetime:
    return datetime.fromisoformat(at).replace(tzinfo=UTC)


Tamper = Callable[[Account], int]
"""Alters the account, and gives the entry that must be named as the first that is not true."""
SORTS: dict[str, Tamper] = {}


def sort(words: str) -> Callable[[Tamper], Tamper]:
    """Enter a way to tamper under its words."""

    def entered(tamper: Tamper) -> Tamper:
        SORTS[words] = tamper
        return tamper

    return entered
