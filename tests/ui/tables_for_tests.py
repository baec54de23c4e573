"""Tables for the tests of screens: a few plausible reviews, and a long table that is made as it is read."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from app.store import Store
from app.table import Column, Fixed, Kind, Order, Ratio, Row, Table, Tone

COLUMNS = (
    Column("child", "Child", width=18),
    Column("due", "Due", Kind.DATE),
    Column("left", "Time left", width=20),
    Column("number", "Number", Kind.NUMBER, 6),
    Column("share", "In time", Kind.PERCENT, 8),
)
KEYS = tuple(column.key for column in COLUMNS)
NAMES = ("Amira Khan", "Ben Osei", "Chloë Evans", "Dylan Price", "Ella Nowak")


def review(at: int, child: str = "") -> Row:
    """One row: the first three are late, the others in time."""
    late = at < 3
    return Row(
        f"review-{at}",
        (
            child or NAMES[at % 5],
            date(2026, 11, 1) + timedelta(days=at % 300),
            "late" if late else "to come",
            at,
            Ratio(at, 50),
        ),
        tones={"left": Tone.LATE} if late else {},
        opens={"number": f"rows of {at}"},
    )


def reviews(count: int = 20) -> Table:
    """A short table whose rows are known."""
    return Table("Reviews", COLUMNS, Fixed(tuple(review(at) for at in range(count)), KEYS))


@dataclass(frozen=True)
class Long:
    """Very many rows, made when they are asked for; it remembers which windows were."""

    number: int
    asked: list[tuple[int, int]] = field(default_factory=list, compare=False)

    def count(self, store: Store) -> int:
        """How many."""
        return self.number

    def window(self, store: Store, order: Order | None, first: int, number: int) -> Sequence[Row]:
        """A window, from the other end when descending."""
        self.asked.append((first, number))
        places = range(first, min(first + number, self.number))
        turned = order is not None and order.descending
        return [review(self.number - 1 - at if turned else at) for at in places]

    def each(self, store: Store) -> Iterator[Row]:
        """All."""
        return (review(at) for at in range(self.number))


@dataclass(frozen=True)
class LongKeyed(Long):
    """Very many rows of records; it remembers how often their keys were sorted, and which were asked for."""

    sorted: list[Order | None] = field(default_factory=list, compare=False)
    found: list[Sequence[str]] = field(default_factory=list, compare=False)

    def keys(self, store: Store, order: Order | None) -> Iterator[str]:
        """The places as keys."""
        self.sorted.append(order)
        turned = order is not None and order.descending
        return (f"{self.number - 1 - at if turned else at:032x}" for at in range(self.number))

    def of_keys(self, store: Store, keys: Sequence[str]) -> Sequence[Row]:
        """The rows at these places; the one at 1,000 has gone."""
        self.found.append(keys)
        return [replace(review(int(key, 16)), id=key) for key in keys if int(key, 16) != 1000]
