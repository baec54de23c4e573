"""A file is opened only if it is ours, whole and on this computer; everything else is said in words."""

import os
import sqlite3
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import event

from app.domain.access import Person, Role
from app.domain.children import Child
from app.domain.errors import Refusal
from app.domain.officers import Officer
from app.domain.settings import Holiday, ListEntry
from db.database import APPLICATION_ID, Database
from db.engines import check_library, literal, pragma
from tests.builders import MANAGER, Service, stamp
from tests.locks import KEY


def children(path: Path) -> int:
    """How many children a file holds."""
    with Database.open(path, KEY) as database:
        return Service(database).count("children")


def test_whoever_makes_a_database_is_its_manager(tmp_path: Path) -> None:
    maker = Person(login="ann", name="Ann", role=Role.READER)
    with Database.create(tmp_path / "a.db", stamp(person=maker), KEY) as database, database.read(stamp()) as store:
        (person,) = store.shelf(Person).find()
        (entry,) = store.accounts.latest(None, 10)
    assert (person.login, person.role, entry.action, entry.login) == ("ann", "manager", "New database", "ann")
    assert {path.name for path in tmp_path.iterdir()} == {"a.db", "a.db.seal"}


def test_a_new_database_has_the_bank_holidays_and_lists_that_ship(database: Database) -> None:
    with database.read(stamp()) as store:
        holidays = store.shelf(Holiday).find()
        entries = store.shelf(ListEntry).find(list="late-reason")
    assert date(2026, 12, 25) in {holiday.date for holiday in holidays}
    assert "family-not-available" in {entry.code for entry in entries}
    assert len({entry.position for entry in entries}) == len(entries)


def test_a_database_keeps_its_own_key_wherever_it_is_copied(database: Database, tmp_path: Path) -> None:
    own = database.meta_id
    database.close()
    copy = tmp_path / "copy.db"
    copy.write_bytes(database.path.read_bytes())
    with Database.open(copy, KEY) as opened:
        assert opened.meta_id == own


def test_a_database_is_careful_with_every_change(database: Database) -> None:
    for engine in (database._reading, database._writing):
        assert pragma(engine, "journal_mode") == "wal"
        assert pragma(engine, "synchronous") == 2
        assert pragma(engine, "foreign_keys") == 1
    assert pragma(database._reading, "query_only") == 1
    assert pragma(database._reading, "application_id") == APPLICATION_ID


def test_a_missing_file_is_made_only_when_asked(tmp_path: Path) -> None:
    path = tmp_path / "new.db"
    with pytest.raises(Refusal, match="There is no database"):
        Database.open(path, KEY)
    assert not path.exists()
    Database.create(path, stamp(), KEY).close()
    assert children(path) == 0
    with pytest.raises(Refusal, match="exists already"):
        Database.create(path, stamp(), KEY)


def test_a_folder_that_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(Refusal, match="There is no folder"):
        Database.create(tmp_path / "nowhere" / "new.db", stamp(), KEY)
    with pytest.raises(Refusal, match="not a file"):
        Database.open(tmp_path, KEY)


def test_an_empty_file_is_damage_and_not_a_new_database(tmp_path: Path) -> None:
    path = tmp_path / "empty.db"
    path.touch()
    with pytest.raises(Refusal, match=r"is empty: 0 bytes\. This is damage, not a new database"):
        Database.open(path, KEY)
    assert path.stat().st_size == 0


@pytest.mark.parametrize("content", [b"PK\3\4" + b"x" * 5000, b"name,date\n1,2\n", b"SQLite format 3\0"])
def test_a_file_of_another_kind_is_refused_and_left_alone(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "other.db"
    path.write_bytes(content)
    with pytest.raises(Refusal, match=r"is not a database of IRO Tracker|is damaged"):
        Database.open(path)
    assert path.read_bytes() == content


def test_the_database_of_another_program_is_refused_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "other.db"
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE places (url)")
    connection.commit()
    connection.close()
    content = path.read_bytes()
    with pytest.raises(Refusal, match="belongs to another program"):
        Database.open(path)
    assert path.read_bytes() == content


def test_a_file_of_a_newer_program_is_refused(database: Database) -> None:
    pragma(database._writing, "user_version = 999")
    with pytest.raises(Refusal, match="made by a newer version of IRO Tracker"):
        Database.open(database.path, KEY)


def test_a_file_that_was_cut_off_is_refused(database: Database) -> None:
    database.close()
    content = database.path.read_bytes()
    for size in (50, 100, 4096, len(content) // 2, len(content) - 1):
        database.path.write_bytes(content[:size])
        with pytest.raises(Refusal, match="is damaged"):
            Database.open(database.path, KEY)


def test_damage_inside_the_file_is_said_when_it_is_met(database: Database) -> None:
    database.close()
    content = bytearray(database.path.read_bytes())
    content[4096:] = b"\xa5" * (len(content) - 4096)
    database.path.write_bytes(content)
    with (
        pytest.raises(Refusal, match=r"is damaged|not a database"),
        Database.open(database.path, KEY) as opened,
        opened.read(stamp()) as store,
    ):
        store.shelf(Holiday).find()


def test_a_file_that_another_program_is_writing_to_waits_and_then_says_so(database: Database) -> None:
    code = (
        "import sys; from sqlcipher3 import dbapi2; c = dbapi2.connect(sys.argv[1], isolation_level=None); "
        "c.execute(sys.argv[2]); "
        "c.execute('BEGIN IMMEDIATE'); print('locked', flush=True); sys.stdin.read(); c.execute('ROLLBACK')"
    )
    unlocking = f'PRAGMA key = "{literal(KEY)}"'
    command = [sys.executable, "-c", code, str(database.path), unlocking]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == "locked\n"
        with (
            Database.open(database.path, KEY, patience=0.1) as impatient,
            pytest.raises(Refusal, match="Another program is writing"),
            impatient.change(stamp(), "Try"),
        ):
            pass
        assert Service(database).count("children") == 0
        other.communicate()
    Service(database).child("A1")
    assert children(database.path) == 1


def test_two_changes_at_once_in_one_program_wait_for_each_other(database: Database) -> None:
    with Database.open(database.path, KEY, patience=0.1) as other, other.change(stamp(), "First"):
        with pytest.raises(Refusal, match="Another program is writing"), other.change(stamp(), "Second"):
            pass
        assert Service(other).count("children") == 0


@pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() == 0, reason="whoever may do everything is never refused"
)
def test_a_read_only_file_or_folder_is_refused(database: Database) -> None:
    database.close()
    database.path.chmod(0o444)
    with pytest.raises(Refusal, match="is read-only"):
        Database.open(database.path, KEY)
    database.path.chmod(0o644)
    database.path.parent.chmod(0o555)
    with pytest.raises(Refusal, match="read-only"):
        Database.open(database.path, KEY)
    database.path.parent.chmod(0o755)


def test_a_full_disk_is_said_and_nothing_is_lost(database: Database) -> None:
    service = Service(database)
    service.child("A1")
    pages = pragma(database._writing, "page_count")
    pragma(database._writing, f"max_page_count = {pages}")
    with pytest.raises(Refusal, match="is full"), service.change() as store:
        store.shelf(Child).keep_all(Child(reference=f"B{number}", name="x" * 100) for number in range(2000))
    pragma(database._writing, "max_page_count = 1000000000")
    assert service.count("children") == 1
    service.child("A2")


def test_an_error_of_our_own_is_not_told_as_the_fault_of_the_file(database: Database) -> None:
    with pytest.raises(ZeroDivisionError), database.change(stamp(), "Bug"):
        raise ZeroDivisionError
    with pytest.raises(Exception, match="UNIQUE"), database.change(stamp(), "Bug") as store:
        store.shelf(Child).keep_all([Child(id="same", reference="A1"), Child(id="same", reference="A2")])


def test_an_error_of_the_database_says_no_name(database: Database) -> None:
    with pytest.raises(Exception, match="UNIQUE") as told, database.change(stamp(), "Bug") as store:
        store.shelf(Officer).keep_all([Officer(id="same", name="Secret Name")] * 2)
    assert "Secret" not in str(told.value)


def test_changes_of_another_program_show_and_ones_own_do_not(database: Database) -> None:
    service = Service(database)
    first = database.data_version()
    service.child("A1")
    assert database.data_version() == first
    with Database.open(database.path, KEY) as other:
        Service(other).child("A2")
    seen = database.data_version()
    assert seen != first
    with service.change():
        assert database.data_version() == seen


def test_an_old_library_is_refused() -> None:
    check_library()
    with pytest.raises(Refusal, match=r"SQLite 3\.40\.1, and 3\.51\.3 or newer"):
        check_library((3, 40, 1))


def test_half_a_new_database_left_by_a_crash_does_not_stop_the_next_one(tmp_path: Path) -> None:
    (tmp_path / "a.db.new").write_bytes(b"half")
    (tmp_path / "a.db.new-wal").write_bytes(b"half")
    Database.create(tmp_path / "a.db", stamp(), KEY).close()
    assert {path.name for path in tmp_path.iterdir()} == {"a.db", "a.db.seal"}


def test_the_journal_of_a_lost_database_is_not_written_into_a_new_one(tmp_path: Path) -> None:
    journal = tmp_path / "a.db-wal"
    journal.write_bytes(b"the last changes")
    with pytest.raises(Refusal, match="without its database"):
        Database.create(tmp_path / "a.db", stamp(), KEY)
    assert [path.name for path in tmp_path.iterdir()] == ["a.db-wal"]


def test_the_person_of_the_tests_is_the_manager(database: Database) -> None:
    with database.read(stamp()) as store:
        assert store.shelf(Person).get(MANAGER.id).login == "manager"


def test_closing_waits_for_nobody(tmp_path: Path) -> None:
    """Another program may be writing for long; the statistics that closing gathers can wait, the person cannot."""
    database = Database.create(tmp_path / "a.db", stamp(), KEY)
    patience: list[int] = []
    event.listen(
        database._writing, "close", lambda raw, _: patience.append(raw.execute("PRAGMA busy_timeout").fetchone()[0])
    )
    database.close()
    assert patience == [0]
