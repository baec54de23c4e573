"""The service's own spreadsheet: any sheet, headings wherever they are, one row for a child, period, IRO and review together."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from app.domain.kinds import ICPC, LOOKED_AFTER, RCPC
from app.files.facts import ChallengeLine, DateQuestion, Facts, Line, Refused, SheetFacts
from app.files.headings import Found, row_kind
from app.files.layouts.cells import References
from app.files.layouts.challenges import ChallengeSheet
from app.files.layouts.columns import BAD, Columns
from app.files.layouts.fields import FIELDS, PERIOD_SIGNS
from app.files.layouts.matching import Options, check_match, is_log, signature
from app.files.layouts.protecting import Protecting, end_of, is_enquiry, start_of, usual_kind
from app.files.layouts.rules import Rules
from app.files.layouts.tables import data_rows, no_reference, notes_of, tables_of
from app.files.layouts.words import (
    CONFERENCE,
    KindWords,
    is_initial,
    says_cancelled,
    says_planned,
    says_yes,
    settle_kind,
)
from app.files.layouts.workbook_cells import DAYS, Cells, cells_of
from app.files.reading import Book, Row, Sheet

NAME, LOG = "workbook", "challenges"
TITLES = {one.code: one.title for one in FIELDS}


def parse(books: Sequence[Book], options: Options) -> Facts:
    """What the sheets say; refuses files in which no sheet has a column for the child's reference."""
    check_match(options.match)
    reading = _Reading(options, KindWords(options.kind_names))
    tables = tables_of(books, options)
    for book, sheet, found in tables:
        if found is not None:
            reading.read(book.file, sheet, found)
    files = tuple(book.file for book in books)
    if not reading.sheets:
        raise no_reference(files)
    unread = [f"{book.file}, {sheet.name}" for book, sheet, found in tables if found is None and sheet.rows]
    return reading.facts(files, tuple(unread))


@dataclass
class _Reading:
    """The files while they are being read."""

    options: Options
    kinds: KindWords
    sheets: list[SheetFacts] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)
    challenges: list[ChallengeLine] = field(default_factory=list)
    refused: list[Refused] = field(default_factory=list)
    ignored: list[Refused] = field(default_factory=list)
    questions: list[DateQuestion] = field(default_factory=list)
    references: References = field(default_factory=References)
    rules: Rules = field(default_factory=Rules)
    protecting: Protecting = field(default_factory=Protecting)
    following: dict[tuple[Any, ...], tuple[date, Line]] = field(default_factory=dict)

    def read(self, file: str, sheet: Sheet, found: Found) -> None:
        """Read one sheet."""
        others: Counter[str] = Counter(row_kind(row, found) for row in sheet.rows[: found.row])
        numbers, rows = data_rows(sheet, found, others)
        columns = Columns(file, sheet.name, found, self.options, from_1904=sheet.from_1904)
        notes = notes_of(sheet)
        if is_log(found):
            log = ChallengeSheet(len(self.sheets), columns, self.references, self.options.level_names)
            log.read(numbers, rows)
            self.challenges += log.lines
            self.refused += log.refused
            self.ignored += log.ignored
            notes += log.notes
        else:
            _Sheet(self, file, sheet, found, columns, others).read(numbers, rows)
        self.questions += columns.questions
        headings = {code: found.headings[column] for code, column in found.columns.items()}
        self.sheets.append(
            SheetFacts(
                file=file,
                sheet=sheet.name,
                layout=LOG if is_log(found) else NAME,
                headings=headings,
                rows=dict(others),
                unmatched=tuple(found.headings[column] for column in found.unmatched),
                ignored=tuple(found.headings[column] for column in found.ignored),
                every_heading=tuple(heading for heading in found.headings if heading),
                signature=signature(found),
                ends=not found.columns.keys().isdisjoint(("end", "plan_end")),
                notes=notes,
            )
        )

    def facts(self, files: tuple[str, ...], unread: tuple[str, ...]) -> Facts:
        """Everything together: the next reviews that the latest rows announce, and the DfE's rules about age."""
        births = {line.key: line.born for line in self.lines if line.born}
        for line in self.lines:
            born = line.born or births.get(line.key)
            if line.held and line.code and born and line.kind == LOOKED_AFTER:
                self.rules.age(line.held, line.code, born)
        return Facts(
            layout=NAME,
            files=files,
            sheets=tuple(self.sheets),
            lines=(
                *self.lines,
                *self.protecting.lines(self.lines),
                *(line for _, line in self.following.values()),
            ),
            challenges=tuple(self.challenges),
            refused=tuple(self.refused),
            ignored=tuple(self.ignored),
            warnings=self.rules.warnings(),
            questions=tuple(self.questions),
            unread=unread,
        )


_NO_REFERENCE = "The child's reference is missing. If its cell is merged with the one above, fill it in on every row."


@dataclass
class _Sheet:
    """One sheet while its rows are made into lines."""

    reading: _Reading
    file: str
    sheet: Sheet
    found: Found
    columns: Columns
    others: Counter[str]

    def read(self, numbers: list[int], rows: list[Row]) -> None:
        """Make a line of every row that can be used."""
        columns, has = self.columns, self.found.columns
        default = usual_kind(self.reading.kinds.of_sheet(self.sheet.name), has)
        period = default != LOOKED_AFTER or bool(PERIOD_SIGNS & has.keys())
        references = [self.reading.references.of(cell) for cell in columns.cells("reference", rows)]
        for cells in cells_of(columns, numbers, rows, references):
            if cells.reference[1]:
                self._row(cells, default, period)
            else:
                self._refuse(cells.number, cells.row, "reference", _NO_REFERENCE)

    def _row(self, cells: Cells, default: str, period: bool) -> None:
        number, row = cells.number, cells.row
        kind = self._kind(cells, default)
        code = self._code(number, row, cells.participation, kind[0]) if kind and cells.participation else None
        if kind is None or code is BAD or cells.held is BAD:
            if kind is not None and cells.held is BAD:
                self.reading.rules.counts["166"] += 1
                self._refuse(number, row, "held", "The date of the review is not a date.")
            return
        if BAD in cells.days:
            cells = self._without_bad(cells)
        held, planned, due = cells.held, cells.planned, cells.due
        if says_cancelled(cells.status) or says_yes(cells.cancelled) or self.columns.was_cancelled(row):
            self.others["cancelled"] += 1
            held = due = planned = None
        elif held and says_planned(cells.status):
            held, planned = None, planned or held
        start = start_of(kind[0], cells)
        end = self._end(cells, end_of(kind[0], cells), start)
        line = Line(
            len(self.reading.sheets), number, *cells.reference, cells.born, kind[0], period, held, code if held else None,
            start, end, cells.end_reason if end else "", due, None if held else planned, kind[1], cells.name,
            cells.known_as, cells.sex, cells.iro, cells.team, cells.worker, cells.late, cells.note, cells.allocated,
        )  # fmt: skip
        line = self.reading.protecting.told(line, cells, lambda code, why: self._ignore(number, row, code, why))
        self.reading.lines.append(line)
        self._announce(line, cells.next_due, cells.next_planned)

    def _without_bad(self, cells: Cells) -> Cells:
        """The cells without those that should hold a date and do not; each is told."""
        bad = [name for name in DAYS if getattr(cells, name) is BAD]
        for name in bad:
            self._ignore(
                cells.number,
                cells.row,
                name,
                "This could not be read as a date, so it was not used. The rest of the row was.",
            )
        nothing: dict[str, Any] = dict.fromkeys(bad)
        return cells._replace(**nothing)

    def _end(self, cells: Cells, end: date | None, start: date | None) -> date | None:
        if end and start and end < start:
            self._ignore(
                cells.number,
                cells.row,
                "end",
                "The end lies before the start, so it was not used. The rest of the row was.",
            )
            return None
        return end

    def _kind(self, cells: Cells, default: str) -> tuple[str, int | None] | None:
        """(kind, number in its series), or None when the row was refused."""
        number, row, words, sequence_words = cells.number, cells.row, cells.kind, cells.sequence
        found = self.reading.kinds.of(words, default)
        if found is None:
            self._refuse(number, row, "kind", "This is not a kind of review that the program keeps.")
            return None
        kind, told = found
        counted = self.columns.sequence(sequence_words) or told
        if kind in (CONFERENCE, RCPC) and sequence_words and is_initial(sequence_words):
            return ICPC, None
        if kind == CONFERENCE and counted is None and is_enquiry(cells):
            return ICPC, None
        kind = settle_kind(kind, counted if "initial" in sequence_words.casefold() + words.casefold() else None)
        return kind, None if kind == ICPC else counted

    def _code(self, number: int, row: Row, words: str, kind: str) -> Any:
        found = self.columns.participation(words)
        if found is not None:
            return found or None
        if kind != LOOKED_AFTER:
            self._ignore(
                number, row, "participation", "This is not a participation code (PN0 to PN7), so it was not used."
            )
            return None
        self.reading.rules.counts["167"] += 1
        self._refuse(number, row, "participation", "This is not a participation code (PN0 to PN7).")
        return BAD

    def _announce(self, line: Line, due: date | None, planned: date | None) -> None:
        """The next review, as the row of the latest review of a period announces it."""
        if due is None and planned is None:
            return
        place = (line.key, line.kind, line.start)
        day = line.held or date.min
        if place not in self.reading.following or self.reading.following[place][0] < day:
            bare = _without_review(line)
            self.reading.following[place] = day, bare._replace(due=due, planned=planned)

    def _refuse(self, number: int, row: Row, code: str, reason: str) -> None:
        self.reading.refused.append(self._at(number, row, code, reason))

    def _ignore(self, number: int, row: Row, code: str, reason: str) -> None:
        self.reading.ignored.append(self._at(number, row, code, reason))

    def _at(self, number: int, row: Row, code: str, reason: str) -> Refused:
        return self.columns.refused(number, row, code, TITLES[code], reason)


def _without_review(line: Line) -> Line:
    """The line with its child and period only."""
    return Line(line.sheet, line.row, line.child, line.key, None, line.kind, line.period, start=line.start)
