"""The tables of what reviews found of plans, of final plans, and of statements to court."""

from sqlalchemy import Index

from app.domain.quality import CourtStatement, FinalPlan, Quality
from db.tables.columns import Kept, maybe_day, maybe_text, of, record_table, text
from db.tables.columns import day as a_day

qualities = record_table(
    "qualities",
    of("child_id", "children"),
    of("review_id", "reviews"),
    maybe_text("plan_current"),
    maybe_text("plan_smart"),
    maybe_text("health_assessment"),
    maybe_text("education_plan"),
    maybe_text("permanence"),
    Index(None, "child_id"),
    Index(None, "review_id"),
)

final_plans = record_table(
    "final_plans",
    of("child_id", "children"),
    of("series_id", "series"),
    maybe_day("ratified_on"),
    maybe_text("why_not"),
    text("note"),
    Index(None, "child_id"),
    Index(None, "series_id"),
)

court_statements = record_table(
    "court_statements",
    of("child_id", "children"),
    a_day("due_on"),
    maybe_day("sent_on"),
    text("note"),
    Index(None, "child_id"),
    Index(None, "due_on"),
)

KEPT = (Kept(Quality, qualities), Kept(FinalPlan, final_plans), Kept(CourtStatement, court_statements))
