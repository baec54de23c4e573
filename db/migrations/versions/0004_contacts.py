"""Contacts with children before a review, and what follows a review: decisions, answer, record, sending."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

AFTER = ("decisions_on", "answered_on", "record_on", "sent_on")


def upgrade() -> None:
    """Make the table and add the columns, which say nothing of what is there already."""
    for column in AFTER:
        op.add_column("reviews", sa.Column(column, sa.Date(), nullable=True))
    op.create_table(
        "contacts",
        *_record(),
        sa.Column("child_id", sa.String(length=32), nullable=False),
        sa.Column("date", sa.Date(), nullable=True),
        sa.Column("how", sa.Text(), nullable=False),
        sa.Column("alone", sa.Boolean(), nullable=True),
        sa.Column("officer_id", sa.String(length=32), nullable=True),
        sa.Column("review_id", sa.String(length=32), nullable=True),
        sa.Column("note", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("contacts_key")),
        sa.ForeignKeyConstraint(["child_id"], ["children.id"], name=op.f("contacts_child_id_exists")),
        sa.ForeignKeyConstraint(["officer_id"], ["officers.id"], name=op.f("contacts_officer_id_exists")),
        sa.ForeignKeyConstraint(["review_id"], ["reviews.id"], name=op.f("contacts_review_id_exists")),
    )
    op.create_index(op.f("contacts_child_id_date"), "contacts", ["child_id", "date"], unique=False)
    op.create_index(op.f("contacts_review_id"), "contacts", ["review_id"], unique=False)


def downgrade() -> None:
    """Take both away again."""
    op.drop_table("contacts")
    for column in reversed(AFTER):
        op.drop_column("reviews", column)


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
