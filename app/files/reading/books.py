"""What a file holds once it has been read: books of sheets of rows of cells, and how much of one is accepted."""

from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Literal, TypeAlias

from app.domain.errors import Refusal

Cell: TypeAlias = str | int | float | bool | date | datetime | time | None
Row: TypeAlias = tuple[Cell, ...]
Kind: TypeAlias = Literal["csv", "workbook"]

MEBIBYTE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Limits:
    """How much is accepted of one file. Sizes are bytes; `seconds` is for one file."""

    rows: int = 500_000
    columns: int = 1_000
    blank_run: int = 10_000  # a cell that stands further than this below the last used row is a stray
    text: int = 1_000_000  # characters of one cell
    file: int = 256 * MEBIBYTE
    unpacked: int = 512 * MEBIBYTE
    memory: int = 896 * MEBIBYTE
    seconds: float = 60.0


DEFAULT = Limits()


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet. `rows` start at column A, all have one length, and neither begin nor end with a blank row."""

    name: str
    first_row: int  # the number, as Excel counts, of rows[0]
    rows: tuple[Row, ...]
    hidden: bool = False
    formulas_without_values: int = (
        0  # their cells read as None: the workbook was saved by a program that did not calculate
    )
    left_out: int = 0  # filled cells far below or right of everything else, which were not read
    from_1904: bool = False  # its numbers count days from 1904, as on older Macs


@dataclass(frozen=True, slots=True)
class Book:
    """One file. `container` is the name of the zip it came in, if it came in one."""

    file: str
    kind: Kind
    sheets: tuple[Sheet, ...]
    container: str = ""


class Cancelled(Refusal):
    """The person stopped the reading."""


def refused(happened: str, next_step: str) -> Refusal:
    """The answer to a file that cannot be read: what happened, that nothing is lost, and the next step."""
    return Refusal(f"{happened} Nothing has been changed.", next_step)
