"""The place of the first steps, which is there as long as they are to be done."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app.commands.settings import ChangeSetting
from app.commands.undo import UndoLatest
from tests.ui.hands import press
from tests.ui.pages_for_tests import PLACES
from ui.firststeps import START, FirstStepsPlace
from ui.pages import Place
from ui.window import Given, Window

HERE = Place(START, "First steps", "house", "", "tests.ui.pages_for_tests", "SecondPage")


def test_first_steps_leave_the_rail_when_they_are_done_and_come_back_with_undo(
    make_window: Callable[[Given], Window], qtbot: QtBot
) -> None:
    window = make_window(Given(places=(HERE, *PLACES), first="reviews"))
    FirstStepsPlace(window)
    button = window.rail._buttons[START]
    assert not button.isHidden()
    window.runner.do(ChangeSetting("setup.done", True))
    qtbot.waitUntil(button.isHidden)
    assert "First steps" not in [action.text() for action in window.all_actions()]
    press(window.rail._buttons["reviews"], Qt.Key.Key_Up)
    assert window.windowTitle() == "Reviews – IRO Tracker"
    window.runner.do(UndoLatest())
    qtbot.waitUntil(lambda: not button.isHidden())
    assert "First steps" in [action.text() for action in window.all_actions()]


def test_a_service_without_first_steps_has_no_such_place(make_window: Callable[[Given], Window], qtbot: QtBot) -> None:
    window = make_window(Given(places=PLACES))
    FirstStepsPlace(window)
    with qtbot.waitSignal(window.runner.changed):
        window.runner.do(ChangeSetting("service.name", "North"))
    assert [action.text() for action in window.all_actions()].count("First steps") == 0
