"""Asks what the page shows, as recorded and after what is tried; and its choosers: whose weeks, which day, which basis."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from app.domain.scenarios import Scenario
from app.queries.caseload.lines import CASELOADS, NOBODY, PER
from app.queries.figures import WHOLE
from app.queries.service import Choices
from app.table import Table
from ui.ahead.whatif import WhatIf
from ui.page import Tools
from ui.parts.dates import DateField
from ui.parts.filters import Choice, Labelled

EVERYBODY = ("", WHOLE)
_TITLES = {column.key: column.title for column in CASELOADS}
BASES = [("", "As set in Settings"), *((basis, _TITLES[column]) for basis, column in PER.items())]
WHO, DAY, BASIS = "who", "day", "basis"
Question = Callable[[Scenario | None], Any]


@dataclass(frozen=True)
class Answered:
    """A table as it would be; recorded is the same without what is tried, None where nothing is tried."""

    table: Table
    recorded: Table | None = None


class Asking(QObject):
    """The choosers of the page; `changed` when something else is asked for."""

    changed = Signal()

    def __init__(self, tools: Tools, what_if: WhatIf) -> None:
        super().__init__()
        self._tools, self._what_if = tools, what_if
        self.who = Choice("&IRO", [EVERYBODY])
        self.basis = Choice("Dr&awn", BASES, everything=False)
        self.day = DateField(tools.today, tools.calendar, optional=False)
        self.day.set_value(what_if.day)
        self.day.shown.hide()  # the line below the title says the day with its weekday
        self._day = what_if.day
        self.parts: dict[str, QWidget] = {WHO: self.who, DAY: Labelled("As a&t", self.day), BASIS: self.basis}
        self.day.changed.connect(self._take_day)
        for part in (self.who, self.basis):
            part.changed.connect(self.changed)

    @property
    def on(self) -> date:
        """The day of the caseloads; the last that was understood while another is typed."""
        return self._day

    def offer(self, choices: Choices) -> None:
        """Whose weeks can be looked at: the officers there are, and who joins."""
        names = [(one.id, one.name) for one in choices.officers]
        names += [(one.key, one.name) for one in self._what_if.joiners()]
        self.who.set_options([EVERYBODY, *names, (NOBODY, "No IRO")])

    def both(self, question: Question, key: str, then: Callable[[Answered], None]) -> None:
        """Ask as recorded, and then after what is tried; a newer question with the same key makes this one stale."""
        ask, ticket, scenario = self._tools.runner.ask, (self, key), self._what_if.scenario
        if scenario is None:
            ask(question(None), lambda table: then(Answered(table)), ticket=ticket)
            return

        def recorded(table: Table) -> None:
            ask(question(scenario), lambda tried: then(Answered(tried, table)), ticket=ticket)

        ask(question(None), recorded, ticket=ticket)

    def _take_day(self) -> None:
        day = self.day.value()
        if day is not None and day != self._day:
            self._day = day
            self.changed.emit()
