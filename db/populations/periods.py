"""The periods: each clock of a child from its start to its end."""

from sqlalchemy import func, select

from db.populations.population import VOIDED_CHILDREN, Field, Join, Make, Population, child_fields, plain, runs
from db.tables.children import children
from db.tables.reviews import reviews, series

_HELD = (
    select(func.count())
    .select_from(reviews)
    .where(reviews.c.series_id == series.c.id, reviews.c.voided_at.is_(None), reviews.c.held.is_not(None))
    .correlate(series)
    .scalar_subquery()
)
_COLUMNS = (
    *("id", "version", "child_id", "kind", "start", "start_known", "end", "end_reason", "history_complete", "closes"),
)

_FIELDS: dict[str, Make] = {
    **{name: plain(series.c[name]) for name in _COLUMNS},
    **child_fields("child"),
    "running": lambda sight: Field(runs(series.c.start, series.c.closes, sight.as_at)),
    "reviews": lambda _: Field(_HELD),
}

POPULATION = Population(
    "periods",
    series,
    series.c.id,
    _FIELDS,
    (series.c.voided_at.is_(None), series.c.child_id.not_in(VOIDED_CHILDREN)),
    {"child": Join(children, children.c.id == series.c.child_id)},
)
