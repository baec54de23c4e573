"""The command line writes the account of who did what to a workbook, for those who may read it."""

from dataclasses import replace
from pathlib import Path

import pytest

from app.commands.opening import OpenChild
from app.domain.access import Person, Role
from db.database import Database
from tests.builders import Service
from tests.ui.command_line import Run, runner_of
from ui.login import system_login


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs a command line in this process."""
    return runner_of(capsys)


def test_a_manager_writes_the_account_of_one_child_and_an_iro_does_not(
    run: Run, service: Service, database: Database, tmp_path: Path
) -> None:
    me = service.kept(Person(login=system_login(), role=Role.MANAGER))
    service.desk().do(OpenChild(service.child("A1", name="Amira Khan").id))
    service.child("B2")
    words = ("export", "account", "--child", "a1", "--database", database.path, "--to", tmp_path / "account.xlsx")
    assert run(*words, "--json").answer["rows"] == {"Account": 2}
    assert run(*words, "--json", "--until", "2020-01-01").answer["rows"] == {"Account": 0}
    service.keep(replace(service.now(me), role=Role.IRO))
    database.close()
    refused = run(*words)
    assert (refused.code, "may not" in refused.err) == (1, True)
