"""The cells of matched columns, column by column: dates in one order, names, texts and codes."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any, Final

from app.domain.errors import Refusal
from app.files.celldates import FROM_1904, Order, decide, is_serial, may_be_turned, parse, turned
from app.files.facts import DateQuestion, Refused, shown
from app.files.headings import Found, normal
from app.files.layouts import words
from app.files.layouts.cells import text_of
from app.files.layouts.challenge_fields import LEVEL_DATES
from app.files.layouts.matching import Options
from app.files.reading import Cell, Row

BAD: Final[Any] = object()
"""What stands for a cell that could not be understood."""
LONG = frozenset(("note", "concern", "asked", "response"))
"""The texts that keep their lines."""


class Columns:
    """The matched columns of one table."""

    def __init__(self, file: str, sheet: str, found: Found, options: Options, *, from_1904: bool = False) -> None:
        self.questions: list[DateQuestion] = []
        self._file = file
        self._sheet = sheet
        self._found = found
        self._options = options
        self._from_1904 = from_1904

    def cells(self, code: str, rows: Sequence[Row]) -> list[Cell]:
        """One column as it stands; all blank where there is none."""
        column = self._found.columns.get(code)
        return [None] * len(rows) if column is None else [row[column] for row in rows]

    def texts(self, code: str, rows: Sequence[Row]) -> list[str]:
        """One column as text; notes keep their lines."""
        if code not in self._found.columns:
            return [""] * len(rows)
        known: dict[Cell, str] = {None: ""}
        found = []
        for cell in self.cells(code, rows):
            text = known.get(cell)
            if text is None:
                text = str(cell).strip() if code in LONG and isinstance(cell, str) else text_of(cell)
                known[cell] = text
            found.append(text)
        return found

    def names(self, rows: Sequence[Row]) -> list[str]:
        """The children's names, forename first, from one column or two."""
        if "name" in self._found.columns:
            return [_forename_first(text) for text in self.texts("name", rows)]
        pairs = zip(self.texts("forename", rows), self.texts("surname", rows), strict=True)
        return [f"{first} {last}".strip() for first, last in pairs]

    def dates(self, code: str, rows: Sequence[Row]) -> list[Any]:
        """One column as dates, None where blank or "to be confirmed", BAD where a cell is no date."""
        if code not in self._found.columns:
            return [None] * len(rows)
        cells = self.cells(code, rows)
        alike = self._alike(code, cells, rows)
        order = self._order(code, alike)
        real = self._real(code, alike)
        known: dict[Cell, Any] = {None: None}
        for cell in cells:
            if cell not in known:
                known[cell] = real(cell) if isinstance(cell, date) else _day(self._number(cell), order)
        return [known[cell] for cell in cells]

    def _number(self, cell: Cell) -> Cell:
        """A number of days as Excel for Windows counts them."""
        if self._from_1904 and isinstance(cell, int | float) and is_serial(cell + FROM_1904):
            return cell + FROM_1904
        return cell

    def _real(self, code: str, cells: list[Cell]) -> Callable[[date], Any]:
        """What is made of real dates: as they are, unless another program may have turned them; then as a person says."""
        if not may_be_turned(cells):
            return _as_it_is
        told = self._told(code)
        if told == Order.MONTH_FIRST:
            return lambda day: _as_it_is(turned(day))
        if told == Order.DAY_FIRST:
            return _as_it_is
        example = next(cell for cell in cells if isinstance(cell, date) and cell.day != cell.month)
        self._ask(code, shown(example))
        return lambda day: _as_it_is(day) if day.day == day.month else BAD

    def _alike(self, code: str, cells: list[Cell], rows: Sequence[Row]) -> list[Cell]:
        """The cells that prove a column's order: the days of several levels are one column, parted by level."""
        if code not in LEVEL_DATES:
            return cells
        return [cell for one in LEVEL_DATES if one in self._found.columns for cell in self.cells(one, rows)]

    def _order(self, code: str, cells: list[Cell]) -> Order:
        """The order of the column: as its cells prove, else as a person said, else a question."""
        order = decide(cells)
        if order not in (Order.UNDECIDED, Order.MIXED):
            return order
        told = self._told(code)
        if told is None:
            self._ask(code, _example(cells))
        return told or order

    def _told(self, code: str) -> Order | None:
        """What a person said of the column."""
        heading = self._found.headings[self._found.columns[code]]
        told = self._options.date_columns.get(heading) or self._options.dates
        try:
            return Order(told) if told else None
        except ValueError as problem:
            raise Refusal(f'"{told}" is not an order of dates.', "Say day-first or month-first.") from problem

    def _ask(self, code: str, example: str) -> None:
        heading = self._found.headings[self._found.columns[code]]
        self.questions.append(DateQuestion(self._file, self._sheet, heading, example))

    def sequence(self, text: str) -> int | None:
        """The number that words give."""
        return words.sequence(text) if text else None

    def participation(self, text: str) -> str | None:
        """The participation code; "" when blank, None when it is none."""
        return words.participation(text)

    def was_cancelled(self, row: Row) -> bool:
        """Whether the cell of the review's date says that it was cancelled."""
        return any(isinstance(cell := row[c], str) and words.says_cancelled(cell) for c in self._held_columns)

    @property
    def _held_columns(self) -> list[int]:
        return [self._found.columns[code] for code in ("held", "planned") if code in self._found.columns]

    def refused(self, number: int, row: Row, code: str, title: str, reason: str) -> Refused:
        """The refusal of a row or cell, under the column's heading as the file has it, else under our title."""
        column = self._found.columns.get(code)
        heading = self._found.headings[column] if column is not None else title
        return Refused(self._file, self._sheet, number, heading, self.shown(row, code), reason)

    def has(self, *codes: str) -> bool:
        """Whether the sheet has one of these columns."""
        return not self._found.columns.keys().isdisjoint(codes)

    def heading(self, code: str) -> str:
        """The heading of a column, as headings are compared; "" where there is none."""
        column = self._found.columns.get(code)
        return "" if column is None else normal(self._found.headings[column])

    @property
    def sheet(self) -> str:
        """The name of the sheet."""
        return self._sheet

    def shown(self, row: Row, code: str) -> str:
        """A cell as it is shown beside a reason."""
        column = self._found.columns.get(code)
        return "" if column is None else shown(row[column])


def _as_it_is(day: date) -> Any:
    return _day(day, Order.TYPED)


def _day(cell: Cell, order: Order) -> date | Any | None:
    if isinstance(cell, str) and (normal(cell) in words.BLANKS or words.says_cancelled(cell)):
        return None
    try:
        return parse(cell, order)
    except ValueError:
        return BAD


def _example(cells: list[Cell]) -> str:
    """A cell that can be read in two ways."""
    for cell in cells:
        if isinstance(cell, str) and decide([cell]) is Order.UNDECIDED:
            return cell.strip()
    return next((cell.strip() for cell in cells if isinstance(cell, str) and cell.strip()), "")


def _forename_first(text: str) -> str:
    last, comma, first = text.partition(",")
    return f"{first.strip()} {last.strip()}" if comma and first.strip() and "," not in first else text
