"""The tables of officers, their posts, teams, and which child is allocated to whom."""

from sqlalchemy import Boolean, Column, Index, Integer, Text

from app.domain.officers import Absence, Allocation, Conflict, Officer, Post, Team
from app.domain.records import fold
from db.tables.columns import Kept, maybe_day, maybe_of, maybe_text, of, record_table, text
from db.tables.columns import day as a_day

officers = record_table(
    "officers",
    text("name"),
    text("login"),
    maybe_text("specialisms"),
    Column("folded", Text, nullable=False),
    Index(None, "folded"),
)

posts = record_table(
    "posts",
    maybe_of("officer_id", "officers"),
    text("role"),
    a_day("start"),
    maybe_day("end"),
    Column("fte_hundredths", Integer, nullable=False),
    Column("agency", Boolean, nullable=False),
    Column("cla_percent", Integer),
    Index(None, "officer_id"),
)

teams = record_table("teams", text("name"), Column("folded", Text, nullable=False), Index(None, "folded"))

allocations = record_table(
    "allocations",
    of("child_id", "children"),
    of("officer_id", "officers"),
    text("role"),
    a_day("start"),
    maybe_day("end"),
    maybe_day("told_on"),
    Index(None, "child_id", "role", "start"),
    Index(None, "officer_id", "end"),
)

absences = record_table(
    "absences",
    of("officer_id", "officers"),
    text("kind"),
    a_day("start"),
    maybe_day("end"),
    Index(None, "officer_id", "start"),
)

conflicts = record_table(
    "conflicts",
    of("officer_id", "officers"),
    of("child_id", "children"),
    text("why"),
    Index(None, "officer_id"),
    Index(None, "child_id"),
)

KEPT = (
    Kept(Officer, officers, {"folded": lambda officer: fold(officer.name)}),
    Kept(Post, posts),
    Kept(Team, teams, {"folded": lambda team: fold(team.name)}),
    Kept(Allocation, allocations),
    Kept(Absence, absences),
    Kept(Conflict, conflicts),
)
