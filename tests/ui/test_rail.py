"""The rail at twice the size of text: every word is whole, and the place that is shown is in sight."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QHBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.hands import press
from ui.pages import existing
from ui.rail import WIDTH, Rail
from ui.theme import theme

ROOM, USUAL_ROOM = 630, 688
"""What the menu bar and the bottom bar leave of a screen 768 pixels high, at 200 % and at 100 %."""


@pytest.fixture
def rail(qtbot: QtBot) -> Iterator[Rail]:
    """All places that are built, in a window that is not high enough for them."""
    theme().set(factor=200)
    window = QWidget()
    qtbot.addWidget(window)
    row = QHBoxLayout(window)
    row.setContentsMargins(0, 0, 0, 0)
    made = Rail(existing())
    row.addWidget(made)
    row.addStretch(1)
    made.chosen.connect(made.choose)
    made.choose(existing()[0].key)
    window.resize(1366, ROOM)
    window.show()
    window.activateWindow()
    QApplication.processEvents()
    yield made
    window.hide()


def in_sight(rail: Rail, key: str) -> bool:
    """Whether a place is seen from its upper to its lower edge."""
    button = rail._buttons[key]
    return button.visibleRegion().boundingRect() == button.rect()


def test_every_word_is_whole_at_twice_the_size_of_text(rail: Rail) -> None:
    assert rail.height() == ROOM
    for place in existing():
        rail.choose(place.key)
        button = rail._buttons[place.key]
        assert button.height() >= button.sizeHint().height(), place.word
        assert button.width() >= button.minimumSizeHint().width(), place.word
        assert rail.horizontalScrollBar().maximum() == 0
        assert in_sight(rail, place.key), place.word


def test_down_walks_to_the_last_place_and_up_to_the_first(rail: Rail) -> None:
    keys = [place.key for place in existing()]
    at = keys[0]
    rail._buttons[at].setFocus()
    for walked, key in ((keys[1:], Qt.Key.Key_Down), (keys[-2::-1], Qt.Key.Key_Up)):
        for wanted in walked:
            press(rail._buttons[at], key)
            assert rail._buttons[wanted].isChecked()
            assert rail._buttons[wanted].hasFocus()
            assert in_sight(rail, wanted)
            at = wanted


def test_a_place_that_is_chosen_by_its_keys_has_the_keyboard_where_the_rail_has_it(rail: Rail) -> None:
    keys = [place.key for place in existing()]
    rail._buttons[keys[0]].setFocus()
    rail.choose(keys[2])
    assert rail._buttons[keys[2]].hasFocus()


def test_at_the_usual_size_all_places_are_in_sight_at_once(rail: Rail) -> None:
    theme().set(factor=100)
    rail.window().resize(1366, USUAL_ROOM)
    QApplication.processEvents()
    assert all(in_sight(rail, place.key) for place in existing())
    assert rail.width() == WIDTH
