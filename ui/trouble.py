"""What is shown instead of the window when a file cannot be opened: why, that nothing is lost, and what to do next."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from app.domain.errors import Refusal


class Trouble(QWidget):
    """A quiet page with the sentence, the file's place and three buttons."""

    other = Signal()
    again = Signal()

    def __init__(self, refusal: Refusal, path: Path) -> None:
        super().__init__()
        self.setObjectName("page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setWindowTitle("IRO Tracker")
        self.resize(640, 260)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(32, 32, 32, 24)
        self._column.setSpacing(12)
        self._say(refusal.message, "title")
        self._say(refusal.next_step, "")
        self._say(str(path), "quiet")
        self._column.addStretch(1)
        self._make_buttons()

    def _say(self, words: str, name: str) -> None:
        label = QLabel(words)
        label.setObjectName(name)
        label.setWordWrap(True)
        label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        label.setVisible(bool(words))
        self._column.addWidget(label)

    def _make_buttons(self) -> None:
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(_button("&Quit", self.close))
        row.addWidget(_button("Open another &file", self.other.emit))
        again = _button("&Try again", self.again.emit)
        again.setDefault(True)
        row.addWidget(again)
        self._column.addLayout(row)
        again.setFocus()


def _button(words: str, press: Callable[[], object]) -> QPushButton:
    button = QPushButton(words)
    button.clicked.connect(lambda: press())
    return button
