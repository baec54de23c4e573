"""The tables of what is kept without audit: preferences, drafts and matches of columns; and the file's own identity."""

from sqlalchemy import Column, Table, Text

from db.tables.columns import metadata, text

memory = Table(
    "memory",
    metadata,
    Column("kind", Text, primary_key=True),
    Column("person", Text, primary_key=True),
    Column("key", Text, primary_key=True),
    text("value"),
)

meta = Table("meta", metadata, Column("key", Text, primary_key=True), text("value"))
