"""A strip of shapes, oldest first: how a child took part in each review or conference, for the eye, the keyboard and the ear."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.domain.participation import ATTENDED, UNDER_FOUR
from app.queries.voice import Took
from app.table import Tone
from ui.theme import GRID, SMALL, font, theme

CELL, SHAPE = 58, 15
SPOKE, THERE, SENT, NO_PART, YOUNG, UNKNOWN = "spoke", "there", "sent", "no-part", "young", "unknown"
MEANINGS = {
    SPOKE: "Attended and gave views",
    THERE: "Attended without contributing",
    SENT: "Not there, views shared",
    NO_PART: "No views shared",
    YOUNG: "Under 4",
    UNKNOWN: "Not recorded",
}
"""What each shape means, in the order of the legend."""
STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}


def shape_of(took: Took) -> str:
    """Which shape tells of one meeting."""
    code = took.code
    if code is None:
        return UNKNOWN
    if code == UNDER_FOUR:
        return YOUNG
    if code == "PN4":
        return THERE
    if code in ATTENDED:
        return SPOKE
    return NO_PART if code == "PN7" else SENT


def tone_of(took: Took) -> Tone:
    """Its colour, which the service's own rule of what is participation decides."""
    if took.took_part is None:
        return Tone.INFORMATION if took.code is None else Tone.PLAIN
    return Tone.ON_TIME if took.took_part else Tone.LATE


def draw_shape(painter: QPainter, shape: str, colour: QColor, box: QRectF) -> None:
    """Full, ring, half, cross, bar or dotted ring: each can be told without its colour."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    pen = QPen(colour, 2)
    painter.setPen(pen)
    painter.setBrush(colour if shape == SPOKE else Qt.BrushStyle.NoBrush)
    if shape == NO_PART:
        painter.drawLine(box.topLeft(), box.bottomRight())
        painter.drawLine(box.bottomLeft(), box.topRight())
    elif shape == YOUNG:
        painter.drawLine(QPointF(box.left(), box.center().y()), QPointF(box.right(), box.center().y()))
    else:
        if shape == UNKNOWN:
            pen.setStyle(Qt.PenStyle.DotLine)
            painter.setPen(pen)
        painter.drawEllipse(box)
    if shape == SENT:
        painter.setBrush(colour)
        painter.drawPie(box, 90 * 16, 180 * 16)
    painter.restore()


class Strip(QWidget):
    """One line, or several where there is little room; Left and Right choose a meeting, Enter opens it."""

    chosen = Signal(object)
    """The meeting that is chosen now."""
    opened = Signal(str)
    """The key of the review that was opened."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self._name = name
        self._took: Sequence[Took] = ()
        self._at = 0
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme().changed.connect(self._fit)

    def show_all(self, took: Sequence[Took]) -> None:
        """These meetings, the last one chosen."""
        self._took = took
        self._at = len(took) - 1
        self._fit()
        self._tell()

    def now(self) -> Took | None:
        """The meeting that is chosen."""
        return self._took[self._at] if self._took else None

    def choose(self, at: int) -> None:
        """Choose a meeting by its place."""
        if 0 <= at < len(self._took):
            self._at = at
            self._tell()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Left, Right, Home, End and Enter."""
        key = Qt.Key(event.key())
        if key in STEPS:
            self.choose(self._at + STEPS[key])
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            self.choose(0 if key == Qt.Key.Key_Home else len(self._took) - 1)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._took:
            self.opened.emit(self._took[self._at].review_id)
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose what is under the mouse."""
        self.choose(self._under(event.position()))

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Open it."""
        at = self._under(event.position())
        if at >= 0:
            self.opened.emit(self._took[at].review_id)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Say what is under the mouse."""
        at = self._under(event.position())
        self.setToolTip(self._took[at].told if at >= 0 else "")

    def resizeEvent(self, event: QResizeEvent) -> None:
        """As high as its lines."""
        super().resizeEvent(event)
        self._fit()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Tell of the chosen one."""
        super().focusInEvent(event)
        self._tell()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Shape, code and month of each."""
        painter = QPainter(self)
        painter.setFont(font(SMALL))
        for at, took in enumerate(self._took):
            box = self._box(at)
            if at == self._at:
                painter.setPen(QPen(theme().color("accent"), 2) if self.hasFocus() else Qt.PenStyle.NoPen)
                painter.setBrush(theme().color("accent_tint"))
                painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), 4, 4)
            self._draw(painter, took, box)
        painter.end()

    def _draw(self, painter: QPainter, took: Took, box: QRectF) -> None:
        size = theme().pixels(SHAPE)
        shape = QRectF(box.center().x() - size / 2, box.top() + GRID, size, size)
        draw_shape(painter, shape_of(took), theme().tone(tone_of(took)), shape)
        line = (box.bottom() - shape.bottom() - GRID // 2) / 2
        above = QRectF(box.left(), shape.bottom() + 2, box.width(), line)
        painter.setPen(theme().color("text"))
        mark = " C" if took.chaired else ""
        painter.drawText(above, Qt.AlignmentFlag.AlignCenter, f"{took.code or '?'}{mark}")
        painter.setPen(theme().color("quiet"))
        painter.drawText(above.translated(0, line), Qt.AlignmentFlag.AlignCenter, f"{took.date:%b %y}")

    def _cell(self) -> tuple[int, int]:
        width = theme().pixels(CELL)
        return width, theme().pixels(SHAPE) + GRID * 2 + 2 * theme().pixels(SMALL) + GRID

    def _across(self) -> int:
        return max(1, self.width() // self._cell()[0])

    def _box(self, at: int) -> QRectF:
        width, height = self._cell()
        row, column = divmod(at, self._across())
        return QRectF(column * width, row * height, width, height)

    def _under(self, point: QPointF) -> int:
        return next((at for at in range(len(self._took)) if self._box(at).contains(point)), -1)

    def _fit(self) -> None:
        lines = -(-len(self._took) // self._across())
        self.setFixedHeight(max(1, lines) * self._cell()[1])
        self.update()

    def _tell(self) -> None:
        took = self.now()
        if took is not None:
            self.setAccessibleName(f"{self._name}, {self._at + 1} of {len(self._took)}: {took.told}")
            self.chosen.emit(took)
        self.update()
