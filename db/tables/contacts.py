"""The table of contacts with children."""

from sqlalchemy import Boolean, Column, Index

from app.domain.contacts import Contact
from db.tables.columns import Kept, maybe_day, maybe_of, of, record_table, text

contacts = record_table(
    "contacts",
    of("child_id", "children"),
    maybe_day("date"),
    text("how"),
    Column("alone", Boolean),
    maybe_of("officer_id", "officers"),
    maybe_of("review_id", "reviews"),
    text("note"),
    Index(None, "child_id", "date"),
    Index(None, "review_id"),
)

KEPT = (Kept(Contact, contacts),)
