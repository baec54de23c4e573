"""A control of a form that is made of several others and has one value."""

from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget


class Composed(QWidget):
    """What a form reads and writes as one."""

    changed = Signal()

    def value(self) -> Any:
        """The value of all together."""
        raise AssertionError

    def set_value(self, value: Any) -> None:
        """Show this value."""
        raise AssertionError
