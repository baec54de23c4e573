"""Brings a database file up to date, one migration and one transaction at a time, after a copy of the file beside it."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, Engine, inspect

from db.keys import KeyFile
from db.troubles import check_sealed

MIGRATIONS = Path(__file__).parent / "migrations"


def upgrade(engine: Engine, path: Path, to: str = "head") -> None:
    """Run the migrations that the file has not had; each is whole or not there at all."""
    _move(engine, path, lambda config: command.upgrade(config, to))


def downgrade(engine: Engine, path: Path, to: str) -> None:
    """Take migrations back; for tests, and for whoever must."""
    _move(engine, path, lambda config: command.downgrade(config, to))


def configuration(connection: Connection) -> Config:
    """Alembic's configuration, without a file."""
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.attributes["connection"] = connection
    config.attributes["applied"] = _applied
    return config


def copy_name(path: Path, number: int) -> Path:
    """Beside the file: its name, its version, and when it was last written (UTC)."""
    written = datetime.fromtimestamp(path.stat().st_mtime, UTC)
    return path.with_name(f"{path.stem} version {number} {written:%Y-%m-%d %H%M%S}{path.suffix}")


def _move(engine: Engine, path: Path, run: Any) -> None:
    with engine.connect() as connection:
        driver: Any = connection.connection.driver_connection
        number = driver.execute("PRAGMA user_version").fetchone()[0]
        if number and inspect(connection).get_table_names():
            connection.rollback()
            _copy(driver, path, copy_name(path, number))
        connection.rollback()
        # A table that is rebuilt would delete its children; the switch only works outside of a transaction.
        driver.execute("PRAGMA foreign_keys = OFF")
        try:
            run(configuration(connection))
        finally:
            connection.rollback()
            driver.execute("PRAGMA foreign_keys = ON")


def _copy(driver: Any, path: Path, target: Path) -> None:
    """A copy of the file as it is, encrypted with the same key if it is, and then with the key file beside it."""
    draft = target.with_name(target.name + ".new")
    draft.unlink(missing_ok=True)
    driver.execute("VACUUM INTO ?", (str(draft),))
    if driver.execute("PRAGMA cipher_status").fetchone()[0] == "1":
        check_sealed(draft)
        beside = KeyFile.path_of(path)
        if beside.exists():
            KeyFile.read(beside).write(KeyFile.path_of(target))
    draft.replace(target)


def _applied(connection: Connection, number: int) -> None:
    """At the end of each migration, inside its transaction: its number, if everything that is referred to exists."""
    orphans = connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall()
    if orphans:
        raise RuntimeError(f"migration {number} leaves {len(orphans)} rows that refer to nothing")
    connection.exec_driver_sql(f"PRAGMA user_version = {number}")
