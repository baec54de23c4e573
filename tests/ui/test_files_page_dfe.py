"""The Files page takes out what the Department for Education asks for, and opens the child of a review that breaks a rule."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.domain.calendar import Calendar, shipped_holidays
from app.domain.children import Child
from app.domain.kinds import RCPC
from tests.app.imports.datasets import LISTS
from tests.app.imports.files import write_book
from tests.builders import Service
from ui.files.page import FilesPage
from ui.notices import Notices
from ui.page import Tools
from ui.preferences import Preferences
from ui.runner import Runner

HELD = date(2025, 5, 20)


@pytest.fixture
def amira(service: Service) -> Child:
    """A child with a review of last year of which the participation is not recorded, and a conference."""
    child = service.child("101", name="Amira Khan", date_of_birth=date(2014, 5, 1))
    service.held(service.period(child, date(2025, 5, 1)), HELD)
    service.held(service.period(child, date(2025, 5, 1), RCPC), date(2025, 7, 30))
    return child


@pytest.fixture
def page(service: Service, amira: Child, qtbot: QtBot) -> Iterator[FilesPage]:
    """The page, at the returns of the year that ended in March."""
    runner = Runner(service.desk())
    tools = Tools(runner, Notices(), Preferences(runner), lambda: Calendar.from_rows(shipped_holidays()))
    made = FilesPage(tools)
    qtbot.addWidget(made)
    made.resize(1270, 700)
    with qtbot.waitSignals([made.home.imports.shown, made.returns.table.shown]):
        made.show()
        made.home.exports.returns.click()
    yield made
    runner.finish()


def test_the_year_that_ended_is_shown_first_and_the_way_back_leads_to_the_files(page: FilesPage) -> None:
    assert page.returns.year.value() == 2026
    assert page.returns.line.text() == "1 review in the year ending 31 March 2026; 1 of them breaks a rule."
    assert page.actions_here.reviews.isVisible()
    assert not page.actions_here.commit.isVisible()
    page.actions_here.home.trigger()
    assert page.stage == "home"
    assert not page.actions_here.reviews.isVisible()


def test_a_double_click_opens_the_child(page: FilesPage, qtbot: QtBot, amira: Child) -> None:
    table = page.returns.table
    with qtbot.waitSignal(page.wanted) as asked:
        table.setCurrentIndex(table.model().index(0, 4))
        QTest.keyClick(table, Qt.Key.Key_Return)
    assert asked.args == ["children", amira.id]


def test_another_year_is_asked_anew(page: FilesPage, qtbot: QtBot) -> None:
    page.returns.year.set_value(2025)
    qtbot.waitUntil(
        lambda: page.returns.line.text() == "0 reviews in the year ending 31 March 2025; none breaks a rule."
    )


def test_the_files_are_written_where_one_says(page: FilesPage, qtbot: QtBot, tmp_path: Path) -> None:
    page.returns.write_reviews(tmp_path)
    qtbot.waitUntil(lambda: not page.work.is_running)
    assert (tmp_path / "reviews.csv").read_text("utf-8").splitlines()[1:] == ["101,01/05/2014,20/05/2025,"]
    page.returns.write_census(tmp_path / "census.csv")
    qtbot.waitUntil(lambda: not page.work.is_running)
    assert "30/07/2025" in (tmp_path / "census.csv").read_text("utf-8")


def test_annex_a_needs_no_columns_matched_and_its_plans_are_counted(
    page: FilesPage, qtbot: QtBot, tmp_path: Path
) -> None:
    row = ("7", "b) Female", date(2015, 1, 1), date(2026, 5, 1), "Neglect", "Neglect", None, None, 0, "North", None)
    book = write_book(tmp_path / "annex.xlsx", {"List 7": [LISTS["List 7"], row]})
    with qtbot.waitSignal(page.staged, check_params_cb=lambda stage: stage == "check", timeout=20_000):
        page.read([book])
    counts = page.check.counts.figures
    assert (counts["new", "plans"].text(), counts["new", "outcomes"].isHidden()) == ("1", True)
