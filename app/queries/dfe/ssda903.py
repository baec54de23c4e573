"""The reviews of the SSDA903 return: every looked-after review held in a year, and which of them break which rule.

Looked-after reviews are those under the Care Planning, Placement and Case Review (England) Regulations 2010. Reviews of
short breaks (V3 and V4) are left out, as rule 399 wants none, and so are those under the adoption and secure regulations.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar, NamedTuple

from app.domain.access import Right, Stamp
from app.domain.children import LegalStatus
from app.domain.counting import counted
from app.domain.dates import Period, short
from app.domain.kinds import LOOKED_AFTER, SHORT_BREAKS
from app.domain.participation import CODES, breaks_rule_440, breaks_rule_441
from app.domain.reviews import Series
from app.domain.statuses import SHORT_BREAK_STATUSES
from app.queries.dfe.years import year_ending, year_words
from app.store import Selection, Store, Where
from app.table import Column, Fixed, Kind, Row, Table

FIELDS = ("id", "child_id", "reference", "child", "date_of_birth", "held", "participation", "series_id")


class ReturnRow(NamedTuple):
    """One review of the return, as it stands in the records."""

    review_id: str
    child_id: str
    reference: str
    name: str
    born: date | None
    held: date
    code: str
    series_id: str | None


class Rule(NamedTuple):
    """One thing that can be wrong: its number (the DfE's, or a word of ours), what is wrong, and what mends it."""

    number: str
    words: str
    fix: str


class Broken(NamedTuple):
    """One row that breaks a rule; it is written all the same."""

    row: ReturnRow
    rule: Rule

    @property
    def line(self) -> str:
        """The whole on one line: child, date, rule, words, fix."""
        number = f"rule {self.rule.number}" if self.rule.number.isdigit() else self.rule.number
        return f"{self.row.reference}, {short(self.row.held)}, {number}: {self.rule.words} {self.rule.fix}"


MISSING_BIRTH = Rule("102", "The child's date of birth is not recorded.", "Open the child and enter the date of birth.")
MISSING_CODE = Rule(
    "167", "How the child took part is not recorded.", "Open the review and choose the participation code (PN0 to PN7)."
)
BEFORE_BIRTH = Rule(
    "166",
    "The review was held before the child was born.",
    "Correct the date of the review, or the child's date of birth.",
)
SHORT_BREAKS_ONLY = Rule(
    "399",
    "Every legal status of the year is short breaks.",
    "Correct the legal status, or make the period a short-breaks series.",
)
TOO_OLD = Rule(
    "440",
    "PN0 is recorded, and the child was already 4.",
    "Choose PN1 to PN7 for the review, or correct the date of birth.",
)
TOO_YOUNG = Rule(
    "441",
    "PN1 to PN7 is recorded, and the child was still under 4.",
    "Choose PN0 for the review, or correct the date of birth.",
)
NO_EPISODE = Rule(
    "1012",
    "The child has no period of care in the year.",
    "Add the period of care, or take the review out if it is another child's.",
)
OUTSIDE = Rule(
    "no period",
    "The review lies in none of the child's periods of care.",
    "Place the review in its period, or correct the dates of the period.",
)
TWICE = Rule(
    "two on a day",
    "The child has another review on the same day.",
    "Mark one of them as entered in error if it is the same review.",
)
FORMULA = Rule(
    "reference",
    "The child's number begins with a sign that a program for sheets takes for a formula.",
    "Correct the child's number.",
)
RULES = (
    *(BEFORE_BIRTH, MISSING_CODE, SHORT_BREAKS_ONLY, TOO_OLD, TOO_YOUNG, NO_EPISODE),
    *(MISSING_BIRTH, OUTSIDE, TWICE, FORMULA),
)


@dataclass(frozen=True)
class Return:
    """The rows of one year's reviews.csv, by child and day, and what is wrong with some of them."""

    year: Period
    rows: tuple[ReturnRow, ...]
    broken: tuple[Broken, ...]


@dataclass(frozen=True)
class ReviewsReturn:
    """Ask for the reviews of the return of the year that ends on 31 March of this one."""

    year: int
    right: ClassVar[Right] = Right.EXPORT

    def run(self, store: Store, stamp: Stamp) -> Return:
        """All rows, with those that break a rule."""
        year = year_ending(self.year)
        rows = tuple(_rows(store, year))
        return Return(year, rows, tuple(_Checks(store, year, rows).broken()))


def _rows(store: Store, year: Period) -> list[ReturnRow]:
    where = (
        Where("kind", "is", LOOKED_AFTER),
        Where("held", "at least", year.first),
        Where("held", "at most", year.last),
    )
    found = (_row(values) for values in store.rows(Selection("reviews", where), FIELDS))
    return sorted(found, key=lambda row: (row.reference, row.child_id, row.held, row.review_id))


def _row(values: tuple[Any, ...]) -> ReturnRow:
    review_id, child_id, reference, name, born, held, code, series_id = values
    return ReturnRow(
        review_id, child_id, reference, "" if name == reference else name or "", born, held, code or "", series_id
    )


class _Checks:
    """What the rules need to know beside the rows: the periods and legal statuses of their children in the year."""

    def __init__(self, store: Store, year: Period, rows: Iterable[ReturnRow]) -> None:
        self._year, self._rows = year, tuple(rows)
        ids = tuple({row.child_id for row in self._rows})
        self._days = Counter((row.child_id, row.held) for row in self._rows)
        self._periods: dict[str, set[str]] = defaultdict(set)
        self._statuses: dict[str, set[str]] = defaultdict(set)
        if not ids:
            return
        for series in store.shelf(Series).find(child_id=ids, kind=(LOOKED_AFTER, SHORT_BREAKS)):
            if self._in_year(series.start or date.min, series.closes or series.end):
                self._periods[series.child_id].add(series.kind)
        for status in store.shelf(LegalStatus).find(child_id=ids):
            if self._in_year(status.start, status.end):
                self._statuses[status.child_id].add(status.code)

    def _in_year(self, start: date, end: date | None) -> bool:
        return start <= self._year.last and (end is None or end >= self._year.first)

    def broken(self) -> Iterator[Broken]:
        """Every row with every rule that it breaks."""
        checks: tuple[tuple[Rule, Callable[[ReturnRow], bool]], ...] = (
            (BEFORE_BIRTH, lambda row: row.born is not None and row.held < row.born),
            (MISSING_CODE, lambda row: row.code not in CODES),
            (SHORT_BREAKS_ONLY, self._short_breaks),
            (TOO_OLD, lambda row: row.born is not None and breaks_rule_440(row.code, row.born, row.held)),
            (TOO_YOUNG, lambda row: row.born is not None and breaks_rule_441(row.code, row.born, row.held)),
            (NO_EPISODE, lambda row: not self._periods[row.child_id]),
            (MISSING_BIRTH, lambda row: row.born is None),
            (OUTSIDE, lambda row: row.series_id is None and bool(self._periods[row.child_id])),
            (TWICE, lambda row: self._days[row.child_id, row.held] > 1),
            (FORMULA, lambda row: row.reference[:1] in frozenset("=+-@")),
        )
        for row in self._rows:
            for rule, breaks in checks:
                if breaks(row):
                    yield Broken(row, rule)

    def _short_breaks(self, row: ReturnRow) -> bool:
        """By the legal statuses where there are any, else by the child's periods."""
        codes = self._statuses[row.child_id]
        if codes:
            return codes <= set(SHORT_BREAK_STATUSES)
        return self._periods[row.child_id] == {SHORT_BREAKS}


@dataclass(frozen=True)
class BrokenRules:
    """Ask which rows of the return of a year break a rule, each with what mends it; a row opens its child."""

    year: int
    right: ClassVar[Right] = Right.EXPORT
    columns: ClassVar[tuple[Column, ...]] = (
        Column("reference", "Child", width=14),
        Column("child", "Name", width=22),
        Column("held", "Held", Kind.DATE, 13),
        Column("rule", "Rule", width=14),
        Column("words", "What is wrong", width=46),
        Column("fix", "What mends it", width=60),
    )

    def run(self, store: Store, stamp: Stamp) -> Table:
        """The rows that a stricter reader would send back."""
        found = ReviewsReturn(self.year).run(store, stamp)
        return broken_table(found)


def broken_table(found: Return) -> Table:
    """The rows of a return that break a rule, as a table."""
    columns = BrokenRules.columns
    rows = tuple(_shown(place, one) for place, one in enumerate(found.broken))
    wrong = len({one.row.review_id for one in found.broken})
    breaks = f"{wrong:,} of them {'breaks' if wrong == 1 else 'break'} a rule" if wrong else "none breaks a rule"
    line = f"{counted(len(found.rows), 'review')} in {year_words(found.year)}; {breaks}"
    return Table("Reviews that break a rule", columns, Fixed(rows, tuple(c.key for c in columns)), line)


def _shown(place: int, one: Broken) -> Row:
    row, rule = one
    number = f"DfE {rule.number}" if rule.number.isdigit() else rule.number.capitalize()
    cells = (row.reference, row.name, row.held, number, rule.words, rule.fix)
    return Row(f"{place}:{row.child_id}", cells, opens={"reference": row.child_id})
