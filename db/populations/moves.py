"""The moves: requests to rearrange a booked meeting, with the review and the child they concern."""

from db.populations import holders
from db.populations.population import VOIDED_CHILDREN, Join, Make, Population, child_fields, month, plain
from db.tables.children import children
from db.tables.reviews import rearrangements, reviews

_COLUMNS = (
    *("id", "version", "meeting_id", "review_id", "requested_by", "requested_on", "reason", "decision", "decided_by"),
    *("old_date", "new_date"),
)

_FIELDS: dict[str, Make] = {
    **{name: plain(rearrangements.c[name]) for name in _COLUMNS},
    **child_fields("review", "child"),
    **{name: plain(reviews.c[name], "review") for name in ("child_id", "series_id", "kind", "number", "due", "held")},
    **holders.now_fields(reviews.c.child_id, reviews, "review", "child"),
    "month": month(rearrangements.c.requested_on),
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
    },
    required=("review",),
)
