"""The Annex A workbook of Ofsted's inspections: lists 5 (section 47), 7 (plans), 8 (in care) and 9 (care leavers)."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from app.domain.conferences import NO_PLAN, NOT_NEEDED, PLAN
from app.domain.kinds import ICPC, LOOKED_AFTER, PATHWAY, RCPC
from app.files.facts import DatedFact, Facts, Line, Protection
from app.files.headings import Field, find_table, normal
from app.files.layouts import protection_words as words
from app.files.layouts.cells import References
from app.files.layouts.chains import END_REASONS
from app.files.layouts.columns import BAD, Columns
from app.files.layouts.matching import Options
from app.files.layouts.one_table import NO_CHILD, Table
from app.files.reading import Book, Sheet

NAME = "annex-a"
SECTION_47, PLANS, IN_CARE, LEAVERS = "annex_a_5", "annex_a_7", "annex_a_8", "annex_a_9"


def _field(code: str, title: str, *others: str, required: bool = False) -> Field:
    return Field(code, title, others, required)


_CHILD = (
    _field("reference", "Child Unique ID", "Child ID", "Unique ID", "Child Unique Identifier", required=True),
    _field("born", "Date of Birth", "DOB"),
    _field("sex", "Gender", "Sex"),
    _field("team", "Allocated Team", "Team"),
    _field("worker", "Allocated Worker", "Allocated Social Worker", "Worker"),
)
LISTS: Mapping[str, tuple[Field, ...]] = {
    IN_CARE: (
        *_CHILD,
        _field("start", "Date Started to be Looked After", required=True),
        _field(
            "held", "Date of Latest Statutory Review", "Date of Latest Review", "Latest Statutory Review", required=True
        ),
        _field(
            "contacted",
            "Date of Last IRO Visit / Contact to the Child",
            "Date of Last IRO Visit/Contact to the Child",
            "Date of Last IRO Visit or Contact to the Child",
            "Date of Last IRO Visit / Contact",
            "Date of Last IRO Visit",
        ),
        _field("end", "Date Ceased to be Looked After"),
        _field("end_reason", "Reason Ceased to be Looked After"),
        _field("status", "Child's Legal Status", "Legal Status"),
        _field("status_since", "Start date of current legal status"),
        _field("home", "Placement Type"),
        _field("provider", "Placement Provider"),
        _field("home_since", "Start Date of Most Recent Placement"),
    ),
    PLANS: (
        *_CHILD,
        _field("start", "Child Protection Plan Start Date", "CP Plan Start Date", required=True),
        _field("held", "Date of latest review conference", "Date of Latest Review Child Protection Conference"),
        _field("end", "Child Protection Plan End Date", "CP Plan End Date"),
        _field("category", "Initial Category of Abuse"),
        _field("latest", "Latest Category of Abuse"),
        _field("previous", "Number of Previous Child Protection Plans"),
    ),
    SECTION_47: (
        *_CHILD,
        _field(
            "start",
            "Strategy discussion initiating Section 47 Enquiry Start Date",
            "Strategy discussion initiating Section 47 Enquiry",
            "Section 47 Enquiry Start Date",
            required=True,
        ),
        _field("held", "Date of Initial Child Protection Conference", "Date of ICPC", required=True),
        _field(
            "not_needed",
            "Was an Initial Child Protection Conference deemed unnecessary?",
            "Was an ICPC deemed unnecessary",
        ),
        _field(
            "plan",
            "Did the Initial Child Protection Conference Result in a Child Protection Plan",
            "Did the ICPC Result in a Child Protection Plan",
        ),
    ),
    LEAVERS: (
        *_CHILD,
        _field("held", "Latest Pathway Plan Review Date", "Date of Latest Pathway Plan Review", required=True),
        _field("adviser", "Allocated Personal Advisor", "Allocated Personal Adviser"),
    ),
}
"""The lists that are read; the one that comes first says which team and worker hold a child who stands in several."""
_NAMED = re.compile(r"\blist ?0?[5789]\b|annex a")
_DAYS = ("born", "start", "held", "end", "status_since", "home_since", "contacted")
_WITHOUT_REVIEW = (IN_CARE, PLANS)
"""Lists whose rows stand for a period, which is known though the day of the latest review is not."""


def recognised(books: Sequence[Book]) -> list[tuple[str, str, Sheet, Any]]:
    """Every sheet that is one of the lists, in the order of the lists."""
    found = [one for book in books for sheet in book.sheets for one in _list(book.file, sheet)]
    return sorted(found, key=lambda one: list(LISTS).index(one[0]))


def _list(file: str, sheet: Sheet) -> Iterator[tuple[str, str, Sheet, Any]]:
    for name, fields in LISTS.items():
        found = find_table(sheet, fields, least=2)
        if found and not found.missing:
            yield name, file, sheet, found
            return


def _needed(table: Table) -> tuple[str, ...]:
    """The dates without which a row of this list says nothing."""
    return ("start",) if table.name in _WITHOUT_REVIEW else ("start", "held")


def is_annex_a(books: Sequence[Book]) -> bool:
    """Whether these are the lists, seen from their names or because there are several: one alone may be anybody's sheet."""
    found = recognised(books)
    return len({one[0] for one in found}) > 1 or any(
        _NAMED.search(normal(f"{sheet.name} {file}")) for _, file, sheet, _ in found
    )


def parse(books: Sequence[Book], options: Options) -> Facts:
    """What the lists say. Each has one latest review for a child, of which the past is not known."""
    options = replace(options, dates=options.dates or "day-first")
    references, reading = References(), _Lists()
    for at, (name, file, sheet, found) in enumerate(recognised(books)):
        columns = Columns(file, sheet.name, found, options, from_1904=sheet.from_1904)
        reading.read(Table(name, file, sheet, found, at, columns, references))
    used = {id(table.sheet) for table in reading.tables}
    unread = [
        f"{book.file}, {sheet.name}" for book in books for sheet in book.sheets if sheet.rows and id(sheet) not in used
    ]
    return reading.facts(tuple(book.file for book in books), tuple(unread))


@dataclass
class _Lists:
    """The lists while they are read."""

    tables: list[Table] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)
    dated: list[DatedFact] = field(default_factory=list)
    held_by: set[str] = field(default_factory=set)

    def read(self, table: Table) -> None:
        """Make a line of every row that can be used."""
        self.tables.append(table)
        days = {code: table.dates(code, needed=code in _needed(table)) for code in _DAYS}
        codes = ("sex", "team", "worker", "end_reason", "status", "home", "provider", "category", "latest")
        texts = {code: table.texts(code) for code in (*codes, "previous", "not_needed", "plan", "adviser")}
        for place, child in enumerate(table.people("reference")):
            row = {**{c: found[place] for c, found in days.items()}, **{c: t[place] for c, t in texts.items()}}
            wrong = next((code for code in ("start", "held") if row[code] is BAD), None)
            if not child[1]:
                table.refuse(place, "reference", NO_CHILD)
            elif wrong:
                table.refuse(place, wrong, "This is not a date.")
            else:
                self._line(table, place, child, row)

    def _line(self, table: Table, place: int, child: tuple[str, str], row: dict[str, Any]) -> None:
        end = table.ended(place, "end", row["start"], row["end"])
        line = Line(
            table.at,
            table.numbers[place],
            *child,
            row["born"],
            sex=words.unlettered(row["sex"]).lower(),
            held=row["held"],
            start=row["start"],
            end=end,
            contacted=row["contacted"],
        )
        if child[1] not in self.held_by and (row["team"] or row["worker"] or row["adviser"]):
            self.held_by.add(child[1])
            line = line._replace(team=row["team"], worker=row["worker"] or row["adviser"])
        make = {IN_CARE: self._in_care, PLANS: self._plan, SECTION_47: self._enquiry, LEAVERS: self._leaver}
        self.lines.append(make[table.name](table, place, line, row))

    def _in_care(self, table: Table, place: int, line: Line, row: dict[str, Any]) -> Line:
        self._dated("status", line, words.code_in(row["status"]), "", row["status_since"])
        provider = words.code_in(row["provider"])
        self._dated("placement", line, words.code_in(row["home"]), provider, row["home_since"])
        reason = words.code_in(row["end_reason"])
        told = END_REASONS.get(reason, "other") if reason else words.unlettered(row["end_reason"])
        return line._replace(kind=LOOKED_AFTER, period=True, end_reason=told if line.end else "")

    def _dated(self, what: str, line: Line, code: str, provider: str, start: date | None) -> None:
        if code and start and (line.start is None or start >= line.start):
            self.dated.append(DatedFact(what, line.key, code, provider, start, line.end))

    def _plan(self, table: Table, place: int, line: Line, row: dict[str, Any]) -> Line:
        first, latest = (self._category(table, place, code, row[code]) for code in ("category", "latest"))
        previous = row["previous"]
        number = int(previous) if previous.isdigit() else None
        if previous and number is None:
            table.ignore(place, "previous", "This is not a number, so it was not used. The rest of the row was.")
        plan = Protection(category=first, latest=latest, previous=number)
        return line._replace(kind=RCPC, period=True, protection=plan if plan != Protection() else None)

    def _category(self, table: Table, place: int, code: str, text: str) -> str:
        found = words.category(text)
        if found is None:
            table.ignore(place, code, "This is not a category of abuse, so it was not used. The rest of the row was.")
        return found or ""

    def _enquiry(self, table: Table, place: int, line: Line, row: dict[str, Any]) -> Line:
        """One that needed no conference ended; the list does not say when, so on the day it began."""
        plan = words.said(row["plan"]) if line.held else None
        told = Protection(outcome="" if plan is None else PLAN if plan else NO_PLAN)
        needless = words.said(row["not_needed"]) is True and line.held is None
        told_of = line._replace(
            kind=ICPC,
            period=True,
            end=line.start if needless else None,
            end_reason=NOT_NEEDED if needless else "",
            protection=told if told.outcome else None,
        )
        return words.concluded(told_of)

    def _leaver(self, table: Table, place: int, line: Line, row: dict[str, Any]) -> Line:
        return line._replace(kind=PATHWAY, period=line.held is not None)

    def facts(self, files: tuple[str, ...], unread: tuple[str, ...]) -> Facts:
        """Everything together."""
        tables = self.tables
        return Facts(
            layout=NAME,
            files=files,
            sheets=tuple(table.facts() for table in tables),
            lines=tuple(self.lines),
            dated=tuple(self.dated),
            refused=tuple(one for table in tables for one in table.refused),
            ignored=tuple(one for table in tables for one in table.ignored),
            unread=unread,
            latest_only=True,
        )
