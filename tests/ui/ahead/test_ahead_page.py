"""The months ahead on the screen: picture and table of the weeks, every view, what is behind a number, and the workbook."""

from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLabel

from app.queries.caseload.lines import SERVICE
from app.table import Tone
from tests.ui.ahead.conftest import Desktop
from ui.ahead.asking import EVERYBODY
from ui.ahead.heat import broken, is_week
from ui.ahead.views import CASELOAD, MONTHS, MOVES, VIEWS, WEEKS
from ui.menus import TAKEN, with_letter
from ui.parts.scrolled import Scrolled
from ui.theme import theme


def letters_in_sight(desktop: Desktop) -> list[str]:
    """The letters that go somewhere with Alt, of all that is shown, and the one of the page's menu."""
    page = desktop.page
    shown: list[QLabel | QAbstractButton] = [
        *(label for label in page.findChildren(QLabel) if label.buddy() is not None),
        *page.findChildren(QAbstractButton),
    ]
    found = [QKeySequence.mnemonic(each.text()).toString()[-1:] for each in shown if each.isVisible()]
    return [*filter(None, found), QKeySequence.mnemonic(with_letter(page)).toString()[-1:]]


def test_the_service_is_drawn_first_and_every_week_of_everybody_stands_below(desktop: Desktop) -> None:
    page, table = desktop.page, desktop.page.months.table
    assert page.line.text().startswith("All IROs from Friday 20 November 2026: ")
    assert page.months.title.text() == "Whole service"
    weeks = [column.key for column in table.rows.table.columns if is_week(column.key)]
    assert len(weeks) == 26
    service = next(row for row in table.rows.kept() if row.id == SERVICE)
    of_weeks = [service.cells[table.rows.table.column(key)] for key in weeks]
    assert desktop.drawn() == of_weeks
    assert sum(of_weeks) == 10
    assert desktop.cell("Ann Ash", "usual") is not None


def test_the_row_that_is_chosen_is_drawn(desktop: Desktop) -> None:
    table = desktop.page.months.table
    desktop.settled(lambda: table.setCurrentIndex(table.rows.index(0, 0)))
    assert desktop.page.months.title.text() == "Ann Ash"
    assert sum(desktop.drawn()) == 8


def test_weeks_that_cannot_be_met_are_marked_beside_their_colour(desktop: Desktop) -> None:
    desktop.settled(lambda: desktop.page.open(desktop.officer("Ann Ash").id))
    table = desktop.page.figures(WEEKS).table
    marked = [row for row in table.rows.kept() if row.tones["due"] is Tone.LATE]
    assert marked
    at = table.rows.table.column("verdict")
    assert all("cannot be met" in row.cells[at] for row in marked)
    assert "cannot be met" in desktop.page.figures(WEEKS).chart.accessibleDescription()


def test_a_week_that_cannot_be_met_is_said_in_words_to_the_mouse_and_to_a_screen_reader(desktop: Desktop) -> None:
    table = desktop.page.months.table
    row = desktop.row("Ann Ash")
    key = next(key for key, tone in row.tones.items() if tone is Tone.LATE and is_week(key))
    index = table.rows.index(0, table.rows.table.column(key))
    for role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
        assert index.data(role) == f"{desktop.cell('Ann Ash', key)}, cannot be met"


def test_a_number_and_a_bar_open_their_reviews_and_escape_goes_back(desktop: Desktop) -> None:
    page, table = desktop.page, desktop.page.months.table
    key = next(key for key in desktop.row("Ann Ash").opens if is_week(key))
    number = desktop.cell("Ann Ash", key)
    desktop.settled(lambda: table.opened.emit(desktop.row("Ann Ash").opens[key]))
    assert page.stack.currentWidget() is page.behind
    assert page.behind.table.count() == number
    QTest.keyClick(page.behind.table, Qt.Key.Key_Escape)
    assert page.stack.currentWidget() is page.months
    at = next(at for at, value in enumerate(desktop.drawn()) if value)
    desktop.settled(lambda: page.months.chart.chosen.emit(at))
    assert page.stack.currentWidget() is page.behind
    page.behind.table.selectRow(0)
    child = page.behind.table.row_now()
    assert child is not None
    QTest.keyClick(page.behind.table, Qt.Key.Key_Return)
    assert desktop.wanted == [("children", child.id)]


@pytest.mark.parametrize("key", list(VIEWS))
def test_every_view_answers_with_choosers_of_its_own_and_is_remembered(desktop: Desktop, key: str) -> None:
    page = desktop.page
    desktop.settled(lambda: page.switch.choose(key))
    assert page.line.text()
    assert {name for name, part in page.asking.parts.items() if part.isVisible()} == set(VIEWS[key].needs)
    assert desktop.preferences.get("ahead.sight", MONTHS) == key
    assert desktop.opened().view is VIEWS[MONTHS if key == MOVES else key]  # nobody moves yet


def test_a_caseload_can_be_looked_at_on_a_day_to_come(desktop: Desktop) -> None:
    desktop.settled(lambda: desktop.page.switch.choose(CASELOAD))
    desktop.settled(lambda: desktop.page.asking.day.set_value(date(2027, 3, 1)))
    assert "Monday 1 March 2027" in desktop.page.line.text()


@pytest.mark.parametrize("look", ["light", "dark", "contrast"])
def test_the_table_of_weeks_is_drawn_in_every_theme_and_with_large_text(desktop: Desktop, look: str) -> None:
    desktop.settled(lambda: theme().set(look, 200))
    desktop.settled(lambda: desktop.tried("more", number=40))
    assert not desktop.page.grab().toImage().isNull()
    table = desktop.page.months.table
    widths = {table.heading.sectionSize(at) for at, one in enumerate(table.rows.table.columns) if is_week(one.key)}
    assert len(widths) == 1
    assert widths.pop() >= theme().pixels(23)


def test_headings_break_where_both_lines_are_short() -> None:
    assert broken("Weeks not met") == ["Weeks", "not met"]
    assert broken("Overdue") == ["Overdue"]


@pytest.mark.parametrize("key", list(VIEWS))
def test_no_two_controls_in_sight_answer_to_one_letter(desktop: Desktop, key: str) -> None:
    desktop.settled(lambda: desktop.tried("more", number=40))
    desktop.settled(lambda: desktop.page.switch.choose(key))
    letters = letters_in_sight(desktop)
    assert sorted(letters) == sorted(set(letters))
    assert not set(letters) & TAKEN


@pytest.mark.parametrize("form", ["move", "join", "leave", "more", "suggest", "apply"])
def test_a_form_has_letters_of_its_own_and_gives_them_back(desktop: Desktop, form: str) -> None:
    page = desktop.page
    desktop.tried("more", number=40)
    before = sorted(letters_in_sight(desktop))
    begins = {"suggest": page.trying.begin_suggesting, "apply": page.trying.begin_applying}
    desktop.settled(begins.get(form, lambda: page.trying.begin(form)))
    assert desktop.form() is not None
    letters = letters_in_sight(desktop)
    assert sorted(letters) == sorted(set(letters))
    assert not set(letters) & TAKEN
    desktop.settled(desktop.form().escape)
    assert desktop.form() is None
    assert sorted(letters_in_sight(desktop)) == before


def test_every_control_has_a_name(desktop: Desktop) -> None:
    desktop.tried("more", number=40)
    nameless = [
        one for one in desktop.page.findChildren(QAbstractButton)
        if one.isVisible() and not (one.text() or one.accessibleName()) and not one.objectName().startswith("qt_")
    ]  # fmt: skip
    assert not nameless


def test_the_months_ahead_go_to_a_workbook_with_what_is_tried(desktop: Desktop, tmp_path: Path) -> None:
    desktop.tried("more", number=40)
    target = tmp_path / "ahead.xlsx"
    desktop.settled(lambda: desktop.page.export_to(target))
    desktop.qtbot.waitUntil(lambda: not desktop.page.work.is_running, timeout=30_000)
    assert "What is tried out" in load_workbook(target).sheetnames


def test_by_week_the_rules_are_folded_away_so_that_nothing_scrolls_beside_the_table(desktop: Desktop) -> None:
    desktop.settled(lambda: desktop.tried("more", number=40))
    desktop.settled(lambda: desktop.page.switch.choose(WEEKS))
    figures = desktop.page.figures(WEEKS)
    assert figures.formula.text() == ""
    assert figures.notes.text().startswith("Falls due: ")
    assert figures.notes.isHidden()
    assert figures.more.isVisible()
    around = figures.findChild(Scrolled)
    assert around is not None
    assert around.verticalScrollBar().maximum() == 0


def test_the_whole_service_is_called_alike_in_the_title_and_in_the_list_of_whose_weeks(desktop: Desktop) -> None:
    desktop.settled(lambda: desktop.page.switch.choose(WEEKS))
    assert EVERYBODY[1] == desktop.page.months.title.text() == desktop.page.line.text().partition(":")[0]
