"""Where the keyboard goes: to the first control of a part, without harm to the rest of the window."""

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtWidgets import QLabel, QLineEdit, QMainWindow, QMenu, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from tests.builders import CALENDAR, TODAY
from tests.ui.hands import press
from ui.parts.dates import DateField
from ui.parts.focus import focus_first, walk
from ui.parts.form import Form


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


def test_tab_goes_through_a_form_as_one_reads_and_then_to_its_buttons(qtbot: QtBot) -> None:
    form = Form()
    first, second = QLineEdit(), DateField(lambda: TODAY, lambda: CALENDAR)
    form.add("name", "&Name", first)
    form.add("day", "&Day", second)
    after = QLineEdit()
    window = shown(qtbot, form, after)
    assert focus_first(form)
    reached = []
    for _ in range(6):
        reached.append(window.focusWidget())
        press(window.focusWidget(), Qt.Key.Key_Tab)
    leave = next(button for button in form.findChildren(QPushButton) if button is not form.save)
    assert reached == [first, second.line, second.button, form.save, leave, after]
