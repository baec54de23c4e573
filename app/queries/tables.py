"""Rows of a table as the screen needs them: how many, a window of them, or some pieces to copy."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from app.domain.access import Right, Stamp
from app.store import Store
from app.table import Keyed, Order, Row, Table

KEY = 16
"""How many bytes a record's key is."""


@dataclass(frozen=True)
class CountOf:
    """How many rows a table has."""

    table: Table
    right: ClassVar[Right] = Right.SEE

    def run(self, store: Store, stamp: Stamp) -> int:
        """Counted by the store."""
        return self.table.rows.count(store)


@dataclass(frozen=True)
class WindowOf:
    """At most number rows of a table from the first-th, in this order."""

    table: Table
    order: Order | None
    first: int
    number: int
    right: ClassVar[Right] = Right.SEE

    def run(self, store: Store, stamp: Stamp) -> Sequence[Row]:
        """Fetched by the store."""
        return self.table.rows.window(store, self.order, self.first, self.number)


@dataclass(frozen=True)
class Opening:
    """What a table shows first, counted and fetched in one reading."""

    count: int
    first: int
    rows: Sequence[Row]


@dataclass(frozen=True)
class OpeningOf:
    """The count of a table together with the window that is on the screen."""

    table: Table
    order: Order | None
    first: int
    number: int
    right: ClassVar[Right] = Right.SEE

    def run(self, store: Store, stamp: Stamp) -> Opening:
        """The last window instead when the table has become shorter than this one's start."""
        count = self.table.rows.count(store)
        first = self.first if self.first < count else max(0, (count - 1) // self.number * self.number)
        return Opening(count, first, self.table.rows.window(store, self.order, first, self.number))


@dataclass(frozen=True)
class Keys:
    """The keys of a table's rows in order, packed: 3.2 MB for 200,000 rows."""

    packed: bytes

    def window(self, first: int, number: int) -> tuple[str, ...]:
        """At most number keys from the first-th."""
        some = self.packed[first * KEY : (first + number) * KEY]
        return tuple(some[at : at + KEY].hex() for at in range(0, len(some), KEY))


@dataclass(frozen=True)
class KeysOf:
    """The keys of all rows of a long table, sorted once."""

    table: Table
    order: Order | None
    right: ClassVar[Right] = Right.SEE

    def run(self, store: Store, stamp: Stamp) -> Keys:
        """Packed as they come; only for tables whose rows have keys."""
        packed = bytearray()
        if isinstance(self.table.rows, Keyed):
            for key in self.table.rows.keys(store, self.order):
                packed += bytes.fromhex(key)
        return Keys(bytes(packed))


@dataclass(frozen=True)
class RowsOf:
    """The rows of a table with these keys, one for each: empty where a record has gone since the keys were sorted."""

    table: Table
    keys: tuple[str, ...]
    right: ClassVar[Right] = Right.SEE

    def run(self, store: Store, stamp: Stamp) -> Sequence[Row]:
        """Fetched by the store."""
        rows = self.table.rows.of_keys(store, self.keys) if isinstance(self.table.rows, Keyed) else ()
        found = {row.id: row for row in rows}
        return [found.get(key) or Row(key, (None,) * len(self.table.columns)) for key in self.keys]


@dataclass(frozen=True)
class PiecesOf:
    """Several windows of a table, one after the other: (first, number) each."""

    table: Table
    order: Order | None
    pieces: tuple[tuple[int, int], ...]
    right: ClassVar[Right] = Right.SEE

    def run(self, store: Store, stamp: Stamp) -> Sequence[Row]:
        """All in one reading."""
        rows = self.table.rows
        return [row for first, number in self.pieces for row in rows.window(store, self.order, first, number)]
