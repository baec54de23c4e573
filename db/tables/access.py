"""The table of the people who use the program."""

from sqlalchemy import Index

from app.domain.access import Person
from db.tables.columns import Kept, maybe_of, record_table, text

people = record_table(
    "people",
    text("login"),
    text("name"),
    text("role"),
    maybe_of("officer_id", "officers"),
    Index(None, "login"),
)

KEPT = (Kept(Person, people),)
