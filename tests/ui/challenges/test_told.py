"""The page of challenges says in words why a key does nothing, what was undone, and which card is the new one."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLabel
from pytestqt.qtbot import QtBot

from app.domain.challenges import records
from app.domain.children import Child
from tests.builders import Service
from tests.challenges import step
from tests.ui.challenges.board_desktop import BoardDesktop
from tests.ui.challenges.conftest import Raised
from tests.ui.hands import CTRL, SHIFT, press
from ui.challenges.switch import existing
from ui.menus import with_letter
from ui.parts.fields import write

OPEN = "2 actions are open: Book the panel; Tell the school. Mark them done or no longer needed, then close."


@pytest.fixture
def with_actions(service: Service, raised: Raised) -> Raised:
    """Chloe's answer has led to two actions."""
    agreed = [("Tell the school.", "Bo", date(2026, 12, 4)), ("Book the panel", "Ann", date(2026, 12, 1))]
    step(service, raised.chloe, records.ACTIONS, date(2026, 11, 20), agreed)
    return raised


def test_the_key_of_a_step_that_cannot_be_taken_says_why(with_actions: Raised, screen: BoardDesktop) -> None:
    screen.choose(with_actions.chloe)
    screen.press(Qt.Key.Key_L, CTRL | SHIFT)
    assert screen.notices.words == OPEN
    assert not screen.form()
    screen.page.activateWindow()
    screen.choose(with_actions.amira)
    assert not screen.notices.words
    screen.press(Qt.Key.Key_P, CTRL)
    assert "There is nothing to reopen" in screen.notices.words


def test_the_key_of_a_step_that_can_be_taken_takes_it(screen: BoardDesktop, raised: Raised) -> None:
    screen.choose(raised.chloe)
    screen.press(Qt.Key.Key_L, CTRL | SHIFT)
    assert screen.form() == "close"
    assert not screen.notices.words


def test_a_key_on_a_view_without_challenges_to_choose_says_where_they_are(screen: BoardDesktop) -> None:
    screen.switched("clinic")
    screen.settled(lambda: press(screen.page, Qt.Key.Key_L, CTRL | SHIFT))
    assert screen.notices.words == "Choose a challenge on the board or in the table first."


def test_a_challenge_that_was_logged_is_the_chosen_one(screen: BoardDesktop, service: Service, raised: Raised) -> None:
    screen.choose(raised.amira)
    with service.read() as store:
        children = {child.known_as or child.name: child.id for child in store.shelf(Child).find()}
    screen.settled(lambda: screen.page.doing.log(child_ids=(children["Dan Shah"],)))
    form = screen.page.pane.form
    assert form is not None
    write(form._fields["theme"].control, "health")
    QTest.keyClicks(form._fields["concern"].control, "No dentist")
    screen.settled(form.save.click)
    assert screen.chosen() == "Dan Shah"
    screen.settled(screen.notices._button.click)
    assert screen.notices.words == "Undone: Log a challenge (CH0006)."


def test_on_every_view_the_menu_has_a_letter_that_nothing_in_sight_and_no_form_answers_to(screen: BoardDesktop) -> None:
    page = screen.page
    for sight in (*existing(), existing()[0]):
        screen.switched(sight.key)
        letter = QKeySequence.mnemonic(with_letter(page)).toString()
        seen = [one for one in page.findChildren(QLabel) + page.findChildren(QAbstractButton) if one.isVisibleTo(page)]
        letters = [word for one in seen if (word := QKeySequence.mnemonic(one.text()).toString())]
        assert len(letters) == len(set(letters)), sight.words
        assert letter not in {"", "Alt+S", "Alt+L", *letters}


def test_a_view_brings_its_commands_into_the_menu(screen: BoardDesktop, qtbot: QtBot) -> None:
    with qtbot.waitSignal(screen.page.commanded):
        screen.switched("clinic")
    assert "&Put on paper (PDF)" in [action.text() for action in screen.page.actions_for_menu()]


def test_the_row_of_views_stays_where_it_is(screen: BoardDesktop) -> None:
    places = set()
    for sight in existing():
        screen.switched(sight.key)
        places.add(screen.page.switch.y())
    assert len(places) == 1
