"""The week of one IRO or team: days beside each other by the hour, what has no time on top."""

from datetime import date, timedelta

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QHeaderView

from app.queries.calendar.shapes import Day, Event, Look
from ui.calendar.chips import GAP, Box, left_out, line_height
from ui.calendar.clusters import STEP, Cluster, stops, untimed
from ui.calendar.hourcells import HoursDelegate, Surface
from ui.calendar.hourmodel import HoursModel
from ui.parts.cells import Index
from ui.theme import GRID, SMALL, font

MOST_LANES = 4
"""Of more meetings than these at once the others are told as a number."""
MOST_ON_TOP = 4


class HoursView(Surface):
    """The week by the hour."""

    def __init__(self) -> None:
        super().__init__("Week by the hour")
        self.hours = HoursModel()
        self.hours.room = self.head_room
        self.setModel(self.hours)
        self.setItemDelegate(HoursDelegate(self))
        across, down = self.horizontalHeader(), self.verticalHeader()
        for header in (across, down):
            header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        across.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        across.setTextElideMode(Qt.TextElideMode.ElideRight)
        down.setDefaultAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop)

    def show_look(self, look: Look) -> None:
        """Show this week."""
        self.look = look
        self.clearSpans()
        self.hours.show(look.days)
        for (row, column), one in self.hours.clusters.items():
            if one.last - one.first > 1:
                self.setSpan(row, column, one.last - one.first, 1)
        self.fit()

    def go_to(self, day: date, chosen: str) -> None:
        """Put the keyboard on the chosen meeting, or on the day."""
        self.day, self.chosen = day, chosen
        column = (day - self.look.days[0].date).days if self.look.days else -1
        if 0 <= column < len(self.look.days):
            row = next((r for (r, c), one in self.hours.clusters.items() if c == column and self._has(one, chosen)), 0)
            index = self.hours.index(row, column)
            self.setCurrentIndex(index)
            self.scrollTo(index)
        self.viewport().update()

    def walk(self, key: int) -> None:
        """Left and Right to the day beside; Up and Down through the meetings of the day."""
        if key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            self.walked.emit(self.day + timedelta(days=1 if key == Qt.Key.Key_Right else -1))
            return
        day = self.look.day(self.day)
        if day is None:
            return
        walk = stops(day)
        at = walk.index(self.chosen) if self.chosen in walk else 0
        self.picked.emit(walk[min(max(at + (1 if key == Qt.Key.Key_Down else -1), 0), len(walk) - 1)])

    def day_at(self, at: QPoint) -> Day | None:
        """The day at this place."""
        column = self.columnAt(at.x())
        return self.look.days[column] if 0 <= column < len(self.look.days) else None

    def boxes(self, at: QPoint) -> list[Box]:
        """The meetings of the cell at this place."""
        index = self.indexAt(at)
        return self.plan(index, self.visualRect(index)) if index.isValid() else []

    def plan(self, index: Index, cell: QRect) -> list[Box]:
        """Where each meeting stands in its cell."""
        if index.row() == 0:
            return self._on_top(self.look.days[index.column()], cell)
        one = self.hours.cluster(index)
        return self._beside(one, cell) if one else []

    def fit(self) -> None:
        """The hours share the height, and half an hour is at least as high as a line."""
        rows = self.hours.rowCount()
        if not rows:
            return
        self.verticalHeader().setFixedWidth(QFontMetrics(font(SMALL)).horizontalAdvance("00:00") + GRID * 2)
        top = self._top_height()
        least = line_height() + 2
        room = max(self.viewport().height() - top, least * (rows - 1))
        self.setRowHeight(0, top)
        for row in range(1, rows):
            self.setRowHeight(row, room * row // (rows - 1) - room * (row - 1) // (rows - 1))
        self.share_width()

    def lines_above(self, day: Day) -> int:
        """How many lines say who is away."""
        return int(bool(day.away) and not day.is_weekend)

    def _top_height(self) -> int:
        most = max(len(untimed(day)) + len(day.due) + self.lines_above(day) for day in self.look.days)
        return (line_height() + GAP) * min(max(most, 1), MOST_ON_TOP) + GAP * 2

    def _on_top(self, day: Day, cell: QRect) -> list[Box]:
        line, events = line_height(), untimed(day)
        room, number = MOST_ON_TOP - self.lines_above(day), len(events) + len(day.due)
        fitting = number if number <= room else room - 1
        top = cell.top() + GAP + self.lines_above(day) * (line + GAP)
        width = cell.width() - GRID
        rects = [QRect(cell.left() + GRID // 2, top + at * (line + GAP), width, line) for at in range(fitting + 1)]
        first, due = events[:fitting], day.due[: max(fitting - len(events), 0)]
        boxes = [Box(rects[at], event=event) for at, event in enumerate(first)]
        boxes += [Box(rects[len(first) + at], mark=mark) for at, mark in enumerate(due)]
        if fitting < number:
            boxes.append(left_out(rects[fitting], events[len(first) :], day.due[len(due) :]))
        return boxes

    def _beside(self, one: Cluster, cell: QRect) -> list[Box]:
        lanes = min(one.width, MOST_LANES)
        width = (cell.width() - GRID // 2) // lanes
        shown = lanes if one.width <= MOST_LANES else MOST_LANES - 1
        placed = list(zip(one.events, one.lanes, strict=True))
        boxes = [Box(self._place(one, event, lane, width, cell), event=event) for event, lane in placed if lane < shown]
        hidden = [event for event, lane in placed if lane >= shown]
        if hidden:
            left = cell.left() + 2 + width * shown
            boxes.append(left_out(QRect(left, cell.top() + 1, width - 2, line_height()), hidden))
        return boxes

    def _place(self, one: Cluster, event: Event, lane: int, width: int, cell: QRect) -> QRect:
        minutes = (one.last - one.first) * STEP
        top = cell.top() + (event.begins - one.first * STEP) * cell.height() // minutes
        high = (event.ends - event.begins) * cell.height() // minutes
        return QRect(cell.left() + 2 + lane * width, top + 1, width - 2, max(high - 2, line_height()))

    def _has(self, one: Cluster, chosen: str) -> bool:
        return bool(chosen) and any(event.meeting_id == chosen for event in one.events)
