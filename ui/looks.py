"""How the person wants the window to look: size of text, height of rows, colours; in the View menu, kept as preferences."""

from functools import partial

from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QMenu, QWidget

from ui.preferences import Preferences
from ui.theme import CHOICES, theme

STEP = 10
"""By how many per cent the text grows or shrinks."""


class Looks:
    """The commands of the View menu that change the theme."""

    def __init__(self, window: QWidget, preferences: Preferences) -> None:
        self._window, self._preferences = window, preferences
        self._themes = QActionGroup(window)
        self._compact = QAction("Co&mpact rows", window)

    def fill(self, menu: QMenu) -> None:
        """Add the commands to a menu."""
        for words, keys, step in (("&Larger text", "Ctrl++", STEP), ("&Smaller text", "Ctrl+-", -STEP)):
            self._add(menu, QAction(words, self._window), keys).triggered.connect(partial(self._grow, step))
        usual = self._add(menu, QAction("&Text at 100 %", self._window), "Ctrl+0")
        usual.triggered.connect(lambda: self.choose(factor=100))
        self._compact.setCheckable(True)
        self._add(menu, self._compact).triggered.connect(lambda: self.choose(compact=not theme().compact))
        colours = menu.addMenu("C&olours")
        for key, words in CHOICES.items():
            action = self._add(colours, QAction(f"&{words}", self._window))
            action.triggered.connect(partial(self._colour, key))
            action.setCheckable(True)
            action.setData(key)
            action.setStatusTip(f"Colours: {words}")
            self._themes.addAction(action)
        self._mark()

    def recall(self) -> None:
        """Look as the person left it."""
        kept = self._preferences.get
        if any(kept(key) is not None for key in ("theme", "text", "compact")):
            theme().set(kept("theme"), kept("text"), kept("compact"))
        self._mark()

    def choose(self, choice: str | None = None, factor: int | None = None, compact: bool | None = None) -> None:
        """Change the look and remember it."""
        theme().set(choice, factor, compact)
        self._mark()
        for key, value in {"theme": theme().choice, "text": theme().factor, "compact": theme().compact}.items():
            self._preferences.set(key, value)

    def _add(self, menu: QMenu, action: QAction, keys: str = "") -> QAction:
        action.setShortcut(QKeySequence(keys))
        menu.addAction(action)
        return action

    def _grow(self, step: int, _checked: bool = False) -> None:
        self.choose(factor=theme().factor + step)

    def _colour(self, key: str, _checked: bool = False) -> None:
        self.choose(choice=key)

    def _mark(self) -> None:
        self._compact.setChecked(theme().compact)
        for action in self._themes.actions():
            action.setChecked(action.data() == theme().choice)
