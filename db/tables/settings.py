"""The tables of the service's settings, bank holidays and lists."""

from sqlalchemy import Boolean, Column, Index, Integer

from app.domain.settings import Holiday, ListEntry, Setting
from db.tables.columns import Kept, record_table, text
from db.tables.columns import day as a_day

settings = record_table(
    "settings",
    text("key"),
    a_day("start"),
    text("value"),
    Index(None, "key", "start"),
)

holidays = record_table(
    "holidays",
    a_day("date"),
    text("name"),
    Column("confirmed", Boolean, nullable=False),
    Index(None, "date"),
)

list_entries = record_table(
    "list_entries",
    text("list"),
    text("code"),
    text("label"),
    text("group"),
    Column("position", Integer, nullable=False),
    Column("retired", Boolean, nullable=False),
    Index(None, "list", "code"),
)

KEPT = (Kept(Setting, settings), Kept(Holiday, holidays), Kept(ListEntry, list_entries))
