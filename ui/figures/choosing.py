"""What the Figures page is asked for: the figure, one of its tables, the period, the groups, and what is counted."""

from typing import Any

from PySide6.QtCore import QObject, Signal

from app.queries.practice_figures.figure import FIGURES, PracticeFigures
from ui.page import Tools
from ui.parts.filters import Choice
from ui.parts.period import PeriodChooser
from ui.parts.switch import Sight

SIGHTS = (
    Sight("meetings", "Meetings", "calendar-check"),
    Sight("participation", "Participation", "message-square-reply"),
    Sight("quality", "Quality", "list-checks"),
    Sight("plans", "Plans", "history"),
)
BY = [("", "The whole"), ("kind", "Kind of review"), ("iro", "IRO"), ("team", "Team"), ("month", "Month")]
BASIS = [("review", "Reviews"), ("child", "Children"), ("family", "Families"), ("meeting", "Meetings")]
OF_PLANS = [("review", "Plans"), ("child", "Children"), ("family", "Families")]
KEPT = "figures.choices"


class Choosing(QObject):
    """The choosers of the page; `changed` when something else is asked for."""

    changed = Signal()

    def __init__(self, tools: Tools) -> None:
        super().__init__()
        self._tools = tools
        self._tables: dict[str, str] = {}
        self.what = SIGHTS[0].key
        self.period = PeriodChooser(tools.today, tools.calendar)
        self.period.refused.connect(tools.notices.refuse)
        self.table = Choice("&Table", [], everything=False)
        self.by = Choice("B&y", BY, everything=False)
        self.basis = Choice("Cou&nt", BASIS, everything=False)
        self._restore()
        for part in (self.period, self.table, self.by, self.basis):
            part.changed.connect(self._change)

    @property
    def parts(self) -> tuple[Any, ...]:
        """The choosers, left to right."""
        return (self.period, self.table, self.by, self.basis)

    def question(self) -> PracticeFigures:
        """What is asked now."""
        return PracticeFigures(
            self.what, self.period.period, str(self.by.value()), str(self.basis.value()), str(self.table.value())
        )

    def show_for(self, what: str) -> None:
        """Offer the tables of a figure, with the one that was looked at last."""
        self.what = what
        parts = FIGURES[what]
        self.table.blockSignals(True)
        self.table.set_options([(part.code, part.title) for part in parts])
        self.table.set_value(self._tables.get(what, parts[0].code))
        self.table.blockSignals(False)
        self._offer_basis(OF_PLANS if what == "plans" else BASIS)

    def _offer_basis(self, offered: list[tuple[str, str]]) -> None:
        """Plans are no meetings: what was counted stays where it can."""
        kept = self.basis.value()
        self.basis.blockSignals(True)
        self.basis.set_options(offered)
        self.basis.set_value(kept if kept in dict(offered) else offered[0][0])
        self.basis.blockSignals(False)

    def _restore(self) -> None:
        kept = self._tools.preferences.get(KEPT, {})
        self.period.restore({"length": "year", **kept})
        self._tables = {what: code for what, code in kept.get("tables", {}).items() if code in _codes(what)}
        for key, part in (("by", self.by), ("basis", self.basis)):
            if key in kept:
                part.set_value(kept[key])

    def _change(self) -> None:
        self._tables[self.what] = str(self.table.value())
        kept = {"by": self.by.value(), "basis": self.basis.value(), "tables": self._tables}
        self._tools.preferences.set(KEPT, {**self.period.kept(), **kept})
        self.changed.emit()


def _codes(what: str) -> set[str]:
    return {part.code for part in FIGURES.get(what, ())}
