"""The tables of enquiries, conferences' outcomes, child protection plans and core groups."""

from sqlalchemy import Boolean, Column, Index, Integer

from app.domain.conferences import ConferenceOutcome, CoreGroup, Enquiry, ProtectionPlan
from db.tables.columns import Kept, maybe_day, maybe_text, of, record_table, text
from db.tables.columns import day as a_day

enquiries = record_table(
    "enquiries",
    of("child_id", "children"),
    of("series_id", "series"),
    maybe_day("requested_on"),
    maybe_day("received_on"),
    maybe_day("section47_on"),
    text("not_needed_by"),
    text("transfer_from"),
    maybe_day("notified_on"),
    maybe_day("accepted_on"),
    text("note"),
    Index(None, "child_id"),
    Index(None, "series_id"),
)

protection_plans = record_table(
    "protection_plans",
    of("child_id", "children"),
    of("series_id", "series"),
    maybe_text("initial_category"),
    maybe_text("latest_category"),
    maybe_day("latest_since"),
    Column("previous_here", Integer),
    Column("previous_elsewhere", Integer),
    Index(None, "child_id"),
    Index(None, "series_id"),
)

conference_outcomes = record_table(
    "conference_outcomes",
    of("child_id", "children"),
    of("review_id", "reviews"),
    maybe_text("outcome"),
    maybe_text("category"),
    Column("quorate", Boolean),
    text("dissent"),
    Index(None, "child_id"),
    Index(None, "review_id"),
)

core_groups = record_table(
    "core_groups",
    of("child_id", "children"),
    of("series_id", "series"),
    a_day("date"),
    text("note"),
    Index(None, "child_id"),
    Index(None, "series_id", "date"),
)

KEPT = (
    Kept(Enquiry, enquiries),
    Kept(ProtectionPlan, protection_plans),
    Kept(ConferenceOutcome, conference_outcomes),
    Kept(CoreGroup, core_groups),
)
