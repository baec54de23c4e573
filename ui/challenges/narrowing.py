"""What narrows the challenges, for board and table alike: the usual filters in one line, the others behind one button."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QPushButton, QVBoxLayout, QWidget

from app.domain.challenges.records import STATES, STATUSES
from app.domain.dates import short
from app.queries.challenges.listing import PARTS, ChallengeFilter
from app.queries.service import Choices
from ui.page import Tools
from ui.parts.bar import Bar
from ui.parts.dates import DateField
from ui.parts.filters import Choice, ClearFilters, Labelled, MultiChoice, Search
from ui.theme import GRID, set_icon

KEY = "challenges.filter"
EMPTY = "No challenges yet. Ctrl+Shift+N logs one, or import last year's sheet in Files."
NONE_OPEN = "No challenges are open. Ctrl+Shift+N logs one; Show: All lists those that were closed too."
FILTERED = "No challenges match. Clear the filters to see more, or log one with Ctrl+Shift+N."
SAID = frozenset({"part", "text", "officer_id", "team_id", "theme", "addressee"})
"""What the line of the list says by itself, and the text, which comes last."""
LETTERS = 9
"""How many letters of the chosen words are seen, so that the usual filters share one line."""


class Tick(QCheckBox):
    """Yes, or no matter."""

    changed = Signal()

    def __init__(self, words: str) -> None:
        super().__init__(words)
        self.toggled.connect(lambda _on: self.changed.emit())

    def value(self) -> bool:
        """Whether it is ticked."""
        return self.isChecked()

    def set_value(self, value: Any) -> None:
        """Tick it, or not."""
        self.setChecked(bool(value))

    def is_set(self) -> bool:
        """Whether it narrows anything."""
        return self.isChecked()

    def clear(self) -> None:
        """No matter."""
        self.setChecked(False)

    def words(self) -> str:
        """What it says when it is set."""
        return self.text().replace("&", "")


class DayFilter(Labelled):
    """A date from or until which something happened."""

    changed = Signal()

    def __init__(self, label: str, tools: Tools) -> None:
        self.field = DateField(tools.today, tools.calendar)
        self.field.shown.hide()
        super().__init__(label, self.field)
        self.field.changed.connect(self.changed)

    def value(self) -> date | None:
        """The date, if there is one."""
        return self.field.value()

    def set_value(self, value: date | None) -> None:
        """Put a date there."""
        self.field.set_value(value)

    def is_set(self) -> bool:
        """Whether it narrows anything."""
        return self.value() is not None

    def clear(self) -> None:
        """Any day."""
        self.field.set_value(None)

    def words(self) -> str:
        """What it says when it is set."""
        day = self.value()
        return f"{self.label.text().replace('&', '').lower()} {short(day)}" if day else ""


class More(QPushButton):
    """Shows and hides the further filters; says how many of them are set."""

    def __init__(self, filters: Sequence[Any], shown: QWidget) -> None:
        super().__init__()
        self._filters, self._shown = filters, shown
        self.setCheckable(True)
        set_icon(self, "funnel")
        for each in filters:
            each.changed.connect(self.say)
        self.toggled.connect(self._show)
        shown.hide()
        self.say()

    def say(self) -> None:
        """More filters (2)."""
        number = sum(each.is_set() for each in self._filters)
        self.setText(f"Mo&re filters ({number})" if number else "Mo&re filters")
        self.setAccessibleDescription(f"{number} set, {'shown' if self.isChecked() else 'hidden'} below")

    def _show(self, shown: bool) -> None:
        self._shown.setVisible(shown)
        self.say()


class Narrowing(QObject):
    """The filters of the page, one set for every view; kept for the next time, the text aside."""

    changed = Signal()

    def __init__(self, tools: Tools) -> None:
        super().__init__()
        self._tools = tools
        self._settling = self._offered = False
        self._wanted: ChallengeFilter | None = None
        self._make_usual()
        self._make_further(tools)
        self.by_name: dict[str, Any] = {
            "part": self.part, "text": self.search, "officer_id": self.iro, "levels": self.level, "theme": self.theme,
            "team_id": self.team, "addressee": self.addressee, "status": self.status, "states": self.state,
            "raised_from": self.raised_from, "raised_until": self.raised_until,
            "overdue": self.overdue, "actions_late": self.actions_late, "follow_up": self.follow_up,
        }  # fmt: skip
        every = list(self.by_name.values())
        usual = [self.part, self.search, self.iro, self.level, self.theme]
        further = [each for each in every if each not in usual]
        self.more_row = _in_rows(further)
        self.more = More(further, self.more_row)
        self.clear_button = ClearFilters(every)
        self.usual: list[QWidget] = [*usual, self.more, self.clear_button]
        for each in every:
            each.changed.connect(self._note)

    def offer(self, choices: Choices, addressees: Sequence[str]) -> None:
        """What there is to choose; the first time, what was chosen last. An IRO begins with their own."""
        self._settling = True
        self.iro.set_options([("", "All IROs"), *((one.id, one.name) for one in choices.officers)])
        self.team.set_options([("", "All teams"), *((one.id, one.name) for one in choices.teams)])
        themes = [(entry.code, entry.label) for entry in choices.lists["challenge-theme"]]
        self.theme.set_options([("", "All themes"), *themes])
        self.level.set_options([(rung.level, rung.title) for rung in choices.ladder.rungs])
        self.addressee.set_options([("", "Anybody"), *((name, name) for name in addressees)])
        if not self._offered:
            self._offered = True
            own = {"officer_id": self._tools.runner.desk.person.officer_id}
            kept: Any = self._tools.preferences.get(KEY)
            self._put(self._wanted or ChallengeFilter.from_json(kept if isinstance(kept, dict) else own))
        self._settling = False

    def filter(self) -> ChallengeFilter:
        """What is asked for."""
        value = {name: each.value() for name, each in self.by_name.items()}
        for name in ("officer_id", "team_id", "theme", "status"):
            value[name] = value[name] or None
        value["addressee"] = value["addressee"] or ""
        return ChallengeFilter(**value)

    def set_filter(self, chosen: ChallengeFilter) -> None:
        """Narrow to this; before there is an IRO to choose, as soon as there is."""
        self._wanted = None if self._offered else chosen
        self._settling = True
        self._put(chosen)
        self._settling = False
        self._note()

    def find(self) -> None:
        """Put the keyboard into the search."""
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    def show_counts(self, counts: Mapping[str, int]) -> None:
        """How many challenges each part holds under the other filters."""
        self.part.set_options([(code, f"{part.title} ({counts[code]:,})") for code, part in PARTS.items()])

    def empty_words(self) -> str:
        """What an empty list teaches."""
        if self.is_set():
            return FILTERED
        return NONE_OPEN if self.part.value() == "open" else "No challenges are listed here."

    def is_set(self) -> bool:
        """Whether anything is narrowed besides the part."""
        return any(each.is_set() for name, each in self.by_name.items() if name != "part")

    def clear(self) -> None:
        """Narrow nothing."""
        self.set_filter(ChallengeFilter())

    def put_into(self, line: str) -> str:
        """The line above the list, with what is narrowed besides what it says already."""
        said = [self._said(name) for name in self.by_name if name not in SAID]
        text = self.search.value()
        said += [f"with “{text}”"] if text else []
        before, colon, number = line.rpartition(", as at ")
        return f"{', '.join([before, *filter(None, said)])}{colon}{number}"

    def _said(self, name: str) -> str:
        each = self.by_name[name]
        if not each.is_set():
            return ""
        if isinstance(each, Tick | DayFilter):
            return each.words()
        if isinstance(each, MultiChoice):
            return each.box.toolTip()
        return str(each.box.currentText())

    def _put(self, chosen: ChallengeFilter) -> None:
        for name, each in self.by_name.items():
            value = getattr(chosen, name)
            each.set_value("" if value is None and isinstance(each, Choice) else value)
        self.more.say()

    def _note(self) -> None:
        if self._settling:
            return
        kept = self.filter().as_json()
        self._tools.preferences.set(KEY, {**kept, "text": ""})
        self.changed.emit()

    def _make_usual(self) -> None:
        self.part = Choice("Sho&w", [(key, part.title) for key, part in PARTS.items()])
        self.search = Search("Child, reference or words")
        self.iro = Choice("IR&O", [("", "All IROs")])
        self.level = MultiChoice("&At level", [], "All levels")
        self.theme = Choice("&Theme", [("", "All themes")])
        for each in (self.part, self.iro, self.theme):
            _narrow(each)
        self.part.box.setMinimumContentsLength(LETTERS + 4)

    def _make_further(self, tools: Tools) -> None:
        self.team = Choice("Tea&m", [("", "All teams")])
        self.addressee = Choice("To &be answered by", [("", "Anybody")])
        self.status = Choice("Stat&us", [("", "Any status"), *STATUSES.items()])
        for each in (self.team, self.addressee, self.status):
            _narrow(each)
        self.state = MultiChoice("State", list(STATES.items()), "Any state")
        self.raised_from = DayFilter("Ra&ised from", tools)
        self.raised_until = DayFilter("u&p to", tools)
        self.overdue = Tick("Overdue")
        self.actions_late = Tick("Actions late")
        self.follow_up = Tick("Follow-up due")


def _in_rows(filters: Sequence[QWidget]) -> QWidget:
    """The choices in one row, dates and ticks in the next."""
    rows = QWidget()
    rows.setAccessibleName("More filters")
    column = QVBoxLayout(rows)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(GRID)
    choices, others = Bar(), Bar()
    for each in filters:
        (choices if isinstance(each, Choice | MultiChoice) else others).add(each)
    column.addWidget(choices)
    column.addWidget(others)
    return rows


def _narrow(choice: Choice) -> None:
    choice.box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    choice.box.setMinimumContentsLength(LETTERS)
