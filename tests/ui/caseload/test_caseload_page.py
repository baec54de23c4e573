"""The Caseload page: picture and table against the band, every view, the records behind, and the supervision sheet."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.domain.reviews import Rearrangement
from app.queries.supervision import SupervisionSheet
from app.table import Tone
from tests.builders import CALENDAR, Service
from ui.caseload.page import CaseloadPage
from ui.caseload.views import MOVED, VIEWS, drawn
from ui.notices import Notices
from ui.page import Tools
from ui.parts.chart import series
from ui.preferences import Preferences
from ui.runner import Runner

ANN, BEA = 6, 4
"""How many children the two IROs hold: within the band for a tenth of a post, over it for a twentieth of one."""


@pytest.fixture
def caseloads(service: Service) -> Service:
    """Ann with 6 children for 0.1 FTE, Bea with 4 for 0.05; two of the children are looked after."""
    ann, bea = service.officer("Ann Lee", fte_hundredths=10), service.officer("Bea Moss", fte_hundredths=5)
    team = service.team("North")
    for at in range(ANN + BEA):
        child = service.child(f"K{at}", name=f"Child {at}")
        service.in_team(child, team, date(2026, 1, 5))
        service.allocated(child, ann if at < ANN else bea, date(2026, 1, 5))
        if at < 2:
            service.held(service.period(child, date(2026, 9, 14)), date(2026, 10, 1 if at else 30))
    return service


@pytest.fixture
def page(caseloads: Service, qtbot: QtBot) -> Iterator[CaseloadPage]:
    """The page, shown."""
    runner = Runner(caseloads.desk())
    made = CaseloadPage(Tools(runner, Notices(), Preferences(runner), lambda: CALENDAR))
    qtbot.addWidget(made)
    made.resize(1200, 680)
    with qtbot.waitSignal(made.figures.table.shown):
        made.show()
    yield made
    runner.finish()


def cells(page: CaseloadPage, qtbot: QtBot, row: int) -> list[str]:
    """The words of a row of the table that is shown."""
    model = page.figures.table.model()
    assert model is not None
    qtbot.waitUntil(lambda: model.index(row, 0).data() not in (None, "…"))
    return [model.index(row, at).data() for at in range(model.columnCount())]


def choose(page: CaseloadPage, qtbot: QtBot, row: int) -> None:
    """Put the keyboard on a row."""
    cells(page, qtbot, row)
    page.figures.table.selectRow(row)
    qtbot.waitUntil(lambda: page.figures.table.row_now() is not None)


def test_the_line_the_table_and_the_formula_say_the_caseload_and_the_band(page: CaseloadPage, qtbot: QtBot) -> None:
    assert page.line.text() == (
        "10 children allocated, 0 without an IRO, 0.15 full-time equivalent (FTE), 66.7 each "
        "(within the band of 50 to 70), as at Friday 20 November 2026"
    )
    assert cells(page, qtbot, 0)[:4] == ["Ann Lee", "6", "0.1", "60.0"]
    assert cells(page, qtbot, 1)[:4] == ["Bea Moss", "4", "0.05", "80.0"]
    assert "10 children ÷ 0.15 FTE in post = 66.7" in page.figures.formula.text()


def test_the_picture_has_the_band_and_says_beside_the_colour_what_each_bar_is(page: CaseloadPage, qtbot: QtBot) -> None:
    table = page.figures.table.rows.table
    assert table.chart is not None
    said = series(table, drawn(table))
    assert said["band"] == (50, 70)
    assert list(zip(said["labels"], said["verdicts"], said["tones"], strict=True)) == [
        ("Ann Lee", "within", Tone.ON_TIME),
        ("Bea Moss", "over", Tone.LATE),
    ]
    assert "Band 50 to 70." in page.figures.chart.accessibleDescription()
    assert "Bea Moss: 80.0, over the band" in page.figures.chart.accessibleDescription()


def test_a_number_and_a_bar_open_their_children_and_escape_goes_back(page: CaseloadPage, qtbot: QtBot) -> None:
    with qtbot.waitSignal(page.behind.table.shown):
        page.figures.chart.chosen.emit(1)
    qtbot.waitUntil(lambda: page.stack.currentWidget() is page.behind)
    assert page.behind.title.text() == "Bea Moss: children"
    assert page.behind.line.text().startswith("4 children")
    QTest.keyClick(page.behind.table, Qt.Key.Key_Escape)
    assert page.stack.currentWidget() is page.figures


def test_a_day_before_anybody_was_allocated_is_counted_anew(page: CaseloadPage, qtbot: QtBot) -> None:
    with qtbot.waitSignal(page.figures.table.shown):
        page.asking.day.set_value(date(2025, 12, 31))
    assert "0 children allocated" in page.line.text()
    assert "as at Wednesday 31 December 2025" in page.line.text()


def test_a_day_to_come_is_refused_and_the_day_before_stays(page: CaseloadPage, qtbot: QtBot) -> None:
    page.asking.day.set_value(date(2027, 1, 1))
    assert page.asking.asked().day == date(2026, 11, 20)
    assert page.asking.day.value() == date(2026, 11, 20)


def test_a_step_goes_to_the_end_of_the_month_before_and_never_past_today(page: CaseloadPage) -> None:
    page.asking.step(-1, page.view)
    assert page.asking.asked().day == date(2026, 10, 31)
    page.asking.step(1, page.view)
    assert page.asking.asked().day == date(2026, 11, 20)


def test_another_basis_is_drawn_and_judged_when_it_is_chosen(page: CaseloadPage, qtbot: QtBot) -> None:
    with qtbot.waitSignal(page.figures.table.shown):
        page.asking.basis.set_value("cla")
    assert "13.3 each (under the band" in page.line.text()
    assert page.figures.formula.text().startswith("Children looked after for each full-time equivalent")


@pytest.mark.parametrize("key", list(VIEWS))
def test_every_view_answers_with_choosers_of_its_own(page: CaseloadPage, qtbot: QtBot, key: str) -> None:
    page.switch.choose(key)
    qtbot.waitUntil(lambda: page.figures.table.model() is not None)
    qtbot.waitUntil(lambda: page.figures.formula.text() != "")
    assert page.line.text()
    shown = {name for name, part in page.asking.parts.items() if part.isVisible()}
    assert shown == set(VIEWS[key].needs)
    assert page.tools.preferences.get("caseload.sight", "caseload") == key


def test_the_request_behind_a_number_leads_to_its_child(page: CaseloadPage, caseloads: Service, qtbot: QtBot) -> None:
    child = caseloads.child("M1", name="Moved Child")
    review = caseloads.open_review(caseloads.period(child, date(2026, 10, 1)))
    meeting = caseloads.planned(review, date(2026, 11, 27))
    caseloads.keep(
        Rearrangement(
            meeting_id=meeting.id,
            review_id=review.id,
            requested_by="family",
            requested_on=date(2026, 11, 2),
            reason="illness",
            old_date=date(2026, 11, 6),
            new_date=date(2026, 11, 27),
        )
    )
    page.switch.choose(MOVED)
    qtbot.waitUntil(lambda: "1 request, 1 agreed" in page.line.text())
    choose(page, qtbot, 0)
    with qtbot.waitSignal(page.behind.table.shown):
        page.figures.chart.chosen.emit(0)
    qtbot.waitUntil(lambda: page.behind.table.model().index(0, 0).data() == "Moved Child")
    with qtbot.waitSignal(page.wanted) as wanted:
        page.behind.table.selectRow(0)
        QTest.keyClick(page.behind.table, Qt.Key.Key_Return)
    assert wanted.args == ["children", child.id]


def test_the_supervision_sheet_wants_an_iro_first(page: CaseloadPage) -> None:
    page.figures.table.clearSelection()
    page.sheet.trigger()
    assert "Choose an IRO" in page.tools.notices.words


def test_the_supervision_sheet_goes_to_paper_and_to_a_workbook(
    page: CaseloadPage, caseloads: Service, qtbot: QtBot, tmp_path: Path
) -> None:
    choose(page, qtbot, 0)
    officer = page.figures.table.row_now()
    assert officer is not None
    paper, book = tmp_path / "sheet.pdf", tmp_path / "sheet.xlsx"
    page.supervising.write_paper(SupervisionSheet(officer.id), paper)
    qtbot.waitUntil(paper.exists, timeout=20000)
    qtbot.waitUntil(lambda: not page.work.is_running)
    assert paper.read_bytes().startswith(b"%PDF")
    page.supervising.write_book(SupervisionSheet(officer.id), book)
    qtbot.waitUntil(book.exists, timeout=20000)
    sheets = load_workbook(book)
    assert sheets.sheetnames == [
        *("Caseload", "Overdue", "Held late", "Challenges at rest", "Not seen before", "Records owed"),
        *("No date booked", "Children"),
    ]


def test_the_caseload_goes_to_a_workbook(page: CaseloadPage, qtbot: QtBot, tmp_path: Path) -> None:
    target = tmp_path / "caseload.xlsx"
    page.export_to(target)
    qtbot.waitUntil(target.exists, timeout=20000)
    assert "Definitions" in load_workbook(target).sheetnames


def test_a_transfer_goes_to_the_children_page_with_the_iro_chosen(page: CaseloadPage, qtbot: QtBot) -> None:
    choose(page, qtbot, 1)
    officer = page.figures.table.row_now()
    assert officer is not None
    with qtbot.waitSignal(page.wanted) as wanted:
        page.transfer.trigger()
    assert wanted.args == ["children", ("transfer-caseload", officer.id)]


def test_what_a_view_shows_goes_to_paper(page: CaseloadPage, qtbot: QtBot, tmp_path: Path) -> None:
    for key, view in VIEWS.items():
        target = tmp_path / f"{key}.pdf"
        page.write_paper(view.question(page.asking.asked()), target)
        qtbot.waitUntil(target.exists, timeout=20000)
        qtbot.waitUntil(lambda: not page.work.is_running)
        assert target.read_bytes().startswith(b"%PDF-")
