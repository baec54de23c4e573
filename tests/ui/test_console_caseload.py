"""The command line on caseloads: the figure of a day to read and as JSON, and the workbook."""

from collections import Counter
from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook

from app.demonstration import Size, demonstrate
from app.domain.access import Person, Role
from app.domain.children import Child
from app.domain.officers import Allocation, Officer, Post
from app.queries.caseload.reports import REPORTS
from db.database import Database
from tests.builders import Service, stamp
from tests.ui.command_line import Run, runner_of
from ui.login import system_login

ME = Person(login=system_login(), name="Mia Manager", role=Role.MANAGER)
DAY = date(2026, 9, 30)


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs a command line in this process."""
    return runner_of(capsys)


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A demonstration service of 120 children."""
    path = tmp_path_factory.mktemp("caseload") / "service.irotracker"
    with Database.create_demonstration(path, stamp(person=ME)) as database:
        service = Service(database, person=ME)
        with service.change() as store:
            demonstrate(store, service.stamp, Size(children=120, iros=6, years=4))
    return path


def allocated(file: Path) -> Counter[str]:
    """The children of each IRO on the day, from the raw allocations; foster households are no children."""
    with Database.open(file) as database, database.read(stamp(person=ME)) as store:
        names = {one.id: one.name for one in store.shelf(Officer).find()}
        children = {child.id for child in store.shelf(Child).find() if not child.is_household}
        mine = [a for a in store.shelf(Allocation).find(role="iro") if a.start <= DAY and (not a.end or a.end > DAY)]
        found = Counter(names[a.officer_id] for a in mine if a.child_id in children)
        for post in store.shelf(Post).find(role="iro"):
            if post.officer_id and post.start <= DAY and (not post.end or post.end > DAY):
                found[names[post.officer_id]] += 0
        return found


def test_figures_as_json_have_a_row_an_iro_as_at_the_day(run: Run, file: Path) -> None:
    ran = run("figures", "caseload", "--as-of", DAY.isoformat(), "--json", "--database", file)
    assert (ran.code, ran.err) == (0, "")
    assert ran.answer["period"] == {"from": "2026-09-30", "to": "2026-09-30"}
    rows = ran.answer["rows"]
    assert {row["key"]["iro"]: row["numerator"] for row in rows} == dict(allocated(file))
    assert all(set(row) == {"key", "value", "numerator", "denominator"} for row in rows)
    for row in rows:
        assert row["value"] == (row["numerator"] / row["denominator"] if row["denominator"] else None)
    assert {row["denominator"] for row in rows} == {None, 0.6, 1.0}


def test_figures_to_read_say_what_was_divided_by_what(run: Run, file: Path) -> None:
    ran = run("figures", "caseload", "--as-of", DAY.isoformat(), "--database", file)
    assert ran.code == 0
    assert ran.out.startswith("Caseloads on 30 September 2026: ")
    assert "÷ 0.6 = " in ran.out
    assert "children allocated" in ran.out


def test_the_workbook_has_every_table_of_that_day(run: Run, file: Path, tmp_path: Path) -> None:
    target = tmp_path / "caseload.xlsx"
    ran = run("export", "caseload", "--as-of", DAY.isoformat(), "--to", target, "--database", file, "--json")
    assert (ran.code, ran.answer["file"]) == (0, str(target))
    book = load_workbook(target)
    assert book.sheetnames == [*(report.sheet for report in REPORTS), "Children", "Definitions"]
    assert book["Caseload"]["A1"].value == "Caseloads on 30 September 2026"
    assert ran.answer["rows"]["By month"] == 60
    cells = [[cell.value for cell in row] for row in book["Caseload"].iter_rows()]
    head = next(at for at, row in enumerate(cells) if row[0] == "IRO")
    found = {str(row[0]): int(str(row[1])) for row in cells[head + 1 :] if row[0] not in ("No IRO", None)}
    assert found.pop("Whole service") == sum(found.values())
    assert found == dict(allocated(file))
    with Database.open(file) as database, database.read(stamp(person=ME)) as store:
        entry = store.accounts.latest(None, 1)[0]
    assert (entry.action, entry.summary.partition(",")[0]) == ("Export", "Caseloads on 30 September 2026")


@pytest.mark.parametrize(
    "words", ["export caseload", "figures caseload --as-of yesterday", "figures caseload --from 2026-01-01"]
)
def test_wrong_usage_says_so(run: Run, words: str) -> None:
    ran = run(*words.split())
    assert (ran.code, ran.out) == (2, "")
    assert "usage" in ran.err
