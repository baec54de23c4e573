"""The return sheet: an IRO's month with columns to fill in, as it is written and as it comes back, sorted, cut or saved anew."""

import re
from collections.abc import Mapping, Sequence
from datetime import date, datetime

from app.domain.errors import Refusal
from app.files.celldates import Order, decide, is_serial, parse
from app.files.facts import Facts, Refused, ReturnLine, SheetFacts, shown
from app.files.headings import Field, Found, find_table, row_kind
from app.files.layouts.cells import text_of
from app.files.layouts.matching import Options
from app.files.reading import Book, Cell, Row, Sheet
from app.files.writing.text import LISTS

NAME = "return"
KEY, HELD, PARTICIPATION, SEEN, LATE = "return_key", "held", "participation", "seen", "late"
NEW_DATE, ASKED, WHY, NOTE = "new_date", "asked", "why", "note"
REFERENCE, DUE, BOOKED = "reference", "due", "planned"
TITLES: Mapping[str, str] = {
    REFERENCE: "Reference",
    DUE: "Due",
    BOOKED: "Booked for",
    HELD: "Held on",
    PARTICIPATION: "Participation",
    SEEN: "Seen before",
    LATE: "Late reason",
    NEW_DATE: "New date",
    ASKED: "Who asked",
    WHY: "Why moved",
    NOTE: "Note",
    KEY: "Key (leave as it is)",
}
"""The headings of the columns that are read back."""
FILLED: tuple[str, ...] = (HELD, PARTICIPATION, SEEN, LATE, NEW_DATE, ASKED, WHY, NOTE)
"""The columns that a person fills in."""
CHILD, INITIALS, KIND, WHICH, RECORDED = "Child", "Initials", "Review", "Which", "Recorded so far"
"""The headings of what the sheet tells besides; these columns are not read back."""
DAYS = frozenset((HELD, NEW_DATE))
FIELDS = tuple(Field(code, title, required=code == KEY) for code, title in TITLES.items())
LEAST = 3
"""How many of its headings a return sheet keeps at least: the key and two more."""

NOBODYS = ("", "")
"""The file and officer of a sheet that does not say them."""

_KEY = re.compile(r"\br([0-9a-f]{32})\b", re.IGNORECASE)
_SHEET = re.compile(r"\breturn ([0-9a-f-]{32,36}) ([0-9a-f]{32})\b", re.IGNORECASE)


def key_of(review_id: str) -> str:
    """A review's key on the sheet; it begins with a letter, lest a program for sheets take it for a number."""
    return f"R{review_id}"


def sheet_key(file_id: str, officer_id: str) -> str:
    """What stands once on the sheet: the file that it was written from, and whose reviews these are."""
    return f"RETURN {file_id} {officer_id}"


def is_return(book: Book) -> bool:
    """Whether one of a book's sheets is a return sheet."""
    return any(_found(sheet) for sheet in book.sheets)


def check_whole(books: Sequence[Book]) -> None:
    """Refuse what was a return sheet before its keys or headings were deleted: it is not the service's own list."""
    was = next((book for book in books if any(_belongs(sheet) != NOBODYS for sheet in book.sheets)), None)
    if was is not None and not is_return(was):
        raise Refusal(
            f'{was.file} was a return sheet, but its headings or its column "{TITLES[KEY]}" are gone. Nothing has been written.',
            "Write the return sheet anew and fill that in.",
        )


def parse_returns(books: Sequence[Book], options: Options) -> Facts:
    """What has been filled in; refuses return sheets among other files, for each is imported by rules of its own."""
    others = [book.file for book in books if not is_return(book)]
    if others:
        raise _mixed([book.file for book in books if is_return(book)], others)
    reading = _Reading(options)
    for book in books:
        for sheet in book.sheets:
            found = _found(sheet)
            if found is not None:
                reading.read(book.file, sheet, found)
            elif sheet.rows and sheet.name != LISTS:
                reading.unread.append(f"{book.file}, {sheet.name}")
    files = tuple(book.file for book in books)
    return Facts(
        layout=NAME,
        files=files,
        sheets=tuple(reading.sheets),
        returns=tuple(reading.lines),
        refused=tuple(reading.refused),
        unread=tuple(reading.unread),
    )


def _found(sheet: Sheet) -> Found | None:
    found = find_table(sheet, FIELDS, LEAST)
    return found if found and not found.missing else None


def _mixed(returns: Sequence[str], others: Sequence[str]) -> Refusal:
    if not returns:
        return Refusal(
            f"No sheet of {', '.join(others)} is a return sheet. Nothing has been written.",
            f'A return sheet has the column "{TITLES[KEY]}". Write it anew, or import the file as what it is.',
        )
    return Refusal(
        f"{returns[0]} is a return sheet and {others[0]} is not. Nothing has been written.",
        "Import return sheets by themselves, and the other files after them.",
    )


class _Reading:
    """The sheets while they are being read."""

    def __init__(self, options: Options) -> None:
        self.sheets: list[SheetFacts] = []
        self.lines: list[ReturnLine] = []
        self.refused: list[Refused] = []
        self.unread: list[str] = []
        self._options = options

    def read(self, file: str, sheet: Sheet, found: Found) -> None:
        """Make a line of every row in which something is filled in, and count those that are left as they were."""
        belongs = _belongs(sheet)
        order = self._order(file, sheet, found)
        others: dict[str, int] = {}
        for number, row in enumerate(sheet.rows[found.row + 1 :], start=sheet.first_row + found.row + 1):
            kind = row_kind(row, found)
            if kind != "data":
                others[kind] = others.get(kind, 0) + 1
                continue
            cells = {code: _cell(row, found, code) for code in FILLED}
            filled = {code: _value(cell, order) for code, cell in cells.items() if _is_filled(cell)}
            self._line(file, sheet, (number, row), found, filled, belongs)
        self.sheets.append(_facts(file, sheet, found, others))

    def _line(
        self,
        file: str,
        sheet: Sheet,
        place: tuple[int, Row],
        found: Found,
        filled: Mapping[str, "date | str"],
        belongs: tuple[str, str],
    ) -> None:
        number, row = place
        written = text_of(_cell(row, found, KEY))
        key = _KEY.search(written)
        reference = text_of(_cell(row, found, REFERENCE))
        if key is not None:
            line = ReturnLine(len(self.sheets), number, key[1].lower(), reference, filled, *belongs)
            self.lines.append(line)
        elif filled:
            reason = (
                "This row has no key, so nobody can tell which review it is. Record it on the Reviews page, or write the "
                "sheet anew."
            )
            self.refused.append(Refused(file, sheet.name, number, found.headings[found.columns[KEY]], written, reason))

    def _order(self, file: str, sheet: Sheet, found: Found) -> Order:
        """The sheet says that the day comes first; a program that saved it as text may have turned all dates round."""
        if self._options.dates is not None:
            return Order(self._options.dates)
        rows = sheet.rows[found.row + 1 :]
        own, typed = (
            [row[found.columns[code]] for row in rows for code in codes if code in found.columns]
            for codes in ((DUE, BOOKED), (*DAYS, SEEN))
        )
        if decide(own) is Order.UNDECIDED and decide([*own, *typed]) is Order.UNDECIDED:
            raise _two_ways(file, next(cell for cell in own if decide([cell]) is Order.UNDECIDED))
        return Order.MONTH_FIRST if decide([*own, *typed]) is Order.MONTH_FIRST else Order.DAY_FIRST


def _two_ways(file: str, example: Cell) -> Refusal:
    return Refusal(
        f"The dates in {file}, for example {shown(example)}, can be read with the day or the month first. Nothing has been written.",
        "Save the sheet as an Excel workbook (.xlsx) and import that, or say --dates day-first or --dates month-first.",
    )


def _belongs(sheet: Sheet) -> tuple[str, str]:
    """The file and the officer that the sheet was written for; empty where that line was deleted."""
    texts = (cell for row in sheet.rows for cell in row if isinstance(cell, str))
    found = next((key for text in texts if (key := _SHEET.search(text))), None)
    return (found[1].lower(), found[2].lower()) if found else NOBODYS


def _cell(row: Row, found: Found, code: str) -> Cell:
    column = found.columns.get(code)
    return None if column is None else row[column]


def _is_filled(cell: Cell) -> bool:
    return text_of(cell) != ""


def _value(cell: Cell, order: Order) -> "date | str":
    """A whole date as a date; anything else as it was typed, for whoever knows which day it is."""
    if isinstance(cell, datetime | date | str) or is_serial(cell):
        try:
            return parse(cell, order)
        except ValueError:
            return text_of(cell)
    return text_of(cell)


def _facts(file: str, sheet: Sheet, found: Found, others: Mapping[str, int]) -> SheetFacts:
    return SheetFacts(
        file=file,
        sheet=sheet.name,
        layout=NAME,
        headings={code: found.headings[column] for code, column in found.columns.items()},
        rows=dict(others),
        unmatched=_unknown(found),
        every_heading=tuple(heading for heading in found.headings if heading),
    )


def _unknown(found: Found) -> tuple[str, ...]:
    """Headings that the program did not write: a column of somebody's own, or one whose heading was changed."""
    headings = (found.headings[column] for column in found.unmatched)
    return tuple(one for one in headings if one not in (CHILD, INITIALS, KIND, WHICH, RECORDED))


def as_written(value: "date | str") -> str:
    """What was filled in, as it is shown beside a reason."""
    return shown(value)
