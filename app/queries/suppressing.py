"""Which numbers of a table are held back: the small ones, and enough others that no total or difference gives them back."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate, combinations
from math import inf
from typing import Any

from app.domain.markings import SMALL
from app.queries.giving_back import Place, Relation, given_back
from app.table import Ratio

Rows = Sequence[Sequence[Any]]


def held_back(rows: Rows, numbers: Sequence[int]) -> set[Place]:
    """The small numbers, and in each column and line the next smallest, until none can be worked out from the others.

    What is left of a whole beside a share of it (12 of 13: one) is a number, too, though it has no cell: its place is
    after those of its line.
    """
    rows, numbers, rests = _with_rests(rows, numbers)
    held = {(y, x) for y, cells in enumerate(rows) for x in numbers if is_small(cells[x])}
    lines = _lines(rows, numbers)
    while alone := next((line for line in lines if _needs_another(line, held, rows)), None):
        held.add(_smallest(alone, held, rows))
    sums = (*relations(rows, numbers), *rests)
    least = {x: 1 if all(_whole(cells[x]) >= 0 for cells in rows) else -inf for x in numbers}
    while held:
        known = given_back(sums, _counts(held, rows), lambda at: _whole(rows[at[0]][at[1]]), lambda at: least[at[1]])
        helping = next((line for line in (*sums, *lines) if known & set(line) and _could_help(line, held, rows)), None)
        if helping is None:
            return held
        held.add(_smallest(helping, held, rows))
    return held


def _with_rests(rows: Rows, numbers: Sequence[int]) -> tuple[Rows, Sequence[int], list[Relation]]:
    """The table with what is left beside each share in columns of its own, and how these hang together with its numbers."""
    width = max(map(len, rows), default=0)
    shares = [x for x in range(width) if any(isinstance(cells[x], Ratio) for cells in rows)]
    wider = [[*cells, *(_rest(cells[x]) for x in shares)] for cells in rows]
    rests: list[Relation] = []
    for y, cells in enumerate(rows):
        for at, x in enumerate(shares):
            share = cells[x]
            if isinstance(share, Ratio) and _rest(share):
                wholes = [(y, one) for one in numbers if cells[one] == share.denominator]
                parts = [(y, one) for one in numbers if cells[one] == share.numerator]
                rests += [(whole, part, (y, width + at)) for whole in wholes for part in parts]
    kept = {place for relation in rests for place in relation}
    columns = sorted({x for _, x in kept if x >= width})
    return wider, [*numbers, *columns], rests


def _rest(share: Any) -> int:
    return share.denominator - share.numerator if isinstance(share, Ratio) else 0


def _counts(held: set[Place], rows: Rows) -> set[Place]:
    """Those that are numbers of people: a share stands in no sum."""
    return {(y, x) for y, x in held if isinstance(rows[y][x], int)}


def is_small(value: Any) -> bool:
    """Whether a number of people, or one of the two parts of a share or what lies between them, is small."""
    if isinstance(value, Ratio):
        parts = (value.numerator, value.denominator, value.denominator - value.numerator)
        return any(0 < part < SMALL for part in parts)
    return isinstance(value, int) and not isinstance(value, bool) and 0 < abs(value) < SMALL


def relations(rows: Rows, numbers: Sequence[int]) -> Iterator[Relation]:
    """The sums that hold in a table, the whole first: totals and subtotals of lines, and columns that are sums of others."""
    for x in numbers:
        column = [_whole(cells[x]) for cells in rows]
        for y, value in enumerate(column):
            if value and len(column) > 2 and 2 * value == sum(column):
                yield ((y, x), *((other, x) for other in range(len(rows)) if other != y))
    for whole, parts in _subtotals([[_whole(cells[x]) for x in numbers] for cells in rows]):
        yield from (((whole, x), *((part, x) for part in parts)) for x in numbers if _adds_up(rows, x, whole, parts))
    for at, others in _sums_of_columns(rows, numbers):
        yield from (((y, at), *((y, other) for other in others)) for y in range(len(rows)))


def _subtotals(lines: Sequence[Sequence[int]]) -> Iterator[tuple[int, list[int]]]:
    """The lines that are the sum of those right after or right before them, and then the totals of such lines."""
    left = list(range(len(lines)))
    while found := list(_sums_beside(lines, left)):
        yield from found
        parts = {part for _, some in found for part in some}
        left = [y for y in left if y not in parts]


def _sums_beside(lines: Sequence[Sequence[int]], left: Sequence[int]) -> Iterator[tuple[int, list[int]]]:
    for at, y in enumerate(left):
        for beside in (left[at + 1 :], left[:at][::-1]):
            sums = accumulate((lines[one] for one in beside), lambda a, b: [m + n for m, n in zip(a, b, strict=True)])
            for number, reached in enumerate(sums, 1):
                if number > 1 and _mostly_alike(lines[y], reached):
                    yield y, list(beside[:number])


def _mostly_alike(line: Sequence[int], reached: Sequence[int]) -> bool:
    """Whether half of a line's numbers are these sums: what was set, or is a mean, adds up to nothing."""
    alike = sum(one == other for one, other in zip(line, reached, strict=True) if one)
    return alike > 0 and 2 * alike >= sum(map(bool, line))


def _adds_up(rows: Rows, x: int, whole: int, parts: Iterable[int]) -> bool:
    return _whole(rows[whole][x]) == sum(_whole(rows[part][x]) for part in parts)


def _sums_of_columns(rows: Rows, numbers: Sequence[int]) -> Iterator[tuple[int, list[int]]]:
    """The columns that are the sum of one or two others, wherever they stand, or of those right after or before them."""
    for number in (2, 3):
        for chosen in combinations(numbers, number):
            others = {x: [at for at in chosen if at != x] for x in chosen}
            whole = next((x for x in chosen if _is_sum(rows, x, others[x])), None)
            if whole is not None:
                yield whole, others[whole]
    for at, whole in enumerate(numbers):
        for beside in (numbers[at + 1 :], numbers[:at][::-1]):
            runs = (list(beside[:number]) for number in range(3, len(beside) + 1))
            yield from ((whole, run) for run in runs if _is_sum(rows, whole, run))


def _is_sum(rows: Rows, whole: int, others: Sequence[int]) -> bool:
    return all(_whole(cells[whole]) == sum(_whole(cells[at]) for at in others) for cells in rows)


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
