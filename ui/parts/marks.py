"""A tone's shape as a widget, to stand beside a word."""

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.table import Tone
from ui.parts.cells import MARK, draw_mark
from ui.theme import theme


class Mark(QWidget):
    """Dot, diamond, triangle, hollow triangle or ring."""

    def __init__(self, tone: Tone) -> None:
        super().__init__()
        self._tone = tone
        self.setAccessibleName(tone.value)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
        theme().changed.connect(self.update)

    def sizeHint(self) -> QSize:
        """As large as its shape."""
        side = theme().pixels(MARK) + 2
        return QSize(side, side)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the shape in the middle."""
        size = theme().pixels(MARK)
        painter = QPainter(self)
        draw_mark(painter, self._tone, QRectF((self.width() - size) / 2, (self.height() - size) / 2, size, size))
        painter.end()
