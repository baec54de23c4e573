"""The command line writes the whole record of one child, or parts of it, to a workbook or to paper."""

from datetime import date
from pathlib import Path

import pytest

from app.domain.access import Person, Role
from db.database import Database
from tests.builders import Service
from tests.ui.command_line import Run, runner_of
from ui.login import system_login


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs a command line in this process."""
    return runner_of(capsys)


def test_a_childs_record_goes_to_a_workbook_or_to_paper(
    run: Run, service: Service, database: Database, tmp_path: Path
) -> None:
    service.keep(Person(login=system_login(), role=Role.MANAGER))
    service.period(service.child("A1", name="Amira Khan"), date(2026, 10, 5))
    database.close()
    words = ("export", "record", "--child", "a1", "--database", database.path, "--as-of", "2026-11-20", "--json")
    ran = run(*words, "--to", tmp_path / "record.xlsx", "--part", "who", "--part", "periods")
    assert ran.answer["rows"] == {"Contents": 2, "Who they are": 2, "Periods of care and plans": 1}
    run(*words, "--to", tmp_path / "record.pdf")
    assert (tmp_path / "record.pdf").read_bytes().startswith(b"%PDF")
    refused = run(*words, "--to", tmp_path / "record.pdf", "--part", "letters")
    assert (refused.code, 'no part "letters"' in refused.err) == (1, True)
