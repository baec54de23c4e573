"""The reviews of months as they were reported."""

from db.populations.population import Join, Make, Population, child_fields, plain
from db.tables.children import children
from db.tables.reported import reported_months, reported_reviews
from db.tables.reviews import reviews

_FIELDS: dict[str, Make] = {
    **{name: plain(reported_reviews.c[name]) for name in ("id", "reported_id", "review_id", "kind", "in_time")},
    **{name: plain(reported_months.c[name], "month") for name in ("month", "made_at", "made_by", "basis", "count")},
    **child_fields("review", "child"),
    **{name: plain(reviews.c[name], "review") for name in ("child_id", "due", "held")},
}

POPULATION = Population(
    "reported",
    reported_reviews,
    reported_reviews.c.id,
    _FIELDS,
    (reported_reviews.c.voided_at.is_(None), reported_months.c.voided_at.is_(None)),
    {
        "month": Join(reported_months, reported_months.c.id == reported_reviews.c.reported_id),
        "review": Join(reviews, reviews.c.id == reported_reviews.c.review_id),
        "child": Join(children, children.c.id == reviews.c.child_id, ("review",)),
    },
    required=("month",),
)
