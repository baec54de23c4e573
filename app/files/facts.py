"""What files say, before anybody believes it: lines about children with their periods and reviews, and what was refused."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple


class Protection(NamedTuple):
    """What a line says of an enquiry, a child protection plan or what a conference decided; empty values say nothing.

    category is the initial one of a plan, outcome one of app.domain.conferences.OUTCOMES.
    """

    section47: date | None = None
    requested: date | None = None
    received: date | None = None
    decided_by: str = ""
    category: str = ""
    latest: str = ""
    previous: int | None = None
    outcome: str = ""
    quorate: bool | None = None


class Line(NamedTuple):
    """What one row says of one child. Empty values say nothing. sheet is the place in Facts.sheets, row as Excel counts.

    kind None means whichever period of care contains the date. period tells that the row stands for a period, even one
    whose start it does not give. planned is a booked meeting; due is the source's own due date;
    allocated is since when the IRO holds the child; expected the expected date of birth of an unborn child;
    contacted is when the IRO last visited or contacted the child.
    """

    sheet: int
    row: int
    child: str
    key: str
    born: date | None = None
    kind: str | None = None
    period: bool = False
    held: date | None = None
    code: str | None = None
    start: date | None = None
    end: date | None = None
    end_reason: str = ""
    due: date | None = None
    planned: date | None = None
    number: int | None = None
    name: str = ""
    known_as: str = ""
    sex: str = ""
    iro: str = ""
    team: str = ""
    worker: str = ""
    late: str = ""
    note: str = ""
    allocated: date | None = None
    expected: date | None = None
    contacted: date | None = None
    protection: Protection | None = None


class ChallengeLine(NamedTuple):
    """What one row of a log says of one challenge. service: it is about the whole service, and key is empty.

    level is what the row gives without a date of its own, levels the days on which levels were entered. closed without
    closed_on: the row says so and gives no day. cafcass holds (step, day or None).
    """

    sheet: int
    row: int
    child: str
    key: str
    service: bool
    raised: date
    name: str = ""
    born: date | None = None
    own: str = ""
    level: int | None = None
    levels: tuple[tuple[int, date], ...] = ()
    theme: str = ""
    themes: str = ""
    status: str = ""
    raised_by: str = ""
    to: str = ""
    concern: str = ""
    asked: str = ""
    due: date | None = None
    response_on: date | None = None
    response: str = ""
    closed: bool = False
    closed_on: date | None = None
    outcome: str = ""
    cafcass: tuple[tuple[str, date | None], ...] = ()
    impact: str = ""


class ReturnLine(NamedTuple):
    """One row of a return sheet: the review, what was filled in by field, and the file and officer it was written for.

    A value is a date where a whole one was given, else the text as it was typed.
    """

    sheet: int
    row: int
    key: str
    reference: str
    filled: Mapping[str, date | str]
    file_id: str
    officer_id: str


class PeriodFact(NamedTuple):
    """A period that a chain of rows tells; start is merely "since at least" when start_known is False."""

    sheet: int
    row: int
    key: str
    kind: str
    start: date | None
    start_known: bool
    end: date | None
    end_reason: str


class DatedFact(NamedTuple):
    """A legal status (LS code), or a home (PLACE code with its provider), from a day until another."""

    what: str  # "status" or "placement"
    key: str
    code: str
    provider: str
    start: date
    end: date | None


class HolderFact(NamedTuple):
    """Who holds a child from a day until another, as a file with a row for each holder tells."""

    sheet: int
    row: int
    what: str  # "iro", "worker" or "team"
    key: str
    name: str
    start: date
    end: date | None


@dataclass(frozen=True)
class Refused:
    """A row that was left out, or with the file as a whole a reason why: where it stands, what it says, what is wrong."""

    file: str
    sheet: str
    row: int
    column: str
    value: str
    reason: str


@dataclass(frozen=True)
class SheetFacts:
    """One sheet that was read: what its columns were taken for, and the rows that are no data, by kind.

    ends: an empty end says that the period goes on. signature and headings are what a remembered match is kept under.
    """

    file: str
    sheet: str
    layout: str
    headings: Mapping[str, str]  # field code -> heading as written
    rows: Mapping[str, int] = field(default_factory=dict)
    unmatched: tuple[str, ...] = ()
    ignored: tuple[str, ...] = ()
    every_heading: tuple[str, ...] = ()
    signature: str = ""
    ends: bool = False
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class DateQuestion:
    """A column of dates that can be read day first or month first: only a person can say."""

    file: str
    sheet: str
    column: str
    example: str

    @property
    def words(self) -> str:
        """The question as a sentence."""
        where = f"{self.file}, sheet {self.sheet}" if self.sheet and self.sheet != self.file else self.file
        return (
            f'In {where} the column "{self.column}" can be read day first or month first, for example {self.example}.'
        )


@dataclass(frozen=True)
class Facts:
    """Everything that some files say together. births are authoritative dates of birth (a 903 header), by child."""

    layout: str
    files: tuple[str, ...]
    sheets: tuple[SheetFacts, ...]
    lines: tuple[Line, ...] = ()
    challenges: tuple[ChallengeLine, ...] = ()
    returns: tuple[ReturnLine, ...] = ()
    periods: tuple[PeriodFact, ...] = ()
    dated: tuple[DatedFact, ...] = ()
    holders: tuple[HolderFact, ...] = ()
    births: Mapping[str, date] = field(default_factory=dict)
    refused: tuple[Refused, ...] = ()
    ignored: tuple[Refused, ...] = ()  # cells that could not be understood; their rows were used without them
    warnings: Mapping[str, int] = field(default_factory=dict)
    questions: tuple[DateQuestion, ...] = ()
    unread: tuple[str, ...] = ()  # sheets that hold nothing this layout knows
    ahead: bool = False  # a date of a review that lies in the future is a booking
    latest_only: bool = False  # a review is the latest of its period: those before it are not in the files

    def place(self, line: Line | ChallengeLine | ReturnLine, column: str, value: object, reason: str) -> Refused:
        """The refusal of one line, with the column's heading as the file has it."""
        sheet = self.sheets[line.sheet]
        return Refused(sheet.file, sheet.sheet, line.row, sheet.headings.get(column, column), shown(value), reason)


def shown(value: object) -> str:
    """A cell in words: dates day first, long texts cut."""
    if isinstance(value, date):
        return f"{value:%d/%m/%Y}"
    text = "" if value is None else str(value).strip()
    return text if len(text) <= 200 else text[:199] + "…"
