"""What the three sights of the calendar share: days are walked by keys, opened by Enter, and meetings carried by the mouse."""

from datetime import date

from PySide6.QtCore import QEvent, QPoint, Qt, Signal
from PySide6.QtGui import QColor, QHelpEvent, QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QTableView, QToolTip

from app.queries.calendar.shapes import Day, Event, Look
from ui.calendar.chips import Box
from ui.calendar.dragging import Dragging
from ui.calendar.words import day_tip, event_tip, mark_said
from ui.theme import GRID, theme

PLAIN = (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
ARROWS = (Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down)
NARROW = 0.42
"""A Saturday or Sunday without meetings is so much as wide as a weekday."""
LEAST = 40


class DayTable(QTableView):
    """A table whose columns are the days from Monday to Sunday."""

    walked = Signal(object)
    """The keyboard or the mouse came to this day."""
    opened = Signal(object)
    """This day is to be shown with all that is on it."""
    picked = Signal(str)
    """This meeting is chosen; nothing for none."""
    stepped = Signal(int)
    homed = Signal()
    move_wanted = Signal()

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.look = Look((), "")
        self.today = self.day = date.min
        self.chosen = ""
        self.may_move = True
        self._set_manners()
        self.dragging = Dragging(self.viewport())
        self.dragging.changed.connect(self.viewport().update)
        theme().changed.connect(self.fit)

    # ------------------------------------------------------------------------------------------------- what sights say

    def boxes(self, at: QPoint) -> list[Box]:
        """What is painted in the cell at this place."""
        raise AssertionError

    def day_at(self, at: QPoint) -> Day | None:
        """The day at this place."""
        raise AssertionError

    def go_to(self, day: date, chosen: str) -> None:
        """Put the keyboard on this day, with this meeting chosen."""
        raise AssertionError

    def walk(self, key: int) -> None:
        """An arrow was pressed."""
        raise AssertionError

    def fit(self) -> None:
        """Share the room."""
        raise AssertionError

    # ------------------------------------------------------------------------------------------------- gestures

    def event_at(self, at: QPoint) -> Event | None:
        """The meeting at this place."""
        return next((box.event for box in self.boxes(at) if box.rect.contains(at)), None)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows walk the days, Enter opens one, Page Up and Down go to the next month or week, Home to today, M asks for a move."""
        key, plain = event.key(), event.modifiers() in PLAIN
        if key == Qt.Key.Key_Escape and self.dragging.cancel():
            return
        if plain and key in ARROWS:
            self.walk(key)
        elif plain and key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.opened.emit(self.day)
        elif plain and key in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
            self.stepped.emit(1 if key == Qt.Key.Key_PageDown else -1)
        elif plain and key == Qt.Key.Key_Home:
            self.homed.emit()
        elif plain and key == Qt.Key.Key_M:
            self.move_wanted.emit()
        else:
            event.ignore()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A press chooses the day, and the meeting under the mouse."""
        at = event.position().toPoint()
        day = self.day_at(at)
        if event.button() != Qt.MouseButton.LeftButton or day is None:
            return
        found = self.event_at(at)
        self.dragging.press(found if self.may_move else None, at)
        self.walked.emit(day.date)
        box = next((box for box in self.boxes(at) if box.rect.contains(at)), None)
        if box is None or box.more or box.mark:
            self.picked.emit("")
        if box is not None and (box.more or box.mark):
            self.opened.emit(day.date)
        elif found is not None:
            self.picked.emit(found.meeting_id)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """With the button down a meeting is carried; without, a hand says what can be."""
        at = event.position().toPoint()
        if event.buttons() & Qt.MouseButton.LeftButton:
            day = self.day_at(at) if self.viewport().rect().contains(at) else None
            self.dragging.move(at, day.date if day else None)
            return
        found = self.event_at(at)
        carried = found is not None and found.can_move and self.may_move
        self.viewport().setCursor(Qt.CursorShape.OpenHandCursor if carried else Qt.CursorShape.ArrowCursor)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Letting go asks for the move; nothing moves by itself."""
        self.dragging.release()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Twice on a day opens it."""
        day = self.day_at(event.position().toPoint())
        if day is not None and self.event_at(event.position().toPoint()) is None:
            self.opened.emit(day.date)

    def viewportEvent(self, event: QEvent) -> bool:
        """What is under the mouse in full."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            QToolTip.showText(event.globalPos(), self._tip(event.pos()), self)
            return True
        return super().viewportEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The days share the room."""
        super().resizeEvent(event)
        self.fit()

    # ------------------------------------------------------------------------------------------------- private parts

    def _tip(self, at: QPoint) -> str:
        box = next((box for box in self.boxes(at) if box.rect.contains(at)), None)
        if box is not None and box.event is not None:
            return event_tip(box.event)
        if box is not None and box.mark is not None:
            return mark_said(box.mark)
        day = self.day_at(at)
        return day_tip(day) if day else ""

    def ground(self, day: Day, *, outside: bool = False) -> QColor:
        """Working days are light; weekends, holidays and days beside the month are not; a day that is carried to says how it is."""
        if self.dragging.day == day.date:
            return theme().color("late_tint" if self.dragging.is_bad() else "accent_tint")
        quiet = day.is_weekend or bool(day.holiday) or outside
        return theme().color("background" if quiet else "surface")

    def share_width(self) -> None:
        """Weekdays have the same width; a weekend without meetings is narrow."""
        weekends = [any(day.events for day in self.look.days if day.date.weekday() == at) for at in (5, 6)]
        parts = [1.0] * 5 + [1.0 if full else NARROW for full in weekends]
        room = max(self.viewport().width(), LEAST * 7)
        ends = [round(room * sum(parts[: at + 1]) / sum(parts)) for at in range(7)]
        for at, end in enumerate(ends):
            self.setColumnWidth(at, end - (ends[at - 1] if at else 0))

    def head_room(self, column: int) -> int:
        """How wide the words above a column may be."""
        return self.columnWidth(column) - GRID * 2 - 2

    def _set_manners(self) -> None:
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setShowGrid(False)
        self.setMouseTracking(True)
        self.setTabKeyNavigation(False)
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self.setCornerButtonEnabled(False)
        for header in (self.horizontalHeader(), self.verticalHeader()):
            header.setMinimumSectionSize(GRID)
            header.setSectionsClickable(False)
            header.setHighlightSections(False)
            header.setFocusPolicy(Qt.FocusPolicy.NoFocus)
