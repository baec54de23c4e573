"""What is shown instead of the window when a file cannot be opened: why, that nothing is lost, and what to do next."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from app.domain.backups import Misplaced, Unexpected
from app.domain.errors import Refusal
from ui.parts.link import Link
from ui.theme import GRID, set_icon, theme

WIDTH, HEIGHT = 640, 240


class Trouble(QWidget):
    """A quiet page with the sentence, the file's place, and buttons for what can be done."""

    other = Signal()
    again = Signal()
    restoring = Signal()
    accepting = Signal()
    moving = Signal()

    def __init__(self, refusal: Refusal, path: Path) -> None:
        super().__init__()
        self.setObjectName("page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("IRO Tracker")
        self.setAccessibleName(f"{path.name} cannot be opened")
        self.setAccessibleDescription(str(refusal))
        self.words = str(refusal)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(GRID * 4, GRID * 4, GRID * 4, GRID * 3)
        self._column.setSpacing(GRID)
        self._say(f"{path.name} cannot be opened", "title")
        self._say(refusal.message)
        self._say(refusal.next_step)
        self._say(str(path.absolute()), "small")
        self._column.addStretch(1)
        self._make_ways(refusal)
        self._make_buttons()
        self.resize(theme().pixels(WIDTH), theme().pixels(HEIGHT))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc quits, as the window's own cross does."""
        if event.key() == Qt.Key.Key_Escape:
            self.window().close()
        else:
            super().keyPressEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        """Be high enough for all that is said."""
        super().showEvent(event)
        self.setMinimumHeight(max(theme().pixels(HEIGHT), self._column.totalHeightForWidth(self.width())))

    def _say(self, words: str, letters: str = "text") -> None:
        label = QLabel(words)
        label.setProperty("letters", letters)
        label.setWordWrap(True)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        label.setVisible(bool(words))
        self._column.addWidget(label)

    def _make_ways(self, refusal: Refusal) -> None:
        """What only some refusals can be answered with."""
        self.way: Link | None = None
        if isinstance(refusal, Unexpected):
            self.way = Link("&Go on with this file as it is", self.accepting.emit)
        elif isinstance(refusal, Misplaced):
            self.way = Link("&Move it to this computer", self.moving.emit)
        if self.way is not None:
            self._column.addWidget(self.way)

    def _make_buttons(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(GRID)
        self.retry = _button("&Try again", self.again.emit, "refresh-cw", primary=True)
        self.choose = _button("Open another &file", self.other.emit, "folder-open")
        self.leave = _button("&Quit", lambda: self.window().close(), "x")
        self.restore = _button("Restore a &backup", self.restoring.emit, "history")
        for button in (self.retry, self.restore, self.choose, self.leave):
            row.addWidget(button)
        row.addStretch(1)
        self._column.addLayout(row)
        self.retry.setFocus()


def _button(words: str, press: Callable[[], object], icon: str, *, primary: bool = False) -> QPushButton:
    button = QPushButton(words)
    button.setProperty("primary", primary)
    button.setAutoDefault(True)
    set_icon(button, icon, "accent_text" if primary else "text")
    button.clicked.connect(lambda _checked=False: press())
    return button
