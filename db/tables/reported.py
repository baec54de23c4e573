"""The tables of months as they were reported."""

from sqlalchemy import Boolean, Column, Index

from app.domain.reported import ReportedMonth, ReportedReview
from db.tables.columns import Kept, Moment, of, record_table, text
from db.tables.columns import day as a_day

reported_months = record_table(
    "reported_months",
    a_day("month"),
    Column("made_at", Moment, nullable=False),
    text("made_by"),
    text("basis"),
    text("count"),
    Index(None, "month"),
)

reported_reviews = record_table(
    "reported_reviews",
    of("reported_id", "reported_months"),
    of("review_id", "reviews"),
    text("kind"),
    Column("in_time", Boolean, nullable=False),
    Index(None, "reported_id"),
    Index(None, "review_id"),
)

KEPT = (Kept(ReportedMonth, reported_months), Kept(ReportedReview, reported_reviews))
