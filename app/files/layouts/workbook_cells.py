"""The cells of one row of the service's own sheet, understood one by one."""

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from app.files.layouts.columns import Columns
from app.files.reading import Row

DAYS = (
    *("born", "start", "strategy", "end", "due", "planned", "held", "next_due", "next_planned"),
    *("allocated", "section47", "requested", "received", "plan_start", "plan_end"),
)
TEXTS = (
    *("end_reason", "known_as", "sex", "iro", "team", "worker", "late", "note"),
    *("kind", "sequence", "status", "cancelled", "participation"),
    *("not_needed", "category", "latest", "previous", "outcome", "quorate"),
)


class Cells(NamedTuple):
    """One row; a date that is none is BAD."""

    number: int
    row: Row
    reference: tuple[str, str]
    name: str
    born: Any
    start: Any
    strategy: Any
    end: Any
    due: Any
    planned: Any
    held: Any
    next_due: Any
    next_planned: Any
    allocated: Any
    section47: Any
    requested: Any
    received: Any
    plan_start: Any
    plan_end: Any
    end_reason: str
    known_as: str
    sex: str
    iro: str
    team: str
    worker: str
    late: str
    note: str
    kind: str
    sequence: str
    status: str
    cancelled: str
    participation: str
    not_needed: str
    category: str
    latest: str
    previous: str
    outcome: str
    quorate: str

    @property
    def days(self) -> tuple[Any, ...]:
        """The cells of dates, in the order of DAYS."""
        return self[4 : 4 + len(DAYS)]


def cells_of(
    columns: Columns, numbers: Sequence[int], rows: Sequence[Row], references: Sequence[tuple[str, str]]
) -> Iterator[Cells]:
    """The rows of one sheet."""
    days = [columns.dates(code, rows) for code in DAYS]
    texts = [columns.texts(code, rows) for code in TEXTS]
    return map(Cells._make, zip(numbers, rows, references, columns.names(rows), *days, *texts, strict=True))
