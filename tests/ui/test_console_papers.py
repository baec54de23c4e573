"""The command line writes calendars, month packs and the months ahead."""

from datetime import date
from pathlib import Path

import pytest

from app.domain.access import Person, Role
from app.domain.reported import ReportedMonth
from db.database import Database
from tests.builders import TODAY, Service
from tests.ui.command_line import Run, runner_of
from ui.login import system_login


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs a command line in this process."""
    return runner_of(capsys)


def test_an_officers_booked_meetings_go_to_a_calendar_file(
    run: Run, service: Service, database: Database, tmp_path: Path
) -> None:
    service.keep(Person(login=system_login(), role=Role.MANAGER))
    iro, child = service.officer("Alison Wright"), service.child("A1", name="Amira Khan")
    service.allocated(child, iro, date(2026, 1, 5))
    service.planned(service.open_review(service.period(child, TODAY)), date(2026, 12, 3))
    target = tmp_path / "mine.ics"
    words = ("export", "calendar", "--to", target, "--database", database.path, "--as-of", "2026-11-20", "--json")
    database.close()
    ran = run(*words, "--iro", "alison wright", "--names")
    assert ran.answer["rows"] == {"Reviews of Alison Wright": 1}
    assert "Amira Khan" in target.read_text("utf-8")
    refused = run(*words, "--iro", "nobody-here")
    assert refused.code == 1
    assert "no officer" in refused.err


def test_a_months_pack_goes_to_a_workbook(run: Run, service: Service, database: Database, tmp_path: Path) -> None:
    service.keep(Person(login=system_login(), role=Role.MANAGER))
    database.close()
    words = ("export", "month-pack", "--month", "2026-10", "--database", database.path, "--as-of", "2026-11-20")
    ran = run(*words, "--to", tmp_path / "pack.xlsx", "--json")
    assert "Definitions" in ran.answer["rows"]
    assert (tmp_path / "pack.xlsx").read_bytes().startswith(b"PK")


def test_the_months_ahead_go_to_a_workbook(run: Run, service: Service, database: Database, tmp_path: Path) -> None:
    service.keep(Person(login=system_login(), role=Role.MANAGER))
    iro, child = service.officer("Alison Wright"), service.child("A1")
    service.allocated(child, iro, TODAY)
    service.period(child, TODAY)
    database.close()
    words = ("export", "ahead", "--database", database.path, "--as-of", "2026-11-20")
    ran = run(*words, "--to", tmp_path / "ahead.xlsx", "--json")
    assert list(ran.answer["rows"]) == [
        *("Months ahead", "Whole service by week", "Everybody by week", "Reviews", "Caseload", "Definitions"),
    ]
    assert ran.answer["rows"]["Reviews"] == 2, "the first, and the second three months later"
    assert (tmp_path / "ahead.xlsx").read_bytes().startswith(b"PK")


def test_the_prep_sheets_of_a_week_go_to_paper_or_to_a_workbook(
    run: Run, service: Service, database: Database, tmp_path: Path
) -> None:
    service.keep(Person(login=system_login(), role=Role.MANAGER))
    iro, child = service.officer("Alison Wright"), service.child("A1", name="Amira Khan")
    service.allocated(child, iro, date(2026, 1, 5))
    service.planned(service.open_review(service.period(child, TODAY)), date(2026, 12, 3))
    database.close()
    words = ("export", "prep", "--iro", "alison wright", "--database", database.path, "--as-of", "2026-11-20", "--json")
    for ending, begins in (("pdf", b"%PDF-"), ("xlsx", b"PK")):
        target = tmp_path / f"prep.{ending}"
        ran = run(*words, "--week", "2026-12-01", "--to", target)
        assert ran.answer["rows"]["Reviews"] == 1
        assert target.read_bytes().startswith(begins)
    refused = run(*words, "--to", tmp_path / "none.pdf")
    assert refused.code == 1
    assert "no meetings booked in the week of 16 November 2026" in refused.err
    assert run(*words, "--to", tmp_path / "prep.docx").code == 1


def test_the_week_of_a_team_or_of_all_goes_to_paper_or_to_a_workbook(
    run: Run, service: Service, database: Database, tmp_path: Path
) -> None:
    service.keep(Person(login=system_login(), role=Role.MANAGER))
    service.in_team(service.child("A1", name="Amira Khan"), service.team("North"), date(2026, 1, 5))
    database.close()
    words = ("export", "team-week", "--database", database.path, "--as-of", "2026-11-20", "--json")
    assert run(*words, "--team", "north", "--to", tmp_path / "north.pdf").answer["rows"]["Teams"] == 1
    assert run(*words, "--names", "--to", tmp_path / "all.xlsx").answer["rows"]["Teams"] == 0
    refused = run(*words, "--team", "Nowhere", "--to", tmp_path / "none.pdf")
    assert refused.code == 1
    assert 'no team "Nowhere"' in refused.err
    assert run(*words[:-1], "--team", "", "--to", tmp_path / "none.pdf").code == 2


def test_a_months_pack_goes_to_paper_with_the_same_rows_and_is_kept_as_reported(
    run: Run, service: Service, database: Database, tmp_path: Path
) -> None:
    service.keep(Person(login=system_login(), role=Role.MANAGER))
    service.held(service.period(service.child("A1", name="Amira Khan"), date(2026, 9, 14)), date(2026, 10, 30))
    words = (
        "export",
        "month-pack",
        "--month",
        "2026-10",
        "--database",
        database.path,
        "--as-of",
        "2026-11-20",
        "--json",
    )
    paper = run(*words, "--to", tmp_path / "pack.pdf").answer
    book = run(*words, "--to", tmp_path / "pack.xlsx").answer
    assert (tmp_path / "pack.pdf").read_bytes().startswith(b"%PDF-")
    assert paper["rows"] == book["rows"]
    with service.read() as store:
        assert len(store.shelf(ReportedMonth).find()) == 2
    database.close()


def test_days_from_which_no_weeks_can_be_counted_are_wrong_usage(run: Run, database: Database, tmp_path: Path) -> None:
    database.close()
    for day in ("0001-01-01", "9999-12-31"):
        ahead = ("export", "ahead", "--to", tmp_path / "x.xlsx", "--database", database.path, "--as-of", day)
        prep = ("export", "prep", "--iro", "x", "--to", tmp_path / "x.pdf", "--database", database.path, "--week", day)
        assert (run(*ahead).code, run(*prep).code) == (2, 2)
    assert not [*tmp_path.glob("x*")]
