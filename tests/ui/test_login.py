"""Who somebody is, the operating system says: what stands in the environment makes nobody a manager."""

import os
import sys
from pathlib import Path

import pytest

from app.domain.access import Person, Role
from tests.builders import MANAGER, stamp
from tests.locks import there
from tests.ui.command_line import runner_of
from ui.login import system_login

NAMES = ("LOGNAME", "USER", "LNAME", "USERNAME")


@pytest.fixture
def borrowed(monkeypatch: pytest.MonkeyPatch) -> None:
    """The environment says that it is the manager."""
    for name in NAMES:
        monkeypatch.setenv(name, MANAGER.login)


def test_the_environment_makes_nobody_somebody_else(
    borrowed: None, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    ran = runner_of(capsys)("figures", "caseload", "--database", there(tmp_path / "service.irotracker", stamp()))
    assert ran.code == 1
    assert f'login "{system_login()}" is not entered' in ran.err


def test_whoever_the_system_knows_is_let_in(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    me = stamp(person=Person(login=system_login(), role=Role.MANAGER))
    assert runner_of(capsys)("figures", "caseload", "--database", there(tmp_path / "own.irotracker", me)).code == 0


@pytest.mark.skipif(sys.platform == "win32", reason="every login of Windows has a name")
def test_a_login_without_a_name_is_its_number(borrowed: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "getuid", lambda: 4_000_000_000)
    assert system_login() == "user 4000000000"
