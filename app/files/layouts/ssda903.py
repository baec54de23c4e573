"""The SSDA903 return: header, episodes and reviews, known by their headings, in files, a folder, a zip or sheets."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from app.domain.participation import CODES
from app.files.facts import Facts, Line, Refused, SheetFacts, shown
from app.files.headings import Field, Found, find_table, row_kind
from app.files.layouts.cells import References, text_of
from app.files.layouts.chains import Episode, periods
from app.files.layouts.rules import ReviewRow, Rules
from app.files.reading import Book, Cell, Row, Sheet

NAME = "ssda903"


def _fields(required: str, others: str) -> tuple[Field, ...]:
    return (
        *(Field(name, name, required=True) for name in required.split()),
        *(Field(name, name) for name in others.split()),
    )


HEADER = _fields("CHILD DOB", "SEX ETHNIC UPN MOTHER MC_DOB GENDER")
EPISODES = _fields("CHILD DECOM RNE LS DEC REC", "CIN PLACE PLACE_PROVIDER REASON_PLACE_CHANGE HOME_POST PL_POST URN")
REVIEWS = _fields("CHILD REVIEW REVIEW_CODE", "DOB")
_HEADER_SIGNS = {"ETHNIC", "UPN", "MOTHER"}
_SEXES = {"1": "male", "2": "female", "M": "male", "F": "female"}
_DAY = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})(?: 00:00(?::00)?)?")


@dataclass(frozen=True)
class Part:
    """One sheet of the return, and where its table is."""

    file: str
    sheet: Sheet
    kind: str  # "header", "episodes" or "reviews"
    found: Found


def parts_of(books: Sequence[Book]) -> list[Part]:
    """Every sheet that is part of a return."""
    return [part for book in books for sheet in book.sheets for part in _part(book.file, sheet)]


def _part(file: str, sheet: Sheet) -> Iterator[Part]:
    for kind, fields in (("reviews", REVIEWS), ("episodes", EPISODES), ("header", HEADER)):
        found = find_table(sheet, fields, least=sum(one.required for one in fields))
        if found and not found.missing and (kind != "header" or _HEADER_SIGNS & found.columns.keys()):
            yield Part(file, sheet, kind, found)
            return


def parse(books: Sequence[Book]) -> Facts:
    """What the return says; a missing header or missing episodes leave out what only they could tell."""
    reading = _Reading()
    parts = parts_of(books)
    for kind in ("header", "episodes", "reviews"):
        for part in parts:
            if part.kind == kind:
                reading.read(part, any(p.kind == "header" for p in parts), any(p.kind == "episodes" for p in parts))
    used = {id(part.sheet) for part in parts}
    unread = [(book.file, sheet) for book in books for sheet in book.sheets if id(sheet) not in used and sheet.rows]
    return reading.facts(tuple(book.file for book in books), tuple(_where(file, sheet) for file, sheet in unread))


def _where(file: str, sheet: Sheet) -> str:
    return file if not sheet.name or sheet.name == file else f"{file}, {sheet.name}"


@dataclass
class _Reading:
    """The return while it is being read."""

    sheets: list[SheetFacts] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)
    episodes: list[Episode] = field(default_factory=list)
    refused: list[Refused] = field(default_factory=list)
    ignored: list[Refused] = field(default_factory=list)
    births: dict[str, date] = field(default_factory=dict)
    references: References = field(default_factory=References)
    rules: Rules = field(default_factory=Rules)
    days: dict[Cell, date | None] = field(default_factory=dict)

    def read(self, part: Part, has_header: bool, has_episodes: bool) -> None:
        """Read one sheet; the header first, then the episodes, then the reviews."""
        others: Counter[str] = Counter()
        at = len(self.sheets)
        where = _Where(self, part, at, others)
        if part.kind == "header":
            self._header(where)
        elif part.kind == "episodes":
            self._episodes(where)
        else:
            self.rules.expect(has_header, has_episodes)
            self._reviews(where, has_episodes)
        headings = {code: part.found.headings[column] for code, column in part.found.columns.items()}
        for row in part.sheet.rows[: part.found.row]:
            others[row_kind(row, part.found)] += 1
        self.sheets.append(
            SheetFacts(part.file, part.sheet.name, part.kind, headings, dict(others), ends=part.kind == "episodes")
        )

    def day(self, cell: Cell) -> date | None:
        """The date in a cell: dd/mm/yyyy or a real date; None for anything else. The form of the return is fixed."""
        known = self.days
        if cell in known:
            return known[cell]
        known[cell] = found = _day(cell)
        return found

    def _header(self, where: "_Where") -> None:
        child, born, sex = where.columns("CHILD", "DOB", "SEX")
        for number, row in where.rows():
            written, key = self.references.of(row[child])
            if not key:
                where.refuse(number, row, child, "The child's number is missing.")
                continue
            birth = self.day(row[born])
            if birth is None and row[born] is not None:
                where.ignore(number, row, born, "This is not a date as dd/mm/yyyy, so the date of birth is unknown.")
            if birth:
                self.births.setdefault(key, birth)
            self.rules.header(key, birth)
            word = _SEXES.get(text_of(row[sex]).upper(), "") if sex >= 0 else ""
            self.lines.append(Line(where.at, number, written, key, birth, sex=word))

    def _episodes(self, where: "_Where") -> None:
        child, start, end = where.columns("CHILD", "DECOM", "DEC")
        begins, ends, status, place, provider = where.columns("RNE", "REC", "LS", "PLACE", "PLACE_PROVIDER")
        codes: dict[Cell, str] = {None: ""}
        for number, row in where.rows():
            written, key = self.references.of(row[child])
            if not key:
                where.refuse(number, row, child, "The child's number is missing.")
                continue
            code = [_code(codes, row[c]) if c >= 0 else "" for c in (begins, ends, status, place, provider)]
            self.rules.episode(key, code[2])
            began, ended = self.day(row[start]), self.day(row[end])
            if began is None:
                where.refuse(number, row, start, "This is not a date as dd/mm/yyyy.")
            elif ended is None and row[end] is not None:
                where.refuse(number, row, end, "This is not a date as dd/mm/yyyy.")
            elif ended and ended < began:
                where.refuse(number, row, end, "The episode ends before it starts.")
            else:
                self.lines.append(Line(where.at, number, written, key))
                self.episodes.append(Episode(key, began, ended, where.at, number, *code))

    def _reviews(self, where: "_Where", has_episodes: bool) -> None:
        child, born, held, code = where.columns("CHILD", "DOB", "REVIEW", "REVIEW_CODE")
        codes: dict[Cell, str] = {None: ""}
        of, day, count, add = self.references.of, self.days, self.rules.review, self.lines.append
        at, period = where.at, not has_episodes
        for number, row in where.rows():
            written, key = of(row[child])
            if not key and where.passes(row):
                continue
            on = day[row[held]] if row[held] in day else self.day(row[held])
            raw = row[born] if born >= 0 else None
            birth = day[raw] if raw in day else self.day(raw)
            word = codes[row[code]] if row[code] in codes else _code(codes, row[code])
            count(ReviewRow(key, on, word, birth, raw is not None))
            if not key:
                where.refuse(number, row, child, "The child's number is missing.")
            elif on is None:
                where.refuse(number, row, held, "The date of the review is not a date as dd/mm/yyyy.")
            elif word and word not in CODES:
                where.refuse(number, row, code, "This is not a participation code (PN0 to PN7).")
            else:
                add(Line(at, number, written, key, birth, None, period, on, word or None))

    def facts(self, files: tuple[str, ...], unread: tuple[str, ...]) -> Facts:
        """Everything together."""
        found, dated = periods(self.episodes)
        return Facts(
            layout=NAME,
            files=files,
            sheets=tuple(self.sheets),
            lines=tuple(self.lines),
            periods=tuple(found),
            dated=tuple(dated),
            births=self.births,
            refused=tuple(self.refused),
            ignored=tuple(self.ignored),
            warnings=self.rules.warnings(),
            unread=unread,
        )


@dataclass(frozen=True)
class _Where:
    """One sheet while its rows are read."""

    reading: _Reading
    part: Part
    at: int
    others: Counter[str]

    def columns(self, *codes: str) -> list[int]:
        """The columns of these fields; -1 where there is none."""
        return [self.part.found.columns.get(code, -1) for code in codes]

    def rows(self) -> Iterator[tuple[int, Row]]:
        """The rows below the headings with their numbers; blank ones are counted and passed over."""
        begin = self.part.found.row + 1
        number = self.part.sheet.first_row + begin
        blank = 0
        for row in self.part.sheet.rows[begin:]:
            if any(cell is not None for cell in row):
                yield number, row
            else:
                blank += 1
            number += 1
        if blank:
            self.others["blank"] += blank

    def refuse(self, number: int, row: Row, column: int, reason: str) -> None:
        """Leave a row out with its reason, unless it is no data at all (a total, a title, a marking)."""
        if not self.passes(row):
            self.reading.refused.append(self._at(number, row, column, reason))

    def passes(self, row: Row) -> bool:
        """Whether the row is no data, and is counted as what it is."""
        kind = row_kind(row, self.part.found)
        if kind != "data":
            self.others[kind] += 1
        return kind != "data"

    def ignore(self, number: int, row: Row, column: int, reason: str) -> None:
        """Use a row without one of its cells."""
        self.reading.ignored.append(self._at(number, row, column, reason))

    def _at(self, number: int, row: Row, column: int, reason: str) -> Refused:
        part = self.part
        return Refused(part.file, part.sheet.name, number, part.found.headings[column], shown(row[column]), reason)


def _code(known: dict[Cell, str], cell: Cell) -> str:
    found = known[cell] = text_of(cell).upper()
    return found


def _day(cell: Cell) -> date | None:
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, date):
        return cell
    found = _DAY.fullmatch(cell.strip()) if isinstance(cell, str) else None
    if not found:
        return None
    try:
        day = date(int(found[3]), int(found[2]), int(found[1]))
    except ValueError:
        return None
    return day if 1900 <= day.year <= 2199 else None
