"""The meetings: one row for each review that a meeting serves, with the child and whose it is now."""

from sqlalchemy import and_, func, null

from db.populations import holders
from db.populations.population import VOIDED_CHILDREN, Join, Make, Population, child_fields, plain
from db.tables.children import children
from db.tables.reviews import meeting_reviews, meetings, reviews

_OF_MEETING = ("date", "time", "minutes", "place", "state", "invited_on", "minute_taker")

# The same as the date, but not by its index: where only one IRO's meetings are wanted, the database begins with the
# children of that IRO, who are few, and not with everybody's meetings of those days.
_DAY = func.coalesce(meetings.c.date, null())

_BESIDE = reviews.alias("beside")

_FIELDS: dict[str, Make] = {
    **{name: plain(meetings.c[name]) for name in _OF_MEETING},
    "day": plain(_DAY),
    **child_fields("child"),
    **holders.now_fields(reviews.c.child_id, reviews, "child"),
    "id": plain(meeting_reviews.c.review_id),
    "meeting_id": plain(meeting_reviews.c.meeting_id),
    "child_id": plain(reviews.c.child_id),
    "kind": plain(reviews.c.kind),
    "number": plain(reviews.c.number),
    "due": plain(reviews.c.due),
    "held": plain(reviews.c.held),
    "own_row": plain(reviews.c.placed),
    "beside_kind": plain(_BESIDE.c.kind, "beside"),
}

POPULATION = Population(
    "meetings",
    meeting_reviews,
    meeting_reviews.c.id,
    _FIELDS,
    (
        meeting_reviews.c.voided_at.is_(None),
        meetings.c.voided_at.is_(None),
        reviews.c.voided_at.is_(None),
        reviews.c.child_id.not_in(VOIDED_CHILDREN),
    ),
    {
        "meeting": Join(meetings, meetings.c.id == meeting_reviews.c.meeting_id),
        "review": Join(reviews, reviews.c.id == meeting_reviews.c.review_id),
        "child": Join(children, children.c.id == reviews.c.child_id, ("review",)),
        "beside": Join(
            _BESIDE,
            and_(
                _BESIDE.c.child_id == reviews.c.child_id,
                _BESIDE.c.held.is_(None),
                _BESIDE.c.voided_at.is_(None),
                _BESIDE.c.served_with == reviews.c.id,
            ),
            ("review",),
        ),
    },
    required=("meeting", "review"),
)
