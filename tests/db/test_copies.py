"""A read-only copy shows when it was made and takes no change; a misplaced file moves to this computer in one piece."""

from pathlib import Path

import pytest

from app.commands.copyrows import CopyRows
from app.commands.exports import export_due
from app.commands.imports import CommitImport
from app.commands.opening import OpenChild
from app.domain.backups import Misplaced
from app.domain.children import Child
from app.domain.errors import Refusal
from db import backups, copies, moving, safekeeping, seal
from db.database import BACKED_UP, Database
from db.keys import Key, KeyFile
from tests.builders import NOW, Service, stamp
from tests.locks import PASSPHRASE, lock


@pytest.fixture
def path(key: Key | None, tmp_path: Path) -> Path:
    """A file with one child, closed."""
    path = tmp_path / "service.db"
    made = Database.create(lock(path), stamp(), key) if key else Database.create_demonstration(path, stamp())
    with made as database:
        Service(database).child("A1", name="Canary")
        with database.change(stamp(), "Typing") as store:
            store.remember("draft", "review", "half a sentence", "ann")
    return path


def test_a_copy_says_as_at_when_and_is_only_read(path: Path, key: Key | None, tmp_path: Path) -> None:
    share = tmp_path / "OneDrive"
    share.mkdir()
    copy = copies.leave_copy(path, key, share / "For colleagues", NOW)
    assert copy.name == "For colleagues.irocopy"
    before = copy.read_bytes()
    with Database.open(copy, key) as opened:
        assert opened.remark == "A read-only copy, as at 20 Nov 2026 09:30"
        service = Service(opened)
        assert service.count("children") == 1
        with opened.read(stamp()) as store:
            assert store.recall("draft", "review", "ann") is None
            (child,) = store.shelf(Child).find()
        with pytest.raises(Refusal, match=r"as at 20 Nov 2026 09:30: nothing was written.*service's own file"):
            service.child("A2")
        service.desk().do(OpenChild(child.id))
        with opened.change(stamp(), "A preference") as store:
            store.remember("preference", "text", "125 %")
        for leaves in (
            lambda: export_due(service.desk(), tmp_path / "due.xlsx"),
            lambda: service.desk().do(CopyRows("Children", 2)),
        ):
            with pytest.raises(Refusal, match=r"nothing goes out of it.*there it is entered"):
                leaves()
        assert not (tmp_path / "due.xlsx").exists()
    assert copy.read_bytes() == before
    assert (b"Canary" in before) == (key is None)
    if key:
        assert KeyFile.read(KeyFile.path_of(copy)).unlock(PASSPHRASE) == key
    assert {one.name for one in share.iterdir()} <= {copy.name, f"{copy.name}.key"}


def test_a_newer_copy_takes_the_place_of_the_older(path: Path, key: Key | None) -> None:
    target = path.with_name("copy.irocopy")
    copies.leave_copy(path, key, target, NOW)
    with Database.open(path, key) as database:
        Service(database).child("A2")
        copies.leave_copy(path, key, target, NOW)
    with Database.open(target, key) as opened:
        assert Service(opened).count("children") == 2


def test_a_file_that_only_bears_the_name_of_a_copy_is_refused(path: Path, key: Key | None) -> None:
    false = path.with_name("false.irocopy")
    with Database.open(path, key):
        pass
    false.write_bytes(path.read_bytes())
    with pytest.raises(Refusal, match="no read-only copy"):
        Database.open(false, key)


def test_the_inside_of_a_backup_is_looked_at_and_not_touched(path: Path, key: Key | None) -> None:
    made = backups.make(path, key, backups.usual_folder(path), NOW, "asked for")
    inside = Path(made.place) / made.file
    with Database.open(inside, key) as opened:
        assert opened.remark == "A read-only backup, as at 20 Nov 2026 09:30"
        assert Service(opened).count("children") == 1
        with pytest.raises(Refusal, match="nothing was written"):
            Service(opened).child("A2")
    assert backups.damaged(Path(made.place)) == ""
    assert {one.name for one in Path(made.place).iterdir()} <= {made.file, "backup.json", f"{made.file}.key"}


def test_a_misplaced_file_moves_here_and_nobody_goes_on_in_the_old_place(
    path: Path, key: Key | None, tmp_path: Path
) -> None:
    shared = tmp_path / "Dropbox" / "service.db"
    shared.parent.mkdir()
    for one in (path, KeyFile.path_of(path), seal.path_of(path)):
        if one.exists():
            one.rename(shared.with_name(one.name))
    with pytest.raises(Misplaced):
        Database.open(shared, key)
    target = tmp_path / "here" / "service.db"
    away = moving.move(shared, target, key, NOW)
    assert away.name == "service moved 2026-11-20 093000.db"
    assert {one.name for one in shared.parent.iterdir()} <= {away.name, f"{away.name}.key"}
    with Database.open(target, key) as opened:
        assert Service(opened).count("children") == 1
    with pytest.raises(Refusal, match="synchronised"):
        moving.move(target, shared, key, NOW)
    with pytest.raises(Refusal, match="exists already"):
        moving.move(away, target, key, NOW)


def test_a_backup_is_due_at_close_when_something_changed_and_not_twice(path: Path, key: Key | None) -> None:
    folder = backups.usual_folder(path)
    made = safekeeping.backup_if_due(path, key, folder, NOW, closing=True)
    assert made is not None
    assert safekeeping.backup_if_due(path, key, folder, NOW, closing=True) is None
    with Database.open(path, key) as database:
        Service(database).child("A2")
        assert safekeeping.backup_if_due(path, key, folder, NOW) is None
    again = safekeeping.backup_if_due(path, key, folder, NOW, closing=True)
    assert again is not None
    assert again.children == 2


def test_the_folder_that_the_service_chose_is_used(path: Path, key: Key | None, tmp_path: Path) -> None:
    with Database.open(path, key) as database:
        assert safekeeping.folder_for(database, stamp()) == tmp_path / "service backups"


def test_a_backup_is_made_before_an_import(path: Path, key: Key | None) -> None:
    assert CommitImport.title in BACKED_UP
    with Database.open(path, key) as database, database.change(stamp(), CommitImport.title) as store:
        store.describe("Nothing in it")
    (made,) = safekeeping.listed_for(path)
    assert (made.reason, made.children) == ("before an import", 1)


def test_an_import_is_not_begun_without_its_backup(
    path: Path, key: Key | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    backups.usual_folder(path).write_text("in the way")

    def bring_in(database: Database) -> None:
        with database.change(stamp(), CommitImport.title) as store:
            store.describe("Never")

    with Database.open(path, key) as database, pytest.raises(Refusal, match="nothing was begun"):
        bring_in(database)
