"""A meeting that is held by the mouse and carried over the days, each of which says what it would do to the meeting."""

from collections.abc import Mapping
from datetime import date

from PySide6.QtCore import QObject, QPoint, Qt, Signal
from PySide6.QtWidgets import QApplication, QFrame, QLabel, QVBoxLayout, QWidget

from app.domain.dates import with_weekday
from app.queries.calendar.moving import DayLook
from app.queries.calendar.shapes import Event
from ui.theme import GRID, theme

WIDTH = 280


class Dragging(QObject):
    """Knows what is carried and over which day; nothing is moved by it, only asked for."""

    grabbed = Signal(str)
    """A meeting was picked up: what each day would do to it is wanted."""
    dropped = Signal(str, object)
    """The meeting's id and the day on which it was let go."""
    changed = Signal()

    def __init__(self, surface: QWidget) -> None:
        super().__init__(surface)
        self._surface = surface
        self._pressed: tuple[Event, QPoint] | None = None
        self._looks: Mapping[date, DayLook] = {}
        self.event_held: Event | None = None
        self.day: date | None = None
        self.card = Card(surface)

    def press(self, event: Event | None, at: QPoint) -> None:
        """The mouse went down on a meeting, or on none."""
        self._pressed = (event, at) if event is not None and event.can_move else None

    def move(self, at: QPoint, day: date | None) -> bool:
        """The mouse moves with its button down; whether a meeting is carried."""
        if self.event_held is None:
            if self._pressed is None or (at - self._pressed[1]).manhattanLength() < QApplication.startDragDistance():
                return False
            self.event_held = self._pressed[0]
            self._surface.setCursor(Qt.CursorShape.ClosedHandCursor)
            self.grabbed.emit(self.event_held.meeting_id)
        if day != self.day:
            self.day = day
            self._say()
            self.changed.emit()
        self.card.follow(at)
        return True

    def show_looks(self, looks: Mapping[date, DayLook]) -> None:
        """What each day would do; it comes a moment after the meeting was picked up."""
        self._looks = looks
        if self.event_held is not None:
            self._say()
            self.changed.emit()

    def look(self) -> DayLook | None:
        """What the day under the mouse would do."""
        return self._looks.get(self.day) if self.day is not None else None

    def is_bad(self) -> bool:
        """Whether the day under the mouse makes somebody late, or cannot be had."""
        look = self.look()
        return look is not None and bool(look.refused or look.late)

    def release(self) -> bool:
        """Let go: on a day to which the meeting can move, a move is asked for; whether a meeting was carried."""
        held, day, look = self.event_held, self.day, self.look()
        self.cancel()
        if held is not None and day is not None and day != held.day and not (look and look.refused):
            self.dropped.emit(held.meeting_id, day)
        return held is not None

    def cancel(self) -> bool:
        """Put it back; whether anything was carried."""
        carried = self.event_held is not None
        self._pressed, self.event_held, self.day, self._looks = None, None, None, {}
        self.card.hide()
        if carried:
            self._surface.unsetCursor()
            self.changed.emit()
        return carried

    def _say(self) -> None:
        held = self.event_held
        if held is None:
            return
        look = self.look()
        if self.day is None:
            self.card.say(held, "Let go over a day to ask for a move. Esc puts it back.", None)
        else:
            self.card.say(held, look.words if look else f"{with_weekday(self.day)}…", look)


class Card(QFrame):
    """What is carried, in words, beside the mouse."""

    def __init__(self, surface: QWidget) -> None:
        super().__init__(surface)
        self._surface = surface
        self.setObjectName("card")
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAccessibleName("What the day would do")
        self._names, self._words = QLabel(), QLabel()
        self._names.setStyleSheet("font-weight: 600")
        for label in (self._names, self._words):
            label.setWordWrap(True)
            label.setTextFormat(Qt.TextFormat.PlainText)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(GRID, GRID // 2, GRID, GRID // 2)
        self._column.setSpacing(2)
        self._column.addWidget(self._names)
        self._column.addWidget(self._words)
        self.hide()

    @property
    def words(self) -> str:
        """What is said of the day under the mouse."""
        return self._words.text()

    def say(self, event: Event, words: str, look: DayLook | None) -> None:
        """Whose meeting it is, and what the day would do."""
        self._names.setText(event.names)
        self._words.setText(words)
        self._words.setProperty("tone", look.tone.name.lower() if look else "")
        self._words.style().polish(self._words)
        self.setFixedWidth(min(theme().pixels(WIDTH), self._surface.width() - GRID))
        self.setAccessibleDescription(words)
        height = self._column.heightForWidth(self.width())
        self.setFixedHeight(height if height > 0 else self.sizeHint().height())
        self.show()
        self.raise_()

    def follow(self, at: QPoint) -> None:
        """Beside the mouse, inside the calendar."""
        room, gap = self._surface.rect(), GRID * 2
        left = at.x() + gap if at.x() + gap + self.width() <= room.right() else at.x() - gap - self.width()
        top = at.y() + gap if at.y() + gap + self.height() <= room.bottom() else at.y() - gap - self.height()
        self.move(max(left, room.left() + 2), max(top, room.top() + 2))
