"""The entries of challenges into levels, with the challenge and the child they belong to."""

from typing import Any

from sqlalchemy import ColumnElement, and_, func

from app.domain.challenges.records import CLOSED
from db.populations.of_challenges import COUNTS, of_challenge, shared_fields
from db.populations.population import Field, Make, Population, month, plain
from db.tables.challenges import challenges, level_entries

_OWN = level_entries.c
_COLUMNS = (
    *("id", "version", "challenge_id", "step_id", "level", "to", "entered", "original_due", "response_due"),
    *("answered", "left", "bypassed", "reason"),
)
_OF_CHALLENGE = (
    *("status", "theme", "positive", "highest", "state", "raised_on", "closed_on", "outcome", "impact", "group_id"),
)


def _lapsed(due: ColumnElement[Any]) -> Make:
    """The level was left without an answer before one was due, so none is owed any more."""
    return lambda _: Field(and_(_OWN.answered.is_(None), func.coalesce(_OWN.left < due, False)))


_FIELDS: dict[str, Make] = {
    **shared_fields(),
    **{name: plain(_OWN[name]) for name in _COLUMNS},
    **{name: plain(challenges.c[name]) for name in _OF_CHALLENGE},
    "challenge_reference": plain(challenges.c.reference),
    "level_now": plain(challenges.c.level),
    "month": month(_OWN.entered),
    "in_time": lambda _: Field(_OWN.answered <= _OWN.original_due),
    "in_time_extended": lambda _: Field(_OWN.answered <= _OWN.response_due),
    "lapsed": _lapsed(_OWN.original_due),
    "lapsed_extended": _lapsed(_OWN.response_due),
    "was_closing": lambda _: Field(and_(challenges.c.state == CLOSED, _OWN.level == challenges.c.level)),
}

POPULATION = Population(
    "entries",
    level_entries,
    _OWN.id,
    _FIELDS,
    (_OWN.voided_at.is_(None), *COUNTS),
    of_challenge(_OWN.challenge_id),
    required=("challenge",),
)
