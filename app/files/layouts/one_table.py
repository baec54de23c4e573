"""One table of a known form while it is read: its children, keys, dates and texts, and what could not be used of it."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from app.files.facts import Refused, SheetFacts
from app.files.headings import Found
from app.files.layouts.cells import References, text_of
from app.files.layouts.columns import BAD, Columns
from app.files.reading import Cell, Row, Sheet

USUAL = {
    "held": ("clar_cla_review_date", "cppr_cp_review_date", "icpc_icpc_date"),
    "start": ("cppl_cp_plan_start_date", "s47e_s47_start_date", "clae_cla_episode_start_date"),
    "born": ("pers_dob",),
}
"""The names by which the rows that cannot be believed are told."""
NO_CHILD, NO_DATE = "The child's number is missing.", "This is not a date."


@dataclass(eq=False)
class Table:
    """One table while it is read. at is its place among the sheets; what is refused of it is kept with it."""

    name: str
    file: str
    sheet: Sheet
    found: Found
    at: int
    columns: Columns
    references: References
    refused: list[Refused] = field(default_factory=list)
    ignored: list[Refused] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    others: Counter[str] = field(default_factory=Counter)
    numbers: list[int] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)

    def __post_init__(self) -> None:
        begin = self.found.row + 1
        for number, row in enumerate(self.sheet.rows[begin:], start=self.sheet.first_row + begin):
            if any(cell is not None for cell in row):
                self.numbers.append(number)
                self.rows.append(row)
            else:
                self.others["blank"] += 1

    def people(self, code: str) -> list[tuple[str, str]]:
        """The children of the rows: reference as written and as compared."""
        return [self.references.of(cell) for cell in self.columns.cells(code, self.rows)]

    def ids(self, code: str) -> list[str]:
        """A column of keys; "" and the -1 of some systems mean none."""
        known: dict[Cell, str] = {None: "", "-1": "", -1: ""}
        cells = self.columns.cells(code, self.rows)
        return [known[cell] if cell in known else known.setdefault(cell, text_of(cell)) for cell in cells]

    def texts(self, code: str) -> list[str]:
        """A column of texts."""
        return self.columns.texts(code, self.rows)

    def dates(self, code: str, *, needed: bool = False) -> list[Any]:
        """A column of dates. One that is none stays BAD when the row needs it, else it is None and told."""
        found = self.columns.dates(code, self.rows)
        if needed or BAD not in found:
            return found
        for place, day in enumerate(found):
            if day is BAD:
                self.ignore(
                    place, code, "This could not be read as a date, so it was not used. The rest of the row was."
                )
        return [None if day is BAD else day for day in found]

    def refuse(self, place: int, code: str, reason: str) -> None:
        """Leave a row out."""
        self.refused.append(self._told(place, code, reason))

    def ignore(self, place: int, code: str, reason: str) -> None:
        """Use a row without one of its cells."""
        self.ignored.append(self._told(place, code, reason))

    def participation(self, place: int, column: str, text: str) -> str | None:
        """The participation code in a cell; None where there is none, and told where it is no code."""
        found = self.columns.participation(text) if text else ""
        if found is None:
            self.ignore(place, column, "This is not a participation code (PN0 to PN7), so it was not used.")
        return found or None

    def _told(self, place: int, code: str, reason: str) -> Refused:
        return self.columns.refused(self.numbers[place], self.rows[place], code, code, reason)

    def ended(self, place: int, code: str, start: date | None, end: date | None) -> date | None:
        """The end, unless it lies before the start, which is told."""
        if start and end and end < start:
            self.ignore(place, code, "The end lies before the start, so it was not used. The rest of the row was.")
            return None
        return end

    def facts(self) -> SheetFacts:
        """The sheet as it was read."""
        headings = {code: self.found.headings[column] for code, column in self.found.columns.items()}
        usual = {name: headings[code] for name, codes in USUAL.items() for code in codes if code in headings}
        return SheetFacts(
            file=self.file,
            sheet=self.sheet.name,
            layout=self.name,
            headings={**headings, **usual},
            rows=dict(self.others),
            ends=self.name == "ssd_cp_plans" or "end" in self.found.columns,
            notes=tuple(self.notes),
        )
