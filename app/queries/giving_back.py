"""Which held-back numbers of a table its sums give back: by the equations alone, or because each of them is one or more."""

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from math import ceil, floor, inf

Place = tuple[int, int]
Relation = tuple[Place, ...]
"""Cells of which the first is the sum of the others."""
Equation = dict[Place, int]
"""How often each unknown number stands in a sum that comes to nought, with what is known of it."""
KNOWN: Place = (-1, -1)
"""Where the part of an equation stands that is known."""
PRIME = 2_147_483_647
"""Sums are solved by this modulus: exact, and quick."""
ROUNDS = 50
"""So often are bounds drawn closer at most."""


def given_back(
    sums: Sequence[Relation], held: Collection[Place], value: Callable[[Place], int], least: Callable[[Place], float]
) -> set[Place]:
    """The held-back cells of which only one number can be true, when each is known to be at least so much.

    A nought is shown. So two numbers that are held back of a sum of two can only be one and one.
    """
    equations = [_equation(line, held, value) for line in sums]
    pivots = _solved(equations)
    known = {place for place, row in pivots.items() if len(row.keys() - {KNOWN}) == 1}
    return known | _pinned((*equations, *filter(_is_small, map(_signed, pivots.values()))), least)


def worked_out(sums: Iterable[Relation], held: Collection[Place]) -> set[Place]:
    """The held-back cells that the sums give back: those that every solution of the equations has alike."""
    pivots = _solved(_equation(line, held, lambda _: 0) for line in sums)
    return {place for place, row in pivots.items() if len(row.keys() - {KNOWN}) == 1}


def _equation(line: Relation, held: Collection[Place], value: Callable[[Place], int]) -> Equation:
    row: Equation = {}
    for at, place in enumerate(line):
        sign = -1 if at else 1
        if place in held:
            row[place] = sign
        else:
            row[KNOWN] = row.get(KNOWN, 0) + sign * value(place)
    return row


# --------------------------------------------------------------------------------------------------- the equations


def _solved(equations: Iterable[Equation]) -> dict[Place, Equation]:
    """The equations by the number that each of them tells, which stands in no other; modulo the prime."""
    pivots: dict[Place, Equation] = {}
    for equation in equations:
        _take_in({place: times % PRIME for place, times in equation.items() if times % PRIME}, pivots)
    return pivots


def _take_in(row: Equation, pivots: dict[Place, Equation]) -> None:
    """Gauss and Jordan: take an equation in, so that each pivot stands in no other equation."""
    for place in [place for place in row if place in pivots]:
        _subtract(row, pivots[place], row.get(place, 0))
    unknown = row.keys() - {KNOWN}
    if not unknown:
        return
    pivot = min(unknown)
    inverse = pow(row[pivot], PRIME - 2, PRIME)
    made = {place: value * inverse % PRIME for place, value in row.items()}
    for other in pivots.values():
        _subtract(other, made, other.get(pivot, 0))
    pivots[pivot] = made


def _subtract(row: Equation, other: Equation, times: int) -> None:
    if not times:
        return
    for place, value in other.items():
        left = (row.get(place, 0) - times * value) % PRIME
        if left:
            row[place] = left
        else:
            row.pop(place, None)


def _signed(row: Equation) -> Equation:
    return {place: value - PRIME if value > PRIME // 2 else value for place, value in row.items()}


def _is_small(row: Equation) -> bool:
    """Whether it holds without the modulus: its numbers are none of fractions."""
    return all(abs(value) <= (PRIME // 1000 if place == KNOWN else 50) for place, value in row.items())


# ------------------------------------------------------------------------------------------------------ the bounds


def _pinned(equations: Iterable[Equation], least: Callable[[Place], float]) -> set[Place]:
    """The cells whose smallest and largest possible number are the same, after drawing the bounds closer and closer."""
    asked = [(row.get(KNOWN, 0), {place: n for place, n in row.items() if place != KNOWN}) for row in equations]
    low = {place: least(place) for _, row in asked for place in row}
    high = dict.fromkeys(low, inf)
    for _ in range(ROUNDS):
        before = (dict(low), dict(high))
        for known, row in asked:
            for place, lowest, highest in _bounds(known, row, low, high):
                low[place], high[place] = max(low[place], lowest), min(high[place], highest)
        if before == (low, high):
            break
    return {place for place in low if low[place] == high[place]}


def _bounds(
    known: int, row: Equation, low: dict[Place, float], high: dict[Place, float]
) -> Iterator[tuple[Place, float, float]]:
    """What an equation says of each of its numbers: between which two it lies, as far as the others are known."""
    least = [(place, n, n * (low[place] if n > 0 else high[place])) for place, n in row.items()]
    most = [n * (high[place] if n > 0 else low[place]) for place, n in row.items()]
    downward, upward = _Rest(known, [end for _, _, end in least]), _Rest(known, most)
    for (place, n, lower), upper in zip(least, most, strict=True):
        ends = sorted((-upward.without(upper) / n, -downward.without(lower) / n))
        yield place, _rounded(ends[0], ceil), _rounded(ends[1], floor)


class _Rest:
    """A sum of which one number at a time is taken away; some of them may be endless."""

    def __init__(self, known: int, ends: Sequence[float]) -> None:
        self._sum = known + sum(end for end in ends if abs(end) != inf)
        self._endless = [end for end in ends if abs(end) == inf]

    def without(self, end: float) -> float:
        """What is left without this one."""
        endless = abs(end) == inf
        if len(self._endless) > endless:
            return self._endless[0]
        return self._sum if endless else self._sum - end


def _rounded(value: float, way: Callable[[float], int]) -> float:
    return value if abs(value) == inf else way(value)
