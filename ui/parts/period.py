"""Choosing a period: a month, a quarter, a year from April to March, or any dates, with a step back and forward."""

from collections.abc import Callable
from datetime import date
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QWidget

from app.domain.calendar import Calendar, add_days, add_months
from app.domain.dates import Period, financial_year, month_of, quarter
from app.domain.errors import Refusal
from ui.parts.dates import DateField
from ui.parts.filters import Choice
from ui.theme import GRID, set_icon, theme

LENGTHS = [("month", "Month"), ("quarter", "Quarter"), ("year", "Year, April to March"), ("dates", "Any dates")]
OF_DAY: dict[str, Callable[[Any], Period]] = {"month": month_of, "quarter": quarter, "year": financial_year}
MONTHS = {"month": 1, "quarter": 3, "year": 12}
TITLE_WIDTH = 168


class PeriodChooser(QWidget):
    """Says its period in words; `changed` when it is another one."""

    changed = Signal()

    refused = Signal(object)
    """The Refusal of two dates that make no period."""

    def __init__(self, today: Callable[[], date], calendar: Callable[[], Calendar]) -> None:
        super().__init__()
        self.setAccessibleName("Period")
        self._today = today
        self.period = month_of(add_days(month_of(today()).first, -1))
        self.length = Choice("&Period", LENGTHS, everything=False)
        self.first = DateField(today, calendar, optional=False)
        self.last = DateField(today, calendar, optional=False)
        self._make()
        self._show()
        self.length.changed.connect(self._take_length)
        self.first.changed.connect(self._take_dates)
        self.last.changed.connect(self._take_dates)

    def kept(self) -> dict[str, str]:
        """The length only: the period itself follows from today at the next start."""
        return {"length": str(self.length.value())}

    def restore(self, kept: dict[str, str]) -> None:
        """The length chosen last time; any dates start as the last month."""
        self.length.set_value(kept.get("length", "month"))

    def step(self, by: int) -> None:
        """The period before or after this one."""
        months = MONTHS.get(str(self.length.value()))
        if months is None:
            days = (self.period.last - self.period.first).days + 1
            self._set(Period(add_days(self.period.first, by * days), add_days(self.period.last, by * days)))
            return
        self._set(OF_DAY[str(self.length.value())](add_months(self.period.first, by * months)))

    def _make(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(GRID // 2)
        row.addWidget(self.length)
        row.addWidget(self._button("chevron-left", "The period before (Alt+Left)", -1))
        self.title = QLabel()
        self.title.setProperty("letters", "heading")
        self.title.setMinimumWidth(theme().pixels(TITLE_WIDTH))
        row.addWidget(self.title)
        row.addWidget(self.first)
        self.until = QLabel("to")
        row.addWidget(self.until)
        row.addWidget(self.last)
        row.addWidget(self._button("chevron-right", "The period after (Alt+Right)", 1))

    def _button(self, name: str, words: str, by: int) -> QPushButton:
        button = QPushButton()
        set_icon(button, name)
        button.setToolTip(words)
        button.setAccessibleName(words)
        button.setProperty("plain", True)
        button.clicked.connect(lambda: self.step(by))
        return button

    def _take_length(self) -> None:
        length = str(self.length.value())
        self._set(OF_DAY[length](self._latest_day()) if length in OF_DAY else self.period)

    def _latest_day(self) -> date:
        """The last day of the period that is not still to come: a quarter that runs now leads to this month."""
        return min(self.period.last, max(self._today(), self.period.first))

    def _take_dates(self) -> None:
        first, last = self.first.value(), self.last.value()
        if self.length.value() != "dates" or first is None or last is None:
            return
        try:
            self._set(Period(first, last))
        except Refusal as no:
            self.refused.emit(no)

    def _set(self, period: Period) -> None:
        if period == self.period:
            self._show()
            return
        self.period = period
        self._show()
        self.changed.emit()

    def _show(self) -> None:
        any_dates = self.length.value() == "dates"
        self.title.setText(self.period.title())
        self.title.setVisible(not any_dates)
        for part in (self.first, self.until, self.last):
            part.setVisible(any_dates)
        for field, day in ((self.first, self.period.first), (self.last, self.period.last)):
            if field.value() != day:
                field.set_value(day)
