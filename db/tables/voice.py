"""The tables of the child's voice at reviews and of who came and reported, and of recommendations."""

from sqlalchemy import Boolean, Column, Index

from app.domain.recommendations import Recommendation
from app.domain.voice import Attendance, Voice
from db.tables.columns import Kept, maybe_day, maybe_of, maybe_text, of, record_table, text

voices = record_table(
    "voices",
    of("child_id", "children"),
    of("review_id", "reviews"),
    maybe_text("chaired"),
    maybe_text("consultation"),
    Column("advocate_offered", Boolean),
    Column("advocate_used", Boolean),
    maybe_text("visitor"),
    maybe_day("letter_on"),
    Index(None, "child_id"),
    Index(None, "review_id"),
)

attendances = record_table(
    "attendances",
    of("child_id", "children"),
    of("review_id", "reviews"),
    text("who"),
    Column("invited", Boolean),
    Column("attended", Boolean),
    maybe_text("report"),
    Index(None, "child_id"),
    Index(None, "review_id"),
)

recommendations = record_table(
    "recommendations",
    of("child_id", "children"),
    of("review_id", "reviews"),
    text("words"),
    text("owner"),
    maybe_day("due"),
    maybe_text("progress"),
    maybe_day("progress_on"),
    maybe_of("progress_review_id", "reviews"),
    Index(None, "child_id"),
    Index(None, "review_id"),
    Index(None, "progress_review_id"),
)

KEPT = (Kept(Voice, voices), Kept(Attendance, attendances), Kept(Recommendation, recommendations))
