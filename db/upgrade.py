"""Brings a database file up to date, one migration and one transaction at a time, after a backup of it."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, Engine, inspect

MIGRATIONS = Path(__file__).parent / "migrations"


Keep = Callable[[int], object]
"""Makes a backup of a file that has tables, given the number of its version; what it refuses stops the migrations."""


def upgrade(engine: Engine, _path: Path, to: str = "head", keep: Keep | None = None) -> None:
    """Run the migrations that the file has not had; each is whole or not there at all."""
    _move(engine, lambda config: command.upgrade(config, to), keep)


def downgrade(engine: Engine, _path: Path, to: str) -> None:
    """Take migrations back; for tests, and for whoever must."""
    _move(engine, lambda config: command.downgrade(config, to), None)


def configuration(connection: Connection) -> Config:
    """Alembic's configuration, without a file."""
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.attributes["connection"] = connection
    config.attributes["applied"] = _applied
    return config


def _move(engine: Engine, run: Any, keep: Keep | None) -> None:
    with engine.connect() as connection:
        driver: Any = connection.connection.driver_connection
        number = driver.execute("PRAGMA user_version").fetchone()[0]
        if keep is not None and number and inspect(connection).get_table_names():
            connection.rollback()
            keep(number)
        connection.rollback()
        # A table that is rebuilt would delete its children; the switch only works outside of a transaction.
        driver.execute("PRAGMA foreign_keys = OFF")
        try:
            run(configuration(connection))
        finally:
            connection.rollback()
            if not connection.invalidated:  # one that met a failing disk was given up
                driver.execute("PRAGMA foreign_keys = ON")


def _applied(connection: Connection, number: int) -> None:
    """At the end of each migration, inside its transaction: its number, if everything that is referred to exists."""
    orphans = connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall()
    if orphans:
        raise RuntimeError(f"migration {number} leaves {len(orphans)} rows that refer to nothing")
    connection.exec_driver_sql(f"PRAGMA user_version = {number}")
