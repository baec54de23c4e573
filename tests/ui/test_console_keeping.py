"""The verbs of the whole file: what check, backup, restore and move print, and their exit codes."""

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from app.domain.access import Person, Role
from db import seal
from db.database import Database
from db.keys import KeyFile
from tests.builders import Service, stamp
from tests.locks import KEY, PASSPHRASE, locked_copy
from tests.ui.command_line import Run, runner_of
from ui.login import system_login


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs a command line in this process."""
    return runner_of(capsys)


@pytest.fixture
def file(fresh_database: Path, tmp_path: Path) -> Path:
    """An encrypted file with two children."""
    path = locked_copy(fresh_database, tmp_path / "service.irotracker")
    with Database.open(path, KEY) as database:
        service = Service(database)
        service.keep(Person(login=system_login(), role=Role.MANAGER))
        service.child("A1", name="Canary")
        service.child("A2")
    return path


def children(path: Path) -> int:
    """How many children a file holds."""
    with Database.open(path, KEY) as database:
        return Service(database).count("children")


def add(path: Path, reference: str) -> None:
    """One more child."""
    with Database.open(path, KEY) as database:
        Service(database).child(reference)


def test_a_whole_file_is_said_to_be_whole(run: Run, file: Path) -> None:
    ran = run("check", "--full", "--database", file)
    assert ran.code == 0
    assert "The account is whole: " in ran.out
    assert "were read and agree with the account." in ran.out
    assert ran.out.endswith("Nothing bad was found.\n")
    answer = run("check", "--database", file, "--json").answer
    assert (answer["whole"], [one["part"] for one in answer["found"]][-1]) == (True, "counter")


def test_the_first_broken_entry_is_named_and_the_exit_code_is_one(run: Run, file: Path) -> None:
    with Database.open(file, KEY) as database, database._writing.begin() as connection:
        connection.exec_driver_sql("UPDATE audit SET summary = 'other' WHERE number = 2")
    ran = run("check", "--database", file)
    assert ran.code == 1
    assert "BAD   The account is broken: entry 2 is the first that is not true." in ran.out
    answer = run("check", "--database", file, "--json").answer
    assert [one["entry"] for one in answer["found"] if not one["good"]] == [2]


def test_an_older_copy_is_noticed_and_can_be_accepted_with_an_entry(run: Run, file: Path) -> None:
    old = shutil.copyfile(file, file.with_name("old"))
    add(file, "A3")
    shutil.copyfile(old, file)
    refused = run("figures", "caseload", "--database", file)
    assert refused.code == 1
    assert "is older than it was: 1 change fewer" in refused.err
    assert run("check", "--database", file).code == 1
    assert "needs to know why" in run("check", "--accept", "--database", file).err
    assert run("check", "--accept", "--reason", "Put back after a fault", "--database", file).code == 0
    with Database.open(file, KEY) as database, database.read(stamp()) as store:
        signed_in, entry = store.accounts.latest(None, 2)
    assert (entry.action, "older" in entry.summary) == ("File accepted as it is", True)
    assert entry.summary.endswith("Reason: Put back after a fault")
    assert signed_in.action == "Sign in"


def test_damage_cannot_be_accepted(run: Run, file: Path) -> None:
    with Database.open(file, KEY) as database, database._writing.begin() as connection:
        connection.exec_driver_sql("UPDATE audit SET summary = 'other' WHERE number = 2")
    ran = run("check", "--accept", "--reason", "It looks right", "--database", file)
    assert (ran.code, "cannot be accepted" in ran.err) == (1, True)


def test_a_backup_is_made_listed_looked_into_and_restored(run: Run, file: Path, tmp_path: Path) -> None:
    made = run("backup", "--database", file, "--json").answer
    assert (made["children"], Path(made["place"]).parent.name) == (2, "service backups")
    add(file, "A3")
    (listed,) = run("restore", "--database", file, "--json").answer["backups"]
    assert listed == made
    assert "2 children" in run("restore", "--database", file).out
    assert "This backup is whole" in run("restore", made["place"], "--database", file).out
    new = tmp_path / "new.irotracker"
    assert run("restore", made["place"], "--to", new, "--database", file).code == 0
    assert (children(new), children(file)) == (2, 3)
    ran = run("restore", "--in-place", "--database", file)
    assert (ran.code, "No backup was named" in ran.err) == (1, True)
    ran = run("restore", made["place"], "--in-place", "--database", file)
    assert (ran.code, "The replaced file is kept as service replaced " in ran.out) == (0, True)
    assert children(file) == 2
    assert "Canary" not in ran.out + ran.err


def test_a_file_that_is_lost_with_its_key_is_restored_by_its_passphrase(run: Run, file: Path, tmp_path: Path) -> None:
    elsewhere = tmp_path / "stick"
    made = run("backup", "--to", elsewhere, "--database", file, "--json").answer
    for lost in ((file,), (file, KeyFile.path_of(file), seal.path_of(file))):
        for one in lost:
            one.unlink()
        assert run("restore", made["place"], "--in-place", "--database", file).code == 0
    assert children(file) == 2
    assert run("check", "--database", file).code == 0


def test_a_new_file_from_an_older_backup_opens_by_the_newest_passphrase_or_that_of_the_day(
    run: Run, file: Path, tmp_path: Path
) -> None:
    made = run("backup", "--database", file, "--json").answer
    beside = KeyFile.path_of(file)
    KeyFile.read(beside).change(KEY, "four tall herons").write(beside)
    newest = tmp_path / "newest"
    newest.write_text("four tall herons\n")
    one, other = tmp_path / "one.irotracker", tmp_path / "other.irotracker"
    assert run("restore", made["place"], "--to", one, "--database", file, "--passphrase-file", newest).code == 0
    assert KeyFile.read(KeyFile.path_of(one)).unlock("four tall herons") == KEY
    assert run("restore", made["place"], "--to", other, "--database", file).code == 0
    assert KeyFile.read(KeyFile.path_of(other)).unlock(PASSPHRASE) == KEY


def test_the_note_of_a_file_that_was_deleted_is_in_nobodys_way(run: Run, file: Path, tmp_path: Path) -> None:
    assert run("demo", tmp_path / "demo.irotracker", "--children", "3", "--years", "1").code == 0
    (tmp_path / "demo.irotracker").unlink()
    assert (tmp_path / "demo.irotracker.seal").exists()
    assert run("demo", tmp_path / "demo.irotracker", "--children", "3", "--years", "1").code == 0
    assert run("figures", "caseload", "--database", tmp_path / "demo.irotracker").code == 0


def test_what_is_no_backup_is_refused_in_words(run: Run, file: Path, tmp_path: Path) -> None:
    ran = run("restore", tmp_path, "--in-place", "--database", file)
    assert (ran.code, "is no backup of IRO Tracker" in ran.err) == (1, True)
    assert run("restore", "x", "--in-place", "--to", "y", "--database", file).code == 2


def test_a_copy_for_colleagues_answers_questions_and_takes_no_change(run: Run, file: Path, tmp_path: Path) -> None:
    copy = tmp_path / "team.irocopy"
    assert "read-only copy as at" in run("backup", "--copy", copy, "--database", file).out
    assert run("figures", "caseload", "--database", copy).code == 0
    sheet = tmp_path / "sheet.xlsx"
    assert run("template", sheet).code == 0
    assert run("import", sheet, "--database", copy).code == 1
    out = tmp_path / "out"
    for what in (["due", "--to", out], ["account", "--to", out], ["ssda903", "--year", "2026", "--to", out]):
        ran = run("export", *what, "--database", copy)
        assert (ran.code, "nothing goes out of it" in ran.err, out.exists()) == (1, True, False), what
    assert {one.name for one in tmp_path.glob("team*")} == {"team.irocopy", "team.irocopy.key"}


def test_a_misplaced_file_is_told_how_to_move_and_moves(run: Run, file: Path, tmp_path: Path) -> None:
    shared = tmp_path / "Dropbox" / file.name
    shared.parent.mkdir()
    for one in (file, KeyFile.path_of(file)):
        one.rename(shared.with_name(one.name))
    ran = run("figures", "caseload", "--database", shared)
    assert (ran.code, "iro-tracker move" in ran.err) == (1, True)
    seal.forget(file)
    ran = run("move", "--to", file, "--database", shared)
    assert (ran.code, "The old file is kept as service moved " in ran.out) == (0, True)
    assert children(file) == 2


def as_role(path: Path, role: Role) -> None:
    """Whoever runs the tests has this role from now on."""
    with Database.open(path, KEY) as database, database.change(stamp(), "Role") as store:
        (person,) = store.shelf(Person).find(login=system_login())
        store.shelf(Person).keep(replace(person, role=role))


def entries(path: Path, number: int) -> list[str]:
    """The actions of the newest entries of a file, the newest first."""
    with Database.open(path, KEY) as database, database.read(stamp()) as store:
        return [entry.action for entry in store.accounts.latest(None, number)]


def test_what_is_done_with_the_whole_file_stands_in_its_account(run: Run, file: Path, tmp_path: Path) -> None:
    made = run("backup", "--database", file, "--json").answer
    run("backup", "--copy", tmp_path / "team.irocopy", "--database", file)
    new = tmp_path / "new.irotracker"
    run("restore", made["place"], "--to", new, "--database", file)
    done = ["Restore a backup into a new file", "Leave a read-only copy", "Sign in", "Back up", "Sign in"]
    assert entries(file, 5) == done
    assert entries(new, 3) == ["Backup restored", "Back up", "Sign in"]
    shared = tmp_path / "Dropbox" / "service.irotracker"
    shared.parent.mkdir()
    for one in (new, KeyFile.path_of(new)):
        one.rename(shared.with_name(one.name.replace("new", "service")))
    assert run("move", "--to", tmp_path / "moved.irotracker", "--database", shared).code == 0
    assert entries(tmp_path / "moved.irotracker", 1) == ["Move the file"]


def test_a_reader_may_do_nothing_with_the_whole_file_and_an_iro_may_keep_it_safe(
    run: Run, file: Path, tmp_path: Path
) -> None:
    made = run("backup", "--database", file, "--json").answer
    as_role(file, Role.READER)
    for words in (["check"], ["backup"], ["backup", "--copy", tmp_path / "x.irocopy"], ["restore", made["place"]]):
        ran = run(*words, "--database", file)
        assert (ran.code, "Your role (Reader) may not check the file, back it up" in ran.err) == (1, True), words
        assert entries(file, 1) == ["Right refused"]
    assert list(tmp_path.glob("*.irocopy")) == []
    as_role(file, Role.IRO)
    assert run("check", "--database", file).code == 0
    assert run("backup", "--database", file).code == 0
    refused = run("restore", made["place"], "--in-place", "--database", file)
    assert (refused.code, "may not restore over the file" in refused.err) == (1, True)
    assert entries(file, 1) == ["Right refused"]
    assert list(tmp_path.glob("service replaced*")) == []


def test_somebody_who_is_not_entered_does_nothing_with_the_file(run: Run, file: Path) -> None:
    with Database.open(file, KEY) as database, database.change(stamp(), "Role") as store:
        (person,) = store.shelf(Person).find(login=system_login())
        store.shelf(Person).void(person, "left")
    assert "is not entered in this service" in run("check", "--database", file).err
    assert entries(file, 1) == ["Right refused"]


def test_of_a_file_that_cannot_be_read_the_backup_knows_the_people(run: Run, file: Path) -> None:
    as_role(file, Role.IRO)
    made = run("backup", "--database", file, "--json").answer
    file.write_bytes(b"")
    refused = run("restore", made["place"], "--in-place", "--database", file)
    assert (refused.code, "may not restore over the file" in refused.err) == (1, True)
    assert file.stat().st_size == 0


def test_a_link_is_followed_before_anything_is_made_beside_it(run: Run, file: Path, tmp_path: Path) -> None:
    link = tmp_path / "links" / "link.irotracker"
    link.parent.mkdir()
    link.symlink_to(file)
    made = run("backup", "--database", link, "--json").answer
    assert Path(made["place"]).parent == tmp_path / "service backups"
    assert "It is as it was left" in run("check", "--database", link).out
    assert run("restore", made["place"], "--in-place", "--database", link).code == 0
    assert link.is_symlink()
    assert [each.name for each in link.parent.iterdir()] == [link.name]
