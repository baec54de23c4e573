"""The window's edges: the rail of places at the left and the bar at the bottom."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QFrame, QHBoxLayout, QLabel, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from ui.pages import Place
from ui.parts.focus import contains_focus
from ui.parts.scrolled import Scrolled
from ui.theme import GRID, set_icon, theme

WIDTH, ICON = 88, 16


class Rail(Scrolled):
    """The places that exist, icon and word; Up and Down walk, Tab leaves. It scrolls where large words need more room."""

    chosen = Signal(str)

    def __init__(self, places: Sequence[Place]) -> None:
        inside = QWidget()
        super().__init__(inside)
        self._inside = inside
        self.setObjectName("rail")
        self.setAccessibleName("Places")
        column = QVBoxLayout(inside)
        column.setContentsMargins(GRID // 2, GRID // 2, GRID // 2, GRID // 2)
        column.setSpacing(0)
        self._group = QButtonGroup(self)
        self._buttons = {place.key: self._button(place) for place in places}
        for button in self._buttons.values():
            column.addWidget(button)
        column.addStretch(1)
        theme().changed.connect(self._size)
        self.verticalScrollBar().rangeChanged.connect(self._fit_width, Qt.ConnectionType.QueuedConnection)
        self._size()

    def choose(self, key: str) -> None:
        """Mark the place that is shown; only it takes part in Tab, and it has the keyboard where the rail has it."""
        self._buttons[key].setChecked(True)
        for each, button in self._buttons.items():
            button.setFocusPolicy(Qt.FocusPolicy.StrongFocus if each == key else Qt.FocusPolicy.ClickFocus)
        if contains_focus(self):
            self._buttons[key].setFocus()
        self._scroll_to_chosen()

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

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The place that is shown stays in sight."""
        super().resizeEvent(event)
        self._scroll_to_chosen()

    def _scroll_to_chosen(self) -> None:
        chosen = self._group.checkedButton()
        if chosen is not None:
            self.ensureWidgetVisible(chosen, 0, GRID)

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
        self._fit_width()
        for button in self._buttons.values():
            button.setIconSize(QSize(theme().pixels(ICON), theme().pixels(ICON)))

    def _fit_width(self) -> None:
        """As wide as always; the bar that scrolls takes nothing from the words."""
        bar, needed = self.verticalScrollBar(), self._inside.minimumSizeHint().width() + GRID // 2
        room = needed + bar.sizeHint().width() if bar.maximum() else 0
        self.setFixedWidth(max(theme().pixels(WIDTH), room))


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
