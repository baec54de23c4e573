"""Where the tables of a spreadsheet are, which of their rows are data, and what could not be read of them."""

from collections import Counter
from collections.abc import Sequence
from datetime import date

from app.domain.errors import Refusal
from app.files.headings import Found, row_kind
from app.files.layouts.matching import Options, table
from app.files.reading import Book, Row, Sheet
from app.files.writing.text import LISTS


def tables_of(books: Sequence[Book], options: Options) -> list[tuple[Book, Sheet, Found | None]]:
    """Every sheet with its table. Beside tables that tell more, a lone word such as "ID" on a sheet of notes is none."""
    tables = [
        (
            book,
            sheet,
            None if sheet.hidden or sheet.name == LISTS or not sheet.rows else table(sheet, options, book.file),
        )
        for book in books
        for sheet in book.sheets
    ]
    most = max((len(found.columns) for _, _, found in tables if found), default=0)
    return [(b, s, found if found and (len(found.columns) > 1 or most == 1) else None) for b, s, found in tables]


def no_reference(files: tuple[str, ...]) -> Refusal:
    """Why files without a column for the child cannot be used."""
    return Refusal(
        f"No sheet of {', '.join(files)} has a column for the child's reference. Nothing has been written.",
        "Give that column a heading such as Child ID, or say which column it is (on the command line with --match).",
    )


def notes_of(sheet: Sheet) -> tuple[str, ...]:
    """What could not be read of a sheet, in sentences."""
    notes = []
    if sheet.formulas_without_values:
        notes.append(
            f"{sheet.formulas_without_values:,} formulas have no saved result and were read as empty. "
            "Open the file in Excel, save it, then import it again."
        )
    if sheet.left_out:
        notes.append(f"{sheet.left_out:,} cells far away from all others were left out.")
    return tuple(notes)


def data_rows(sheet: Sheet, found: Found, others: Counter[str]) -> tuple[list[int], list[Row]]:
    """The rows that are data with their numbers; titles, totals, markings, blank and repeated headings are counted."""
    reference = found.columns["reference"]
    dates = [column for code, column in found.columns.items() if code in ("held", "born", "start", "due", "raised")]
    numbers, rows = [], []
    begin = found.row + 1
    for number, row in enumerate(sheet.rows[begin:], start=sheet.first_row + begin):
        if row[reference] is not None and any(isinstance(row[column], date) for column in dates):
            kind: str = "data"
        else:
            kind = row_kind(row, found)
        if kind == "data":
            numbers.append(number)
            rows.append(row)
        else:
            others[kind] += 1
    return numbers, rows
