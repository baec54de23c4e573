"""Passphrases on the command line: from files or standard input, never in the arguments; the recovery key given once."""

import io
import re
import sys
import time
from dataclasses import replace
from pathlib import Path

import pytest
from sqlcipher3 import dbapi2

from app.domain.access import Person, Role
from app.domain.errors import Refusal
from db.database import Database
from db.keys import KeyFile
from db.troubles import is_plain
from tests.builders import stamp
from tests.locks import PASSPHRASE, PASSPHRASE_FILE, key_of
from tests.ui.command_line import Run, runner_of

WORDS = re.compile(r"Recovery key: ((?:[A-Z]{5}-){7}[A-Z]{5})\n")
FIGURES = ("figures", "caseload", "--json")


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs a command line in this process."""
    return runner_of(capsys)


@pytest.fixture
def waits(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """How long was waited, without waiting."""
    waited: list[float] = []
    monkeypatch.setattr(time, "sleep", waited.append)
    return waited


@pytest.fixture
def sheet(tmp_path: Path) -> Path:
    """A sheet with one child."""
    folder = tmp_path / "sheets"
    folder.mkdir()
    path = folder / "sheet.csv"
    path.write_text("Child ID,Child,Review held\nC1,Zephyrine Canary,13/01/2026\n", encoding="utf-8")
    return path


@pytest.fixture
def file(run: Run, sheet: Path, tmp_path: Path) -> Path:
    """A service's file that an import made."""
    path = tmp_path / "service.irotracker"
    assert run("import", sheet, "--database", path, "--as-of", "2026-03-15").code == 0
    return path


@pytest.fixture
def other(tmp_path: Path) -> Path:
    """A file with another passphrase."""
    path = tmp_path / "other.txt"
    path.write_text("four tall herons\r\nand more\r\n", encoding="utf-8")
    return path


def test_an_import_into_a_new_file_prints_the_recovery_key_once(run: Run, sheet: Path, tmp_path: Path) -> None:
    path = tmp_path / "service.irotracker"
    first = run("import", sheet, "--database", path)
    (words,) = WORDS.findall(first.err)
    assert KeyFile.read(KeyFile.path_of(path)).recover(words) == key_of(path)
    assert words not in first.out
    again = run("import", sheet, "--database", path)
    assert (again.code, WORDS.findall(again.err)) == (0, [])
    assert [p.name for p in tmp_path.iterdir() if p.is_file() and b"Zephyrine" in p.read_bytes()] == []


def test_an_import_into_a_new_file_without_a_passphrase_is_refused_and_makes_nothing(
    run: Run, sheet: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    ran = run("import", sheet, "--database=service.irotracker")
    assert (ran.code, ran.out) == (1, "")
    assert "A new service's file is encrypted, and needs a passphrase of 12 or more characters." in ran.err
    assert "--passphrase-file FILE (- is standard input)" in ran.err
    assert [p.name for p in tmp_path.iterdir()] == ["sheets"]


def test_the_recovery_key_goes_into_a_file_instead_where_one_is_named(run: Run, sheet: Path, tmp_path: Path) -> None:
    path, kept = tmp_path / "service.irotracker", tmp_path / "recovery.txt"
    ran = run("import", sheet, "--database", path, "--recovery-key-file", kept)
    assert (ran.code, WORDS.findall(ran.err)) == (0, [])
    assert KeyFile.read(KeyFile.path_of(path)).recover(kept.read_text()) == key_of(path)


def test_a_file_of_that_name_is_not_written_over(run: Run, sheet: Path, tmp_path: Path) -> None:
    path, kept = tmp_path / "service.irotracker", tmp_path / "recovery.txt"
    kept.write_text("another")
    ran = run("import", sheet, "--database", path, "--recovery-key-file", kept)
    assert (ran.code, "recovery.txt is already there" in ran.err) == (1, True)
    assert kept.read_text() == "another"
    assert not path.exists()


def test_a_passphrase_that_is_too_short_is_refused(run: Run, sheet: Path, tmp_path: Path) -> None:
    (short := tmp_path / "short.txt").write_text("owls\n")
    ran = run("import", sheet, "--database", tmp_path / "service.irotracker", "--passphrase-file", short)
    assert (ran.code, "12 characters or more, and this has 4" in ran.err) == (1, True)


def test_without_a_passphrase_an_encrypted_file_is_refused(run: Run, file: Path) -> None:
    ran = run(*FIGURES, f"--database={file}")
    assert (ran.code, ran.out) == (1, "")
    assert ran.err == (
        "service.irotracker is encrypted, and needs its passphrase. "
        "Give it with --passphrase-file FILE (- is standard input).\n"
    )


def test_a_hyphen_reads_the_passphrase_from_standard_input(
    run: Run, sheet: Path, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO(f"{PASSPHRASE}\n"))
    assert run("import", sheet, "--check", "--database", file, "--passphrase-file", "-").code == 0


def test_a_wrong_passphrase_is_told_after_a_second(run: Run, file: Path, other: Path, waits: list[float]) -> None:
    ran = run(*FIGURES, "--database", file, "--passphrase-file", other)
    assert (ran.code, ran.out, waits) == (1, "", [1.0])
    assert "The passphrase is wrong, or the first page of the file or its key file is damaged" in ran.err


def test_a_passphrase_file_that_is_not_there_is_told(run: Run, file: Path, tmp_path: Path) -> None:
    ran = run(*FIGURES, "--database", file, "--passphrase-file", tmp_path / "none.txt")
    assert (ran.code, "none.txt cannot be read" in ran.err) == (1, True)
    (tmp_path / "empty.txt").touch()
    ran = run(*FIGURES, "--database", file, "--passphrase-file", tmp_path / "empty.txt")
    assert "The first line of empty.txt is empty." in ran.err


def test_the_passphrase_is_changed_by_whoever_knows_it(
    run: Run, sheet: Path, file: Path, other: Path, waits: list[float]
) -> None:
    assert run("passphrase", "--database", file, "--new-passphrase-file", other).code == 0
    assert key_of(file, "four tall herons")
    words = ("import", sheet, "--check", "--database", file)
    assert run(*words).code == 1
    assert run(*words, "--passphrase-file", other).code == 0
    assert waits == [1.0]


def test_the_passphrase_is_changed_by_whoever_has_the_recovery_key(
    run: Run, sheet: Path, other: Path, tmp_path: Path
) -> None:
    path, kept = tmp_path / "service.irotracker", tmp_path / "recovery.txt"
    run("import", sheet, "--database", path, "--recovery-key-file", kept)
    words = ("passphrase", f"--database={path}", "--new-passphrase-file", other)
    refused = run(*words)
    assert (refused.code, "needs the old one, or the recovery key" in refused.err) == (1, True)
    assert run(*words, "--recovery-key-file", kept).code == 0
    assert key_of(path, "four tall herons")


def last_entries(path: Path, passphrase: str = PASSPHRASE) -> list[tuple[str, str]]:
    """What the account says of the last two things done."""
    with Database.open(path, key_of(path, passphrase)) as database, database.read(stamp()) as store:
        return [(entry.action, entry.summary) for entry in store.accounts.latest(None, 2)]


def test_the_account_says_who_changed_the_passphrase_and_by_what(run: Run, file: Path, other: Path) -> None:
    run("passphrase", "--database", file, "--new-passphrase-file", other)
    entries = last_entries(file, "four tall herons")
    assert [action for action, _ in entries] == ["Change the passphrase", "Sign in"]
    assert entries[0][1].startswith("By the old passphrase; the recovery key stays")


def test_old_and_new_passphrase_may_come_one_after_the_other_from_standard_input(
    run: Run, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO(f"{PASSPHRASE}\nfour tall herons\n"))
    words = ("passphrase", f"--database={file}", "--passphrase-file", "-", "--new-passphrase-file", "-")
    assert run(*words).code == 0
    assert key_of(file, "four tall herons")


def test_a_passphrase_that_cannot_be_written_is_not_changed_and_no_entry_says_so(
    run: Run, file: Path, other: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise Refusal("The disk that holds it is full.")

    monkeypatch.setattr(KeyFile, "write", full)
    ran = run("passphrase", "--database", file, "--new-passphrase-file", other)
    assert (ran.code, "full" in ran.err) == (1, True)
    assert last_entries(file)[0][0] == "Sign in"


def test_a_new_recovery_key_is_printed_once_and_replaces_the_old_one(run: Run, file: Path) -> None:
    key = key_of(file)
    ran = run("recovery-key", "--database", file)
    (words,) = WORDS.findall(ran.err)
    assert ran.code == 0
    assert words not in ran.out
    assert KeyFile.read(KeyFile.path_of(file)).recover(words) == key == key_of(file)
    assert last_entries(file)[0][0] == "Make a new recovery key"
    again = run("recovery-key", "--database", file)
    assert again.code == 0
    with pytest.raises(Refusal, match="belongs to another file"):
        KeyFile.read(KeyFile.path_of(file)).recover(words)


def test_a_new_recovery_key_goes_into_a_file_and_stays_out_of_it_when_nothing_was_made(
    run: Run, file: Path, other: Path, tmp_path: Path, waits: list[float]
) -> None:
    kept = tmp_path / "recovery.txt"
    words = ("recovery-key", f"--database={file}", "--recovery-key-file", kept)
    assert run(*words, "--passphrase-file", other).code == 1
    assert (waits, kept.exists()) == ([1.0], False)
    assert run(*words, "--passphrase-file", PASSPHRASE_FILE).code == 0
    assert KeyFile.read(KeyFile.path_of(file)).recover(kept.read_text()) == key_of(file)


def test_a_recovery_key_that_opens_the_file_already_is_handed_over_whatever_fails_after(
    run: Run, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write = KeyFile.write

    def written_and_then_cut_off(held: KeyFile, path: Path) -> None:
        write(held, path)
        raise Refusal("The disk that holds it is gone.")

    monkeypatch.setattr(KeyFile, "write", written_and_then_cut_off)
    ran = run("recovery-key", "--database", file)
    (words,) = WORDS.findall(ran.err)
    assert ran.code == 1
    assert KeyFile.read(KeyFile.path_of(file)).recover(words) == key_of(file)


@pytest.mark.parametrize("verb", [("passphrase", "--new-passphrase-file", PASSPHRASE_FILE), ("recovery-key",)])
def test_a_demonstration_has_neither_passphrase_nor_recovery_key(
    run: Run, tmp_path: Path, verb: tuple[object, ...]
) -> None:
    path = tmp_path / "demonstration.irotracker"
    Database.create_demonstration(path, stamp()).close()
    ran = run(*verb, f"--database={path}")
    assert (ran.code, "has no passphrase" in ran.err) == (1, True)


def test_only_a_manager_changes_the_locks(run: Run, file: Path, other: Path) -> None:
    with Database.open(file, key_of(file)) as database, database.change(stamp(), "Test") as store:
        (person,) = store.shelf(Person).find()
        store.shelf(Person).keep(replace(person, role=Role.IRO))
    before = KeyFile.path_of(file).read_bytes()
    for words in (("passphrase", "--new-passphrase-file", other), ("recovery-key",)):
        ran = run(*words, "--database", file)
        assert (ran.code, "may not change who uses the program" in ran.err) == (1, True)
        assert WORDS.findall(ran.err) == []
    assert KeyFile.path_of(file).read_bytes() == before
    assert last_entries(file)[0][0] == "Right refused"


def test_a_recovery_key_is_never_written_to_a_file_named_by_a_hyphen(run: Run, file: Path) -> None:
    ran = run("recovery-key", "--database", file, "--recovery-key-file", "-")
    assert (ran.code, "- is no file" in ran.err) == (2, True)


def test_an_import_into_a_demonstration_is_refused(run: Run, tmp_path: Path, sheet: Path) -> None:
    path = tmp_path / "demonstration.irotracker"
    assert run("demo", path, "--children", "5", "--years", "1").code == 0
    assert run("import", sheet, "--check", f"--database={path}").code == 0
    ran = run("import", sheet, f"--database={path}")
    assert (ran.code, "A demonstration is not encrypted, so no file is imported into it" in ran.err) == (1, True)
    assert b"Zephyrine" not in path.read_bytes()


def test_the_file_of_an_earlier_version_is_refused_until_it_is_encrypted(run: Run, tmp_path: Path, sheet: Path) -> None:
    path = tmp_path / "service.irotracker"
    Database.create_demonstration(path, stamp()).close()
    connection = dbapi2.connect(str(path), isolation_level=None)
    connection.execute("DELETE FROM meta WHERE key = 'demonstration'")
    connection.close()
    refused = run("import", sheet, "--check", "--database", path)
    assert refused.code == 1
    assert "is not encrypted: whoever gets hold of it can read it." in refused.err
    assert "iro-tracker encrypt" in refused.err
    ran = run("encrypt", "--database", path)
    assert ran.code == 0
    assert "service.irotracker is encrypted: " in ran.out
    assert last_entries(path)[0][0] == "Encrypt the file"
    (words,) = WORDS.findall(ran.err)
    assert KeyFile.read(KeyFile.path_of(path)).recover(words) == key_of(path)
    assert not is_plain(path)
    again = run("encrypt", "--database", path, "--passphrase-file", PASSPHRASE_FILE)
    assert again.code == 1


def test_a_demonstration_asks_for_no_passphrase(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "demonstration.irotracker"
    assert run("demo", path, "--children", "5", "--years", "1").code == 0
    assert is_plain(path)
    assert run(*FIGURES, f"--database={path}").code == 0
