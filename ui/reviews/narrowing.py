"""What narrows the list besides its part: a text, an IRO, a team, a kind; kept for the next time, the text aside."""

from typing import Any

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QComboBox, QWidget

from app.queries.reviews import DueFilter
from app.queries.service import Choices
from ui.page import Tools
from ui.parts.filters import Choice, ClearFilters, Search

KEY = "reviews.filters"
WIDTH = 17
"""How many letters of the chosen words are seen, so that the filters share one line."""
NAMES = ("iro", "team", "kind")


class Narrowing(QObject):
    """The filters of the page; an IRO sees their own children first."""

    changed = Signal()

    def __init__(self, tools: Tools) -> None:
        super().__init__()
        self._tools = tools
        self._settling = False
        self._offered = False
        self._wanted: DueFilter | None = None
        self.search = Search("Name or reference")
        self.iro = Choice("IR&O", [("", "All IROs")])
        self.team = Choice("Te&am", [("", "All teams")])
        self.kind = Choice("&Kind", [("", "All kinds")])
        for each in (self.iro, self.team, self.kind):
            each.box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            each.box.setMinimumContentsLength(WIDTH)
        self.booked = Choice("&Booked", [("", "Booked or not"), ("no", "No date booked")])
        every = (self.search, self.iro, self.team, self.kind, self.booked)
        self.clear_button = ClearFilters(every)
        self.filters: list[QWidget] = [*every, self.clear_button]
        for changed in (each.changed for each in every):
            changed.connect(self._note)
        self._look()

    def offer(self, choices: Choices) -> None:
        """The officers, teams and kinds of the service; the first time, what was chosen last."""
        self._settling = True
        self.iro.set_options([("", "All IROs"), *((one.id, one.name) for one in choices.officers)])
        self.team.set_options([("", "All teams"), *((one.id, one.name) for one in choices.teams)])
        self.kind.set_options([("", "All kinds"), *choices.kinds.items()])
        self.kind.setVisible(len(choices.kinds) > 1)
        if not self._offered:
            self._offered = True
            own = {"iro": self._tools.runner.desk.person.officer_id or ""}
            kept: Any = self._tools.preferences.get(KEY, own)
            for name in NAMES:
                getattr(self, name).set_value(kept.get(name, "") if isinstance(kept, dict) else "")
        self._settling = False
        if self._wanted is not None:
            wanted, self._wanted = self._wanted, None
            self.set_filter(wanted)

    def set_filter(self, chosen: DueFilter) -> None:
        """Narrow to this, at once or as soon as the officers, teams and kinds are known."""
        if not self._offered:
            self._wanted = chosen
            return
        self._settling = True
        values = (chosen.officer_id, chosen.team_id, chosen.kind)
        for name, value in zip(NAMES, values, strict=True):
            getattr(self, name).set_value(value or "")
        self.search.set_value(chosen.text)
        self.booked.set_value("no" if chosen.unbooked else "")
        self._settling = False
        self._note()

    def filter(self, part: str) -> DueFilter:
        """What is asked for."""
        iro, team, kind = (getattr(self, name).value() or None for name in NAMES)
        return DueFilter(part, iro, team, kind, self.search.value(), self.booked.value() == "no")

    def is_set(self) -> bool:
        """Whether anything is narrowed."""
        return any(each.is_set() for each in (self.search, self.iro, self.team, self.kind, self.booked))

    def put_into(self, line: str) -> str:
        """The line above the list, with the text that is looked for before its number."""
        if not self.search.value():
            return line
        before, colon, number = line.rpartition(": ")
        return f"{before}, with “{self.search.value()}”{colon}{number}"

    def clear(self) -> None:
        """Narrow nothing."""
        self.clear_button.clear()

    def find(self) -> None:
        """Put the keyboard into the search field."""
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    def _note(self) -> None:
        if self._settling:
            return
        self._look()
        self._tools.preferences.set(KEY, {name: getattr(self, name).value() for name in NAMES})
        self.changed.emit()

    def _look(self) -> None:
        """Whether a date is booked stands among the filters only while another place has narrowed to it."""
        self.booked.setVisible(self.booked.is_set())
