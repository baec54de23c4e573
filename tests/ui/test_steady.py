"""Forms answer the keyboard and leave the mouse wheel alone: letters, Enter on a button, a wheel that only scrolls."""

from datetime import date

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from tests.builders import CALENDAR
from tests.ui.hands import press
from ui.parts.dates import DateField
from ui.parts.filters import Choice, MultiChoice
from ui.parts.form import Form
from ui.parts.steady import Number

REASONS = (("", "To come"), ("court", "Court"), ("illness", "Illness"))


def turn_wheel(widget: QWidget) -> bool:
    """Turn the wheel over a control; whether the control took it for itself."""
    middle = QPointF(widget.rect().center())
    event = QWheelEvent(
        middle,
        QPointF(widget.mapToGlobal(widget.rect().center())),
        QPoint(),
        QPoint(0, -120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(widget, event)
    return event.isAccepted()


@pytest.fixture
def form(qtbot: QtBot) -> Form:
    """A form with a date, a choice and a number."""
    made = Form()
    made.add("place", "&Where", Choice("", (("", "School"),), everything=False))
    made.add("day", "&Date held", DateField(lambda: date(2026, 11, 20), lambda: CALENDAR))
    made.add("why", "Wh&y", Choice("", REASONS, everything=False))
    made.add("number", "&Number", Number(1, 99))
    qtbot.addWidget(made)
    made.show()
    made.activateWindow()
    made.focus()
    return made


@pytest.mark.parametrize(("letter", "key"), [(Qt.Key.Key_D, "day"), (Qt.Key.Key_Y, "why"), (Qt.Key.Key_N, "number")])
def test_alt_and_the_underlined_letter_go_to_the_field_whatever_it_is_made_of(
    form: Form, letter: Qt.Key, key: str
) -> None:
    QTest.keyClick(form, letter, Qt.KeyboardModifier.AltModifier)
    control = form._fields[key].control
    now = QApplication.focusWidget()
    assert now is not None
    assert now is control or control.isAncestorOf(now)


def test_the_wheel_over_a_closed_list_or_a_number_changes_nothing(form: Form, qtbot: QtBot) -> None:
    ticks = MultiChoice("Kinds", REASONS)
    qtbot.addWidget(ticks)
    (_, why), (number,) = form.findChildren(Choice), form.findChildren(Number)
    before = form.values()
    assert not any(turn_wheel(widget) for widget in (why.box, number, ticks.box))
    assert form.values() == before


def test_enter_presses_the_button_that_the_keyboard_stands_on(qtbot: QtBot) -> None:
    button = QPushButton("Choose files")
    qtbot.addWidget(button)
    button.show()
    button.activateWindow()
    button.setFocus()
    qtbot.waitUntil(button.hasFocus)
    with qtbot.waitSignal(button.clicked):
        press(button, Qt.Key.Key_Return)
