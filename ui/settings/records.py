"""The section of Settings about contacts before a review and records after it: which count, until when, and since when."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from PySide6.QtWidgets import QGridLayout, QLabel, QVBoxLayout

from app.domain.afterwards import NEVER, STAGES, USUAL
from app.domain.errors import Refusal
from ui.page import Tools
from ui.parts.composed import Composed
from ui.parts.dates import DateField
from ui.parts.filters import Choice
from ui.parts.steady import Number
from ui.settings.figures import Controls, Figures
from ui.theme import GRID

WITHIN, DAYS, SINCE = "contacts.within", "records.days", "records.from"
MOST = 250
A_DAY = "day"
SINCES = [("", "The day on which this file was made"), (A_DAY, "A day"), (NEVER, "Never: nothing is followed")]


class StageDays(Composed):
    """A number of working days for each stage of what follows a review or a conference."""

    def __init__(self, usual: Mapping[str, int]) -> None:
        super().__init__()
        self._usual = usual
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(GRID)
        grid.setVerticalSpacing(GRID // 2)
        grid.setColumnStretch(1, 1)
        self.numbers = {stage: Number(1, MOST) for stage in usual}
        for at, (stage, number) in enumerate(self.numbers.items()):
            words = QLabel(STAGES[stage])
            words.setBuddy(number)
            number.setAccessibleName(f"Working days: {STAGES[stage].lower()}")
            number.lineEdit().setTextMargins(GRID, 0, 0, 0)  # style sheets do not reach inside
            number.valueChanged.connect(lambda _value: self.changed.emit())
            grid.addWidget(words, at, 0)
            grid.addWidget(number, at, 1)
        self.setFocusProxy(next(iter(self.numbers.values())))

    def value(self) -> dict[str, int]:
        """By stage."""
        return {stage: number.value() for stage, number in self.numbers.items()}

    def set_value(self, value: Any) -> None:
        """Show these."""
        for stage, number in self.numbers.items():
            number.setValue({**self._usual, **value}[stage])


class FromDay(Composed):
    """From which day on records are followed: since the file was made, a day, or never."""

    def __init__(self, tools: Tools) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID // 2)
        self.choice = Choice("", SINCES, everything=False)
        self.day = DateField(tools.today, tools.calendar, optional=False)
        column.addWidget(self.choice)
        column.addWidget(self.day)
        self.setFocusProxy(self.choice)
        self.choice.changed.connect(self._look)
        self.day.changed.connect(self.changed)
        self._look()

    def value(self) -> str:
        """As the setting has it."""
        day = self.day.value()
        return (day.isoformat() if day else "") if self.choice.value() == A_DAY else str(self.choice.value())

    def set_value(self, value: Any) -> None:
        """Show it."""
        chosen = value if value in ("", NEVER) else A_DAY
        self.choice.set_value(chosen)
        if chosen == A_DAY:
            self.day.set_value(date.fromisoformat(value))
        self._look()

    def check(self) -> None:
        """Where a day is chosen, it must be there."""
        if self.choice.value() == A_DAY:
            if self.day.value() is None and not self.day.line.text().strip():
                raise Refusal("A date is needed.", "Type it, for example 1 oct, or choose one of the others.")
            self.day.check()

    def setAccessibleName(self, name: str) -> None:
        """Each part says which it is."""
        super().setAccessibleName(name)
        self.choice.box.setAccessibleName(name)
        self.day.line.setAccessibleName(f"{name}: the day")

    def _look(self) -> None:
        self.day.setVisible(self.choice.value() == A_DAY)
        self.changed.emit()


def _controls(tools: Tools) -> Controls:
    within = Number(0, MOST, " working days before it")
    within.setSpecialValueText("Since the previous review")
    return (
        (WITHIN, "Which &contacts before a review count", within),
        ("contacts.target", "&Target for children seen before the review", Number(0, 100, " %")),
        (DAYS, "Wor&king days after a review", StageDays(USUAL)),
        (SINCE, "Followed for reviews hel&d from", FromDay(tools)),
    )


RECORDS = Figures(
    "records",
    "Contacts and records",
    "eye",
    "Which contacts count before a review, and until when its decisions and record are due after it.",
    _controls,
    {WITHIN: "Before a review", DAYS: "After a review"},
    {
        WITHIN: (
            "The lowest is since the previous review. The IRO (Independent Reviewing Officer) speaks to the child before "
            "each review (Care Planning, Placement and Case Review (England) Regulations 2010, regulation 36(1)(b))."
        ),
        SINCE: "My week tells what is owed of these reviews only. Files do not tell of the records of older ones.",
    },
)
