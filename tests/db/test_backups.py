"""Backups are whole or not there, hold their key file, and go back into a new file or in place, with the old one kept."""

import json
import os
import platform
import shutil
import sys
from datetime import datetime, timedelta
from pathlib import Path
from types import SimpleNamespace

import pytest

from app.domain.backups import Backup
from app.domain.errors import Refusal
from db import backups, restoring, safekeeping, seal
from db.checking import check, is_whole
from db.database import Database
from db.keys import Key, KeyFile
from tests.builders import NOW, Service, stamp
from tests.locks import KEY, PASSPHRASE, lock


@pytest.fixture
def path(key: Key | None, tmp_path: Path) -> Path:
    """A file with three children, closed."""
    path = tmp_path / "service.db"
    made = Database.create(lock(path), stamp(), key) if key else Database.create_demonstration(path, stamp())
    with made as database:
        children(database, "A1", "A2", "A3")
    return path


def children(database: Database, *references: str) -> None:
    """Keep children with these references."""
    service = Service(database)
    for reference in references:
        service.child(reference, name="Canary")


def held(path: Path, key: Key | None) -> int:
    """How many children a file holds."""
    with Database.open(path, key) as database:
        return Service(database).count("children")


def backed_up(path: Path, key: Key | None, at: datetime = NOW, reason: str = "asked for") -> Backup:
    """A backup beside the file."""
    return backups.make(path, key, backups.usual_folder(path), at, reason)


def test_a_backup_holds_the_file_its_key_and_a_note_without_names(path: Path, key: Key | None) -> None:
    made = backed_up(path, key)
    place = Path(made.place)
    names = {one.name for one in place.iterdir()}
    assert names == {"service.db", "backup.json", *(["service.db.key"] if key else [])}
    assert (made.children, made.reviews, made.reason) == (3, 0, "asked for")
    assert made == backups.noted(place)
    assert backups.listed(place.parent) == [made]
    assert b"Canary" not in (place / "backup.json").read_bytes()
    if key:
        assert b"Canary" not in (place / "service.db").read_bytes()
        assert KeyFile.read(place / "service.db.key").unlock(PASSPHRASE) == key
    assert held(shutil.copytree(place, path.with_name("x")) / "service.db", key) == 3


def test_a_backup_of_a_file_in_use_is_as_of_its_last_change(path: Path, key: Key | None) -> None:
    with Database.open(path, key) as database:
        children(database, "A4")
        made = backed_up(path, key)
        children(database, "A5")
    assert made.children == 4
    assert held(path, key) == 5


def test_a_disk_without_room_is_said_before_anything_is_written(
    path: Path, key: Key | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda _: SimpleNamespace(free=1000))
    with pytest.raises(Refusal, match=r"no room for a backup.*Make room"):
        backed_up(path, key)
    assert list(backups.usual_folder(path).iterdir()) == []


def test_a_damaged_file_gives_no_backup_and_leaves_the_older_one(path: Path, key: Key | None) -> None:
    older = backed_up(path, key)
    damage(path)
    with pytest.raises(Refusal):
        backed_up(path, key, NOW + timedelta(days=1))
    assert backups.listed(backups.usual_folder(path)) == [older]
    assert [one.name for one in backups.usual_folder(path).iterdir()] == [Path(older.place).name]


def damage(path: Path) -> None:
    """Change some bytes in the middle of every page but the first."""
    whole = bytearray(path.read_bytes())
    for at in range(4096 + 2000, len(whole), 4096):
        whole[at : at + 40] = bytes(byte ^ 0x5A for byte in whole[at : at + 40])
    path.write_bytes(whole)


def test_backups_are_thinned_but_those_of_another_file_are_left(path: Path, key: Key | None) -> None:
    folder = backups.usual_folder(path)
    foreign = folder / "mine"
    foreign.mkdir(parents=True)
    (foreign / "letter.txt").write_text("keep")
    made = [backed_up(path, key, NOW + timedelta(minutes=n), "at close") for n in range(5)]
    assert backups.listed(folder) == made[:1:-1]
    assert (foreign / "letter.txt").read_text() == "keep"
    restored = restoring.restore_into(made[-1], path.with_name("restored.db"), key, stamp())
    backups.make(restored, key, folder, NOW, "of another file of the same identity")
    assert len(backups.listed(folder)) == 4
    other = next(one for one in backups.listed(folder) if one.file == path.name)
    note = Path(other.place) / "backup.json"
    told = {**json.loads(note.read_text()), "file_id": "other"}
    del told["digest"]
    note.write_text(json.dumps({**told, "digest": backups._digest(told)}))
    backed_up(path, key, NOW + timedelta(hours=1))
    assert Path(other.place).exists()


def test_the_same_file_restored_elsewhere_takes_no_backup_of_the_first_away(path: Path, key: Key | None) -> None:
    folder = backups.usual_folder(path)
    first = backed_up(path, key)
    elsewhere = restoring.restore_into(first, path.parent / "elsewhere" / path.name, key, stamp())
    with Database.open(elsewhere, key) as database:
        children(database, *(f"B{number}" for number in range(5)))
    for number in range(1, 5):
        backups.make(elsewhere, key, folder, NOW + timedelta(minutes=number), "at close")
    again = backed_up(path, key, NOW + timedelta(minutes=9))
    left = [one.reason for one in backups.listed(folder)]
    assert sorted(left) == ["asked for", "asked for", "at close", "at close", "at close"]
    assert safekeeping.newest_of(path, again.file_id, folder) == again


def test_the_same_place_on_another_computer_is_another_place(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    here = backups.origin_of(path)
    monkeypatch.setattr(platform, "node", lambda: "another")
    assert backups.origin_of(path) != here


@pytest.mark.skipif(sys.platform == "win32", reason="rights of files are others there")
def test_the_key_file_of_a_backup_is_read_by_nobody_else(path: Path, key: Key | None) -> None:
    place = Path(backed_up(path, key).place)
    assert [one.stat().st_mode & 0o77 for one in place.glob("*.key")] == ([0] if key else [])


@pytest.mark.parametrize("harm", ["cut", "flip", "note", "gone"])
def test_a_backup_that_was_damaged_is_found_before_anything_is_restored(path: Path, key: Key | None, harm: str) -> None:
    made = backed_up(path, key)
    copy = Path(made.place) / made.file
    whole = bytearray(copy.read_bytes())
    whole[5000] ^= 1
    if harm == "flip":
        copy.write_bytes(whole)
        with pytest.raises(Refusal, match=r"is damaged: its file service\.db is not as it was written"):
            restoring.restore_in_place(made, path, key, stamp())
        with pytest.raises(Refusal, match="damaged"):
            restoring.restore_into(made, path.with_name("new.db"), key, stamp())
        assert not path.with_name("new.db").exists()
    else:
        if harm == "cut":
            copy.write_bytes(whole[:-4096])
        elif harm == "note":
            (copy.parent / "backup.json").write_text("{")
        else:
            copy.unlink()
        assert backups.listed(copy.parent.parent) == []
    assert held(path, key) == 3


def test_a_backup_is_restored_into_a_new_file_beside_the_one_in_use(path: Path, key: Key | None) -> None:
    made = backed_up(path, key)
    new = path.with_name("new.db")
    with Database.open(path, key) as database:
        children(database, "A4")
        restoring.restore_into(made, new, key, stamp())
    assert (held(path, key), held(new, key)) == (4, 3)
    with Database.open(new, key) as database, database.read(stamp()) as store:
        (entry,) = store.accounts.latest(None, 1)
        assert (entry.action, entry.summary) == ("Backup restored", f"As at 20 Nov 2026 09:30, entry {made.entry}")
        assert store.accounts.first_broken() is None
    with pytest.raises(Refusal, match="exists already"):
        restoring.restore_into(made, new, key, stamp())
    assert [one.name for one in path.parent.iterdir() if "restoring" in one.name] == []


def test_a_backup_restored_in_place_keeps_the_replaced_file_and_is_no_older_copy(path: Path, key: Key | None) -> None:
    made = backed_up(path, key)
    with Database.open(path, key) as database:
        children(database, "A4", "A5")
    newest = backed_up(path, key, NOW + timedelta(hours=1))
    kept = restoring.restore_in_place(made, path, key, stamp())
    assert kept.name == "service replaced 2026-11-20 093000.db"
    assert (held(path, key), held(kept, key)) == (3, 5)
    again = backed_up(path, key, NOW + timedelta(hours=2))
    assert again.counter > newest.counter
    assert backups.listed(backups.usual_folder(path))[0] == again


def test_a_damaged_file_is_replaced_by_its_backup(path: Path, key: Key | None) -> None:
    made = backed_up(path, key)
    damage(path)
    path.write_bytes(b"\x17" * 4096 + path.read_bytes()[4096:])
    harmed = path.read_bytes()
    kept = restoring.restore_in_place(made, path, key, stamp())
    assert held(path, key) == 3
    assert kept.read_bytes() == harmed


def test_a_file_that_is_gone_with_its_key_comes_back_whole(path: Path, key: Key | None) -> None:
    made = backed_up(path, key)
    for one in (path, seal.path_of(path), KeyFile.path_of(path)):
        one.unlink(missing_ok=True)
    restoring.restore_in_place(made, path, key, stamp())
    assert held(path, key) == 3
    assert KeyFile.path_of(path).exists() == (key is not None)


def test_a_file_in_use_is_not_replaced(path: Path, key: Key | None) -> None:
    made = backed_up(path, key)
    with Database.open(path, key) as database:
        children(database, "A4")
        with pytest.raises(Refusal, match=r"is in use\. Nothing was changed"):
            restoring.restore_in_place(made, path, key, stamp())
        children(database, "A5")
    assert held(path, key) == 5
    assert [one for one in path.parent.iterdir() if "replaced" in one.name] == []


def test_a_backup_of_another_file_never_takes_its_place(path: Path, key: Key | None) -> None:
    other = path.with_name("other.db")
    made = Database.create(lock(other), stamp(), KEY) if key else Database.create_demonstration(other, stamp())
    made.close()
    with pytest.raises(Refusal, match="another file"):
        restoring.restore_in_place(backed_up(other, key), path, key, stamp())
    assert held(path, key) == 3


def test_the_newest_passphrase_stays_when_an_older_backup_is_restored(path: Path, key: Key | None) -> None:
    if key is None:
        pytest.skip("a demonstration has no passphrase")
    made = backed_up(path, key)
    beside = KeyFile.path_of(path)
    KeyFile.read(beside).change(key, "another long one").write(beside)
    restoring.restore_in_place(made, path, key, stamp())
    assert KeyFile.read(beside).unlock("another long one") == key


def test_a_check_says_part_by_part_what_it_found(path: Path, key: Key | None) -> None:
    quick, full = check(path, key), check(path, key, full=True)
    assert is_whole(quick)
    assert [one.part for one in quick] == ["header", "owner", "references", "account", "counter"]
    assert [one.part for one in full] == [*(one.part for one in quick), "pages", "records"]
    damage(path)
    assert not is_whole(check(path, key, full=True))
    os.truncate(path, 5000)
    (only,) = check(path, key)
    assert (only.part, only.good) == ("file", False)


def test_the_first_broken_entry_of_the_account_is_named(path: Path, key: Key | None) -> None:
    with Database.open(path, key) as database, database._writing.begin() as connection:
        connection.exec_driver_sql("UPDATE audit SET login = 'nobody' WHERE number = 3")
    (found,) = [one for one in check(path, key) if not one.good]
    assert (found.part, found.entry) == ("account", 3)
    assert "entry 3 is the first" in found.words


def test_a_record_that_is_not_as_the_account_says_is_found_by_the_full_check(path: Path, key: Key | None) -> None:
    with Database.open(path, key) as database, database._writing.begin() as connection:
        connection.exec_driver_sql("UPDATE children SET reference = 'B9' WHERE reference = 'A2'")
        connection.exec_driver_sql("DELETE FROM children WHERE reference = 'A3'")
    assert is_whole(check(path, key))
    (found,) = [one for one in check(path, key, full=True) if not one.good]
    assert found.words.startswith("2 records are not as the account says: Child ")
    assert "missing" in found.words
    assert "B9" not in found.words
