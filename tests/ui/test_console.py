"""The command line: its verbs, what it prints and where, its exit codes, and how little it loads."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

import main
from tests.ui.command_line import Run, runner_of

ROOT = Path(main.__file__).parent


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs a command line in this process."""
    return runner_of(capsys)


@pytest.fixture(scope="session")
def demonstration(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small demonstration service, made by the command line once."""
    path = tmp_path_factory.mktemp("demonstration") / "demo.irotracker"
    words = ("demo", str(path), "--children", "30", "--years", "2", "--as-of", "2026-11-20", "--json")
    assert main.main(list(words)) == 0
    return path


# ------------------------------------------------------------------------------------------------ wrong usage


@pytest.mark.parametrize(
    "words",
    [
        "nonsense",
        "due-date",
        "due-date --kind review --sequence 1 --from 2026-03-03",
        "due-date --kind icpc --sequence 0 --from 2026-03-03",
        "due-date --kind icpc --sequence -1 --from 2026-03-03",
        "due-date --kind icpc --sequence ² --from 2026-03-03",
        "due-date --kind icpc --sequence 1 --from 03/03/2026",
        "due-date --kind icpc --sequence 1 --from 2026-W10-2",
        "due-date --kind icpc --sequence 1 --from 2026-02-30",
        "due-date --kind icpc --seq 1 --from 2026-03-03",
        "figures",
        "figures timeliness --from 2026-03-03",
        "figures timeliness --from 2026-03-03 --until 2026-03-02",
        "figures timeliness --from 2026-03-03 --until 2026-03-04 --by child",
        "export timeliness --month 2026-13 --to x.xlsx",
        "export timeliness --month 2026-9 --to x.xlsx",
        "export due",
        "import",
        "import x --dates us-first",
        "demo",
        "demo x.irotracker --children 0",
        "--as-of yesterday",
    ],
)
def test_wrong_usage_ends_with_2_and_says_why(run: Run, words: str) -> None:
    ran = run(*words.split())
    assert (ran.code, ran.out) == (2, "")
    assert "usage: iro-tracker" in ran.err


def test_help_and_version_are_answers(run: Run) -> None:
    assert run("--help").code == 0
    assert re.fullmatch(r"IRO Tracker [0-9.]+\n", run("--version").out)
    for verb in ("demo", "import", "template", "export", "figures", "due-date"):
        assert run(verb, "--help").out.startswith(f"usage: iro-tracker {verb}")


# ------------------------------------------------------------------------------------------------ the file


@pytest.mark.parametrize(
    "words",
    [
        "figures timeliness --from 2026-03-03 --until 2026-03-04",
        "export due --to x.xlsx",
        "export timeliness --month 2026-09 --to x.xlsx",
    ],
)
def test_a_file_that_is_not_there_is_refused_and_not_made(run: Run, tmp_path: Path, words: str) -> None:
    path = tmp_path / "none.irotracker"
    ran = run("--database", path, "--json", *words.split())
    assert (ran.code, ran.out) == (1, "")
    assert "There is no database at" in ran.err
    assert list(tmp_path.iterdir()) == []


def test_the_window_is_not_opened_on_a_file_that_is_not_there(run: Run, tmp_path: Path) -> None:
    ran = run("--database", tmp_path / "none.irotracker")
    assert ran.code == 1
    assert "There is no file" in ran.err


def test_a_file_of_another_kind_is_refused_in_words(run: Run, tmp_path: Path) -> None:
    for content, words in ((b"", "0 bytes"), (b"name,date\n" * 30, "not a database of IRO Tracker")):
        path = tmp_path / "other.irotracker"
        path.write_bytes(content)
        ran = run("figures", "timeliness", "--from", "2026-03-03", "--until", "2026-03-04", "--database", path)
        assert ran.code == 1
        assert words in ran.err


def test_a_demonstration_is_made_once(run: Run, demonstration: Path) -> None:
    ran = run("demo", demonstration)
    assert (ran.code, ran.out) == (1, "")
    assert "already there" in ran.err


def test_a_demonstration_goes_where_the_database_is_asked_for(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "new folder" / "demo.irotracker"
    ran = run("--json", "demo", "--children", "12", "--years", "1", "--seed", "7", "--database", path)
    assert ran.code == 0
    assert (ran.answer["file"], ran.answer["children"]) == (str(path), 12)
    assert [p.name for p in path.parent.iterdir() if p.suffix != ".seal"] == ["demo.irotracker"]


def test_a_folder_that_cannot_be_made_is_refused_in_words(run: Run, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    ran = run("demo", tmp_path / "file" / "demo.irotracker", "--children", "5")
    assert ran.code == 1
    assert "cannot be made" in ran.err


# ------------------------------------------------------------------------------------------------ figures, exports

FIGURES = ("figures", "timeliness", "--from", "2026-04-01", "--until", "2026-09-30")


def test_the_common_options_stand_before_or_after_the_verb(run: Run, demonstration: Path) -> None:
    common = ("--database", demonstration, "--as-of", "2026-11-20", "--json")
    before = run(*common, *FIGURES)
    after = run(*FIGURES, *common)
    between = run("figures", *common, *FIGURES[1:])
    assert before.code == 0
    assert before == after == between


def test_figures_are_json_and_nothing_else(run: Run, demonstration: Path) -> None:
    ran = run(*FIGURES, "--database", demonstration, "--json", "--as-of", "2026-11-20")
    assert set(ran.answer) == {"period", "basis", "count", "rows"}
    assert ran.answer["period"] == {"from": "2026-04-01", "to": "2026-09-30"}
    (row,) = ran.answer["rows"]
    assert set(row) == {"key", "value", "numerator", "denominator", "unjudged"}
    assert row["key"] == {}
    assert row["value"] == pytest.approx(100 * row["numerator"] / row["denominator"])


@pytest.mark.parametrize("by", ["kind", "iro", "team", "month"])
@pytest.mark.parametrize("count", ["held", "due"])
def test_figures_by_group_have_one_entry_for_each_key(run: Run, demonstration: Path, by: str, count: str) -> None:
    options = ("--database", demonstration, "--json", "--as-of", "2026-11-20", "--count", count)
    rows = run(*FIGURES, "--by", by, *options).answer["rows"]
    keys = [row["key"] for row in rows]
    assert all(set(key) == {by} for key in keys)
    assert len({json.dumps(key) for key in keys}) == len(keys) > 0
    (whole,) = run(*FIGURES, *options).answer["rows"]
    assert sum(row["denominator"] for row in rows) == whole["denominator"]


def test_counting_by_due_date_leaves_out_what_is_due_after_the_day_asked_for(run: Run, demonstration: Path) -> None:
    options = (*FIGURES, "--count", "due", "--database", demonstration, "--json")
    early = run(*options, "--as-of", "2026-06-30").answer["rows"][0]
    late = run(*options, "--as-of", "2026-11-20").answer["rows"][0]
    assert early["denominator"] < late["denominator"]


def test_figures_in_words_print_numerator_and_denominator(run: Run, demonstration: Path) -> None:
    ran = run(*FIGURES, "--database", demonstration, "--as-of", "2026-11-20")
    assert re.search(r"All: [\d,]+ of [\d,]+ = \d+\.\d %(; [\d,]+ could not be judged)?$", ran.out, re.MULTILINE)
    assert "; 0 could not be judged" not in ran.out


@pytest.mark.parametrize("what", ["due", "timeliness --month 2026-09"])
def test_an_export_says_where_it_is(run: Run, demonstration: Path, tmp_path: Path, what: str) -> None:
    target = tmp_path / "out.xlsx"
    ran = run("export", *what.split(), "--to", target, "--database", demonstration, "--json", "--as-of", "2026-11-20")
    assert ran.code == 0
    assert ran.answer["file"] == str(target)
    assert target.stat().st_size > 1000


# ------------------------------------------------------------------------------------------------ import


@pytest.fixture
def return_files(tmp_path: Path) -> Path:
    """A small SSDA903 return: one child, one period of care, one review."""
    folder = tmp_path / "return"
    folder.mkdir()
    texts = {
        "header": "CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB\n1001,1,01/05/2014,WBRI,,,\n",
        "episodes": (
            "CHILD,DECOM,RNE,LS,CIN,PLACE,PLACE_PROVIDER,DEC,REC,REASON_PLACE_CHANGE,HOME_POST,PL_POST,URN\n"
            "1001,05/01/2026,S,C2,N1,U1,PR1,,,,,,\n"
        ),
        "reviews": "CHILD,DOB,REVIEW,REVIEW_CODE\n1001,01/05/2014,02/02/2026,PN1\n",
    }
    for name, text in texts.items():
        (folder / f"{name}.csv").write_text(text, encoding="utf-8")
    return folder


def test_an_import_makes_the_database_and_says_what_was_written(run: Run, return_files: Path, tmp_path: Path) -> None:
    path = tmp_path / "service.irotracker"
    words = ("import", return_files, "--database", path, "--json", "--as-of", "2026-11-20")
    first = run(*words)
    assert first.code == 0
    assert (first.answer["new"]["children"], first.answer["new"]["reviews"], first.answer["refused"]) == (1, 1, 0)
    again = run(*words)
    assert again.code == 0
    assert sum(again.answer["new"].values()) == 0
    assert again.answer["warnings"] == first.answer["warnings"]
    made = {p.name for p in tmp_path.iterdir()} - {"return"}
    assert made >= {"service.irotracker", "service.irotracker.key"}


def test_a_mere_check_writes_nothing_and_makes_no_file(run: Run, return_files: Path, tmp_path: Path) -> None:
    path = tmp_path / "service.irotracker"
    ran = run("import", return_files, "--check", "--database", path, "--json", "--as-of", "2026-11-20")
    assert (ran.code, ran.answer["new"]["children"]) == (0, 1)
    assert [p.name for p in tmp_path.iterdir()] == ["return"]


def test_files_of_which_nothing_can_be_used_leave_no_database(run: Run, tmp_path: Path) -> None:
    bad = tmp_path / "reviews.csv"
    bad.write_text("nothing to see\n", encoding="utf-8")
    ran = run("import", bad, "--database", tmp_path / "service.irotracker", "--json")
    assert ran.code == 1
    assert ran.err
    assert [p.name for p in tmp_path.iterdir()] == ["reviews.csv"]


def test_a_file_to_import_that_is_not_there_is_refused(run: Run, tmp_path: Path) -> None:
    ran = run("import", tmp_path / "none.csv", "--database", tmp_path / "service.irotracker", "--json")
    assert (ran.code, ran.out) == (1, "")
    assert "none.csv" in ran.err


def test_a_template_is_written(run: Run, tmp_path: Path) -> None:
    target = tmp_path / "template.xlsx"
    ran = run("template", target, "--json")
    assert (ran.code, ran.answer) == (0, {"file": str(target)})
    assert target.exists()


# ------------------------------------------------------------------------------------------------ what is loaded


def test_a_due_date_loads_no_screen_and_no_heavy_library() -> None:
    program = (
        "import sys, main\n"
        "code = main.main(['due-date', '--kind', 'icpc', '--sequence', '1', '--from', '2022-12-16', '--json'])\n"
        "print(code, *sorted(sys.modules), file=sys.stderr)\n"
    )
    ran = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True)
    code, *modules = ran.stderr.split()
    heavy = {"PySide6", "pyqtgraph", "pandas", "numpy", "openpyxl", "python_calamine", "alembic", "sqlalchemy.orm"}
    assert (code, json.loads(ran.stdout)["due"]) == ("0", "2023-01-11")
    assert heavy.isdisjoint(modules)


def test_the_program_itself_ends_with_the_code_and_words_on_their_streams(tmp_path: Path) -> None:
    ran = subprocess.run(
        [
            sys.executable,
            str(ROOT / "main.py"),
            "export",
            "due",
            "--to",
            "x.xlsx",
            "--database",
            str(tmp_path / "none"),
        ],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (ran.returncode, ran.stdout) == (1, "")
    assert ran.stderr.startswith("There is no database at")


def test_json_is_readable_on_a_console_of_few_letters(demonstration: Path) -> None:
    """A console that knows only some letters must neither end the program nor spoil the JSON."""
    words = (*FIGURES, "--by", "iro", "--database", str(demonstration), "--as-of", "2026-11-20")
    for more in ((), ("--json",)):
        ran = subprocess.run(
            [sys.executable, "-X", "utf8=0", str(ROOT / "main.py"), *words, *more],
            capture_output=True,
            check=True,
            env={**os.environ, "PYTHONIOENCODING": "ascii"},
        )
        assert ran.stdout.decode("ascii")
