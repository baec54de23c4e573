"""The tables of clinics of children, and of other meetings with the children concerned."""

from sqlalchemy import Column, Index, Integer

from app.domain.clinics import Clinic, ClinicChild
from app.domain.gatherings import Gathering, GatheringChild, GatheringTheme
from db.tables.columns import Kept, maybe_day, maybe_of, maybe_text, of, record_table, text
from db.tables.columns import day as a_day

clinics = record_table("clinics", a_day("date"), text("rule"), text("note"), Index(None, "rule", "date"))

clinic_children = record_table(
    "clinic_children",
    of("clinic_id", "clinics"),
    of("child_id", "children"),
    maybe_text("category"),
    Column("plan_number", Integer),
    maybe_text("pre_proceedings"),
    maybe_text("assessment_current"),
    text("found"),
    text("decision"),
    text("owner"),
    maybe_day("due"),
    maybe_day("done_on"),
    maybe_of("challenge_id", "challenges"),
    maybe_of("carried_from", "clinic_children"),
    Index(None, "clinic_id"),
    Index(None, "child_id"),
)

gatherings = record_table(
    "gatherings",
    text("kind"),
    a_day("date"),
    maybe_of("chair_id", "officers"),
    text("note"),
    Index(None, "date"),
)

gathering_children = record_table(
    "gathering_children",
    of("gathering_id", "gatherings"),
    of("child_id", "children"),
    Index(None, "gathering_id"),
    Index(None, "child_id"),
)

gathering_themes = record_table(
    "gathering_themes", of("gathering_id", "gatherings"), text("theme"), Index(None, "gathering_id")
)

KEPT = (
    Kept(Clinic, clinics),
    Kept(ClinicChild, clinic_children),
    Kept(Gathering, gatherings),
    Kept(GatheringChild, gathering_children),
    Kept(GatheringTheme, gathering_themes),
)
