"""The quiet band above the figures while something is tried: that nothing is saved, and what ends it."""

from collections.abc import Callable, Sequence

from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QLabel, QPushButton

from ui.ahead.whatif import WhatIf
from ui.ahead.words import band_words
from ui.icons import picture
from ui.parts.bar import Bar
from ui.theme import GRID, set_icon, theme

BUTTONS = 55
"""How much of the width in per cent the buttons may have beside the words."""


class Band(QFrame):
    """Hidden while nothing is tried."""

    def __init__(self, what_if: WhatIf, actions: Sequence[tuple[QAction, str, str]]) -> None:
        super().__init__()
        self.setObjectName("notice")
        self.setProperty("tone", "information")
        self.setAccessibleName("What if")
        self._what_if = what_if
        self._row = row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        row.setContentsMargins(GRID * 3 // 2, GRID // 2, GRID, GRID // 2)
        row.setSpacing(GRID)
        self._picture, mark, self.words = QLabel(), QLabel("What if"), QLabel()
        mark.setObjectName("mark")
        self.words.setWordWrap(True)
        said = QHBoxLayout()
        said.addWidget(self._picture)
        said.addWidget(mark)
        said.addWidget(self.words, 1)
        row.addLayout(said, 1)
        self.buttons = Bar()
        for action, short, icon in actions:
            self.buttons.add(_button(action, short, icon))
        row.addWidget(self.buttons)
        theme().changed.connect(self._draw)
        what_if.changed.connect(self.tell)
        self._draw()
        self.tell()

    def tell(self) -> None:
        """Say what is tried."""
        self.words.setText(f"Nothing is saved yet: {band_words(self._what_if.whole)}.")
        self.setAccessibleDescription(self.words.text())
        self.setVisible(self._what_if.is_on)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """With large text the buttons go below the words."""
        super().resizeEvent(event)
        whole = self.buttons.whole_width()
        beside = whole < self.width() * BUTTONS // 100
        self._row.setDirection(QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom)
        self.buttons.setMinimumWidth(whole if beside else 0)

    def _draw(self) -> None:
        self._picture.setPixmap(picture("info", theme().color("information"), theme().pixels(16)))


def _button(action: QAction, words: str, icon: str) -> QPushButton:
    """A button that does the command, and can be pressed while it can be done."""
    button = QPushButton(words)
    set_icon(button, icon)
    button.clicked.connect(action.trigger)
    follow: Callable[[], None] = lambda: button.setEnabled(action.isEnabled())  # noqa: E731  (connected and called)
    action.changed.connect(follow)
    follow()
    return button
