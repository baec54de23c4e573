"""What is offered openly, one under the other: one of several by one press, or any of them by ticks."""

from collections.abc import Hashable, Sequence
from typing import Any

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QButtonGroup,
    QCheckBox,
    QHBoxLayout,
    QLabel,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from ui.theme import GRID

Options = Sequence[tuple[Hashable, str]]


class Line(QWidget):
    """A button with its words beside it, which may take several lines; a press on the words is one on the button."""

    def __init__(self, button: QAbstractButton, words: str) -> None:
        super().__init__()
        self.button, self.words = button, words
        button.setAccessibleName(words.replace("&", ""))
        label = QLabel(words)
        label.setBuddy(button)  # Alt and the letter after & press it
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setWordWrap(True)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(GRID // 2)
        row.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(label, 1)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """On the words."""
        self.button.setFocus(Qt.FocusReason.MouseFocusReason)
        self.button.click()


class Offered(QWidget):
    """Buttons under each other, each standing for a value."""

    changed = Signal()
    kind: type[QCheckBox] | type[QRadioButton] = QCheckBox

    def __init__(self, options: Options = ()) -> None:
        super().__init__()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(GRID // 2)
        self._lines: dict[Hashable, Line] = {}
        self._group = QButtonGroup(self)
        self._group.setExclusive(self.kind is QRadioButton)
        self.set_options(options)

    def value(self) -> Any:
        """What is chosen."""
        raise AssertionError

    def set_value(self, value: Any) -> None:
        """Choose this."""
        raise AssertionError

    def offered(self) -> tuple[Any, ...]:
        """The values that can be chosen."""
        return tuple(self._lines)

    def set_options(self, options: Options) -> None:
        """Offer these instead; what was chosen and is offered again stays so."""
        if [(value, line.words) for value, line in self._lines.items()] == [*options]:
            return
        chosen = self.chosen()
        for line in self._lines.values():
            self._group.removeButton(line.button)
            self._column.removeWidget(line)
            line.hide()
            line.deleteLater()
        self._lines = {value: self._add(words, value in chosen) for value, words in options}
        for line in [*self._lines.values()][:1]:
            self.setFocusProxy(line.button)

    def chosen(self) -> list[Hashable]:
        """The values that are chosen."""
        return [value for value, line in self._lines.items() if line.button.isChecked()]

    def _add(self, words: str, chosen: bool) -> Line:
        line = Line(self.kind(), words)
        line.button.setChecked(chosen)
        self._group.addButton(line.button)
        self._column.addWidget(line)
        line.button.toggled.connect(self.changed)
        return line


class OneOf(Offered):
    """One of several, by one press."""

    kind = QRadioButton

    def value(self) -> Any:
        """The value that was chosen; empty when none was."""
        return next(iter(self.chosen()), "")

    def set_value(self, value: Any) -> None:
        """Choose this one; none when it is not offered."""
        with QSignalBlocker(self._group):
            self._group.setExclusive(False)
            for key, line in self._lines.items():
                line.button.setChecked(key == value)
            self._group.setExclusive(True)


class AnyOf(Offered):
    """Any of several, by ticks."""

    def value(self) -> tuple[Any, ...]:
        """The values that are ticked."""
        return tuple(self.chosen())

    def set_value(self, value: Any) -> None:
        """Tick these and no others."""
        for key, line in self._lines.items():
            line.button.setChecked(key in value)
