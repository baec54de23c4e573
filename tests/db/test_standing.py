"""A file is opened under its own name only, and what took the place of a service's file is refused in words."""

import os
import shutil
from pathlib import Path

import pytest

from app.domain.backups import Unexpected
from app.domain.errors import Refusal
from db import copies
from db.database import Database
from db.keys import KeyFile
from db.standing import Standing
from tests.builders import NOW, Service, stamp
from tests.locks import KEY, lock


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A service's file, closed."""
    path = tmp_path / "service.irotracker"
    Database.create(lock(path), stamp(), KEY).close()
    return path


def test_a_new_file_has_no_remark(tmp_path: Path) -> None:
    with Database.create(lock(tmp_path / "new.irotracker"), stamp(), KEY) as made:
        assert made.remark == ""


def test_a_file_with_two_names_is_not_opened(path: Path) -> None:
    second = path.with_name("second.irotracker")
    os.link(path, second)
    for name in (path, second):
        with pytest.raises(Refusal, match=r"second name.*Remove the other name"):
            Database.open(name, KEY)


def test_what_a_restore_that_was_cut_off_left_is_taken_away(path: Path) -> None:
    kept = path.with_name("service replaced 2026-11-20 093000.irotracker")
    os.link(path, kept)
    shutil.copyfile(KeyFile.path_of(path), KeyFile.path_of(kept))
    shutil.copyfile(path, path.with_name("service.irotracker.restoring"))
    earlier = shutil.copyfile(path, path.with_name("service replaced 2026-10-01 093000.irotracker"))
    with pytest.raises(Refusal, match="second name"):
        Database.open(kept, KEY)
    Database.open(path, KEY).close()
    assert sorted(each.name for each in path.parent.iterdir()) == [
        earlier.name,
        *(f"service.irotracker{more}" for more in ("", ".key", ".seal")),
    ]


def test_a_file_that_is_exchanged_while_it_is_opened_is_not_called_older(path: Path) -> None:
    standing = Standing(path)
    with pytest.raises(Unexpected), standing.opening():
        raise Unexpected("It is older", "")

    def exchanged() -> None:
        with standing.opening():
            shutil.copyfile(path, path.with_name("restored")).replace(path)
            raise Unexpected("It is older", "")

    with pytest.raises(Refusal, match=r"exchanged just now.*Open it again"):
        exchanged()


def test_a_link_leads_to_the_file_its_key_and_its_note(path: Path, tmp_path: Path) -> None:
    link = tmp_path / "links" / "link.irotracker"
    link.parent.mkdir()
    link.symlink_to(path)
    assert Database.needs_key(link)
    with Database.open(link, KEY) as opened:
        Service(opened).child("A1")
    Database.open(path, KEY).close()
    assert [each.name for each in link.parent.iterdir()] == ["link.irotracker"]


def test_a_file_that_is_not_encrypted_does_not_take_the_place_of_one_that_is(path: Path) -> None:
    for left in path.parent.iterdir():
        if left != KeyFile.path_of(path):
            left.unlink()
    false = path.with_name("false.irotracker")
    Database.create_demonstration(false, stamp()).close()
    false.rename(path)
    with pytest.raises(Refusal, match=r"key file of an encrypted one.*Restore the newest backup"):
        Database.open(path)


def test_a_copy_is_known_whatever_it_is_called(path: Path) -> None:
    copy = copies.leave_copy(path, KEY, path.with_name("copy.irocopy"), NOW)
    with Database.open(copy.rename(copy.with_suffix(".IROCOPY")), KEY) as opened:
        assert opened.remark.startswith("A read-only copy")
    renamed = path.with_name("renamed.irotracker")
    shutil.copyfile(copy.with_suffix(".IROCOPY"), renamed)
    with pytest.raises(Refusal, match="a read-only copy that was given another name"):
        Database.open(renamed, KEY)
