"""The note beside a file tells an older copy, a forked one and a lost journal from a program that was killed."""

import json
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from app.domain.backups import Unexpected
from db import backups, seal
from db.database import Database
from db.keys import Key
from tests.builders import NOW, Service, stamp


@pytest.fixture
def path(key: Key | None, tmp_path: Path) -> Path:
    """A file with some children, closed."""
    path = tmp_path / "service.db"
    made = Database.create(path, stamp(), key) if key else Database.create_demonstration(path, stamp())
    with made as database:
        add(database, 3)
    return path


def add(database: Database, number: int = 1) -> None:
    """So many changes."""
    service = Service(database)
    for _ in range(number):
        with service.change("More") as store:
            store.describe("One more change")


def noted(path: Path, key: Key | None) -> seal.Seal:
    """The note beside the file."""
    found = seal.read(path, key)
    assert found is not None
    return found


def test_each_change_is_counted_and_noted_and_looking_is_not(path: Path, key: Key | None) -> None:
    before = noted(path, key)
    with Database.open(path, key) as database:
        assert database.remark == ""
        add(database)
        with database.change(stamp(), "Nothing"):
            pass
        with database.read(stamp()):
            pass
        with database.change(stamp(), "A draft") as store:
            store.remember("draft", "review", "{}", "ann")
    after = noted(path, key)
    assert (after.counter - before.counter, after.entry - before.entry) == (2, 1)
    assert after.head != before.head


def test_a_change_that_was_refused_is_not_counted(path: Path, key: Key | None) -> None:
    before = noted(path, key)

    def refused(database: Database) -> None:
        with database.change(stamp(), "Wrong") as store:
            store.describe("Never")
            raise ValueError("no")

    with Database.open(path, key) as database, pytest.raises(ValueError, match="no"):
        refused(database)
    assert noted(path, key) == before


def test_an_older_copy_put_in_place_is_noticed(path: Path, key: Key | None) -> None:
    old = shutil.copyfile(path, path.with_name("old.db"))
    with Database.open(path, key) as database:
        add(database, 2)
    shutil.copyfile(old, path)
    with pytest.raises(Unexpected, match=r"older than it was: 2 changes fewer.*restore the newest backup"):
        Database.open(path, key)
    with Database.open(path, key, accept=True) as database:
        add(database)
    Database.open(path, key).close()


def test_a_missing_note_is_told_once_and_an_older_copy_is_known_by_its_backup(path: Path, key: Key | None) -> None:
    old = shutil.copyfile(path, path.with_name("old.db"))
    seal.path_of(path).unlink()
    with Database.open(path, key) as database:
        assert "is not beside it" in database.remark
        add(database)
    with Database.open(path, key) as database:
        assert database.remark == ""
    backups.make(path, key, backups.usual_folder(path), NOW, "asked for")
    shutil.copyfile(old, path)
    seal.path_of(path).unlink()
    with pytest.raises(Unexpected, match=r"older than its backup of 20 Nov 2026 09:30.*restore the newest backup"):
        Database.open(path, key)


def test_an_older_copy_in_which_somebody_worked_on_is_noticed(path: Path, key: Key | None) -> None:
    old = shutil.copyfile(path, path.with_name("old.db"))
    with Database.open(path, key) as database:
        add(database, 2)
    for more in (2, 5):
        elsewhere = shutil.copyfile(old, path.with_name(f"elsewhere{more}.db"))
        with Database.open(elsewhere, key) as database:
            with database.change(stamp(), "Other") as store:
                store.describe("Something else")
            add(database, more - 1)
        shutil.copyfile(elsewhere, path)
        with pytest.raises(Unexpected, match="does not go on from where it was left"):
            Database.open(path, key)


def test_a_lost_journal_is_noticed(path: Path, key: Key | None) -> None:
    away = path.with_name("away.db")
    with Database.open(path, key) as database:
        add(database, 2)
        shutil.copyfile(path, away)  # what a computer that lost the journal would have
        shutil.copyfile(seal.path_of(path), seal.path_of(away))
    with pytest.raises(Unexpected, match="the journal beside it was lost"):
        Database.open(away, key)


def test_another_file_of_the_same_name_is_noticed(path: Path, key: Key | None) -> None:
    other = path.with_name("other.db")
    made = Database.create(other, stamp(), key) if key else Database.create_demonstration(other, stamp())
    made.close()
    shutil.copyfile(other, path)
    with pytest.raises(Unexpected, match="another file"):
        Database.open(path, key)


def test_a_program_killed_between_a_change_and_its_note_is_no_cause_for_alarm(path: Path, key: Key | None) -> None:
    before = seal.path_of(path).read_bytes()
    with Database.open(path, key) as database:
        add(database)
    seal.path_of(path).write_bytes(before)
    with Database.open(path, key) as database:
        assert database.remark == ""
    assert seal.path_of(path).read_bytes() != before


def test_a_file_that_went_on_elsewhere_is_opened_with_a_remark(path: Path, key: Key | None) -> None:
    before = seal.path_of(path).read_bytes()
    with Database.open(path, key) as database:
        add(database, 3)
    seal.path_of(path).write_bytes(before)
    with Database.open(path, key) as database:
        assert database.remark == "service.db was changed 3 times since it was last used here."
    with Database.open(path, key) as database:
        assert database.remark == ""


def test_a_file_without_a_note_is_given_one(path: Path, key: Key | None) -> None:
    known = noted(path, key)
    seal.forget(path)
    Database.open(path, key).close()
    assert noted(path, key) == known


def _cut(text: str) -> str:
    return text[:-9]


def _raised(text: str) -> str:
    held = json.loads(text)
    return json.dumps({**held, "counter": held["counter"] - 1})


def _other_head(text: str) -> str:
    held = json.loads(text)
    return json.dumps({**held, "head": "0" * 64})


@pytest.mark.parametrize("harm", [_cut, _raised, _other_head, lambda _: "", lambda _: "[]", lambda _: "\x00" * 50])
def test_a_note_that_was_altered_or_damaged_is_said(path: Path, key: Key | None, harm: Callable[[str], str]) -> None:
    place = seal.path_of(path)
    place.write_text(harm(place.read_text()))
    with pytest.raises(Unexpected, match="damaged or was altered"):
        Database.open(path, key)
    Database.open(path, key, accept=True).close()
    Database.open(path, key).close()


def test_nobody_makes_a_true_note_without_the_key(path: Path, key: Key | None) -> None:
    if key is None:
        pytest.skip("a demonstration has no key")
    seal.replace(path, noted(path, key), Key(bytes(32)))
    with pytest.raises(Unexpected, match="altered"):
        Database.open(path, key)


def test_a_late_note_never_replaces_a_newer_one(path: Path, key: Key | None) -> None:
    newest = noted(path, key)
    seal.write(path, replace(newest, counter=newest.counter - 1), key)
    assert noted(path, key) == newest


def test_a_folder_that_takes_no_note_loses_no_change(path: Path, key: Key | None) -> None:
    with Database.open(path, key) as database:
        seal.forget(path)
        seal.path_of(path).mkdir()
        add(database)
    seal.path_of(path).rmdir()
    Database.open(path, key).close()
    assert [one.name for one in path.parent.iterdir() if one.name.endswith(".new")] == []
