"""The week of everybody: a line for each IRO, in each day the times of their meetings and whether they are away."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QHeaderView, QStyledItemDelegate, QStyleOptionViewItem

from app.domain.counting import counted
from app.domain.dates import full
from app.domain.times import time_words
from app.queries.calendar.shapes import Day, Look
from app.queries.calendar.words import WORST
from ui.calendar.chips import (
    GAP,
    Box,
    fitting,
    left_out,
    line_height,
    paint_band,
    paint_event,
    paint_ground,
    paint_marked,
    paint_more,
    paint_ring,
)
from ui.calendar.daytable import DayTable
from ui.calendar.words import ON_LEAVE, day_head
from ui.parts.cells import MARK, Index
from ui.theme import GRID, SMALL, font, theme

DAY_ROLE = int(Qt.ItemDataRole.UserRole)
STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
WIDEST_NAME = 20
"""So many letters of a name are shown at most."""


class LinesModel(QAbstractTableModel):
    """A line for each IRO."""

    def __init__(self) -> None:
        super().__init__()
        self.days: tuple[Day, ...] = ()
        self.officers: tuple[tuple[str | None, str], ...] = ()
        self.cells: list[list[Day]] = []
        self.room: Callable[[int], int] = lambda _column: 0
        """How much room the words above a column have."""

    def show(self, look: Look) -> None:
        """Show this week."""
        self.beginResetModel()
        self.days, self.officers = look.days, look.officers()
        self.cells = [[day.only(officer) for day in look.days] for officer, _ in self.officers]
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  (Qt's own default, never changed)
        """As many as there are IROs."""
        return 0 if parent.isValid() else len(self.officers)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  (the same)
        """Monday to Sunday."""
        return 0 if parent.isValid() else len(self.days)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """What an IRO has on a day."""
        day = self.cells[index.row()][index.column()]
        if role == DAY_ROLE:
            return day
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{self.officers[index.row()][1]}, {day.said}"
        return counted(len(day.events), "meeting") if role == Qt.ItemDataRole.DisplayRole else None

    def headerData(self, section: int, way: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The days across, the IROs down."""
        if way == Qt.Orientation.Vertical:
            return self.officers[section][1] if role in WORDS else None
        day = self.days[section]
        if role == Qt.ItemDataRole.DisplayRole:
            return fitting(day_head(day), self.room(section))
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return day.said
        return f"{full(day.date)}\n{day.holiday}".strip() if role == Qt.ItemDataRole.ToolTipRole else None


WORDS = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole)


class LinesView(DayTable):
    """The week, by IRO."""

    officer_came = Signal(object)
    """The keyboard came to the line of this officer (None: nobody's)."""

    def __init__(self) -> None:
        super().__init__("Week by IRO")
        self.lines = LinesModel()
        self.lines.room = self.head_room
        self.officer_id: str | None = ""
        self.setModel(self.lines)
        self.setItemDelegate(LinesDelegate(self))
        for header in (self.horizontalHeader(), self.verticalHeader()):
            header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
            header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.verticalHeader().setTextElideMode(Qt.TextElideMode.ElideRight)
        self.horizontalHeader().setTextElideMode(Qt.TextElideMode.ElideRight)

    def show_look(self, look: Look) -> None:
        """Show this week."""
        self.look = look
        self.lines.show(look)
        self.fit()

    def go_to(self, day: date, chosen: str) -> None:
        """Put the keyboard on this day, in the line of the chosen meeting or where it was."""
        self.day, self.chosen = day, chosen
        event = self.look.event(chosen) if chosen else None
        if event is not None:
            self.officer_id = event.officer_id
        officers = [officer for officer, _ in self.lines.officers]
        column = (day - self.look.days[0].date).days if self.look.days else -1
        if officers and 0 <= column < len(self.look.days):
            row = officers.index(self.officer_id) if self.officer_id in officers else 0
            self.officer_id = officers[row]
            index = self.lines.index(row, column)
            self.setCurrentIndex(index)
            self.scrollTo(index)
        self.viewport().update()

    def walk(self, key: int) -> None:
        """To the day beside, or to the IRO above or below."""
        if Qt.Key(key) in STEPS:
            self.walked.emit(self.day + timedelta(days=STEPS[Qt.Key(key)]))
            return
        row = self.currentIndex().row() + (1 if key == Qt.Key.Key_Down else -1)
        if 0 <= row < len(self.lines.officers):
            self._come_to(row)
            self.walked.emit(self.day)

    def day_at(self, at: QPoint) -> Day | None:
        """What the IRO at this place has on the day at this place."""
        index = self.indexAt(at)
        return index.data(DAY_ROLE) if index.isValid() else None

    def mousePressEvent(self, event: Any) -> None:
        """The line under the mouse is the chosen one."""
        index = self.indexAt(event.position().toPoint())
        if index.isValid():
            self._come_to(index.row())
        super().mousePressEvent(event)

    def boxes(self, at: QPoint) -> list[Box]:
        """The meetings at this place."""
        index = self.indexAt(at)
        return self.plan(index.data(DAY_ROLE), self.visualRect(index)) if index.isValid() else []

    def plan(self, day: Day, cell: QRect) -> list[Box]:
        """Meetings beside each other, by time; where there is no room for all, how many more."""
        letters, line = QFontMetrics(font(SMALL)), line_height()
        band_width = self.band_width(day, cell)
        left, top = cell.left() + GRID // 2 + band_width, cell.center().y() - line // 2
        boxes: list[Box] = []
        for at, event in enumerate(day.events):
            width = letters.horizontalAdvance(self.words(event)) + theme().pixels(MARK) + GRID * 2
            more = letters.horizontalAdvance("+ 99") + GRID if at < len(day.events) - 1 else 0
            if left + width + more > cell.right():
                return [*boxes, left_out(QRect(left, top, cell.right() - left, line), day.events[at:])]
            boxes.append(Box(QRect(left, top, width, line), event=event))
            left += width + GAP * 2
        return boxes

    def words(self, event: Any) -> str:
        """The time, or that there is none."""
        return time_words(event.at) or "no time"

    def band_width(self, day: Day, cell: QRect) -> int:
        """How much of a cell says that the IRO is away: all of it where there is nothing else."""
        if not day.away or day.is_weekend:
            return 0
        return QFontMetrics(font(SMALL)).horizontalAdvance("Leave") + GRID * 2 if day.events else cell.width() - 1

    def fit(self) -> None:
        """Lines as high as those of tables, and names as wide as they are."""
        if not self.lines.officers:
            return
        letters = QFontMetrics(font())
        names = max(letters.horizontalAdvance(name) for _, name in self.lines.officers) + GRID * 2
        widest = letters.averageCharWidth() * WIDEST_NAME + GRID * 3
        self.verticalHeader().setFixedWidth(min(names, widest, max(self.width() // 4, GRID * 8)))
        room = self.viewport().height() // len(self.lines.officers)
        high = min(max(room, theme().row_height), theme().pixels(44))
        self.verticalHeader().setDefaultSectionSize(high)
        for row in range(len(self.lines.officers)):
            self.setRowHeight(row, high)
        self.share_width()

    def _come_to(self, row: int) -> None:
        self.officer_id = self.lines.officers[row][0]
        self.officer_came.emit(self.officer_id)


class LinesDelegate(QStyledItemDelegate):
    """Paints what an IRO has on a day."""

    def __init__(self, view: LinesView) -> None:
        super().__init__(view)
        self._view = view

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Leave as a band, meetings as times, what is due without a date as a number."""
        day: Day = index.data(DAY_ROLE)
        cell: QRect = option.rect
        painter.save()
        paint_ground(painter, cell, self._view.ground(day))
        width = self._view.band_width(day, cell)
        if width:
            words = "Leave" if day.away[0].words == ON_LEAVE else "Away"
            top = cell.center().y() - line_height() // 2
            paint_band(painter, (words,), QRect(cell.left(), top, width, line_height()))
        boxes = self._view.plan(day, cell)
        for box in boxes:
            if box.event is not None:
                chosen = box.event.meeting_id == self._view.chosen
                paint_event(painter, box.event, box.rect, self._view.words(box.event), chosen=chosen)
            elif box.more < len(day.events) or width:
                paint_more(painter, box, f"+ {box.more}")
            else:
                worst = min((event.tone for event in day.events), key=WORST.index)
                paint_marked(painter, worst, f"{box.more}", box.rect.adjusted(GRID // 2, 0, 0, 0), "text")
        if day.due and not day.events and not width:
            inside, number = cell.adjusted(GRID, 0, -2, 0), len(day.due)
            room = inside.width() - theme().pixels(MARK + 4)
            said = fitting((f"{number} due, no date", f"{number} due", f"{number}"), room, bold=False)
            paint_marked(painter, day.due[0].standing.tone, said, inside, "quiet")
        if self._view.currentIndex() == index:
            paint_ring(painter, cell, "accent" if self._view.hasFocus() else "control")
        painter.restore()
