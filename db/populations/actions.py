"""The actions agreed about challenges, watched until they are done."""

from sqlalchemy import and_

from db.populations.of_challenges import COUNTS, OPEN, before, of_challenge, shared_fields
from db.populations.population import Field, Make, Population, month, plain
from db.tables.challenges import challenge_actions, challenges

_OWN = challenge_actions.c
_WAITING = and_(_OWN.done_on.is_(None), _OWN.dropped_on.is_(None))
_COLUMNS = ("id", "version", "challenge_id", "step_id", "what", "owner", "due", "done_on", "dropped_on")
_OF_CHALLENGE = ("level", "status", "theme", "highest", "state", "addressee", "raised_on", "group_id")

_FIELDS: dict[str, Make] = {
    **shared_fields(),
    **{name: plain(_OWN[name]) for name in _COLUMNS},
    **{name: plain(challenges.c[name]) for name in _OF_CHALLENGE},
    "challenge_reference": plain(challenges.c.reference),
    "month": month(_OWN.due),
    "waiting": lambda _: Field(_WAITING),
    "late": lambda sight: Field(and_(_WAITING, before(_OWN.due, sight.as_at), OPEN)),
}

POPULATION = Population(
    "actions",
    challenge_actions,
    _OWN.id,
    _FIELDS,
    (_OWN.voided_at.is_(None), *COUNTS),
    of_challenge(_OWN.challenge_id),
    required=("challenge",),
)
