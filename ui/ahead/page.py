"""The page "The months ahead": who will have how many reviews in which week, what cannot be met, and what could be done about it."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from app.domain.children import Child
from app.domain.dates import full, short
from app.domain.officers import Absence, Allocation, Conflict, Officer, Post
from app.domain.reviews import Meeting, MeetingReview, Review, Series
from app.domain.settings import Holiday, Setting
from app.late import late
from app.queries.service import Choices, ServiceChoices
from app.table import Table
from ui.ahead.asking import Answered, Asking
from ui.ahead.band import Band
from ui.ahead.beside import with_before
from ui.ahead.months import Months
from ui.ahead.moves import MovesView
from ui.ahead.pane import AheadPane
from ui.ahead.trying import Trying
from ui.ahead.views import MONTHS, MOVES, VIEWS, WEEKS, View, drawn
from ui.ahead.whatif import WhatIf
from ui.outgoing import Outgoing, exported
from ui.page import Page, Tools
from ui.parts.behind import Behind
from ui.parts.figures import Figures
from ui.parts.progress import LongWork
from ui.parts.switch import Switch

SIGHT = "ahead.sight"


class AheadPage(Page):
    """Weeks, caseloads and moves, as recorded or after what is tried."""

    title = "The months ahead"
    help = "ahead"
    topics = frozenset({Allocation, Officer, Post, Absence, Conflict, Child, Setting, Holiday})
    topics |= frozenset({Series, Review, Meeting, MeetingReview})

    def __init__(self, tools: Tools) -> None:
        super().__init__(tools)
        self.what_if = WhatIf(tools.preferences, tools.today)
        self._figures: dict[str, Figures] = {}
        self.line.keep_to_one_line()
        self._make_switch()
        self._make_body()
        self._make_actions()
        sight = str(tools.preferences.get(SIGHT, MONTHS))
        self.switch.choose(MONTHS if sight == MOVES and not self.what_if.is_on else sight)
        self.switch.choose(self.switch.value())
        self.asking.changed.connect(self._ask_anew)
        self.what_if.changed.connect(self._try_anew)
        self.show_details(False, remember=False)
        self._opens_pane = self.what_if.is_on

    @property
    def view(self) -> View:
        """The view that is shown."""
        return VIEWS[self.switch.value()]

    def refresh(self) -> None:
        """Ask for who there is, and for what the view shows."""
        self.tools.runner.ask(ServiceChoices(), self._take_choices, ticket=(self, "choices"))
        if self._opens_pane:
            self._opens_pane = False
            self.show_details(True, remember=False)
        self.pane.refresh()
        self._ask()

    def begin_again(self) -> None:
        """Back from a list behind a number."""
        self._leave_behind()

    def open(self, argument: object) -> None:
        """Show a view, ("view", "caseload"); or the weeks of one IRO by their id."""
        if isinstance(argument, tuple):
            self.switch.choose(argument[1])
            return
        self.asking.who.set_value(str(argument))
        self.switch.choose(WEEKS)
        self._leave_behind()

    def actions_for_menu(self) -> list[QAction]:
        """Every command of the page, and its views."""
        return [*super().actions_for_menu(), self._sights.menuAction()]

    def figures(self, key: str) -> Figures:
        """The picture and the table of a view; made when it is first wanted."""
        if key not in self._figures:
            made = Figures(
                self.tools.runner, self.tools.preferences, f"ahead.{key}", VIEWS[key].sight.words, formula=key != WEEKS
            )
            made.table.set_empty(VIEWS[key].empty)
            made.opened.connect(self._open)
            self.stack.addWidget(made)
            self._figures[key] = made
        return self._figures[key]

    # ---------------------------------------------------------------------------------------------------------- keys

    def event(self, event: QEvent) -> bool:
        """While something is tried, Ctrl+Z belongs to it, not to what is saved."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and self._takes_back(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+Z takes back the latest change."""
        if self._takes_back(event):
            self.what_if.take_back()
        else:
            super().keyPressEvent(event)

    def _takes_back(self, event: QKeyEvent) -> bool:
        return event.matches(QKeySequence.StandardKey.Undo) and self.what_if.can_take_back

    # --------------------------------------------------------------------------------------------------------- parts

    def _make_switch(self) -> None:
        self.switch = Switch(self, [view.sight for view in VIEWS.values()])
        self.switch.chosen.connect(self._change_view)
        self._sights = self.switch.menu()
        self.asking = Asking(self.tools, self.what_if)
        for part in self.asking.parts.values():
            self.add_filter(part)
        layout = self.layout()
        if isinstance(layout, QVBoxLayout):
            layout.insertWidget(1, self.switch)

    def _make_body(self) -> None:
        self.work = LongWork(self.tools.runner)
        self.out = Outgoing(self, self.tools, self.work)
        self.pane = AheadPane(self.tools, self.what_if)
        self.pane.see_moves.connect(self._show_moves)
        self.trying = Trying(self, self.what_if, self.pane, self.work)
        self.trying.chosen = lambda: self.months.who
        self.trying.suggested = self._show_moves
        self.trying.applied = lambda: self.switch.choose(MONTHS)
        self.band = Band(self.what_if, self.trying.in_band())
        self.stack = QStackedWidget()
        self._make_views()
        outer = QWidget()
        column = QVBoxLayout(outer)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.stack, 1)  # first, so that the keyboard goes to its table, not to "Take back"
        for part in (self.band, self.work):
            column.insertWidget(0, part)
        self.set_body(outer)
        self.set_details(self.pane)

    def _make_views(self) -> None:
        self.months = Months(self.tools, self.what_if)
        self.months.opened.connect(self._open)
        self.months.told.connect(self._tell_months)
        self.moves = MovesView(self.tools, self.what_if)
        self.moves.told.connect(self._tell_moves)
        self.moves.wanted.connect(self._go)
        self.behind = Behind(self.tools.runner, self.tools.preferences, "ahead.behind", "reviews")
        self.behind.left.connect(self._leave_behind)
        self.behind.wanted.connect(self._go)
        for each in (self.months, self.moves, self.behind):
            self.stack.addWidget(each)

    def _make_actions(self) -> None:
        self.export = self.add_action("E&xport to Excel", self._ask_workbook, "Ctrl+E", icon="download")

    # ------------------------------------------------------------------------------------------------------- answers

    def _take_choices(self, choices: Choices) -> None:
        self.asking.offer(choices)
        self.trying.offer(choices)

    def _change_view(self, key: str) -> None:
        self.tools.preferences.set(SIGHT, key)
        for name, part in self.asking.parts.items():
            part.setVisible(name in self.view.needs)
        self.filters.setVisible(bool(self.view.needs))
        self.stack.setCurrentWidget(self._shown())
        if self.isVisible():
            self._ask()

    def _shown(self) -> QWidget:
        fixed: dict[str, QWidget] = {MONTHS: self.months, MOVES: self.moves}
        key = self.view.sight.key
        return fixed[key] if key in fixed else self.figures(key)

    def _ask_anew(self) -> None:
        self._leave_behind()
        self._ask()

    def _try_anew(self) -> None:
        """Something else is tried: everything follows."""
        self.tools.runner.ask(ServiceChoices(), self._take_choices, ticket=(self, "choices"))
        self._ask_anew()

    def _ask(self) -> None:
        view = self.view
        if view.sight.key == MONTHS:
            self.months.refresh()
        elif view.sight.key == MOVES:
            self.moves.refresh()
        elif view.question is not None:
            self.asking.both(view.question(self.asking), "view", lambda answered: self._show(view, answered))

    def _show(self, view: View, answered: Answered) -> None:
        if view is not self.view:
            return
        table: Table = answered.table
        if answered.recorded is not None:
            table = with_before(table, answered.recorded)
        whose = f"{table.title.partition(': ')[2]}: " if view.sight.key == WEEKS else ""
        beside = "; in grey as recorded" if whose and answered.recorded is not None else ""
        self.say_line(f"{whose}{table.line}{beside}")
        self.figures(view.sight.key).show_table(table, drawn(view.sight.key, table))

    def _tell_months(self, line: str) -> None:
        if self.view.sight.key == MONTHS:
            when = "after what is tried" if self.what_if.is_on else f"from {full(self.tools.today())}"
            self.say_line(f"All IROs {when}: {line}")

    def _show_moves(self) -> None:
        self.switch.choose(MOVES)
        self.moves.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _tell_moves(self, line: str) -> None:
        if self.view.sight.key == MOVES:
            self.say_line(line or "Nobody moves: everything is as it is recorded")

    # -------------------------------------------------------------------------------------------------------- behind

    def _open(self, query: Any) -> None:
        def shown(_: Table) -> None:
            self.stack.setCurrentWidget(self.behind)
            self.behind.table.setFocus()

        self.behind.ask(query, shown)

    def _leave_behind(self) -> None:
        if self.stack.currentWidget() is self.behind:
            self.stack.setCurrentWidget(self._shown())
            table = self.months.table if self.view.sight.key == MONTHS else self._figures_table()
            table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _figures_table(self) -> QWidget:
        return self.moves.table if self.view.sight.key == MOVES else self.figures(self.view.sight.key).table

    def _go(self, child_id: str) -> None:
        """The child of a row; one whom nobody knows yet has no record."""
        if child_id:
            self.wanted.emit("children", child_id)

    # -------------------------------------------------------------------------------------------------------- papers

    def _ask_workbook(self) -> None:
        name = f"The months ahead {short(self.tools.today())}.xlsx"
        query = late("app.queries.ahead.sheets").AheadSheets(self.what_if.scenario)
        self.out.show("Export the months ahead to Excel", name, query, self.export_to)

    def export_to(self, target: Path) -> None:
        """Write the months ahead, with what is tried, to this workbook."""
        desk, scenario = self.tools.runner.desk, self.what_if.scenario
        write: Callable[..., Any] = exported("export_ahead", lambda export, to, told: export(desk, to, scenario, told))
        self.out.write(target, write)
