"""What a population is: rows of one table with the joins, the fields that can be asked for, and what always holds."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy import Boolean, Column, ColumnElement, FromClause, String, and_, cast, func, not_, or_, select

from db.tables.children import children


@dataclass(frozen=True)
class Sight:
    """As at which day, and with which choices, fields are to be understood."""

    as_at: date
    options: Mapping[str, str]


@dataclass(frozen=True)
class Join:
    """One more table: how its rows belong to those already there, and which joins it stands on."""

    table: FromClause
    on: ColumnElement[bool]
    needs: tuple[str, ...] = ()


@dataclass(frozen=True)
class Field:
    """One thing known of a row: an expression, and the joins it needs.

    folded is the text that "contains" searches. sorts is what sorting goes by. narrow gives a condition that follows from
    the field being one of some values, and by which the database can begin, e.g. with the children of one IRO. meets says
    what being one of some values means where a row has several, e.g. the themes of a challenge.
    """

    expression: ColumnElement[Any]
    needs: tuple[str, ...] = ()
    folded: ColumnElement[Any] | None = None
    sorts: ColumnElement[Any] | None = None
    narrow: Callable[[Sequence[Any]], ColumnElement[bool] | None] | None = None
    meets: Callable[[Sequence[Any]], ColumnElement[bool]] | None = None


Make = Callable[[Sight], Field]


@dataclass(frozen=True)
class Population:
    """A set of rows that can be filtered, grouped, counted and listed; joins are made only when a field needs them."""

    name: str
    source: FromClause
    key: ColumnElement[Any]
    fields: Mapping[str, Make]
    always: tuple[ColumnElement[bool], ...] = ()
    joins: Mapping[str, Join] = field(default_factory=dict)
    required: tuple[str, ...] = ()
    """Joins that what always holds needs."""


def plain(column: ColumnElement[Any], *needs: str) -> Make:
    """A field that is a column."""
    return lambda _: Field(column, needs)


def named(column: Column[Any], folded: Column[Any], *needs: str) -> Make:
    """A field that is a name: searched and sorted by its folded form."""
    return lambda _: Field(column, needs, folded=folded, sorts=folded)


def month(column: ColumnElement[Any], *needs: str) -> Make:
    """The month of a date as text, e.g. "2026-09"; a date as text begins with it in every database."""
    return lambda _: Field(func.substr(cast(column, String), 1, 7), needs)


def runs(start: ColumnElement[Any], end: ColumnElement[Any], as_at: date) -> ColumnElement[bool]:
    """Whether something with a start (perhaps unknown) and an end (the first day without it) runs on a day."""
    return and_(or_(start.is_(None), start <= as_at), or_(end.is_(None), end > as_at))


def is_boolean(expression: ColumnElement[Any]) -> bool:
    """Whether an expression is a condition."""
    return isinstance(expression.type, Boolean)


def no(condition: ColumnElement[bool]) -> ColumnElement[bool]:
    """The opposite of a condition."""
    return not_(condition)


SHOWN_NAME = func.coalesce(func.nullif(children.c.known_as, ""), func.nullif(children.c.name, ""), children.c.reference)

VOIDED_CHILDREN = select(children.c.id).where(children.c.voided_at.is_not(None)).correlate(None)
"""The keys of children entered in error: hardly ever any, so that asking for them costs nothing."""


def child_fields(*needs: str) -> dict[str, Make]:
    """What is known of the child, for populations in which each row belongs to one; "household": it is foster carers."""
    return {
        "reference": lambda _: Field(
            children.c.reference, needs, folded=children.c.reference_key, sorts=children.c.reference_key
        ),
        "child": lambda _: Field(SHOWN_NAME, needs, folded=children.c.folded, sorts=children.c.sort_name),
        "search": named(children.c.folded, children.c.folded, *needs),
        "sibling_group": plain(children.c.sibling_group, *needs),
        "family": lambda _: Field(func.coalesce(children.c.sibling_group, children.c.id), needs),
        "date_of_birth": plain(children.c.date_of_birth, *needs),
        "expected_on": plain(children.c.expected_on, *needs),
        "eighteenth": plain(children.c.eighteenth, *needs),
        "sex": plain(children.c.sex, *needs),
        "household": lambda _: Field(children.c.household.is_not(None), needs),
    }
