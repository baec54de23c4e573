"""The Figures page: one table of meetings, participation, quality or plans at a time, drawn where it can be, open to its rows."""

from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from app.domain.checks import Check, CheckAnswer
from app.domain.children import Child, ChildTeam
from app.domain.conferences import ConferenceOutcome, CoreGroup, Enquiry, ProtectionPlan
from app.domain.contacts import Contact
from app.domain.gatherings import Gathering, GatheringChild, GatheringTheme
from app.domain.officers import Allocation
from app.domain.quality import CourtStatement, FinalPlan, Quality
from app.domain.recommendations import Recommendation
from app.domain.reviews import Meeting, Rearrangement, Review, Series
from app.domain.settings import ListEntry, Setting
from app.domain.voice import Attendance, Voice
from app.queries.practice_figures.behind import ChildCalled
from app.queries.practice_figures.figure import TITLES
from app.queries.practice_figures.sheets import PracticeSheets
from app.queries.practice_figures.table import PracticeTable, drawn
from app.table import Row, Table
from ui.figures.choosing import SIGHTS, Choosing
from ui.outgoing import Outgoing, exported
from ui.page import Page, Tools
from ui.parts.behind import Behind
from ui.parts.figures import Figures
from ui.parts.progress import LongWork
from ui.parts.switch import Switch

SIGHT = "figures.sight"


class FiguresPage(Page):
    """Figures of practice, one table at a time."""

    title = "Figures"
    help = "figures"
    topics = frozenset({Review, Series, Meeting, Rearrangement, Child, ChildTeam, Allocation, Setting, ListEntry})
    topics |= frozenset({Contact, Voice, Attendance, Recommendation, Quality, FinalPlan, CourtStatement})
    topics |= frozenset({Enquiry, ProtectionPlan, ConferenceOutcome, CoreGroup, Check, CheckAnswer})
    topics |= frozenset({Gathering, GatheringChild, GatheringTheme})

    def __init__(self, tools: Tools) -> None:
        super().__init__(tools)
        self._make_choosers()
        self._make_body()
        self.export = self.add_action("E&xport to Excel", self._ask_target, "Ctrl+E", icon="download", primary=True)
        self.add_action("Period &before", lambda: self.choosing.period.step(-1), "Alt+Left", button=False)
        self.add_action("Period &after", lambda: self.choosing.period.step(1), "Alt+Right", button=False)
        self.switch.choose(str(tools.preferences.get(SIGHT, SIGHTS[0].key)))
        self.switch.choose(self.switch.value())
        self.choosing.changed.connect(self._ask_anew)

    def refresh(self) -> None:
        """Ask for the table."""
        asked = PracticeTable(self.choosing.question())
        self.tools.runner.ask(asked, self._show, ticket=(self, "table"))

    def begin_again(self) -> None:
        """Back from a list behind a number."""
        self._leave_behind()

    def open(self, argument: object) -> None:
        """Show a figure by its key, e.g. "participation"."""
        self._leave_behind()
        self.switch.choose(str(argument))

    def actions_for_menu(self) -> list[QAction]:
        """Every command of the page, and its figures."""
        return [*super().actions_for_menu(), self._sights.menuAction()]

    # ------------------------------------------------------------------------------------------------------ parts

    def _make_choosers(self) -> None:
        self.switch = Switch(self, SIGHTS)
        self._sights = self.switch.menu()
        self.switch.chosen.connect(self._change_sight)
        self.choosing = Choosing(self.tools)
        for part in self.choosing.parts:
            self.add_filter(part)
        layout = self.layout()
        if isinstance(layout, QVBoxLayout):
            layout.insertWidget(1, self.switch)

    def _make_body(self) -> None:
        self.work = LongWork(self.tools.runner)
        self.out = Outgoing(self, self.tools, self.work)
        self.figures = Figures(self.tools.runner, self.tools.preferences, "figures", "Figures")
        self.figures.table.set_empty("Nothing was counted in this period. Choose another one.")
        self.figures.opened.connect(self._open)
        self.behind = Behind(self.tools.runner, self.tools.preferences, "figures.behind", "records")
        self.behind.left.connect(self._leave_behind)
        self.behind.table.activated_row.connect(self._want)
        self.stack = QStackedWidget()
        self.stack.addWidget(self.figures)
        self.stack.addWidget(self.behind)
        outer = QWidget()
        column = QVBoxLayout(outer)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.work)
        column.addWidget(self.stack, 1)
        self.set_body(outer)

    # ------------------------------------------------------------------------------------------------------ answers

    def _change_sight(self, key: str) -> None:
        self.tools.preferences.set(SIGHT, key)
        self.choosing.show_for(key)
        self._leave_behind()
        if self.isVisible():
            self.refresh()

    def _ask_anew(self) -> None:
        self._leave_behind()
        self.refresh()

    def _show(self, table: Table) -> None:
        self.say_line(f"{table.title}. {table.line}")
        self.figures.show_table(table, drawn(table))

    # ------------------------------------------------------------------------------------------------------ behind

    def _open(self, query: Any) -> None:
        def shown(_: Table) -> None:
            self.stack.setCurrentWidget(self.behind)
            self.behind.table.setFocus()

        self.behind.ask(query, shown)

    def _leave_behind(self) -> None:
        if self.stack.currentWidget() is self.behind:
            self.stack.setCurrentWidget(self.figures)
            self.figures.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _want(self, row: Row) -> None:
        """The child of a row, whatever the row itself is of; a meeting about several is nobody's."""
        keys = [column.key for column in self.behind.table.rows.table.columns]
        if "reference" in keys:
            asked = ChildCalled(str(row.cells[keys.index("reference")]))
            self.tools.runner.ask(asked, self._go, ticket=(self, "child"))

    def _go(self, child_id: str | None) -> None:
        if child_id:
            self.wanted.emit("children", child_id)

    # ------------------------------------------------------------------------------------------------------ export

    def _ask_target(self) -> None:
        asked = self.choosing.question()
        name = f"{TITLES[asked.what]} {asked.period.title_at(self.tools.today())}.xlsx"
        self.out.show(f"Export {TITLES[asked.what].lower()} to Excel", name, PracticeSheets(asked), self.export_to)

    def export_to(self, target: Path) -> None:
        """Write every table of the figure, counted as it is asked for now, to this workbook."""
        desk, query = self.tools.runner.desk, PracticeSheets(self.choosing.question())
        write = exported("export_sheets", lambda export, to, told: export(desk, query, to, told))
        self.out.write(target, write)
