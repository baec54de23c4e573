"""What is on one day, in a list: its meetings by time, then the reviews that are due and have no date."""

from typing import Any

from PySide6.QtCore import QModelIndex, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from app.queries.calendar.shapes import Day, DueMark, Event
from app.table import Tone
from ui.calendar.chips import line_height, write
from ui.calendar.words import event_said, event_tip, mark_said
from ui.parts.cells import MARK, Index, draw_mark
from ui.theme import GRID, font, theme

THING_ROLE = int(Qt.ItemDataRole.UserRole)
LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)


class DayList(QListWidget):
    """Up and Down choose, Enter opens."""

    chosen = Signal(str)
    """The keyboard came to this meeting; nothing for a review without one."""
    entered = Signal(object)
    """Enter or a click: the meeting or the due review is to be shown."""
    move_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("On this day")
        self.setItemDelegate(TwoLines(self))
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setStyleSheet("QListView { border: none; }")
        self.currentItemChanged.connect(self._note)
        self.itemClicked.connect(self._enter)
        theme().changed.connect(self.scheduleDelayedItemsLayout)

    def show_day(self, day: Day, chosen: str) -> None:
        """Show what is on a day, with this meeting chosen."""
        self.blockSignals(True)
        self.clear()
        things: list[Event | DueMark] = [*day.events, *day.due]
        for thing in things:
            item = QListWidgetItem(thing.names if isinstance(thing, Event) else thing.child)
            item.setData(THING_ROLE, thing)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, said(thing))
            item.setToolTip(event_tip(thing) if isinstance(thing, Event) else mark_said(thing))
            self.addItem(item)
            if isinstance(thing, Event) and thing.meeting_id == chosen:
                self.setCurrentItem(item)
        if not self.currentIndex().isValid() and self.count():
            self.setCurrentRow(0)
        self.blockSignals(False)
        self.setVisible(self.count() > 0)

    def thing(self) -> Event | DueMark | None:
        """What the keyboard is on."""
        return self.currentIndex().data(THING_ROLE) if self.currentIndex().isValid() else None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter shows what the keyboard is on; a letter is a command of the page, not a search."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._enter(self.currentItem())
        elif event.key() == Qt.Key.Key_M and event.modifiers() == Qt.KeyboardModifier.NoModifier:
            self.move_wanted.emit()
        elif event.text().isprintable() and event.text().strip():
            event.ignore()
        else:
            super().keyPressEvent(event)

    def _note(self, item: QListWidgetItem | None, _before: Any) -> None:
        thing = item.data(THING_ROLE) if item is not None else None
        self.chosen.emit(thing.meeting_id if isinstance(thing, Event) else "")

    def _enter(self, item: QListWidgetItem | None) -> None:
        if item is not None:
            self.entered.emit(item.data(THING_ROLE))


def said(thing: Event | DueMark) -> str:
    """As a screen reader says it."""
    return event_said(thing) if isinstance(thing, Event) else mark_said(thing)


class TwoLines(QStyledItemDelegate):
    """Time and names; below, how it stands and whose it is."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | Any) -> QSize:
        """Two lines and a little room."""
        return QSize(GRID * 12, line_height() * 2 + (GRID if not theme().compact else GRID // 2))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """One meeting or one due review."""
        thing = index.data(THING_ROLE)
        box: QRect = option.rect
        state: QStyle.StateFlag = option.state
        here = bool(state & QStyle.StateFlag.State_Selected)
        over = bool(state & QStyle.StateFlag.State_MouseOver)
        painter.save()
        painter.fillRect(box, theme().color("accent_tint" if here else "hover" if over else "surface"))
        if state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(theme().color("accent"), 2))
            painter.drawRect(box.adjusted(1, 1, -1, -1))
        painter.setPen(theme().color("line"))
        painter.drawLine(box.bottomLeft(), box.bottomRight())
        tone = thing.tone if isinstance(thing, Event) else thing.standing.tone
        size = theme().pixels(MARK)
        line = line_height()
        top = box.top() + (box.height() - line * 2) // 2
        if tone is not Tone.PLAIN:
            draw_mark(painter, tone, QRectF(box.left() + GRID, top + (line - size) / 2, size, size))
        inside = QRect(box.left() + GRID * 2 + size, top, box.width() - GRID * 3 - size, line)
        first, second = _words(thing)
        painter.setFont(font())
        painter.setPen(theme().color("text"))
        shown = painter.fontMetrics().elidedText(first, Qt.TextElideMode.ElideRight, inside.width())
        painter.drawText(inside, LEFT, shown)
        quiet = tone in {Tone.PLAIN, Tone.ON_TIME}
        write(painter, second, inside.translated(0, line), "quiet" if quiet else theme().tone(tone))
        painter.restore()


def _words(thing: Event | DueMark) -> tuple[str, str]:
    if isinstance(thing, DueMark):
        return thing.child, f"{thing.standing.brief} · {thing.officer}"
    first = " ".join(part for part in (thing.when.partition(" ")[0], thing.names) if part)
    return first, " · ".join(part for part in (thing.brief, thing.officer, thing.place) if part)
