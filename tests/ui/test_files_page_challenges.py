"""The Files page with a log of challenges: its columns are shown as such, can be corrected, and its counts are seen."""

from datetime import date
from pathlib import Path

from pytestqt.qtbot import QtBot

from app.domain.challenges.records import Challenge
from tests.builders import Service
from tests.ui.test_files_page import figure, page, press, read, sheet
from ui.files.page import FilesPage

__all__ = ["page"]

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
