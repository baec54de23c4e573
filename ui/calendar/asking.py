"""What the calendar is asked for: a month or a week, around which day, of which IRO and team; remembered but for the day."""

from datetime import date
from itertools import pairwise

from PySide6.QtCore import QObject, QSignalBlocker, Signal
from PySide6.QtWidgets import QLabel, QPushButton, QWidget

from app.queries.calendar import spans
from app.queries.calendar.between import MeetingsBetween
from app.queries.service import Choices
from ui.page import Tools
from ui.parts.dates import DateField
from ui.parts.filters import Choice, Labelled
from ui.parts.switch import Sight, Switch
from ui.theme import set_icon

KEPT = "calendar.choices"
EVERYBODY, EVERY_TEAM = ("", "Everybody"), ("", "All teams")
SIGHTS = (Sight(spans.MONTH, "Month", "calendar-days"), Sight(spans.WEEK, "Week", "columns-3"))


class Asking(QObject):
    """The choosers of the page; `changed` when something else is asked for."""

    changed = Signal()
    officer_id: str
    team_id: str

    def __init__(self, tools: Tools, page: QWidget) -> None:
        super().__init__(page)
        self._tools = tools
        self.switch = Switch(page, SIGHTS)
        self.iro, self.team = Choice("&IRO", [EVERYBODY]), Choice("Tea&m", [EVERY_TEAM])
        self.day = DateField(tools.today, tools.calendar)
        self.day.shown.hide()  # the calendar itself shows where one has come to
        self.go = Labelled("Go t&o", self.day)
        self.anchor = self.chosen = tools.today()
        self.title = QLabel()
        self.title.setProperty("letters", "heading")
        self._restore()
        self._make_steps()
        self.switch.chosen.connect(self._keep)
        for choice in (self.iro, self.team):
            choice.changed.connect(self._take)
        self.day.changed.connect(self._go)

    @property
    def view(self) -> str:
        """Month or week."""
        return self.switch.value()

    @property
    def of_all(self) -> bool:
        """Whether everybody's meetings are asked for."""
        return not self.officer_id and not self.team_id

    def question(self) -> MeetingsBetween:
        """What is asked of the records."""
        first, last = spans.shown(self.anchor, self.view)
        return MeetingsBetween(first, last, self.officer_id or None, self.team_id or None)

    def offer(self, choices: Choices) -> None:
        """The IROs and the teams that there are; the person's own first."""
        own = self._tools.runner.desk.person.officer_id
        mine = [(one.id, f"{one.name} (you)") for one in choices.officers if one.id == own]
        others = [(one.id, one.name) for one in choices.officers if one.id != own]
        before = self.officer_id, self.team_id
        _offer(self.iro, [EVERYBODY, *mine, *others], self.officer_id)
        _offer(self.team, [EVERY_TEAM, *((one.id, one.name) for one in choices.teams)], self.team_id)
        self.officer_id, self.team_id = str(self.iro.value() or ""), str(self.team.value() or "")
        if (self.officer_id, self.team_id) != before:
            self.changed.emit()

    def show_officer(self, officer_id: str) -> None:
        """Ask for this IRO's."""
        self.officer_id = officer_id
        self.iro.set_value(officer_id)
        self._keep()

    def step(self, by: int) -> None:
        """The month or the week before or after; the chosen day goes along."""
        inside = self.chosen in spans.counted(self.anchor, self.view)
        self.come_to(spans.stepped(self.chosen if inside else self.anchor, by, self.view), anew=True)

    def come_to(self, day: date, *, anew: bool = False) -> None:
        """This day is the chosen one; a day that is not shown brings its own month or week."""
        first, last = spans.shown(self.anchor, self.view)
        self.chosen = day
        if anew or not first <= day <= last:
            self.anchor = day
            self._say_title()
            self.changed.emit()

    def to_today(self) -> None:
        """Back to today."""
        self.come_to(self._tools.today(), anew=True)

    def _go(self) -> None:
        day = self.day.value()
        if day is not None:
            self.come_to(day, anew=True)

    def _take(self) -> None:
        self.officer_id, self.team_id = str(self.iro.value() or ""), str(self.team.value() or "")
        self._keep()

    def _keep(self, _view: str = "") -> None:
        self.anchor = self.chosen
        self._say_title()
        kept = {"view": self.view, "iro": self.officer_id, "team": self.team_id}
        self._tools.preferences.set(KEPT, kept)
        self.changed.emit()

    def _restore(self) -> None:
        kept = self._tools.preferences.get(KEPT, {})
        own = self._tools.runner.desk.person.officer_id or ""
        self.officer_id, self.team_id = str(kept.get("iro", own)), str(kept.get("team", ""))
        self.switch.choose(str(kept.get("view", spans.MONTH)))
        self.switch.choose(self.switch.value())
        self._say_title()

    def _say_title(self) -> None:
        self.title.setText(spans.title(self.anchor, self.view))

    def _make_steps(self) -> None:
        self.today = QPushButton("Tod&ay")
        self.today.setToolTip("Home")
        self.today.clicked.connect(self.to_today)
        before = self._step_button("chevron-left", "Before (Alt+Left)", -1)
        after = self._step_button("chevron-right", "After (Alt+Right)", 1)
        for part in (before, self.today, after, self.title):
            self.switch.add(part)
        self._after = after

    def put_in_order(self) -> None:
        """Let Tab go as one reads: the switch stands above the choosers."""
        stops = (self._after, self.iro.box, self.team.box, self.day.line, self.day.button)
        for first, then in pairwise(stops):
            QWidget.setTabOrder(first, then)

    def _step_button(self, icon: str, words: str, by: int) -> QPushButton:
        button = QPushButton()
        set_icon(button, icon)
        button.setToolTip(words)
        button.setAccessibleName(words)
        button.clicked.connect(lambda: self.step(by))
        return button


def _offer(choice: Choice, options: list[tuple[str, str]], value: str) -> None:
    """Offer these and choose one of them, without saying that anybody chose."""
    with QSignalBlocker(choice):
        choice.set_options(options)
        choice.set_value(value if value in {key for key, _ in options} else "")
