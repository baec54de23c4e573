"""A table as it may be published: numbers under 5 held back, and enough others that they cannot be worked out."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, ClassVar

from app.domain.access import Right, Stamp
from app.domain.markings import HELD_BACK, SMALL
from app.queries.catalogue import TableQuery
from app.store import Store
from app.table import Fixed, Kind, Ratio, Row, Table

NOTE = (
    f"For publication: numbers from 1 to {SMALL - 1} are held back and shown as {HELD_BACK}, with one more in the same "
    "column or line where the held-back number could be worked out from the others, and every share made of one."
)
Place = tuple[int, int]


@dataclass(frozen=True)
class ForPublication:
    """Ask for a table of figures as it may be published."""

    query: TableQuery
    right: ClassVar[Right] = Right.EXPORT

    def run(self, store: Store, stamp: Stamp) -> Table:
        """The same table with small numbers held back; nothing opens behind its cells."""
        return published(self.query.run(store, stamp), store)


def published(table: Table, store: Store) -> Table:
    """A table with small numbers held back."""
    rows = tuple(table.rows.each(store))
    held = _held_back([row.cells for row in rows], [at for at, c in enumerate(table.columns) if c.kind is Kind.NUMBER])
    told = tuple(
        Row(row.id, tuple(_cell(cell, (y, x), held) for x, cell in enumerate(row.cells)), row.tone)
        for y, row in enumerate(rows)
    )
    columns = tuple(c.key for c in table.columns)
    return replace(table, rows=Fixed(told, columns), notes=(*table.notes, NOTE), chart=None)


def _cell(cell: Any, place: Place, held: set[Place]) -> Any:
    """A share is held back with the numbers it is made of, and wherever a number of its line is."""
    if place in held:
        return HELD_BACK
    if isinstance(cell, Ratio) and (_is_small(cell) or any(y == place[0] for y, _ in held)):
        return HELD_BACK
    return cell


def _held_back(rows: Sequence[Sequence[Any]], numbers: Sequence[int]) -> set[Place]:
    """The small numbers, and in each column and line with only one of them the next smallest, until none stands alone."""
    held = {(y, x) for y, cells in enumerate(rows) for x in numbers if _is_small(cells[x])}
    lines = [[(y, x) for x in numbers] for y in range(len(rows))]
    columns = [[(y, x) for y in range(len(rows))] for x in numbers]
    while alone := next((line for line in (*columns, *lines) if _needs_another(line, held, rows)), None):
        held.add(min((place for place in alone if _could_help(place, held, rows)), key=lambda p: rows[p[0]][p[1]]))
    return held


def _needs_another(line: Sequence[Place], held: set[Place], rows: Sequence[Sequence[Any]]) -> bool:
    return sum(place in held for place in line) == 1 and any(_could_help(place, held, rows) for place in line)


def _could_help(place: Place, held: set[Place], rows: Sequence[Sequence[Any]]) -> bool:
    value = rows[place[0]][place[1]]
    return place not in held and isinstance(value, int) and value > 0


def _is_small(value: Any) -> bool:
    """Whether a number of people, or one of the two parts of a share, is small."""
    if isinstance(value, Ratio):
        return any(
            0 < part < SMALL for part in (value.numerator, value.denominator, value.denominator - value.numerator)
        )
    return isinstance(value, int) and not isinstance(value, bool) and 0 < value < SMALL
