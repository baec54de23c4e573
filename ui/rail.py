"""The window's edges: the rail of places at the left and the bar at the bottom."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QButtonGroup, QFrame, QHBoxLayout, QLabel, QSizePolicy, QToolButton, QVBoxLayout

from ui.pages import Place
from ui.theme import GRID, set_icon, theme

WIDTH, ICON = 88, 20


class Rail(QFrame):
    """The places that exist, icon and word; Up and Down walk, Tab leaves."""

    chosen = Signal(str)

    def __init__(self, places: Sequence[Place]) -> None:
        super().__init__()
        self.setObjectName("rail")
        self.setAccessibleName("Places")
        column = QVBoxLayout(self)
        column.setContentsMargins(GRID // 2, GRID, GRID // 2, GRID)
        column.setSpacing(GRID // 2)
        self._group = QButtonGroup(self)
        self._buttons = {place.key: self._button(place) for place in places}
        for button in self._buttons.values():
            column.addWidget(button)
        column.addStretch(1)
        theme().changed.connect(self._size)
        self._size()

    def choose(self, key: str) -> None:
        """Mark the place that is shown; only it takes part in Tab."""
        self._buttons[key].setChecked(True)
        for each, button in self._buttons.items():
            button.setFocusPolicy(Qt.FocusPolicy.StrongFocus if each == key else Qt.FocusPolicy.ClickFocus)

    def show_place(self, key: str, shown: bool) -> None:
        """Take a place away, or put it back where it was."""
        self._buttons[key].setVisible(shown)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Up and Down choose the place before and after."""
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()))
        buttons = [button for button in self._buttons.values() if not button.isHidden()]
        current = next((i for i, button in enumerate(buttons) if button.isChecked()), None)
        if step is None or current is None or not 0 <= current + step < len(buttons):
            super().keyPressEvent(event)
            return
        buttons[current + step].click()
        buttons[current + step].setFocus()

    def _button(self, place: Place) -> QToolButton:
        button = QToolButton()
        button.setText(place.word)
        button.setCheckable(True)
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextUnderIcon)
        button.setToolTip(f"{place.word} ({place.shortcut})")
        button.setAccessibleName(place.word)
        button.setAccessibleDescription(place.shortcut)
        button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        button.clicked.connect(lambda: self.chosen.emit(place.key))
        set_icon(button, place.icon, "quiet")
        self._group.addButton(button)
        return button

    def _size(self) -> None:
        self.setFixedWidth(theme().pixels(WIDTH))
        for button in self._buttons.values():
            button.setIconSize(QSize(theme().pixels(ICON), theme().pixels(ICON)))


class Foot(QFrame):
    """The bottom bar: what is shown, whether everything is saved, which file."""

    def __init__(self, database: str) -> None:
        super().__init__()
        self.setObjectName("foot")
        row = QHBoxLayout(self)
        row.setContentsMargins(GRID * 3 // 2, GRID // 2, GRID * 3 // 2, GRID // 2)
        row.setSpacing(GRID * 3)
        self.count, self.state, self.database = QLabel(), QLabel(), QLabel(database)
        self.count.setAccessibleName("What is shown")
        self.state.setAccessibleName("Save state")
        self.database.setAccessibleName("Database")
        row.addWidget(self.count, 1)
        row.addWidget(self.state)
        row.addWidget(self.database)
        self.show_saving(False)

    def show_saving(self, saving: bool) -> None:
        """Say whether changes are still being written."""
        self.state.setText("Saving…" if saving else "All changes saved")
