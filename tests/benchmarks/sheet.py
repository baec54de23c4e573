"""A large sheet beside the same openpyxl write-only loop with the same number formats."""

import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell

from app.files.writing.books import Book
from app.files.writing.cells import DATE_FORMAT
from app.queries.listing import reviews_table
from app.store import Selection, Store, Where
from app.table import Column, Fixed, Kind, Row, Table
from db.database import Database
from tests.benchmarks.measuring import Result, side_by_side
from tests.benchmarks.services import STAMP, TODAY, Scale, database

GOAL = 1.2
WANTED = ("child", "reference", "kind", "sequence", "due", "held", "verdict", "participation", "iro_now", "team_now")


def run(scale: Scale) -> Iterator[Result]:
    """Once with the rows at hand on both sides, once with our side reading them from the records."""
    with (
        Database.open(database(scale.small)) as keeper,
        keeper.read(STAMP) as store,
        tempfile.TemporaryDirectory() as folder,
    ):
        yield from _in(Path(folder), store, scale)


def _in(folder: Path, store: Store, scale: Scale) -> Iterator[Result]:
    selection = Selection("reviews", (Where("placed", "is", True),), TODAY)
    whole = reviews_table(store, selection, "Reviews", columns=WANTED)
    rows = tuple(row for _, row in zip(range(scale.rows), whole.rows.each(store), strict=False))
    table = Table("Reviews", whole.columns, Fixed(rows, WANTED))
    times = max(3, scale.times // 2)

    def ours() -> None:
        _write(folder / "ours.xlsx", table, store)

    def from_records() -> None:
        _write(folder / "records.xlsx", whole, store)

    def reference() -> None:
        _loop(folder / "reference.xlsx", whole.columns, rows)

    mine, theirs = side_by_side(ours, reference, times)
    yield Result(f"A sheet of {len(rows):,} rows / the same openpyxl loop", mine, theirs, GOAL)
    mine, theirs = side_by_side(from_records, reference, times)
    note = "reading the rows from the records is in our side only"
    yield Result(f"The same, read from the records, {len(rows):,} rows", mine, theirs, note=note)


def _write(path: Path, table: Table, store: Store) -> None:
    book = Book("Benchmark")
    book.add("Reviews", table, store)
    book.save(path)


def _loop(path: Path, columns: Sequence[Column], rows: Sequence[Row]) -> None:
    workbook = Workbook(write_only=True)
    sheet = workbook.create_sheet("Reviews")
    sheet.append([column.title for column in columns])
    dated = [column.kind is Kind.DATE for column in columns]
    for row in rows:
        sheet.append([_cell(sheet, value) if at else value for value, at in zip(row.cells, dated, strict=True)])
    workbook.save(path)


def _cell(sheet: Any, value: Any) -> Any:
    cell = WriteOnlyCell(sheet, value)
    cell.number_format = DATE_FORMAT
    return cell
