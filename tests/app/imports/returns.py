"""Return sheets in tests: written by the program, filled in cell by cell as a person does, and read back."""

import csv
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from app.commands.exports import export_return
from app.commands.imports import CommitImport, PreviewImport, read_for
from app.domain.dates import Period
from app.domain.officers import Officer
from app.domain.reviews import Review
from app.files.facts import Facts
from app.files.layouts.recognise import facts_of
from app.files.layouts.return_sheet import TITLES
from app.files.reading import Book
from app.files.reading import Sheet as Read
from app.queries.imports.outcome import Choices, ImportPlan
from tests.builders import Service

NOVEMBER = Period.month(2026, 11)


@dataclass
class Sheet:
    """A return sheet of one IRO as a file."""

    service: Service
    officer: Officer
    path: Path
    real: bool = False
    """Whether the file is read in a child process, as the program does, or its cells are taken as they are, which is quick."""

    def write(self, month: Period | None = None, *, named: bool = True) -> "Sheet":
        """Write it anew from the records."""
        export_return(self.service.desk(), self.officer.name, month, named, self.path)
        return self

    def fill(self, review: Review, **cells: Any) -> "Sheet":
        """Type into the row of a review, by field."""
        self._edit(lambda sheet: self._type(sheet, review, cells))
        return self

    def edit(self, how: Callable[[Worksheet], None]) -> "Sheet":
        """Do something else to the sheet."""
        self._edit(how)
        return self

    def rows(self) -> list[dict[str, Any]]:
        """Its rows, by heading."""
        sheet = load_workbook(self.path)["Return sheet"]
        head = head_of(sheet)
        titles = [str(cell.value) for cell in sheet[head]]
        every = sheet.iter_rows(min_row=head + 1, values_only=True)
        return [dict(zip(titles, row, strict=True)) for row in every if any(row)]

    def as_csv(self, shown: str = "%d %b %Y") -> Path:
        """The same saved as a CSV file, dates as a program shows them."""
        target = self.path.with_suffix(".csv")
        with target.open("w", newline="", encoding="utf-8") as file:
            for row in load_workbook(self.path)["Return sheet"].iter_rows(values_only=True):
                csv.writer(file).writerow([v.strftime(shown) if isinstance(v, date) else v for v in row])
        return target

    def imported(self, *paths: Path, choices: Choices | None = None, layout: str | None = None) -> ImportPlan:
        """Import it, or what it was saved as."""
        return self.service.desk().do(CommitImport(self._facts(paths, layout), choices or Choices())).result

    def previewed(self, *paths: Path) -> ImportPlan:
        """What importing it would do."""
        return self.service.desk().ask(PreviewImport(self._facts(paths, None)))

    def _facts(self, paths: tuple[Path, ...], layout: str | None) -> Facts:
        if paths or self.real:
            return read_for(self.service.desk(), paths or (self.path,), layout)
        rows: Any = tuple(load_workbook(self.path)["Return sheet"].iter_rows(values_only=True))
        return facts_of((Book(self.path.name, "workbook", (Read("Return sheet", 1, rows),)),), layout)

    def _edit(self, how: Callable[[Worksheet], None]) -> None:
        book = load_workbook(self.path)
        how(book["Return sheet"])
        book.save(self.path)

    def _type(self, sheet: Worksheet, review: Review, cells: dict[str, Any]) -> None:
        head = head_of(sheet)
        places = {str(cell.value): cell.column or 0 for cell in sheet[head]}
        row = next(one for one in filled_rows(sheet) if str(sheet.cell(one, len(places)).value).endswith(review.id))
        for field, value in cells.items():
            sheet.cell(row, places[TITLES[field]]).value = value


def head_of(sheet: Worksheet) -> int:
    """The row of the headings."""
    return next(row[0].row for row in sheet.iter_rows() if row[0].value == "Reference")


def filled_rows(sheet: Worksheet) -> Iterator[int]:
    """The rows below the headings."""
    yield from range(head_of(sheet) + 1, sheet.max_row + 1)


def reasons(plan: ImportPlan) -> list[tuple[str, str]]:
    """What was refused: column and reason."""
    return [(one.column, one.reason) for one in plan.refused]


def told(plan: ImportPlan) -> list[tuple[str, str, str]]:
    """What the sheet says: what, before, after."""
    return [(one.what, one.before, one.after) for one in plan.told]
