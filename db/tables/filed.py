"""The table of what is on children's files."""

from sqlalchemy import Index

from app.domain.filed import Filed
from db.tables.columns import Kept, of, record_table, text
from db.tables.columns import day as a_day

filed = record_table(
    "filed",
    of("child_id", "children"),
    text("kind"),
    text("record_id"),
    a_day("date"),
    Index(None, "record_id"),
    Index(None, "child_id"),
)

KEPT = (Kept(Filed, filed),)
