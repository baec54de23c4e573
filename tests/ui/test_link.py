"""Links: they press, and where they have no room they end in an ellipsis and say the whole by the mouse."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout
from pytestqt.qtbot import QtBot

from tests.ui.hands import press
from ui.parts.link import Link
from ui.theme import theme

WORDS = "CH1742: Social worker or report not available for the meeting, Level 2: Team &manager"


def test_a_link_is_pressed_by_mouse_and_by_key(qtbot: QtBot) -> None:
    pressed: list[int] = []
    link = Link("Open", lambda: pressed.append(1))
    qtbot.addWidget(link)
    link.click()
    press(link, Qt.Key.Key_Space)
    assert pressed == [1, 1]


def test_a_link_without_room_is_narrower_than_its_words_and_says_them_by_the_mouse(qtbot: QtBot) -> None:
    link = Link(WORDS)
    qtbot.addWidget(link)
    link.resize(120, link.sizeHint().height())
    assert link.minimumSizeHint().width() < 120 < link.sizeHint().width()
    link.grab()
    assert link.toolTip() == WORDS.replace("&", "")
    link.resize(link.sizeHint())
    link.grab()
    assert link.toolTip() == ""


def test_a_link_needs_no_more_room_with_the_keyboard_on_it(qtbot: QtBot) -> None:
    theme().apply()
    for name in ("", "details"):
        holder = QFrame()
        holder.setObjectName(name)
        link, other = Link("All of this day"), Link("Other")
        row = QHBoxLayout(holder)
        row.addWidget(link)
        row.addWidget(other)
        row.addStretch(1)
        qtbot.addWidget(holder)
        holder.show()
        holder.activateWindow()
        other.setFocus()
        without = link.sizeHint()
        link.setFocus()
        qtbot.waitUntil(link.hasFocus)
        link.grab()
        assert (link.sizeHint(), link.toolTip()) == (without, "")
