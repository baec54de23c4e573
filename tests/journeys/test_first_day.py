"""The first day: from an empty service to a month's workbook in Excel, with the keyboard, and everything there again afterwards."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import QSettings, Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit
from pytestqt.qtbot import QtBot

from app.domain.challenges.words import initials
from app.domain.children import Child
from app.domain.dates import Period
from app.domain.markings import EXPLAINED, Naming
from app.domain.officers import Officer
from app.domain.reviews import Review
from app.queries.timeliness import Timeliness
from tests.journeys.small_return import CHILDREN, IROS, LATE, NAMES, OVERDUE, REVIEWS, write_own_sheet, write_return
from tests.journeys.worker import Worker
from tests.ui.hands import CTRL
from ui.application import make_application
from ui.children.page import ChildrenPage
from ui.files.actions import CHECK, IMPORTED, MATCH
from ui.files.page import FilesPage
from ui.reviews.page import ReviewsPage
from ui.start.officers import OfficersStep
from ui.start.page import StartPage
from ui.start.standing import StandingStep
from ui.theme import theme
from ui.timeliness.page import TimelinessPage
from ui.week.page import WeekPage

OCTOBER_2026 = Period.month(2026, 10)


@pytest.fixture(autouse=True)
def own_settings(tmp_path: Path, qtbot: QtBot) -> Iterator[None]:
    """The window's geometry is kept beside the test's database."""
    QSettings.setDefaultFormat(QSettings.Format.IniFormat)
    QSettings.setPath(QSettings.Format.IniFormat, QSettings.Scope.UserScope, str(tmp_path))
    make_application([])
    yield
    theme().set("system", 100, compact=False)


def test_from_first_start_to_the_saved_workbook_and_back(qtbot: QtBot, tmp_path: Path) -> None:
    file, target = tmp_path / "service.irotracker", tmp_path / "October.xlsx"
    mia = Worker(qtbot, file)
    take_first_steps(mia)
    import_return(mia, write_return(tmp_path / "return"))
    import_own_sheet(mia, write_own_sheet(tmp_path / "our children.xlsx"))
    see_where_things_stand(mia)
    record_as_held(mia)
    look_at_the_child(mia)
    read_timeliness(mia, in_time=6, of=7)
    export_month(mia, target)
    compare_with_records(mia, target, in_time=6, of=7)
    undo_the_review(mia)
    read_timeliness(mia, in_time=5, of=6)
    mia.leave()
    find_everything_again(Worker(qtbot, file))


def take_first_steps(mia: Worker) -> None:
    """The service's name, then on with Ctrl+Enter; IROs are pasted; importing leads to the Files page."""
    page = mia.page(StartPage)
    name = page.step.findChild(QLineEdit)
    assert name is not None
    name.setFocus()
    mia.type("Riverside reviewing service")
    mia.press(Qt.Key.Key_Return, CTRL)
    for _ in ("kinds", "names", "targets", "how long records are kept"):
        mia.press(Qt.Key.Key_Return, CTRL)
    assert isinstance(page.step, OfficersStep)
    pasted = page.step.findChild(QPlainTextEdit)
    assert pasted is not None
    pasted.setFocus()
    QApplication.clipboard().setText("Alison Wright\t1\tawright\nBen Cole\t0.6")
    mia.press(Qt.Key.Key_V, CTRL)
    mia.press(Qt.Key.Key_Return, CTRL)
    assert [officer.name for officer in mia.records(Officer)] == ["Alison Wright", "Ben Cole"]
    page.step.choose.click()  # type: ignore[attr-defined]  # the step of the import
    mia.page(FilesPage)


def import_return(mia: Worker, folder: Path) -> None:
    """The three files of the return are named in the dialog; the preview says what would be written, then Ctrl+Enter."""
    page = mia.page(FilesPage)
    mia.choose_in_dialog(*sorted(folder.iterdir()))
    mia.until(lambda: page.stage == CHECK)
    assert page.plan is not None
    assert (page.plan.new["children"], page.plan.new["periods"], page.plan.new["reviews"]) == (9, 9, 7)
    assert mia.records(Child) == ()
    commit(mia, page)
    assert {child.reference for child in mia.records(Child)} == set(CHILDREN)


def import_own_sheet(mia: Worker, sheet: Path) -> None:
    """The columns are matched by their headings; nobody is new but one team."""
    page = mia.page(FilesPage)
    mia.press(Qt.Key.Key_O, CTRL)
    mia.choose_in_dialog(sheet)
    mia.until(lambda: page.stage == MATCH)
    mia.press(Qt.Key.Key_Return, CTRL)
    mia.until(lambda: page.stage == CHECK)
    assert page.plan is not None
    new = page.plan.new
    assert (new["children"], new["periods"], new["reviews"]) == (0, 0, 0)
    assert (new["allocations"], new["iros"], new["teams"]) == (8, 0, 1)
    commit(mia, page)
    assert {child.reference: child.name for child in mia.records(Child)} == NAMES


def commit(mia: Worker, page: FilesPage) -> None:
    """Ctrl+Enter writes the import."""
    mia.settled()
    mia.press(Qt.Key.Key_Return, CTRL)
    mia.until(lambda: page.stage == IMPORTED)
    mia.settled()
    assert mia.window.notices.words.startswith("Imported ")


def see_where_things_stand(mia: Worker) -> None:
    """Back in First steps: how many are due, overdue and without an IRO; finishing leads to the reviews."""
    mia.window.go("start")
    mia.settled()
    page = mia.page(StartPage)
    page.open("standing")
    mia.settled()
    step = page.step
    assert isinstance(step, StandingStep)
    shown = [number.figure.text() for number in (step.due, step.overdue, step.alone)]
    assert shown == ["9", "2", "1"]
    page.step.save.setFocus()
    mia.press(Qt.Key.Key_Return, CTRL)
    mia.page(ReviewsPage)
    assert mia.window.rail._buttons["start"].isHidden()
    assert "First steps" not in [action.text() for action in mia.window.all_actions()]


def record_as_held(mia: Worker) -> None:
    """Alt+2 shows what is overdue; Ctrl+H, the date, Ctrl+Enter."""
    page = mia.go(2, ReviewsPage)
    mia.press(Qt.Key.Key_2, Qt.KeyboardModifier.AltModifier)
    assert page.tabs.value() == "overdue"
    page.table.setFocus()
    assert page.table.count() == len(OVERDUE)
    row = page.table.row_now()
    assert row is not None
    mia.press(Qt.Key.Key_H, CTRL)
    mia.type("30/10/26")
    mia.press(Qt.Key.Key_Return, CTRL)
    assert mia.window.notices.words == "Recorded as held on 30 October 2026, in time. Next due 30 January 2027."
    assert page.table.count() == len(OVERDUE) - 1
    held = {review.id: review.held for review in mia.records(Review)}
    assert held[row.id] == date(2026, 10, 30)


def look_at_the_child(mia: Worker) -> None:
    """Enter opens the child whose review it was, with both of its reviews; Esc goes back."""
    page = mia.go(3, ChildrenPage)
    assert page.table.count() == len(CHILDREN)
    reference = page.table.rows.table.column("reference")
    page.table.sort("reference")
    mia.settled()
    at = next(i for i in range(page.table.count()) if page.table.rows.row(i).cells[reference] == OVERDUE[0])  # type: ignore[union-attr]
    page.table.setFocus()
    page.table.setCurrentIndex(page.table.rows.index(at, 0))
    mia.press(Qt.Key.Key_Return)
    assert page.is_sheet
    facts = page.sheet.facts
    assert facts is not None
    assert facts.child.name == NAMES[OVERDUE[0]]
    mia.press(Qt.Key.Key_Escape)
    assert not page.is_sheet


def read_timeliness(mia: Worker, in_time: int, of: int) -> None:
    """Last month is shown at first: so many of so many."""
    page = mia.go(5, TimelinessPage)
    assert page.question.period == OCTOBER_2026
    assert f"{in_time} of {of} reviews in time" in page.line.text()


def export_month(mia: Worker, target: Path) -> None:
    """Ctrl+E asks where; the month is kept as it was reported."""
    page = mia.page(TimelinessPage)
    mia.press(Qt.Key.Key_E, CTRL)
    mia.choose_in_dialog(target)
    mia.until(target.exists)
    mia.until(lambda: not page.work.is_running)
    mia.settled()
    said = "Wrote October.xlsx. The month is kept as it was reported."
    assert mia.window.notices.words == f"{said} {EXPLAINED[Naming.INITIALS]}"


def compare_with_records(mia: Worker, target: Path, in_time: int, of: int) -> None:
    """Every number of the summary follows from the records, and the late review is listed by name."""
    held = [review for review in mia.records(Review) if review.held and review.held in OCTOBER_2026]
    good = [review for review in held if review.due and review.held and review.held <= review.due]
    assert (len(good), len(held)) == (in_time, of)
    book = load_workbook(target)
    assert cells(book["Summary by kind"])[-1][1:3] == [in_time, of]
    by_iro = {row[0]: row[1:3] for row in cells(book["By IRO"])}
    assert by_iro["Alison Wright"] == [len(IROS["Alison Wright"]) - len(LATE), len(IROS["Alison Wright"])]
    assert by_iro["Ben Cole"] == [2, 2]
    assert [row[:2] for row in cells(book["Late"])] == [[LATE[0], initials(NAMES[LATE[0]])]]
    figure = mia.desk.ask(Timeliness(OCTOBER_2026)).as_json()["rows"][0]
    assert (figure["numerator"], figure["denominator"]) == (in_time, of)


def undo_the_review(mia: Worker) -> None:
    """Ctrl+Z takes the review back, though a child was looked at and a sheet written since."""
    mia.press(Qt.Key.Key_Z, CTRL)
    assert mia.window.notices.words.startswith("Undone: "), mia.window.notices.words
    held = sorted(f"{review.held:%d/%m/%Y}" for review in mia.records(Review) if review.held)
    assert held == sorted(day for _, day in REVIEWS)


def find_everything_again(mia: Worker) -> None:
    """The next morning: My week comes first, First steps is gone, and nothing is lost."""
    try:
        assert mia.page(WeekPage).headline.words.text() == f"{len(OVERDUE)} reviews are overdue."
        page = mia.go(2, ReviewsPage)
        assert "start" not in [place.key for place in mia.window.given.places]
        assert page.tabs.value() == "overdue"
        assert page.table.count() == len(OVERDUE)
        assert {child.reference: child.name for child in mia.records(Child)} == NAMES
        files = mia.go(7, FilesPage)
        assert files.home.imports.count() == 2
        assert mia.window.runner.desk.person.login == "mia"
    finally:
        mia.leave()


def cells(sheet: Any) -> list[list[Any]]:
    """The rows of a sheet's table below its headings."""
    table = next(iter(sheet.tables.values()))
    rows = [[cell.value for cell in row] for row in sheet[table.ref][1:]]
    return [row for row in rows if any(value is not None for value in row)]
