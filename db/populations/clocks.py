"""The clocks once more, with what is known beside each: the plan for protection, the final plan, the enquiry, whose it was."""

from datetime import date

from sqlalchemy import ColumnElement, and_, exists, func, or_, select

from db.populations import holders
from db.populations.periods import POPULATION as PERIODS
from db.populations.population import Field, Join, Make, Population, Sight, month, no, plain
from db.populations.practice import only
from db.tables.conferences import enquiries, protection_plans
from db.tables.quality import final_plans
from db.tables.reviews import reviews, series

_PLAN = ("initial_category", "latest_category", "latest_since", "previous_here", "previous_elsewhere")
_FINAL = ("ratified_on", "why_not")
_ENQUIRY = ("requested_on", "received_on", "section47_on", "not_needed_by", "transfer_from")
HOLDER, NOW, AT_THE_END = "holder", "now", "end"
"""The option that says on which day whose it is, and its values besides the start."""
_NOW = holders.now_fields(series.c.child_id, series, "child")
_DAY = func.coalesce(series.c.start, series.c.closes)


def _some(*conditions: ColumnElement[bool]) -> ColumnElement[bool]:
    theirs = (reviews.c.series_id == series.c.id, reviews.c.voided_at.is_(None))
    return exists().select_from(reviews).where(*theirs, *conditions).correlate(series)


def _failed(as_at: date) -> ColumnElement[bool]:
    """A review was late by a day, or overdue on it: what came afterwards is left aside."""
    held = reviews.c.held
    late = and_(held <= as_at, held > reviews.c.due)
    overdue = and_(reviews.c.due < as_at, or_(held.is_(None), held > as_at))
    return or_(late, overdue)


def _holder(name: str) -> Make:
    """Whose it was on the day it started; or, when that is asked for, on the day it ended, or is on the as-at day."""

    def make(sight: Sight) -> Field:
        asked = sight.options.get(HOLDER)
        if asked == NOW:
            return _NOW[name.replace("iro", "iro_now").replace("team", "team_now")](sight)
        day = func.coalesce(series.c.closes, series.c.start) if asked == AT_THE_END else _DAY
        return holders.on_day(series.c.child_id, series, day)[name]

    return make


_HELD_ON = (
    select(func.min(reviews.c.held))
    .where(reviews.c.series_id == series.c.id, reviews.c.voided_at.is_(None))
    .correlate(series)
    .scalar_subquery()
)

_FIELDS: dict[str, Make] = {
    **PERIODS.fields,
    **{name: plain(protection_plans.c[name], "plan") for name in _PLAN},
    **{name: plain(final_plans.c[name], "final") for name in _FINAL},
    **{name: plain(enquiries.c[name], "enquiry") for name in _ENQUIRY},
    **{name: _holder(name) for name in ("iro_id", "iro", "team_id", "team")},
    "month_start": month(series.c.start),
    "month_closes": month(series.c.closes),
    "month_end": month(series.c.end),
    "first_held": lambda _: Field(_HELD_ON),
    "in_time": lambda sight: Field(no(_some(_failed(sight.as_at)))),
}

POPULATION = Population(
    "clocks",
    series,
    series.c.id,
    _FIELDS,
    PERIODS.always,
    {
        **PERIODS.joins,
        "plan": Join(protection_plans, only(protection_plans, "series_id", series.c.id)),
        "final": Join(final_plans, only(final_plans, "series_id", series.c.id)),
        "enquiry": Join(enquiries, only(enquiries, "series_id", series.c.id)),
    },
)
