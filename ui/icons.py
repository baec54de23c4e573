"""Draws icons from their SVG files in the colours and sizes that are asked for, when they are first needed."""

from collections.abc import Mapping

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QIconEngine, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from resources import path

Look = tuple[QIcon.Mode, QIcon.State]
PLAIN: Look = (QIcon.Mode.Normal, QIcon.State.Off)


class Drawing(QIconEngine):
    """One icon, with a colour for each look that differs from the plain one; most icons are never seen."""

    def __init__(self, name: str, colors: Mapping[Look, QColor]) -> None:
        super().__init__()
        self._name, self._colors = name, colors
        self._drawn: dict[tuple[str, int], QPixmap] = {}

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        """Draw it into a box."""
        painter.drawPixmap(rect, self.scaledPixmap(rect.size(), mode, state, painter.device().devicePixelRatioF()))

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        """The picture in one size."""
        return self.scaledPixmap(size, mode, state, 1.0)

    def scaledPixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State, scale: float) -> QPixmap:
        """The picture for a screen with this many dots to a pixel."""
        color, dots = self._color(mode, state), round(min(size.width(), size.height()) * scale)
        key = (color.name(), dots)
        if key not in self._drawn:
            self._drawn[key] = picture(self._name, color, dots)
        drawn = QPixmap(self._drawn[key])
        drawn.setDevicePixelRatio(scale)
        return drawn

    def clone(self) -> QIconEngine:
        """Another of the same."""
        return Drawing(self._name, self._colors)

    def _color(self, mode: QIcon.Mode, state: QIcon.State) -> QColor:
        usual = QIcon.Mode.Disabled if mode == QIcon.Mode.Disabled else QIcon.Mode.Normal
        return self._colors.get((usual, state)) or self._colors.get((usual, QIcon.State.Off)) or self._colors[PLAIN]


def picture(name: str, color: QColor, size: int) -> QPixmap:
    """An icon drawn in one colour at one size in pixels."""
    pixmap = QPixmap(size, size)
    if pixmap.isNull():  # a button that is painted before it is laid out
        return pixmap
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    QSvgRenderer(in_color(name, color)).render(painter)
    painter.end()
    return pixmap


def in_color(name: str, color: QColor) -> bytes:
    """The text of an icon's file in one colour."""
    return path(f"icons/{name}.svg").read_bytes().replace(b"currentColor", color.name().encode())
