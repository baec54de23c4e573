"""The month: a row for each week from Monday to Sunday, in each day its meetings or, where they are many, how many."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPoint, QRect, Qt
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QHeaderView, QStyledItemDelegate, QStyleOptionViewItem

from app.domain.dates import MONTHS, WEEKDAYS
from app.queries.calendar.shapes import Day, Look
from ui.calendar.chips import (
    GAP,
    Box,
    fitting,
    left_out,
    line_height,
    paint_band,
    paint_counts,
    paint_event,
    paint_ground,
    paint_mark_due,
    paint_more,
    paint_ring,
    write,
)
from ui.calendar.daytable import DayTable
from ui.calendar.words import band, chip_words
from ui.parts.cells import Index
from ui.theme import GRID, SMALL, font, theme

DAY_ROLE = int(Qt.ItemDataRole.UserRole)
STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Up: -7, Qt.Key.Key_Down: 7}
LEAST_LINES = 2
"""A row has room for so many lines below its day, or the month scrolls."""
LEAST_LETTERS = 11
"""A cell in which a meeting would have fewer letters says how many there are instead."""


class MonthModel(QAbstractTableModel):
    """The days, a week in each row."""

    def __init__(self) -> None:
        super().__init__()
        self.days: tuple[Day, ...] = ()
        self.room: Callable[[int], int] = lambda _column: 0
        """How much room the words above a column have."""

    def show(self, days: tuple[Day, ...]) -> None:
        """Show these whole weeks."""
        if len(days) == len(self.days):
            self.days = days
            self.dataChanged.emit(self.index(0, 0), self.index(self.rowCount() - 1, 6))
            return
        self.beginResetModel()
        self.days = days
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  (Qt's own default, never changed)
        """As many as there are weeks."""
        return 0 if parent.isValid() else len(self.days) // 7

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  (the same)
        """Monday to Sunday."""
        return 0 if parent.isValid() else 7

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """A day; its words for a screen reader."""
        day = self.days[index.row() * 7 + index.column()]
        if role == DAY_ROLE:
            return day
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return day.said
        return str(day.date.day) if role == Qt.ItemDataRole.DisplayRole else None

    def headerData(self, section: int, way: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The weekdays."""
        if way == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return fitting((WEEKDAYS[section][:3], WEEKDAYS[section][:1]), self.room(section))
        return WEEKDAYS[section] if role == Qt.ItemDataRole.AccessibleTextRole else None


class MonthView(DayTable):
    """Five or six weeks."""

    def __init__(self) -> None:
        super().__init__("Month")
        self.month_model = MonthModel()
        self.month_model.room = self.head_room
        self.month = 1
        self.counts = False
        self.setModel(self.month_model)
        self.setItemDelegate(MonthDelegate(self))
        self.verticalHeader().hide()
        self.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)

    def show_look(self, look: Look, month: int, *, counts: bool) -> None:
        """Show these weeks around a month; counts says how many meetings a day has instead of which."""
        self.look, self.month, self.counts = look, month, counts
        self.month_model.show(look.days)
        self.fit()
        self.viewport().update()

    def go_to(self, day: date, chosen: str) -> None:
        """Put the keyboard on this day."""
        self.day, self.chosen = day, chosen
        place = (day - self.look.days[0].date).days if self.look.days else -1
        if 0 <= place < len(self.look.days):
            index = self.month_model.index(place // 7, place % 7)
            self.setCurrentIndex(index)
            self.scrollTo(index)
        self.viewport().update()

    def walk(self, key: int) -> None:
        """A day, or a week, before or after."""
        self.walked.emit(self.day + timedelta(days=STEPS[Qt.Key(key)]))

    def day_at(self, at: QPoint) -> Day | None:
        """The day at this place."""
        index = self.indexAt(at)
        return index.data(DAY_ROLE) if index.isValid() else None

    def boxes(self, at: QPoint) -> list[Box]:
        """The meetings of the day at this place, and what there is no room for."""
        index = self.indexAt(at)
        return self.plan(index.data(DAY_ROLE), self.visualRect(index)) if index.isValid() else []

    def plan(self, day: Day, cell: QRect) -> list[Box]:
        """Where each meeting of a day stands in its cell; nothing where only their number is told."""
        if self.counts_only(cell):
            return []
        line, inside = line_height(), self.inside(day, cell)
        room = max((inside.height() + GAP) // (line + GAP), 0)
        whole = [*day.events, *day.due]
        fitting = len(whole) if len(whole) <= room else max(room - 1, 0)
        places = [inside.adjusted(0, at * (line + GAP), 0, 0) for at in range(fitting + 1)]
        rects = [QRect(one.left(), one.top(), one.width(), line) for one in places]
        events, due = day.events[:fitting], day.due[: max(fitting - len(day.events), 0)]
        boxes = [Box(rects[at], event=event) for at, event in enumerate(events)]
        boxes += [Box(rects[len(events) + at], mark=mark) for at, mark in enumerate(due)]
        if fitting == len(whole):
            return boxes
        return [*boxes, left_out(rects[fitting], day.events[len(events) :], day.due[len(due) :])]

    def inside(self, day: Day, cell: QRect) -> QRect:
        """The room below the number of the day and the band of who is away."""
        top = theme().pixels(GRID * 3) + (line_height() + GAP if day.away and not day.is_weekend else 0)
        return cell.adjusted(GRID // 2, top, -GRID // 2 - 1, -GRID // 2)

    def counts_only(self, cell: QRect) -> bool:
        """Whether there is room for numbers only."""
        return self.counts or cell.width() < QFontMetrics(font(SMALL)).averageCharWidth() * LEAST_LETTERS

    def fit(self) -> None:
        """Every week has the same height, and at least room for some lines."""
        rows = self.month_model.rowCount()
        if not rows:
            return
        least = theme().pixels(GRID * 3) + (line_height() + GAP) * LEAST_LINES + GRID
        room = self.viewport().height()
        for row in range(rows):
            share = room * (row + 1) // rows - room * row // rows
            self.setRowHeight(row, max(share, least))
        self.share_width()


class MonthDelegate(QStyledItemDelegate):
    """Paints a day."""

    def __init__(self, view: MonthView) -> None:
        super().__init__(view)
        self._view = view

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Its ground, its number, who is away, its meetings."""
        day: Day = index.data(DAY_ROLE)
        cell: QRect = option.rect
        painter.save()
        outside = day.date.month != self._view.month
        paint_ground(painter, cell, self._view.ground(day, outside=outside))
        self._paint_head(painter, day, cell)
        if day.away and not day.is_weekend:
            top = cell.top() + theme().pixels(GRID * 3)
            paint_band(painter, band(day.away), QRect(cell.left(), top, cell.width() - 1, line_height()))
        if self._view.counts_only(cell):
            most = max((len(one.events) for one in self._view.look.days), default=0)
            paint_counts(painter, day, self._view.inside(day, cell).adjusted(GRID // 2, 0, 0, 0), most)
        for box in self._view.plan(day, cell):
            self._paint_box(painter, box)
        self._paint_ring(painter, day, cell)
        painter.restore()

    def _paint_ring(self, painter: QPainter, day: Day, cell: QRect) -> None:
        view = self._view
        if view.dragging.day == day.date:
            paint_ring(painter, cell, "late" if view.dragging.is_bad() else "accent", Qt.PenStyle.DashLine)
        elif view.day == day.date:
            paint_ring(painter, cell, "accent" if view.hasFocus() else "control")

    def _paint_head(self, painter: QPainter, day: Day, cell: QRect) -> None:
        """The number of the day, that it is today, and the bank holiday's name."""
        head = QRect(cell.left() + GRID, cell.top() + 2, cell.width() - GRID * 3 // 2, theme().pixels(GRID * 3) - 4)
        outside = day.date.month != self._view.month
        number = (
            f"{day.date.day} {MONTHS[day.date.month - 1][:3]}" if outside or day.date.day == 1 else f"{day.date.day}"
        )
        today = day.date == self._view.today
        said = (f"{number} today", number) if today else (number, f"{day.date.day}")
        words = fitting(said, head.width())
        color = "accent_text" if today else "quiet" if outside or day.is_weekend else "text"
        bold = today or not (outside or day.is_weekend)
        wide = QFontMetrics(font(SMALL, bold=bold)).horizontalAdvance(words)
        if today:
            plate = QRect(head.left() - 4, head.top() + 1, min(wide, head.width()) + 8, head.height() - 2)
            painter.fillRect(plate, theme().color("accent"))
        write(painter, words, head, color, bold=bold)
        if day.holiday:
            write(painter, day.holiday, head.adjusted(wide + GRID, 0, 0, 0), "information")

    def _paint_box(self, painter: QPainter, box: Box) -> None:
        view = self._view
        if box.event is not None:
            words, more = chip_words(box.event)
            paint_event(painter, box.event, box.rect, words, chosen=box.event.meeting_id == view.chosen, more=more)
        elif box.mark is not None:
            paint_mark_due(painter, box.mark, box.rect)
        else:
            paint_more(painter, box, f"+ {box.more} more")
