"""The pages before the window stand in one window, which stays where it is, and is never beyond the screen."""

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import QStyle, QStyleOptionButton
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from app.domain.errors import Refusal
from tests.locks import PASSPHRASE
from tests.ui.gates.hands import OTHER, Open, choose, words
from tests.ui.hands import press
from ui.gates.doorway import Doorway
from ui.gates.keeping import Keeping
from ui.gates.restoring import Restoring
from ui.gates.signin import SignIn
from ui.lock.screen import Asks, LockScreen
from ui.parts.gate import Gate
from ui.theme import theme


def below(upper: Gate, label: str, lower: QPoint) -> int:
    """How far a point of a page lies below one of its sentences."""
    (said,) = (each for each in upper.findChildren(type(upper.wrong)) if each.text() == label)
    return lower.y() - said.geometry().bottom()


def test_one_page_comes_after_another_in_the_same_place_with_room_for_what_is_refused(
    open_file: Open, tmp_path: Path, qtbot: QtBot
) -> None:
    opening = open_file(tmp_path / "service.irotracker")
    door, place = opening.gate.window(), opening.gate.window().geometry()
    gate = choose(opening, PASSPHRASE, OTHER)
    assert "not the same" in words(gate)
    assert door.geometry() == place
    choose(opening, PASSPHRASE)
    qtbot.waitUntil(lambda: isinstance(opening.gate, Keeping))
    assert opening.gate.window() is door
    assert door.geometry() == place
    qtbot.waitUntil(lambda: not isValid(gate))
    assert door.accessibleName() == "Keep the recovery key"


def test_esc_and_the_cross_close_the_page_and_its_window(open_file: Open, file: Path, qtbot: QtBot) -> None:
    opening = open_file(file)
    gate, door = opening.gate, opening.gate.window()
    gate.busy(True)
    press(door, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: not isValid(gate))
    assert not door.isVisible()


def test_esc_leads_back_where_there_is_a_page_to_go_back_to(qtbot: QtBot) -> None:
    gate = Restoring(Path("service.irotracker"), (), locked=False)
    qtbot.addWidget(gate)
    gate.show()
    with qtbot.waitSignal(gate.back):
        press(gate, Qt.Key.Key_Escape)
    assert gate.isVisible()


@pytest.mark.parametrize("sentences", [1, 60])
def test_no_page_reaches_beyond_the_screen_whatever_it_says(qtbot: QtBot, sentences: int) -> None:
    door, gate = Doorway(), SignIn(Path("service.irotracker"))
    qtbot.addWidget(door)
    room = door.screen().availableGeometry()
    door.put(gate)
    door.move(room.right() - 100, room.bottom() - 100)
    gate.refuse(Refusal("Something is wrong. " * sentences, "Try again."))
    assert room.contains(door.geometry())
    assert gate.height() >= gate.minimumHeight()
    assert door.verticalScrollBar().maximum() == 0 or sentences > 1


def test_ticks_and_links_begin_where_the_fields_begin(qtbot: QtBot) -> None:
    theme().apply()
    gate = SignIn(Path("service.irotracker"))
    qtbot.addWidget(gate)
    gate.show()
    look = QStyleOptionButton()
    gate.shown.initStyleOption(look)
    tick: QRect = gate.shown.style().subElementRect(QStyle.SubElement.SE_CheckBoxIndicator, look, gate.shown)
    gate.lost.initStyleOption(look)
    link: QRect = gate.lost.style().subElementRect(QStyle.SubElement.SE_PushButtonContents, look, gate.lost)
    field = gate.line.mapTo(gate, QPoint(1, 0)).x()  # beside its margin
    assert abs(gate.shown.x() + tick.x() - field) <= 1
    assert abs(gate.lost.x() + link.x() - field) <= 1


def test_the_buttons_of_the_lock_follow_what_it_says_however_large_the_window_is(qtbot: QtBot) -> None:
    path = Path("service.irotracker").absolute()
    screen = LockScreen(path, "Mia", Asks.PIN)
    qtbot.addWidget(screen)
    screen.resize(1366, 768)
    screen.show()
    assert 0 < below(screen, str(path), screen.go.pos()) < 40
    screen.refuse(Refusal("This is not the PIN.", "2 tries left."))
    screen.other_way.click()
    assert screen.wrong.isHidden()
