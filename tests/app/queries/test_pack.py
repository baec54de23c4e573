"""The month pack: every part of a month's report in one workbook, with one page of definitions."""

from datetime import date
from pathlib import Path

import openpyxl

from app.commands.exports import export_pack
from app.desk import Desk
from app.domain.dates import Period
from app.domain.reported import ReportedMonth
from tests.builders import Service
from tests.challenge_service import fill_with_challenges
from tests.challenges import challenge

OCTOBER = Period.month(2026, 10)


def test_a_month_goes_out_with_all_its_parts_and_is_kept_as_reported(
    service: Service, desk: Desk, tmp_path: Path
) -> None:
    iro, child = service.officer("Alison Wright"), service.child("A1", name="Amira Khan")
    service.allocated(child, iro, date(2026, 1, 5))
    service.held(service.period(child, date(2026, 9, 14)), date(2026, 10, 9))
    challenge(service, child, 2, date(2026, 10, 12))
    done = export_pack(desk, OCTOBER, tmp_path / "pack")
    book = openpyxl.load_workbook(done.path)
    assert book.sheetnames[0] == "Summary by kind"
    assert book.sheetnames[-1] == "Definitions"
    for part in (
        "Challenges by level and status",
        "Caseload",
        "Caseload by month",
        "Rearranged by reason",
        "Moves for each review",
        "Meetings held",
        "Participation in reviews",
        "Final plans",
    ):
        assert part in book.sheetnames
    assert book.sheetnames.count("Definitions") == 1
    said = [row[0].value for row in book["Definitions"].iter_rows()]
    assert {"Timeliness", "Challenges", "Caseload", "Rearranged", "Practice"} <= set(said)
    with service.read() as store:
        assert [kept.month for kept in store.shelf(ReportedMonth).find()] == [OCTOBER.first]


def test_a_month_that_runs_on_is_not_kept_as_reported(service: Service, desk: Desk, tmp_path: Path) -> None:
    done = export_pack(desk, Period.month(2026, 11), tmp_path / "pack.xlsx")
    assert max(map(len, done.rows)) <= 31, "Excel takes no longer names"
    with service.read() as store:
        assert store.shelf(ReportedMonth).find() == ()


def test_what_a_definition_says_in_the_same_words_stands_once(service: Service, desk: Desk, tmp_path: Path) -> None:
    fill_with_challenges(service)
    sheet = openpyxl.load_workbook(export_pack(desk, OCTOBER, tmp_path / "pack").path)["Definitions"]
    said = [tuple(cell.value for cell in row[1:3]) for row in sheet.iter_rows() if row[1].value]
    assert len(set(said)) == len(said)
