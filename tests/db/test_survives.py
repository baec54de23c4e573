"""A file whose disk is full, broken or gone while it is open: nothing half-done, said in words, and the next save works."""

import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.commands.settings import ChangeSetting
from app.desk import Desk
from app.domain.access import NotAllowed, Person, Role
from app.domain.children import Child
from app.domain.errors import FileTrouble
from db import database as databases
from db.database import Database
from db.troubles import journals
from tests.builders import NOW, stamp
from tests.disks import fill, make_room, no_file_beyond, small_disk
from tests.locks import KEY, locked_copy

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows neither moves nor deletes a file that is open")
NAMES = tuple(f"Child number {number} of a long list" for number in range(4_000))


@pytest.fixture
def full_disk(fresh_database: Path, tmp_path: Path) -> Iterator[tuple[Database, Path]]:
    """A service on a small disk, which is full now."""
    with (
        small_disk(tmp_path / "disk") as disk,
        Database.open(locked_copy(fresh_database, disk / "service.db"), KEY) as opened,
    ):
        keep(opened, "Before")
        fill(disk)
        yield opened, disk


def keep(database: Database, *names: str, action: str = "Child added") -> None:
    with database.change(stamp(), action) as store:
        store.shelf(Child).keep_all(Child(reference=name, name=name) for name in names)


def names(database: Database) -> list[str]:
    with database.read(stamp()) as store:
        return sorted(child.name for child in store.shelf(Child).find())


def test_on_a_full_disk_nothing_is_half_done_and_the_next_save_works(full_disk: tuple[Database, Path]) -> None:
    database, disk = full_disk
    with pytest.raises(FileTrouble) as no:
        keep(database, *NAMES)
    assert str(no.value) == "The disk that holds service.db is full. Nothing was written. Make room, then try again."
    assert names(database) == ["Before"]
    make_room(disk)
    keep(database, "After")
    assert names(database.anew()) == ["After", "Before"]


def test_a_file_that_cannot_grow_keeps_what_it_has_and_goes_on_afterwards(database: Database) -> None:
    keep(database, "Before")
    with no_file_beyond(journals(database.path)[0].stat().st_size), pytest.raises(FileTrouble) as no:
        keep(database, *NAMES)
    assert "cannot be read or written" in str(no.value)
    assert "What you did just now could not be saved." in str(no.value)
    assert names(database) == ["Before"]
    keep(database, "After")
    assert names(database) == ["After", "Before"]


def test_a_change_that_was_made_is_never_called_refused_for_what_tidies_up_after_it(
    fresh_database: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    twins = [locked_copy(fresh_database, tmp_path / name) for name in ("first.db", "second.db")]
    with Database.open(twins[0], KEY) as first:
        keep(first, "Kept")
        enough = journals(first.path)[0].stat().st_size
    monkeypatch.setattr(databases, "LARGE", 1)  # statistics after every change, and no room for them
    with Database.open(twins[1], KEY) as second:
        with no_file_beyond(enough):
            keep(second, "Kept")
            with pytest.raises(FileTrouble):
                second.analyse()
        assert names(second) == ["Kept"]


@pytest.mark.parametrize("how", ["moved", "deleted", "exchanged", "journal"])
def test_a_file_that_was_taken_away_while_open_takes_no_more_changes_and_says_so(database: Database, how: str) -> None:
    keep(database, "Before")
    path, journal = database.path, journals(database.path)[0]
    aside = path.with_name("aside")
    if how == "exchanged":
        shutil.copyfile(path, aside)
        aside.replace(path)
    elif how == "deleted":
        path.unlink()
    else:
        (journal if how == "journal" else path).rename(aside)
    with pytest.raises(FileTrouble) as no:
        keep(database, "Lost")
    assert "is not where it was opened" in str(no.value)
    with pytest.raises(FileTrouble):
        database.data_version()
    assert names(database) == ["Before"]


def test_a_file_that_is_put_back_goes_on(database: Database) -> None:
    aside = database.path.with_name("aside")
    database.path.rename(aside)
    with pytest.raises(FileTrouble):
        keep(database, "Lost")
    aside.rename(database.path)
    keep(database, "After")
    assert names(database.anew()) == ["After"]


def test_a_file_whose_connections_were_all_given_up_goes_on_with_another_journal(database: Database) -> None:
    keep(database, "Before")
    database._dispose()
    assert not journals(database.path)[0].exists()
    keep(database, "After")
    keep(database, "Later")
    assert names(database) == ["After", "Before", "Later"]
    journals(database.path)[0].rename(database.path.with_name("aside"))
    with pytest.raises(FileTrouble):
        keep(database, "Lost")


def test_a_file_taken_away_in_the_middle_of_a_change_does_not_swallow_it(database: Database) -> None:
    aside = database.path.with_name("aside")
    with pytest.raises(FileTrouble), database.change(stamp(), "Child added") as store:  # noqa: PT012 (it ends at commit)
        store.shelf(Child).keep(Child(reference="1", name="Lost"))
        database.path.rename(aside)
    aside.rename(database.path)
    assert names(database) == []


def test_a_right_is_refused_also_where_that_cannot_be_entered(database: Database) -> None:
    reader = Person(login="rea", name="Rea", role=Role.READER)
    database.path.rename(database.path.with_name("aside"))
    with pytest.raises(NotAllowed):
        Desk(database, reader, lambda: NOW).do(ChangeSetting("setup.done", True))
