"""The command line on practice: meetings, participation, quality and plans, to read and as one flat list of JSON."""

from datetime import date
from pathlib import Path

import pytest

from app.domain.access import Person, Role
from db.database import Database
from tests.builders import Service, stamp
from tests.ui.command_line import Run, runner_of
from ui.login import system_login

PERIOD = ("--from", "2026-04-01", "--until", "2027-03-31")
ME = Person(login=system_login(), name="Mia Manager", role=Role.MANAGER)


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs a command line in this process."""
    return runner_of(capsys)


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two looked-after reviews of one child, and one of another."""
    path = tmp_path_factory.mktemp("practice") / "service.irotracker"
    with Database.create_demonstration(path, stamp(person=ME)) as database:
        service = Service(database, person=ME)
        ann = service.officer("Ann Lee")
        for place, codes in enumerate((("PN1", "PN7"), ("PN6",))):
            child = service.child(f"K{place}")
            service.allocated(child, ann, date(2026, 1, 5))
            period = service.period(child, date(2026, 7, 6))
            for code, day in zip(codes, (date(2026, 7, 30), date(2026, 10, 30)), strict=False):
                service.held(period, day, participation=code)
    return path


def test_participation_is_one_flat_list_of_codes_and_shares(run: Run, file: Path) -> None:
    ran = run("figures", "participation", *PERIOD, "--json", "--database", file)
    assert (ran.code, ran.err) == (0, "")
    assert ran.answer["period"] == {"from": "2026-04-01", "to": "2027-03-31"}
    assert ran.answer["basis"] == "review"
    rows = ran.answer["rows"]
    code = next(row for row in rows if row["key"] == {"code": "PN1"})
    assert (code["numerator"], code["denominator"]) == (1, 3)
    taking_part = next(row for row in rows if row["key"] == {"measure": "participation"})
    assert (taking_part["numerator"], taking_part["denominator"], taking_part["unjudged"]) == (2, 3, 0)
    assert taking_part["value"] == pytest.approx(200 / 3)
    assert taking_part["target"] == 95.0


def test_by_child_a_child_took_part_when_every_review_says_so(run: Run, file: Path) -> None:
    rows = run("figures", "participation", *PERIOD, "--basis", "child", "--json", "--database", file).answer["rows"]
    taking_part = next(row for row in rows if row["key"] == {"measure": "participation"})
    assert (taking_part["numerator"], taking_part["denominator"]) == (1, 2)


def test_groups_stand_in_the_key_and_a_share_of_nothing_is_null(run: Run, file: Path) -> None:
    rows = run("figures", "meetings", *PERIOD, "--by", "iro", "--json", "--database", file).answer["rows"]
    key = {"measure": "in-timescale", "kind": "looked-after", "iro": "Ann Lee"}
    assert next(row for row in rows if row["key"] == key)["denominator"] == 3
    rows = run("figures", "quality", *PERIOD, "--json", "--database", file).answer["rows"]
    nothing = next(row for row in rows if row["key"] == {"measure": "plan-current"})
    assert (nothing["value"], nothing["denominator"], nothing["unjudged"]) == (None, 0, 3)


@pytest.mark.parametrize("what", ["meetings", "participation", "quality", "plans"])
def test_every_figure_is_told_in_words_too(run: Run, file: Path, what: str) -> None:
    ran = run("figures", what, *PERIOD, "--database", file)
    assert (ran.code, ran.err) == (0, "")
    assert "1 Apr 2026 to 31 Mar 2027, by review" in ran.out


def test_wrong_usage_is_told_as_such(run: Run, file: Path) -> None:
    assert run("figures", "plans", *PERIOD, "--by", "moon", "--database", file).code == 2
    assert run("figures", "plans", "--until", "2026-04-01", "--database", file).code == 2
