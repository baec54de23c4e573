"""What is kept longer than the service's period, and where the account holds the keys of many records at once."""

from collections.abc import Iterator
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

DETAIL = sa.table("audit_detail", *map(sa.column, ("number", "position", "kind", "record_id", "after")))
RANGES = sa.table("audit_ranges", *map(sa.column, ("number", "position", "kind", "first", "last")))
MANY = 1000


def upgrade() -> None:
    """Make both tables, and note the kind, and the first and last key, of every detail that holds many."""
    _make_ranges()
    _make_kept_longer()
    connection = op.get_bind()
    asked = sa.select(DETAIL.c.number, DETAIL.c.position, DETAIL.c.kind, DETAIL.c.after).where(DETAIL.c.record_id == "")
    rows = list(_ranges(connection.execute(asked)))
    for first in range(0, len(rows), MANY):
        connection.execute(RANGES.insert(), rows[first : first + MANY])


def downgrade() -> None:
    """Take both away again."""
    op.drop_table("kept_longer")
    op.drop_table("audit_ranges")


def _ranges(details: Any) -> Iterator[dict[str, Any]]:
    for number, position, kind, after in details:
        keys = (after or "").split()
        if keys:
            yield {"number": number, "position": position, "kind": kind, "first": min(keys), "last": max(keys)}


def _make_ranges() -> None:
    op.create_table(
        "audit_ranges",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("first", sa.String(length=32), nullable=False),
        sa.Column("last", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(["number"], ["audit.number"], name=op.f("audit_ranges_number_exists")),
        sa.PrimaryKeyConstraint("number", "position", name=op.f("audit_ranges_key")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("audit_ranges_kind_first_last"), "audit_ranges", ["kind", "first", "last"], unique=False)


def _make_kept_longer() -> None:
    op.create_table(
        "kept_longer",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("voided_at", sa.DateTime(), nullable=True),
        sa.Column("voided_by", sa.Text(), nullable=True),
        sa.Column("voided_why", sa.Text(), nullable=True),
        sa.Column("import_id", sa.String(length=32), nullable=True),
        sa.Column("child_id", sa.String(length=32), nullable=False),
        sa.Column("until", sa.Date(), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["child_id"], ["children.id"], name=op.f("kept_longer_child_id_exists")),
        sa.PrimaryKeyConstraint("id", name=op.f("kept_longer_key")),
    )
    op.create_index(op.f("kept_longer_child_id"), "kept_longer", ["child_id"], unique=False)
