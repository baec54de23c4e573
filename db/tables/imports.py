"""The tables of imports and of what files last said."""

from sqlalchemy import Boolean, Column, Index, String

from app.domain.imports import ImportedValues, ImportRun
from db.tables.columns import ID_LENGTH, Kept, Moment, record_table, text

import_runs = record_table(
    "import_runs",
    Column("at", Moment, nullable=False),
    text("files"),
    text("layout"),
    text("summary"),
    Column("undone", Boolean, nullable=False),
    Index(None, "at"),
)

imported_values = record_table(
    "imported_values",
    Column("record_id", String(ID_LENGTH), nullable=False),
    text("values"),
    Index(None, "record_id"),
)

KEPT = (Kept(ImportRun, import_runs), Kept(ImportedValues, imported_values))
