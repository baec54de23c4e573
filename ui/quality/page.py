"""The Quality page: midway reviews, monitoring, audits, final plans and statements to court, one view at a time."""

from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFrame, QStackedWidget, QVBoxLayout, QWidget

from app.domain.challenges.records import Challenge
from app.domain.checks import MIDWAY, Check, CheckAnswer
from app.domain.children import Child, ChildTeam
from app.domain.dates import short
from app.domain.officers import Allocation, Officer
from app.domain.quality import CourtStatement, FinalPlan
from app.domain.reviews import Review, Series
from app.domain.settings import ListEntry, Setting
from app.queries.service import Choices, ServiceChoices
from app.table import Row, Table
from ui.outgoing import Outgoing, exported
from ui.page import Page, Tools
from ui.parts.filters import Choice, ClearFilters, Search
from ui.parts.mnemonics import GivingWay
from ui.parts.progress import LongWork
from ui.parts.switch import Switch
from ui.parts.tables import TableView
from ui.quality.doing import Doing
from ui.quality.pane import QualityFacts
from ui.quality.room import FormRoom
from ui.quality.views import VIEWS, Asked, View

SIGHT = "quality.sight"


class QualityPage(Page):
    """Lists of what is due and what was made, the facts of the chosen row, and the forms."""

    title = "Quality"
    help = "quality"
    topics = frozenset({Check, CheckAnswer, FinalPlan, CourtStatement, Review, Series, Challenge})
    topics |= frozenset({Child, ChildTeam, Allocation, Officer, Setting, ListEntry})

    def __init__(self, tools: Tools) -> None:
        super().__init__(tools)
        self._letters = GivingWay()
        self._left: int | None = None
        self.doing = Doing(self)
        self._make_filters()
        self._make_body()
        self._make_pane()
        self._make_actions()
        self.switch.choose(str(tools.preferences.get(SIGHT, MIDWAY)))
        self.switch.choose(self.switch.value())

    def refresh(self) -> None:
        """Ask for who there is, and for the list."""
        self.tools.runner.ask(ServiceChoices(), self._take_choices, ticket=(self, "choices"))
        self._ask()
        self.doing.look_again()

    def open(self, argument: object) -> None:
        """A view, ("view", "plans"); a new check, ("check", {"kind": ..., "child_id": ...}); or a check by its id."""
        if isinstance(argument, tuple) and argument[0] == "view":
            self.switch.choose(argument[1])
        elif isinstance(argument, tuple) and argument[0] == "check":
            self.doing.open_check(**argument[1])
        elif isinstance(argument, str):
            self.doing.find(argument)

    def about(self) -> dict[str, object]:
        """The child of the chosen row."""
        return {"child_ids": (self.doing.child_id,)} if self.doing.child_id else {}

    def actions_for_menu(self) -> list[QAction]:
        """Every command of the page, and its views."""
        return [*super().actions_for_menu(), self._sights.menuAction()]

    @property
    def view(self) -> View:
        """The view that is shown."""
        return VIEWS[self.switch.value()]

    @property
    def row_kind(self) -> str:
        """What a row of the list is."""
        return self.view.row_of(str(self.shown.value()))

    @property
    def table(self) -> TableView:
        """The list of what is shown; one for each, so that the width of its columns is its own."""
        key = f"{self.switch.value()}.{self.shown.value()}"
        if key not in self._tables:
            self._tables[key] = self._make_table(key)
        return self._tables[key]

    # ------------------------------------------------------------------------------------------------------ parts

    def _make_filters(self) -> None:
        self.switch = Switch(self, [view.sight for view in VIEWS.values()])
        self.switch.chosen.connect(self._change_view)
        self._sights = self.switch.menu()
        self.search = Search("Search child or reference")
        self.shown = Choice("&Show", [("", "All")], everything=False)
        self.iro = Choice("&IRO", [("", "All IROs")])
        for part in (self.search, self.shown, self.iro):
            part.changed.connect(self._ask)
            self.add_filter(part)
        self.add_filter(ClearFilters([self.search, self.iro]))
        layout = self.layout()
        if isinstance(layout, QVBoxLayout):
            layout.insertWidget(1, self.switch)

    def _make_body(self) -> None:
        self._tables: dict[str, TableView] = {}
        self._said: dict[TableView, str] = {}
        self.work = LongWork(self.tools.runner)
        self.out = Outgoing(self, self.tools, self.work)
        self.stack = QStackedWidget()
        self.sheet = FormRoom(self.tools, self.doing.raise_from)
        self.sheet.finished.connect(self.show_list)
        self.sheet.found.connect(self.doing.keep_found)
        self.card = QFrame()
        self.card.setObjectName("card")
        inside = QVBoxLayout(self.card)
        inside.setContentsMargins(2, 2, 2, 2)  # its frame stands around the foot of the form too
        inside.addWidget(self.sheet)
        self.stack.addWidget(self.card)
        outer = QWidget()
        column = QVBoxLayout(outer)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.work)
        column.addWidget(self.stack, 1)
        self.set_body(outer)

    def _make_table(self, key: str) -> TableView:
        table = TableView(self.tools.runner, self.tools.preferences, f"quality.{key}", self.view.sight.words)
        table.set_empty(self.view.empty)
        table.current_row.connect(lambda row: self._note_row(table, row))
        table.activated_row.connect(lambda _row: self.doing.enter())
        table.shown.connect(partial(self._stay, table))
        self.stack.addWidget(table)
        return table

    def _make_pane(self) -> None:
        self.pane = QStackedWidget()
        self.facts = QualityFacts(self.tools, self.doing.act)
        self.room = FormRoom(self.tools, self.doing.raise_from)
        self.room.finished.connect(self.show_list)
        self.pane.addWidget(self.facts)
        self.pane.addWidget(self.room)
        self.set_details(self.pane)
        self.facts.clear()

    def _make_actions(self) -> None:
        self.new = self.add_action("Ne&w", self.doing.begin, "Ctrl+N", icon="plus", primary=True)
        self.deeds = {
            code: self.add_action(words, partial(self.doing.act, code), keys, icon=icon, button=False)
            for code, words, keys, icon in (
                ("raise", "&Raise a challenge from this check", "Ctrl+R", "messages-square"),
                ("practice", "Record &good practice", "Ctrl+G", "lightbulb"),
                ("correct", "&Correct", "", "pencil"),
                ("void", "&Void", "", "ban"),
                ("child", "Open the c&hild", "", "user"),
            )
        }
        self.export = self.add_action("E&xport this list", self._ask_workbook, "Ctrl+E", icon="download")

    # ------------------------------------------------------------------------------------------------------ answers

    def _take_choices(self, choices: Choices) -> None:
        self.iro.set_options([("", "All IROs"), *((one.id, one.name) for one in choices.officers)])

    def _change_view(self, key: str) -> None:
        self.tools.preferences.set(SIGHT, key)
        self.shown.set_options([*self.view.shown.items()])
        self.new.setText(self.view.new)
        self._left = None
        self.room.leave()
        self.sheet.leave()
        self.show_list()
        if self.isVisible():
            self._ask()

    def asked(self) -> Asked:
        """What the filters say."""
        return Asked(self.iro.value() or None, str(self.shown.value()), self.search.value(), self.tools.today())

    def _ask(self) -> None:
        view, table = self.view, self.table
        if self.sheet.form is None and self.stack.currentWidget() is not self.table:
            self.show_list()

        def show(answer: Table) -> None:
            table.show_table(answer)
            self._said[table] = answer.line
            self._say()

        self.tools.runner.ask(view.question(self.asked()), show, ticket=(self, "table"))

    def _say(self) -> None:
        """What the list shows; while a form takes the page, that is what the line says."""
        if self.sheet.form is None:
            self.say_line(self._said.get(self.table, ""))

    def _note_row(self, table: TableView, row: Row | None) -> None:
        if table is self.table:
            self._left = table.currentIndex().row() if row is not None else self._left
            self.doing.note(self.row_kind, row)

    def _stay(self, table: TableView) -> None:
        """Where a row went because what it asked for is done, the next one is chosen: a list is worked through."""
        if self._left is not None and table is self.table and table.count() and table.row_now() is None:
            table.setCurrentIndex(table.model().index(min(self._left, table.count() - 1), 0))

    # ------------------------------------------------------------------------------------------------------ forms

    def show_list(self) -> None:
        """The list again, with the facts of its row."""
        self._letters.give_back()
        self.filters.show()
        self.switch.show()
        self._offer_of_list(shown=True)
        self.stack.setCurrentWidget(self.table)
        self.pane.setCurrentWidget(self.facts)
        self.show_details(bool(self.tools.preferences.get(f"{self.title}.details.shown", True)), remember=False)
        self.doing.note(self.row_kind, self.table.row_now())
        self._say()
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_sheet(self, form: Any) -> None:
        """A form that takes the whole page."""
        self.room.leave()
        self.show_details(False, remember=False)
        self.filters.hide()
        self.switch.hide()
        self._offer_of_list(shown=False)
        self.stack.setCurrentWidget(self.card)
        self.sheet.open(form)
        self._letters.give_way(part for part in self.panes() if part is not self.body)
        self.say_line(f"{form.title}: what is typed is kept until it is saved. Esc comes back to the list.")

    def _offer_of_list(self, *, shown: bool) -> None:
        """What belongs to the list does not stand above a form that takes the page."""
        for action in (self.new, self.export):
            action.setVisible(shown)

    def show_form(self, form: Any) -> None:
        """A short form in the pane."""
        self.show_details(True, remember=False)
        self.pane.setCurrentWidget(self.room)
        self.room.open(form)
        self._letters.give_way(part for part in self.panes() if part is not self.details)

    # ------------------------------------------------------------------------------------------------------ papers

    def _ask_workbook(self) -> None:
        name = f"{self.view.sight.words} {short(self.tools.today())}.xlsx"
        question = self.view.question(self.asked())
        self.out.show("Export this list to Excel", name, question, lambda target: self.export_to(question, target))

    def export_to(self, question: Any, target: Path) -> None:
        """Write a list to this workbook."""
        desk = self.tools.runner.desk
        write = exported("export_table", lambda export, to, told: export(desk, question, to, told))
        self.out.write(target, write)
