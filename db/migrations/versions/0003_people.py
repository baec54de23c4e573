"""Officers: absences, conflicts of interest, specialisms, time given to children looked after; who was told when; minutes."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

ADDED: tuple[tuple[str, str, Any], ...] = (
    ("officers", "specialisms", sa.Text),
    ("posts", "cla_percent", sa.Integer),
    ("allocations", "told_on", sa.Date),
    ("meetings", "minute_taker", sa.Text),
)


def upgrade() -> None:
    """Make the tables and add the columns, which say nothing of what is there already."""
    for table, column, kind in ADDED:
        op.add_column(table, sa.Column(column, kind(), nullable=True))
    _make_absences()
    _make_conflicts()


def downgrade() -> None:
    """Take both away again."""
    op.drop_table("conflicts")
    op.drop_table("absences")
    for table, column, _ in reversed(ADDED):
        op.drop_column(table, column)


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


def _make_absences() -> None:
    op.create_table(
        "absences",
        *_record(),
        sa.Column("officer_id", sa.String(length=32), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("start", sa.Date(), nullable=False),
        sa.Column("end", sa.Date(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("absences_key")),
        sa.ForeignKeyConstraint(["officer_id"], ["officers.id"], name=op.f("absences_officer_id_exists")),
    )
    op.create_index(op.f("absences_officer_id_start"), "absences", ["officer_id", "start"], unique=False)


def _make_conflicts() -> None:
    op.create_table(
        "conflicts",
        *_record(),
        sa.Column("officer_id", sa.String(length=32), nullable=False),
        sa.Column("child_id", sa.String(length=32), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("conflicts_key")),
        sa.ForeignKeyConstraint(["officer_id"], ["officers.id"], name=op.f("conflicts_officer_id_exists")),
        sa.ForeignKeyConstraint(["child_id"], ["children.id"], name=op.f("conflicts_child_id_exists")),
    )
    op.create_index(op.f("conflicts_officer_id"), "conflicts", ["officer_id"], unique=False)
    op.create_index(op.f("conflicts_child_id"), "conflicts", ["child_id"], unique=False)
