"""Turns long lists of figures into wide ones for a sheet: one line a row key, the figures of each column key beside it."""

from collections.abc import Hashable, Iterable

import pandas as pd

Long = tuple[Hashable, Hashable, int, int]
"""Row key, column key, numerator, denominator."""


def wide(figures: Iterable[Long]) -> dict[Hashable, dict[Hashable, tuple[int, int]]]:
    """Numerator and denominator by row key and column key; a pair that was not counted is (0, 0). Order is kept."""
    long = list(figures)
    rows, columns = list(dict.fromkeys(f[0] for f in long)), list(dict.fromkeys(f[1] for f in long))
    # Keys may be tuples, which pandas would take apart: it is given their places instead.
    placed = [(rows.index(row), columns.index(column), *parts) for row, column, *parts in long]
    frame = pd.DataFrame.from_records(placed, columns=["row", "column", "numerator", "denominator"])
    summed = frame.groupby(["row", "column"])[["numerator", "denominator"]].sum()
    every = pd.MultiIndex.from_product([range(len(rows)), range(len(columns))], names=["row", "column"])
    whole = summed.reindex(every, fill_value=0)
    wide_rows: dict[Hashable, dict[Hashable, tuple[int, int]]] = {row: {} for row in rows}
    for (row, column), numerator, denominator in whole.itertuples():
        wide_rows[rows[row]][columns[column]] = (int(numerator), int(denominator))
    return wide_rows
