"""The Files page takes a return sheet as it is: what was filled in is shown fact by fact, imported, and undone."""

from datetime import date
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.domain.officers import Officer
from app.domain.reviews import Review
from tests.app.imports.files import write_book
from tests.app.imports.returns import Sheet
from tests.builders import Service
from tests.ui.test_files_page import page
from ui.files.page import FilesPage

__all__ = ["page"]


@pytest.fixture
def iro(service: Service) -> Officer:
    """An IRO."""
    return service.officer("Alison Wright")


@pytest.fixture
def held(service: Service, iro: Officer) -> Review:
    """A review held on 5 November, of which the rest is to come."""
    child = service.child("A1", name="Amira Khan", date_of_birth=date(2014, 5, 6))
    service.allocated(child, iro, date(2026, 10, 12))
    return service.held(service.period(child, date(2026, 10, 12)), date(2026, 11, 5))


@pytest.fixture
def sheet(service: Service, iro: Officer, held: Review, tmp_path: Path) -> Sheet:
    """Her sheet of November."""
    return Sheet(service, iro, tmp_path / "alison.xlsx").write()


def cells(page: FilesPage, key: str, qtbot: QtBot) -> list[list[str]]:
    """The rows of a tab, as they are shown."""
    table = page.check.parts[key].table
    page.check.tabs.setCurrentWidget(page.check.parts[key])
    model = table.rows
    qtbot.waitUntil(lambda: table.count() > 0 and model.index(0, 0).data() not in (None, "…"))
    return [[model.index(row, at).data() for at in range(model.columnCount())] for row in range(table.count())]


def to_stage(page: FilesPage, stage: str, qtbot: QtBot, *paths: Path) -> None:
    """Read files, or with none import what was read."""
    with qtbot.waitSignal(page.staged, check_params_cb=lambda shown: shown == stage, timeout=30_000):
        if paths:
            page.read(paths)
        else:
            page.actions_here.commit.trigger()


def test_a_return_sheet_is_known_by_itself_and_told_fact_by_fact(
    page: FilesPage, service: Service, sheet: Sheet, held: Review, qtbot: QtBot
) -> None:
    to_stage(page, "check", qtbot, sheet.fill(held, participation="pn1", seen="3/11/26").path)
    assert page.check.tabs.tabText(page.check.tabs.currentIndex()) == "Filled in (2)"
    assert [row[:6] for row in cells(page, "told", qtbot)] == [
        ["Amira Khan", "A1", "Looked-after review, first", "Participation", "nothing", "PN1"],
        ["Amira Khan", "A1", "Looked-after review, first", "Seen before", "nothing", "Seen in person 3 Nov 2026"],
    ]
    assert cells(page, "sheets", qtbot)[0][2] == "Return sheet"
    assert not page.actions_here.back.isVisible()
    assert service.now(held).participation is None
    to_stage(page, "imported", qtbot)
    assert service.now(held).participation == "PN1"
    assert "Imported alison.xlsx: 1 review changed" in page.tools.notices.words
    with qtbot.waitSignal(page.staged, timeout=30_000):
        page.actions_here.undo_last.trigger()
    assert service.now(held).participation is None


def test_a_day_recorded_otherwise_stays_until_the_sheets_is_chosen(
    page: FilesPage, service: Service, sheet: Sheet, held: Review, qtbot: QtBot
) -> None:
    to_stage(page, "check", qtbot, sheet.fill(held, held="4/11/26").path)
    assert not page.actions_here.commit.isEnabled()
    ((_, what, ours, theirs, stands, *_),) = cells(page, "conflicts", qtbot)
    assert (what, ours, theirs) == ("Held on, Looked-after review, first", "5 Nov 2026", "4 Nov 2026")
    assert stands == "Ours, as typed here"
    page.check.parts["conflicts"].table.selectAll()
    page.check.take.click()
    qtbot.waitUntil(page.actions_here.commit.isEnabled)
    to_stage(page, "imported", qtbot)
    assert service.now(held).held == date(2026, 11, 4)


def test_an_empty_sheet_has_nothing_to_import(page: FilesPage, sheet: Sheet, qtbot: QtBot) -> None:
    to_stage(page, "check", qtbot, sheet.path)
    assert not page.actions_here.commit.isEnabled()
    assert page.check.counts.figures["unchanged", "reviews"].text() == "1"


def test_among_other_files_it_is_refused_and_the_page_says_what_to_do(
    page: FilesPage, sheet: Sheet, tmp_path: Path, qtbot: QtBot
) -> None:
    other = write_book(tmp_path / "own.xlsx", {"Sheet1": [("Child ID", "Review held"), ("K1", date(2026, 1, 30))]})
    page.read((sheet.path, other))
    qtbot.waitUntil(page.trouble.isVisible, timeout=30_000)
    assert page.stage == "home"
