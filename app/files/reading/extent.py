"""The part of a sheet that is read: without blank edges, and without single cells far away from everything else."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from app.files.reading.books import Limits, refused
from app.files.reading.lines import BATCH, encode


@dataclass(frozen=True, slots=True)
class Extent:
    first_row: int
    left_out: int


def send_rows(rows: Iterable[Sequence[Any]], where: str, limits: Limits, send: Callable[[bytes], None]) -> Extent:
    """Send the rows in batches. A blank cell is ''; `rows` begin with row 1 of the sheet; `where` names the sheet."""
    batch: list[Sequence[Any]] = []
    first_row = left_out = kept = 0
    last_used = 0
    for number, row in enumerate(rows, start=1):
        if row.count("") == len(row):
            continue
        first_row = first_row or number
        if last_used and number - last_used > limits.blank_run:
            left_out += len(row) - row.count("")
            continue
        kept = number - first_row + 1
        if kept > limits.rows:
            raise _too_long(where, limits)
        row, beyond = _cut(row, limits.columns)
        left_out += beyond
        if last_used:
            batch.extend([()] * (number - last_used - 1))
        batch.append(row)
        last_used = number
        if len(batch) >= BATCH:
            send(encode(batch))
            batch = []
    if batch:
        send(encode(batch))
    return Extent(first_row or 1, left_out)


def _cut(row: Sequence[Any], columns: int) -> tuple[Sequence[Any], int]:
    if len(row) <= columns:
        return row, 0
    beyond = row[columns:]
    return row[:columns], len(beyond) - beyond.count("")


def _too_long(where: str, limits: Limits) -> Exception:
    return refused(
        f"{where} has more than {limits.rows:,} rows, which is more than the program reads.",
        "Split it into smaller files, or remove the rows you do not need, then try again.",
    )
