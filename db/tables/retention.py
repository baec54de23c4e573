"""The table of what is kept longer than the service's period."""

from sqlalchemy import Index

from app.domain.retention import KeptLonger
from db.tables.columns import Kept, day, of, record_table, text

kept_longer = record_table(
    "kept_longer",
    of("child_id", "children"),
    day("until"),
    text("why"),
    Index(None, "child_id"),
)

KEPT = (Kept(KeptLonger, kept_longer),)
"""How the decisions are kept."""
