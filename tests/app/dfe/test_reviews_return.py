"""The SSDA903 return of reviews goes out as the DfE has it, names what breaks a rule, and comes back changing nothing."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest

from app.commands.dfe import Returned, export_cin, export_ssda903
from app.commands.imports import CommitImport, read_for
from app.demonstration import Demonstrate, Size
from app.domain.access import Person, Role
from app.domain.children import Child, LegalStatus
from app.domain.errors import Refusal
from app.domain.kinds import RCPC, SHORT_BREAKS
from app.domain.reviews import Review
from app.domain.settings import Setting
from app.queries.dfe.ssda903 import BrokenRules
from app.queries.imports.outcome import ImportPlan
from db.database import Database
from tests.builders import TODAY, Service
from tests.ui.command_line import Run, runner_of
from ui.login import system_login

SAMPLE = Path(__file__).resolve().parents[4] / "shared" / "samples" / "ssda903"
START = date(2025, 5, 1)


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs a command line in this process."""
    return runner_of(capsys)


def child(service: Service, reference: str = "101", born: date | None = date(2014, 5, 1)) -> Child:
    """A child with a date of birth, or none."""
    return service.child(reference, date_of_birth=born, name="Amira Khan")


def reviewed(service: Service, *days: date, code: str | None = "PN1", of: Child | None = None) -> Review:
    """A child looked after since May 2025, reviewed on these days."""
    one = of or child(service)
    return service.held(service.period(one, START), *days, participation=code)


def broken(service: Service, tmp_path: Path) -> list[str]:
    """The numbers of the rules that rows of 2026 break."""
    return [one.rule.number for one in export_ssda903(service.desk(), 2026, tmp_path / "out").broken]


def imported(service: Service, *paths: Path, layout: str | None = None) -> ImportPlan:
    """Import files."""
    desk = service.desk()
    return desk.do(CommitImport(read_for(desk, paths, layout))).result


def differs(plan: ImportPlan) -> int:
    """How many records are new or changed."""
    return sum((*plan.new.values(), *plan.changed.values()))


def test_the_year_2026_ends_on_31_march_2026_and_the_folder_is_made(service: Service, tmp_path: Path) -> None:
    days = (date(2026, 3, 31), date(2026, 4, 1))
    reviewed(service, *days)
    early = child(service, "099")
    service.held(service.period(early, date(2025, 3, 1)), date(2025, 3, 31), date(2025, 4, 1), participation="PN7")
    written = export_ssda903(service.desk(), 2026, tmp_path / "new" / "folder")
    assert written.path == tmp_path / "new" / "folder" / "reviews.csv"
    assert written.path.read_bytes() == (
        b"CHILD,DOB,REVIEW,REVIEW_CODE\n099,01/05/2014,01/04/2025,PN7\n101,01/05/2014,31/03/2026,PN1\n"
    )
    assert written.rows == {"reviews.csv": 2}
    assert not written.remarks


def test_open_reviews_conferences_and_short_breaks_are_no_reviews_of_the_return(
    service: Service, tmp_path: Path
) -> None:
    one = child(service)
    service.period(one, START)
    service.held(service.period(one, START, RCPC), date(2025, 7, 1), participation="PN1")
    service.held(service.period(one, START, SHORT_BREAKS), date(2025, 7, 2), participation="PN1")
    assert export_ssda903(service.desk(), 2026, tmp_path).rows == {"reviews.csv": 0}


def test_a_review_without_a_participation_code_is_written_and_named_with_its_fix(
    service: Service, tmp_path: Path
) -> None:
    reviewed(service, date(2025, 5, 20), code=None)
    written = export_ssda903(service.desk(), 2026, tmp_path)
    assert written.path.read_text("utf-8").splitlines()[1] == "101,01/05/2014,20/05/2025,"
    (line,) = written.remarks
    assert line.startswith("101, 20 May 2025, rule 167: ")
    assert "choose the participation code" in line


def test_each_rule_is_told_by_its_number(service: Service, tmp_path: Path) -> None:
    young, old, unborn = child(service, "1", date(2023, 1, 1)), child(service, "2"), child(service, "3", None)
    reviewed(service, date(2025, 5, 20), of=young)
    reviewed(service, date(2025, 5, 20), of=old, code="PN0")
    reviewed(service, date(2025, 5, 20), of=unborn)
    service.keep(Review(child_id=old.id, kind="looked-after", held=date(2025, 4, 2), participation="PN1"))
    nobody = child(service, "4")
    service.keep(Review(child_id=nobody.id, kind="looked-after", held=date(2025, 4, 2), participation="PN1"))
    assert broken(service, tmp_path) == ["441", "no period", "440", "102", "1012"]


def test_legal_statuses_that_are_all_short_breaks_break_rule_399(service: Service, tmp_path: Path) -> None:
    review = reviewed(service, date(2025, 5, 20))
    service.keep(LegalStatus(child_id=review.child_id, code="V4", start=START))
    assert broken(service, tmp_path) == ["399"]
    service.keep(LegalStatus(child_id=review.child_id, code="C2", start=date(2025, 6, 1)))
    assert broken(service, tmp_path) == []


def test_two_reviews_of_a_child_on_one_day_are_both_named(service: Service, tmp_path: Path) -> None:
    review = reviewed(service, date(2025, 5, 20))
    again = Review(child_id=review.child_id, series_id=review.series_id, kind=review.kind, held=review.held)
    service.keep(again)
    assert sorted(broken(service, tmp_path)) == ["167", "two on a day", "two on a day"]


def test_the_fourth_birthday_itself_breaks_neither_rule(service: Service, tmp_path: Path) -> None:
    for reference, code in (("1", "PN0"), ("2", "PN1")):
        reviewed(service, date(2025, 5, 20), of=child(service, reference, date(2021, 5, 20)), code=code)
    assert broken(service, tmp_path) == []


def test_the_table_of_broken_rules_opens_the_child(service: Service) -> None:
    review = reviewed(service, date(2025, 5, 20), code=None)
    table = service.desk().ask(BrokenRules(2026))
    with service.read() as store:
        (row,) = table.rows.each(store)
    assert row.opens == {"reference": review.child_id}
    assert row.cells[:4] == ("101", "Amira Khan", date(2025, 5, 20), "DfE 167")


def test_a_year_of_no_return_and_a_folder_that_is_a_file_are_refused(service: Service, tmp_path: Path) -> None:
    with pytest.raises(Refusal, match="not a year of the return"):
        export_ssda903(service.desk(), 26, tmp_path / "out")
    (tmp_path / "file").write_text("mine")
    with pytest.raises(Refusal, match="not a folder"):
        export_ssda903(service.desk(), 2026, tmp_path / "file")
    assert (tmp_path / "file").read_text() == "mine"


def test_a_file_that_was_not_written_here_is_kept_under_another_name(service: Service, tmp_path: Path) -> None:
    reviewed(service, date(2025, 5, 20))
    desk = service.desk()
    ours = export_ssda903(desk, 2026, tmp_path).path
    assert export_ssda903(desk, 2025, tmp_path).rows == {"reviews.csv": 0}
    assert export_ssda903(desk, 2026, tmp_path).rows == {"reviews.csv": 1}
    own = ours.read_bytes()
    foreign = (b"CHILD,NAME\n1,A\n", own + b"999,01/05/2014,20/05/2025,PN1\n", b"\xff\xfe", b"")
    for number, content in enumerate(foreign, 1):
        ours.write_bytes(content)
        written = export_ssda903(desk, 2026, tmp_path)
        assert ours.read_bytes() == own
        assert (tmp_path / f"reviews (kept {number}).csv").read_bytes() == content
        assert f"kept as reviews (kept {number}).csv" in written.remarks[-1]
    (tmp_path / "cin_review_dates.csv").write_text("mine")
    export_cin(desk, 2026, tmp_path)
    assert (tmp_path / "cin_review_dates (kept 1).csv").read_text() == "mine"


def test_the_command_line_lists_broken_rules_on_standard_error(
    run: Run, service: Service, database: Database, tmp_path: Path
) -> None:
    service.keep(Person(login=system_login(), role=Role.MANAGER))
    reviewed(service, date(2025, 5, 20), code=None)
    database.close()
    words = ("export", "ssda903", "--to", tmp_path / "out", "--database", database.path, "--json")
    ran = run(*words, "--year", "2026")
    assert ran.code == 0
    assert ran.answer == {"file": str(tmp_path / "out" / "reviews.csv"), "rows": {"reviews.csv": 1}}
    assert ran.err.startswith("101, 20 May 2025, rule 167: ")
    assert run(*words, "--year", "26").code == 2


def test_the_census_has_every_review_conference_of_the_year_with_its_plan(service: Service, tmp_path: Path) -> None:
    service.held(service.period(child(service), START, RCPC), date(2025, 7, 30), date(2026, 1, 20), date(2026, 4, 9))
    service.held(service.period(child(service, "=1+1"), None, RCPC, start_known=False), date(2025, 8, 1))
    written = export_cin(service.desk(), 2026, tmp_path / "cin.csv")
    assert written.path.read_text("utf-8").splitlines() == [
        "LAchildID,PersonBirthDate,CPPstartDate,CPPendDate,CPPreviewDate",
        "101,01/05/2014,01/05/2025,,30/07/2025",
        "101,01/05/2014,01/05/2025,,20/01/2026",
        "'=1+1,01/05/2014,,,01/08/2025",
    ]
    assert export_cin(service.desk(), 2026, tmp_path / "folder").path == tmp_path / "folder" / "cin_review_dates.csv"


def test_the_census_is_no_workbook(service: Service, tmp_path: Path) -> None:
    with pytest.raises(Refusal, match="not the name of a CSV file"):
        export_cin(service.desk(), 2026, tmp_path / "cin.xlsx")
    assert not list(tmp_path.glob("cin*"))


# ------------------------------------------------------------------------------------------------ out and in again


def again(service: Service, years: Sequence[int], folder: Path) -> list[Returned]:
    """Export these years and import each again: nothing is new and nothing changes."""
    found = []
    for year in years:
        found.append(export_ssda903(service.desk(), year, folder / str(year)))
        plan = imported(service, folder / str(year))
        assert differs(plan) == 0
        assert not plan.conflicts
        assert not plan.refused
        assert not plan.retire
    return found


def test_the_demonstrations_returns_imported_again_change_nothing(service: Service, tmp_path: Path) -> None:
    service.desk().do(Demonstrate(Size(children=60, years=3)))
    service.keep(Setting(key="service.demonstration", start=TODAY, value="false"))  # nothing is imported into one
    found = again(service, (2025, 2026, 2027), tmp_path)
    assert all(one.rows["reviews.csv"] > 20 for one in found)


def test_reviews_that_the_return_leaves_out_are_no_differences(service: Service, tmp_path: Path) -> None:
    one = child(service)
    reviewed(service, date(2025, 5, 20), date(2025, 8, 11), date(2026, 1, 20), of=one)
    service.held(service.period(one, START, kind="secure"), date(2025, 9, 2))
    path = export_ssda903(service.desk(), 2026, tmp_path).path
    path.write_text(f"{path.read_text('utf-8')}103,01/05/2014,03/06/2025,PN1\n", "utf-8")
    assert differs(imported(service, path)), "an import that stays behind"
    path.write_text(path.read_text("utf-8").replace("11/08/2025", "12/08/2025"), "utf-8")
    plan = imported(service, path)
    assert [(one.day, one.kind) for one in plan.since if "not there" in one.what] == [
        (date(2025, 8, 11), "looked-after")
    ]


def test_a_review_in_no_period_comes_back_without_a_period(service: Service, tmp_path: Path) -> None:
    alone = service.kept(
        Review(child_id=child(service).id, kind="looked-after", held=date(2025, 6, 2), participation="PN1")
    )
    (written,) = again(service, (2026,), tmp_path)
    assert written.rows == {"reviews.csv": 1}
    assert service.now(alone) == alone
    assert alone.series_id is None


@pytest.mark.skipif(not SAMPLE.is_dir(), reason="the public samples are not here")
def test_the_public_return_goes_out_and_comes_in_again_unchanged(service: Service, tmp_path: Path) -> None:
    imported(service, SAMPLE)
    (written,) = again(service, (2018,), tmp_path)
    theirs = set((SAMPLE / "reviews.csv").read_text("utf-8").splitlines()[1:])
    ours = set(written.path.read_text("utf-8").splitlines()[1:])
    assert len(ours) > 1000
    assert ours <= theirs
