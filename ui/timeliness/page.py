"""The Timeliness page: how many reviews were in time, counted as one chooses, with every number open to its reviews."""

from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from app.domain.children import Child, ChildTeam
from app.domain.dates import month_of
from app.domain.officers import Allocation
from app.domain.reported import ReportedMonth, kept_words
from app.domain.reviews import Review, Series
from app.domain.settings import Setting
from app.late import late
from app.queries.child import ChildOfReview
from app.queries.reported import ReportedSince, Since
from app.queries.service import Choices, ServiceChoices
from app.queries.timeliness import Timeliness
from app.queries.timeliness_table import TimelinessTable, rolling_year
from app.table import Table
from ui.outgoing import Outgoing, exported
from ui.page import Page, Tools
from ui.parts.behind import Behind
from ui.parts.filters import Choice, ClearFilters, MultiChoice
from ui.parts.period import PeriodChooser
from ui.parts.progress import LongWork
from ui.timeliness.figures import FiguresView

BY = [("", "The whole"), ("kind", "Kind of review"), ("iro", "IRO"), ("team", "Team"), ("month", "Month")]
BASIS = [("review", "Reviews"), ("child", "Children")]
COUNT = [("held", "Held in the period"), ("due", "Due in the period")]
KEPT = "timeliness.choices"


class TimelinessPage(Page):
    """Reviews in timescale."""

    title = "Timeliness"
    topics = frozenset({Review, Series, Allocation, Child, ChildTeam, Setting, ReportedMonth})
    help = "timeliness"

    def __init__(self, tools: Tools) -> None:
        super().__init__(tools)
        self._make_filters()
        self._make_body()
        self.export = self.add_action(
            "E&xport month to Excel", self._ask_target, "Ctrl+E", icon="download", primary=True
        )
        self.add_action("Period &before", lambda: self.period.step(-1), "Alt+Left", button=False)
        self.add_action("Period &after", lambda: self.period.step(1), "Alt+Right", button=False)
        self._restore()
        self._connect()

    def begin_again(self) -> None:
        """Back from a list behind a number."""
        self._leave_behind()

    def refresh(self) -> None:
        """Ask for the choices, the figures, the chart, and what was reported."""
        self.tools.runner.ask(ServiceChoices(), self._take_choices, ticket=(self, "choices"))
        self._ask()

    @property
    def question(self) -> Timeliness:
        """What is asked now."""
        return Timeliness(
            self.period.period,
            self.by.value(),
            self.basis.value(),
            self.count.value(),
            self.kinds.value(),
            self.iro.value() or None,
            self.team.value() or None,
        )

    # ------------------------------------------------------------------------------------------------------ parts

    def _make_filters(self) -> None:
        self.period = PeriodChooser(self.tools.today, self.tools.calendar)
        self.period.refused.connect(self.tools.notices.refuse)
        self.by = Choice("B&y", BY, everything=False)
        self.by.set_value("kind")
        self.basis = Choice("Co&unt", BASIS, everything=False)
        self.count = Choice("", COUNT, everything=False)
        self.count.box.setAccessibleName("Held or due in the period")
        self.kinds = MultiChoice("&Kinds", [], "All kinds")
        self.iro = Choice("&IRO", [("", "All IROs")])
        self.team = Choice("&Team", [("", "All teams")])
        for part in (self.period, self.by, self.basis, self.count, self.kinds, self.iro, self.team):
            self.add_filter(part)
        self.add_filter(ClearFilters([self.kinds, self.iro, self.team]))

    def _make_body(self) -> None:
        self.stack = QStackedWidget()
        self.view = FiguresView(self.tools)
        self.view.opened.connect(self._open_behind)
        self.behind = Behind(self.tools.runner, self.tools.preferences, "timeliness.behind", "reviews")
        self.behind.left.connect(self._leave_behind)
        self.behind.wanted.connect(self._want_child)
        self.stack.addWidget(self.view)
        self.stack.addWidget(self.behind)
        self.work = LongWork(self.tools.runner)
        self.out = Outgoing(self, self.tools, self.work)
        self.out.finished = self._ask
        outer = QWidget()
        column = QVBoxLayout(outer)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.work)
        column.addWidget(self.stack, 1)
        self.set_body(outer)

    def _connect(self) -> None:
        for part in (self.period, self.by, self.basis, self.count, self.kinds, self.iro, self.team):
            part.changed.connect(self._changed)

    def _restore(self) -> None:
        kept = self.tools.preferences.get(KEPT, {})
        self.period.restore(kept)
        for key, part in (("by", self.by), ("basis", self.basis), ("count", self.count)):
            if key in kept:
                part.set_value(kept[key])

    def _changed(self) -> None:
        kept = {key: part.value() for key, part in (("by", self.by), ("basis", self.basis), ("count", self.count))}
        self.tools.preferences.set(KEPT, {**self.period.kept(), **kept})
        self._leave_behind()
        self._ask()

    # ------------------------------------------------------------------------------------------------------ answers

    def _take_choices(self, choices: Choices) -> None:
        self.kinds.set_options(list(choices.kinds.items()))
        self.iro.set_options([("", "All IROs"), *((o.id, o.name) for o in choices.officers)])
        self.team.set_options([("", "All teams"), *((t.id, t.name) for t in choices.teams)])

    def _ask(self) -> None:
        question, runner = self.question, self.tools.runner
        one_month = question.period == month_of(question.period.first)
        shown = rolling_year(question) if question.by == "month" and one_month else question
        runner.ask(TimelinessTable(shown), self._show, ticket=(self, "table"))
        if question.by == "":
            runner.ask(TimelinessTable(rolling_year(question)), self.view.show_chart, ticket=(self, "chart"))
        self.export.setEnabled(one_month)
        if one_month and not (question.kinds or question.iro or question.team):
            asked = ReportedSince(question.period, question.basis, question.count)
            runner.ask(asked, self._show_since, ticket=(self, "since"))
        else:
            self.view.show_since(None)

    def _show(self, table: Table) -> None:
        self.say_line(f"{table.title}: {table.line}")
        self.view.show_table(table)
        if self.by.value() != "":
            self.view.show_chart(table)

    def _show_since(self, since: Since | None) -> None:
        self.view.show_since(since if self.period.period == month_of(self.period.period.first) else None)

    # ------------------------------------------------------------------------------------------------------ behind

    def _open_behind(self, query: Any) -> None:
        def shown(_: Table) -> None:
            self.stack.setCurrentWidget(self.behind)
            self.behind.table.setFocus()

        self.behind.ask(query, shown)

    def _leave_behind(self) -> None:
        if self.stack.currentWidget() is self.behind:
            self.stack.setCurrentWidget(self.view)
            self.view.table.setFocus()

    def _want_child(self, review_id: str) -> None:
        asked = ChildOfReview(review_id)
        self.tools.runner.ask(asked, lambda child_id: self.wanted.emit("children", child_id), ticket=(self, "child"))

    # ------------------------------------------------------------------------------------------------------ export

    def _ask_target(self) -> None:
        name = f"Timeliness {self.period.period.title_at(self.tools.today())}.xlsx"
        asked = self.question
        query = late("app.queries.month").MonthSheets(asked.period, asked.basis, asked.count)
        self.out.show("Export the month to Excel", name, query, self.export_to)

    def export_to(self, target: Path) -> None:
        """Write the month to this workbook and keep it as reported once it has ended."""
        asked, desk = self.question, self.tools.runner.desk
        write = exported(
            "export_timeliness",
            lambda export, to, told: export(desk, asked.period, to, asked.basis, asked.count, told),
        )
        self.out.write(target, write, kept_words(asked.period, self.tools.today()))
