"""The recommendations of reviews, with what had become of them at the next one."""

from db.populations.of_reviews import of_review
from db.populations.population import month
from db.tables.voice import recommendations

_COLUMNS = ("words", "owner", "progress", "progress_on", "progress_review_id")

POPULATION = of_review(
    "recommendations", recommendations, _COLUMNS, {"month_progress": month(recommendations.c.progress_on)}
)
