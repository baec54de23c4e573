"""The Standard Safeguarding Dataset (SSD): its tables become children, periods, plans, enquiries, reviews and who holds whom."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from app.domain.counting import counted
from app.files.facts import DatedFact, Facts, HolderFact, Line, PeriodFact, Refused
from app.files.layouts import protection_words as words
from app.files.layouts import ssd_care
from app.files.layouts.columns import BAD
from app.files.layouts.matching import Options
from app.files.layouts.one_table import NO_CHILD, Table
from app.files.layouts.rules import Rules
from app.files.layouts.ssd_holders import holders
from app.files.layouts.ssd_protection import protection_lines
from app.files.layouts.ssd_tables import recognised, tables
from app.files.reading import Book

NAME = "ssd"
_SEXES = {"1": "male", "2": "female", "M": "male", "F": "female", "U": "", "I": ""}


def is_ssd(books: Sequence[Book]) -> bool:
    """Whether any sheet is a table of the dataset."""
    return next(recognised(books), None) is not None


def parse(books: Sequence[Book], options: Options) -> Facts:
    """What the tables say together. Dates that could be read two ways are day first, as the dataset has them."""
    found = tables(books, replace(options, dates=options.dates or "day-first"))
    used = {id(table.sheet) for table in found}
    unread = [
        book.file if not sheet.name or sheet.name == book.file else f"{book.file}, {sheet.name}"
        for book in books
        for sheet in book.sheets
        if sheet.rows and id(sheet) not in used
    ]
    return _Dataset(found).facts(tuple(book.file for book in books), tuple(unread))


@dataclass
class _Dataset:
    """The tables while they are read."""

    tables: list[Table]
    lines: list[Line] = field(default_factory=list)
    periods: list[PeriodFact] = field(default_factory=list)
    dated: list[DatedFact] = field(default_factory=list)
    holders: list[HolderFact] = field(default_factory=list)
    births: dict[str, date] = field(default_factory=dict)
    rules: Rules = field(default_factory=Rules)
    named: set[str] = field(default_factory=set)

    def of(self, name: str) -> Iterator[Table]:
        """The tables of one kind; there may be several files of it."""
        return (table for table in self.tables if table.name == name)

    def facts(self, files: tuple[str, ...], unread: tuple[str, ...]) -> Facts:
        """Everything together; a person whom nothing else names is left aside."""
        care = ssd_care.Care(self.of)
        self.periods, self.dated = care.read()
        self.lines += care.lines
        self._reviews(care)
        self.lines += protection_lines(self.of)
        named, self.holders = holders(self.of)
        self.lines += named
        self.named = {line.key for line in self.lines}
        self._people()
        for line in self.lines:
            born = self.births.get(line.key)
            if line.held and line.code and born and line.kind is None:
                self.rules.age(line.held, line.code, born)
        return Facts(
            layout=NAME,
            files=files,
            sheets=tuple(table.facts() for table in self.tables),
            lines=tuple(self.lines),
            periods=tuple(self.periods),
            dated=tuple(self.dated),
            holders=tuple(self.holders),
            births=self.births,
            refused=self._all("refused"),
            ignored=self._all("ignored"),
            warnings=self.rules.warnings(),
            questions=tuple(question for table in self.tables for question in table.columns.questions),
            unread=unread,
            ahead=True,
        )

    def _all(self, what: str) -> tuple[Refused, ...]:
        return tuple(one for table in self.tables for one in getattr(table, what))

    # ------------------------------------------------------------------------------------------------- children

    def _people(self) -> None:
        for table in self.of("ssd_person"):
            people, aside = table.people("pers_person_id"), 0
            forenames, surnames = table.texts("pers_forename"), table.texts("pers_surname")
            births, expected = table.dates("pers_dob"), table.dates("pers_expected_dob")
            sexes = table.texts("pers_sex" if table.columns.has("pers_sex") else "pers_gender")
            for place, (written, key) in enumerate(people):
                if not key:
                    table.refuse(place, "pers_person_id", NO_CHILD)
                elif key not in self.named:
                    aside += 1
                else:
                    born, sex = births[place], sexes[place]
                    if born:
                        self.births.setdefault(key, born)
                    line = Line(table.at, table.numbers[place], written, key, born, sex=_SEXES.get(sex.upper(), sex))
                    name = f"{forenames[place]} {surnames[place]}".strip()
                    self.lines.append(line._replace(name=name, expected=None if born else expected[place]))
            if aside:
                table.notes.append(
                    f"{counted(aside, 'person', 'people')} left aside: no period of care, plan, enquiry or IRO names them."
                )

    # ------------------------------------------------------------------------------------------------- care

    def _reviews(self, care: ssd_care.Care) -> None:
        for table in self.of("ssd_cla_reviews"):
            person = "clar_cla_person_id"
            people = table.people(person)
            held, due = table.dates("clar_cla_review_date", needed=True), table.dates("clar_cla_review_due_date")
            codes, cancelled = table.texts("clar_cla_review_participation"), table.texts("clar_cla_review_cancelled")
            owners = care.children_of(table, "clar_cla_id")
            for place, child in enumerate(people):
                day, code = held[place], codes[place]
                written, key = child if child[1] else owners[place]
                if not key:
                    table.refuse(place, person, NO_CHILD)
                elif day is BAD:
                    self.rules.counts["166"] += 1
                    table.refuse(place, "clar_cla_review_date", "The date of the review is not a date.")
                elif cancelled[place] and words.said(cancelled[place]):
                    table.others["cancelled"] += 1
                else:
                    told = table.participation(place, "clar_cla_review_participation", code) if code else None
                    if day and not told:
                        self.rules.counts["167"] += 1
                    period, number = key not in care.children, table.numbers[place]
                    self.lines.append(
                        Line(table.at, number, written, key, None, None, period, day, told, due=due[place])
                    )
