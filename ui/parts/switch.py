"""The views of a page beside each other: which there are, and the switch that chooses one."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QButtonGroup, QMenu, QToolButton, QWidget

from ui.parts.bar import Bar
from ui.theme import set_icon


@dataclass(frozen=True)
class Sight:
    """One view: its key, its words, its icon, and where its class is when the page does not make it itself."""

    key: str
    words: str
    icon: str
    module: str = ""
    name: str = ""

    def exists(self) -> bool:
        """Whether it is built."""
        return not self.module or find_spec(self.module) is not None

    def make(self, tools: Any) -> Any:
        """Load and make it: a widget with refresh(), line() and commands()."""
        return getattr(import_module(self.module), self.name)(tools)


class Switch(Bar):
    """Chooses one of the views; Alt and a figure does too, from anywhere on the page."""

    chosen = Signal(str)

    def __init__(self, page: QWidget, sights: Sequence[Sight]) -> None:
        super().__init__()
        self.setAccessibleName("Views")
        self._page = page
        self._group = QButtonGroup(self)
        self._buttons: dict[str, QToolButton] = {}
        self._actions = {sight.key: self._make(sight, at) for at, sight in enumerate(sights, 1)}

    def offer(self, keys: Collection[str]) -> None:
        """Offer only these views; where another one is chosen, the first of them is instead."""
        for key, action in self._actions.items():
            action.setVisible(key in keys)
            self._buttons[key].setVisible(key in keys)
        if self.value() not in keys:
            self.choose(next(key for key in self._actions if key in keys))

    def value(self) -> str:
        """The view that is chosen."""
        return next((key for key, action in self._actions.items() if action.isChecked()), next(iter(self._actions)))

    def choose(self, key: str) -> None:
        """Choose a view; one that is not built is left alone."""
        if key in self._actions and key != self._now:
            self._take(key)

    def take_focus(self) -> None:
        """Put the keyboard on the chosen one."""
        chosen = self._group.checkedButton()
        if chosen is not None:
            chosen.setFocus(Qt.FocusReason.OtherFocusReason)

    def menu(self) -> QMenu:
        """The views as commands."""
        menu = QMenu("&Show", self._page)
        menu.addActions(list(self._actions.values()))
        return menu

    _now = ""

    def _make(self, sight: Sight, number: int) -> QAction:
        action = QAction(sight.words, self._page)
        action.setCheckable(True)
        action.setShortcut(QKeySequence(f"Alt+{number}"))
        action.triggered.connect(lambda _on=False: self._take(sight.key))
        set_icon(action, sight.icon)
        self._page.addAction(action)
        button = QToolButton()
        button.setText(sight.words)
        button.setCheckable(True)
        button.setProperty("segment", True)
        button.setAccessibleName(sight.words)
        button.setToolTip(f"{sight.words} (Alt+{number})")
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        button.clicked.connect(lambda _on=False: self._take(sight.key))
        action.toggled.connect(button.setChecked)
        set_icon(button, sight.icon)
        self._group.addButton(button)
        self._buttons[sight.key] = button
        self.add(button)
        return action

    def _take(self, key: str) -> None:
        new, self._now = key != self._now, key
        for each, action in self._actions.items():
            action.setChecked(each == key)
        if new:
            self.chosen.emit(key)
