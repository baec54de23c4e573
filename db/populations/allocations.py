"""The allocations of children to officers."""

from sqlalchemy import and_, func, or_

from db.populations.population import VOIDED_CHILDREN, Field, Join, Make, Population, Sight, child_fields, named, plain
from db.tables.children import children
from db.tables.officers import allocations, officers


def _open(sight: Sight) -> Field:
    """It runs on the day, and is that of a child: foster households are not handed over or counted with children."""
    theirs = allocations.c
    runs = and_(theirs.start <= sight.as_at, or_(theirs.end.is_(None), theirs.end > sight.as_at))
    young = func.coalesce(children.c.eighteenth > sight.as_at, True)
    return Field(and_(runs, young, children.c.household.is_(None)), ("child",))


_FIELDS: dict[str, Make] = {
    **{
        name: plain(allocations.c[name]) for name in ("id", "version", "child_id", "officer_id", "role", "start", "end")
    },
    **child_fields("child"),
    "officer": named(officers.c.name, officers.c.folded, "officer"),
    "open": _open,
}

POPULATION = Population(
    "allocations",
    allocations,
    allocations.c.id,
    _FIELDS,
    (allocations.c.voided_at.is_(None), allocations.c.child_id.not_in(VOIDED_CHILDREN)),
    {
        "child": Join(children, children.c.id == allocations.c.child_id),
        "officer": Join(officers, officers.c.id == allocations.c.officer_id),
    },
)
