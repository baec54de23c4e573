"""The pane at the right of the calendar: a day with what is on it, one meeting, or the form that asks for a move."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QLabel, QStackedWidget, QVBoxLayout, QWidget

from app.domain.dates import full
from app.queries.calendar.shapes import Day, DueMark, Event
from ui.calendar.daylist import DayList
from ui.calendar.meeting import MeetingDetails, Presses
from ui.moveform import MoveForm
from ui.page import Tools
from ui.parts.focus import focus_first
from ui.parts.form import Form
from ui.parts.room import Room
from ui.reviewform import Given, ReviewForm
from ui.theme import GRID


class DaySheet(QWidget):
    """A day: its date, who is away, and the list."""

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("The chosen day")
        self.heading, self.line, self.hint = QLabel(), QLabel(), QLabel()
        self.heading.setProperty("letters", "heading")
        self.line.setProperty("quiet", True)
        self.hint.setProperty("letters", "small")
        self.list = DayList()
        column = QVBoxLayout(self)
        column.setContentsMargins(GRID * 2, GRID * 3 // 2, GRID * 2, GRID)
        column.setSpacing(GRID)
        for label in (self.heading, self.line):
            label.setWordWrap(True)
            label.setTextFormat(Qt.TextFormat.PlainText)
            column.addWidget(label)
        column.addWidget(self.list, 1)
        self.hint.setWordWrap(True)
        column.addWidget(self.hint)
        column.addStretch(0)

    def show_day(self, day: Day, chosen: str, whose: str) -> None:
        """Show this day."""
        self.heading.setText(full(day.date))
        said = [f"{day.holiday}, a bank holiday."] if day.holiday else []
        said += [whose] if whose else []
        said += [f"{one.said[:1].upper()}{one.said[1:]}." for one in day.away]
        said += ["Nothing is on this day."] if not day.events and not day.due else []
        self.line.setText("\n".join(said))
        self.line.setVisible(bool(said))
        self.list.show_day(day, chosen)
        keys = "Enter shows a meeting; M asks for another date; Esc goes back to the calendar."
        self.hint.setText(keys if day.events else "")


class CalendarPane(QStackedWidget):
    """Shows one of the three."""

    left = Signal()
    """Esc: the keyboard goes back to the calendar."""
    wanted = Signal(object)
    """The form asks for its command to be done."""
    chosen = Signal(str)
    """A meeting was chosen in the list."""
    move_wanted = Signal()
    gone = Signal(str, object)
    """Another place, and what to show there."""

    def __init__(self, tools: Tools) -> None:
        super().__init__()
        self.form: ReviewForm | None = None
        self.asking: Form | None = None
        self._may_move = True
        self.day = DaySheet()
        self.meeting = MeetingDetails(tools, Presses(self._back, self.move_wanted.emit, self.gone.emit))
        self._room = Room()
        self._shown: QWidget = self.day
        for part in (self.day, self.meeting, self._room):
            self.addWidget(part)
        self.day.list.chosen.connect(self.chosen)
        self.day.list.entered.connect(self._enter)
        self.day.list.move_wanted.connect(self.move_wanted)
        keys = ((self.day, "Esc", self.left.emit), (self.meeting, "Esc", self._back), (self.meeting, "M", self._move))
        for part, words, do in keys:
            key = QShortcut(QKeySequence(words), part, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
            key.activated.connect(do)

    def may_move(self, may: bool) -> None:
        """Whether the person may ask for moves."""
        self._may_move = may

    def show_day(self, day: Day, chosen: str, whose: str = "") -> None:
        """A day; a form that is open stays."""
        self.day.show_day(day, chosen, whose)
        self._show(self.day)

    def show_event(self, event: Event) -> None:
        """A meeting; a form that is open stays."""
        self.meeting.show_event(event, may_move=self._may_move)
        self._show(self.meeting)

    def open_move(self, given: Given, day: date | None) -> MoveForm:
        """Open the form that asks for a move, with the new date when it is known."""
        self.close_form()
        form = MoveForm(given)
        if day is not None:
            form.set_day(day)
        self.form = form
        form.saved.connect(lambda: self.wanted.emit(form))
        form.cancelled.connect(self._cancel)
        self._hold(form)
        return form

    def open_form(self, form: Form, save: Callable[[], None]) -> None:
        """Open a form of the page's own."""
        self.close_form()
        self.asking = form
        form.saved.connect(save)
        form.cancelled.connect(self._cancel)
        self._hold(form)

    def close_form(self) -> None:
        """Take the form away; what was typed and not saved is kept."""
        if self.form is not None:
            self.form.leave()
        if self.form is not None or self.asking is not None:
            self._drop()

    def finish(self, form: ReviewForm) -> None:
        """The form was saved: take it away."""
        if self.form is form:
            self._drop()

    def is_asking(self) -> bool:
        """Whether a form is open."""
        return self.form is not None or self.asking is not None

    def enter(self) -> None:
        """Give the keyboard to what is shown."""
        if self.currentWidget() is self.day and self.day.list.count():
            self.day.list.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            focus_first(self)

    def _hold(self, form: Form) -> None:
        self._room.hold(form)
        self.setCurrentWidget(self._room)
        form.focus()

    def _show(self, part: QWidget) -> None:
        self._shown = part
        if not self.is_asking():
            self.setCurrentWidget(part)

    def _move(self) -> None:
        self.move_wanted.emit()

    def _back(self) -> None:
        """From a meeting to its day."""
        self._show(self.day)
        self.enter()

    def _cancel(self) -> None:
        self._drop()
        self.left.emit()

    def _drop(self) -> None:
        self.form, self.asking = None, None
        self.setCurrentWidget(self._shown)
        self._room.empty()

    def _enter(self, thing: Event | DueMark) -> None:
        """A meeting is shown here; a review without a date goes to where one is booked."""
        if isinstance(thing, Event):
            self.chosen.emit(thing.meeting_id)
            self.show_event(thing)
            self.enter()
        else:
            self.gone.emit("reviews", ("plan", thing.review_id))
