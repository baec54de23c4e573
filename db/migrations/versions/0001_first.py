"""The first tables: children, reviews, officers, settings, imports, the audit."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

TO_COME = (
    "held IS NOT NULL AND voided_at IS NULL "
    "AND (kind = 'looked-after' AND participation IS NULL OR held > due AND late_reason IS NULL)"
)


def upgrade() -> None:  # noqa: PLR0915 - as many statements as there are tables and indexes
    """Make every table."""
    op.create_table(
        "audit",
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("login", sa.Text(), nullable=False),
        sa.Column("action", sa.Text(), nullable=False),
        sa.Column("summary", sa.Text(), nullable=False),
        sa.Column("undoes", sa.Integer(), nullable=True),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("previous", sa.String(length=64), nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("number", name=op.f("audit_key")),
    )
    op.create_index(op.f("audit_login_number"), "audit", ["login", "number"], unique=False)
    op.create_table(
        "children",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("voided_at", sa.DateTime(), nullable=True),
        sa.Column("voided_by", sa.Text(), nullable=True),
        sa.Column("voided_why", sa.Text(), nullable=True),
        sa.Column("import_id", sa.String(length=32), nullable=True),
        sa.Column("reference", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("known_as", sa.Text(), nullable=False),
        sa.Column("date_of_birth", sa.Date(), nullable=True),
        sa.Column("sex", sa.Text(), nullable=False),
        sa.Column("sibling_group", sa.Text(), nullable=True),
        sa.Column("folded", sa.Text(), nullable=False),
        sa.Column("sort_name", sa.Text(), nullable=False),
        sa.Column("reference_key", sa.Text(), nullable=False),
        sa.Column("eighteenth", sa.Date(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("children_key")),
    )
    op.create_index(op.f("children_reference_key"), "children", ["reference_key"], unique=False)
    op.create_index(op.f("children_sibling_group"), "children", ["sibling_group"], unique=False)
    op.create_index(
        "children_voided",
        "children",
        ["id"],
        unique=False,
        sqlite_where=sa.text("voided_at IS NOT NULL"),
    )
    op.create_table(
        "holidays",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("voided_at", sa.DateTime(), nullable=True),
        sa.Column("voided_by", sa.Text(), nullable=True),
        sa.Column("voided_why", sa.Text(), nullable=True),
        sa.Column("import_id", sa.String(length=32), nullable=True),
        sa.Column("date", sa.Date(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("confirmed", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("holidays_key")),
    )
    op.create_index(op.f("holidays_date"), "holidays", ["date"], unique=False)
    op.create_table(
        "import_runs",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("voided_at", sa.DateTime(), nullable=True),
        sa.Column("voided_by", sa.Text(), nullable=True),
        sa.Column("voided_why", sa.Text(), nullable=True),
        sa.Column("import_id", sa.String(length=32), nullable=True),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("files", sa.Text(), nullable=False),
        sa.Column("layout", sa.Text(), nullable=False),
        sa.Column("summary", sa.Text(), nullable=False),
        sa.Column("undone", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("import_runs_key")),
    )
    op.create_index(op.f("import_runs_at"), "import_runs", ["at"], unique=False)
    op.create_table(
        "imported_values",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("voided_at", sa.DateTime(), nullable=True),
        sa.Column("voided_by", sa.Text(), nullable=True),
        sa.Column("voided_why", sa.Text(), nullable=True),
        sa.Column("import_id", sa.String(length=32), nullable=True),
        sa.Column("record_id", sa.String(length=32), nullable=False),
        sa.Column("values", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("imported_values_key")),
    )
    op.create_index(op.f("imported_values_record_id"), "imported_values", ["record_id"], unique=False)
    op.create_table(
        "list_entries",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("voided_at", sa.DateTime(), nullable=True),
        sa.Column("voided_by", sa.Text(), nullable=True),
        sa.Column("voided_why", sa.Text(), nullable=True),
        sa.Column("import_id", sa.String(length=32), nullable=True),
        sa.Column("list", sa.Text(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("label", sa.Text(), nullable=False),
        sa.Column("group", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("retired", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("list_entries_key")),
    )
    op.create_index(op.f("list_entries_list_code"), "list_entries", ["list", "code"], unique=False)
    op.create_table(
        "meetings",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("voided_at", sa.DateTime(), nullable=True),
        sa.Column("voided_by", sa.Text(), nullable=True),
        sa.Column("voided_why", sa.Text(), nullable=True),
        sa.Column("import_id", sa.String(length=32), nullable=True),
        sa.Column("date", sa.Date(), nullable=False),
        sa.Column("time", sa.Time(), nullable=True),
        sa.Column("minutes", sa.Integer(), nullable=True),
        sa.Column("place", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("cancelled_why", sa.Text(), nullable=False),
        sa.Column("invited_on", sa.Date(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("meetings_key")),
    )
    op.create_index(op.f("meetings_date"), "meetings", ["date"], unique=False)
    op.create_table(
        "memory",
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("person", sa.Text(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("kind", "person", "key", name=op.f("memory_key")),
    )
    op.create_table(
        "meta",
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("meta_key")),
    )
    op.create_table(
        "officers",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("voided_at", sa.DateTime(), nullable=True),
        sa.Column("voided_by", sa.Text(), nullable=True),
        sa.Column("voided_why", sa.Text(), nullable=True),
        sa.Column("import_id", sa.String(length=32), nullable=True),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("login", sa.Text(), nullable=False),
        sa.Column("folded", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("officers_key")),
    )
    op.create_index(op.f("officers_folded"), "officers", ["folded"], unique=False)
    op.create_table(
        "reported_months",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("voided_at", sa.DateTime(), nullable=True),
        sa.Column("voided_by", sa.Text(), nullable=True),
        sa.Column("voided_why", sa.Text(), nullable=True),
        sa.Column("import_id", sa.String(length=32), nullable=True),
        sa.Column("month", sa.Date(), nullable=False),
        sa.Column("made_at", sa.DateTime(), nullable=False),
        sa.Column("made_by", sa.Text(), nullable=False),
        sa.Column("basis", sa.Text(), nullable=False),
        sa.Column("count", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("reported_months_key")),
    )
    op.create_index(op.f("reported_months_month"), "reported_months", ["month"], unique=False)
    op.create_table(
        "settings",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("voided_at", sa.DateTime(), nullable=True),
        sa.Column("voided_by", sa.Text(), nullable=True),
        sa.Column("voided_why", sa.Text(), nullable=True),
        sa.Column("import_id", sa.String(length=32), nullable=True),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("start", sa.Date(), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("settings_key")),
    )
    op.create_index(op.f("settings_key_start"), "settings", ["key", "start"], unique=False)
    op.create_table(
        "teams",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("voided_at", sa.DateTime(), nullable=True),
        sa.Column("voided_by", sa.Text(), nullable=True),
        sa.Column("voided_why", sa.Text(), nullable=True),
        sa.Column("import_id", sa.String(length=32), nullable=True),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("folded", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("teams_key")),
    )
    op.create_index(op.f("teams_folded"), "teams", ["folded"], unique=False)
    op.create_table(
        "allocations",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("voided_at", sa.DateTime(), nullable=True),
        sa.Column("voided_by", sa.Text(), nullable=True),
        sa.Column("voided_why", sa.Text(), nullable=True),
        sa.Column("import_id", sa.String(length=32), nullable=True),
        sa.Column("child_id", sa.String(length=32), nullable=False),
        sa.Column("officer_id", sa.String(length=32), nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("start", sa.Date(), nullable=False),
        sa.Column("end", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["child_id"], ["children.id"], name=op.f("allocations_child_id_exists")),
        sa.ForeignKeyConstraint(["officer_id"], ["officers.id"], name=op.f("allocations_officer_id_exists")),
        sa.PrimaryKeyConstraint("id", name=op.f("allocations_key")),
    )
    op.create_index(op.f("allocations_child_id_role_start"), "allocations", ["child_id", "role", "start"], unique=False)
    op.create_index(op.f("allocations_officer_id_end"), "allocations", ["officer_id", "end"], unique=False)
    op.create_table(
        "audit_detail",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("salt", sa.String(length=32), nullable=True),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("record_id", sa.String(length=32), nullable=False),
        sa.Column("before", sa.Text(), nullable=True),
        sa.Column("after", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["number"], ["audit.number"], name=op.f("audit_detail_number_exists")),
        sa.PrimaryKeyConstraint("number", "position", name=op.f("audit_detail_key")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("audit_detail_record_id"), "audit_detail", ["record_id"], unique=False)
    op.create_table(
        "child_references",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("voided_at", sa.DateTime(), nullable=True),
        sa.Column("voided_by", sa.Text(), nullable=True),
        sa.Column("voided_why", sa.Text(), nullable=True),
        sa.Column("import_id", sa.String(length=32), nullable=True),
        sa.Column("child_id", sa.String(length=32), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["child_id"], ["children.id"], name=op.f("child_references_child_id_exists")),
        sa.PrimaryKeyConstraint("id", name=op.f("child_references_key")),
    )
    op.create_index(op.f("child_references_child_id"), "child_references", ["child_id"], unique=False)
    op.create_index(op.f("child_references_key"), "child_references", ["key"], unique=False)
    op.create_table(
        "child_teams",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("voided_at", sa.DateTime(), nullable=True),
        sa.Column("voided_by", sa.Text(), nullable=True),
        sa.Column("voided_why", sa.Text(), nullable=True),
        sa.Column("import_id", sa.String(length=32), nullable=True),
        sa.Column("child_id", sa.String(length=32), nullable=False),
        sa.Column("team_id", sa.String(length=32), nullable=False),
        sa.Column("start", sa.Date(), nullable=False),
        sa.Column("end", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["child_id"], ["children.id"], name=op.f("child_teams_child_id_exists")),
        sa.ForeignKeyConstraint(["team_id"], ["teams.id"], name=op.f("child_teams_team_id_exists")),
        sa.PrimaryKeyConstraint("id", name=op.f("child_teams_key")),
    )
    op.create_index(op.f("child_teams_child_id_start"), "child_teams", ["child_id", "start"], unique=False)
    op.create_index(op.f("child_teams_team_id_end"), "child_teams", ["team_id", "end"], unique=False)
    op.create_table(
        "legal_statuses",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("voided_at", sa.DateTime(), nullable=True),
        sa.Column("voided_by", sa.Text(), nullable=True),
        sa.Column("voided_why", sa.Text(), nullable=True),
        sa.Column("import_id", sa.String(length=32), nullable=True),
        sa.Column("child_id", sa.String(length=32), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("start", sa.Date(), nullable=False),
        sa.Column("end", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["child_id"], ["children.id"], name=op.f("legal_statuses_child_id_exists")),
        sa.PrimaryKeyConstraint("id", name=op.f("legal_statuses_key")),
    )
    op.create_index(op.f("legal_statuses_child_id_start"), "legal_statuses", ["child_id", "start"], unique=False)
    op.create_table(
        "people",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("voided_at", sa.DateTime(), nullable=True),
        sa.Column("voided_by", sa.Text(), nullable=True),
        sa.Column("voided_why", sa.Text(), nullable=True),
        sa.Column("import_id", sa.String(length=32), nullable=True),
        sa.Column("login", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("officer_id", sa.String(length=32), nullable=True),
        sa.ForeignKeyConstraint(["officer_id"], ["officers.id"], name=op.f("people_officer_id_exists")),
        sa.PrimaryKeyConstraint("id", name=op.f("people_key")),
    )
    op.create_index(op.f("people_login"), "people", ["login"], unique=False)
    op.create_table(
        "placements",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("voided_at", sa.DateTime(), nullable=True),
        sa.Column("voided_by", sa.Text(), nullable=True),
        sa.Column("voided_why", sa.Text(), nullable=True),
        sa.Column("import_id", sa.String(length=32), nullable=True),
        sa.Column("child_id", sa.String(length=32), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("provider", sa.Text(), nullable=False),
        sa.Column("start", sa.Date(), nullable=False),
        sa.Column("end", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["child_id"], ["children.id"], name=op.f("placements_child_id_exists")),
        sa.PrimaryKeyConstraint("id", name=op.f("placements_key")),
    )
    op.create_index(op.f("placements_child_id_start"), "placements", ["child_id", "start"], unique=False)
    op.create_table(
        "posts",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("voided_at", sa.DateTime(), nullable=True),
        sa.Column("voided_by", sa.Text(), nullable=True),
        sa.Column("voided_why", sa.Text(), nullable=True),
        sa.Column("import_id", sa.String(length=32), nullable=True),
        sa.Column("officer_id", sa.String(length=32), nullable=True),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("start", sa.Date(), nullable=False),
        sa.Column("end", sa.Date(), nullable=True),
        sa.Column("fte_hundredths", sa.Integer(), nullable=False),
        sa.Column("agency", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["officer_id"], ["officers.id"], name=op.f("posts_officer_id_exists")),
        sa.PrimaryKeyConstraint("id", name=op.f("posts_key")),
    )
    op.create_index(op.f("posts_officer_id"), "posts", ["officer_id"], unique=False)
    op.create_table(
        "series",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("voided_at", sa.DateTime(), nullable=True),
        sa.Column("voided_by", sa.Text(), nullable=True),
        sa.Column("voided_why", sa.Text(), nullable=True),
        sa.Column("import_id", sa.String(length=32), nullable=True),
        sa.Column("child_id", sa.String(length=32), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("start", sa.Date(), nullable=True),
        sa.Column("start_known", sa.Boolean(), nullable=False),
        sa.Column("end", sa.Date(), nullable=True),
        sa.Column("end_reason", sa.Text(), nullable=False),
        sa.Column("history_complete", sa.Boolean(), nullable=False),
        sa.Column("closes", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["child_id"], ["children.id"], name=op.f("series_child_id_exists")),
        sa.PrimaryKeyConstraint("id", name=op.f("series_key")),
    )
    op.create_index(op.f("series_child_id"), "series", ["child_id"], unique=False)
    op.create_index(op.f("series_closes"), "series", ["closes"], unique=False)
    op.create_table(
        "social_workers",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("voided_at", sa.DateTime(), nullable=True),
        sa.Column("voided_by", sa.Text(), nullable=True),
        sa.Column("voided_why", sa.Text(), nullable=True),
        sa.Column("import_id", sa.String(length=32), nullable=True),
        sa.Column("child_id", sa.String(length=32), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("start", sa.Date(), nullable=False),
        sa.Column("end", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["child_id"], ["children.id"], name=op.f("social_workers_child_id_exists")),
        sa.PrimaryKeyConstraint("id", name=op.f("social_workers_key")),
    )
    op.create_index(op.f("social_workers_child_id_start"), "social_workers", ["child_id", "start"], unique=False)
    op.create_table(
        "reviews",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("voided_at", sa.DateTime(), nullable=True),
        sa.Column("voided_by", sa.Text(), nullable=True),
        sa.Column("voided_why", sa.Text(), nullable=True),
        sa.Column("import_id", sa.String(length=32), nullable=True),
        sa.Column("child_id", sa.String(length=32), nullable=False),
        sa.Column("series_id", sa.String(length=32), nullable=True),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("number_basis", sa.Text(), nullable=False),
        sa.Column("due", sa.Date(), nullable=True),
        sa.Column("due_basis", sa.Text(), nullable=False),
        sa.Column("to_confirm", sa.Boolean(), nullable=False),
        sa.Column("counted_from", sa.Date(), nullable=True),
        sa.Column("source_due", sa.Date(), nullable=True),
        sa.Column("local_due", sa.Date(), nullable=True),
        sa.Column("held", sa.Date(), nullable=True),
        sa.Column("participation", sa.Text(), nullable=True),
        sa.Column("late_reason", sa.Text(), nullable=True),
        sa.Column("chair_id", sa.String(length=32), nullable=True),
        sa.Column("without_meeting", sa.Boolean(), nullable=False),
        sa.Column("brought_forward_by", sa.Text(), nullable=False),
        sa.Column("brought_forward_why", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("placed", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["chair_id"], ["officers.id"], name=op.f("reviews_chair_id_exists")),
        sa.ForeignKeyConstraint(["child_id"], ["children.id"], name=op.f("reviews_child_id_exists")),
        sa.ForeignKeyConstraint(["series_id"], ["series.id"], name=op.f("reviews_series_id_exists")),
        sa.PrimaryKeyConstraint("id", name=op.f("reviews_key")),
    )
    op.create_index(op.f("reviews_child_id"), "reviews", ["child_id"], unique=False)
    op.create_index(
        "reviews_due",
        "reviews",
        ["kind", "due", "held", "series_id", "placed", "child_id", "voided_at"],
        unique=False,
        sqlite_where=sa.text("series_id IS NOT NULL AND voided_at IS NULL"),
    )
    op.create_index(
        "reviews_held",
        "reviews",
        ["kind", "held", "due", "placed", "child_id", "voided_at"],
        unique=False,
        sqlite_where=sa.text("held IS NOT NULL AND voided_at IS NULL"),
    )
    op.create_index(
        "reviews_open",
        "reviews",
        ["child_id", "due"],
        unique=False,
        sqlite_where=sa.text("held IS NULL AND voided_at IS NULL"),
    )
    op.create_index(
        "reviews_open_due",
        "reviews",
        ["due", "kind", "held", "series_id", "to_confirm", "id", "placed", "child_id", "voided_at"],
        unique=False,
        sqlite_where=sa.text("held IS NULL AND voided_at IS NULL"),
    )
    op.create_index(op.f("reviews_series_id"), "reviews", ["series_id"], unique=False)
    op.create_index(
        "reviews_to_come",
        "reviews",
        ["kind", "held", "due", "participation", "late_reason", "placed", "child_id", "voided_at"],
        unique=False,
        sqlite_where=sa.text(TO_COME),
    )
    op.create_index(
        "reviews_unplaced",
        "reviews",
        ["child_id"],
        unique=False,
        sqlite_where=sa.text("series_id IS NULL AND voided_at IS NULL"),
    )
    op.create_table(
        "meeting_reviews",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("voided_at", sa.DateTime(), nullable=True),
        sa.Column("voided_by", sa.Text(), nullable=True),
        sa.Column("voided_why", sa.Text(), nullable=True),
        sa.Column("import_id", sa.String(length=32), nullable=True),
        sa.Column("meeting_id", sa.String(length=32), nullable=False),
        sa.Column("review_id", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(["meeting_id"], ["meetings.id"], name=op.f("meeting_reviews_meeting_id_exists")),
        sa.ForeignKeyConstraint(["review_id"], ["reviews.id"], name=op.f("meeting_reviews_review_id_exists")),
        sa.PrimaryKeyConstraint("id", name=op.f("meeting_reviews_key")),
    )
    op.create_index(op.f("meeting_reviews_meeting_id"), "meeting_reviews", ["meeting_id"], unique=False)
    op.create_index(op.f("meeting_reviews_review_id"), "meeting_reviews", ["review_id"], unique=False)
    op.create_table(
        "rearrangements",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("voided_at", sa.DateTime(), nullable=True),
        sa.Column("voided_by", sa.Text(), nullable=True),
        sa.Column("voided_why", sa.Text(), nullable=True),
        sa.Column("import_id", sa.String(length=32), nullable=True),
        sa.Column("meeting_id", sa.String(length=32), nullable=False),
        sa.Column("review_id", sa.String(length=32), nullable=False),
        sa.Column("requested_by", sa.Text(), nullable=False),
        sa.Column("requested_on", sa.Date(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("decision", sa.Text(), nullable=False),
        sa.Column("decided_by", sa.Text(), nullable=False),
        sa.Column("old_date", sa.Date(), nullable=False),
        sa.Column("new_date", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["meeting_id"], ["meetings.id"], name=op.f("rearrangements_meeting_id_exists")),
        sa.ForeignKeyConstraint(["review_id"], ["reviews.id"], name=op.f("rearrangements_review_id_exists")),
        sa.PrimaryKeyConstraint("id", name=op.f("rearrangements_key")),
    )
    op.create_index(op.f("rearrangements_meeting_id"), "rearrangements", ["meeting_id"], unique=False)
    op.create_index(op.f("rearrangements_requested_on"), "rearrangements", ["requested_on"], unique=False)
    op.create_index(op.f("rearrangements_review_id"), "rearrangements", ["review_id"], unique=False)
    op.create_table(
        "reported_reviews",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("voided_at", sa.DateTime(), nullable=True),
        sa.Column("voided_by", sa.Text(), nullable=True),
        sa.Column("voided_why", sa.Text(), nullable=True),
        sa.Column("import_id", sa.String(length=32), nullable=True),
        sa.Column("reported_id", sa.String(length=32), nullable=False),
        sa.Column("review_id", sa.String(length=32), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("in_time", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["reported_id"], ["reported_months.id"], name=op.f("reported_reviews_reported_id_exists")
        ),
        sa.ForeignKeyConstraint(["review_id"], ["reviews.id"], name=op.f("reported_reviews_review_id_exists")),
        sa.PrimaryKeyConstraint("id", name=op.f("reported_reviews_key")),
    )
    op.create_index(op.f("reported_reviews_reported_id"), "reported_reviews", ["reported_id"], unique=False)
    op.create_index(op.f("reported_reviews_review_id"), "reported_reviews", ["review_id"], unique=False)


def downgrade() -> None:  # noqa: PLR0915 - the same
    """Take every table away again."""
    op.drop_index(op.f("reported_reviews_review_id"), table_name="reported_reviews")
    op.drop_index(op.f("reported_reviews_reported_id"), table_name="reported_reviews")
    op.drop_table("reported_reviews")
    op.drop_index(op.f("rearrangements_review_id"), table_name="rearrangements")
    op.drop_index(op.f("rearrangements_requested_on"), table_name="rearrangements")
    op.drop_index(op.f("rearrangements_meeting_id"), table_name="rearrangements")
    op.drop_table("rearrangements")
    op.drop_index(op.f("meeting_reviews_review_id"), table_name="meeting_reviews")
    op.drop_index(op.f("meeting_reviews_meeting_id"), table_name="meeting_reviews")
    op.drop_table("meeting_reviews")
    op.drop_index("reviews_to_come", table_name="reviews", sqlite_where=sa.text(TO_COME))
    op.drop_index(
        "reviews_unplaced",
        table_name="reviews",
        sqlite_where=sa.text("series_id IS NULL AND voided_at IS NULL"),
    )
    op.drop_index(op.f("reviews_series_id"), table_name="reviews")
    op.drop_index(
        "reviews_open_due",
        table_name="reviews",
        sqlite_where=sa.text("held IS NULL AND voided_at IS NULL"),
    )
    op.drop_index(
        "reviews_open",
        table_name="reviews",
        sqlite_where=sa.text("held IS NULL AND voided_at IS NULL"),
    )
    op.drop_index(
        "reviews_held",
        table_name="reviews",
        sqlite_where=sa.text("held IS NOT NULL AND voided_at IS NULL"),
    )
    op.drop_index(
        "reviews_due",
        table_name="reviews",
        sqlite_where=sa.text("series_id IS NOT NULL AND voided_at IS NULL"),
    )
    op.drop_index(op.f("reviews_child_id"), table_name="reviews")
    op.drop_table("reviews")
    op.drop_index(op.f("social_workers_child_id_start"), table_name="social_workers")
    op.drop_table("social_workers")
    op.drop_index(op.f("series_closes"), table_name="series")
    op.drop_index(op.f("series_child_id"), table_name="series")
    op.drop_table("series")
    op.drop_index(op.f("posts_officer_id"), table_name="posts")
    op.drop_table("posts")
    op.drop_index(op.f("placements_child_id_start"), table_name="placements")
    op.drop_table("placements")
    op.drop_index(op.f("people_login"), table_name="people")
    op.drop_table("people")
    op.drop_index(op.f("legal_statuses_child_id_start"), table_name="legal_statuses")
    op.drop_table("legal_statuses")
    op.drop_index(op.f("child_teams_team_id_end"), table_name="child_teams")
    op.drop_index(op.f("child_teams_child_id_start"), table_name="child_teams")
    op.drop_table("child_teams")
    op.drop_index(op.f("child_references_key"), table_name="child_references")
    op.drop_index(op.f("child_references_child_id"), table_name="child_references")
    op.drop_table("child_references")
    op.drop_index(op.f("audit_detail_record_id"), table_name="audit_detail")
    op.drop_table("audit_detail")
    op.drop_index(op.f("allocations_officer_id_end"), table_name="allocations")
    op.drop_index(op.f("allocations_child_id_role_start"), table_name="allocations")
    op.drop_table("allocations")
    op.drop_index(op.f("teams_folded"), table_name="teams")
    op.drop_table("teams")
    op.drop_index(op.f("settings_key_start"), table_name="settings")
    op.drop_table("settings")
    op.drop_index(op.f("reported_months_month"), table_name="reported_months")
    op.drop_table("reported_months")
    op.drop_index(op.f("officers_folded"), table_name="officers")
    op.drop_table("officers")
    op.drop_table("meta")
    op.drop_table("memory")
    op.drop_index(op.f("meetings_date"), table_name="meetings")
    op.drop_table("meetings")
    op.drop_index(op.f("list_entries_list_code"), table_name="list_entries")
    op.drop_table("list_entries")
    op.drop_index(op.f("imported_values_record_id"), table_name="imported_values")
    op.drop_table("imported_values")
    op.drop_index(op.f("import_runs_at"), table_name="import_runs")
    op.drop_table("import_runs")
    op.drop_index(op.f("holidays_date"), table_name="holidays")
    op.drop_table("holidays")
    op.drop_index(
        "children_voided",
        table_name="children",
        sqlite_where=sa.text("voided_at IS NOT NULL"),
    )
    op.drop_index(op.f("children_sibling_group"), table_name="children")
    op.drop_index(op.f("children_reference_key"), table_name="children")
    op.drop_table("children")
    op.drop_index(op.f("audit_login_number"), table_name="audit")
    op.drop_table("audit")
