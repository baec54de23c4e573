"""What the populations of records that belong to a review have in common: the review, its child, and whose it was."""

from collections.abc import Mapping

from sqlalchemy import ColumnElement, Table, func

from db.populations import holders
from db.populations.population import VOIDED_CHILDREN, Join, Make, Population, child_fields, month, named, plain
from db.tables.children import children
from db.tables.officers import officers
from db.tables.reviews import reviews

_DAY = func.coalesce(reviews.c.due, reviews.c.held)
_OF_REVIEW = ("child_id", "kind", "number", "due", "held", "placed")


def _holder(name: str) -> Make:
    return lambda _: holders.on_day(reviews.c.child_id, reviews, _DAY)[name]


def of_review(name: str, table: Table, columns: tuple[str, ...], more: Mapping[str, Make] | None = None) -> Population:
    """A population of records of this table, each of one review."""
    own = table.c
    fields: dict[str, Make] = {
        **{column: plain(own[column]) for column in ("id", "version", "review_id", *columns)},
        **child_fields("child"),
        **{column: plain(reviews.c[column]) for column in _OF_REVIEW},
        **{column: _holder(column) for column in ("iro_id", "iro", "team_id", "team")},
        "month_held": month(reviews.c.held),
        **(more or {}),
    }
    always: tuple[ColumnElement[bool], ...] = (
        own.voided_at.is_(None),
        reviews.c.voided_at.is_(None),
        reviews.c.child_id.not_in(VOIDED_CHILDREN),
    )
    joins = {
        "review": Join(reviews, reviews.c.id == own.review_id),
        "child": Join(children, children.c.id == reviews.c.child_id, ("review",)),
    }
    return Population(name, table, own.id, fields, always, joins, required=("review",))


def of_child(name: str, table: Table, day: str, columns: tuple[str, ...], officer: str = "") -> Population:
    """A population of records of this table, each of one child on a day; officer names a column with who it was."""
    own = table.c
    on_day = {column: _of_day(table, day, column) for column in ("iro_id", "iro", "team_id", "team")}
    fields: dict[str, Make] = {
        **{column: plain(own[column]) for column in ("id", "version", "child_id", day, *columns)},
        **child_fields("child"),
        **on_day,
        "month": month(own[day]),
        **({"officer": named(officers.c.name, officers.c.folded, "officer")} if officer else {}),
    }
    joins = {"child": Join(children, children.c.id == own.child_id)}
    if officer:
        joins["officer"] = Join(officers, officers.c.id == own[officer])
    return Population(
        name, table, own.id, fields, (own.voided_at.is_(None), own.child_id.not_in(VOIDED_CHILDREN)), joins
    )


def _of_day(table: Table, day: str, column: str) -> Make:
    return lambda _: holders.on_day(table.c.child_id, table, table.c[day])[column]
