"""Where the keyboard goes: to the first control of a part, without harm to the rest of the window."""

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QLabel, QLineEdit, QMainWindow, QMenu, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from ui.parts.focus import focus_first, walk


def part(*widgets: QWidget) -> QWidget:
    """Some controls below each other."""
    whole = QWidget()
    column = QVBoxLayout(whole)
    for widget in widgets:
        column.addWidget(widget)
    return whole


def shown(qtbot: QtBot, *parts: QWidget) -> QMainWindow:
    """A window with these parts and a menu."""
    window = QMainWindow()
    qtbot.addWidget(window)
    window.setCentralWidget(part(*parts))
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    return window


def test_the_first_control_that_can_be_used_gets_the_keyboard(qtbot: QtBot) -> None:
    hidden, grey, wanted, after = QLineEdit(), QLineEdit(), QPushButton("Save"), QLineEdit()
    grey.setEnabled(False)
    pane = part(QLabel("A title"), hidden, grey, part(wanted), after)
    hidden.hide()
    window = shown(qtbot, pane)
    assert focus_first(pane)
    assert window.focusWidget() is wanted
    assert not focus_first(part(QLabel("Nothing here")))


def test_f6_passes_over_panes_without_controls_and_goes_round(qtbot: QtBot) -> None:
    first, second = QLineEdit(), QLineEdit()
    panes = [part(first), part(QLabel("Nothing here")), part(second)]
    window = shown(qtbot, *panes)
    first.setFocus()
    reached = []
    for step in (1, 1, 1, -1):
        walk(panes, step)
        reached.append(window.focusWidget())
    assert reached == [second, first, second, first]


def test_a_pane_that_goes_after_it_had_the_keyboard_takes_no_menu_with_it(qtbot: QtBot) -> None:
    button = QPushButton("Save")
    button.setEnabled(False)
    pane = part(button)
    window = shown(qtbot, pane)
    menu = window.menuBar().addMenu("File")
    assert not focus_first(pane)
    pane.deleteLater()
    QCoreApplication.sendPostedEvents(pane, QEvent.Type.DeferredDelete)
    assert isValid(menu)
    assert isinstance(menu, QMenu)
