"""The tables of midway reviews, monitoring and audits, and of their answers."""

from sqlalchemy import Boolean, Column, Index

from app.domain.checks import Check, CheckAnswer
from db.tables.columns import Kept, maybe_of, maybe_text, of, record_table, text
from db.tables.columns import day as a_day

checks = record_table(
    "checks",
    of("child_id", "children"),
    text("kind"),
    a_day("date"),
    maybe_of("officer_id", "officers"),
    maybe_text("grade"),
    text("found"),
    maybe_of("challenge_id", "challenges"),
    Index(None, "child_id", "date"),
    Index(None, "kind", "date"),
)

check_answers = record_table(
    "check_answers",
    of("check_id", "checks"),
    text("question"),
    text("words"),
    text("answer"),
    Column("good", Boolean, nullable=False),
    text("note"),
    Index(None, "check_id"),
)

KEPT = (Kept(Check, checks), Kept(CheckAnswer, check_answers))
