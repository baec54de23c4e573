"""A file is held while it is replaced, a backup can be stopped, and what is damaged is named."""

import os
import shutil
from contextlib import suppress
from pathlib import Path

import pytest

from app.domain.backups import Backup
from app.domain.errors import Refusal
from db import backups, holding, restoring, seal, wholefiles
from db.checking import check, is_whole
from db.database import Database
from db.wholefiles import copy_file
from tests.builders import NOW, Service, stamp
from tests.locks import KEY, locked_copy


@pytest.fixture
def path(fresh_database: Path, tmp_path: Path) -> Path:
    """A file with three children, closed."""
    path = locked_copy(fresh_database, tmp_path / "service.db")
    with Database.open(path, KEY) as database:
        children(database, "A1", "A2", "A3")
    return path


def children(database: Database, *references: str) -> None:
    """Keep children with these references."""
    service = Service(database)
    for reference in references:
        service.child(reference)


def count(path: Path) -> int:
    """How many children a file holds."""
    with Database.open(path, KEY) as database:
        return Service(database).count("children")


def backed_up(path: Path) -> Backup:
    """A backup beside the file."""
    return backups.make(path, KEY, backups.usual_folder(path), NOW, "asked for")


def test_nobody_takes_up_a_file_for_a_change_while_it_is_being_replaced(path: Path) -> None:
    with holding.held(path, KEY):
        with pytest.raises(Refusal, match="writing"):
            Database.open(path, KEY, patience=0.1)
        with pytest.raises(Refusal, match=r"is in use\. Nothing was changed"), holding.held(path, KEY):
            pass
    assert count(path) == 3


def test_on_a_disk_without_second_names_the_replaced_file_is_copied(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def none(*_: object) -> None:
        raise OSError("no second names here")

    made = backed_up(path)
    with Database.open(path, KEY) as database:
        children(database, "A4")
    monkeypatch.setattr(os, "link", none)
    kept = restoring.restore_in_place(made, path, KEY, stamp())
    assert (count(path), count(kept)) == (3, 4)


def test_a_file_that_is_changed_while_it_is_copied_is_not_replaced(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def none(*_: object) -> None:
        raise OSError("no second names here")

    def copied(source: Path, target: Path) -> None:
        copy_file(source, target)
        if source == path:
            with Database.open(path, KEY) as database:
                children(database, "A5")

    made = backed_up(path)
    monkeypatch.setattr(os, "link", none)
    monkeypatch.setattr(restoring, "copy_file", copied)
    with pytest.raises(Refusal, match="in use"):
        restoring.restore_in_place(made, path, KEY, stamp())
    assert count(path) == 4
    assert [one.name for one in path.parent.iterdir() if "replaced" in one.name] == []


def test_a_backup_that_is_stopped_leaves_nothing(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def stop(done: int, total: int) -> None:
        assert 0 < done <= total
        raise Refusal("Stopped.", "")

    folder = backups.usual_folder(path)
    with pytest.raises(Refusal, match="Stopped"):
        backups.make(path, KEY, folder, NOW, "at close", stop)
    assert list(folder.iterdir()) == []
    monkeypatch.setattr(wholefiles, "STEP", 3)
    told: list[int] = []
    backups.make(path, KEY, folder, NOW, "at close", lambda done, _: told.append(done))
    assert len(told) > 3
    assert told == sorted(told)


def test_what_is_left_of_a_damaged_backup_is_named(path: Path) -> None:
    made = backed_up(path)
    note = Path(made.place) / "backup.json"
    note.write_bytes(note.read_bytes().replace(b"asked", b"Asked"))
    assert backups.unusable(Path(made.place).parent) == [Path(made.place).name]
    assert backups.listed(Path(made.place).parent) == []


def test_a_page_of_an_older_copy_is_said_at_opening(path: Path) -> None:
    older = path.read_bytes()
    with Database.open(path, KEY) as database:
        children(database, "A4")
        assert database.remark == ""
    newer = bytearray(path.read_bytes())
    page = next(at for at in range(8192, len(older), 4096) if older[at : at + 4096] != newer[at : at + 4096])
    newer[page : page + 4096] = older[page : page + 4096]
    path.write_bytes(newer)
    assert not is_whole(check(path, KEY))
    with suppress(Refusal), Database.open(path, KEY) as database:
        assert "not byte for byte what it was when it was closed" in database.remark


def test_a_file_that_is_copied_moved_held_or_left_alone_is_what_it_was(path: Path) -> None:
    with Database.open(path, KEY) as database:
        children(database, "A4")
    copy = path.with_name("copy.db")
    shutil.copyfile(seal.path_of(path), seal.path_of(copy))
    locked_copy(path, copy)
    with holding.held(copy, KEY):
        pass
    for each in (path, copy, copy):
        with Database.open(each, KEY) as database:
            assert database.remark == ""
    noted = seal.path_of(path).read_bytes()
    with Database.open(path, KEY):
        pass
    assert seal.path_of(path).read_bytes() == noted
