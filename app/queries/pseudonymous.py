"""A list of people made such that nobody can be told: few columns, times as quarters, and no line that fewer than five share.

Every line that is left is shared by at least five, in an order drawn by lot and numbered anew each time: two such files of
the same people cannot be joined line by line, for nothing tells one of the five from another.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from secrets import SystemRandom
from typing import Any

from app.domain.counting import counted
from app.domain.markings import HELD_BACK, SMALL
from app.store import Store
from app.table import Column, Fixed, Kind, Row, Table

TOLD = frozenset(
    {"kind", "verdict", "due", "held", "status", "state", "level", "theme", "outcome", "impact", "reason", "raised"}
    | {"formal", "type", "gender", "in_care", "on_plan", "took_part", "participation"}
)
"""The keys of the columns that are told: from the service's own lists, or dates, which are told by the quarter."""
NUMBER = Column("number", "Number", Kind.NUMBER, 9)
NOTE = (
    "For publication: nobody can be told from this. Lines are in an order drawn by lot and numbered anew each time. Dates are "
    f"given by the quarter. What fewer than {SMALL} lines share is held back and shown as {HELD_BACK}."
)
Line = tuple[Any, ...]


def pseudonymous(table: Table, store: Store) -> Table | None:
    """The list as it may be published; None where none of its columns may be told, or too few lines are left."""
    at = [place for place, column in enumerate(table.columns) if column.key in TOLD]
    lines = [tuple(_told(row.cells[place]) for place in at) for row in table.rows.each(store)]
    shared = share(lines)
    if not at or not shared:
        return None
    SystemRandom().shuffle(shared)
    columns = (NUMBER, *(replace(table.columns[place], kind=Kind.TEXT) for place in at))
    rows = tuple(Row(str(number), (number, *line)) for number, line in enumerate(shared, 1))
    left = len(lines) - len(shared)
    gone = (f"{counted(left, 'line')} of which nothing can be told left out.",) if left >= SMALL else ()
    return Table(table.title, columns, Fixed(rows, tuple(c.key for c in columns)), notes=(NOTE, *gone))


def share(lines: Sequence[Line]) -> list[Line]:
    """The lines with so much held back that each is shared by at least five; the few that cannot be are left out."""
    held = list(lines)
    width = len(held[0]) if held else 0
    for _ in range(width):
        counts = Counter(held)
        rare = [at for at, line in enumerate(held) if counts[line] < SMALL]
        if not rare:
            return held
        column = _telling(held[at] for at in rare)
        for at in rare:
            held[at] = tuple(HELD_BACK if place == column else cell for place, cell in enumerate(held[at]))
    counts = Counter(held)
    return [line for line in held if counts[line] >= SMALL]


def _telling(lines: Iterable[Line]) -> int:
    """The column that tells most: that with the most different values not held back yet."""
    values: dict[int, set[Any]] = defaultdict(set)
    for line in lines:
        for place, cell in enumerate(line):
            values[place] |= {cell} - {HELD_BACK}
    return max(values, key=lambda place: (len(values[place]), place))


def _told(cell: Any) -> Any:
    """A date by its quarter; a number is not told."""
    if isinstance(cell, date):
        return f"{cell.year} quarter {(cell.month + 2) // 3}"
    return cell if cell is None or isinstance(cell, str | bool) else HELD_BACK
