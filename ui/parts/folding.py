"""The filters of a page: side by side where there is room, all but the first behind a button where rows would be lost."""

from typing import Any

from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from ui.parts.bar import Bar
from ui.theme import GRID, set_icon


class FoldingBar(QWidget):
    """A wrapping row of filters; when it is tight the first one stays and a button shows and hides the others."""

    def __init__(self) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID)
        self._row, self._below = Bar(), Bar()
        column.addWidget(self._row)
        column.addWidget(self._below)
        self._below.hide()
        self._parts: list[QWidget] = []
        self._tight = False
        self.button = QPushButton("Filters")
        self.button.setCheckable(True)
        set_icon(self.button, "chevron-down")
        self.button.hide()
        self.button.toggled.connect(self._unfold)

    def add(self, widget: QWidget) -> None:
        """Place a filter after the others."""
        self._parts.append(widget)
        (self._below if self._tight and len(self._parts) > 1 else self._row).add(widget)
        if len(self._parts) == 1:
            self._row.add(self.button)
        changed: Any = getattr(widget, "changed", None)
        if changed is not None:
            changed.connect(self._count)
        self._show_button()

    def set_tight(self, tight: bool) -> None:
        """Whether there is too little height for all of them."""
        if tight == self._tight:
            return
        self._tight = tight
        for part in self._parts[1:]:
            (self._below if tight else self._row).add(part)
        self._show_button()

    def _show_button(self) -> None:
        self.button.setVisible(self._tight and len(self._parts) > 1)
        self._below.setVisible(self._tight and self.button.isChecked())
        self._count()

    def _unfold(self, shown: bool) -> None:
        self._below.setVisible(shown and self._tight)

    def _count(self) -> None:
        """Say how many of those behind the button are set."""
        checks = (getattr(part, "is_set", None) for part in self._parts[1:])
        number = sum(1 for is_set in checks if is_set is not None and is_set())
        self.button.setText(f"Filters: {number} set" if number else "Filters")
