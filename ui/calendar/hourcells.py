"""Paints the week by the hour: the ground of a day, its meetings as blocks as long as they last."""

from PySide6.QtCore import QRect
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from app.domain.times import time_words
from app.queries.calendar.shapes import Day, Event
from ui.calendar.chips import (
    GAP,
    Box,
    line_height,
    paint_band,
    paint_event,
    paint_mark_due,
    paint_marked,
    paint_more,
    paint_plate,
    paint_ring,
    write,
)
from ui.calendar.daytable import DayTable
from ui.calendar.hourmodel import HoursModel
from ui.calendar.words import band, chip_words
from ui.parts.cells import Index
from ui.theme import GRID, theme

NARROW = 14
"""A block with room for fewer letters than these leaves its time out."""
WHOLE = ("time", "names", "standing")
"""What every block says that has room for three lines; with more, brothers and sisters stand below."""


class Surface(DayTable):
    """What the delegate asks of the view it paints in."""

    hours: HoursModel

    def plan(self, index: Index, cell: QRect) -> list[Box]:
        """Where each meeting stands in its cell."""
        raise AssertionError

    def lines_above(self, day: Day) -> int:
        """How many lines say who is away."""
        raise AssertionError


class HoursDelegate(QStyledItemDelegate):
    """Paints the top of a day, half an hour, or the meetings that begin in it."""

    def __init__(self, view: Surface) -> None:
        super().__init__(view)
        self._view = view

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Ground, lines, meetings."""
        day: Day = self._view.look.days[index.column()]
        cell: QRect = option.rect
        painter.save()
        self._paint_ground(painter, day, cell, index)
        if index.row() == 0 and self._view.lines_above(day):
            paint_band(painter, band(day.away), QRect(cell.left(), cell.top() + GAP, cell.width() - 1, line_height()))
        for box in self._view.plan(index, cell):
            self._paint_box(painter, box)
        if self._view.currentIndex() == index and not (self._view.chosen and index.row()):
            paint_ring(painter, cell, "accent" if self._view.hasFocus() else "control")
        painter.restore()

    def _paint_ground(self, painter: QPainter, day: Day, cell: QRect, index: Index) -> None:
        view = self._view
        painter.fillRect(cell, view.ground(day))
        painter.setPen(theme().color("line"))
        painter.drawLine(cell.topRight(), cell.bottomRight())
        one = view.hours.cluster(index)
        rows = one.last - one.first if one else 1
        high = cell.height() / rows
        for row in range(rows):
            at = index.row() + row
            if at == 0 or (view.hours.first + at) % 2 == 0:
                y = round(cell.top() + high * (row + 1)) - 1
                painter.drawLine(cell.left(), y, cell.right(), y)

    def _paint_box(self, painter: QPainter, box: Box) -> None:
        if box.event is not None:
            self._paint_block(painter, box.event, box.rect, chosen=box.event.meeting_id == self._view.chosen)
        elif box.mark is not None:
            paint_mark_due(painter, box.mark, box.rect)
        else:
            paint_more(painter, box, f"+ {box.more} more")

    def _paint_block(self, painter: QPainter, event: Event, rect: QRect, *, chosen: bool) -> None:
        """As many lines as there is room for: time and names, how it stands, where."""
        line = line_height()
        room = rect.height() // line
        if room < 2:
            words, more = chip_words(event)
            paint_event(painter, event, rect, words, chosen=chosen, more=more)
            return
        paint_plate(painter, event, rect, chosen=chosen)
        inside = QRect(rect.left() + GRID // 2, rect.top() + 1, rect.width() - GRID, line)
        narrow = rect.width() < painter.fontMetrics().averageCharWidth() * NARROW
        lines = self._lines(event, room, narrow=narrow)
        for at, (words, color, marked, bold) in enumerate(lines):
            place = inside.translated(0, at * line)
            if marked:
                paint_marked(painter, event.tone, words, place, color)
            else:
                write(painter, words, place, color, bold=bold)

    def _lines(self, event: Event, room: int, *, narrow: bool) -> list[tuple[str, str, bool, bool]]:
        """Words, colour, whether the shape stands beside them, whether bold; beside others the place says the time."""
        if narrow:
            names = [(name, "text", False, not at) for at, name in enumerate(event.names.split(", "))]
            return [*names[: room - 1], (event.brief, "text", True, False)]
        head = " ".join(part for part in (time_words(event.at), event.names) if part)
        if room == 2:
            return [(head, "text", False, True), (event.brief, "text", True, False)]
        first, *rest = dict.fromkeys(one.name for one in event.children)
        apart = bool(rest) and room > len(WHOLE)
        names = [(first if apart else event.names, "text", False, True)]
        names += [(", ".join(rest), "text", False, False)] if apart else []
        lines = [(event.when or "no time", "quiet", False, False), *names, (event.brief, "text", True, False)]
        return [*lines, (event.place, "quiet", False, False)][:room]
