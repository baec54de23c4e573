"""The shape of every answer that is shown or exported: titled columns, rows fetched as they are needed, notes."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any, Protocol, runtime_checkable

from app.store import Store

Cell = str | int | float | date | bool | None


class Kind(StrEnum):
    """What a column holds, which decides its alignment, its format on the screen and in a sheet."""

    TEXT = "text"
    NUMBER = "number"
    DATE = "date"
    PERCENT = "percent"  # a Ratio


@dataclass(frozen=True)
class Ratio:
    """A share with what it is made of, so that no percentage stands without its numerator and denominator."""

    numerator: int
    denominator: int


class Tone(StrEnum):
    """What a row or cell means, for its colour; a word always stands beside it."""

    PLAIN = "plain"
    ON_TIME = "on time"
    SOON = "due soon"
    LATE = "late"
    HELD_LATE = "held late"
    INFORMATION = "information"


@dataclass(frozen=True)
class Column:
    """One column: its key, its heading, what it holds, and how many characters it usually needs.

    to_fill: it is empty, for a person to fill in, who may choose one of choices; help is the hint given there.
    """

    key: str
    title: str
    kind: Kind = Kind.TEXT
    width: int = 12
    help: str = ""
    to_fill: bool = False
    choices: tuple[str, ...] = ()


@dataclass(frozen=True)
class Row:
    """One row: its record's id, a cell for each column, its tone, and the queries that open behind single cells.

    tones gives cells a tone of their own by column key; opens gives queries by column key.
    """

    id: str
    cells: tuple[Any, ...]
    tone: Tone = Tone.PLAIN
    tones: Mapping[str, Tone] = field(default_factory=dict)
    opens: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Order:
    """Sorted by a column; ties keep the table's natural order."""

    column: str
    descending: bool = False


class Rows(Protocol):
    """Rows that can be counted, fetched a window at a time in any order, and streamed."""

    def count(self, store: Store) -> int:
        """How many rows there are."""

    def window(self, store: Store, order: Order | None, first: int, number: int) -> Sequence[Row]:
        """At most number rows from the first-th (0 is the first) in this order."""

    def each(self, store: Store) -> Iterator[Row]:
        """All rows in their natural order, a few at a time in memory."""


@runtime_checkable
class Keyed(Protocol):
    """Rows whose keys alone can be sorted once, so that any window of a long table is then found by its keys."""

    def keys(self, store: Store, order: Order | None) -> Iterator[str]:
        """The keys of all rows in this order, streamed; each is that of a record."""

    def of_keys(self, store: Store, keys: Sequence[str]) -> Sequence[Row]:
        """The rows with these keys, in their order; one that is no longer there is left out."""


@dataclass(frozen=True)
class Fixed:
    """Rows that are already known: few, e.g. a table of figures."""

    rows: tuple[Row, ...]
    columns: tuple[str, ...]

    def count(self, store: Store) -> int:
        """How many rows there are."""
        return len(self.rows)

    def window(self, store: Store, order: Order | None, first: int, number: int) -> Sequence[Row]:
        """A slice of the rows, sorted with empty cells last."""
        return self.sorted(order)[first : first + number]

    def each(self, store: Store) -> Iterator[Row]:
        """All rows as given."""
        return iter(self.rows)

    def sorted(self, order: Order | None) -> tuple[Row, ...]:
        """The rows by one column, empty cells last whichever way."""
        if order is None:
            return self.rows
        at = self.columns.index(order.column)
        filled = [r for r in self.rows if r.cells[at] is not None]
        filled.sort(key=lambda r: _sortable(r.cells[at]), reverse=order.descending)
        return (*filled, *(r for r in self.rows if r.cells[at] is None))


def _sortable(cell: Any) -> Any:
    if isinstance(cell, Ratio):
        return cell.numerator / cell.denominator if cell.denominator else -1.0
    return cell.casefold() if isinstance(cell, str) else cell


@dataclass(frozen=True)
class Chart:
    """How a table is drawn: bars or a line of one column's values against another's labels, with a target or a band."""

    form: str  # "bars" or "line"
    labels: str
    values: str
    target: float | None = None
    earlier: str = ""
    band: tuple[float, float] | None = None
    judged: str = ""
    """The column whose words say how each value is judged; its first word stands in the picture."""
    aside: tuple[str, ...] = ()
    """The ids of rows that stand after the others and are not drawn, such as that of the whole."""
    against: str = ""
    """The column with what each value is held against, drawn as a line in steps."""


@dataclass(frozen=True)
class Table:
    """An answer: title, what is shown in one line, columns, rows, notes (basis, formula, source), perhaps a chart."""

    title: str
    columns: tuple[Column, ...]
    rows: Rows
    line: str = ""
    notes: tuple[str, ...] = ()
    chart: Chart | None = None

    def column(self, key: str) -> int:
        """The place of a column."""
        return [column.key for column in self.columns].index(key)


@dataclass(frozen=True)
class Sheets:
    """Several tables that go out together as one paper or workbook: what they are, and each with the name of its sheet."""

    title: str
    tables: tuple[tuple[str, Table], ...]
