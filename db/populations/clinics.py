"""The children at clinics: each with its clinic, what was decided, and whether the clinic's rule still finds it."""

from sqlalchemy import ColumnElement, and_, case, false, func, or_, select

from app.domain.answers import NO, PARTLY, YES
from app.domain.clinics import RULES
from db.populations.found import finds
from db.populations.population import VOIDED_CHILDREN, Field, Join, Make, Population, Sight, child_fields, month, plain
from db.tables.challenges import challenges
from db.tables.children import children
from db.tables.clinics import clinic_children, clinics

_OWN = clinic_children.c
_COLUMNS = (
    *("id", "version", "clinic_id", "child_id", "category", "plan_number", "pre_proceedings", "assessment_current"),
    *("found", "decision", "owner", "due", "done_on", "challenge_id", "carried_from"),
)
_LATER = clinic_children.alias("later")
_CARRIED_ON = (
    select(func.count())
    .select_from(_LATER)
    .where(_LATER.c.carried_from == _OWN.id, _LATER.c.voided_at.is_(None))
    .correlate(clinic_children)
    .scalar_subquery()
)


def _still(sight: Sight) -> Field:
    """The rule of the clinic finds the child on the as-at day."""
    by_rule: list[ColumnElement[bool]] = [
        and_(clinics.c.rule == rule, finds(rule, clinic_children.c.child_id, sight)) for rule in RULES
    ]
    grown = func.coalesce(children.c.eighteenth <= sight.as_at, False)
    return Field(case((grown, false()), else_=or_(*by_rule)), ("clinic", "child"))


def _undone() -> ColumnElement[bool]:
    return and_(_OWN.decision != "", _OWN.done_on.is_(None))


_FIELDS: dict[str, Make] = {
    **{name: plain(_OWN[name]) for name in _COLUMNS},
    **child_fields("child"),
    "date": plain(clinics.c.date, "clinic"),
    "rule": plain(clinics.c.rule, "clinic"),
    "month": month(clinics.c.date, "clinic"),
    "challenge": plain(challenges.c.reference, "challenge"),
    "challenge_state": plain(challenges.c.state, "challenge"),
    "still": _still,
    "decided": lambda _: Field(_OWN.decision != ""),
    "undone": lambda _: Field(_undone()),
    "done": lambda _: Field(_OWN.done_on.is_not(None)),
    "late": lambda sight: Field(and_(_undone(), func.coalesce(_OWN.due < sight.as_at, False))),
    "carried_on": lambda _: Field(_CARRIED_ON > 0),
    "in_pre_proceedings": lambda _: Field(_OWN.pre_proceedings == YES),
    "pre_proceedings_said": lambda _: Field(_OWN.pre_proceedings.in_((YES, PARTLY, NO))),
    "assessed": lambda _: Field(_OWN.assessment_current == YES),
    "assessed_said": lambda _: Field(_OWN.assessment_current.in_((YES, PARTLY, NO))),
}

POPULATION = Population(
    "clinics",
    clinic_children,
    _OWN.id,
    _FIELDS,
    (_OWN.voided_at.is_(None), clinics.c.voided_at.is_(None), _OWN.child_id.not_in(VOIDED_CHILDREN)),
    {
        "clinic": Join(clinics, clinics.c.id == _OWN.clinic_id),
        "child": Join(children, children.c.id == _OWN.child_id),
        "challenge": Join(challenges, challenges.c.id == _OWN.challenge_id),
    },
    required=("clinic",),
)
