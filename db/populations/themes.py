"""The themes of challenges, one row for each theme of each: the main one and the others."""

from sqlalchemy import false, select, true, union_all

from db.populations.of_challenges import COUNTS, of_challenge, shared_fields
from db.populations.population import Make, Population, month, plain
from db.tables.challenges import challenge_themes, challenges

_OTHERS = challenge_themes.join(challenges, challenges.c.id == challenge_themes.c.challenge_id)
_THEMES = union_all(
    select(
        challenges.c.id.label("id"),
        challenges.c.id.label("challenge_id"),
        challenges.c.theme.label("theme"),
        true().label("main"),
    ),
    select(challenge_themes.c.id, challenge_themes.c.challenge_id, challenge_themes.c.theme, false())
    .select_from(_OTHERS)
    .where(challenge_themes.c.voided_at.is_(None), challenge_themes.c.theme != challenges.c.theme),
).subquery("themes")

_OF_CHALLENGE = ("raised_on", "status", "highest", "positive", "state", "closed_on", "outcome", "impact", "group_id")

_FIELDS: dict[str, Make] = {
    **shared_fields(),
    **{name: plain(_THEMES.c[name]) for name in ("id", "challenge_id", "theme", "main")},
    **{name: plain(challenges.c[name]) for name in _OF_CHALLENGE},
    "challenge_reference": plain(challenges.c.reference),
    "month": month(challenges.c.raised_on),
}

POPULATION = Population(
    "themes", _THEMES, _THEMES.c.id, _FIELDS, COUNTS, of_challenge(_THEMES.c.challenge_id), required=("challenge",)
)
