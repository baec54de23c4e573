"""The Caseload page: how many children each IRO holds, on any day and over the months, with every number open to its records."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from app.domain.children import Child, ChildTeam
from app.domain.dates import short
from app.domain.officers import Absence, Allocation, Officer, Post, Team
from app.domain.reviews import Meeting, Rearrangement, Review, Series
from app.domain.settings import ListEntry, Setting
from app.late import late
from app.queries.caseload.posts import PostList
from app.queries.child import ChildOfMove, ChildOfReview
from app.queries.listing import ReviewsBehind
from app.queries.rearranged import MovesBehind
from app.queries.service import Choices, ServiceChoices
from app.table import Row, Table
from ui.caseload.asking import Asking
from ui.caseload.supervising import Supervising
from ui.caseload.teamweeks import TeamWeeks
from ui.caseload.views import CASELOAD, TEAMS, TOGETHER, VIEWS, View, drawn
from ui.outgoing import Outgoing, exported
from ui.page import Page, Tools
from ui.parts.behind import Behind
from ui.parts.figures import Figures
from ui.parts.progress import LongWork
from ui.parts.switch import Switch

SIGHT = "caseload.sight"


class CaseloadPage(Page):
    """Caseloads and what belongs to them, one view at a time."""

    title = "Caseload"
    help = "caseload"
    topics = frozenset({Allocation, Officer, Post, Absence, Child, ChildTeam, Team, Series})
    topics |= frozenset({Review, Meeting, Rearrangement, Setting, ListEntry})

    def __init__(self, tools: Tools) -> None:
        super().__init__(tools)
        self._figures: dict[str, Figures] = {}
        self._opened: Any = None
        self._officer: Row | None = None
        self._make_filters()
        self._make_body()
        self._make_actions()
        self.switch.choose(str(tools.preferences.get(SIGHT, CASELOAD)))
        self.switch.choose(self.switch.value())
        self.asking.changed.connect(self._ask_anew)

    def refresh(self) -> None:
        """Ask for who there is, and for the table."""
        self.tools.runner.ask(ServiceChoices(), self._take_choices, ticket=(self, "choices"))
        self._ask()

    def begin_again(self) -> None:
        """Back from a list behind a number."""
        self._leave_behind()

    def open(self, argument: object) -> None:
        """Show a view, ("view", "teams"); or the line of one IRO by their id."""
        if isinstance(argument, tuple) and argument[0] == "view":
            self.switch.choose(argument[1])
        else:
            self.switch.choose(CASELOAD)
            self._leave_behind()
            self.figures.table.choose(str(argument))

    def actions_for_menu(self) -> list[QAction]:
        """Every command of the page, and its views."""
        return [*super().actions_for_menu(), self._sights.menuAction()]

    @property
    def view(self) -> View:
        """The view that is shown."""
        return VIEWS[self.switch.value()]

    @property
    def figures(self) -> Figures:
        """The picture and the table of the view that is shown; made when it is first wanted."""
        key = self.view.sight.key
        if key not in self._figures:
            self._figures[key] = self._make_figures(self.view)
        return self._figures[key]

    # ------------------------------------------------------------------------------------------------------ parts

    def _make_filters(self) -> None:
        self.switch = Switch(self, [view.sight for view in VIEWS.values()])
        self.switch.chosen.connect(self._change_view)
        self._sights = self.switch.menu()
        self.asking = Asking(self.tools)
        for part in self.asking.parts.values():
            self.add_filter(part)
        layout = self.layout()
        if isinstance(layout, QVBoxLayout):
            layout.insertWidget(1, self.switch)

    def _make_body(self) -> None:
        self.work = LongWork(self.tools.runner)
        self.out = Outgoing(self, self.tools, self.work)
        self.stack = QStackedWidget()
        self.behind = Behind(self.tools.runner, self.tools.preferences, "caseload.behind", "records")
        self.behind.left.connect(self._leave_behind)
        self.behind.wanted.connect(self._want)
        self.stack.addWidget(self.behind)
        outer = QWidget()
        column = QVBoxLayout(outer)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.work)
        column.addWidget(self.stack, 1)
        self.set_body(outer)

    def _make_figures(self, view: View) -> Figures:
        key = view.sight.key
        made = Figures(self.tools.runner, self.tools.preferences, f"caseload.{key}", view.sight.words)
        made.table.set_empty(view.empty)
        made.opened.connect(self._open)
        if key == CASELOAD:
            made.table.current_row.connect(self._note_row)
        elif key == TEAMS:
            made.table.current_row.connect(self.team_weeks.note_row)
        self.stack.addWidget(made)
        return made

    def _make_actions(self) -> None:
        self.supervising = papers = Supervising(self.tools, self.out)
        self.sheet = self.add_action(
            "&Supervision sheet", lambda: self._for_officer(papers.ask_paper), "Ctrl+P", icon="list-checks"
        )
        self.sheet_book = self.add_action(
            "Supervision sheet to Exce&l", lambda: self._for_officer(papers.ask_book), button=False
        )
        self.team_weeks = TeamWeeks(self, self.out)
        self.transfer = self.add_action("T&ransfer caseload…", lambda: self._for_officer(self._transfer), button=False)
        self.export = self.add_action("E&xport caseload", self._ask_workbook, "Ctrl+E", icon="download", primary=True)
        self.paper = self.add_action("&Put this view on paper (PDF)", self._ask_paper, button=False)
        self.add_action("Day or period &before", lambda: self._step(-1), "Alt+Left", button=False)
        self.add_action("Day or period &after", lambda: self._step(1), "Alt+Right", button=False)
        self._note_row(None)

    # ------------------------------------------------------------------------------------------------------ answers

    def _take_choices(self, choices: Choices) -> None:
        self.asking.offer(choices)

    def _change_view(self, key: str) -> None:
        self.tools.preferences.set(SIGHT, key)
        self.asking.show_for(self.view)
        self.stack.setCurrentWidget(self.figures)
        self._note_row(self._officer)
        if self.isVisible():
            self._ask()

    def _ask_anew(self) -> None:
        self._leave_behind()
        self._ask()

    def _ask(self) -> None:
        view = self.view
        question = view.question(self.asking.asked())
        self.tools.runner.ask(question, lambda table: self._show(view, table), ticket=(self, "table"))

    def _show(self, view: View, table: Table) -> None:
        if view is self.view:
            self.say_line(f"{table.title}: {table.line}" if view.titled else table.line)
            self.figures.show_table(table, drawn(table))

    def _step(self, by: int) -> None:
        self.asking.step(by, self.view)

    # ------------------------------------------------------------------------------------------------------ behind

    def _open(self, query: Any) -> None:
        def shown(_: Table) -> None:
            self._opened = query
            self.stack.setCurrentWidget(self.behind)
            self.behind.table.setFocus()

        self.behind.ask(query, shown)

    def _leave_behind(self) -> None:
        if self.stack.currentWidget() is self.behind:
            self.stack.setCurrentWidget(self.figures)
            self.figures.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _want(self, row_id: str) -> None:
        """The child of a row, whatever the row itself is of; a post is nobody's."""
        if isinstance(self._opened, ReviewsBehind):
            self.tools.runner.ask(ChildOfReview(row_id), self._go, ticket=(self, "child"))
        elif isinstance(self._opened, MovesBehind):
            self.tools.runner.ask(ChildOfMove(row_id), self._go, ticket=(self, "child"))
        elif not isinstance(self._opened, PostList):
            self._go(row_id)

    def _go(self, child_id: str) -> None:
        self.wanted.emit("children", child_id)

    # ------------------------------------------------------------------------------------------------------ papers

    def _note_row(self, row: Row | None) -> None:
        """What can be done for the chosen IRO."""
        self._officer = row if row is None or row.id not in TOGETHER else None
        for action in (self.sheet, self.sheet_book, self.transfer):
            action.setVisible(self.view.sight.key == CASELOAD)
        self.team_weeks.show_for(shown=self.view.sight.key == TEAMS)

    def _for_officer(self, do: Callable[[str, str], None]) -> None:
        if self._officer is None:
            self.tools.notices.inform("Choose an IRO in the table first, then press it again.")
        else:
            do(self._officer.id, str(self._officer.cells[0]))

    def _transfer(self, officer_id: str, _name: str) -> None:
        """Where children are transferred, with this IRO's caseload chosen."""
        self.wanted.emit("children", ("transfer-caseload", officer_id))

    def _ask_workbook(self) -> None:
        name = f"Caseload {short(self.asking.asked().day)}.xlsx"
        query = late("app.queries.caseload.sheets").CaseloadSheets(self.asking.asked().day)
        self.out.show("Export the caseload to Excel", name, query, self.export_to)

    def _ask_paper(self) -> None:
        view, words = self.view, self.view.sight.words
        query = view.question(self.asking.asked())
        name = f"{words} {short(self.tools.today())}.pdf"
        self.out.show(f"Put {words.lower()} on paper", name, query, lambda target: self.write_paper(query, target))

    def write_paper(self, query: Any, target: Path) -> None:
        """Write a view, as it is asked for, as a PDF."""
        desk, draw = self.tools.runner.desk, late("ui.papers").draw_table
        self.out.write(target, exported("export_paper", lambda export, to, _told: export(desk, query, to, draw)))

    def export_to(self, target: Path) -> None:
        """Write the caseloads of the chosen day and every table of them to this workbook."""
        desk, day = self.tools.runner.desk, self.asking.asked().day
        write = exported("export_caseload", lambda export, to, told: export(desk, day, to, told))
        self.out.write(target, write)
