"""The Timeliness page: figures, the reviews behind them, what was reported, and the workbook of a month."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.domain.calendar import Calendar, shipped_holidays
from tests.builders import Service
from ui.notices import Notices
from ui.page import Tools
from ui.preferences import Preferences
from ui.runner import Runner
from ui.theme import theme
from ui.timeliness.page import TimelinessPage


@pytest.fixture
def october(service: Service) -> Service:
    """A service with three looked-after reviews in October 2026: two in time, one late; and one in November."""
    alison, bert = service.officer("Alison Wright"), service.officer("Bert Shaw")
    for at, (held, officer) in enumerate(
        (
            (date(2026, 10, 1), alison),
            (date(2026, 10, 5), alison),
            (date(2026, 10, 30), bert),
            (date(2026, 11, 3), bert),
        )
    ):
        child = service.child(f"K{at}", name=f"Child {at}")
        service.allocated(child, officer, date(2026, 9, 1))
        service.held(service.period(child, date(2026, 9, 14) if at < 3 else date(2026, 10, 12)), held)
    return service


@pytest.fixture
def page(october: Service, qtbot: QtBot) -> Iterator[TimelinessPage]:
    """The page, shown."""
    runner = Runner(october.desk())
    tools = Tools(runner, Notices(), Preferences(runner), lambda: Calendar.from_rows(shipped_holidays()))
    made = TimelinessPage(tools)
    qtbot.addWidget(made)
    made.resize(1200, 680)
    with qtbot.waitSignal(made.view.table.shown):
        made.show()
    yield made
    runner.finish()


def cells(page: TimelinessPage, qtbot: QtBot, row: int) -> list[str]:
    model = page.view.table.model()
    assert model is not None
    qtbot.waitUntil(lambda: model.index(row, 0).data() not in (None, "…"))
    return [model.index(row, at).data() for at in range(model.columnCount())]


def test_the_last_whole_month_is_shown_first_with_numerator_and_denominator(page: TimelinessPage, qtbot: QtBot) -> None:
    assert page.period.period.title() == "October 2026"
    assert "2 of 3 reviews in time: 66.7 %" in page.line.text()
    assert cells(page, qtbot, 0)[:4] == ["Looked-after review", "2", "3", "66.7 %"]


def test_one_step_forward_shows_the_next_month(page: TimelinessPage, qtbot: QtBot) -> None:
    page.period.step(1)
    qtbot.waitUntil(lambda: "November 2026" in page.line.text())
    assert "1 of 1 review in time: 100.0 %" in page.line.text()


def test_a_quarter_that_runs_now_leads_to_this_month_and_never_to_one_to_come(page: TimelinessPage) -> None:
    page.period.length.set_value("quarter")
    assert page.period.period.title() == "October to December 2026"
    page.period.length.set_value("month")
    assert page.period.period.title() == "November 2026"
    page.period.step(1)
    page.period.length.set_value("quarter")
    page.period.step(-1)
    page.period.length.set_value("month")
    assert page.period.period.title() == "September 2026"


def test_every_number_opens_the_reviews_behind_it_and_escape_goes_back(page: TimelinessPage, qtbot: QtBot) -> None:
    cells(page, qtbot, 0)
    page.view.table.selectRow(0)
    row = page.view.table.row_now()
    assert row is not None
    with qtbot.waitSignal(page.behind.table.shown):
        page.view.opened.emit(row.opens["failed"])
    assert page.stack.currentWidget() is page.behind
    assert page.behind.title.text() == "Not in time: Looked-after review, October 2026"
    assert page.behind.line.text() == "1 review"
    QTest.keyClick(page.behind.table, Qt.Key.Key_Escape)
    assert page.stack.currentWidget() is page.view


def test_the_place_chosen_again_comes_back_from_a_list(page: TimelinessPage) -> None:
    page.stack.setCurrentWidget(page.behind)
    page.begin_again()
    assert page.stack.currentWidget() is page.view


def test_by_iro_each_officer_has_a_line_and_the_choice_is_kept(page: TimelinessPage, qtbot: QtBot) -> None:
    with qtbot.waitSignal(page.view.table.shown):
        page.by.set_value("iro")
    assert cells(page, qtbot, 0)[:3] == ["Alison Wright", "2", "2"]
    assert cells(page, qtbot, 1)[:3] == ["Bert Shaw", "0", "1"]
    assert page.tools.preferences.get("timeliness.choices")["by"] == "iro"


def test_by_month_a_single_month_shows_the_year_that_ends_with_it(page: TimelinessPage, qtbot: QtBot) -> None:
    with qtbot.waitSignal(page.view.table.shown):
        page.by.set_value("month")
    qtbot.waitUntil(lambda: page.view.table.count() == 12)
    assert "November 2025 to October 2026" in page.line.text()


def test_any_dates_are_typed_and_a_period_backwards_is_refused_in_words(page: TimelinessPage, qtbot: QtBot) -> None:
    page.period.length.set_value("dates")
    page.period.last.set_text("20/10/26")
    qtbot.waitUntil(lambda: "1 Oct 2026 to 20 Oct 2026" in page.line.text())
    assert "2 of 2 reviews" in page.line.text()
    page.period.last.set_text("1/9/26")
    assert "before it begins" in page.tools.notices.words


def test_an_exported_month_is_read_back_and_a_later_record_is_told(
    page: TimelinessPage, october: Service, qtbot: QtBot, tmp_path: Path
) -> None:
    target = tmp_path / "October.xlsx"
    page.export_to(target)
    qtbot.waitUntil(lambda: "Reported 66.7 %" in page.view.said.text())
    assert "nothing has changed since" in page.view.said.text()
    assert load_workbook(target).sheetnames[0]
    late = october.child("K9", name="Late arrival")
    october.held(october.period(late, date(2026, 9, 14)), date(2026, 10, 6))
    page.refresh()
    qtbot.waitUntil(lambda: "now 75.0 %: 1 review recorded since" in page.view.said.text())


def test_a_month_that_runs_is_exported_so_far_and_the_page_says_that_it_is_not_kept(
    page: TimelinessPage, qtbot: QtBot, tmp_path: Path
) -> None:
    page.period.step(1)
    qtbot.waitUntil(lambda: "November 2026 so far, as at 20 November 2026" in page.line.text())
    page.export_to(tmp_path / "November.xlsx")
    qtbot.waitUntil(lambda: "not kept as reported" in page.tools.notices.words)
    assert page.view.reported.isHidden()


def test_with_large_text_the_chart_the_table_and_the_notes_stand_below_each_other(
    page: TimelinessPage, qtbot: QtBot
) -> None:
    theme().set("light", 150)
    page.resize(1240, 660)
    view = page.view
    qtbot.waitUntil(lambda: view.chart.height() > 300 and view.chart.geometry().bottom() < view.table.y())
    assert view.table.geometry().bottom() < view.notes.y()
    assert view.table.viewport().height() >= 3 * theme().row_height


def test_a_target_that_cannot_be_written_is_refused_and_nothing_is_lost(
    page: TimelinessPage, qtbot: QtBot, tmp_path: Path
) -> None:
    page.export_to(tmp_path / "missing" / "October.xlsx")
    qtbot.waitUntil(lambda: page.tools.notices.words != "")
    assert "folder" in page.tools.notices.words.lower()
    assert page.export.isEnabled()
