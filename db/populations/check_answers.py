"""What was answered to each question of midway reviews, monitoring tools and audits."""

from db.populations import holders
from db.populations.population import VOIDED_CHILDREN, Join, Make, Population, child_fields, month, named, plain
from db.tables.checks import check_answers, checks
from db.tables.children import children
from db.tables.officers import officers

_OWN = check_answers.c


def _holder(name: str) -> Make:
    return lambda _: holders.on_day(checks.c.child_id, checks, checks.c.date)[name]


_FIELDS: dict[str, Make] = {
    **{
        name: plain(_OWN[name]) for name in ("id", "version", "check_id", "question", "words", "answer", "good", "note")
    },
    **{name: plain(checks.c[name]) for name in ("child_id", "kind", "date")},
    **child_fields("child"),
    **{name: _holder(name) for name in ("iro_id", "iro", "team_id", "team")},
    "officer": named(officers.c.name, officers.c.folded, "officer"),
    "month": month(checks.c.date),
}

POPULATION = Population(
    "check_answers",
    check_answers,
    _OWN.id,
    _FIELDS,
    (_OWN.voided_at.is_(None), checks.c.voided_at.is_(None), checks.c.child_id.not_in(VOIDED_CHILDREN)),
    {
        "check": Join(checks, checks.c.id == _OWN.check_id),
        "child": Join(children, children.c.id == checks.c.child_id, ("check",)),
        "officer": Join(officers, officers.c.id == checks.c.officer_id, ("check",)),
    },
    required=("check",),
)
