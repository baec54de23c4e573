"""Which numbers of a table are held back: the small ones, and enough others that no total or difference gives them back."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations
from typing import Any

from app.domain.markings import SMALL
from app.table import Ratio

Place = tuple[int, int]
Rows = Sequence[Sequence[Any]]
Relation = tuple[Place, ...]
"""Cells of which one is the sum of the others."""
PRIME = 2_147_483_647
"""Sums are solved by this modulus: exact, and quick."""


def held_back(rows: Rows, numbers: Sequence[int]) -> set[Place]:
    """The small numbers, and in each column and line the next smallest, until none can be worked out from the others."""
    held = {(y, x) for y, cells in enumerate(rows) for x in numbers if is_small(cells[x])}
    lines = _lines(rows, numbers)
    while alone := next((line for line in lines if _needs_another(line, held, rows)), None):
        held.add(_smallest(alone, held, rows))
    sums = tuple(relations(rows, numbers))
    while held:
        known = worked_out(sums, held)
        helping = next((line for line in (*sums, *lines) if known & set(line) and _could_help(line, held, rows)), None)
        if helping is None:
            return held
        held.add(_smallest(helping, held, rows))
    return held


def is_small(value: Any) -> bool:
    """Whether a number of people, or one of the two parts of a share or what lies between them, is small."""
    if isinstance(value, Ratio):
        parts = (value.numerator, value.denominator, value.denominator - value.numerator)
        return any(0 < part < SMALL for part in parts)
    return isinstance(value, int) and not isinstance(value, bool) and 0 < abs(value) < SMALL


def relations(rows: Rows, numbers: Sequence[int]) -> Iterator[Relation]:
    """The sums that hold in a table: a line that is the sum of all others of a column, and columns of one or two others."""
    for x in numbers:
        column = [_whole(cells[x]) for cells in rows]
        for y, value in enumerate(column):
            if value and len(column) > 2 and 2 * value == sum(column):
                yield ((y, x), *((other, x) for other in range(len(rows)) if other != y))
    for number in (2, 3):
        for chosen in combinations(numbers, number):
            whole = next((x for x in chosen if _is_sum(rows, x, [at for at in chosen if at != x])), None)
            if whole is not None:
                others = [at for at in chosen if at != whole]
                yield from (((y, whole), *((y, at) for at in others)) for y in range(len(rows)))


def _is_sum(rows: Rows, whole: int, others: Sequence[int]) -> bool:
    return all(_whole(cells[whole]) == sum(_whole(cells[at]) for at in others) for cells in rows)


def worked_out(sums: Iterable[Relation], held: set[Place]) -> set[Place]:
    """The held-back cells that the sums give back: those that every solution of the equations has alike."""
    pivots: dict[Place, dict[Place, int]] = {}
    for line in sums:
        row = {place: (1 if at == 0 else PRIME - 1) for at, place in enumerate(line) if place in held}
        _take_in(row, pivots)
    return {place for place, row in pivots.items() if len(row) == 1}


def _take_in(row: dict[Place, int], pivots: dict[Place, dict[Place, int]]) -> None:
    """Gauss and Jordan: take an equation in, so that each pivot stands in no other equation."""
    for place in [place for place in row if place in pivots]:
        _subtract(row, pivots[place], row.get(place, 0))
    if not row:
        return
    pivot = min(row)
    inverse = pow(row[pivot], PRIME - 2, PRIME)
    made = {place: value * inverse % PRIME for place, value in row.items()}
    for other in pivots.values():
        _subtract(other, made, other.get(pivot, 0))
    pivots[pivot] = made


def _subtract(row: dict[Place, int], other: dict[Place, int], times: int) -> None:
    if not times:
        return
    for place, value in other.items():
        left = (row.get(place, 0) - times * value) % PRIME
        if left:
            row[place] = left
        else:
            row.pop(place, None)


def _lines(rows: Rows, numbers: Sequence[int]) -> list[list[Place]]:
    columns = [[(y, x) for y in range(len(rows))] for x in numbers]
    return [*columns, *([(y, x) for x in numbers] for y in range(len(rows)))]


def _needs_another(line: Sequence[Place], held: set[Place], rows: Rows) -> bool:
    return sum(place in held for place in line) == 1 and bool(_could_help(line, held, rows))


def _could_help(line: Iterable[Place], held: set[Place], rows: Rows) -> list[Place]:
    return [place for place in line if place not in held and _whole(rows[place[0]][place[1]]) > 0]


def _smallest(line: Iterable[Place], held: set[Place], rows: Rows) -> Place:
    return min(_could_help(line, held, rows), key=lambda place: _whole(rows[place[0]][place[1]]))


def _whole(value: Any) -> int:
    return value if isinstance(value, int) and not isinstance(value, bool) else 0
