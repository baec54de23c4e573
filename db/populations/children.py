"""The children, with who holds them, whether their clocks run, and what is due next."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, and_, exists, func, or_, select

from app.domain.calendar import add_days, add_months
from app.domain.kinds import ADOPTION_PLACED, KINDS, LOOKED_AFTER, RCPC, SHORT_BREAKS
from db.populations import holders
from db.populations.population import Field, Make, Population, Sight, child_fields, no, plain, runs
from db.tables.children import children
from db.tables.reviews import reviews, series

_HELD_UNPLACED = (
    select(func.count())
    .select_from(reviews)
    .where(
        reviews.c.child_id == children.c.id,
        reviews.c.voided_at.is_(None),
        reviews.c.series_id.is_(None),
        reviews.c.held.is_not(None),
    )
    .correlate(children)
    .scalar_subquery()
)


_ONCE = tuple(kind.code for kind in KINDS.values() if kind.once)


def _waits(as_at: date) -> ColumnElement[bool]:
    """A review of the series is still to be held: after its only meeting, an enquiry has nothing left to run for."""
    to_be_held = or_(reviews.c.held.is_(None), reviews.c.held > as_at)
    theirs = (reviews.c.series_id == series.c.id, reviews.c.voided_at.is_(None), to_be_held)
    return exists().select_from(reviews).where(*theirs).correlate(series)


def _running(as_at: date, *kinds: str) -> list[ColumnElement[bool]]:
    waits = or_(series.c.kind.not_in(_ONCE), _waits(as_at))
    conditions = [series.c.voided_at.is_(None), runs(series.c.start, series.c.closes, as_at), waits]
    return [*conditions, series.c.kind.in_(kinds)] if kinds else conditions


def _has_running(as_at: date, *kinds: str) -> ColumnElement[bool]:
    theirs = (series.c.child_id == children.c.id, *_running(as_at, *kinds))
    return exists().select_from(series).where(*theirs).correlate(children)


def _with_running(as_at: date, *kinds: str) -> Callable[[Sequence[Any]], ColumnElement[bool] | None]:
    """Begins with the clocks that run, which are few in a file that holds many years."""

    def narrow(values: Sequence[Any]) -> ColumnElement[bool] | None:
        if tuple(values) != (True,):
            return None
        return children.c.id.in_(select(series.c.child_id).where(*_running(as_at, *kinds)).correlate(None))

    return narrow


def _running_field(*kinds: str) -> Make:
    return lambda sight: Field(_has_running(sight.as_at, *kinds), narrow=_with_running(sight.as_at, *kinds))


def _in_care_since(as_at: date) -> ColumnElement[Any]:
    theirs = (series.c.child_id == children.c.id, *_running(as_at, LOOKED_AFTER))
    query = select(func.max(series.c.start)).where(*theirs)
    return query.correlate(children).scalar_subquery()


def _next_due(as_at: date) -> ColumnElement[Any]:
    waiting = (
        reviews.c.child_id == children.c.id,
        reviews.c.voided_at.is_(None),
        reviews.c.held.is_(None),
        runs(series.c.start, series.c.closes, as_at),
    )
    query = select(func.min(reviews.c.due)).select_from(reviews.join(series, series.c.id == reviews.c.series_id))
    return query.where(*waiting).correlate(children).scalar_subquery()


def _turning(as_at: date) -> ColumnElement[bool]:
    """A clock runs, and the 18th birthday comes within three months."""
    soon = children.c.eighteenth.between(add_days(as_at, 1), add_months(as_at, 3))
    return and_(soon, _has_running(as_at))


def _no_iro(sight: Sight) -> ColumnElement[bool]:
    """A clock of a child runs and nobody is allocated."""
    child = children.c.household.is_(None)
    return and_(_has_running(sight.as_at), _FIELDS["iro_now_id"](sight).expression.is_(None), child)


_FIELDS: dict[str, Make] = {
    **{name: plain(children.c[name]) for name in ("id", "version", "reference_key", "name", "known_as")},
    **child_fields(),
    **holders.now_fields(children.c.id, children),
    "looked_after": _running_field(LOOKED_AFTER),
    "on_plan": _running_field(RCPC),
    "placed": _running_field(ADOPTION_PLACED),
    "short_breaks": _running_field(SHORT_BREAKS),
    "running": _running_field(),
    "in_care_since": lambda sight: Field(_in_care_since(sight.as_at)),
    "next_due": lambda sight: Field(_next_due(sight.as_at)),
    "unplaced": lambda _: Field(_HELD_UNPLACED),
    "no_iro": lambda sight: Field(_no_iro(sight), narrow=_with_running(sight.as_at)),
    "turning_18": lambda sight: Field(_turning(sight.as_at)),
    "adult": lambda sight: Field(no(func.coalesce(children.c.eighteenth > sight.as_at, True))),
}

POPULATION = Population("children", children, children.c.id, _FIELDS, (children.c.voided_at.is_(None),))
