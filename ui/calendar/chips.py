"""How a meeting, a due review, a band and a number of meetings are painted in the calendar."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QFontMetrics, QPainter, QPen

from app.domain.counting import counted
from app.queries.calendar.shapes import Day, DueMark, Event
from app.queries.calendar.words import WORST
from app.table import Tone
from ui.parts.cells import MARK, draw_mark
from ui.theme import GRID, SMALL, font, theme

LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
GAP = GRID // 4
TINTS = {Tone.LATE: "late_tint", Tone.HELD_LATE: "held_late_tint", Tone.SOON: "soon_tint"}
"""What is on time stays quiet: only what asks for a look has a ground of its own."""


NEARLY = 0.6
"""With so much of its room a name is cut rather than left out."""


@dataclass(frozen=True)
class Box:
    """A place in the calendar where one meeting, one due review or what there is no room for is painted."""

    rect: QRect
    event: Event | None = None
    mark: DueMark | None = None
    more: int = 0
    tone: Tone = Tone.PLAIN
    """The worst of what there is no room for, so that nothing late is hidden."""


def left_out(rect: QRect, events: Sequence[Event], due: Sequence[DueMark] = ()) -> Box:
    """What there is no room for: how many, and the worst of them unless that is on time."""
    tones = [event.tone for event in events] + [mark.standing.tone for mark in due]
    worst = min(tones, key=WORST.index)
    return Box(rect, more=len(tones), tone=worst if worst in TINTS else Tone.PLAIN)


def line_height() -> int:
    """How high one line of small letters is, with a little room."""
    return QFontMetrics(font(SMALL)).height() + theme().pixels(2 if theme().compact else 4)


def write(
    painter: QPainter, words: str, box: QRect, color: str | QColor = "text", how: int = LEFT, *, bold: bool = False
) -> None:
    """Small words, cut where they do not fit."""
    painter.setFont(font(SMALL, bold=bold))
    painter.setPen(theme().color(color) if isinstance(color, str) else color)
    painter.drawText(box, how, painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, box.width()))


def paint_event(painter: QPainter, event: Event, rect: QRect, words: str, *, chosen: bool, more: str = "") -> None:
    """A meeting: its shape, its words, and a ring when it is chosen; more is never cut."""
    paint_plate(painter, event, rect, chosen=chosen)
    inside = rect.adjusted(4, 0, -3, 0)
    if more:
        wide = QFontMetrics(font(SMALL)).horizontalAdvance(more) + 2
        write(painter, more, QRect(inside.right() - wide + 1, inside.top(), wide, inside.height()), "quiet")
        inside.adjust(0, 0, -wide, 0)
    paint_marked(painter, event.tone, words, inside, "text")


def paint_plate(painter: QPainter, event: Event, rect: QRect, *, chosen: bool) -> None:
    """The ground of a meeting."""
    ground = QBrush(theme().color(TINTS.get(event.tone, "hover")))
    edge = QPen(theme().color("accent"), 2) if chosen else QPen(theme().color("line"), 1)
    _plate(painter, rect, ground, edge)


def paint_mark_due(painter: QPainter, mark: DueMark, rect: QRect) -> None:
    """A review that is due and has no meeting: quiet, with a broken edge."""
    edge = QPen(theme().color("control"), 1, Qt.PenStyle.DashLine)
    _plate(painter, rect, QBrush(Qt.BrushStyle.NoBrush), edge)
    paint_marked(painter, mark.standing.tone, f"due: {mark.child}", rect.adjusted(4, 0, -3, 0), "quiet")


def paint_more(painter: QPainter, box: Box, words: str) -> None:
    """How many more there are, with the shape of the worst of them."""
    paint_marked(painter, box.tone, words, box.rect.adjusted(4, 0, 0, 0), "accent")


def paint_ring(painter: QPainter, rect: QRect, role: str, style: Qt.PenStyle = Qt.PenStyle.SolidLine) -> None:
    """Where the keyboard is, over everything else."""
    painter.setPen(QPen(theme().color(role), 2, style))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRect(rect.adjusted(1, 1, -2, -2))


def paint_marked(painter: QPainter, tone: Tone, words: str, box: QRect, color: str) -> None:
    """A shape and words beside it."""
    size, left = theme().pixels(MARK), 0
    if tone is not Tone.PLAIN:
        draw_mark(painter, tone, QRectF(box.left(), box.center().y() - size / 2 + 0.5, size, size))
        left = size + theme().pixels(4)
    write(painter, words, box.adjusted(left, 0, 0, 0), color)


def fitting(words: Sequence[str], room: int, *, bold: bool = True) -> str:
    """The first of several ways to say it that fits; the shortest where none does."""
    letters = QFontMetrics(font(SMALL, bold=bold))
    return next((each for each in words if letters.horizontalAdvance(each) <= room), words[-1])


def paint_band(painter: QPainter, ways: Sequence[str], rect: QRect) -> None:
    """Somebody is away: a band across the day, in the longest words that fit."""
    painter.fillRect(rect, theme().color("information_tint"))
    painter.fillRect(QRect(rect.left(), rect.top(), theme().pixels(3), rect.height()), theme().color("information"))
    inside = rect.adjusted(theme().pixels(7), 0, -2, 0)
    nearly = QFontMetrics(font(SMALL)).horizontalAdvance(ways[0]) * NEARLY <= inside.width()
    write(painter, ways[0] if nearly else fitting(ways, inside.width(), bold=False), inside, "information")


def paint_counts(painter: QPainter, day: Day, box: QRect, most: int) -> None:
    """How many meetings there are, drawn as a bar against the fullest day; how many are late, soon, due without a date."""
    line, bar = line_height(), theme().pixels(4)
    parts = [part for part in _counted(day) if part[1]]
    stacked = (line + bar + 2 if day.events else 0) + line * len(parts) <= box.height()
    at = QRect(box.left(), box.top(), box.width(), line)
    if day.events:
        ways = (counted(len(day.events), "meeting"), f"{len(day.events):,}")
        write(painter, fitting(ways if stacked else ways[1:], at.width()), at, bold=True)
        width = max(at.width() * len(day.events) // max(most, 1), 4)
        painter.fillRect(QRect(at.left(), at.bottom() + 1, width, bar), theme().color("accent"))
    if stacked:
        _paint_stacked(painter, parts, at.translated(0, line + bar + 2) if day.events else at)
    else:
        _paint_beside(painter, parts, at.adjusted(theme().pixels(GRID * 3) if day.events else 0, 0, 0, 0))


Part = tuple[Tone, int, str]


def _paint_stacked(painter: QPainter, parts: Sequence[Part], at: QRect) -> None:
    """Each number in a line of its own."""
    for tone, number, words in parts:
        room = at.width() - (theme().pixels(MARK + 4) if tone is not Tone.PLAIN else 0)
        shown = fitting((f"{number} {words}", f"{number} {words.partition(',')[0]}", f"{number}"), room, bold=False)
        paint_marked(painter, tone, shown, at, "text" if tone is not Tone.PLAIN else "quiet")
        at = at.translated(0, line_height())


def _paint_beside(painter: QPainter, parts: Sequence[Part], at: QRect) -> None:
    """In a low cell the numbers stand in one line, each with its shape, as long as they fit."""
    letters = QFontMetrics(font(SMALL))
    for tone, number, words in parts:
        mark = theme().pixels(MARK + 4) if tone is not Tone.PLAIN else 0
        brief = "soon" if tone is Tone.SOON else words.partition(",")[0]
        shown = fitting((f"{number} {brief}", f"{number}"), at.width() - mark, bold=False)
        width = letters.horizontalAdvance(shown) + mark
        if width > at.width():
            return
        paint_marked(painter, tone, shown, at, "text" if tone is not Tone.PLAIN else "quiet")
        at = at.adjusted(width + GRID, 0, 0, 0)


def _counted(day: Day) -> tuple[Part, ...]:
    held_late = sum(event.tone is Tone.HELD_LATE for event in day.events)
    return (
        (Tone.LATE, day.late - held_late, "late"),
        (Tone.HELD_LATE, held_late, "held late"),
        (Tone.SOON, day.soon, "due soon"),
        (Tone.PLAIN, len(day.due), "due, no date"),
    )


def _plate(painter: QPainter, rect: QRect, ground: QBrush, edge: QPen) -> None:
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(ground)
    painter.setPen(edge)
    painter.drawRoundedRect(QRectF(rect).adjusted(0.5, 0.5, -0.5, -0.5), 3, 3)
    painter.restore()


def paint_ground(painter: QPainter, cell: QRect, color: QColor) -> None:
    """The ground of a day, with the lines at its right and below it."""
    painter.fillRect(cell, color)
    painter.setPen(theme().color("line"))
    painter.drawLine(cell.bottomLeft(), cell.bottomRight())
    painter.drawLine(cell.topRight(), cell.bottomRight())
