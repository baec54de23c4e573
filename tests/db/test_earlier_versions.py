"""A service's file of each earlier version, which nobody encrypted, goes on: encrypted, brought up to date, nothing lost."""

import os
import shutil
from pathlib import Path

import pytest
from sqlcipher3 import dbapi2

from app.domain.children import Child
from app.domain.errors import Refusal, Unencrypted
from db import conversion, safekeeping, upgrade
from db.conversion import encrypt
from db.database import VERSION, Database
from db.engines import writing_engine
from db.erasing import aside
from db.keys import KeyFile, NewKey
from db.made import MANY
from db.troubles import is_plain, journals
from tests.builders import Service, stamp
from tests.locks import PASSPHRASE

CHILDREN = MANY + 5


@pytest.fixture(scope="module")
def current(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file that is not encrypted, with an entry that holds the keys of many records, and one that holds one record."""
    path = tmp_path_factory.mktemp("current") / "service.irotracker"
    with Database.create_demonstration(path, stamp()) as database:
        service = Service(database)
        with service.change() as store:
            store.shelf(Child).keep_all(Child(reference=f"C{number}") for number in range(CHILDREN))
        service.child("A1", name="Canary")
    return path


def earlier(current: Path, folder: Path, head: str) -> Path:
    """The file as the version with these tables left it: without what later ones put in, or beside it."""
    path = Path(shutil.copyfile(current, folder / "service.irotracker"))
    engine = writing_engine(path, None, 1)
    upgrade.downgrade(engine, path, head)
    engine.dispose()
    connection = dbapi2.connect(str(path), isolation_level=None)
    connection.execute("DELETE FROM meta WHERE key IN ('demonstration', 'counter')")
    assert connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0] == 0
    connection.close()
    return path


def query(path: Path, words: str) -> None:
    """Change a file from outside of the program."""
    connection = dbapi2.connect(str(path), isolation_level=None)
    connection.execute(words)
    connection.close()


@pytest.fixture
def made() -> NewKey:
    """The key to be."""
    return KeyFile.make(PASSPHRASE)


@pytest.fixture
def released(current: Path, tmp_path: Path) -> Path:
    """A file of the version before this one."""
    return earlier(current, tmp_path, f"{VERSION - 1:04}")


@pytest.mark.parametrize("head", ["0001", "0003", "0005"])
def test_a_file_of_an_earlier_version_is_encrypted_and_brought_up_to_date(
    current: Path, tmp_path: Path, made: NewKey, head: str
) -> None:
    path = earlier(current, tmp_path, head)
    assert encrypt(path, made, stamp()).broken is None
    assert not is_plain(path)
    with Database.open(path, made.key) as opened, opened.read(stamp()) as store:
        assert len(store.shelf(Child).find()) == CHILDREN + 1
        assert store.accounts.first_broken() is None
        assert store.accounts.latest(None, 1)[0].action == conversion.ACTION
    (backup,) = safekeeping.listed_for(path)
    assert (backup.children, backup.reason) == (CHILDREN + 1, f"before the update from version {int(head)}")
    assert not is_plain(Path(backup.place) / backup.file)
    left = {each.name for each in tmp_path.iterdir()}
    assert left == {path.name, f"{path.name}.key", f"{path.name}.seal", "service backups"}
    assert safekeeping.is_whole(safekeeping.check(path, made.key, full=True))


def test_an_entry_that_did_not_hold_before_is_told(released: Path, made: NewKey) -> None:
    query(released, "UPDATE audit SET summary = 'Another' WHERE number = 2")
    assert encrypt(released, made, stamp()).broken == 2


def test_the_places_of_the_keys_are_not_overlooked_in_a_file_of_this_version(
    current: Path, tmp_path: Path, made: NewKey
) -> None:
    path = Path(shutil.copyfile(current, tmp_path / "service.irotracker"))
    query(path, "DELETE FROM meta WHERE key = 'demonstration'")
    query(path, "DELETE FROM audit_ranges WHERE number = 2")
    assert encrypt(path, made, stamp()).broken == 2


@pytest.mark.parametrize("step", ["proof", "exchange"])
def test_a_conversion_that_fails_leaves_the_file_under_its_name_and_no_other(
    released: Path, made: NewKey, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    before, real = released.read_bytes(), Path.replace

    def refused(path: Path, target: Path) -> Path:
        if path.name == f"{released.name}.new":
            raise OSError("the disk is gone")
        return real(path, target)

    if step == "proof":
        query(released, "PRAGMA user_version = 6")  # which has not the tables of that version
        before = released.read_bytes()
    else:
        monkeypatch.setattr(conversion, "_keep_hold", lambda _: False)
        monkeypatch.setattr(Path, "replace", refused)
    with pytest.raises(Refusal):
        encrypt(released, made, stamp())
    assert released.read_bytes() == before
    assert {each.name for each in released.parent.iterdir()} <= {released.name, f"{released.name}.key"}


def test_a_journal_that_could_not_be_brought_in_keeps_what_it_holds(
    released: Path, made: NewKey, monkeypatch: pytest.MonkeyPatch
) -> None:
    journal = journals(released)[0]

    def refused(*_: object) -> None:
        journal.write_bytes(b"the last changes")
        aside(journal).unlink()
        os.link(journal, aside(journal))
        raise Refusal("The disk is full.")

    monkeypatch.setattr(conversion, "_proved", refused)
    with pytest.raises(Refusal, match="full"):
        encrypt(released, made, stamp())
    assert journal.read_bytes() == b"the last changes"
    assert not aside(journal).exists()


def test_a_misplaced_file_of_an_earlier_version_is_moved_before_it_is_encrypted(
    released: Path, made: NewKey, tmp_path: Path
) -> None:
    shared = tmp_path / "Dropbox" / released.name
    shared.parent.mkdir()
    released.rename(shared)
    with pytest.raises(Refusal, match="Dropbox"):
        encrypt(shared, made, stamp())
    safekeeping.move_here(lambda keeper: Service(keeper).desk(), shared, released, None, stamp().at)
    with pytest.raises(Unencrypted):
        Database.open(released)
    assert encrypt(released, made, stamp()).broken is None


def test_a_check_says_of_each_open_file_what_it_is(released: Path, current: Path, tmp_path: Path) -> None:
    foreign = tmp_path / "foreign.irotracker"
    query(foreign, "CREATE TABLE mine (x TEXT)")
    said = {path: safekeeping.check(path, None)[0] for path in (released, current, foreign)}
    assert [said[path].good for path in (released, current, foreign)] == [False, True, True]
    assert "Encrypt it once" in said[released].words
    assert said[current].words.endswith("is not encrypted, as a demonstration should be.")
    assert said[foreign].words == "foreign.irotracker is not encrypted."
