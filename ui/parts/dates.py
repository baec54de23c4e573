"""A date as it is typed, shown back with its weekday before it counts."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QDate, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCalendarWidget, QFrame, QHBoxLayout, QLabel, QLineEdit, QToolButton, QVBoxLayout, QWidget

from app.domain.calendar import Calendar
from app.domain.dates import short, typed, with_weekday
from app.domain.errors import Refusal
from ui.parts.bar import Bar
from ui.theme import GRID, set_icon, theme

WIDTH = 132


class DateField(QWidget):
    """A field for a date: 12/3/26, 12 mar, today, +20wd, next fri; Down opens a calendar."""

    changed = Signal()

    def __init__(self, today: Callable[[], date], calendar: Callable[[], Calendar], *, optional: bool = True) -> None:
        super().__init__()
        self._today, self._calendar, self._optional = today, calendar, optional
        self._value: date | None = None
        self._refusal: Refusal | None = None
        self._popup: QFrame | None = None
        self._make()
        theme().changed.connect(self._size)
        self._size()

    def setAccessibleName(self, name: str) -> None:
        """The field that the keyboard stands in has the name."""
        super().setAccessibleName(name)
        self.line.setAccessibleName(name)

    def value(self) -> date | None:
        """The date that counts now; None when the field is empty or not understood."""
        return self._value

    def set_value(self, day: date | None) -> None:
        """Put a date into the field."""
        self.line.setText(short(day) if day else "")
        self._settle()

    def text(self) -> str:
        """What stands in the field as typed, for drafts."""
        return self.line.text()

    def set_text(self, text: str) -> None:
        """Put text into the field as if typed."""
        self.line.setText(text)

    def is_understood(self) -> bool:
        """Whether what stands there is a date, or nothing where nothing is allowed."""
        return self._refusal is None and (self._value is not None or self._optional)

    def check(self) -> None:
        """Raise the Refusal that says what is wrong with what was typed."""
        if self._refusal is not None:
            raise self._refusal
        if self._value is None and not self._optional:
            raise Refusal("A date is needed.", "Type it, for example 12/3/26 or today.")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Alt+Down, or Down, opens the calendar."""
        if event.key() == Qt.Key.Key_Down:
            self.open_calendar()
        else:
            super().keyPressEvent(event)

    def open_calendar(self) -> None:
        """Show a month to choose from."""
        if self._popup is None:
            self._popup = self._make_popup()
        shown = self._value or self._today()
        self._month.setSelectedDate(QDate(shown.year, shown.month, shown.day))
        self._popup.adjustSize()
        self._popup.move(self._place(self._popup))
        self._popup.show()
        self._month.setFocus()

    def _make(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        typed_here = QWidget()
        row = QHBoxLayout(typed_here)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(GRID // 2)
        self.line = QLineEdit()
        self.line.setPlaceholderText("e.g. 12/3/26")
        self.line.textChanged.connect(self._read)
        self.line.editingFinished.connect(self._settle)
        self.button = QToolButton()
        self.button.setAccessibleName("Choose from a calendar")
        self.button.setToolTip("Choose from a calendar (Down)")
        self.button.clicked.connect(self.open_calendar)
        set_icon(self.button, "calendar", "quiet")
        self.shown = QLabel()
        self.shown.setAccessibleName("The date as understood")
        row.addWidget(self.line)
        row.addWidget(self.button)
        across = Bar()  # with large text the date as understood goes on below
        across.add(typed_here)
        across.add(self.shown)
        self.wrong = QLabel()
        self.wrong.setProperty("tone", "late")
        self.wrong.setWordWrap(True)
        self.wrong.hide()
        column.addWidget(across)
        column.addWidget(self.wrong)
        self.setFocusProxy(self.line)

    def _make_popup(self) -> QFrame:
        popup = QFrame(self, Qt.WindowType.Popup)
        popup.setObjectName("card")
        inside = QVBoxLayout(popup)
        inside.setContentsMargins(2, 2, 2, 2)
        self._month = QCalendarWidget()
        self._month.setFirstDayOfWeek(Qt.DayOfWeek.Monday)
        self._month.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        self._month.setAccessibleName("Calendar")
        self._month.activated.connect(self._choose)
        self._month.clicked.connect(self._choose)
        inside.addWidget(self._month)
        return popup

    def _place(self, popup: QWidget) -> QPoint:
        """Below the field, or above it where the screen ends."""
        below = self.line.mapToGlobal(QPoint(0, self.line.height() + 2))
        screen = self.screen().availableGeometry()
        left = min(below.x(), screen.right() - popup.width())
        if below.y() + popup.height() > screen.bottom():
            return QPoint(left, self.line.mapToGlobal(QPoint(0, -popup.height() - 2)).y())
        return QPoint(left, below.y())

    def _choose(self, day: QDate) -> None:
        if self._popup is not None:
            self._popup.hide()
        self.set_value(date(day.year(), day.month(), day.day()))
        self.line.setFocus()

    def _read(self) -> None:
        """Understand what stands there; while typing goes on, nothing is said to be wrong."""
        before = self._value
        self._value, self._refusal = None, None
        text = self.line.text().strip()
        if text:
            try:
                self._value = typed(text, self._today(), self._calendar())
            except Refusal as refusal:
                self._refusal = refusal
        self.shown.setText(with_weekday(self._value) if self._value else "")
        self.line.setAccessibleDescription(self.shown.text())
        if self._refusal is None:
            self._say_wrong("")
        if self._value != before:
            self.changed.emit()

    def _settle(self) -> None:
        """When the field is left, say what is wrong."""
        self._say_wrong(str(self._refusal) if self._refusal else "")

    def _say_wrong(self, words: str) -> None:
        self.wrong.setText(words)
        self.wrong.setVisible(bool(words))
        self.line.setProperty("refused", bool(words))
        self.line.style().polish(self.line)
        if words:
            self.line.setAccessibleDescription(words)

    def _size(self) -> None:
        self.line.setFixedWidth(theme().pixels(WIDTH))
