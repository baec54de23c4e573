"""The columns in which challenges, their entries, steps and themes are listed behind figures and in the log."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from app.domain.calendar import Calendar
from app.domain.challenges import records
from app.domain.challenges.ladder import Ladder
from app.domain.challenges.words import SERVICE_CONCERN
from app.queries.challenges.grouping import STATUS_WORDS, iro_names
from app.queries.challenges.terms import terms_of
from app.queries.listing import Listing
from app.queries.service import labels
from app.store import Selection, Store
from app.table import Column, Kind, Row, Table

Values = Mapping[str, Any]
NUMBER = Kind.NUMBER


@dataclass(frozen=True)
class Words:
    """What turns codes into words: the service's lists, levels, officers and calendar, and the day."""

    lists: Mapping[str, Mapping[str, str]]
    ladder: Ladder
    officer: Callable[[Any], str]
    calendar: Calendar
    as_at: date
    themes: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """The other themes of challenges by id, where they were asked for."""

    @classmethod
    def of(cls, store: Store, as_at: date, themes: Mapping[str, tuple[str, ...]] | None = None) -> "Words":
        """The words of the service as they are today."""
        names = ("challenge-theme", "challenge-outcome", "bypass-reason", "extension-reason", "chased-how")
        lists, terms = {name: labels(store, name) for name in names}, terms_of(store)
        return cls(lists, terms.ladders(as_at), iro_names(store), terms.calendar, as_at, themes or {})

    def label(self, name: str, code: str | None) -> str | None:
        """The label of a value of a list, or the code itself; nothing for no code."""
        return self.lists[name].get(code, code) if code else None


@dataclass(frozen=True)
class Fact:
    """One column: the fields it needs and its cell."""

    column: Column
    fields: tuple[str, ...]
    cell: Callable[[Values, Words], Any]


@dataclass(frozen=True)
class Shape:
    """Shapes the fields of one row into its cells."""

    facts: tuple[Fact, ...]
    words: Words
    fields: tuple[str, ...]

    @classmethod
    def of(cls, facts: Sequence[Fact], words: Words) -> "Shape":
        """With the fields that the columns need, each once."""
        more = [name for fact in facts for name in fact.fields]
        return cls(tuple(facts), words, tuple(dict.fromkeys(("id", *more))))

    def __call__(self, values: tuple[Any, ...]) -> Row:
        """The row."""
        known = dict(zip(self.fields, values, strict=True))
        return Row(known["id"], tuple([fact.cell(known, self.words) for fact in self.facts]))


def facts_table(
    selection: Selection,
    words: Words,
    columns: Sequence[Fact],
    natural: tuple[tuple[str, bool], ...],
    title: str,
    line: str,
    notes: tuple[str, ...] = (),
) -> Table:
    """A list of a selection's rows in these columns."""
    shape = Shape.of(columns, words)
    orders = {fact.column.key: fact.fields[0] for fact in columns}
    rows = Listing(selection, shape.fields, shape, natural, orders)
    return Table(title, tuple(fact.column for fact in columns), rows, line, notes)


def plain(
    key: str, title: str, name: str = "", kind: Kind = Kind.TEXT, width: int = 14, empty: str | None = None
) -> Fact:
    """A column that shows one field as it is."""
    name = name or key
    return Fact(Column(key, title, kind, width), (name,), lambda v, _: empty if v[name] in (None, "") else v[name])


def day(key: str, title: str, name: str = "") -> Fact:
    """A column of dates."""
    return plain(key, title, name, Kind.DATE, 13)


def label(key: str, title: str, list_name: str, name: str = "", width: int = 26) -> Fact:
    """A column that shows a value of a list in words."""
    name = name or key
    return Fact(Column(key, title, width=width), (name,), lambda v, w: w.label(list_name, v[name]))


def named(key: str, title: str, words: Mapping[str, str], name: str = "", width: int = 20) -> Fact:
    """A column that shows a code in fixed words."""
    name = name or key
    return Fact(Column(key, title, width=width), (name,), lambda v, _: words.get(v[name], v[name]) or None)


def yes(key: str, title: str, name: str = "") -> Fact:
    """A column of yes or no."""
    name = name or key
    return Fact(Column(key, title, width=10), (name,), lambda v, _: "Yes" if v[name] else "No")


def level(key: str, title: str, name: str = "") -> Fact:
    """A column of levels in words; good practice has none."""
    name = name or key
    return Fact(Column(key, title, width=28), (name,), lambda v, w: w.ladder.name(v[name]) if v[name] else None)


def officer(key: str, title: str, name: str) -> Fact:
    """A column of officers by name."""
    return Fact(Column(key, title, width=20), (name,), lambda v, w: w.officer(v[name]))


def days_between(key: str, title: str, start: str, end: str) -> Fact:
    """The working days from one date to another, or to today where there is no other yet."""

    def cell(values: Values, words: Words) -> int | None:
        first, last = values[start], values[end] or words.as_at
        return words.calendar.working_days_between(first, last) if first else None

    return Fact(Column(key, title, Kind.NUMBER, 12), (start, end), cell)


CHILD = (
    plain("child_reference", "Child's reference", width=14, empty=SERVICE_CONCERN),
    plain("child", "Child", width=20),
)
OF_CHALLENGE = (
    plain("reference", "Challenge", width=12),
    *CHILD,
    label("theme", "Main theme", "challenge-theme", width=30),
    named("status", "Status", STATUS_WORDS, width=22),
)
STATE = named("state", "Where it stands", records.STATES, width=24)
OUTCOME = label("outcome", "Outcome", "challenge-outcome")
IMPACT = named("impact", "Impact", records.IMPACTS, width=28)
LOOKED = named("looked", "Impact", records.LOOKED, width=34)
RAISED_BY = officer("raised_by", "Raised by", "raised_by_id")
