"""The command line writes a return sheet, and reads it back."""

from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook

from app.domain.access import Person, Role
from app.domain.reviews import Review
from db.database import Database
from tests.app.imports.returns import Sheet
from tests.builders import Service
from tests.ui.command_line import Run, runner_of
from ui.login import system_login


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs a command line in this process."""
    return runner_of(capsys)


@pytest.fixture
def review(service: Service) -> Review:
    """A review of Alison's that is due in November."""
    service.keep(Person(login=system_login(), role=Role.MANAGER))
    iro, child = service.officer("Alison Wright"), service.child("A1", name="Amira Khan")
    service.allocated(child, iro, date(2026, 10, 26))
    return service.open_review(service.period(child, date(2026, 10, 26)))


def test_a_return_sheet_goes_out_and_what_was_filled_in_comes_back(
    run: Run, service: Service, database: Database, review: Review, tmp_path: Path
) -> None:
    path, where = tmp_path / "alison.xlsx", ("--database", database.path, "--as-of", "2026-11-20")
    sheet = Sheet(service, service.officer("Alison"), path)
    database.close()
    ran = run("export", "return", "--iro", "alison wright", "--to", path, "--json", *where)
    assert (ran.code, ran.answer) == (0, {"file": str(path), "rows": {"Return sheet": 1}})
    assert sheet.rows()[0]["Child"] == "Amira Khan"
    assert run("export", "return", "--iro", "Alison Wright", "--initials", "--to", path, *where).code == 0
    assert sheet.rows()[0]["Initials"] == "AK"
    empty = run("import", path, "--json", *where)
    assert (empty.code, empty.answer["unchanged"]["reviews"]) == (0, 1)
    sheet.fill(review, held="17/11/26", participation="pn1")
    checked = run("import", path, "--check", *where)
    assert "Held on: 17 Nov 2026 (before: nothing)" in checked.out
    done = run("import", path, "--as", "return", "--json", *where)
    assert done.answer["changed"]["reviews"] == 1
    assert run("export", "return", "--iro", "Alison Wright", "--to", path, *where).out == f"Wrote {path}.\n"
    assert sheet.rows()[0]["Recorded so far"] == "Held 17 Nov 2026; PN1; seen before to come"


def test_what_cannot_be_is_refused_with_a_sentence(
    run: Run, database: Database, review: Review, tmp_path: Path
) -> None:
    where = ("--database", database.path, "--as-of", "2026-11-20")
    database.close()
    nobody = run("export", "return", "--iro", "nobody", "--to", tmp_path / "x.xlsx", *where)
    assert (nobody.code, nobody.err) == (
        1, 'There is no officer "nobody". Give a login, or the name as it stands in Settings, Officers.\n',
    )  # fmt: skip
    unnamed = run("export", "return", "--iro", "", "--to", tmp_path / "x.xlsx", *where)
    assert (unnamed.code, unnamed.err[:29]) == (1, 'There is no officer "". Give ')
    other = run("export", "return", "--iro", "Alison Wright", "--to", tmp_path / "x.pdf", *where)
    assert (other.code, "not the name of an Excel workbook" in other.err) == (1, True)
    assert (
        run("export", "return", "--iro", "Alison Wright", "--month", "soon", "--to", tmp_path / "x", *where).code == 2
    )
    assert run("export", "return", "--to", tmp_path / "x.xlsx", *where).code == 2
    assert not [*tmp_path.glob("x*")]


def test_a_month_ahead_can_be_written_before_it_begins(
    run: Run, database: Database, review: Review, tmp_path: Path
) -> None:
    path = tmp_path / "december"
    database.close()
    words = ("export", "return", "--iro", "Alison Wright", "--month", "2026-12", "--to", path)
    assert run(*words, "--database", database.path, "--as-of", "2026-11-20").code == 0
    page = load_workbook(path.with_suffix(".xlsx"))["Return sheet"]
    assert page["A1"].value == "Return sheet: Alison Wright, December 2026"
    assert page["A2"].value == "0 reviews of Alison Wright, as at Friday 20 November 2026"
