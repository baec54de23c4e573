"""Ctrl+K finds places, commands and children."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.builders import Service
from tests.ui.hands import CTRL, press, type_in
from tests.ui.pages_for_tests import SecondPage, first
from ui.window import Window

NAME = "Amira Khan"


def test_anything_can_be_found_from_the_keyboard(window: Window, service: Service, qtbot: QtBot) -> None:
    press(window, Qt.Key.Key_K, CTRL)
    assert window.finder.isVisible()
    type_in(window.finder.field, "chil")
    assert [found.words for found in window.finder.found][-1] == "Children\tCtrl+3"
    press(window.finder.field, Qt.Key.Key_Return)
    assert isinstance(window.page, SecondPage)
    assert window.finder.isHidden()


def test_a_child_is_found_and_opened_in_its_place(window: Window, service: Service, qtbot: QtBot) -> None:
    child = service.child("104000", name=NAME)
    wanted: list[tuple[str, object]] = []
    window.finder.wanted.connect(lambda place, argument: wanted.append((place, argument)))
    press(window, Qt.Key.Key_K, CTRL)
    type_in(window.finder.field, "khan")
    qtbot.waitUntil(lambda: any(NAME in found.words for found in window.finder.found))
    press(window.finder.field, Qt.Key.Key_Return)
    assert wanted == [("children", child.id)]
    assert NAME not in window.windowTitle()


def test_escape_closes_the_finder_and_gives_the_keyboard_back(window: Window, qtbot: QtBot) -> None:
    first(window).table.setFocus()
    press(window, Qt.Key.Key_K, CTRL)
    press(window.finder.field, Qt.Key.Key_Escape)
    assert window.finder.isHidden()
    assert QApplication.focusWidget() is first(window).table
