"""The reviews, held and open, with their child, their clock, and whose they are."""

from collections.abc import Callable
from datetime import date
from typing import Any

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    and_,
    bindparam,
    case,
    column,
    exists,
    func,
    not_,
    or_,
    select,
    table,
)

from app.domain import timeliness
from app.domain.conferences import CONFERENCES
from app.domain.kinds import LOOKED_AFTER
from app.domain.participation import ASKED
from db.populations import holders
from db.populations.population import (
    VOIDED_CHILDREN,
    Field,
    Join,
    Make,
    Population,
    Sight,
    child_fields,
    month,
    named,
    plain,
)
from db.tables.children import children
from db.tables.officers import officers
from db.tables.reviews import meeting_reviews, meetings, reviews, series

CHAIR = "chair"
"""The value of the option "attribution" with which a review is its chair's; without it, the IRO's of the due date."""

_DAY = func.coalesce(reviews.c.due, reviews.c.held)
_PLANNED = (
    select(func.min(meetings.c.date))
    .select_from(meeting_reviews.join(meetings, meetings.c.id == meeting_reviews.c.meeting_id))
    .where(
        meeting_reviews.c.review_id == reviews.c.id,
        meeting_reviews.c.voided_at.is_(None),
        meetings.c.voided_at.is_(None),
        meetings.c.state == "planned",
    )
    .correlate(reviews)
    .scalar_subquery()
)
_EARLIER = reviews.alias("earlier")
_PREVIOUS = (
    select(func.max(_EARLIER.c.held))
    .where(
        _EARLIER.c.series_id == reviews.c.series_id,
        _EARLIER.c.voided_at.is_(None),
        or_(reviews.c.held.is_(None), _EARLIER.c.held < reviews.c.held),
    )
    .correlate(reviews)
    .scalar_subquery()
)
# Looked up only for the few reviews that are due on the day their period closes, so not by a join for all of them.
_EIGHTEENTH = (
    select(children.c.eighteenth).where(children.c.id == reviews.c.child_id).correlate(reviews).scalar_subquery()
)
_COLUMNS = (
    *("id", "version", "child_id", "series_id", "kind", "number", "number_basis", "to_confirm", "due", "due_basis"),
    *("counted_from", "source_due", "local_due", "held", "participation", "late_reason", "without_meeting"),
    *("chair_id", "brought_forward_by", "brought_forward_why", "note"),
    *("decisions_on", "answered_on", "record_on", "sent_on"),
    *("adjourned_on", "adjourned_why", "completed_on", "served_with", "panel_on"),
)
YEAR = 366
"""Days for which an adjourned review that was completed stays in its part of the list."""
_ASKED: BindParameter[Any] = bindparam("asked", ASKED, expanding=True, literal_execute=True)
_OUTCOMES = table("conference_outcomes", column("review_id"), column("voided_at"))
"""Named only: the tables of conferences are not loaded for the list of reviews."""
_BESIDE = reviews.alias("beside")
_OF_BESIDE = ("kind", "number", "number_basis", "to_confirm", "due", "due_basis", "counted_from")


def verdict(as_at: date) -> ColumnElement[str]:
    """What became of a review by a day: the words of app.domain.timeliness.verdict, which a test holds equal."""
    due, held, closes = reviews.c.due, reviews.c.held, series.c.closes
    return case(
        (and_(held.is_not(None), due.is_(None)), timeliness.NOT_JUDGED),
        (held <= due, timeliness.IN_TIME),
        (held.is_not(None), timeliness.LATE),
        (closes <= as_at, timeliness.NEVER_HELD),
        (due < as_at, timeliness.OVERDUE),
        else_=timeliness.TO_COME,
    )


def _open(as_at: date) -> ColumnElement[bool]:
    return and_(reviews.c.held.is_(None), or_(series.c.closes.is_(None), series.c.closes > as_at))


def _late(as_at: date) -> ColumnElement[bool]:
    gone = or_(series.c.closes <= as_at, reviews.c.due < as_at)
    after = func.coalesce(reviews.c.held > reviews.c.due, False)
    return or_(after, and_(reviews.c.held.is_(None), func.coalesce(gone, False)))


def _facts_to_come(sight: Sight) -> ColumnElement[bool]:
    """Held, but how the child took part, or the reason of a late one, is not recorded yet.

    Of conferences the first is asked since the day of the option "conferences-from": of older ones files do not tell. The
    kinds stand in the words themselves, as in the index of these reviews, which would not be used otherwise.
    """
    silent = and_(reviews.c.kind.in_(_ASKED), reviews.c.participation.is_(None))
    unexplained = and_(reviews.c.held > reviews.c.due, reviews.c.late_reason.is_(None))
    since = sight.options.get("conferences-from", date.max.isoformat())
    asked = or_(reviews.c.kind == LOOKED_AFTER, reviews.c.held >= date.fromisoformat(since))
    return and_(reviews.c.held.is_not(None), or_(silent, unexplained), or_(and_(silent, asked), unexplained))


def _undecided(sight: Sight) -> ColumnElement[bool]:
    """A conference held since the day of the option "conferences-from", of which the outcome is not recorded."""
    since = date.fromisoformat(sight.options.get("conferences-from", date.max.isoformat()))
    decided = exists().where(_OUTCOMES.c.review_id == reviews.c.id, _OUTCOMES.c.voided_at.is_(None))
    lately = and_(reviews.c.held.is_not(None), reviews.c.held >= since)
    return and_(reviews.c.kind.in_(CONFERENCES), lately, not_(decided))


def _adjourned_from(sight: Sight) -> date:
    since = sight.options.get("adjourned-since")
    return date.fromisoformat(since) if since else date.fromordinal(max(1, sight.as_at.toordinal() - YEAR))


def _adjourned(sight: Sight) -> Field:
    """Adjourned since a day, or still to be completed; in the words of the index of these few reviews."""
    lately = reviews.c.adjourned_on >= _adjourned_from(sight)
    return Field(and_(reviews.c.adjourned_on.is_not(None), or_(lately, reviews.c.completed_on.is_(None))))


def _counts_due() -> ColumnElement[bool]:
    """The period had not ended before the due date, and the due date is not the 18th birthday itself."""
    closes = series.c.closes
    not_eighteenth = or_(_EIGHTEENTH.is_(None), closes != _EIGHTEENTH)
    in_period = or_(closes.is_(None), reviews.c.due < closes, and_(reviews.c.due == closes, not_eighteenth))
    return and_(reviews.c.due.is_not(None), reviews.c.series_id.is_not(None), in_period)


def _in_period() -> ColumnElement[bool]:
    """Of a period, with a row of its own in lists or not: nearly all have one, which their index says of them alone."""
    return or_(reviews.c.placed, reviews.c.series_id.is_not(None))


def _holder(name: str, by_chair: Callable[[], Field]) -> Make:
    """Whose review it is: by the chair on the day, when that is asked for, or by the allocation on the due date."""

    def make(sight: Sight) -> Field:
        if sight.options.get("attribution") == CHAIR:
            return by_chair()
        return holders.on_day(reviews.c.child_id, reviews, _DAY)[name]

    return make


def _team(name: str) -> Make:
    return lambda _: holders.on_day(reviews.c.child_id, reviews, _DAY)[name]


def _chair_name() -> Field:
    return Field(officers.c.name, ("chair",), folded=officers.c.folded, sorts=officers.c.folded)


_FIELDS: dict[str, Make] = {
    **{name: plain(reviews.c[name]) for name in _COLUMNS},
    **child_fields("child"),
    **holders.now_fields(reviews.c.child_id, reviews, "child"),
    "chair": named(officers.c.name, officers.c.folded, "chair"),
    "day": lambda _: Field(_DAY),
    "placed": plain(reviews.c.placed),
    "in_period": lambda _: Field(_in_period()),
    "closes": plain(series.c.closes, "series"),
    "start": plain(series.c.start, "series"),
    "start_known": plain(series.c.start_known, "series"),
    "planned": lambda _: Field(_PLANNED),
    "previous": lambda _: Field(_PREVIOUS),
    "iro_id": _holder("iro_id", lambda: Field(reviews.c.chair_id)),
    "iro": _holder("iro", _chair_name),
    "team_id": _team("team_id"),
    "team": _team("team"),
    "month_held": month(reviews.c.held),
    "month_due": month(reviews.c.due),
    "verdict": lambda sight: Field(verdict(sight.as_at), ("series",)),
    "open": lambda sight: Field(_open(sight.as_at), ("series",)),
    "late": lambda sight: Field(_late(sight.as_at), ("series",)),
    "facts_to_come": lambda sight: Field(_facts_to_come(sight)),
    "counts_due": lambda _: Field(_counts_due(), ("series",)),
    "undecided": lambda sight: Field(_undecided(sight)),
    "adjourned": _adjourned,
    "was_completed": lambda _: Field(reviews.c.completed_on.is_not(None)),
    **{f"beside_{name}": plain(_BESIDE.c[name], "beside") for name in _OF_BESIDE},
    "in_time": lambda _: Field(reviews.c.held <= reviews.c.due),
    "in_time_local": lambda _: Field(reviews.c.held <= reviews.c.local_due),
}

_ALWAYS: tuple[ColumnElement[Any], ...] = (
    reviews.c.voided_at.is_(None),
    reviews.c.child_id.not_in(VOIDED_CHILDREN),
)

POPULATION = Population(
    "reviews",
    reviews,
    reviews.c.id,
    _FIELDS,
    _ALWAYS,
    {
        "child": Join(children, children.c.id == reviews.c.child_id),
        "series": Join(series, series.c.id == reviews.c.series_id),
        "chair": Join(officers, officers.c.id == reviews.c.chair_id),
        "beside": Join(
            _BESIDE,
            and_(
                _BESIDE.c.child_id == reviews.c.child_id,
                _BESIDE.c.held.is_(None),
                _BESIDE.c.voided_at.is_(None),
                _BESIDE.c.served_with == reviews.c.id,
            ),
        ),
    },
)
