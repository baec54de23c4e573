"""Lists of records: rows over a selection, fetched as they are needed, and the list of reviews that every number opens."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, ClassVar

from app.domain.access import Right, Stamp
from app.domain.counting import counted
from app.queries.review_columns import PARTS, USUAL, Part, ReviewShape, Words
from app.store import Selection, Store, Where
from app.table import Order, Row, Table

UNITS = {
    "child_id": ("child", "children"),
    "family": ("family", "families"),
    "challenge_id": ("challenge", "challenges"),
    **dict.fromkeys(("occasion", "meeting", "meeting_id", "gathering_id"), ("meeting", "meetings")),
}
"""What a number counts that counts the different values of a field."""
NATURAL = (("due", False), ("held", False), ("reference", False), ("id", False))


@dataclass(frozen=True)
class Listing:
    """Rows over a selection: these fields of each row, shaped into a Row; orders says which field sorts which column."""

    selection: Selection
    fields: tuple[str, ...]
    shape: Callable[[tuple[Any, ...]], Row]
    natural: tuple[tuple[str, bool], ...]
    orders: Mapping[str, str] = field(default_factory=dict)

    def count(self, store: Store) -> int:
        """How many rows there are."""
        return store.count(self.selection)

    def window(self, store: Store, order: Order | None, first: int, number: int) -> Sequence[Row]:
        """At most number rows from the first-th in this order; ties keep the natural one."""
        rows = store.rows(self.selection, self.fields, self.ordered(order), first, number)
        return [self.shape(tuple(row)) for row in rows]

    def each(self, store: Store) -> Iterator[Row]:
        """All rows in their natural order, streamed."""
        return map(self.shape, store.each(self.selection, self.fields, self.natural))

    def keys(self, store: Store, order: Order | None) -> Iterator[str]:
        """The keys of all rows in this order, streamed."""
        return (key for (key,) in store.each(self.selection, ("id",), self.ordered(order)))

    def of_keys(self, store: Store, keys: Sequence[str]) -> Sequence[Row]:
        """The rows with these keys, in their order."""
        shown = replace(self.selection, where=(Where("id", "in", tuple(keys)),), units=None)
        found = {row[0]: self.shape(tuple(row[1:])) for row in store.rows(shown, ("id", *self.fields))}
        return [found[key] for key in keys if key in found]

    def ordered(self, order: Order | None) -> tuple[tuple[str, bool], ...]:
        """The fields to sort by, each with whether it descends."""
        if order is None:
            return self.natural
        by = self.orders.get(order.column, order.column)
        return ((by, order.descending), *((name, down) for name, down in self.natural if name != by))


def reviews_table(
    store: Store,
    selection: Selection,
    title: str,
    line: str = "",
    notes: tuple[str, ...] = (),
    columns: Sequence[str] = USUAL,
    natural: tuple[tuple[str, bool], ...] = NATURAL,
    parts: Mapping[str, Part] = PARTS,
) -> Table:
    """A list of the reviews of a selection with these columns; a page may bring parts of its own."""
    chosen = [parts[key] for key in columns]
    shape = ReviewShape.of(chosen, Words.of(store, selection))
    orders = {part.column.key: part.sorted_by for part in chosen}
    rows = Listing(selection, shape.fields, shape, natural, orders)
    return Table(title, tuple(part.column for part in chosen), rows, line, notes)


def number_behind(store: Store, selection: Selection, unit: str | None) -> int:
    """What a number counted, from its rows: the rows themselves, or the different values of a field in them."""
    if unit is None:
        return store.count(selection)
    return len({row[0] for row in store.each(selection, (unit,))} - {None})


def line_behind(store: Store, selection: Selection, noun: tuple[str, str], unit: str | None) -> str:
    """How many rows there are, and of how many children, families or meetings where those were counted."""
    line = counted(store.count(selection), *noun)
    return f"{line} of {counted(number_behind(store, selection, unit), *UNITS[unit])}" if unit else line


@dataclass(frozen=True)
class ReviewsBehind:
    """The reviews behind one number of a figure; unit says what that number counted: "review" or "child"."""

    selection: Selection
    title: str
    unit: str = "review"
    notes: tuple[str, ...] = ()
    right: ClassVar[Right] = Right.SEE

    def run(self, store: Store, stamp: Stamp) -> Table:
        """The list, with its number of reviews (and of children, where children were counted) in words."""
        line = line_behind(store, self.selection, ("review", ""), "child_id" if self.unit == "child" else None)
        return reviews_table(store, self.selection, self.title, line, self.notes)
