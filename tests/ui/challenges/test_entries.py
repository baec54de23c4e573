"""A challenge is begun from a child, a review or a late review, and a child's page lists the challenges about the child."""

from collections.abc import Iterator
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from app.domain.children import Child
from app.domain.reviews import Review
from tests.builders import Service
from tests.challenges import challenge, closed
from tests.ui.children_screen import Screen, amira_in, open_window
from ui.challenges.logging import LogForm
from ui.challenges.page import ChallengesPage
from ui.page import Page
from ui.reviews.page import ReviewsPage

LOG_KEYS = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def amira(service: Service) -> Child:
    """Whose second review has been overdue since May."""
    return amira_in(service)


@pytest.fixture
def screen(service: Service, qtbot: QtBot, amira: Child) -> Iterator[Screen]:
    """The window on the children."""
    made = open_window(service, qtbot)
    yield made
    made.window.close()


def log_form(screen: Screen) -> LogForm:
    """The form that has opened in the Challenges page, with its child."""
    page: Page | None = screen.window.page
    assert isinstance(page, ChallengesPage)
    pane = page.pane
    screen.bot.waitUntil(lambda: isinstance(pane.form, LogForm))
    form = pane.form
    assert isinstance(form, LogForm)
    screen.bot.waitUntil(lambda: screen.window.runner._waiting == 0)
    return form


def press_keys(screen: Screen) -> None:
    """Ctrl+Shift+N."""
    QTest.keyClick(screen.window, Qt.Key.Key_N, LOG_KEYS)


def test_from_a_child_that_is_open(screen: Screen, amira: Child) -> None:
    screen.open(amira, "overview")
    screen.press("Log a challenge")
    form = log_form(screen)
    assert form.child.value() == amira.id
    assert form.theme.box.hasFocus() or not screen.window.isActiveWindow()


def test_from_anywhere_with_ctrl_shift_n_about_what_is_chosen(screen: Screen, amira: Child) -> None:
    screen.page.table.choose(amira.id)
    press_keys(screen)
    assert log_form(screen).child.value() == amira.id


def test_from_a_late_review_which_is_linked(screen: Screen, amira: Child, service: Service) -> None:
    with service.read() as store:
        late = next(one for one in store.shelf(Review).find(child_id=amira.id) if one.held is None)
    screen.window.go("reviews")
    page: Page | None = screen.window.page
    assert isinstance(page, ReviewsPage)
    screen.bot.waitUntil(lambda: page.pane.sheet is not None)
    buttons = page.pane.facts.findChildren(QPushButton)
    next(button for button in buttons if button.text() == "Log a challenge").click()
    form = log_form(screen)
    assert form.child.value() == amira.id
    assert form.values()["review"] == late.id


def test_a_childs_page_lists_the_challenges_and_opens_them(screen: Screen, amira: Child, service: Service) -> None:
    screen.open(amira, "overview")
    screen.until_said("None has been logged.")
    screen.page.go_back()
    late = challenge(service, amira, 2, date(2026, 11, 9))
    closed(service, challenge(service, amira, 3, date(2026, 9, 1), theme="health"), date(2026, 9, 8))
    screen.open(amira, "overview")
    screen.until_said("Awaiting response, raised 9 Nov 2026. Response 4 working days late: chase or escalate")
    screen.until_said("Closed, closed 8 Sep 2026")
    screen.press("CH0001: Drift and delay, Level 2: Team manager")
    page: Page | None = screen.window.page
    assert isinstance(page, ChallengesPage)
    screen.bot.waitUntil(lambda: page.pane.sheet is not None)
    assert page.pane.sheet is not None
    assert page.pane.sheet.challenge.id == late.id
