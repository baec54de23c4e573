"""The command line on challenges: figures to read and as JSON, the export with its log, and wrong usage."""

from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

import main
from app.domain.access import Person, Role
from app.queries.challenges.reports import REPORTS
from db.database import Database
from tests.builders import Service, stamp
from tests.challenge_service import fill_with_challenges
from tests.ui.command_line import Run, runner_of
from ui.login import system_login

PERIOD = ("--from", "2025-11-01", "--until", "2026-11-20")
ME = Person(login=system_login(), name="Mia Manager", role=Role.MANAGER)


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs a command line in this process."""
    return runner_of(capsys)


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A service with a year of challenges."""
    path = tmp_path_factory.mktemp("challenges") / "service.irotracker"
    with Database.create_demonstration(path, stamp(person=ME)) as database:
        fill_with_challenges(Service(database, person=ME), number=30)
    return path


def last_entry(file: Path) -> tuple[str, str]:
    """The newest entry of the audit."""
    with Database.open(file) as database, database.read(stamp(person=ME)) as store:
        entry = store.accounts.latest(None, 1)[0]
        return entry.action, entry.summary


@pytest.mark.parametrize(
    "words",
    [
        "figures challenges",
        "figures challenges --from 2026-03-03",
        "figures challenges --from 2026-03-03 --until 2026-03-02",
        "figures challenges --from 2026-03-01 --until 2026-03-02 --by team",
        "figures challenges --from 2026-03-01 --until 2026-03-02 --count reviews",
        "export challenges --to x.xlsx",
        "export challenges --from 2026-03-03 --until 2026-03-02 --to x.xlsx",
        "export challenges --from 2026-03-01 --until 2026-03-02",
    ],
)
def test_wrong_usage_says_so(run: Run, words: str) -> None:
    ran = run(*words.split())
    assert (ran.code, ran.out) == (2, "")
    assert "usage" in ran.err


@pytest.mark.parametrize("by", ["level", "theme", "status", "iro", "month", "outcome", "impact"])
@pytest.mark.parametrize("count", ["highest", "entries", "children"])
def test_figures_as_json_keep_the_promised_shape(run: Run, file: Path, by: str, count: str) -> None:
    ran = run("figures", "challenges", *PERIOD, "--by", by, "--count", count, "--json", "--database", file)
    assert (ran.code, ran.err) == (0, "")
    assert ran.answer["period"] == {"from": "2025-11-01", "to": "2026-11-20"}
    assert (ran.answer["by"], ran.answer["count"]) == (by, count)
    wholes = set()
    for row in ran.answer["rows"]:
        assert list(row) == ["key", "value", "numerator", "denominator"]
        assert list(row["key"]) == [by]
        assert row["value"] == pytest.approx(row["numerator"] * 100 / row["denominator"])
        wholes.add(row["denominator"])
    assert len(wholes) == 1
    if count != "children":
        assert sum(row["numerator"] for row in ran.answer["rows"]) == wholes.pop()


def test_levels_are_numbers_and_all_of_the_ladder_stand_there(run: Run, file: Path) -> None:
    ran = run("figures", "challenges", *PERIOD, "--by", "level", "--json", "--database", file)
    assert [row["key"] for row in ran.answer["rows"]] == [{"level": level} for level in (1, 2, 3, 4, 5)]


def test_a_period_without_challenges_has_no_shares(run: Run, file: Path) -> None:
    period = ("--from", "2020-01-01", "--until", "2020-03-31")
    ran = run("figures", "challenges", *period, "--by", "month", "--json", "--database", file)
    assert [(row["key"]["month"], row["value"], row["numerator"]) for row in ran.answer["rows"]] == [
        ("2020-01", None, 0),
        ("2020-02", None, 0),
        ("2020-03", None, 0),
    ]


def test_figures_to_read_say_what_is_counted(run: Run, file: Path) -> None:
    ran = run("figures", "challenges", *PERIOD, "--by", "level", "--database", file)
    lines = ran.out.splitlines()
    assert lines[0] == "Challenges by highest level reached, by level, 1 Nov 2025 to 20 Nov 2026"
    assert lines[1].startswith("  Level 1: Informal")
    assert " % " not in lines[1]
    assert lines[1].endswith(" %")
    assert "Good practice: " in lines[-1]


# ------------------------------------------------------------------------------------------------ the workbook


@pytest.fixture(scope="module")
def workbook(file: Path, tmp_path_factory: pytest.TempPathFactory) -> Any:
    """The exported workbook, read back."""
    target = tmp_path_factory.mktemp("export") / "Challenges.xlsx"
    assert main.main(["export", "challenges", *PERIOD, "--to", str(target), "--database", str(file)]) == 0
    return load_workbook(target)


def table_of(sheet: Any) -> list[dict[str, Any]]:
    """The rows of the sheet's Excel table by heading."""
    rows = [[cell.value for cell in row] for row in sheet[next(iter(sheet.tables.values())).ref]]
    return [dict(zip(rows[0], row, strict=True)) for row in rows[1:]]


def test_the_log_comes_first_and_every_report_has_a_sheet(workbook: Any) -> None:
    assert workbook.sheetnames == [*(report.sheet for report in REPORTS), "Definitions"]
    assert workbook.sheetnames[0] == "Log"


def test_the_log_holds_dates_as_dates_and_text_as_text(workbook: Any) -> None:
    log = table_of(workbook["Log"])
    assert len(log) == 30
    assert all(isinstance(row["Raised on"], datetime) for row in log)
    assert {row["What is asked for"] for row in log} == {"=1+1"}
    cells = [cell for row in workbook["Log"].iter_rows() for cell in row if cell.value == "=1+1"]
    assert cells
    assert all(cell.data_type == "s" and cell.quotePrefix for cell in cells)
    assert {row["Child"] for row in log if row["Child's reference"] == "Service concern"} <= {None}


def test_the_log_and_the_tables_agree(workbook: Any, run: Run, file: Path) -> None:
    ran = run("figures", "challenges", *PERIOD, "--by", "level", "--json", "--database", file)
    numerators = [row["numerator"] for row in ran.answer["rows"]]
    by_status = {row["Level"]: row["Total"] for row in table_of(workbook["Level and status"])}
    log = [row["Highest level"] for row in table_of(workbook["Log"])]
    names = list(by_status)[:5]
    assert [by_status[name] for name in names] == [log.count(name) for name in names] == numerators
    assert by_status["All"] == sum(numerators)


def test_an_export_is_entered_in_the_audit_and_names_no_child(run: Run, file: Path, tmp_path: Path) -> None:
    target = tmp_path / "Challenges.xlsx"
    ran = run("export", "challenges", *PERIOD, "--to", target, "--json", "--database", file)
    assert (ran.code, ran.err, ran.answer["rows"]["Log"]) == (0, "", 30)
    action, summary = last_entry(file)
    assert action == "Export"
    assert summary.startswith("Challenges of 1 Nov 2025 to 20 Nov 2026")
    assert "Child 1" not in summary
