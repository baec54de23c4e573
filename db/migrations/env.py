"""How Alembic runs our migrations: in-process, on the connection it is given, each in one transaction."""

from typing import Any

from alembic import context

from db.tables import every_table

attributes = context.config.attributes


def _applied(ctx: Any, step: Any, *_: Any, **__: Any) -> None:
    """Tell the opener of the file which migration it has now; going down, the one below."""
    destination = step.destination_revision_ids if step.is_upgrade else step.down_revision_ids
    number = max((int(revision) for revision in destination), default=0)
    attributes["applied"](ctx.connection, number)


context.configure(
    connection=attributes["connection"],
    target_metadata=every_table(),
    transactional_ddl=True,
    transaction_per_migration=True,
    on_version_apply=_applied,
)
with context.begin_transaction():
    context.run_migrations()
