"""The children as a caseload: each once, with who carries them on the as-at day, and what they are that day."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, and_, case, func, or_, select

from app.domain.caseload import BOTH, CLA, CP, OTHER
from app.domain.officers import COVER, IRO
from db.populations import holders
from db.populations.children import POPULATION as CHILDREN
from db.populations.population import Field, Make, Population, Sight, child_fields, no, plain, runs
from db.tables.children import children
from db.tables.officers import allocations

_COVER = holders.Now(children.c.id, children, (), role=COVER)


def _of_child(name: str, sight: Sight) -> ColumnElement[Any]:
    """What the population of children says of the same day."""
    return CHILDREN.fields[name](sight).expression


def _are(name: str, sight: Sight) -> ColumnElement[bool]:
    """The children with a clock: their keys are gathered once for all, and not looked up for each child."""
    narrow = CHILDREN.fields[name](sight).narrow
    gathered = narrow((True,)) if narrow else None
    return _of_child(name, sight) if gathered is None else gathered


def _open_allocations(as_at: date, *roles: str) -> tuple[ColumnElement[bool], ...]:
    runs_on = runs(allocations.c.start, allocations.c.end, as_at)
    return (allocations.c.role.in_(roles), allocations.c.voided_at.is_(None), runs_on)


def _held(as_at: date) -> ColumnElement[bool]:
    """Somebody is the IRO; the keys are gathered once, and not looked up for each child."""
    held = select(allocations.c.child_id).where(*_open_allocations(as_at, IRO)).correlate(None)
    return children.c.id.in_(held)


def _allocated(sight: Sight) -> ColumnElement[bool]:
    return and_(_held(sight.as_at), func.coalesce(children.c.eighteenth > sight.as_at, True))


def _waiting(sight: Sight) -> ColumnElement[bool]:
    """A clock runs and nobody is allocated."""
    return and_(_are("running", sight), no(_allocated(sight)))


def _carried_by(as_at: date) -> Callable[[Sequence[Any]], ColumnElement[bool]]:
    def narrow(values: Sequence[Any]) -> ColumnElement[bool]:
        theirs = (allocations.c.officer_id.in_(values), *_open_allocations(as_at, IRO, COVER))
        return children.c.id.in_(select(allocations.c.child_id).where(*theirs).correlate(None))

    return narrow


def _counts_for_cover(sight: Sight) -> bool:
    return sight.options.get("covered") == COVER


def _carrier_id(sight: Sight) -> Field:
    """The IRO; where covered children are theirs who cover, whoever covers, for as long as there is an IRO."""
    iro = _of_child("iro_now_id", sight)
    narrow = _carried_by(sight.as_at)
    if not _counts_for_cover(sight):
        return Field(iro, narrow=narrow)
    cover = func.coalesce(_COVER.iro_id(sight).expression, iro)
    return Field(case((iro.is_not(None), cover)), narrow=narrow)


def _covering(sight: Sight) -> Field:
    """The name of whoever covers."""
    return _COVER.iro(sight)


def _status(sight: Sight) -> Field:
    looked_after, on_plan = _of_child("looked_after", sight), _of_child("on_plan", sight)
    return Field(case((looked_after, case((on_plan, BOTH), else_=CLA)), (on_plan, CP), else_=OTHER))


def _since(sight: Sight) -> Field:
    theirs = (allocations.c.child_id == children.c.id, *_open_allocations(sight.as_at, IRO))
    return Field(select(func.max(allocations.c.start)).where(*theirs).correlate(children).scalar_subquery())


_FIELDS: dict[str, Make] = {
    **{name: plain(children.c[name]) for name in ("id", "version")},
    **child_fields(),
    **holders.now_fields(children.c.id, children),
    "carrier_id": _carrier_id,
    "covering": _covering,
    "status": _status,
    "since": _since,
    "in_care_since": CHILDREN.fields["in_care_since"],
    "allocated": lambda sight: Field(_allocated(sight)),
    "waiting": lambda sight: Field(_waiting(sight)),
    "concerned": lambda sight: Field(or_(_allocated(sight), _are("running", sight))),
}

POPULATION = Population("caseload", children, children.c.id, _FIELDS, (children.c.voided_at.is_(None),))
