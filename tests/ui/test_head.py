"""The head of a page: buttons beside the title while there is room, below it and wrapping when there is not."""

import pytest
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from ui.parts.head import Head

WORDS = ("Put on paper (PDF)", "Copy as messages", "Log a challenge")


@pytest.fixture
def head(qtbot: QtBot) -> Head:
    """A head with three buttons, shown."""
    made = Head("Challenges")
    qtbot.addWidget(made)
    for words in WORDS:
        made.bar.add(QPushButton(words))
    made.line.setText("14 challenges by addressee and team, as at Sunday 22 November 2026")
    made.resize(1200, 90)
    made.show()
    return made


def buttons(head: Head) -> list[QPushButton]:
    """The buttons from left to right."""
    return head.findChildren(QPushButton)


def sized(head: Head, width: int) -> None:
    """Give it this width, and as much height as it asks for."""
    head.resize(width, head.height())
    QApplication.processEvents()
    head.resize(width, max(head.heightForWidth(width), head.sizeHint().height()))
    QApplication.processEvents()


def test_buttons_stand_beside_the_title_while_there_is_room(head: Head) -> None:
    sized(head, 1200)
    assert {button.y() for button in buttons(head)} == {0}
    assert head.bar.y() < head.line.y()
    assert head.bar.geometry().right() == head.rect().right()


@pytest.mark.parametrize("width", [420, 260])
def test_with_little_room_they_go_below_and_none_loses_letters(head: Head, width: int) -> None:
    sized(head, width)
    assert head.bar.y() >= head.line.geometry().bottom()
    assert all(button.width() >= button.sizeHint().width() for button in buttons(head))
    assert all(button.geometry().right() <= width for button in buttons(head))


def test_they_come_back_beside_it(head: Head) -> None:
    sized(head, 260)
    sized(head, 1200)
    assert head.bar.y() < head.line.y()


def test_a_line_that_keeps_to_itself_is_cut_and_never_higher(head: Head) -> None:
    head.line.keep_to_one_line()
    sized(head, 1200)
    high = head.line.height()
    sized(head, 260)
    head.grab()
    assert head.line.height() == high
    assert head.line.toolTip() == head.line.text()
    sized(head, 1200)
    head.grab()
    assert not head.line.toolTip()
