"""The Children page: the list, a child's own sheet, and the way between them."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.domain.access import Person
from app.domain.children import Child
from app.queries.children import ChildrenFilter
from tests.builders import Service
from tests.ui.children_screen import Screen, amira_in, choose_held, open_window
from ui.children.menu import ITEMS


@pytest.fixture
def window_for(service: Service, qtbot: QtBot) -> Iterator[Callable[[Person | None], Screen]]:
    """Opens the window on the children for a person."""
    screens: list[Screen] = []

    def make(person: Person | None = None) -> Screen:
        screens.append(open_window(service, qtbot, person))
        return screens[-1]

    yield make
    for screen in screens:
        screen.window.close()


@pytest.fixture
def amira(service: Service) -> Child:
    """A child in our care since January, whose first review was held in February."""
    return amira_in(service)


@pytest.fixture
def screen(amira: Child, window_for: Callable[[Person | None], Screen]) -> Screen:
    """The manager's window, with Amira in the list."""
    return window_for(None)


def test_the_list_shows_the_children_in_our_care_and_enter_opens_one(screen: Screen, amira: Child) -> None:
    assert screen.page.line.text() == "In our care or on a plan, as at Friday 20 November 2026: 1"
    screen.bot.waitUntil(lambda: screen.page.table.row_now() is not None)
    QTest.keyClick(screen.page.table, Qt.Key.Key_Return)
    screen.bot.waitUntil(lambda: screen.shown() == amira.id)
    QTest.keyClick(QApplication.focusWidget() or screen.page, Qt.Key.Key_Escape)
    assert not screen.page.is_sheet


def test_looking_at_a_child_is_written_down_and_no_name_stands_in_the_title(screen: Screen, amira: Child) -> None:
    screen.open(amira)
    with screen.service.read() as store:
        entry = store.accounts.latest("manager", 1)[0]
    assert entry.action == "Open a child's page"
    assert screen.window.windowTitle() == "Children – IRO Tracker"


def test_the_sheet_tells_why_the_next_review_is_due(screen: Screen, amira: Child) -> None:
    screen.open(amira)
    assert screen.said("Reference 1001   ·   born 1 May 2014, 12 years old")
    assert screen.said("From 12 January 2026, running.")
    assert screen.said(
        "Overdue since 3 May 2026, 142 working days late. Second review: within 3 months of the first review, "
        "held 3 February 2026 (Care Planning Regulations 2010, reg 33(2))."
    )


def test_the_chosen_review_is_explained_in_full_at_the_right(screen: Screen, amira: Child) -> None:
    screen.open(amira)
    choose_held(screen)
    screen.until_said("First review: within 20 working days of becoming looked after on 12 January 2026")
    assert screen.said("In time")


def test_an_open_review_is_shown_in_reviews_on_request(screen: Screen, amira: Child) -> None:
    screen.open(amira)
    screen.bot.waitUntil(lambda: screen.page.acts.line is not None)
    assert screen.page.acts.line is not None
    with screen.bot.waitSignal(screen.page.wanted) as wanted:
        screen.action("show-in-reviews").trigger()
    assert wanted.args == ["reviews", screen.page.acts.line.review.id]


def test_another_place_may_ask_for_a_part_of_the_list(screen: Screen, amira: Child) -> None:
    screen.open(amira)
    screen.page.open(ChildrenFilter(part="no-iro"))
    screen.bot.waitUntil(lambda: screen.page.line.text().startswith("Without an IRO"))
    assert not screen.page.is_sheet


def test_an_empty_list_teaches(service: Service, window_for: Callable[[Person | None], Screen]) -> None:
    screen = window_for(None)
    assert screen.page.table.count() == 0
    assert "Ctrl+N" in screen.page.table._empty


def test_every_command_of_the_page_has_keys_of_its_own(screen: Screen) -> None:
    keys = [item.keys for item in ITEMS if item.what != "log-challenge"]  # Ctrl+Shift+N is of the whole window
    assert all(keys)
    assert len(set(keys)) == len(keys)
    own = set(screen.page.actions_for_menu())
    taken = {action.shortcut().toString() for action in screen.window.all_actions() if action not in own}
    assert "Ctrl+K" in taken
    assert not taken & set(keys)


def test_a_context_menu_holds_nothing_that_the_page_menu_lacks(screen: Screen, amira: Child) -> None:
    screen.open(amira)
    section = screen.page.sheet.section_now()
    assert section is not None
    known = set(screen.page.actions_for_menu())
    assert set(section.table.actions()) <= known
    assert set(screen.page.table.actions()) <= known
