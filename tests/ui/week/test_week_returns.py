"""The return sheet goes out from My week, for the IRO whose week is shown."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from openpyxl import load_workbook
from pytestqt.qtbot import QtBot

from app.domain.access import Role
from app.domain.officers import Officer
from app.domain.reviews import Review
from tests.builders import MANAGER
from tests.ui.week.conftest import Open

Due = Callable[..., Review]


def test_the_return_sheet_of_the_week_that_is_shown_goes_to_a_workbook(
    open_page: Open, due: Due, alison: Officer, tmp_path: Path, qtbot: QtBot
) -> None:
    due("Amira", 3, alison)
    desktop = open_page(replace(MANAGER, role=Role.IRO, officer_id=alison.id))
    desktop.page.returning.write(alison.id, tmp_path / "alison.xlsx")
    qtbot.waitUntil(lambda: not desktop.page.work.is_running, timeout=30_000)
    sheet = load_workbook(tmp_path / "alison.xlsx")["Return sheet"]
    assert sheet["A1"].value == "Return sheet: Alison Wright, November 2026"
    assert "import it on the Files page" in desktop.notices.words


def test_a_return_sheet_needs_an_iro(open_page: Open, alison: Officer) -> None:
    desktop = open_page()
    desktop.page.returning.ask("", "")
    assert desktop.notices.words.startswith("A return sheet is one IRO's. Choose whose week it is first")


def test_the_return_sheet_is_offered_for_one_iro_only(open_page: Open, alison: Officer) -> None:
    desktop = open_page()
    assert not desktop.page.to_return.isVisible()
    desktop.settled(lambda: desktop.page.open(alison.id))
    assert desktop.page.to_return.isVisible()
