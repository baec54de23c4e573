"""What rows of challenges have in common, however they are counted: the child, the holders, and whether they count."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, and_, case, func, literal, or_

from app.domain.challenges.records import (
    CLOSED,
    INFORMAL,
    NOBODY_LOOKED,
    NOT_ASKED,
    NOT_CLOSED,
    OPEN_STATES,
    TO_COME,
    WITHDRAWN,
)
from db.populations import holders
from db.populations.population import VOIDED_CHILDREN, Field, Join, Make, Sight, child_fields, named, plain
from db.tables.challenges import challenges
from db.tables.children import children
from db.tables.officers import officers

COUNTS = (
    challenges.c.voided_at.is_(None),
    or_(challenges.c.child_id.is_(None), challenges.c.child_id.not_in(VOIDED_CHILDREN)),
)
"""Neither the challenge nor its child was entered in error; a service concern has no child."""

# The states stand in the words themselves, as in the index of the open ones, which would not be used otherwise.
OPEN = challenges.c.state.in_([literal(state, literal_execute=True) for state in OPEN_STATES])
"""Neither closed nor mere good practice."""

_ON_DAY = holders.on_day(challenges.c.child_id, challenges, challenges.c.raised_on)
_SEARCHED = func.coalesce(children.c.folded, "") + " " + challenges.c.folded


def joins(*needs: str) -> dict[str, Join]:
    """The child and the officer who raised it; needs name the join with the challenge."""
    return {
        "child": Join(children, children.c.id == challenges.c.child_id, needs),
        "raised_by": Join(officers, officers.c.id == challenges.c.raised_by_id, needs),
    }


def of_challenge(key: ColumnElement[Any]) -> dict[str, Join]:
    """The joins of rows that belong to a challenge, which always holds needs."""
    from_row = Join(challenges, challenges.c.id == key)
    return {"challenge": from_row, **joins("challenge")}


def shared_fields() -> dict[str, Make]:
    """The child of a challenge, its family, who raised it, and whose the child was then and is now.

    The child's own reference is child_reference. iro is who raised it. whose (an officer) is met by who raised it and by who holds the child now.
    """
    of_child = child_fields("child")
    of_child["child_reference"] = of_child.pop("reference")
    return {
        **of_child,
        "search": lambda _: Field(_SEARCHED, ("child",), folded=_SEARCHED),
        "child_id": plain(challenges.c.child_id),
        "raised_by_id": plain(challenges.c.raised_by_id),
        "iro_id": plain(challenges.c.raised_by_id),
        "iro": named(officers.c.name, officers.c.folded, "raised_by"),
        "team_id": lambda _: _ON_DAY["team_id"],
        "team": lambda _: _ON_DAY["team"],
        "whose": _whose,
        "looked": lambda sight: Field(looked(sight.as_at)),
        **holders.now_fields(challenges.c.child_id, challenges, "child"),
    }


def looked(as_at: date) -> ColumnElement[str]:
    """What is known of the impact, or why nothing is yet: the codes of app.domain.challenges.records.LOOKED."""
    own = challenges.c
    return case(
        (own.impact != "", own.impact),
        (own.state != CLOSED, NOT_CLOSED),
        (own.outcome == WITHDRAWN, WITHDRAWN),
        (own.highest <= INFORMAL, NOT_ASKED),
        (own.follow_up_due >= as_at, TO_COME),
        else_=NOBODY_LOOKED,
    )


def before(day: ColumnElement[Any], as_at: date) -> ColumnElement[bool]:
    """A day that is known and past."""
    return and_(day.is_not(None), day < as_at)


def _whose(sight: Sight) -> Field:
    raised = challenges.c.raised_by_id
    holder = holders.Now(challenges.c.child_id, challenges, ("child",)).iro_id(sight)

    def meets(values: Sequence[Any]) -> ColumnElement[bool]:
        return or_(func.coalesce(raised.in_(values), False), func.coalesce(holder.expression.in_(values), False))

    return Field(raised, holder.needs, meets=meets)
