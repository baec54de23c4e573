"""Every kind of meeting, the child's voice, the quality of plans: their tables, new columns, and values of new lists."""

from typing import Any

import sqlalchemy as sa
from alembic import op

from app.domain.records import new_id
from db.seeds import shipped_lists

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

FACTS = "kind = 'looked-after' AND participation IS NULL OR held > due AND late_reason IS NULL"
WITH_CONFERENCES = (
    "kind IN ('looked-after', 'icpc', 'transfer-in', 'rcpc') AND participation IS NULL"
    " OR held > due AND late_reason IS NULL"
)
INDEXED = ["kind", "held", "due", "participation", "late_reason", "placed", "child_id", "voided_at"]
ADDED: tuple[tuple[str, str, Any], ...] = (
    ("children", "expected_on", sa.Date),
    ("children", "household", sa.Text),
    ("reviews", "adjourned_on", sa.Date),
    ("reviews", "adjourned_why", sa.Text),
    ("reviews", "completed_on", sa.Date),
    ("reviews", "served_with", sa.Text),
    ("reviews", "panel_on", sa.Date),
)
TABLES = (
    "enquiries",
    "protection_plans",
    "conference_outcomes",
    "core_groups",
    "voices",
    "attendances",
    "recommendations",
    "qualities",
    "final_plans",
    "court_statements",
    "checks",
    "check_answers",
    "clinics",
    "clinic_children",
    "gatherings",
    "gathering_children",
    "gathering_themes",
    "filed",
)
LISTS = ("adjourn-reason", "attender", "permanence-plan", "not-ratified", "gathering-kind", "disruption-theme")
WORDS_ADDED = {("period-end", "not-needed"), ("period-end", "no-plan"), ("period-end", "plan-made")}
SHIPPED = ("list", "code", "label", "group", "position")
LIST_ENTRIES = sa.table(
    "list_entries",
    sa.column("id"),
    sa.column("version"),
    *map(sa.column, SHIPPED),
    sa.column("retired", sa.Boolean()),
)


def upgrade() -> None:
    """Make the tables, add the columns, and add to the lists of a file that has some."""
    for table, column, kind in ADDED:
        op.add_column(table, sa.Column(column, kind(), nullable=True))
    op.create_index(
        "reviews_adjourned",
        "reviews",
        ["adjourned_on", "completed_on", "kind", "placed", "child_id", "voided_at"],
        unique=False,
        sqlite_where=sa.text("adjourned_on IS NOT NULL AND voided_at IS NULL"),
    )
    _list_facts_to_come(WITH_CONFERENCES)
    _make_enquiries()
    _make_protection_plans()
    _make_conference_outcomes()
    _make_core_groups()
    _make_voices()
    _make_attendances()
    _make_recommendations()
    _make_qualities()
    _make_final_plans()
    _make_court_statements()
    _make_checks()
    _make_check_answers()
    _make_clinics()
    _make_clinic_children()
    _make_gatherings()
    _make_gathering_children()
    _make_gathering_themes()
    _make_filed()
    _add_to_lists()


def downgrade() -> None:
    """Take both away again; values of lists stay, for nothing asks for them."""
    for name in reversed(TABLES):
        op.drop_table(name)
    _list_facts_to_come(FACTS)
    op.drop_index("reviews_adjourned", table_name="reviews")
    for table, column, _ in reversed(ADDED):
        op.drop_column(table, column)


def _list_facts_to_come(condition: str) -> None:
    """The index of held reviews with facts to come, which has conferences too now."""
    where = sa.text(f"held IS NOT NULL AND voided_at IS NULL AND ({condition})")
    op.drop_index("reviews_to_come", table_name="reviews")
    op.create_index("reviews_to_come", "reviews", INDEXED, unique=False, sqlite_where=where)


def _add_to_lists() -> None:
    connection = op.get_bind()
    there = {tuple(row) for row in connection.execute(sa.select(LIST_ENTRIES.c["list"], LIST_ENTRIES.c.code))}
    shipped = [one for one in shipped_lists() if one.list in LISTS or (one.list, one.code) in WORDS_ADDED]
    missing = [one for one in shipped if (one.list, one.code) not in there]
    if there and missing:
        connection.execute(
            LIST_ENTRIES.insert(),
            [
                {"id": new_id(), "version": 1, "retired": False, **{name: getattr(one, name) for name in SHIPPED}}
                for one in missing
            ],
        )


def _record() -> tuple[sa.Column[Any], ...]:
    """The columns that every record has."""
    return (
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("voided_at", sa.DateTime(), nullable=True),
        sa.Column("voided_by", sa.Text(), nullable=True),
        sa.Column("voided_why", sa.Text(), nullable=True),
        sa.Column("import_id", sa.String(length=32), nullable=True),
    )


def _make_enquiries() -> None:
    op.create_table(
        "enquiries",
        *_record(),
        sa.Column("child_id", sa.String(length=32), nullable=False),
        sa.Column("series_id", sa.String(length=32), nullable=False),
        sa.Column("requested_on", sa.Date(), nullable=True),
        sa.Column("received_on", sa.Date(), nullable=True),
        sa.Column("section47_on", sa.Date(), nullable=True),
        sa.Column("not_needed_by", sa.Text(), nullable=False),
        sa.Column("transfer_from", sa.Text(), nullable=False),
        sa.Column("notified_on", sa.Date(), nullable=True),
        sa.Column("accepted_on", sa.Date(), nullable=True),
        sa.Column("note", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("enquiries_key")),
        sa.ForeignKeyConstraint(["child_id"], ["children.id"], name=op.f("enquiries_child_id_exists")),
        sa.ForeignKeyConstraint(["series_id"], ["series.id"], name=op.f("enquiries_series_id_exists")),
    )
    op.create_index(op.f("enquiries_child_id"), "enquiries", ["child_id"], unique=False)
    op.create_index(op.f("enquiries_series_id"), "enquiries", ["series_id"], unique=False)


def _make_protection_plans() -> None:
    op.create_table(
        "protection_plans",
        *_record(),
        sa.Column("child_id", sa.String(length=32), nullable=False),
        sa.Column("series_id", sa.String(length=32), nullable=False),
        sa.Column("initial_category", sa.Text(), nullable=True),
        sa.Column("latest_category", sa.Text(), nullable=True),
        sa.Column("latest_since", sa.Date(), nullable=True),
        sa.Column("previous_here", sa.Integer(), nullable=True),
        sa.Column("previous_elsewhere", sa.Integer(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("protection_plans_key")),
        sa.ForeignKeyConstraint(["child_id"], ["children.id"], name=op.f("protection_plans_child_id_exists")),
        sa.ForeignKeyConstraint(["series_id"], ["series.id"], name=op.f("protection_plans_series_id_exists")),
    )
    op.create_index(op.f("protection_plans_child_id"), "protection_plans", ["child_id"], unique=False)
    op.create_index(op.f("protection_plans_series_id"), "protection_plans", ["series_id"], unique=False)


def _make_conference_outcomes() -> None:
    op.create_table(
        "conference_outcomes",
        *_record(),
        sa.Column("child_id", sa.String(length=32), nullable=False),
        sa.Column("review_id", sa.String(length=32), nullable=False),
        sa.Column("outcome", sa.Text(), nullable=True),
        sa.Column("category", sa.Text(), nullable=True),
        sa.Column("quorate", sa.Boolean(), nullable=True),
        sa.Column("dissent", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("conference_outcomes_key")),
        sa.ForeignKeyConstraint(["child_id"], ["children.id"], name=op.f("conference_outcomes_child_id_exists")),
        sa.ForeignKeyConstraint(["review_id"], ["reviews.id"], name=op.f("conference_outcomes_review_id_exists")),
    )
    op.create_index(op.f("conference_outcomes_child_id"), "conference_outcomes", ["child_id"], unique=False)
    op.create_index(op.f("conference_outcomes_review_id"), "conference_outcomes", ["review_id"], unique=False)


def _make_core_groups() -> None:
    op.create_table(
        "core_groups",
        *_record(),
        sa.Column("child_id", sa.String(length=32), nullable=False),
        sa.Column("series_id", sa.String(length=32), nullable=False),
        sa.Column("date", sa.Date(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("core_groups_key")),
        sa.ForeignKeyConstraint(["child_id"], ["children.id"], name=op.f("core_groups_child_id_exists")),
        sa.ForeignKeyConstraint(["series_id"], ["series.id"], name=op.f("core_groups_series_id_exists")),
    )
    op.create_index(op.f("core_groups_child_id"), "core_groups", ["child_id"], unique=False)
    op.create_index(op.f("core_groups_series_id_date"), "core_groups", ["series_id", "date"], unique=False)


def _make_voices() -> None:
    op.create_table(
        "voices",
        *_record(),
        sa.Column("child_id", sa.String(length=32), nullable=False),
        sa.Column("review_id", sa.String(length=32), nullable=False),
        sa.Column("chaired", sa.Text(), nullable=True),
        sa.Column("consultation", sa.Text(), nullable=True),
        sa.Column("advocate_offered", sa.Boolean(), nullable=True),
        sa.Column("advocate_used", sa.Boolean(), nullable=True),
        sa.Column("visitor", sa.Text(), nullable=True),
        sa.Column("letter_on", sa.Date(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("voices_key")),
        sa.ForeignKeyConstraint(["child_id"], ["children.id"], name=op.f("voices_child_id_exists")),
        sa.ForeignKeyConstraint(["review_id"], ["reviews.id"], name=op.f("voices_review_id_exists")),
    )
    op.create_index(op.f("voices_child_id"), "voices", ["child_id"], unique=False)
    op.create_index(op.f("voices_review_id"), "voices", ["review_id"], unique=False)


def _make_attendances() -> None:
    op.create_table(
        "attendances",
        *_record(),
        sa.Column("child_id", sa.String(length=32), nullable=False),
        sa.Column("review_id", sa.String(length=32), nullable=False),
        sa.Column("who", sa.Text(), nullable=False),
        sa.Column("invited", sa.Boolean(), nullable=True),
        sa.Column("attended", sa.Boolean(), nullable=True),
        sa.Column("report", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("attendances_key")),
        sa.ForeignKeyConstraint(["child_id"], ["children.id"], name=op.f("attendances_child_id_exists")),
        sa.ForeignKeyConstraint(["review_id"], ["reviews.id"], name=op.f("attendances_review_id_exists")),
    )
    op.create_index(op.f("attendances_child_id"), "attendances", ["child_id"], unique=False)
    op.create_index(op.f("attendances_review_id"), "attendances", ["review_id"], unique=False)


def _make_recommendations() -> None:
    op.create_table(
        "recommendations",
        *_record(),
        sa.Column("child_id", sa.String(length=32), nullable=False),
        sa.Column("review_id", sa.String(length=32), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("owner", sa.Text(), nullable=False),
        sa.Column("due", sa.Date(), nullable=True),
        sa.Column("progress", sa.Text(), nullable=True),
        sa.Column("progress_on", sa.Date(), nullable=True),
        sa.Column("progress_review_id", sa.String(length=32), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("recommendations_key")),
        sa.ForeignKeyConstraint(["child_id"], ["children.id"], name=op.f("recommendations_child_id_exists")),
        sa.ForeignKeyConstraint(["review_id"], ["reviews.id"], name=op.f("recommendations_review_id_exists")),
        sa.ForeignKeyConstraint(
            ["progress_review_id"], ["reviews.id"], name=op.f("recommendations_progress_review_id_exists")
        ),
    )
    op.create_index(op.f("recommendations_child_id"), "recommendations", ["child_id"], unique=False)
    op.create_index(op.f("recommendations_progress_review_id"), "recommendations", ["progress_review_id"], unique=False)
    op.create_index(op.f("recommendations_review_id"), "recommendations", ["review_id"], unique=False)


def _make_qualities() -> None:
    op.create_table(
        "qualities",
        *_record(),
        sa.Column("child_id", sa.String(length=32), nullable=False),
        sa.Column("review_id", sa.String(length=32), nullable=False),
        sa.Column("plan_current", sa.Text(), nullable=True),
        sa.Column("plan_smart", sa.Text(), nullable=True),
        sa.Column("health_assessment", sa.Text(), nullable=True),
        sa.Column("education_plan", sa.Text(), nullable=True),
        sa.Column("permanence", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("qualities_key")),
        sa.ForeignKeyConstraint(["child_id"], ["children.id"], name=op.f("qualities_child_id_exists")),
        sa.ForeignKeyConstraint(["review_id"], ["reviews.id"], name=op.f("qualities_review_id_exists")),
    )
    op.create_index(op.f("qualities_child_id"), "qualities", ["child_id"], unique=False)
    op.create_index(op.f("qualities_review_id"), "qualities", ["review_id"], unique=False)


def _make_final_plans() -> None:
    op.create_table(
        "final_plans",
        *_record(),
        sa.Column("child_id", sa.String(length=32), nullable=False),
        sa.Column("series_id", sa.String(length=32), nullable=False),
        sa.Column("ratified_on", sa.Date(), nullable=True),
        sa.Column("why_not", sa.Text(), nullable=True),
        sa.Column("note", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("final_plans_key")),
        sa.ForeignKeyConstraint(["child_id"], ["children.id"], name=op.f("final_plans_child_id_exists")),
        sa.ForeignKeyConstraint(["series_id"], ["series.id"], name=op.f("final_plans_series_id_exists")),
    )
    op.create_index(op.f("final_plans_child_id"), "final_plans", ["child_id"], unique=False)
    op.create_index(op.f("final_plans_series_id"), "final_plans", ["series_id"], unique=False)


def _make_court_statements() -> None:
    op.create_table(
        "court_statements",
        *_record(),
        sa.Column("child_id", sa.String(length=32), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("sent_on", sa.Date(), nullable=True),
        sa.Column("note", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("court_statements_key")),
        sa.ForeignKeyConstraint(["child_id"], ["children.id"], name=op.f("court_statements_child_id_exists")),
    )
    op.create_index(op.f("court_statements_child_id"), "court_statements", ["child_id"], unique=False)
    op.create_index(op.f("court_statements_due_on"), "court_statements", ["due_on"], unique=False)


def _make_checks() -> None:
    op.create_table(
        "checks",
        *_record(),
        sa.Column("child_id", sa.String(length=32), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("date", sa.Date(), nullable=False),
        sa.Column("officer_id", sa.String(length=32), nullable=True),
        sa.Column("grade", sa.Text(), nullable=True),
        sa.Column("found", sa.Text(), nullable=False),
        sa.Column("challenge_id", sa.String(length=32), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("checks_key")),
        sa.ForeignKeyConstraint(["child_id"], ["children.id"], name=op.f("checks_child_id_exists")),
        sa.ForeignKeyConstraint(["officer_id"], ["officers.id"], name=op.f("checks_officer_id_exists")),
        sa.ForeignKeyConstraint(["challenge_id"], ["challenges.id"], name=op.f("checks_challenge_id_exists")),
    )
    op.create_index(op.f("checks_child_id_date"), "checks", ["child_id", "date"], unique=False)
    op.create_index(op.f("checks_kind_date"), "checks", ["kind", "date"], unique=False)


def _make_check_answers() -> None:
    op.create_table(
        "check_answers",
        *_record(),
        sa.Column("check_id", sa.String(length=32), nullable=False),
        sa.Column("question", sa.Text(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.Column("good", sa.Boolean(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("check_answers_key")),
        sa.ForeignKeyConstraint(["check_id"], ["checks.id"], name=op.f("check_answers_check_id_exists")),
    )
    op.create_index(op.f("check_answers_check_id"), "check_answers", ["check_id"], unique=False)


def _make_clinics() -> None:
    op.create_table(
        "clinics",
        *_record(),
        sa.Column("date", sa.Date(), nullable=False),
        sa.Column("rule", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("clinics_key")),
    )
    op.create_index(op.f("clinics_rule_date"), "clinics", ["rule", "date"], unique=False)


def _make_clinic_children() -> None:
    op.create_table(
        "clinic_children",
        *_record(),
        sa.Column("clinic_id", sa.String(length=32), nullable=False),
        sa.Column("child_id", sa.String(length=32), nullable=False),
        sa.Column("category", sa.Text(), nullable=True),
        sa.Column("plan_number", sa.Integer(), nullable=True),
        sa.Column("pre_proceedings", sa.Text(), nullable=True),
        sa.Column("assessment_current", sa.Text(), nullable=True),
        sa.Column("found", sa.Text(), nullable=False),
        sa.Column("decision", sa.Text(), nullable=False),
        sa.Column("owner", sa.Text(), nullable=False),
        sa.Column("due", sa.Date(), nullable=True),
        sa.Column("done_on", sa.Date(), nullable=True),
        sa.Column("challenge_id", sa.String(length=32), nullable=True),
        sa.Column("carried_from", sa.String(length=32), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("clinic_children_key")),
        sa.ForeignKeyConstraint(["clinic_id"], ["clinics.id"], name=op.f("clinic_children_clinic_id_exists")),
        sa.ForeignKeyConstraint(["child_id"], ["children.id"], name=op.f("clinic_children_child_id_exists")),
        sa.ForeignKeyConstraint(["challenge_id"], ["challenges.id"], name=op.f("clinic_children_challenge_id_exists")),
        sa.ForeignKeyConstraint(
            ["carried_from"], ["clinic_children.id"], name=op.f("clinic_children_carried_from_exists")
        ),
    )
    op.create_index(op.f("clinic_children_child_id"), "clinic_children", ["child_id"], unique=False)
    op.create_index(op.f("clinic_children_clinic_id"), "clinic_children", ["clinic_id"], unique=False)


def _make_gatherings() -> None:
    op.create_table(
        "gatherings",
        *_record(),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("date", sa.Date(), nullable=False),
        sa.Column("chair_id", sa.String(length=32), nullable=True),
        sa.Column("note", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("gatherings_key")),
        sa.ForeignKeyConstraint(["chair_id"], ["officers.id"], name=op.f("gatherings_chair_id_exists")),
    )
    op.create_index(op.f("gatherings_date"), "gatherings", ["date"], unique=False)


def _make_gathering_children() -> None:
    op.create_table(
        "gathering_children",
        *_record(),
        sa.Column("gathering_id", sa.String(length=32), nullable=False),
        sa.Column("child_id", sa.String(length=32), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("gathering_children_key")),
        sa.ForeignKeyConstraint(
            ["gathering_id"], ["gatherings.id"], name=op.f("gathering_children_gathering_id_exists")
        ),
        sa.ForeignKeyConstraint(["child_id"], ["children.id"], name=op.f("gathering_children_child_id_exists")),
    )
    op.create_index(op.f("gathering_children_child_id"), "gathering_children", ["child_id"], unique=False)
    op.create_index(op.f("gathering_children_gathering_id"), "gathering_children", ["gathering_id"], unique=False)


def _make_gathering_themes() -> None:
    op.create_table(
        "gathering_themes",
        *_record(),
        sa.Column("gathering_id", sa.String(length=32), nullable=False),
        sa.Column("theme", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("gathering_themes_key")),
        sa.ForeignKeyConstraint(["gathering_id"], ["gatherings.id"], name=op.f("gathering_themes_gathering_id_exists")),
    )
    op.create_index(op.f("gathering_themes_gathering_id"), "gathering_themes", ["gathering_id"], unique=False)


def _make_filed() -> None:
    op.create_table(
        "filed",
        *_record(),
        sa.Column("child_id", sa.String(length=32), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("record_id", sa.Text(), nullable=False),
        sa.Column("date", sa.Date(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("filed_key")),
        sa.ForeignKeyConstraint(["child_id"], ["children.id"], name=op.f("filed_child_id_exists")),
    )
    op.create_index(op.f("filed_child_id"), "filed", ["child_id"], unique=False)
    op.create_index(op.f("filed_record_id"), "filed", ["record_id"], unique=False)
