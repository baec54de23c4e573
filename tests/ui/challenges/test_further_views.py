"""The clinic, the learning points, what is not on the child's file, and the figures, behind the board and the table."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from PySide6.QtGui import QGuiApplication, QKeySequence
from PySide6.QtWidgets import QAbstractButton, QLabel
from pytestqt.qtbot import QtBot

from app.domain.challenges.records import ChallengeStep, LearningLink, LearningPoint
from app.table import Row
from tests.builders import Service
from tests.ui.challenges.board_desktop import BoardDesktop
from tests.ui.challenges.conftest import Raised
from ui.menus import TAKEN, with_letter
from ui.parts.tables import TableView


def row_of(table: TableView, words: str) -> Row:
    """The row in which a cell says this."""
    rows = (table.rows.row(at) for at in range(table.count()))
    return next(row for row in rows if row is not None and words in row.cells)


def cells(table: TableView, key: str) -> list[Any]:
    """What a column shows."""
    at = table.rows.table.column(key)
    return [row.cells[at] for n in range(table.count()) if (row := table.rows.row(n)) is not None]


def letters_in_sight(screen: BoardDesktop) -> list[str]:
    """The letters that go somewhere with Alt, of all that is shown."""
    shown: list[QLabel | QAbstractButton] = [
        *(label for label in screen.page.findChildren(QLabel) if label.buddy() is not None),
        *screen.page.findChildren(QAbstractButton),
    ]
    found = (QKeySequence.mnemonic(each.text()).toString()[-1:] for each in shown if each.isVisible())
    return [letter for letter in found if letter]


@pytest.fixture
def clipboard(qtbot: QtBot) -> Iterator[Any]:
    """The clipboard, emptied."""
    board = QGuiApplication.clipboard()
    board.clear()
    yield board
    board.clear()


def view(screen: BoardDesktop, key: str) -> Any:
    """A further view, shown with its rows."""
    screen.switched(key)
    screen.settled(lambda: None)
    return screen.page._further[key][0]


def test_the_clinic_lists_what_is_late_by_initials_and_goes_on_paper(
    screen: BoardDesktop, raised: Raised, tmp_path: Path, qtbot: QtBot
) -> None:
    clinic = view(screen, "clinic")
    assert cells(clinic.table, "reference") == [raised.ben.reference]
    assert cells(clinic.table, "child") == ["BO"]
    assert "1 challenge" in screen.page.line.text()
    clinic.write_paper(tmp_path / "clinic.pdf")
    qtbot.waitUntil(lambda: "clinic.pdf" in screen.notices.words)
    assert "initials only" in screen.notices.words
    assert (tmp_path / "clinic.pdf").read_bytes().startswith(b"%PDF-")


def test_the_clinic_names_children_only_when_asked(screen: BoardDesktop, raised: Raised) -> None:
    clinic = view(screen, "clinic")
    screen.settled(lambda: clinic.named.setChecked(True))
    assert cells(clinic.table, "child") == ["Ben Osei"]


def test_a_message_from_the_clinic_names_nobody(screen: BoardDesktop, raised: Raised, clipboard: Any) -> None:
    clinic = view(screen, "clinic")
    clinic.table.selectRow(0)
    screen.settled(clinic.copy_messages)
    assert raised.ben.reference in clipboard.text()
    assert "BO" in clipboard.text()
    assert "Osei" not in clipboard.text()


def test_enter_in_the_clinic_opens_the_challenge(screen: BoardDesktop, raised: Raised) -> None:
    clinic = view(screen, "clinic")
    screen.settled(lambda: clinic.table.activated_row.emit(row_of(clinic.table, raised.ben.reference)))
    assert screen.page.lists
    assert screen.chosen() == "Ben Osei"
    assert screen.pane_shown()


def test_steps_are_copied_and_then_marked_as_on_the_childs_file(
    screen: BoardDesktop, raised: Raised, service: Service, clipboard: Any
) -> None:
    filing = view(screen, "filing")
    number = filing.table.count()
    oldest = filing.table.rows.row(0)
    filing.table.selectRow(0)
    screen.settled(filing.copy_texts)
    assert raised.done.reference in clipboard.text()
    screen.settled(filing.put_on_file)
    assert filing.table.count() == number - 1
    with service.read() as store:
        assert store.shelf(ChallengeStep).get(oldest.id).on_file == service.today


def test_a_service_concern_is_on_no_childs_file(screen: BoardDesktop, raised: Raised) -> None:
    filing = view(screen, "filing")
    assert raised.concern.reference not in cells(filing.table, "reference")


def test_a_learning_point_is_kept_with_the_challenges_it_draws_on(
    screen: BoardDesktop, raised: Raised, service: Service
) -> None:
    learning = view(screen, "learning")
    screen.settled(learning.add)
    form = learning.form
    form.fill({"theme": "drift", "words": "Plans stop when a worker leaves", "shared_where": "Practice forum"})
    form.pick.set_value(raised.amira.id, raised.amira.reference)
    assert form.linked.value() == (raised.amira.id,)
    screen.settled(form.saved.emit)
    assert cells(learning.table, "words") == ["Plans stop when a worker leaves"]
    with service.read() as store:
        (point,) = store.shelf(LearningPoint).find()
        assert [link.challenge_id for link in store.shelf(LearningLink).find()] == [raised.amira.id]
    screen.settled(lambda: learning.table.activated_row.emit(row_of(learning.table, point.words)))
    again = learning.form
    assert again is not None
    again.fill({"changed": "A handover sheet is used", "changed_on": date(2026, 11, 19)})
    screen.settled(again.saved.emit)
    assert service.now(point).changed == "A handover sheet is used"


def test_no_two_controls_in_sight_beside_a_learning_point_answer_to_one_letter(screen: BoardDesktop) -> None:
    learning = view(screen, "learning")
    menu, before = with_letter(screen.page), letters_in_sight(screen)
    screen.settled(learning.add)
    letters = [*letters_in_sight(screen), QKeySequence.mnemonic(menu).toString()[-1:]]
    assert sorted(letters) == sorted(set(letters))
    assert not set(letters) & TAKEN
    assert len([label for label in learning.form.findChildren(QLabel) if label.buddy() and "&" in label.text()]) == 11
    screen.settled(learning.form.cancelled.emit)
    assert letters_in_sight(screen) == before


def test_a_learning_point_without_a_theme_says_so_under_the_theme(screen: BoardDesktop) -> None:
    learning = view(screen, "learning")
    screen.settled(learning.add)
    learning.form.fill({"words": "Plans stop"})
    screen.settled(learning.form.saved.emit)
    assert "theme" in learning.form._fields["theme"].refused.text()


def test_the_themes_of_a_period_go_to_excel_in_one_press(
    screen: BoardDesktop, raised: Raised, tmp_path: Path, qtbot: QtBot
) -> None:
    learning = view(screen, "learning")
    learning.period.step(1)
    learning.write_sheet(tmp_path / "themes.xlsx")
    qtbot.waitUntil(lambda: "themes.xlsx" in screen.notices.words)
    sheet = openpyxl.load_workbook(tmp_path / "themes.xlsx").worksheets[0]
    said = [cell for row in sheet.iter_rows(values_only=True) for cell in row]
    assert "Drift and delay" in said
    assert "Health" in said


def test_every_number_of_the_figures_opens_its_challenges(screen: BoardDesktop, raised: Raised) -> None:
    figures = view(screen, "figures")
    formal = row_of(figures.table, "All formal levels")
    total = formal.cells[figures.table.rows.table.column("total")]
    assert total == 4
    screen.settled(lambda: figures.table.opened.emit(formal.opens["total"]))
    assert figures.stack.currentWidget() is figures.behind
    assert figures.behind.table.count() == total
    shown = row_of(figures.behind.table, raised.ben.reference)
    screen.settled(lambda: figures.behind.table.activated_row.emit(shown))
    assert screen.chosen() == "Ben Osei"


def test_the_log_and_every_table_go_to_excel(screen: BoardDesktop, tmp_path: Path, qtbot: QtBot) -> None:
    figures = view(screen, "figures")
    figures.write_workbook(tmp_path / "challenges.xlsx")
    qtbot.waitUntil(lambda: "challenges.xlsx" in screen.notices.words)
    book = openpyxl.load_workbook(tmp_path / "challenges.xlsx")
    assert book.sheetnames[0] == "Log"
    assert "Level and status" in book.sheetnames


def test_challenges_chosen_again_comes_back_to_the_figures(screen: BoardDesktop, raised: Raised) -> None:
    figures = view(screen, "figures")
    figures.stack.setCurrentWidget(figures.behind)
    screen.page.begin_again()
    assert figures.stack.currentIndex() == 0
