"""The Figures page: what is chosen is asked, every number opens its records, a record its child, and all goes to Excel."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from pytestqt.qtbot import QtBot

from app.queries.practice_figures.figure import FIGURES
from tests.builders import CALENDAR, Service
from ui.figures.page import FiguresPage
from ui.notices import Notices
from ui.page import Tools
from ui.parts.tables import TableView
from ui.preferences import Preferences
from ui.runner import Runner


@pytest.fixture
def held(service: Service) -> Service:
    """Two looked-after reviews of two children this year: one in time with the child taking part, one late without."""
    iro = service.officer("Ann Lee")
    for at, (day, code) in enumerate(((date(2026, 10, 1), "PN1"), (date(2026, 10, 30), "PN7"))):
        child = service.child(f"K{at}", name=f"Child {at}")
        service.allocated(child, iro, date(2026, 1, 5))
        service.held(service.period(child, date(2026, 9, 14)), day, participation=code)
    return service


@pytest.fixture
def page(held: Service, qtbot: QtBot) -> Iterator[FiguresPage]:
    """The page, shown."""
    runner = Runner(held.desk())
    made = FiguresPage(Tools(runner, Notices(), Preferences(runner), lambda: CALENDAR))
    qtbot.addWidget(made)
    made.resize(1200, 680)
    with qtbot.waitSignal(made.figures.table.shown):
        made.show()
    yield made
    runner.finish()


def line(table: TableView, qtbot: QtBot, words: str) -> Any:
    """The row whose figure is called so."""
    qtbot.waitUntil(lambda: table.count() > 0 and all(table.rows.row(at) is not None for at in range(table.count())))
    rows = [table.rows.row(at) for at in range(table.count())]
    return next(row for row in rows if row is not None and words in row.cells)


def choose(page: FiguresPage, qtbot: QtBot, what: str) -> None:
    with qtbot.waitSignal(page.figures.table.shown):
        page.switch.choose(what)


def test_meetings_of_the_year_are_shown_first(page: FiguresPage, qtbot: QtBot) -> None:
    row = line(page.figures.table, qtbot, "Looked-after review")
    table = page.figures.table.rows.table
    assert row.cells[table.column("numerator")] == 1
    assert row.cells[table.column("denominator")] == 2
    assert page.line.text().startswith("Meetings: held and in timescale, April 2026 to March 2027 so far")


def test_participation_says_its_share_and_opens_the_reviews_behind_it(page: FiguresPage, qtbot: QtBot) -> None:
    choose(page, qtbot, "participation")
    assert "Participation: 1 of 2 = 50.0 %" in page.line.text()
    row = line(page.figures.table, qtbot, "Participation")
    with qtbot.waitSignal(page.behind.table.shown):
        page.figures.table.opened.emit(row.opens["numerator"])
    assert page.behind.title.text().startswith("Participation, April 2026")
    behind = line(page.behind.table, qtbot, "K0")
    with qtbot.waitSignal(page.wanted) as wanted:
        page.behind.table.activated_row.emit(behind)
    assert wanted.args is not None
    assert wanted.args[0] == "children"
    page.begin_again()
    assert page.stack.currentWidget() is page.figures


def test_a_table_and_a_grouping_are_remembered(page: FiguresPage, qtbot: QtBot) -> None:
    choose(page, qtbot, "participation")
    with qtbot.waitSignal(page.figures.table.shown):
        page.choosing.table.set_value("heard")
    with qtbot.waitSignal(page.figures.table.shown):
        page.choosing.by.set_value("iro")
    assert "how the child was heard by IRO" in page.line.text()
    choose(page, qtbot, "quality")
    choose(page, qtbot, "participation")
    assert page.choosing.question().part == "heard"


def test_every_table_of_a_figure_goes_to_one_workbook(page: FiguresPage, qtbot: QtBot, tmp_path: Path) -> None:
    target = tmp_path / "meetings.xlsx"
    page.export_to(target)
    qtbot.waitUntil(target.exists)
    qtbot.waitUntil(lambda: not page.work.isVisible())
    book = load_workbook(target)
    assert book.sheetnames == [*(part.title for part in FIGURES["meetings"]), "Definitions"]
