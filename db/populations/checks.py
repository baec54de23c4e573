"""The midway reviews, monitoring tools and audits of children's cases."""

from db.populations.of_reviews import of_child
from db.tables.checks import checks

POPULATION = of_child("checks", checks, "date", ("kind", "officer_id", "grade", "found", "challenge_id"), "officer_id")
