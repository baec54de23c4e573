"""The children whom the saved rules of clinics find on a day, with the plan that they are on."""

from datetime import date, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, case, exists, func, not_, or_, select

from app.domain.calendar import add_months
from app.domain.clinics import CARE_ORDERS, LONG_PLANS, OTHER_FOSTER_HOMES, UNREGISTERED, WITH_PARENTS
from app.domain.kinds import LOOKED_AFTER, RCPC
from app.domain.quality import LONG_TERM_FOSTER, NO_PERMANENCE
from db.populations.population import Field, Make, Population, Sight, child_fields, plain, runs
from db.tables.children import children, legal_statuses, placements
from db.tables.conferences import protection_plans
from db.tables.quality import final_plans, qualities
from db.tables.reviews import reviews, series

USUAL_TIME = timedelta(days=29)
"""More than 20 working days, where no bank holiday is told."""
_EARLIER = series.alias("earlier_plan")
_OWN_EARLIER = (
    select(func.count())
    .select_from(_EARLIER)
    .where(
        _EARLIER.c.child_id == series.c.child_id,
        _EARLIER.c.kind == RCPC,
        _EARLIER.c.voided_at.is_(None),
        _EARLIER.c.id != series.c.id,
        _EARLIER.c.start < series.c.start,
    )
    .correlate(series)
    .scalar_subquery()
)


def _of_plan(column: ColumnElement[Any]) -> ColumnElement[Any]:
    """What is known of a plan beside its clock."""
    theirs = (protection_plans.c.series_id == series.c.id, protection_plans.c.voided_at.is_(None))
    return select(func.max(column)).where(*theirs).correlate(series).scalar_subquery()


_HERE = func.coalesce(_of_plan(protection_plans.c.previous_here), 0)
_ELSEWHERE = func.coalesce(_of_plan(protection_plans.c.previous_elsewhere), 0)
PLAN_NUMBER = 1 + case((_OWN_EARLIER > _HERE, _OWN_EARLIER), else_=_HERE) + _ELSEWHERE
"""The plan's number: earlier plans here (those recorded, or as many as the file says, whichever is more) and elsewhere."""
CATEGORY = func.coalesce(_of_plan(protection_plans.c.latest_category), _of_plan(protection_plans.c.initial_category))


def _running(kind: str, as_at: date) -> tuple[ColumnElement[bool], ...]:
    return (series.c.kind == kind, series.c.voided_at.is_(None), runs(series.c.start, series.c.closes, as_at))


def _open_plan(as_at: date, value: ColumnElement[Any]) -> Field:
    """Of the plan that runs on the day; the one that began last, if there are several."""
    theirs = (series.c.child_id == children.c.id, *_running(RCPC, as_at))
    newest = select(value).select_from(series).where(*theirs).order_by(series.c.start.desc()).limit(1)
    return Field(newest.correlate(children).scalar_subquery())


def _coded(dated: Any, codes: tuple[str, ...], as_at: date) -> Select[Any]:
    theirs = (dated.c.code.in_(codes), dated.c.voided_at.is_(None), runs(dated.c.start, dated.c.end, as_at))
    return select(dated.c.child_id).where(*theirs).correlate(None)


def _plans(as_at: date, *more: ColumnElement[bool]) -> Select[Any]:
    return select(series.c.child_id).where(*_running(RCPC, as_at), *more).correlate(None)


def _care(as_at: date, *more: ColumnElement[bool]) -> Select[Any]:
    return select(series.c.child_id).where(*_running(LOOKED_AFTER, as_at), *more).correlate(None)


def _permanence(as_at: date) -> ColumnElement[Any]:
    """What the latest review held in the period of care, of those that recorded it, says of permanence."""
    source = qualities.join(reviews, reviews.c.id == qualities.c.review_id)
    theirs = (
        reviews.c.series_id == series.c.id,
        reviews.c.voided_at.is_(None),
        reviews.c.held <= as_at,
        qualities.c.voided_at.is_(None),
        qualities.c.permanence.is_not(None),
    )
    latest = select(qualities.c.permanence).select_from(source).where(*theirs).order_by(reviews.c.held.desc()).limit(1)
    return latest.correlate(series).scalar_subquery()


def _second_held(until: date) -> ColumnElement[bool]:
    theirs = (
        reviews.c.series_id == series.c.id,
        reviews.c.voided_at.is_(None),
        reviews.c.held <= until,
        reviews.c.number >= 2,
    )
    return exists().select_from(reviews).where(*theirs).correlate(series)


def _without_permanence(as_at: date, answered_by: date) -> Select[Any]:
    """Those of whom it is said that there is none, and those of whom nothing is said though the second review is past."""
    said = _permanence(as_at)
    none = and_(said == NO_PERMANENCE, _second_held(as_at))
    return _care(as_at, or_(none, and_(said.is_(None), _second_held(answered_by))))


def _not_ratified(as_at: date, months: int) -> Select[Any]:
    theirs = (
        final_plans.c.series_id == series.c.id,
        final_plans.c.voided_at.is_(None),
        final_plans.c.ratified_on <= as_at,
    )
    ratified = exists().select_from(final_plans).where(*theirs).correlate(series)
    return _care(as_at, series.c.start < add_months(as_at, -months), not_(ratified))


def _not_matched(as_at: date) -> Select[Any]:
    in_foster_home = series.c.child_id.in_(_coded(placements, OTHER_FOSTER_HOMES, as_at))
    return _care(as_at, _permanence(as_at) == LONG_TERM_FOSTER, in_foster_home)


def _answered_by(sight: Sight) -> date:
    """A second review held by this day should have said something of permanence."""
    told = sight.options.get("answered_by")
    return date.fromisoformat(told) if told else sight.as_at - USUAL_TIME


def _found(rule: str, sight: Sight) -> Select[Any]:
    """The children whom a rule finds, before those who are no longer children are left out."""
    day = sight.as_at
    if rule in LONG_PLANS:
        return _plans(day, series.c.start < add_months(day, -LONG_PLANS[rule]))
    if rule == "final-plan":
        return _not_ratified(day, int(sight.options.get("final_months", "6")))
    if rule == "home-on-order":
        on_order = placements.c.child_id.in_(_coded(legal_statuses, CARE_ORDERS, day))
        return _coded(placements, WITH_PARENTS, day).where(on_order)
    return {
        "second-plan": lambda: _plans(day, PLAN_NUMBER >= 2),
        "no-permanence": lambda: _without_permanence(day, _answered_by(sight)),
        "not-matched": lambda: _not_matched(day),
        "unregistered": lambda: _coded(placements, UNREGISTERED, day),
    }[rule]()


def finds(rule: str, child: ColumnElement[Any], sight: Sight) -> ColumnElement[bool]:
    """Whether a rule finds a child on the day."""
    return child.in_(_found(rule, sight))


def _rule(rule: str) -> Make:
    return lambda sight: Field(finds(rule, children.c.id, sight))


_FIELDS: dict[str, Make] = {
    **{name: plain(children.c[name]) for name in ("id", "version")},
    **child_fields(),
    "category": lambda sight: _open_plan(sight.as_at, CATEGORY),
    "plan_number": lambda sight: _open_plan(sight.as_at, PLAN_NUMBER),
    "plan_since": lambda sight: _open_plan(sight.as_at, series.c.start),
    "a_child": lambda sight: Field(
        and_(children.c.household.is_(None), func.coalesce(children.c.eighteenth > sight.as_at, True))
    ),
    **{
        rule: _rule(rule)
        for rule in (*LONG_PLANS, "second-plan", "no-permanence", "final-plan", "home-on-order", "not-matched")
    },
    "unregistered": _rule("unregistered"),
}
"""The fields with the name of a rule say whether it finds the child; "a_child" leaves out adults and foster households."""

POPULATION = Population("found", children, children.c.id, _FIELDS, (children.c.voided_at.is_(None),))
