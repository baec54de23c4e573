"""The steps of challenges that count, with the challenge and the child they belong to."""

from sqlalchemy import String, and_, cast, func

from db.populations.of_challenges import COUNTS, of_challenge, shared_fields
from db.populations.population import Field, Make, Population, month, plain
from db.tables.challenges import challenge_steps, challenges

_OWN = challenge_steps.c
_COLUMNS = (
    *("id", "version", "challenge_id", "kind", "on", "position", "level", "to", "due", "code", "words", "by", "scope"),
    *("action_id", "on_file"),
)
_OF_CHALLENGE = ("status", "theme", "positive", "highest", "state", "raised_on", "group_id")
TO_FILE = (_OWN.on_file.is_(None), _OWN.import_id.is_(None))
"""A step is not on the child's file yet; one that came with a log was kept elsewhere, and nobody copies it from here."""

_CONCERN = func.coalesce(challenges.c.group_id, _OWN.challenge_id)
_OCCASION = _CONCERN + cast(_OWN.on, String) + func.coalesce(cast(_OWN.level, String), "")
"""One meeting: about joined challenges, on a day, at a level."""

_FIELDS: dict[str, Make] = {
    **shared_fields(),
    **{name: plain(_OWN[name]) for name in _COLUMNS},
    **{name: plain(challenges.c[name]) for name in _OF_CHALLENGE},
    "challenge_reference": plain(challenges.c.reference),
    "challenge_level": plain(challenges.c.level),
    "month": month(_OWN.on),
    "occasion": lambda _: Field(_OCCASION),
    "to_file": lambda _: Field(and_(*TO_FILE, challenges.c.child_id.is_not(None))),
}

POPULATION = Population(
    "steps",
    challenge_steps,
    _OWN.id,
    _FIELDS,
    (_OWN.voided_at.is_(None), *COUNTS),
    of_challenge(_OWN.challenge_id),
    required=("challenge",),
)
