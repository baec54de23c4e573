"""Who was asked to reviews, came and reported: one row a person or agency at a review."""

from db.populations.of_reviews import of_review
from db.tables.voice import attendances

POPULATION = of_review("attendances", attendances, ("who", "invited", "attended", "report"))
