"""The card that says why a file could not be used; it stays until another file is chosen or it is put away."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QToolButton, QVBoxLayout

from app.domain.errors import Refusal
from ui.icons import picture
from ui.theme import GRID, set_icon, theme


class TroubleCard(QFrame):
    """What happened, that nothing is lost, and the next step; with lines of more when there are any."""

    closed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("notice")
        self.setProperty("tone", "late")
        self.setAccessibleName("What went wrong")
        row = QHBoxLayout(self)
        row.setContentsMargins(GRID * 3 // 2, GRID, GRID // 2, GRID)
        row.setSpacing(GRID)
        self._picture = QLabel()
        words = QVBoxLayout()
        words.setSpacing(GRID // 2)
        self.happened, self.next_step, self.more = QLabel(), QLabel(), QLabel()
        self.happened.setObjectName("mark")
        for label in (self.happened, self.next_step, self.more):
            label.setWordWrap(True)
            words.addWidget(label)
        close = QToolButton()
        close.setAccessibleName("Put this message away")
        close.setToolTip("Put this message away")
        set_icon(close, "x", "quiet")
        close.clicked.connect(self.put_away)
        row.addWidget(self._picture)
        row.addLayout(words, 1)
        row.addWidget(close)
        theme().changed.connect(self._draw)
        self._draw()
        self.hide()

    def tell(self, no: Refusal, more: str = "") -> None:
        """Say it and stay."""
        self.happened.setText(no.message)
        self.next_step.setText(no.next_step)
        self.next_step.setVisible(bool(no.next_step))
        self.more.setText(more)
        self.more.setVisible(bool(more))
        self.setAccessibleDescription(f"{no} {more}".strip())
        self.show()

    def put_away(self) -> None:
        """It was read."""
        self.hide()
        self.closed.emit()

    def _draw(self) -> None:
        self._picture.setPixmap(picture("triangle-alert", theme().color("late"), theme().pixels(16)))
