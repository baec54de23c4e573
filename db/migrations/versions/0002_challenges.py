"""Challenges: their tables, and the values of their lists for a service that has lists already."""

from typing import Any

import sqlalchemy as sa
from alembic import op

from app.domain.records import new_id
from db.seeds import shipped_lists

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

TABLES = (
    "challenges",
    "challenge_steps",
    "challenge_actions",
    "level_entries",
    "challenge_themes",
    "rung_holders",
    "learning_points",
    "learning_links",
)
LISTS = ("challenge-theme", "challenge-outcome", "bypass-reason", "extension-reason", "chased-how", "behalf-reason")
SHIPPED = ("list", "code", "label", "group", "position")
LIST_ENTRIES = sa.table(
    "list_entries",
    sa.column("id"),
    sa.column("version"),
    *map(sa.column, SHIPPED),
    sa.column("retired", sa.Boolean()),
)


def upgrade() -> None:
    """Make the tables, and add to the lists of a file that has some; a new one is given its lists afterwards."""
    _make_challenges()
    _make_challenge_steps()
    _make_challenge_actions()
    _make_level_entries()
    _make_challenge_themes()
    _make_rung_holders()
    _make_learning_points()
    _make_learning_links()
    _add_to_lists()


def downgrade() -> None:
    """Take the tables away again, with their indexes; values of lists stay, for nothing asks for them."""
    for name in reversed(TABLES):
        op.drop_table(name)


def _add_to_lists() -> None:
    connection = op.get_bind()
    there = {tuple(row) for row in connection.execute(sa.select(LIST_ENTRIES.c["list"], LIST_ENTRIES.c.code))}
    missing = [one for one in shipped_lists() if one.list in LISTS and (one.list, one.code) not in there]
    if there and missing:
        connection.execute(
            LIST_ENTRIES.insert(),
            [
                {"id": new_id(), "version": 1, "retired": False, **{name: getattr(one, name) for name in SHIPPED}}
                for one in missing
            ],
        )


def _every_record() -> tuple[sa.Column[Any], ...]:
    return (
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("voided_at", sa.DateTime(), nullable=True),
        sa.Column("voided_by", sa.Text(), nullable=True),
        sa.Column("voided_why", sa.Text(), nullable=True),
        sa.Column("import_id", sa.String(length=32), nullable=True),
    )


def _make_challenges() -> None:
    op.create_table(
        "challenges",
        *_every_record(),
        sa.Column("reference", sa.Text(), nullable=False),
        sa.Column("child_id", sa.String(length=32), nullable=True),
        sa.Column("group_id", sa.String(length=32), nullable=True),
        sa.Column("review_id", sa.String(length=32), nullable=True),
        sa.Column("raised_on", sa.Date(), nullable=False),
        sa.Column("raised_by_id", sa.String(length=32), nullable=True),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("theme", sa.Text(), nullable=False),
        sa.Column("positive", sa.Boolean(), nullable=False),
        sa.Column("concern", sa.Text(), nullable=False),
        sa.Column("asked", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("level", sa.Integer(), nullable=False),
        sa.Column("first_level", sa.Integer(), nullable=False),
        sa.Column("highest", sa.Integer(), nullable=False),
        sa.Column("addressee", sa.Text(), nullable=False),
        sa.Column("entered", sa.Date(), nullable=True),
        sa.Column("response_due", sa.Date(), nullable=True),
        sa.Column("original_due", sa.Date(), nullable=True),
        sa.Column("formal_on", sa.Date(), nullable=True),
        sa.Column("process_due", sa.Date(), nullable=True),
        sa.Column("process_original", sa.Date(), nullable=True),
        sa.Column("answered_on", sa.Date(), nullable=True),
        sa.Column("accepted_on", sa.Date(), nullable=True),
        sa.Column("done_on", sa.Date(), nullable=True),
        sa.Column("closed_on", sa.Date(), nullable=True),
        sa.Column("outcome", sa.Text(), nullable=False),
        sa.Column("actions_due", sa.Date(), nullable=True),
        sa.Column("follow_up_due", sa.Date(), nullable=True),
        sa.Column("impact", sa.Text(), nullable=False),
        sa.Column("impact_for", sa.Text(), nullable=False),
        sa.Column("impact_on", sa.Date(), nullable=True),
        sa.Column("child_informed", sa.Text(), nullable=False),
        sa.Column("advocate", sa.Text(), nullable=False),
        sa.Column("consulted", sa.Boolean(), nullable=False),
        sa.Column("referred", sa.Boolean(), nullable=False),
        sa.Column("bypasses", sa.Integer(), nullable=False),
        sa.Column("extended", sa.Boolean(), nullable=False),
        sa.Column("last_moved", sa.Date(), nullable=True),
        sa.Column("next_due", sa.Date(), nullable=True),
        sa.Column("folded", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["child_id"], ["children.id"], name=op.f("challenges_child_id_exists")),
        sa.ForeignKeyConstraint(["raised_by_id"], ["officers.id"], name=op.f("challenges_raised_by_id_exists")),
        sa.ForeignKeyConstraint(["review_id"], ["reviews.id"], name=op.f("challenges_review_id_exists")),
        sa.PrimaryKeyConstraint("id", name=op.f("challenges_key")),
    )
    op.create_index(op.f("challenges_child_id"), "challenges", ["child_id"])
    op.create_index(op.f("challenges_closed_on"), "challenges", ["closed_on"])
    op.create_index(op.f("challenges_group_id"), "challenges", ["group_id"])
    op.create_index(
        "challenges_open",
        "challenges",
        [
            "level",
            "next_due",
            "state",
            "child_id",
            "raised_by_id",
            "addressee",
            "theme",
            "status",
            "raised_on",
            "response_due",
            "process_due",
            "actions_due",
            "accepted_on",
            "last_moved",
            "id",
            "voided_at",
        ],
        sqlite_where=sa.text("state IN ('awaiting', 'answered', 'agreed', 'done') AND voided_at IS NULL"),
    )
    op.create_index(
        "challenges_raised",
        "challenges",
        [
            "raised_on",
            "highest",
            "status",
            "theme",
            "positive",
            "child_id",
            "raised_by_id",
            "state",
            "outcome",
            "impact",
            "follow_up_due",
            "level",
            "id",
            "voided_at",
        ],
    )
    op.create_index(op.f("challenges_reference"), "challenges", ["reference"])
    op.create_index(op.f("challenges_review_id"), "challenges", ["review_id"])
    op.create_index(
        "challenges_to_follow",
        "challenges",
        ["follow_up_due", "state", "child_id", "voided_at"],
        sqlite_where=sa.text("follow_up_due IS NOT NULL AND voided_at IS NULL"),
    )


def _make_challenge_steps() -> None:
    op.create_table(
        "challenge_steps",
        *_every_record(),
        sa.Column("challenge_id", sa.String(length=32), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("level", sa.Integer(), nullable=True),
        sa.Column("to", sa.Text(), nullable=False),
        sa.Column("due", sa.Date(), nullable=True),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("scope", sa.Text(), nullable=False),
        sa.Column("action_id", sa.String(length=32), nullable=True),
        sa.Column("on_file", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["challenge_id"], ["challenges.id"], name=op.f("challenge_steps_challenge_id_exists")),
        sa.PrimaryKeyConstraint("id", name=op.f("challenge_steps_key")),
    )
    op.create_index(op.f("challenge_steps_challenge_id"), "challenge_steps", ["challenge_id"])
    op.create_index(op.f("challenge_steps_on_kind"), "challenge_steps", ["on", "kind"])
    op.create_index(
        "challenge_steps_to_file",
        "challenge_steps",
        ["challenge_id", "on_file", "import_id", "voided_at"],
        sqlite_where=sa.text("on_file IS NULL AND import_id IS NULL AND voided_at IS NULL"),
    )


def _make_challenge_actions() -> None:
    op.create_table(
        "challenge_actions",
        *_every_record(),
        sa.Column("challenge_id", sa.String(length=32), nullable=False),
        sa.Column("step_id", sa.String(length=32), nullable=False),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("owner", sa.Text(), nullable=False),
        sa.Column("due", sa.Date(), nullable=False),
        sa.Column("done_on", sa.Date(), nullable=True),
        sa.Column("dropped_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["challenge_id"], ["challenges.id"], name=op.f("challenge_actions_challenge_id_exists")
        ),
        sa.ForeignKeyConstraint(["step_id"], ["challenge_steps.id"], name=op.f("challenge_actions_step_id_exists")),
        sa.PrimaryKeyConstraint("id", name=op.f("challenge_actions_key")),
    )
    op.create_index(op.f("challenge_actions_challenge_id"), "challenge_actions", ["challenge_id"])
    op.create_index(op.f("challenge_actions_step_id"), "challenge_actions", ["step_id"])
    op.create_index(
        "challenge_actions_waiting",
        "challenge_actions",
        ["due", "challenge_id", "done_on", "dropped_on", "voided_at"],
        sqlite_where=sa.text("done_on IS NULL AND dropped_on IS NULL AND voided_at IS NULL"),
    )


def _make_level_entries() -> None:
    op.create_table(
        "level_entries",
        *_every_record(),
        sa.Column("challenge_id", sa.String(length=32), nullable=False),
        sa.Column("step_id", sa.String(length=32), nullable=False),
        sa.Column("level", sa.Integer(), nullable=False),
        sa.Column("to", sa.Text(), nullable=False),
        sa.Column("entered", sa.Date(), nullable=False),
        sa.Column("original_due", sa.Date(), nullable=True),
        sa.Column("response_due", sa.Date(), nullable=True),
        sa.Column("answered", sa.Date(), nullable=True),
        sa.Column("left", sa.Date(), nullable=True),
        sa.Column("bypassed", sa.Integer(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["challenge_id"], ["challenges.id"], name=op.f("level_entries_challenge_id_exists")),
        sa.ForeignKeyConstraint(["step_id"], ["challenge_steps.id"], name=op.f("level_entries_step_id_exists")),
        sa.PrimaryKeyConstraint("id", name=op.f("level_entries_key")),
    )
    op.create_index(op.f("level_entries_challenge_id"), "level_entries", ["challenge_id"])
    op.create_index(
        "level_entries_entered",
        "level_entries",
        ["entered", "level", "challenge_id", "voided_at"],
        sqlite_where=sa.text("voided_at IS NULL"),
    )
    op.create_index(op.f("level_entries_step_id"), "level_entries", ["step_id"])


def _make_challenge_themes() -> None:
    op.create_table(
        "challenge_themes",
        *_every_record(),
        sa.Column("challenge_id", sa.String(length=32), nullable=False),
        sa.Column("theme", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["challenge_id"], ["challenges.id"], name=op.f("challenge_themes_challenge_id_exists")),
        sa.PrimaryKeyConstraint("id", name=op.f("challenge_themes_key")),
    )
    op.create_index(op.f("challenge_themes_challenge_id"), "challenge_themes", ["challenge_id"])
    op.create_index(op.f("challenge_themes_theme"), "challenge_themes", ["theme"])


def _make_rung_holders() -> None:
    op.create_table(
        "rung_holders",
        *_every_record(),
        sa.Column("level", sa.Integer(), nullable=False),
        sa.Column("team_id", sa.String(length=32), nullable=True),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("start", sa.Date(), nullable=False),
        sa.Column("end", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["team_id"], ["teams.id"], name=op.f("rung_holders_team_id_exists")),
        sa.PrimaryKeyConstraint("id", name=op.f("rung_holders_key")),
    )
    op.create_index(op.f("rung_holders_team_id_level"), "rung_holders", ["team_id", "level"])


def _make_learning_points() -> None:
    op.create_table(
        "learning_points",
        *_every_record(),
        sa.Column("theme", sa.Text(), nullable=False),
        sa.Column("noticed_on", sa.Date(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("shared_where", sa.Text(), nullable=False),
        sa.Column("shared_on", sa.Date(), nullable=True),
        sa.Column("action", sa.Text(), nullable=False),
        sa.Column("owner", sa.Text(), nullable=False),
        sa.Column("due", sa.Date(), nullable=True),
        sa.Column("changed", sa.Text(), nullable=False),
        sa.Column("changed_on", sa.Date(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("learning_points_key")),
    )
    op.create_index(op.f("learning_points_noticed_on"), "learning_points", ["noticed_on"])


def _make_learning_links() -> None:
    op.create_table(
        "learning_links",
        *_every_record(),
        sa.Column("learning_id", sa.String(length=32), nullable=False),
        sa.Column("challenge_id", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(["challenge_id"], ["challenges.id"], name=op.f("learning_links_challenge_id_exists")),
        sa.ForeignKeyConstraint(
            ["learning_id"], ["learning_points.id"], name=op.f("learning_links_learning_id_exists")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("learning_links_key")),
    )
    op.create_index(op.f("learning_links_challenge_id"), "learning_links", ["challenge_id"])
    op.create_index(op.f("learning_links_learning_id"), "learning_links", ["learning_id"])
