"""No held-back number of a published table can be worked out, whatever sums and subtotals the table shows beside it."""

from collections.abc import Sequence
from itertools import product
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.markings import SMALL
from app.queries.giving_back import Relation
from app.queries.suppressing import held_back, relations
from app.table import Ratio

LARGEST = 10


def shown(rows: Sequence[Sequence[Any]], numbers: Sequence[int]) -> list[list[Any]]:
    """The figures as they go out."""
    held = held_back(rows, numbers)
    return [[".." if (y, x) in held else cells[x] for x in numbers] for y, cells in enumerate(rows)]


def test_ones_are_not_told_by_what_is_left_of_a_total() -> None:
    rows = [("A", 20, 10), ("B", 15, 1), ("C", 12, 1), ("Total", 47, 12)]
    assert [line[1] for line in shown(rows, [1, 2])] == ["..", "..", "..", 12]
    assert shown([[1], [1], [1], [1], [1], [5]], [0]) == [[".."]] * 6


def test_two_numbers_that_may_be_told_apart_in_two_ways_are_enough() -> None:
    assert shown([[10], [1], [2], [13]], [0]) == [[10], [".."], [".."], [13]]


@pytest.mark.parametrize("turned", [False, True], ids=["before its parts", "after its parts"])
def test_a_subtotal_gives_nothing_back(turned: bool) -> None:
    rows = [("North", 12), ("A", 9), ("B", 3), ("South", 14), ("C", 7), ("D", 7), ("Total", 26)]
    told = [line[0] for line in shown(rows[::-1] if turned else rows, [1])]
    told = told[::-1] if turned else told
    assert told[2] == ".."
    assert ".." in (told[0], told[1])
    assert told[3:6].count("..") != 1


def test_a_total_of_four_columns_gives_nothing_back() -> None:
    rows = [("A", 36, 10, 6, 12, 8), ("B", 30, 6, 9, 2, 13), ("C", 40, 9, 12, 10, 9)]
    told = shown(rows, [1, 2, 3, 4, 5])
    assert told[1].count("..") > 1
    assert ((1, 1), (1, 2), (1, 3), (1, 4), (1, 5)) in set(relations(rows, [1, 2, 3, 4, 5]))


def test_what_is_left_of_a_whole_beside_a_share_is_a_small_number_too() -> None:
    rows = [("A", 12, 13, Ratio(12, 13)), ("B", 20, 30, Ratio(20, 30)), ("Total", 32, 43, Ratio(32, 43))]
    told = shown(rows, [1, 2])
    assert ".." in told[0]
    assert sum(line[told[0].index("..")] == ".." for line in told) > 1


@settings(max_examples=25, deadline=None)
@given(st.lists(st.lists(st.integers(0, 7), min_size=2, max_size=2), min_size=2, max_size=2))
def test_every_small_number_could_be_another(inner: list[list[int]]) -> None:
    rows = [[*line, sum(line)] for line in inner]
    rows.append([sum(column) for column in zip(*rows, strict=True)])
    held = sorted(held_back(rows, range(3)))
    sums: list[Relation] = [((y, 2), (y, 0), (y, 1)) for y in range(3)]
    sums += [((2, x), (0, x), (1, x)) for x in range(3)]
    possible: list[set[int]] = [set() for _ in held]
    for guess in product(range(1, LARGEST + 1), repeat=len(held)) if len(held) <= 4 else ():
        table = {(y, x): rows[y][x] for y in range(3) for x in range(3)} | dict(zip(held, guess, strict=True))
        if all(table[whole] == sum(table[part] for part in parts) for whole, *parts in sums):
            for at, value in enumerate(guess):
                possible[at].add(value)
    for (y, x), values in zip(held, possible, strict=True):
        assert len(held) > 4 or rows[y][x] >= SMALL or len(values) > 1 or alone(rows, y, x)


def alone(rows: Sequence[Sequence[int]], y: int, x: int) -> bool:
    """Whether all else in the line or the column is nought: then its total is the same number, and is held back, too."""
    return sum(map(bool, rows[y])) < 3 or sum(bool(line[x]) for line in rows) < 3
