"""The moves: requests to rearrange a booked meeting, with the review and the child they concern."""

from sqlalchemy import ColumnElement, and_, func

from db.populations import holders
from db.populations.population import VOIDED_CHILDREN, Field, Join, Make, Population, Sight, child_fields, month, plain
from db.tables.children import children
from db.tables.reviews import meetings, rearrangements, reviews

AFTER_INVITATIONS = "invited"
"""The value of the option "moves" with which only requests made after the invitations went out are counted."""

_COLUMNS = (
    *("id", "version", "meeting_id", "review_id", "requested_by", "requested_on", "reason", "decision", "decided_by"),
    *("old_date", "new_date"),
)
_AGREED = rearrangements.c.decision == "agreed"


def _counts(sight: Sight) -> Field:
    """A request for another day; one for another time of the same day is none."""
    another_day = func.coalesce(rearrangements.c.new_date != rearrangements.c.old_date, True)
    if sight.options.get("moves") != AFTER_INVITATIONS:
        return Field(another_day)
    return Field(and_(another_day, meetings.c.invited_on <= rearrangements.c.requested_on), ("meeting",))


def _on_the_day(name: str) -> Make:
    return lambda _: holders.on_day(reviews.c.child_id, reviews, rearrangements.c.requested_on)[name]


def _made_late() -> ColumnElement[bool]:
    """The date that was given up was in time, and the one agreed instead is not."""
    return and_(_AGREED, rearrangements.c.old_date <= reviews.c.due, rearrangements.c.new_date > reviews.c.due)


_FIELDS: dict[str, Make] = {
    **{name: plain(rearrangements.c[name]) for name in _COLUMNS},
    **child_fields("review", "child"),
    **{name: plain(reviews.c[name], "review") for name in ("child_id", "series_id", "kind", "number", "due", "held")},
    **holders.now_fields(reviews.c.child_id, reviews, "review", "child"),
    **{name: _on_the_day(name) for name in ("iro_id", "iro", "team_id", "team")},
    "invited_on": plain(meetings.c.invited_on, "meeting"),
    "month": month(rearrangements.c.requested_on),
    "agreed": lambda _: Field(_AGREED),
    "counts": _counts,
    "made_late": lambda _: Field(_made_late(), ("review",)),
}

POPULATION = Population(
    "moves",
    rearrangements,
    rearrangements.c.id,
    _FIELDS,
    (
        rearrangements.c.voided_at.is_(None),
        reviews.c.voided_at.is_(None),
        reviews.c.child_id.not_in(VOIDED_CHILDREN),
    ),
    {
        "review": Join(reviews, reviews.c.id == rearrangements.c.review_id),
        "child": Join(children, children.c.id == reviews.c.child_id, ("review",)),
        "meeting": Join(meetings, meetings.c.id == rearrangements.c.meeting_id),
    },
    required=("review",),
)
