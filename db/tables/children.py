"""The tables of children and of the dated facts about them."""

from sqlalchemy import Column, Date, Index, Text
from sqlalchemy import text as sql

from app.domain.children import (
    Child,
    ChildReference,
    ChildTeam,
    LegalStatus,
    Placement,
    SocialWorker,
    reference_key,
)
from app.domain.records import fold
from db.tables.columns import Kept, maybe_day, maybe_text, of, record_table, text
from db.tables.columns import day as a_day

children = record_table(
    "children",
    text("reference"),
    text("name"),
    text("known_as"),
    maybe_day("date_of_birth"),
    text("sex"),
    maybe_text("sibling_group"),
    maybe_day("expected_on"),
    maybe_text("household"),
    Column("folded", Text, nullable=False),
    Column("sort_name", Text, nullable=False),
    Column("reference_key", Text, nullable=False),
    Column("eighteenth", Date),
    Index(None, "reference_key"),
    Index(None, "sibling_group"),
    Index("children_voided", "id", sqlite_where=sql("voided_at IS NOT NULL")),
)

child_references = record_table(
    "child_references",
    of("child_id", "children"),
    text("source"),
    text("value"),
    Column("key", Text, nullable=False),
    Index(None, "child_id"),
    Index(None, "key"),
)

legal_statuses = record_table(
    "legal_statuses",
    of("child_id", "children"),
    text("code"),
    a_day("start"),
    maybe_day("end"),
    Index(None, "child_id", "start"),
)

social_workers = record_table(
    "social_workers",
    of("child_id", "children"),
    text("name"),
    a_day("start"),
    maybe_day("end"),
    Index(None, "child_id", "start"),
)

child_teams = record_table(
    "child_teams",
    of("child_id", "children"),
    of("team_id", "teams"),
    a_day("start"),
    maybe_day("end"),
    Index(None, "child_id", "start"),
    Index(None, "team_id", "end"),
)

placements = record_table(
    "placements",
    of("child_id", "children"),
    text("code"),
    text("provider"),
    a_day("start"),
    maybe_day("end"),
    Index(None, "child_id", "start"),
)


def _folded(child: Child) -> str:
    return fold(f"{child.reference} {child.name} {child.known_as}")


def _sort_name(child: Child) -> str:
    return fold(child.shown_name)


def _reference_key(child: Child) -> str:
    return reference_key(child.reference)


def _key(reference: ChildReference) -> str:
    return reference_key(reference.value)


KEPT = (
    Kept(
        Child,
        children,
        {
            "folded": _folded,
            "sort_name": _sort_name,
            "reference_key": _reference_key,
            "eighteenth": lambda child: child.eighteenth_birthday,
        },
    ),
    Kept(ChildReference, child_references, {"key": _key}),
    Kept(LegalStatus, legal_statuses),
    Kept(SocialWorker, social_workers),
    Kept(ChildTeam, child_teams),
    Kept(Placement, placements),
)
