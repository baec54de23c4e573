"""What the program writes of a service is read by its owner only, unless it is left for colleagues."""

import os
import stat
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from db import copies, restoring, safekeeping, seal
from db.conversion import encrypt
from db.database import Database
from db.keys import KeyFile
from tests.builders import NOW, stamp
from tests.db.test_earlier_versions import query
from tests.locks import KEY, PASSPHRASE, lock

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="rights of files are others there")


@pytest.fixture(autouse=True)
def usual_rights() -> Iterator[None]:
    """What most computers let others do with a new file: read it."""
    before = os.umask(0o022)
    yield
    os.umask(before)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A service's file, as the program makes it."""
    path = tmp_path / "service.irotracker"
    Database.create(lock(path), stamp(), KEY).close()
    return path


def rights(*paths: Path) -> set[int]:
    """What may be done with these files, by whom."""
    return {stat.S_IMODE(each.stat().st_mode) for each in paths}


def test_files_keys_and_backups_are_their_owners(path: Path, tmp_path: Path) -> None:
    backup = safekeeping.make(path, KEY, tmp_path / "kept", NOW, "asked for")
    new = restoring.restore_into(backup, tmp_path / "new.irotracker", KEY, stamp())
    moved = tmp_path / "moved.irotracker"
    away = safekeeping.move(new, moved, KEY, NOW)
    files = (path, moved, away)
    assert rights(seal.path_of(path), seal.path_of(moved)) == {0o600}
    assert rights(*files, *map(KeyFile.path_of, files), *Path(backup.place).iterdir()) == {0o600}
    assert rights(Path(backup.place)) == {0o700}


def test_whoever_may_read_a_file_still_may_when_it_was_restored(path: Path, tmp_path: Path) -> None:
    backup = safekeeping.make(path, KEY, tmp_path / "kept", NOW, "asked for")
    path.chmod(0o660)
    kept = restoring.restore_in_place(backup, path, KEY, stamp())
    assert rights(path, kept, seal.path_of(path)) == {0o660}


def test_what_is_left_for_colleagues_is_read_by_them(path: Path, tmp_path: Path) -> None:
    copy = copies.leave_copy(path, KEY, tmp_path / "copy", NOW)
    assert rights(copy, KeyFile.path_of(copy)) == {0o644}


def test_a_file_that_everybody_could_read_is_not_read_by_them_once_it_is_encrypted(tmp_path: Path) -> None:
    path = tmp_path / "service.irotracker"
    Database.create_demonstration(path, stamp()).close()
    query(path, "DELETE FROM meta WHERE key = 'demonstration'")
    path.chmod(0o644)
    encrypt(path, KeyFile.make(PASSPHRASE), stamp())
    assert rights(path, KeyFile.path_of(path)) == {0o600}
