"""What the computer around a command line does to it: full disks, readers that stop, strange names, damaged files."""

import os
import sqlite3
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

import main
from tests.ui.command_line import Run, runner_of

PROGRAM = Path(main.__file__)
FIGURES = ("figures", "timeliness", "--from", "2026-01-01", "--until", "2026-03-31", "--json")
ALL_YEARS = ("figures", "timeliness", "--from", "0001-01-01", "--until", "0001-02-28")
LAST_YEARS = ("figures", "timeliness", "--from", "9999-11-01", "--until", "9999-12-31")


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs a command line in this process."""
    return runner_of(capsys)


@pytest.fixture
def service(run: Run, tmp_path: Path) -> Path:
    """A small demonstration service."""
    path = tmp_path / "service.irotracker"
    assert run("demo", path, "--children", "5", "--years", "1", "--as-of", "2026-03-15").code == 0
    return path


def started(*words: object, **streams: int) -> "subprocess.Popen[str]":
    """The program itself, as a scheduled task starts it."""
    command = [sys.executable, str(PROGRAM), *map(str, words)]
    return subprocess.Popen(command, text=True, stderr=subprocess.PIPE, **streams)  # type: ignore[call-overload,no-any-return]


def test_a_reader_that_stops_reading_ends_the_program_quietly(service: Path) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    with started(*FIGURES, "--database", service, stdout=writing) as program:
        os.close(writing)
        assert (program.stderr and program.stderr.read(), program.wait()) == ("", 0)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="only some systems have a disk that is always full")
def test_an_answer_that_cannot_be_written_is_told_in_words(service: Path) -> None:
    with (
        Path("/dev/full").open("wb") as full,
        started(*FIGURES, "--database", service, stdout=full.fileno()) as program,
    ):
        said = program.stderr.read() if program.stderr else ""
    assert program.returncode == 1
    assert "Traceback" not in said
    assert "Nothing is lost" in said


@pytest.mark.parametrize("words", ["export due --to", "template", "demo", "import", "figures --database"])
def test_an_empty_name_of_a_file_is_wrong_usage(run: Run, words: str) -> None:
    ran = run(*words.split(), "")
    assert ran.code == 2
    assert "empty" in ran.err


def test_a_name_that_is_too_long_is_refused_in_words(run: Run, service: Path, tmp_path: Path) -> None:
    long = tmp_path / ("n" * 300)
    for words in (("export", "due", "--to", f"{long}.xlsx", "--database", service), ("template", f"{long}.xlsx")):
        ran = run(*words)
        assert (ran.code, ran.out) == (1, "")
        assert "Choose another name" in ran.err
    for making in (("demo", long), ("import", service, "--database", long)):
        ran = run(*making)
        assert (ran.code, ran.out) == (1, "")
        assert ran.err
    assert {path.name for path in tmp_path.iterdir()} <= {service.name, f"{service.name}.seal"}


@pytest.mark.skipif(sys.platform != "linux", reason="only there a name may hold bytes that are no letters")
def test_names_that_are_no_text_are_read_and_other_names_are_asked_for_to_write(run: Run, tmp_path: Path) -> None:
    service = tmp_path / "service.irotracker"
    strange = tmp_path / "caf\udce9.csv"
    strange.write_text("Child ID,Review held\nC1,13/01/2026\n", encoding="utf-8")
    ran = run("import", strange, "--database", service, "--json", "--as-of", "2026-03-15")
    assert (ran.code, ran.answer["new"]["children"]) == (0, 1)
    target = tmp_path / "d\udce9.xlsx"
    refused = run("export", "due", "--to", target, "--database", service)
    assert (refused.code, "Choose another name, for example" in refused.err) == (1, True)
    assert not target.exists()


def test_a_match_that_is_not_there_or_goes_too_deep_is_refused_in_words(run: Run, tmp_path: Path) -> None:
    sheet, deep = tmp_path / "sheet.csv", tmp_path / "deep.json"
    sheet.write_text("Child ID\nC1\n", encoding="utf-8")
    deep.write_text("[" * 100_000, encoding="utf-8")
    database = tmp_path / "service.irotracker"
    missing = run("import", sheet, "--match", tmp_path / "none.json", "--database", database)
    assert (missing.code, "none.json is not there" in missing.err) == (1, True)
    nested = run("import", sheet, "--match", deep, "--database", database)
    assert (nested.code, "does not hold a match" in nested.err) == (1, True)


def test_a_mere_check_makes_no_folder_either(run: Run, tmp_path: Path) -> None:
    sheet = tmp_path / "sheet.csv"
    sheet.write_text("Child ID\nC1\n", encoding="utf-8")
    assert run("import", sheet, "--check", "--database", tmp_path / "new" / "service.irotracker").code == 0
    assert [path.name for path in tmp_path.iterdir()] == ["sheet.csv"]


@pytest.mark.parametrize("words", [ALL_YEARS, LAST_YEARS])
def test_the_first_and_the_last_years_of_the_calendar_have_months_too(
    run: Run, service: Path, words: tuple[str, ...]
) -> None:
    for count in ("held", "due"):
        ran = run(*words, "--by", "month", "--count", count, "--json", "--database", service, "--as-of", "2026-03-15")
        assert ran.code == 0
        assert [row["key"]["month"] for row in ran.answer["rows"]] == [words[3][:7], words[5][:7]]


def test_a_month_beyond_these_times_is_wrong_usage(run: Run, service: Path, tmp_path: Path) -> None:
    for month in ("0001-01", "9999-12"):
        words = ("export", "timeliness", "--month", month, "--to", tmp_path / "x.xlsx", "--database", service)
        assert run(*words).code == 2


def test_damage_within_the_words_of_a_database_is_told_as_damage(run: Run, service: Path) -> None:
    whole = service.read_bytes()
    key = b"CREATE TABLE reviews ("
    at = whole.index(key)
    service.write_bytes(whole[:at] + b"\xcb\xe9\xff" + whole[at + 3 :])
    ran = run(*FIGURES, "--database", service)
    assert (ran.code, ran.out) == (1, "")
    assert "is damaged" in ran.err


def test_a_text_or_a_table_that_is_gone_is_told_as_damage(run: Run, service: Path) -> None:
    records = sqlite3.connect(service)
    with records:
        records.execute("UPDATE officers SET name = CAST(x'cbff' AS TEXT)")
    spoilt = run(*FIGURES, "--by", "iro", "--database", service)
    assert (spoilt.code, "is damaged" in spoilt.err) == (1, True)
    with records:
        records.execute("PRAGMA foreign_keys = OFF")
        records.execute("DROP TABLE allocations")
    records.close()
    lost = run(*FIGURES, "--by", "iro", "--database", service)
    assert (lost.code, "is damaged" in lost.err) == (1, True)


@pytest.mark.skipif(sys.platform == "win32", reason="rights are kept otherwise there")
@pytest.mark.skipif(sys.platform != "win32" and os.geteuid() == 0, reason="nothing is forbidden to this person")
def test_a_folder_one_may_not_enter_is_refused_in_words(run: Run, tmp_path: Path) -> None:
    closed = tmp_path / "closed"
    closed.mkdir(mode=0)
    try:
        for words in (("demo", closed / "x"), ("template", closed / "x.xlsx"), ("import", closed / "x.csv")):
            ran = run(*words, "--database", closed / "service.irotracker")
            assert (ran.code, ran.out) == (1, "")
            assert ran.err
    finally:
        closed.chmod(0o700)


def test_a_demonstration_in_a_synchronised_folder_is_refused_by_its_own_name(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "OneDrive - Council"
    folder.mkdir()
    ran = run("demo", folder / "mine.irotracker", "--children", "1")
    assert ran.code == 1
    assert ran.err.startswith("mine.irotracker lies in the synchronised folder")
    assert not list(folder.iterdir())


def test_a_late_review_belongs_to_whoever_its_row_names(run: Run, tmp_path: Path) -> None:
    """Without a start of the period, the officer held the child when the review was due, not only when it was held."""
    sheet, path = tmp_path / "sheet.csv", tmp_path / "service.irotracker"
    sheet.write_text(
        "Child ID,Review due,Review held,IRO,Team\n1,13/01/2026,20/01/2026,Ann,North\n2,13/02/2026,05/02/2026,Bea,South\n",
        encoding="utf-8",
    )
    common = ("--database", path, "--as-of", "2026-03-15", "--json")
    assert run("import", sheet, *common).code == 0
    for by, names in (("iro", ["Ann", "Bea"]), ("team", ["North", "South"])):
        rows = run(*FIGURES, "--by", by, *common).answer["rows"]
        assert [(row["key"][by], row["numerator"], row["denominator"]) for row in rows] == [
            (names[0], 0, 1),
            (names[1], 1, 1),
        ]


def test_a_late_initial_conference_is_judged_wherever_the_file_begins(run: Run, tmp_path: Path) -> None:
    """It is held once, so that the first one recorded is the first."""
    sheet, path = tmp_path / "sheet.csv", tmp_path / "service.irotracker"
    sheet.write_text(
        "Child ID,Type,Strategy discussion,Conference date\n1,ICPC,21/12/2023,17/01/2024\n", encoding="utf-8"
    )
    common = ("--database", path, "--as-of", "2026-03-15", "--json")
    assert run("import", sheet, *common).code == 0
    words = ("figures", "timeliness", "--from", date(2024, 1, 1), "--until", date(2024, 1, 31), "--by", "kind", *common)
    (conferences,) = [row for row in run(*map(str, words)).answer["rows"] if row["key"]["kind"] == "icpc"]
    assert (conferences["numerator"], conferences["denominator"], conferences["unjudged"]) == (0, 1, 0)
