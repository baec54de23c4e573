"""Rows of a table as the screen needs them: how many, a window of them, or some pieces to copy."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from app.domain.access import Right, Stamp
from app.store import Store
from app.table import Order, Row, Table


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
