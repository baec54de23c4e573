"""The shapes of a picture of time: each says by its form what it is, and by its colour what that means."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPen, QPolygonF

from app.queries.timeline import ARROW, ROUND, SPEECH, SQUARE, TICK, Spot, Stretch
from app.table import Tone
from ui.parts.cells import draw_mark
from ui.theme import SMALL, font, theme

SIZES = {ROUND: 11, ARROW: 13, SQUARE: 15, SPEECH: 15, TICK: 12}
"""How large each shape is, in pixels at 100 %."""
BAR = 16
"""How high a stretch is."""


def size_of(shape: str) -> int:
    """How wide and high a shape is at the size of text in force."""
    return theme().pixels(SIZES[shape])


def draw_spot(painter: QPainter, spot: Spot, box: QRectF) -> None:
    """One mark, on ground of its own so that what lies below does not hide it."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    if spot.shape == ROUND:
        _ground(painter, box)
        _draw_review(painter, spot.tone, box)
    elif spot.shape == ARROW:
        _draw_arrow(painter, box)
    elif spot.shape == TICK:
        _draw_tick(painter, box)
    else:
        _draw_lettered(painter, spot, box)
    painter.restore()


def draw_stretch(painter: QPainter, stretch: Stretch, box: QRectF, *, plain: bool, lasts: bool) -> None:
    """A bar from day to day; what lasts is open at its end, what began on an unknown day is broken at its start."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme().color("hover" if plain else "accent_tint"))
    painter.drawRoundedRect(box, 3, 3)
    edge = QPen(theme().color("control" if plain else "accent"), 1)
    painter.setPen(edge)
    painter.drawLine(box.topLeft(), box.topRight())
    painter.drawLine(box.bottomLeft(), box.bottomRight())
    if not lasts:
        painter.drawLine(box.topRight(), box.bottomRight())
    if not stretch.known_start:
        edge.setStyle(Qt.PenStyle.DotLine)
        painter.setPen(edge)
    painter.drawLine(box.topLeft(), box.bottomLeft())
    _draw_label(painter, stretch.label, box)
    painter.restore()


def _draw_label(painter: QPainter, label: str, box: QRectF) -> None:
    painter.setFont(font(SMALL))
    inside = box.adjusted(4, 0, -2, 0)
    room = painter.fontMetrics().horizontalAdvance("mmm")
    if label and inside.width() >= room:
        painter.setPen(theme().color("text"))
        shown = painter.fontMetrics().elidedText(label, Qt.TextElideMode.ElideRight, int(inside.width()))
        painter.drawText(inside, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), shown)


def _ground(painter: QPainter, box: QRectF) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme().color("surface"))
    painter.drawEllipse(box.adjusted(-2, -2, 2, 2))


def _draw_review(painter: QPainter, tone: Tone, box: QRectF) -> None:
    """The shapes that stand beside words in tables; one still to come is a hollow diamond."""
    if tone is not Tone.PLAIN:
        draw_mark(painter, tone, box)
        return
    inside, middle = box.adjusted(1, 1, -1, -1), box.center()
    painter.setPen(QPen(theme().color("text"), 1.5))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPolygon(
        QPolygonF(
            [
                QPointF(middle.x(), inside.top()),
                QPointF(inside.right(), middle.y()),
                QPointF(middle.x(), inside.bottom()),
                QPointF(inside.left(), middle.y()),
            ]
        )
    )


def _draw_arrow(painter: QPainter, box: QRectF) -> None:
    """From one day to a later one."""
    middle, tip = box.center().y(), box.right() - 1
    painter.setPen(QPen(theme().color("text"), 1.6, c=Qt.PenCapStyle.RoundCap))
    painter.drawLine(QPointF(box.left(), middle), QPointF(tip, middle))
    for way in (-1, 1):
        painter.drawLine(QPointF(tip, middle), QPointF(tip - box.width() * 0.3, middle + way * box.height() * 0.3))


def _draw_tick(painter: QPainter, box: QRectF) -> None:
    path = QPainterPath(QPointF(box.left() + 1, box.center().y()))
    path.lineTo(box.center().x() - 1, box.bottom() - 2)
    path.lineTo(box.right() - 1, box.top() + 2)
    painter.setPen(QPen(theme().color("text"), 2, c=Qt.PenCapStyle.RoundCap))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPath(path)


def _draw_lettered(painter: QPainter, spot: Spot, box: QRectF) -> None:
    """A figure in a square (a level) or in a round (how the child took part); what is late is filled."""
    color, filled = theme().tone(spot.tone), spot.tone is Tone.LATE
    inside = box.adjusted(0.75, 0.75, -0.75, -0.75)
    painter.setPen(QPen(color, 1.5))
    painter.setBrush(color if filled else theme().color("surface"))
    corner = 3 if spot.shape == SQUARE else inside.height() / 2
    painter.drawRoundedRect(inside, corner, corner)
    letters = font(SMALL, bold=True)
    letters.setPixelSize(theme().pixels(SMALL - 1))
    painter.setFont(letters)
    painter.setPen(theme().color("surface") if filled else color)
    painter.drawText(box, int(Qt.AlignmentFlag.AlignCenter), spot.letter)
