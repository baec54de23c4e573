"""What is offered openly, one under the other: one of several by one press, or any of them by ticks."""

from collections.abc import Hashable, Sequence
from typing import Any

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QCheckBox, QRadioButton, QVBoxLayout, QWidget

from ui.theme import GRID

Options = Sequence[tuple[Hashable, str]]


class Offered(QWidget):
    """Buttons under each other, each standing for a value."""

    changed = Signal()
    kind: type[QCheckBox] | type[QRadioButton] = QCheckBox

    def __init__(self, options: Options = ()) -> None:
        super().__init__()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(GRID // 2)
        self._buttons: dict[Hashable, QAbstractButton] = {}
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
        return tuple(self._buttons)

    def set_options(self, options: Options) -> None:
        """Offer these instead; what was chosen and is offered again stays so."""
        if [(value, button.text()) for value, button in self._buttons.items()] == [*options]:
            return
        chosen = [value for value, button in self._buttons.items() if button.isChecked()]
        for button in self._buttons.values():
            self._group.removeButton(button)
            self._column.removeWidget(button)
            button.hide()
            button.deleteLater()
        self._buttons = {value: self._add(words, value in chosen) for value, words in options}
        for button in [*self._buttons.values()][:1]:
            self.setFocusProxy(button)

    def _add(self, words: str, chosen: bool) -> QAbstractButton:
        button = self.kind(words.replace("&", "&&"), self)
        button.setChecked(chosen)
        self._group.addButton(button)
        self._column.addWidget(button)
        button.toggled.connect(self.changed)
        return button


class OneOf(Offered):
    """One of several, by one press."""

    kind = QRadioButton

    def value(self) -> Any:
        """The value that was chosen; empty when none was."""
        return next((value for value, button in self._buttons.items() if button.isChecked()), "")

    def set_value(self, value: Any) -> None:
        """Choose this one; none when it is not offered."""
        with QSignalBlocker(self._group):
            self._group.setExclusive(False)
            for key, button in self._buttons.items():
                button.setChecked(key == value)
            self._group.setExclusive(True)


class AnyOf(Offered):
    """Any of several, by ticks."""

    def value(self) -> tuple[Any, ...]:
        """The values that are ticked."""
        return tuple(value for value, button in self._buttons.items() if button.isChecked())

    def set_value(self, value: Any) -> None:
        """Tick these and no others."""
        for key, button in self._buttons.items():
            button.setChecked(key in value)
