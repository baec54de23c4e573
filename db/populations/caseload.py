"""The children as a caseload: each once, with who carries them on the as-at day, and what they are that day."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from sqlalchemy import Column, ColumnElement, Table, and_, case, func, or_, select, true

from app.domain.caseload import ADOPTION, BOTH, CLA, CP, OTHER, SHORT
from app.domain.officers import COVER, IRO
from app.domain.statuses import ADOPTION_HOMES, SHORT_BREAK_STATUSES
from db.populations import holders
from db.populations.children import POPULATION as CHILDREN
from db.populations.population import Field, Make, Population, Sight, child_fields, no, plain, runs
from db.tables.children import children, legal_statuses, placements
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


def _counts(sight: Sight) -> ColumnElement[bool]:
    """Whether the child is born by the day, where those who are not are left out."""
    return func.coalesce(children.c.date_of_birth <= sight.as_at, True) if "born" in sight.options else true()


def _allocated(sight: Sight) -> ColumnElement[bool]:
    return and_(_held(sight.as_at), func.coalesce(children.c.eighteenth > sight.as_at, True), _counts(sight))


def _waiting(sight: Sight) -> ColumnElement[bool]:
    """A clock runs and nobody is allocated."""
    return and_(_are("running", sight), no(_allocated(sight)), _counts(sight))


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
    carrier = iro
    if _counts_for_cover(sight):
        carrier = case((iro.is_not(None), func.coalesce(_COVER.iro_id(sight).expression, iro)))
    return Field(
        case((_counts(sight), carrier)) if "born" in sight.options else carrier, narrow=_carried_by(sight.as_at)
    )


def _covering(sight: Sight) -> Field:
    """The name of whoever covers."""
    return _COVER.iro(sight)


def _coded(dated: Table, codes: Sequence[str], as_at: date) -> ColumnElement[bool]:
    """The children who have one of these codes on the day."""
    code: Column[str] = dated.c.code
    theirs = (code.in_(codes), dated.c.voided_at.is_(None), runs(dated.c.start, dated.c.end, as_at))
    return children.c.id.in_(select(dated.c.child_id).where(*theirs).correlate(None))


def _looked_after(sight: Sight) -> ColumnElement[bool]:
    """A period of care runs, unless it is one of short breaks; those and who is placed for adoption count by setting.

    Who is on short breaks or placed is told by a clock of its own, or by the legal status or home in a period of care.
    """
    also = sight.options.get("looked_after", ADOPTION).split()
    care, placed = _of_child("looked_after", sight), _of_child("placed", sight)
    if SHORT in also:
        looked_after = or_(care, _of_child("short_breaks", sight))
    else:
        looked_after = and_(care, no(_coded(legal_statuses, SHORT_BREAK_STATUSES, sight.as_at)))
    if ADOPTION in also:
        return or_(looked_after, placed)
    return and_(looked_after, no(or_(placed, _coded(placements, ADOPTION_HOMES, sight.as_at))))


def _status(sight: Sight) -> Field:
    looked_after, on_plan = _looked_after(sight), _of_child("on_plan", sight)
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
    "concerned": lambda sight: Field(and_(or_(_allocated(sight), _are("running", sight)), _counts(sight))),
}

_ALWAYS = (children.c.voided_at.is_(None), children.c.household.is_(None))
"""Foster households have reviews, and are nobody's caseload."""

POPULATION = Population("caseload", children, children.c.id, _FIELDS, _ALWAYS)
