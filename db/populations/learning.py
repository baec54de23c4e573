"""The learning points, with how many challenges each draws on."""

from sqlalchemy import func, select

from db.populations.of_challenges import COUNTS
from db.populations.population import Field, Make, Population, month, plain
from db.tables.challenges import challenges, learning_links, learning_points

_OWN = learning_points.c
_LINKED = (
    select(func.count())
    .select_from(learning_links.join(challenges, challenges.c.id == learning_links.c.challenge_id))
    .where(learning_links.c.learning_id == _OWN.id, learning_links.c.voided_at.is_(None), *COUNTS)
    .correlate(learning_points)
    .scalar_subquery()
)
_COLUMNS = (
    *(
        "id",
        "version",
        "theme",
        "noticed_on",
        "words",
        "shared_where",
        "shared_on",
        "action",
        "owner",
        "due",
        "changed",
    ),
    "changed_on",
)

_FIELDS: dict[str, Make] = {
    **{name: plain(_OWN[name]) for name in _COLUMNS},
    "month": month(_OWN.noticed_on),
    "challenges": lambda _: Field(_LINKED),
}

POPULATION = Population("learning", learning_points, _OWN.id, _FIELDS, (_OWN.voided_at.is_(None),))
