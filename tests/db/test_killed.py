"""Killed at any instant while a file is encrypted, made, or given another passphrase: the records open, and none lie open."""

import os
import shutil
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from db import conversion
from db.conversion import encrypt
from db.database import Database
from db.erasing import aside
from db.keys import KeyFile
from db.troubles import is_plain
from tests.builders import Service, stamp
from tests.db.test_conversion import CANARY, of_a_service, readable
from tests.locks import PASSPHRASE, key_of

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="a child is made by a fork")

TOUCHING = ("open", "os.rename", "os.remove", "os.link", "os.truncate", "shutil.", "sqlite3.")
OTHER = "four tall herons"
KILLED, DONE, FAILED = 9, 0, 1
EVERY = int(os.environ.get("IRO_TRACKER_KILL_EVERY", "5"))
"""Each how many touches of a file a long piece of work is killed; 1 takes minutes."""


def dies_at(number: int, work: Callable[[], object], folder: Path) -> bool:
    """Do something in a child that dies at its n-th touch of a file in the folder; whether it died before it was done."""
    child = os.fork()
    if child:
        code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        assert code in (KILLED, DONE)
        return code == KILLED
    left = [number]

    def touched(event: str, arguments: tuple[object, ...]) -> None:
        if event.startswith(TOUCHING) and any(str(folder) in str(each) for each in arguments):
            left[0] -= 1
            if left[0] == 0:
                os._exit(KILLED)

    sys.addaudithook(touched)
    code = FAILED
    try:
        work()
        code = DONE
    finally:
        os._exit(code)


@pytest.fixture
def old(tmp_path: Path) -> Path:
    """A service's file of an earlier version, in a folder of its own."""
    path = tmp_path / "old" / "service.irotracker"
    path.parent.mkdir()
    with Database.create_demonstration(path, stamp()) as database:
        Service(database).child("A1", name=CANARY)
    of_a_service(path)
    path.with_name(path.name + ".seal").unlink(missing_ok=True)
    return path


def copy_of(old: Path, number: int) -> Path:
    folder = old.parent.parent / str(number)
    shutil.copytree(old.parent, folder)
    return folder / old.name


def children(path: Path) -> int:
    with Database.open(path, key_of(path)) as database:
        return Service(database).count("children")


def test_an_encryption_that_is_killed_loses_nothing_and_leaves_nothing_readable_in_the_end(old: Path) -> None:
    number, died = 0, True
    while died:
        number += EVERY
        path = copy_of(old, number)
        died = dies_at(number, partial(encrypt, path, KeyFile.make(PASSPHRASE), stamp()), path.parent)
        if not path.exists() or is_plain(path):
            assert path.exists() or aside(path).exists()
            encrypt(path, KeyFile.make(PASSPHRASE), stamp())
        assert children(path) == 1
        assert readable(path.parent) == [], f"killed at {number}"
    assert number > 15


def test_these_kills_would_find_an_old_file_that_went_before_the_new_one_came(
    old: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def careless(path: Path, draft: Path) -> None:
        path.unlink()
        draft.replace(path)

    monkeypatch.setattr(conversion, "_exchange", careless)
    number, died, lost = 12, True, False
    while died and not lost:
        number += 1
        path = copy_of(old, number)
        died = dies_at(number, partial(encrypt, path, KeyFile.make(PASSPHRASE), stamp()), path.parent)
        lost = not path.exists() and not aside(path).exists()
    assert lost


def test_a_change_of_passphrase_that_is_killed_leaves_the_old_or_the_new_one(tmp_path: Path) -> None:
    number, died, seen = 0, True, set()
    while died:
        number += 1
        path = tmp_path / str(number) / "service.irotracker.key"
        path.parent.mkdir()
        made = KeyFile.make(PASSPHRASE)
        made.file.write(path)
        changed = made.file.change(made.key, OTHER)
        died = dies_at(number, partial(changed.write, path), path.parent)
        held = KeyFile.read(path)
        assert held.recover(made.recovery) == made.key
        seen.add(held.passphrase == changed.passphrase)
    assert seen == {True, False}


def test_a_file_whose_making_was_killed_is_not_there_or_opens(tmp_path: Path) -> None:
    number, died = 0, True
    while died:
        number += EVERY
        path = tmp_path / str(number) / "service.irotracker"
        path.parent.mkdir()
        died = dies_at(number, partial(Database.begin, path, stamp(), KeyFile.make(PASSPHRASE)), path.parent)
        if path.exists():
            assert children(path) == 0
        for left in path.parent.iterdir():
            assert not left.is_file() or not is_plain(left)
    assert number > 8
