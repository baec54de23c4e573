"""The file of an earlier version is encrypted once: every row proved equal, the old file gone, and never neither of them."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from sqlcipher3 import dbapi2

from app.domain.errors import Refusal
from db import conversion, erasing, upgrade
from db.checking import check
from db.conversion import encrypt
from db.database import Database
from db.engines import writing_engine
from db.erasing import aside, erase_remains
from db.keys import KeyFile, NewKey
from db.troubles import is_plain
from tests.builders import Service, stamp
from tests.locks import PASSPHRASE

CANARY = "Zephyrine"


@pytest.fixture
def old(tmp_path: Path) -> Path:
    """A service's file as an earlier version left it: not encrypted."""
    path = tmp_path / "service.irotracker"
    with Database.create_demonstration(path, stamp()) as database:
        Service(database).child("A1", name=CANARY)
    of_a_service(path)
    for left in tmp_path.glob("*.seal"):
        left.unlink()
    return path


@pytest.fixture
def made() -> NewKey:
    """The key to be."""
    return KeyFile.make(PASSPHRASE)


def of_a_service(path: Path) -> None:
    connection = dbapi2.connect(str(path), isolation_level=None)
    connection.execute("DELETE FROM meta WHERE key = 'demonstration'")
    connection.close()


def readable(folder: Path) -> list[str]:
    """The files in which the child's name can be read."""
    return sorted(each.name for each in folder.iterdir() if CANARY.encode() in each.read_bytes())


def test_an_encrypted_file_with_the_same_records_takes_the_place_of_the_old_one(old: Path, made: NewKey) -> None:
    before = old.stat().st_size
    done = encrypt(old, made, stamp())
    assert (done.erased, done.copies, done.broken) == ((), (), None)
    assert done.rows > 100
    assert not is_plain(old)
    assert readable(old.parent) == []
    assert {each.suffix for each in old.parent.iterdir()} <= {".irotracker", ".key", ".seal"}
    assert old.stat().st_size > before / 2
    with Database.open(old, KeyFile.read(KeyFile.path_of(old)).unlock(PASSPHRASE)) as opened:
        assert Service(opened).count("children") == 1
        with opened.read(stamp()) as store:
            assert store.accounts.first_broken() is None


def test_a_file_with_the_tables_of_an_earlier_version_is_encrypted(old: Path, made: NewKey) -> None:
    engine = writing_engine(old, None, 1)
    upgrade.downgrade(engine, old, "0005")
    engine.dispose()
    assert not next(one for one in check(old, None) if one.part == "header").good
    assert encrypt(old, made, stamp()).broken is None
    with Database.open(old, made.key) as opened:
        assert Service(opened).count("children") == 1


def test_changes_that_are_still_in_the_journal_are_encrypted_too(old: Path, made: NewKey) -> None:
    code = (
        "import os, sys; from sqlcipher3 import dbapi2; c = dbapi2.connect(sys.argv[1], isolation_level=None); "
        "c.execute(\"INSERT INTO meta VALUES ('late', 'Zephyrine')\"); os._exit(0)"
    )
    subprocess.run([sys.executable, "-c", code, str(old)], check=True)
    assert old.with_name(old.name + "-wal").stat().st_size
    encrypt(old, made, stamp())
    assert readable(old.parent) == []
    with Database.open(old, made.key) as opened, opened._reading.begin() as connection:
        assert connection.exec_driver_sql("SELECT value FROM meta WHERE key = 'late'").scalar() == CANARY


def test_what_was_on_the_disk_is_written_over_before_its_name_goes(old: Path, made: NewKey, tmp_path: Path) -> None:
    other = tmp_path / "elsewhere"
    other.mkdir()
    os.link(old, other / "same")
    encrypt(old, made, stamp())
    assert (other / "same").read_bytes() == b""


def test_an_interruption_before_the_exchange_leaves_the_old_file_as_it_was(
    old: Path, made: NewKey, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = old.read_bytes()

    def killed(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(conversion, "_exchange", killed)
    with pytest.raises(KeyboardInterrupt):
        encrypt(old, made, stamp())
    assert old.read_bytes() == before
    monkeypatch.undo()
    encrypt(old, made, stamp())
    assert readable(old.parent) == []


def test_an_interruption_after_the_exchange_is_finished_when_the_file_is_opened(
    old: Path, made: NewKey, monkeypatch: pytest.MonkeyPatch
) -> None:
    def killed(_path: Path) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(
        conversion, "erase", lambda path: killed(path) if path == aside(old) and path.exists() else None
    )
    with pytest.raises(KeyboardInterrupt):
        encrypt(old, made, stamp())
    monkeypatch.undo()
    assert readable(old.parent) == [aside(old).name]
    with Database.open(old, made.key) as opened:
        assert Service(opened).count("children") == 1
    assert readable(old.parent) == []


def test_a_computer_without_second_names_finds_the_old_file_again(
    old: Path, made: NewKey, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_links(*_: object) -> None:
        raise OSError

    monkeypatch.setattr(os, "link", no_links)
    old.replace(aside(old))
    encrypt(old, made, stamp())
    assert readable(old.parent) == []
    with Database.open(old, made.key) as opened:
        assert Service(opened).count("children") == 1


def test_a_name_whose_old_file_waits_to_be_encrypted_is_not_given_to_a_new_one(old: Path, made: NewKey) -> None:
    old.replace(aside(old))
    with pytest.raises(Refusal, match="was being encrypted when it was interrupted"):
        Database.create(old, stamp(), made.key)


def test_a_copy_that_differs_is_not_kept(old: Path, made: NewKey, monkeypatch: pytest.MonkeyPatch) -> None:
    before = old.read_bytes()
    real = conversion._compared

    def spoilt(connection: dbapi2.Connection, table: str, draft: Path) -> int:
        connection.execute("UPDATE sealed.children SET name = 'Another'")
        return real(connection, table, draft)

    monkeypatch.setattr(conversion, "_compared", spoilt)
    with pytest.raises(Refusal, match="is not the same as the file"):
        encrypt(old, made, stamp())
    assert old.read_bytes() == before
    assert not KeyFile.path_of(old).exists()


def test_a_file_that_somebody_has_open_is_left_alone(old: Path, made: NewKey) -> None:
    other = dbapi2.connect(str(old), isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(Refusal, match="Another program"):
        encrypt(old, made, stamp(), patience=0.1)
    other.close()
    assert is_plain(old)


def test_a_demonstration_and_an_encrypted_file_are_not_converted(tmp_path: Path, made: NewKey) -> None:
    path = tmp_path / "demonstration.db"
    Database.create_demonstration(path, stamp()).close()
    with pytest.raises(Refusal, match="demonstration of invented children"):
        encrypt(path, made, stamp())
    assert is_plain(path)
    path = tmp_path / "service.db"
    Database.create(path, stamp(), made.key).close()
    with pytest.raises(Refusal, match="is not a database of IRO Tracker"):
        encrypt(path, made, stamp())


@pytest.fixture
def copy(old: Path) -> Path:
    """What an earlier migration left beside the file."""
    copy = old.with_name("service version 3 2026-01-02 030405.irotracker")
    copy.write_bytes(old.read_bytes())
    return copy


def test_copies_of_earlier_versions_that_are_not_encrypted_are_erased_and_told(
    old: Path, made: NewKey, copy: Path
) -> None:
    others = [
        old.with_name(f"{name}.irotracker") for name in ("service version 3 mine", "other version 3 2026-01-02 030405")
    ]
    for other in others:
        other.write_bytes(b"SQLite format 3\0 of somebody else")
    done = encrypt(old, made, stamp())
    assert (done.erased, done.copies) == ((copy.name,), ())
    assert readable(old.parent) == []
    assert all(other.exists() for other in others)


def test_a_copy_that_cannot_be_erased_is_named(
    old: Path, made: NewKey, copy: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(path: Path) -> None:
        if path == copy:
            raise Refusal("This computer does not let you.")
        erasing.erase(path)

    monkeypatch.setattr(conversion, "erase", refused)
    done = encrypt(old, made, stamp())
    assert (done.erased, done.copies) == ((), (copy.name,))


def test_the_account_says_that_the_file_was_encrypted(old: Path, made: NewKey, copy: Path) -> None:
    done = encrypt(old, made, stamp())
    with Database.open(old, made.key) as database, database.read(stamp()) as store:
        (last,) = store.accounts.latest(None, 1)
    assert (last.action, last.login) == ("Encrypt the file", stamp().person.login)
    assert (
        last.summary == f"{done.rows:,} rows in {done.tables} tables, each compared; 1 copy of earlier versions erased"
    )


def test_nothing_is_erased_that_waits_beside_a_file_which_does_not_open(old: Path, made: NewKey) -> None:
    encrypt(old, made, stamp())
    aside(old).write_bytes(b"waiting")
    with pytest.raises(Refusal):
        Database.open(old, KeyFile.make(PASSPHRASE).key)
    assert aside(old).exists()
    erase_remains(old)
    assert not aside(old).exists()
    assert erasing.remains(old)[0] == aside(old)
