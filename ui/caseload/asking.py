"""What the Caseload page is asked for: the day or the period, the basis, whose, and how; only what the view needs is shown."""

from datetime import date
from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from app.domain.calendar import add_days, add_months
from app.domain.errors import Refusal
from app.queries.caseload.lines import CASELOADS, PER
from app.queries.service import Choices
from ui.caseload.views import BASIS, DAY, MOVED_BY, MOVED_WAYS, OFFICER, PERIOD, WHOSE, WHOSE_WAYS, Asked, View
from ui.page import Tools
from ui.parts.dates import DateField
from ui.parts.filters import Choice, Labelled
from ui.parts.period import PeriodChooser

KEPT = "caseload.choices"
_TITLES = {column.key: column.title for column in CASELOADS}
BASES = [("", "As set in Settings"), *((basis, _TITLES[column]) for basis, column in PER.items())]
EVERYBODY = ("", "Whole service")


class Asking(QObject):
    """The choosers of the page; `changed` when something else is asked for."""

    changed = Signal()

    def __init__(self, tools: Tools) -> None:
        super().__init__()
        self._tools = tools
        self.day = DateField(tools.today, tools.calendar, optional=False)
        self.day.set_value(tools.today())
        self.day.shown.hide()  # the line below the title says the day with its weekday
        self.basis = Choice("&Drawn", BASES, everything=False)
        self.officer = Choice("&IRO", [EVERYBODY])
        self.period = PeriodChooser(tools.today, tools.calendar)
        self.whose = Choice("&Whose", WHOSE_WAYS, everything=False)
        self.moved_by = Choice("B&y", MOVED_WAYS, everything=False)
        self.parts: dict[str, QWidget] = {
            DAY: Labelled("As a&t", self.day),
            PERIOD: self.period,
            BASIS: self.basis,
            OFFICER: self.officer,
            WHOSE: self.whose,
            MOVED_BY: self.moved_by,
        }
        self._restore()
        self.period.refused.connect(tools.notices.refuse)
        self.day.changed.connect(self._take_day)
        for part in (self.basis, self.officer, self.period, self.whose, self.moved_by):
            part.changed.connect(self._changed)

    def asked(self) -> Asked:
        """What is chosen now; the last day that was understood stays while another is typed."""
        return Asked(
            self._day,
            self.period.period,
            self.basis.value(),
            self.officer.value() or None,
            self.whose.value(),
            self.moved_by.value(),
        )

    def show_for(self, view: View) -> None:
        """Show the choosers that a view needs."""
        for key, part in self.parts.items():
            part.setVisible(key in view.needs)

    def offer(self, choices: Choices) -> None:
        """The IROs that there are."""
        self.officer.set_options([EVERYBODY, *((one.id, one.name) for one in choices.officers)])

    def step(self, by: int, view: View) -> None:
        """The period before or after; or the end of the month before or after the day, never later than today."""
        if view.of_period:
            self.period.step(by)
            return
        first = self._day.replace(day=1)
        end = add_days(first, -1) if by < 0 else add_days(add_months(first, 2), -1)
        self.day.set_value(min(end, self._tools.today()))

    _day: date

    def _take_day(self) -> None:
        day = self.day.value()
        if day is None or day == self._day:
            return
        if day > self._tools.today():
            self._tools.notices.refuse(
                Refusal("Caseloads are counted from what is recorded.", "Choose today or a day before it.")
            )
            self.day.set_value(self._day)
            return
        self._day = day
        self.changed.emit()

    def _restore(self) -> None:
        """What was chosen last time; the day is today's, and the period follows from today."""
        self._day = self._tools.today()
        kept: dict[str, Any] = self._tools.preferences.get(KEPT, {})
        self.period.restore({"length": "year", **kept})
        for key, part in self._kept().items():
            part.set_value(kept.get(key, part.value()))

    def _kept(self) -> dict[str, Choice]:
        return {BASIS: self.basis, WHOSE: self.whose, MOVED_BY: self.moved_by}

    def _changed(self) -> None:
        chosen = {key: part.value() for key, part in self._kept().items()}
        self._tools.preferences.set(KEPT, {**self.period.kept(), **chosen})
        self.changed.emit()
