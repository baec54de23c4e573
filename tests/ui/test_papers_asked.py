"""Papers are one press away: prep sheets from a chosen review and from a week, teams' weeks from My week and the Caseload page."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from app.domain.dates import Period
from app.domain.officers import Officer, Team
from app.domain.reviews import Review
from app.queries.prep.sheets import PrepReviews
from app.queries.teamweek import TeamWeek
from tests.builders import CALENDAR, Service
from ui.caseload.page import CaseloadPage
from ui.caseload.views import TEAMS
from ui.files.page import FilesPage
from ui.goingout import GoingOut
from ui.notices import Notices
from ui.page import Page, Tools
from ui.papers import Papers
from ui.preferences import Preferences
from ui.reviews.page import ReviewsPage
from ui.runner import Runner
from ui.week.page import WHOSE, WeekPage


@pytest.fixture
def north(service: Service) -> Team:
    """A social-work team."""
    return service.team("North")


@pytest.fixture
def iro(service: Service) -> Officer:
    """Who holds Amira."""
    return service.officer("Alison Wright")


@pytest.fixture
def amira(service: Service, north: Team, iro: Officer) -> Review:
    """Her review is on Thursday of this week."""
    child = service.child("A1", name="Amira Khan")
    service.in_team(child, north, date(2026, 11, 3))
    service.allocated(child, iro, date(2026, 11, 3))
    review = service.open_review(service.period(child, date(2026, 11, 3)))
    service.planned(review, date(2026, 11, 19))
    return review


@pytest.fixture
def tools(runner: Runner, qtbot: QtBot, amira: Review) -> Tools:
    """What pages are given, over a service with Amira."""
    notices = Notices()
    qtbot.addWidget(notices)
    return Tools(runner, notices, Preferences(runner), lambda: CALENDAR)


def shown(qtbot: QtBot, page: Page) -> None:
    """The page with everything that it asked for."""
    qtbot.addWidget(page)
    page.resize(1200, 700)
    page.show()
    qtbot.waitUntil(lambda: page.tools.runner._waiting == 0)


def save_as(qtbot: QtBot, page: Any, target: Path) -> str:
    """Answer the question where the file shall go; returns the name that was proposed."""
    (dialog,) = [found for found in page.findChildren(QFileDialog) if found.isVisible()]
    (proposed,) = dialog.selectedFiles()
    dialog.close()
    dialog.fileSelected.emit(str(target))
    qtbot.waitUntil(target.exists, timeout=20000)
    qtbot.waitUntil(lambda: page.tools.notices.words.startswith("Wrote"), timeout=20000)
    return Path(proposed).name


def test_the_chosen_review_goes_to_paper_in_one_press(qtbot: QtBot, tools: Tools, tmp_path: Path) -> None:
    page = ReviewsPage(tools)
    shown(qtbot, page)
    page.table.selectRow(0)
    qtbot.waitUntil(lambda: tools.runner._waiting == 0)
    page.deeds.actions["prep"].trigger()
    qtbot.waitUntil(lambda: bool(page.findChildren(QFileDialog)))
    assert save_as(qtbot, page, tmp_path / "prep.pdf") == "Prep sheet A1 20 Nov 2026.pdf"
    assert (tmp_path / "prep.pdf").read_bytes().startswith(b"%PDF-")
    assert "names children" in tools.notices.words
    page.hide()


def test_the_same_review_goes_to_a_workbook(qtbot: QtBot, tools: Tools, amira: Review, tmp_path: Path) -> None:
    page = ReviewsPage(tools)
    shown(qtbot, page)
    papers = Papers(tools, page.preparing.out)
    papers.write(PrepReviews((amira.id,)), "", tmp_path / "prep.xlsx")
    qtbot.waitUntil((tmp_path / "prep.xlsx").exists, timeout=20000)
    qtbot.waitUntil(lambda: not page.preparing.work.is_running)
    assert load_workbook(tmp_path / "prep.xlsx").sheetnames[:3] == ["Reviews", "Child", "This review"]
    page.hide()


def test_an_iros_week_goes_to_paper_from_my_week(qtbot: QtBot, tools: Tools, iro: Officer, tmp_path: Path) -> None:
    tools.preferences.set(WHOSE, iro.id)
    page = WeekPage(tools)
    shown(qtbot, page)
    assert page.prep.isVisible()
    assert not page.teams.isVisible()
    page.prep.trigger()
    name = save_as(qtbot, page, tmp_path / "week.pdf")
    assert name == "Prep sheet Alison Wright week of 16 Nov 2026.pdf"
    page.hide()


def test_a_week_without_meetings_says_so_and_writes_nothing(
    qtbot: QtBot, tools: Tools, iro: Officer, tmp_path: Path
) -> None:
    tools.preferences.set(WHOSE, iro.id)
    page = WeekPage(tools)
    shown(qtbot, page)
    page.prep_next.trigger()
    (dialog,) = [found for found in page.findChildren(QFileDialog) if found.isVisible()]
    dialog.close()
    dialog.fileSelected.emit(str(tmp_path / "next.pdf"))
    qtbot.waitUntil(lambda: "no meetings booked" in tools.notices.words, timeout=20000)
    assert list(tmp_path.glob("*.pdf")) == []
    page.hide()


def test_all_teams_go_to_paper_from_everybodys_week(qtbot: QtBot, tools: Tools, tmp_path: Path) -> None:
    page = WeekPage(tools)
    shown(qtbot, page)
    assert page.teams.isVisible()
    page.teams.trigger()
    assert save_as(qtbot, page, tmp_path / "teams.pdf") == "Team week all teams 20 Nov 2026.pdf"
    assert "references and initials only" in tools.notices.words
    page.hide()


def test_the_team_whose_row_is_chosen_goes_to_paper_from_the_caseload_page(
    qtbot: QtBot, tools: Tools, north: Team, tmp_path: Path
) -> None:
    page = CaseloadPage(tools)
    shown(qtbot, page)
    first = page.team_weeks.actions[0]
    assert not first.isVisible()
    page.open(("view", TEAMS))
    qtbot.waitUntil(lambda: page.figures.table.count() > 1)
    assert first.isVisible()
    page.figures.table.choose(north.id)
    qtbot.waitUntil(lambda: tools.runner._waiting == 0)
    first.trigger()
    assert save_as(qtbot, page, tmp_path / "north.pdf") == "Team week North 20 Nov 2026.pdf"
    page.team_weeks.papers.write(TeamWeek(north.id, named=True), "", tmp_path / "north.xlsx")
    qtbot.waitUntil((tmp_path / "north.xlsx").exists, timeout=20000)
    qtbot.waitUntil(lambda: not page.work.is_running)
    assert load_workbook(tmp_path / "north.xlsx").sheetnames[0] == "Teams"
    page.hide()


def test_a_months_pack_goes_to_paper_and_to_a_workbook_from_the_files_page(
    qtbot: QtBot, tools: Tools, tmp_path: Path
) -> None:
    page = FilesPage(tools)
    shown(qtbot, page)
    page.home.exports.paper_pack.click()
    (shown_first,) = page.findChildren(GoingOut)
    qtbot.waitUntil(shown_first.go.isEnabled, timeout=20000)
    shown_first.go.click()
    assert save_as(qtbot, page, tmp_path / "pack.pdf") == "Month pack October 2026.pdf"
    assert "kept as it was reported" in tools.notices.words
    page.sheets.write_pack(Period.month(2026, 10), tmp_path / "pack.xlsx")
    qtbot.waitUntil((tmp_path / "pack.xlsx").exists, timeout=30000)
    qtbot.waitUntil(lambda: not page.work.is_running)
    assert "Definitions" in load_workbook(tmp_path / "pack.xlsx").sheetnames
    page.hide()
