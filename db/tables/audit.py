"""The tables of the audit: entries in a chain, and beside them the details, which can be erased."""

from sqlalchemy import Column, ForeignKey, Index, Integer, String, Table, Text

from db.tables.columns import ID_LENGTH, Moment, metadata, text

HASH_LENGTH = 64

audit = Table(
    "audit",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("at", Moment, nullable=False),
    text("login"),
    text("action"),
    text("summary"),
    Column("undoes", Integer),
    Column("digest", String(HASH_LENGTH), nullable=False),
    Column("previous", String(HASH_LENGTH), nullable=False),
    Column("hash", String(HASH_LENGTH), nullable=False),
    Index(None, "login", "number"),
)

# The salt of an entry stands in its first row. Rows lie in the order of their keys, without another index for them.
audit_detail = Table(
    "audit_detail",
    metadata,
    Column("number", Integer, ForeignKey("audit.number"), primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("salt", String(ID_LENGTH)),
    text("kind"),
    Column("record_id", String(ID_LENGTH), nullable=False),
    Column("before", Text),
    Column("after", Text),
    Index(None, "record_id"),
    sqlite_with_rowid=False,
)

# Where details hold the keys of many records, their kind and the first and last: who made a record is found without a scan.
audit_ranges = Table(
    "audit_ranges",
    metadata,
    Column("number", Integer, ForeignKey("audit.number"), primary_key=True),
    Column("position", Integer, primary_key=True),
    text("kind"),
    Column("first", String(ID_LENGTH), nullable=False),
    Column("last", String(ID_LENGTH), nullable=False),
    Index(None, "kind", "first", "last"),
    sqlite_with_rowid=False,
)
