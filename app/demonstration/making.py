"""Writes a synthetic service into a store: as one change, or in parts when it is a large one."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import ClassVar

from app.demonstration.size import Size
from app.demonstration.whole import parts
from app.domain.access import Right, Stamp
from app.domain.children import Child
from app.domain.errors import Refusal
from app.domain.records import Record
from app.domain.reviews import Review
from app.queries.service import calendar_of
from app.store import Keeper, Selection, Store

TITLE = "Make a demonstration service"


@dataclass(frozen=True)
class Made:
    """What was made."""

    children: int
    reviews: int


@dataclass(frozen=True)
class Demonstrate:
    """Fill an empty database with a synthetic service, in one change."""

    size: Size = field(default_factory=Size)
    seed: int = 1
    right: ClassVar[Right] = Right.SET_UP
    title: ClassVar[str] = TITLE

    def run(self, store: Store, stamp: Stamp) -> Made:
        """How many children and reviews it has; refuses a database that has children already."""
        return demonstrate(store, stamp, self.size, self.seed)


def demonstrate(store: Store, stamp: Stamp, size: Size | None = None, seed: int = 1) -> Made:
    """Write a whole synthetic service as at the stamp's day."""
    _check_empty(store)
    made = Made(0, 0)
    for records in parts(stamp.today, size or Size(), seed, calendar_of(store)):
        made = _keep(store, records, made)
    store.describe(_summary(made, seed))
    return made


def demonstrate_in_parts(keeper: Keeper, stamp: Stamp, size: Size, seed: int = 1) -> Iterator[Made]:
    """The same, in one change for each part, telling after each how much has been made."""
    with keeper.read(stamp) as store:
        _check_empty(store)
        calendar = calendar_of(store)
    made = Made(0, 0)
    for records in parts(stamp.today, size, seed, calendar):
        with keeper.change(stamp, TITLE) as store:
            made = _keep(store, records, made)
            store.describe(_summary(made, seed))
        yield made


def _summary(made: Made, seed: int) -> str:
    return f"Demonstration service: {made.children:,} children, {made.reviews:,} reviews (seed {seed})"


def _check_empty(store: Store) -> None:
    if store.count(Selection("children", as_at=store.stamp.today)):
        raise Refusal("This database has children already.", "Make the demonstration in a new file.")


def _keep(store: Store, records: Iterable[Record], made: Made) -> Made:
    by_kind: dict[type[Record], list[Record]] = defaultdict(list)
    for record in records:
        by_kind[type(record)].append(record)
    for kind, some in by_kind.items():
        store.shelf(kind).keep_all(some)
    children = sum(isinstance(one, Child) and not one.is_household for one in by_kind[Child])
    return Made(made.children + children, made.reviews + len(by_kind[Review]))
