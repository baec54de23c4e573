"""How the columns of sheets are matched, with values to know them by: what a person looks at and corrects."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from app.files.celldates import Order, decide, may_be_turned
from app.files.facts import shown
from app.files.headings import IGNORED, ROWS_SEARCHED, Field, Found, find_table
from app.files.layouts import challenge_fields
from app.files.layouts.fields import DATES, FIELDS
from app.files.layouts.matching import Options, is_log, signature, table
from app.files.reading import Book, Cell, Sheet
from app.files.writing.text import LISTS

_DAYS = frozenset((*DATES, *challenge_fields.DATES))
EXAMPLES = 3
LOOKED_AT = 2_000  # rows in which examples are looked for


@dataclass(frozen=True)
class MatchedColumn:
    """One column: its heading, the field it is taken for ("" for none), some values, and dates that can be read two ways."""

    heading: str
    code: str
    values: tuple[str, ...]
    undecided: tuple[str, ...] = ()


@dataclass(frozen=True)
class MatchedSheet:
    """One sheet: what its match is remembered under, its columns with a heading, and whether the match was remembered.

    log: its columns are those of a log of challenges, not of reviews.
    """

    file: str
    sheet: str
    signature: str
    columns: tuple[MatchedColumn, ...]
    remembered: bool
    log: bool = False

    @property
    def title(self) -> str:
        """The sheet in words; a CSV file is its own sheet."""
        return self.file if self.sheet in ("", self.file) else f"{self.file}, sheet {self.sheet}"

    @property
    def fields(self) -> tuple[Field, ...]:
        """What its columns can be."""
        return challenge_fields.FIELDS if self.log else FIELDS

    def holding(self, log: bool) -> "MatchedSheet":
        """The same sheet as a log of challenges, or as one of reviews: its columns matched anew by their headings."""
        headings = tuple(column.heading for column in self.columns)
        fields = challenge_fields.FIELDS if log else FIELDS
        found = find_table(Sheet(self.sheet, 1, (headings,)), fields, 1)
        codes = {column: code for code, column in found.columns.items()} if found else {}
        columns = tuple(replace(one, code=codes.get(at, IGNORED)) for at, one in enumerate(self.columns))
        return replace(self, columns=columns, log=log)

    @property
    def has_reference(self) -> bool:
        """Whether a column is the child's reference, without which nothing can be read."""
        return any(column.code == "reference" for column in self.columns)


def matched(books: Sequence[Book], options: Options) -> tuple[MatchedSheet, ...]:
    """Every sheet that could hold a table, as it would be read with these options."""
    found = (
        _sheet(book.file, sheet, options)
        for book in books
        for sheet in book.sheets
        if not sheet.hidden and sheet.name != LISTS
    )
    return tuple(one for one in found if one is not None)


def _sheet(file: str, sheet: Sheet, options: Options) -> MatchedSheet | None:
    found = table(sheet, options, file) or find_table(sheet, FIELDS, 1) or _by_its_texts(sheet)
    if found is None:
        return None
    codes = {column: code for code, column in found.columns.items()}
    rows = sheet.rows[found.row + 1 :]
    columns = tuple(
        _column(heading, codes.get(at, IGNORED), [row[at] for row in rows])
        for at, heading in enumerate(found.headings)
        if heading
    )
    key = signature(found)
    return MatchedSheet(file, sheet.name, key, columns, key in options.matches, is_log(found))


def _by_its_texts(sheet: Sheet) -> Found | None:
    """The row with most texts, where no heading says anything; a person can still say what its columns are."""
    rows = sheet.rows[:ROWS_SEARCHED]
    texts = [[cell.strip() for cell in row if isinstance(cell, str) and cell.strip()] for row in rows]
    most = max(texts, key=len, default=[])
    return find_table(sheet, FIELDS, 2, dict.fromkeys(most, IGNORED)) if len(most) > 1 else None


def _column(heading: str, code: str, cells: Sequence[Cell]) -> MatchedColumn:
    values = _first(shown(cell) for cell in cells[:LOOKED_AT] if cell is not None)
    undecided: tuple[str, ...] = ()
    if code in _DAYS and may_be_turned(cells):
        undecided = _first(shown(cell) for cell in cells if isinstance(cell, date) and cell.day != cell.month)
    elif code in _DAYS and decide(cells) in (Order.UNDECIDED, Order.MIXED):
        texts = (cell.strip() for cell in cells if isinstance(cell, str))
        undecided = _first(text for text in texts if decide([text]) is Order.UNDECIDED)
    return MatchedColumn(heading, code, values, undecided)


def _first(values: Iterable[str]) -> tuple[str, ...]:
    """The first few different values."""
    found: dict[str, None] = {}
    for value in values:
        if value:
            found[value] = None
        if len(found) == EXAMPLES:
            break
    return tuple(found)
