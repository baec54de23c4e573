"""The Files page with a log of challenges: its columns are shown as such, can be corrected, and its counts are seen."""

from datetime import date
from pathlib import Path

from pytestqt.qtbot import QtBot

from app.commands.undo import UndoLatest
from app.domain.challenges.records import Challenge
from tests.builders import Service
from tests.ui.test_files_page import children, figure, imported, page, press, read, sheet, tracker
from ui.files.page import FilesPage

__all__ = ["page", "tracker"]

HEADINGS = ("Child ID", "Date raised", "Level", "Theme", "Issue", "Raised by")


def log(tmp_path: Path, headings: tuple[str, ...] = HEADINGS) -> Path:
    """A log of two challenges, and a row whose level nobody knows."""
    rows = (
        ("K1", date(2026, 9, 1), "L2", "Drift and delay", "No plan", "Alison Wright"),
        ("K2", date(2026, 9, 2), "Stage 3", "Health", "Assessment late", "Bola Adé"),
        ("K3", date(2026, 9, 2), "High", "Health", "Assessment late", "Bola Adé"),
    )
    return sheet(tmp_path / "log.xlsx", *rows, headings=headings)


def test_a_log_of_challenges_is_matched_counted_and_imported(
    page: FilesPage, service: Service, tmp_path: Path, qtbot: QtBot
) -> None:
    read(page, "match", qtbot, log(tmp_path))
    (one,) = page.match._sheets
    assert page.match.holds.value() is True
    assert one.match()["Level"] == "level"
    press(page, "go_on", "check", qtbot)
    assert (figure(page, "new", "challenges"), figure(page, "new", "children")) == ("2", "2")
    press(page, "commit", "imported", qtbot)
    with service.read() as store:
        assert len(store.shelf(Challenge).find()) == 2


def test_a_sheet_can_be_said_to_hold_challenges(page: FilesPage, tmp_path: Path, qtbot: QtBot) -> None:
    headings = ("Child ID", "Date", "How far", "About", "Details of it", "IRO")
    read(page, "match", qtbot, log(tmp_path, headings))
    assert page.match.holds.value() is False
    page.match.holds.set_value(True)
    (one,) = page.match._sheets
    assert one.match()["Date"] == "raised"
    for heading, code in (("How far", "level"), ("About", "theme")):
        one.fields[heading].setCurrentIndex(one.fields[heading].findData(code))
    press(page, "go_on", "check", qtbot)
    assert figure(page, "new", "challenges") == "2"


def test_an_import_of_challenges_only_leads_to_the_challenges(
    page: FilesPage, tracker: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    page._take_setup(False)
    imported(page, qtbot, tracker)
    assert page.actions_here.leave.text() == "See the &reviews"
    imported(page, qtbot, log(tmp_path))
    page._take_setup(False)
    assert page.actions_here.leave.text() == "See the &challenges"
    with qtbot.waitSignal(page.wanted) as wanted:
        page.actions_here.leave.trigger()
    assert wanted.args == ["challenges", None]


def test_an_import_undone_by_the_window_is_said_no_more(
    page: FilesPage, service: Service, tracker: Path, qtbot: QtBot
) -> None:
    imported(page, qtbot, tracker)
    with qtbot.waitSignal(page.staged, check_params_cb=lambda shown: shown == "home", timeout=30_000):
        page.tools.runner.do(UndoLatest())
    assert children(service) == set()
    assert not page.actions_here.undo_last.isVisible()
    assert "tracker.xlsx" not in page.line.text()
