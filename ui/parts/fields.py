"""What stands in a control of a form, whatever control it is: as a value, and as it was typed so far."""

from collections.abc import Callable
from datetime import date
from typing import Any

from PySide6.QtWidgets import QCheckBox, QLineEdit, QPlainTextEdit, QSpinBox, QWidget

from ui.parts.composed import Composed
from ui.parts.dates import DateField
from ui.parts.filters import Choice, MultiChoice
from ui.parts.offered import Offered
from ui.parts.picker import Picker


def read(control: QWidget) -> Any:
    """The value: text, True, a date, the value of a choice, the id of what was picked; None for other widgets."""
    match control:
        case Composed() | DateField() | Choice() | MultiChoice() | Offered() | Picker() | QSpinBox():
            value: Any = control.value()
        case QLineEdit():
            value = control.text().strip()
        case QPlainTextEdit():
            value = control.toPlainText().strip()
        case QCheckBox():
            value = control.isChecked()
        case _:
            value = None
    return value


def typed_in(control: QWidget) -> Any:
    """The same as JSON can hold it, a date as it was typed."""
    match control:
        case DateField():
            return control.text()
        case Picker():
            return [control.value(), control.text()]
        case _:
            return read(control)


def write(control: QWidget, value: Any) -> None:
    """Put a value into a control: one that `read` gave, or one that `typed_in` gave."""
    match control:
        case DateField():
            if value is None or isinstance(value, date):
                control.set_value(value)
            else:
                control.set_text(str(value))
        case Picker():
            record_id, words = value or (None, "")
            control.set_value(record_id, words)
        case Composed() | Choice() | MultiChoice() | Offered():
            control.set_value(tuple(value) if isinstance(value, list) else value)
        case QSpinBox():
            control.setValue(int(value))
        case QLineEdit():
            control.setText(str(value or ""))
            control.setCursorPosition(0)  # words that are longer than the field show their beginning
        case QPlainTextEdit():
            control.setPlainText(str(value or ""))
        case QCheckBox():
            control.setChecked(bool(value))


def on_change(control: QWidget, call: Callable[[], None]) -> None:
    """Call this whenever the person changes the control."""
    match control:
        case DateField():
            control.line.textEdited.connect(lambda _text: call())
            control.changed.connect(call)
        case Composed() | Choice() | MultiChoice() | Offered():
            control.changed.connect(call)
        case QSpinBox():
            control.valueChanged.connect(lambda _value: call())
        case QLineEdit():
            control.textEdited.connect(lambda _text: call())
        case QPlainTextEdit():
            control.textChanged.connect(call)
        case QCheckBox():
            control.toggled.connect(lambda _on: call())
