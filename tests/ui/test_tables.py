"""Tables of any length answer at once, keep what the person arranged, and paste into Excel."""

import json
from collections.abc import Callable
from functools import partial

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from app.queries.preferences import Recall
from app.table import Column, Fixed, Kind, Order, Row, Table
from tests.ui.hands import CTRL, click, press
from tests.ui.tables_for_tests import COLUMNS, KEYS, Long, LongKeyed, review, reviews
from ui.parts.cells import WAITING, copied, spoken, words
from ui.parts.clipboard import as_html
from ui.parts.rows import KEPT, PAGE
from ui.parts.tables import TableView
from ui.preferences import Preferences
from ui.runner import Runner

Shown = Callable[[Table], TableView]


@pytest.fixture
def show(runner: Runner, preferences: Preferences, qtbot: QtBot) -> Shown:
    """Show a table in a view of its own, and wait for its rows."""

    def shown(table: Table) -> TableView:
        view = TableView(runner, preferences, "reviews", "Reviews due")
        qtbot.addWidget(view)
        view.resize(900, 400)
        view.show()
        with qtbot.waitSignal(view.shown):
            view.show_table(table)
        return view

    return shown


def cell(view: TableView, row: int, column: int) -> str:
    """What a cell shows."""
    return str(view.rows.index(row, column).data())


def arrived(view: TableView, row: int) -> bool:
    """Whether a row is there."""
    return cell(view, row, 3) != WAITING


def test_cells_are_shown_as_they_are_read(show: Shown) -> None:
    view = show(reviews())
    assert [cell(view, 4, at) for at in range(5)] == ["Ella Nowak", "5 Nov 2026", "to come", "4", "8.0 %"]
    assert words(12345) == "12,345"
    assert words(None) == ""
    assert words(True) == "Yes"


def test_a_cell_is_spoken_with_its_meaning() -> None:
    view_words = spoken(review(0).cells[4], review(0).tone)
    assert view_words == "0.0 %, 0 of 50"
    assert spoken("2 days", review(0).tones["left"]) == "2 days, late"


def test_two_hundred_thousand_rows_are_shown_without_waiting_or_keeping_them(show: Shown, qtbot: QtBot) -> None:
    long = Long(200_000)
    view = show(Table("Reviews", COLUMNS, long))
    assert view.count() == 200_000
    assert cell(view, 150_000, 3) == WAITING
    qtbot.waitUntil(lambda: cell(view, 150_000, 3) == "150,000")
    for page in range(0, 200_000, PAGE * 17):
        view.scrollTo(view.rows.index(page, 0))
        qtbot.waitUntil(partial(arrived, view, page))
    assert len(view.rows.kept()) <= KEPT * PAGE
    assert all(number == PAGE for _, number in long.asked)


def test_pages_that_are_passed_by_quickly_are_never_asked_for(show: Shown, qtbot: QtBot) -> None:
    long = Long(200_000)
    view = show(Table("Reviews", COLUMNS, long))
    for row in range(1_000, 199_000, 1_000):
        cell(view, row, 0)
    qtbot.waitUntil(lambda: cell(view, 198_000, 0) != WAITING)
    assert len(long.asked) < 20


def test_far_places_of_a_long_table_are_found_by_keys_that_are_sorted_once(show: Shown, qtbot: QtBot) -> None:
    long = LongKeyed(200_000)
    view = show(Table("Reviews", COLUMNS, long))
    for row in (150, 150_000, 199_999, 20_000):
        cell(view, row, 3)
        qtbot.waitUntil(partial(arrived, view, row))
        assert cell(view, row, 3) == f"{row:,}"
    assert (long.asked, long.sorted) == ([(0, PAGE), (PAGE, PAGE)], [None])
    with qtbot.waitSignal(view.shown):
        view.rows.show(view.rows.table, Order("number", descending=True))
    cell(view, 150_000, 3)
    qtbot.waitUntil(partial(arrived, view, 150_000))
    assert cell(view, 150_000, 3) == "49,999"
    assert long.sorted == [None, Order("number", descending=True)]


def test_a_row_that_went_since_the_keys_were_sorted_leaves_its_place_empty(show: Shown, qtbot: QtBot) -> None:
    view = show(Table("Reviews", COLUMNS, LongKeyed(2_000)))
    cell(view, 1_001, 3)
    qtbot.waitUntil(partial(arrived, view, 1_001))
    assert [cell(view, row, 3) for row in (999, 1_000, 1_001)] == [WAITING, "", "1,001"]


def test_a_heading_sorts_then_turns_then_gives_the_tables_own_order(show: Shown, qtbot: QtBot) -> None:
    view = show(reviews())
    for order, first in ((Order("number"), "0"), (Order("number", descending=True), "19"), (None, "0")):
        with qtbot.waitSignal(view.shown):
            view.sort("number")
        assert view.rows.order == order
        assert cell(view, 0, 3) == first
    assert view.rows.headerData(3, Qt.Orientation.Horizontal) == "Number"


def test_columns_order_and_widths_are_kept_as_preferences(
    show: Shown, runner: Runner, preferences: Preferences, qtbot: QtBot
) -> None:
    view = show(reviews())
    view.arrangement.show_column(1, False)
    view.heading.moveSection(0, 2)
    view.heading.resizeSection(2, 222)
    view.heading.arranged.emit()
    view.sort("number")
    again = show(reviews())
    assert again.arrangement.shown_columns() == [2, 0, 3, 4]
    assert again.columnWidth(2) == 222
    assert again.rows.order == Order("number")
    with qtbot.waitSignal(runner.saving, check_params_cb=lambda saving: not saving):
        view.arrangement.show_column(3, False)
    heard: list[str | None] = []
    runner.ask(Recall("preference", "table.reviews"), heard.append)
    qtbot.waitUntil(lambda: bool(heard))
    assert json.loads(heard[0] or "")["hidden"] == ["due", "number"]


def test_the_usual_columns_can_be_had_back(show: Shown, preferences: Preferences, qtbot: QtBot) -> None:
    view = show(reviews())
    view.arrangement.show_column(0, False)
    usual = next(action for action in view.column_actions() if action.text().startswith("&Usual"))
    with qtbot.waitSignal(view.shown):
        usual.trigger()
    assert view.arrangement.shown_columns() == [0, 1, 2, 3, 4]
    assert preferences.get("table.reviews") is None


def test_the_last_shown_column_cannot_be_hidden(show: Shown) -> None:
    view = show(reviews())
    for at in range(4):
        view.arrangement.show_column(at, False)
    ticks = {action.text(): action.isEnabled() for action in view.column_actions() if action.isCheckable()}
    assert ticks["In time"] is False
    assert ticks["Child"] is True


def test_enter_opens_the_row_or_what_is_behind_a_number(show: Shown, qtbot: QtBot) -> None:
    view = show(reviews())
    view.setCurrentIndex(view.rows.index(2, 0))
    with qtbot.waitSignal(view.activated_row) as row:
        press(view, Qt.Key.Key_Return)
    assert isinstance(row.args[0], Row)
    assert row.args[0].id == "review-2"
    view.setCurrentIndex(view.rows.index(2, 3))
    with qtbot.waitSignal(view.opened) as query:
        press(view, Qt.Key.Key_Return)
    assert query.args == ["rows of 2"]


def test_a_click_on_a_number_opens_what_is_behind_it(show: Shown, qtbot: QtBot) -> None:
    view = show(reviews())
    box = view.visualRect(view.rows.index(1, 3))
    with qtbot.waitSignal(view.opened) as query:
        click(view.viewport(), box.center())
    assert query.args == ["rows of 1"]


def test_chosen_rows_are_copied_with_headings_in_the_order_shown(show: Shown, qtbot: QtBot) -> None:
    view = show(reviews())
    view.arrangement.show_column(2, False)
    view.selectAll()
    with qtbot.waitSignal(view.copied) as number:
        press(view, Qt.Key.Key_C, CTRL)
    lines = QGuiApplication.clipboard().text().splitlines()
    assert number.args == [20]
    assert lines[:2] == ["Child\tDue\tNumber\tIn time", "Amira Khan\t1 Nov 2026\t0\t0.0%"]
    assert len(lines) == 21


def test_what_is_copied_cannot_become_a_formula() -> None:
    assert copied("=HYPERLINK(1)") == "'=HYPERLINK(1)"
    assert copied("-") == "-"
    assert copied("two\nlines\tand a tab") == "two lines and a tab"
    pasted = as_html(reviews(), [0], [review(0, "=1+1 <b>")])
    assert "=1+1 &lt;b&gt;" in pasted
    assert 'mso-number-format:"\\@"' in pasted


def test_rows_far_apart_are_fetched_when_they_are_chosen(show: Shown, qtbot: QtBot) -> None:
    view = show(Table("Reviews", COLUMNS, Long(50_000)))
    view.selectAll()
    heard: list[int] = []
    view.with_selected(lambda rows: heard.append(len(rows)))
    qtbot.waitUntil(lambda: bool(heard))
    assert view.selected_count() == 50_000
    assert heard == [50_000]


def test_the_keyboard_stays_on_its_row_when_rows_are_read_anew(show: Shown, qtbot: QtBot) -> None:
    view = show(reviews())
    view.setCurrentIndex(view.rows.index(5, 0))
    shorter = Table("Reviews", COLUMNS, Fixed(tuple(review(at) for at in range(2, 20)), KEYS))
    with qtbot.waitSignal(view.current_row) as told, qtbot.waitSignal(view.shown):
        view.show_table(shorter)
    assert told.args[0].id == "review-5"
    assert view.currentIndex().row() == 3


def test_a_row_that_is_gone_is_said_to_be_gone(show: Shown, qtbot: QtBot) -> None:
    view = show(reviews())
    view.setCurrentIndex(view.rows.index(19, 0))
    with qtbot.waitSignal(view.current_row) as told:
        view.show_table(reviews(10))
    assert told.args == [None]


def test_a_row_that_is_asked_for_is_chosen_when_it_comes(show: Shown) -> None:
    view = show(reviews())
    view.choose("review-7")
    row = view.row_now()
    assert row is not None
    assert row.id == "review-7"


def test_an_empty_table_teaches(show: Shown) -> None:
    view = show(reviews(0))
    view.set_empty("No reviews yet. Import a file in Files.")
    plain = view.grab().toImage()
    view.set_empty("")
    assert view.count() == 0
    assert view.grab().toImage() != plain


def test_every_part_of_a_table_has_a_name(show: Shown) -> None:
    view = show(reviews())
    assert view.accessibleName() == "Reviews due"
    assert view.heading.accessibleName()
    late = view.rows.index(0, 2).data(Qt.ItemDataRole.AccessibleTextRole)
    assert late == "late"


def test_columns_are_sized_anew_for_a_table_with_another_heading(show: Shown, qtbot: QtBot) -> None:
    def grouped(title: str, *cells: str) -> Table:
        rows = tuple(Row(str(at), (cell, 1)) for at, cell in enumerate(cells))
        columns = (Column("key", title), Column("number", "Number", Kind.NUMBER))
        return Table("Timeliness", columns, Fixed(rows, ("key", "number")))

    view = show(grouped("Month", "Apr 2026"))
    narrow = view.heading.sectionSize(0)
    with qtbot.waitSignal(view.shown):
        view.show_table(grouped("IRO", "Aleksandra Wojciechowska"))
    assert view.heading.sectionSize(0) > narrow


def test_a_table_says_that_it_is_being_read_until_its_rows_have_come(
    runner: Runner, preferences: Preferences, qtbot: QtBot
) -> None:
    view = TableView(runner, preferences, "reviews", "Reviews due")
    qtbot.addWidget(view)
    view.resize(900, 400)
    empty = Table("Reviews", COLUMNS, Fixed((), KEYS))
    before = view.grab().toImage()
    with qtbot.waitSignal(view.shown):
        view.show_table(empty)
    after = view.grab().toImage()
    middle = view.viewport().geometry().center()
    near = [QPoint(middle.x() + x, middle.y() + y) for x in range(-30, 30) for y in range(-8, 8)]
    assert len({before.pixel(at) for at in near}) > 1
    assert len({after.pixel(at) for at in near}) == 1


def test_nothing_opens_behind_a_0(show: Shown) -> None:
    columns = (Column("name", "Name"), Column("number", "Number", Kind.NUMBER))
    made = tuple(Row(str(n), (f"Row {n}", n), opens={"number": f"those of {n}"}) for n in (0, 3))
    view = show(Table("Numbers", columns, Fixed(made, ("name", "number"))))
    opened: list[object] = []
    view.opened.connect(opened.append)
    for row in (0, 1):
        view.setCurrentIndex(view.rows.index(row, 1))
        press(view, Qt.Key.Key_Return)
    assert opened == ["those of 3"]
