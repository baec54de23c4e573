"""The rows that an import left out, as a table to show and a sheet to save: where each stands and what is wrong with it."""

from collections.abc import Sequence
from pathlib import Path

from app.domain.counting import counted
from app.files.facts import Refused
from app.files.writing.books import Book
from app.files.writing.saving import WORKBOOK, beside, move, path_of
from app.store import Store
from app.table import Column, Fixed, Kind, Row, Table

COLUMNS = (
    Column("file", "File", width=24),
    Column("sheet", "Sheet", width=18),
    Column("row", "Row", Kind.NUMBER, 8),
    Column("column", "Column", width=20),
    Column("value", "Value", width=24),
    Column("reason", "Reason", width=80),
)


def refusals(refused: Sequence[Refused]) -> Table:
    """The refused rows as a table."""
    rows = tuple(
        Row(str(place), (one.file, one.sheet, one.row, one.column, one.value, one.reason))
        for place, one in enumerate(refused)
    )
    return Table(
        title="Rows left out of the import",
        columns=COLUMNS,
        rows=Fixed(rows, tuple(column.key for column in COLUMNS)),
        line=counted(len(rows), "row"),
        notes=("These rows were not used. Correct them in the file and import it again: nothing is entered twice.",),
    )


def save_refusals(refused: Sequence[Refused], target: Path, store: Store) -> Path:
    """Save the refused rows as a workbook; it appears whole or not at all."""
    target = path_of(target, WORKBOOK)
    with beside(target) as temporary:
        book = Book()
        book.add("Rows left out", refusals(refused), store)
        book.save(temporary)
        move(temporary, target)
    return target
