"""A challenge from first worry to evidenced impact, through the real window by keyboard, to the clinic's paper and the workbook."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import QSettings, Qt
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from app.domain.challenges import records
from app.domain.challenges.records import ChallengeAction
from app.domain.dates import Period, short
from app.domain.markings import EXPLAINED, Naming
from app.queries.challenges.reports import REPORTS
from tests.builders import TODAY
from tests.journeys.challenge_service import (
    AMIRA,
    BEN,
    CHLOE,
    LATE_REVIEW,
    STRATEGIC_MANAGER,
    TEAM_MANAGER,
    make_service,
)
from tests.journeys.challenger import Challenger, column, rows
from tests.journeys.sheets import on_screen, read_back
from tests.ui.hands import CTRL, SHIFT
from ui.application import make_application
from ui.children.page import ChildrenPage
from ui.reviews.page import ReviewsPage
from ui.theme import theme
from ui.timeliness.page import TimelinessPage

ALT = Qt.KeyboardModifier.AltModifier
CONCERN = "The care plan of June has not begun"
REFERENCE = "CH0003"
MOST_KEYS = 25
"""Logging a challenge takes fewer keys than these, the words about it aside."""


@pytest.fixture(autouse=True)
def own_settings(tmp_path: Path, qtbot: QtBot) -> Iterator[None]:
    """The window's geometry is kept beside the test's database."""
    QSettings.setDefaultFormat(QSettings.Format.IniFormat)
    QSettings.setPath(QSettings.Format.IniFormat, QSettings.Scope.UserScope, str(tmp_path))
    make_application([])
    yield
    theme().set("system", 100, compact=False)


@pytest.fixture
def mia(qtbot: QtBot, tmp_path: Path) -> Iterator[Challenger]:
    """The manager before the window."""
    challenger = Challenger(qtbot, make_service(tmp_path / "service.irotracker"))
    yield challenger
    challenger.leave()


@pytest.mark.qt_log_ignore("This plugin does not support grabbing the keyboard", extend=True)
def test_from_the_first_worry_to_evidenced_impact_paper_and_workbook(mia: Challenger, tmp_path: Path) -> None:
    log_from_anywhere(mia)
    chase(mia)
    record_the_response(mia)
    escalate_past_a_level(mia)
    agree_two_actions(mia)
    see_them_done(mia)
    close_on_behalf(mia)
    record_the_impact(mia)
    reopen_and_undo(mia)
    put_on_the_childs_file(mia)
    put_the_clinic_on_paper(mia, tmp_path / "clinic.pdf")
    export_and_compare(mia, tmp_path / "challenges.xlsx")


def test_a_late_review_is_challenged_in_four_keys_and_the_review_is_linked(mia: Challenger) -> None:
    page = mia.go(2, ReviewsPage)
    mia.press(Qt.Key.Key_2, ALT)
    assert page.tabs.value() == "overdue"
    page.table.setFocus()
    row = page.table.row_now()
    assert row is not None
    before = mia.pressed
    mia.press(Qt.Key.Key_N, CTRL | SHIFT)
    assert mia.field("child").text() == AMIRA
    (filled_in,) = (one.text() for one in mia.form.findChildren(QLabel) if one.accessibleName() == "Filled in")
    assert f"due {short(LATE_REVIEW)}" in filled_in
    mia.press(Qt.Key.Key_Down)
    mia.write("concern", CONCERN)
    mia.save()
    assert mia.pressed - before - len(CONCERN) == 4
    assert (mia.challenge(REFERENCE).review_id, mia.challenge(REFERENCE).theme) == (row.id, "drift")
    mia.press(Qt.Key.Key_Z, CTRL)
    assert mia.said.startswith("Undone: ")
    assert mia.board()[2] == []


def test_a_challenge_logged_on_a_childs_page_stands_there_and_opens_from_there(mia: Challenger) -> None:
    page = mia.go(3, ChildrenPage)
    page.table.setFocus()
    page.table.choose(next(row.id for row in rows(page.table) if CHLOE in row.cells))
    mia.press(Qt.Key.Key_Return)
    assert page.is_sheet
    mia.press_in(page.sheet, "Log a challenge")
    assert mia.field("child").text() == CHLOE
    mia.pick("theme", "health")
    mia.write("concern", CONCERN)
    mia.save()
    assert mia.board()[2] == [CHLOE]
    mia.go(3, ChildrenPage)
    assert page.is_sheet
    (words,) = (b.text() for b in page.sheet.findChildren(QPushButton) if b.text().startswith(REFERENCE))
    mia.press_in(page.sheet, words)
    sheet = mia.challenges.pane.sheet
    assert sheet is not None
    assert sheet.challenge == mia.challenge(REFERENCE)


def log_from_anywhere(mia: Challenger) -> None:
    """Ctrl+Shift+N, some letters of the name, the theme, what is wrong, Ctrl+Enter; everything else is filled in."""
    mia.go(5, TimelinessPage)
    before = mia.pressed
    mia.press(Qt.Key.Key_N, CTRL | SHIFT)
    assert mia.form.code == "log"
    mia.type("ami")
    mia.until(lambda: QApplication.activePopupWidget() is not None)
    mia.press(Qt.Key.Key_Down)
    mia.press(Qt.Key.Key_Return)
    mia.pick("theme", "plan-not-implemented")
    mia.write("concern", CONCERN)
    mia.save()
    assert mia.pressed - before - len(CONCERN) < MOST_KEYS
    assert mia.said == f"{REFERENCE} is logged. Response due 27 November 2026."
    logged = mia.challenge(REFERENCE)
    assert (logged.level, logged.addressee, logged.status, logged.concern) == (2, TEAM_MANAGER, records.CLA, CONCERN)
    assert mia.board() == {1: [], 2: [AMIRA], 3: [BEN], 4: [], 5: []}
    mia.walk_to(REFERENCE, Qt.Key.Key_Left)


def chase(mia: Challenger) -> None:
    """C on the card; it stops no clock."""
    mia.press(Qt.Key.Key_C)
    mia.write("words", "Rang twice")
    mia.save()
    assert mia.said == "Chased. The response date stays as it is."


def record_the_response(mia: Challenger) -> None:
    """Ctrl+R: what it says, and that the IRO does not accept it."""
    mia.press(Qt.Key.Key_R, CTRL)
    mia.write("words", "We are looking into it")
    mia.mark("view", records.NOT_ACCEPTED)
    mia.write("view_words", "Nothing would change")
    mia.save()
    assert mia.said == "The response is recorded."


def escalate_past_a_level(mia: Challenger) -> None:
    """Ctrl+Shift+Right: going past level 3 asks for the reason and for nothing else."""
    mia.press(Qt.Key.Key_Right, CTRL | SHIFT)
    mia.pick("level", 4)
    mia.press(Qt.Key.Key_Return, CTRL)
    assert "reason" in mia.refused("reason")
    mia.mark("reason", "urgent")
    mia.save()
    assert mia.board() == {1: [], 2: [], 3: [BEN], 4: [AMIRA], 5: []}
    assert mia.steps(REFERENCE)[-1].to == STRATEGIC_MANAGER
    assert mia.steps(REFERENCE)[-1].code == "urgent"


def agree_two_actions(mia: Challenger) -> None:
    """Ctrl+Shift+A: what, who, by when; a button adds the second."""
    mia.press(Qt.Key.Key_A, CTRL | SHIFT)
    mia.write("what0", "Begin the care plan")
    mia.write("owner0", "Tess Turner")
    mia.write("due0", "+5wd")
    mia.tab_to(mia.field("more"))
    mia.press(Qt.Key.Key_Space)
    mia.write("what1", "Tell Amira")
    mia.write("owner1", "Her social worker")
    mia.write("due1", "27/11/26")
    mia.save()
    assert {one.due for one in mia.records(ChallengeAction)} == {date(2026, 11, 27)}


def see_them_done(mia: Challenger) -> None:
    """Each has its own press in the pane; after the second nothing waits."""
    for what in ("Begin the care plan", "Tell Amira"):
        mia.press_link(f"Done: {what}")
        mia.write("words", "Seen on the file")
        mia.save()
    assert [one.done_on for one in mia.records(ChallengeAction)] == [TODAY, TODAY]
    assert mia.challenge(REFERENCE).state == records.DONE


def close_on_behalf(mia: Challenger) -> None:
    """Ctrl+Shift+L: a manager says why it is not the IRO who closes; somebody looks again when the next review is due."""
    mia.press(Qt.Key.Key_L, CTRL | SHIFT)
    mia.pick("outcome", "plan-changed")
    mia.write("words", "The plan has begun")
    mia.press(Qt.Key.Key_Return, CTRL)
    assert mia.refused("on_behalf")
    mia.pick("on_behalf", "iro-absent")
    mia.save()
    assert mia.said.startswith("Closed. Somebody looks again by ")
    assert mia.board() == {1: [], 2: [], 3: [BEN], 4: [], 5: []}


def record_the_impact(mia: Challenger) -> None:
    """It has left the board: Ctrl+K finds it by its reference, and Ctrl+I asks what came of it."""
    mia.press(Qt.Key.Key_K, CTRL)
    mia.type(REFERENCE)
    mia.until(lambda: bool(mia.window.finder._records))
    mia.press(Qt.Key.Key_Return)
    sheet = mia.challenges.pane.sheet
    assert sheet is not None
    assert sheet.challenge.reference == REFERENCE
    mia.press(Qt.Key.Key_I, CTRL)
    mia.mark("impact", records.EVIDENCED)
    mia.write("evidence", "Life-story work has begun")
    mia.pick("on_behalf", "iro-absent")
    mia.save()
    assert mia.said == "The impact is recorded."
    assert mia.challenge(REFERENCE).impact == records.EVIDENCED


def reopen_and_undo(mia: Challenger) -> None:
    """Ctrl+P reopens it; that was a mistake: Ctrl+Z, and it is closed as before, impact and all."""
    before = mia.challenge(REFERENCE)
    mia.press(Qt.Key.Key_P, CTRL)
    mia.write("why", "It stopped again")
    mia.save()
    assert mia.challenge(REFERENCE).state == records.AWAITING
    assert mia.board()[4] == [AMIRA]
    mia.press(Qt.Key.Key_Z, CTRL)
    assert mia.said.startswith("Undone: ")
    after = mia.challenge(REFERENCE)
    assert (after.state, after.impact, after.closed_on) == (before.state, before.impact, before.closed_on)
    assert mia.board()[4] == []


def put_on_the_childs_file(mia: Challenger) -> None:
    """Alt+5 lists what is not there yet, with what was done today; marking one takes it off the list."""
    filing = mia.view(5)
    mine = [at for at, reference in enumerate(column(filing.table, "reference")) if reference == REFERENCE]
    assert len(mine) == len(mia.steps(REFERENCE))
    filing.table.setFocus()
    filing.table.setCurrentIndex(filing.table.rows.index(mine[0], 0))
    mia.press_in(mia.challenges, "On the child's file")
    assert column(filing.table, "reference").count(REFERENCE) == len(mine) - 1
    assert [one.on_file for one in mia.steps(REFERENCE)].count(TODAY) == 1


def put_the_clinic_on_paper(mia: Challenger, target: Path) -> None:
    """Alt+3: Ben's is late; by initials, as a PDF."""
    clinic = mia.view(3)
    assert column(clinic.table, "child") == ["BO"]
    mia.press_in(mia.challenges, "Put on paper (PDF)")
    mia.choose_in_dialog(target)
    mia.until(target.exists)
    mia.until(lambda: not clinic.work.is_running)
    mia.settled()
    assert mia.said == "Wrote clinic.pdf. It has initials only."
    assert target.read_bytes().startswith(b"%PDF-")


def export_and_compare(mia: Challenger, target: Path) -> None:
    """Alt+6: every table of the year is in the workbook with the rows of the screen, and the log holds all three, by date."""
    figures = mia.view(6)
    assert figures.period.period == Period(date(2026, 4, 1), date(2027, 3, 31))
    mia.press_in(mia.challenges, "Export log and tables to Excel")
    mia.choose_in_dialog(target)
    mia.until(target.exists)
    mia.until(lambda: not figures.work.is_running)
    mia.settled()
    assert mia.said == f"Wrote challenges.xlsx. {EXPLAINED[Naming.INITIALS]}"
    level_and_status = rows(figures.table)
    assert [row.cells[-1] for row in level_and_status] == [0, 1, 1, 1, 0, 3, 3]
    book = load_workbook(target)
    for report in REPORTS:
        figures.report.set_value(report.id)
        mia.settled()
        assert read_back(book[report.sheet]) == on_screen(figures.table), report.sheet
    assert [line[0] for line in read_back(book["Log"])] == ["CH0002", "CH0001", REFERENCE]
