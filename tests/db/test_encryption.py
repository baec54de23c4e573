"""A service's file is encrypted on every disk it touches; only invented children may lie open, and their file says so."""

from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import Engine, exc
from sqlcipher3 import dbapi2

from app.domain.errors import Refusal, Unencrypted
from app.domain.settings import Setting
from db import safekeeping, upgrade
from db.database import VERSION, Database
from db.engines import pragma, reading_engine, writing_engine
from db.keys import Key, KeyFile
from db.troubles import HEADER, check_sealed, is_plain
from tests.builders import TODAY, Service, stamp
from tests.locks import KEY, PASSPHRASE, lock

CANARY = "Zephyrine"


@pytest.fixture
def demonstration(tmp_path: Path) -> Path:
    """A demonstration's file, closed."""
    path = tmp_path / "demonstration.db"
    Database.create_demonstration(path, stamp()).close()
    return path


def forget_what_it_is(path: Path) -> None:
    """Make of a demonstration what an earlier version left of a service: a file that is not encrypted."""
    connection = dbapi2.connect(str(path), isolation_level=None)
    connection.execute("DELETE FROM meta WHERE key = 'demonstration'")
    connection.close()


def test_neither_the_file_nor_its_journal_holds_a_name_that_can_be_read(database: Database) -> None:
    Service(database).child("A1", name=CANARY)
    for each in database.path.parent.iterdir():
        assert CANARY.encode() not in each.read_bytes()
        assert not each.read_bytes().startswith(HEADER)
    database.close()
    assert not is_plain(database.path)


@pytest.mark.parametrize("engine_of", [writing_engine, reading_engine])
def test_a_connection_without_the_key_or_with_another_reads_nothing(
    database: Database, engine_of: Callable[[Path, Key | None, float], Engine]
) -> None:
    for key in (None, Key.new()):
        engine = engine_of(database.path, key, 1)
        with pytest.raises((exc.DatabaseError, dbapi2.DatabaseError), match="not a database"):
            pragma(engine, "user_version")
        engine.dispose()


def test_every_connection_that_the_pools_open_has_the_key(database: Database) -> None:
    for engine, number in ((database._reading, 8), (database._writing, 1)):
        connections = [engine.connect() for _ in range(number)]
        for connection in connections:
            assert connection.exec_driver_sql("PRAGMA cipher_status").scalar() == "1"
            assert connection.exec_driver_sql("PRAGMA temp_store").scalar() == 2
            assert connection.exec_driver_sql("SELECT count(*) FROM children").scalar() == 0
            connection.close()


def test_the_cipher_is_that_of_sqlcipher_4_whatever_the_library_would_choose(database: Database) -> None:
    raw = database._reading.raw_connection()
    said = [row[0] for row in raw.cursor().execute("PRAGMA cipher_settings")]
    raw.close()
    assert "PRAGMA cipher_page_size = 4096;" in said
    assert "PRAGMA cipher_hmac_algorithm = HMAC_SHA512;" in said
    assert "PRAGMA cipher_plaintext_header_size = 0;" in said


def test_another_key_and_a_damaged_first_page_look_the_same_and_the_words_say_so(database: Database) -> None:
    database.close()
    with pytest.raises(Refusal) as other:
        Database.open(database.path, Key.new())
    content = bytearray(database.path.read_bytes())
    content[100] ^= 1
    database.path.write_bytes(content)
    with pytest.raises(Refusal) as damaged:
        Database.open(database.path, KEY)
    assert str(other.value) == str(damaged.value)
    assert "passphrase is wrong, or the first page of service.db" in str(other.value)
    assert "newest backup" in str(other.value)
    assert database.path.read_bytes() == content


def test_nothing_about_a_wrong_key_is_printed(database: Database, capfd: pytest.CaptureFixture[str]) -> None:
    database.close()
    with pytest.raises(Refusal):
        Database.open(database.path, Key.new())
    assert capfd.readouterr() == ("", "")


def test_a_key_that_was_forgotten_makes_no_file(tmp_path: Path) -> None:
    with pytest.raises(TypeError, match="made with a key"):
        Database.create(tmp_path / "new.db", stamp(), None)  # type: ignore[arg-type]
    assert list(tmp_path.iterdir()) == []


def test_a_copy_that_is_not_encrypted_is_thrown_away(demonstration: Path) -> None:
    with pytest.raises(Refusal, match="would not have been encrypted"):
        check_sealed(demonstration)
    assert not demonstration.exists()


def test_a_demonstration_opens_without_a_key(demonstration: Path) -> None:
    assert is_plain(demonstration)
    assert not Database.needs_key(demonstration)
    Database.open(demonstration).close()


def test_a_demonstration_of_an_earlier_version_is_known_by_its_settings(demonstration: Path) -> None:
    with Database.open(demonstration) as database:
        Service(database).keep(Setting(key="service.demonstration", start=TODAY, value="true"))
    forget_what_it_is(demonstration)
    with Database.open(demonstration) as database, Service(database).read() as store:
        assert [kept.value for kept in store.shelf(Setting).find(key="service.demonstration")] == ["true"]


def test_a_services_file_that_is_not_encrypted_is_never_opened_with_or_without_a_key(demonstration: Path) -> None:
    forget_what_it_is(demonstration)
    before = demonstration.read_bytes()
    for key in (None, KEY):
        with pytest.raises(Unencrypted, match="is not encrypted"):
            Database.open(demonstration, key)
    assert demonstration.read_bytes() == before


def test_an_encrypted_file_is_not_opened_without_its_key(database: Database) -> None:
    database.close()
    KeyFile.path_of(database.path).unlink()
    assert not Database.needs_key(database.path)
    with pytest.raises(
        Refusal, match="is not a database of IRO Tracker, or it is damaged, or its key file is not beside"
    ):
        Database.open(database.path)
    lock(database.path)
    assert Database.needs_key(database.path)
    with pytest.raises(Refusal, match="is encrypted, and needs its passphrase"):
        Database.open(database.path)
    Database.open(database.path, KeyFile.read(KeyFile.path_of(database.path)).unlock(PASSPHRASE)).close()


def test_a_new_file_has_its_key_file_beside_it(tmp_path: Path) -> None:
    path, made = tmp_path / "new.irotracker", KeyFile.make(PASSPHRASE)
    Database.begin(path, stamp(), made).close()
    assert {"new.irotracker", "new.irotracker.key"} <= {each.name for each in tmp_path.iterdir()}
    Database.open(path, KeyFile.read(KeyFile.path_of(path)).recover(made.recovery)).close()


def test_a_key_file_whose_database_is_gone_is_never_written_over(tmp_path: Path) -> None:
    path = tmp_path / "new.irotracker"
    lock(path)
    before = KeyFile.path_of(path).read_bytes()
    with pytest.raises(Refusal, match=r"new\.irotracker\.key is here without its database"):
        Database.begin(path, stamp(), KeyFile.make(PASSPHRASE))
    assert KeyFile.path_of(path).read_bytes() == before
    assert not path.exists()


def test_a_file_that_cannot_be_made_leaves_no_key_file(tmp_path: Path) -> None:
    path = tmp_path / "new.irotracker"
    path.with_name(path.name + "-wal").write_bytes(b"lost changes")
    with pytest.raises(Refusal, match="without its database"):
        Database.begin(path, stamp(), KeyFile.make(PASSPHRASE))
    assert not KeyFile.path_of(path).exists()


def test_the_copy_before_a_migration_is_encrypted_and_has_its_key_file(database: Database) -> None:
    Service(database).child("A1", name=CANARY)
    database.close()
    lock(database.path)
    engine = writing_engine(database.path, KEY, 1)
    upgrade.downgrade(engine, database.path, f"{VERSION - 1:04}")
    engine.dispose()
    Database.open(database.path, KEY).close()
    (made,) = safekeeping.listed_for(database.path)
    copy = Path(made.place) / made.file
    assert not is_plain(copy)
    assert CANARY.encode() not in copy.read_bytes()
    key = KeyFile.read(KeyFile.path_of(copy)).unlock(PASSPHRASE)
    assert key == KEY


def test_a_flipped_bit_in_any_page_is_found_before_a_row_is_shown(database: Database) -> None:
    database.close()
    content = database.path.read_bytes()
    for place in (20, 4096 + 7, len(content) // 2, len(content) - 100):
        spoilt = bytearray(content)
        spoilt[place] ^= 4
        database.path.write_bytes(spoilt)
        raw = dbapi2.connect(str(database.path))
        raw.execute("PRAGMA cipher_log_level = NONE")
        raw.execute(f"PRAGMA key = \"x'{KEY.raw.hex()}'\"")
        assert raw.execute("PRAGMA cipher_integrity_check").fetchall() != []
        raw.close()
