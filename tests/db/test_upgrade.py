"""Migrations make exactly the tables that the program declares, each whole or not at all, after a copy of the file."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine

from app.domain.errors import Refusal
from app.domain.settings import LISTS, ListEntry
from db import checking, safekeeping, upgrade
from db.database import VERSION, Database
from db.engines import pragma, writing_engine
from db.tables import every_table
from tests.builders import Service, stamp
from tests.locks import KEY


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[Engine]:
    """A file without any tables."""
    made = writing_engine(tmp_path / "bare.db", KEY, 1)
    yield made
    made.dispose()


def shape(engine: Engine) -> set[tuple[Any, ...]]:
    """Everything that a file says about its tables and indexes."""
    with engine.connect() as connection:
        return set(map(tuple, connection.exec_driver_sql("SELECT type, name, sql FROM sqlite_master")))


def test_the_migrations_make_what_the_tables_declare(database: Database) -> None:
    with database._writing.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True, "compare_server_default": True})
        assert compare_metadata(context, every_table()) == []


def test_the_conditions_of_indexes_are_those_declared(database: Database) -> None:
    made = {name: sql for kind, name, sql in shape(database._writing) if kind == "index"}
    for table in every_table().tables.values():
        for index in table.indexes:
            declared = index.dialect_kwargs.get("sqlite_where")
            assert (str(declared) if declared is not None else "") == made[index.name].partition(" WHERE ")[2]


def test_the_number_in_the_file_is_that_of_the_newest_migration(database: Database, engine: Engine) -> None:
    with engine.connect() as connection:
        head = ScriptDirectory.from_config(upgrade.configuration(connection)).get_current_head()
    assert int(head or 0) == VERSION
    assert pragma(database._reading, "user_version") == VERSION


def test_up_and_down_and_up_again_changes_nothing(engine: Engine, tmp_path: Path) -> None:
    upgrade.upgrade(engine, tmp_path / "bare.db")
    before = shape(engine)
    upgrade.downgrade(engine, tmp_path / "bare.db", "base")
    assert {name for _, name, _ in shape(engine)} <= {"alembic_version", "sqlite_autoindex_alembic_version_1"}
    assert pragma(engine, "user_version") == 0
    upgrade.upgrade(engine, tmp_path / "bare.db")
    assert shape(engine) == before
    assert pragma(engine, "foreign_keys") == 1


def test_a_migration_that_crashes_leaves_the_old_file(engine: Engine, tmp_path: Path) -> None:
    with engine.begin() as connection:
        connection.exec_driver_sql("CREATE TABLE settings (mine TEXT)")
        connection.exec_driver_sql("INSERT INTO settings VALUES ('kept')")
    before = shape(engine)
    with pytest.raises(Exception, match="already exists"):
        upgrade.upgrade(engine, tmp_path / "bare.db")
    after = {line for line in shape(engine) if "alembic_version" not in line[1]}
    assert after == before
    assert (pragma(engine, "user_version"), pragma(engine, "foreign_keys")) == (0, 1)


@pytest.fixture
def earlier(database: Database) -> Path:
    """A file with one child as the version before this one left it."""
    Service(database).child("A1")
    database.close()
    engine = writing_engine(database.path, KEY, 1)
    upgrade.downgrade(engine, database.path, f"{VERSION - 1:04}")
    engine.dispose()
    return database.path


def test_a_file_of_an_earlier_version_is_backed_up_before_it_is_changed(earlier: Path) -> None:
    Database.open(earlier, KEY).close()
    (made,) = safekeeping.listed_for(earlier)
    assert (made.children, made.reason) == (1, f"before the update from version {VERSION - 1}")
    with pytest.raises(Refusal, match="another version"):
        Database.open(Path(made.place) / made.file, KEY)
    new = earlier.with_name("new.db")
    safekeeping.restore_into(made, new, KEY, stamp())
    with Database.open(new, KEY) as old:
        assert Service(old).count("children") == 1
    assert [each.name for each in earlier.parent.iterdir() if each.is_dir()] == ["service backups"]


def test_a_file_of_an_earlier_version_is_left_as_it_is_without_its_backup(earlier: Path) -> None:
    before = earlier.read_bytes()
    safekeeping.usual_folder(earlier).write_text("in the way")
    with pytest.raises(Refusal, match="no backup could be made"):
        Database.open(earlier, KEY)
    engine = writing_engine(earlier, KEY, 1)
    assert pragma(engine, "user_version") == VERSION - 1
    engine.dispose()
    assert len(before) == earlier.stat().st_size


def test_a_check_of_an_earlier_version_says_so_and_changes_nothing(earlier: Path) -> None:
    found = safekeeping.check_first(lambda keeper: Service(keeper).desk(), earlier, KEY, full=True)
    assert checking.is_whole(found)
    assert f"an earlier version of the program ({VERSION - 1})" in " ".join(one.words for one in found)
    engine = writing_engine(earlier, KEY, 1)
    assert pragma(engine, "user_version") == VERSION - 1
    engine.dispose()


def test_a_service_that_has_lists_gains_those_of_challenges_and_keeps_its_own_values(database: Database) -> None:
    shipped = listed(database)
    with database._writing.begin() as connection:
        connection.exec_driver_sql("DELETE FROM list_entries WHERE list LIKE 'challenge-%' AND code <> 'drift'")
        connection.exec_driver_sql("UPDATE list_entries SET label = 'Drift, as we call it' WHERE code = 'drift'")
    upgrade.downgrade(database._writing, database.path, "0001")
    database.close()
    with Database.open(database.path, KEY) as opened:
        after = listed(opened)
        assert {key: after[key] for key in after if key[1] != "drift"} == {
            key: label for key, label in shipped.items() if key[1] != "drift"
        }
        assert after["challenge-theme", "drift"] == "Drift, as we call it"
        Service(opened).child("A1")


def test_every_list_of_the_service_ships_with_values(database: Database) -> None:
    assert {name for name, _ in listed(database)} == set(LISTS)


def listed(database: Database) -> dict[tuple[str, str], str]:
    """The values of all lists, each of which is there once."""
    with Service(database).read() as store:
        entries = store.shelf(ListEntry).find()
    found = {(one.list, one.code): one.label for one in entries}
    assert len(found) == len(entries)
    return found


def test_opening_a_current_file_does_not_load_alembic(database: Database) -> None:
    database.close()
    code = (
        "import sys; from pathlib import Path; from db.database import Database; "
        "from tests.locks import KEY; "
        f"Database.open(Path({str(database.path)!r}), KEY).close(); "
        "sys.exit(1 if 'alembic' in sys.modules else 0)"
    )
    assert subprocess.run([sys.executable, "-c", code], cwd=Path(__file__).parents[2], check=False).returncode == 0
