"""The Account page: who did what and when, narrowed; one entry field by field; the chain checked; all of it to Excel."""

from collections.abc import Mapping
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.domain.access import Right, without_right
from app.domain.audit import ACT_TITLES, act_of
from app.domain.calendar import LONDON
from app.domain.counting import counted
from app.domain.dates import full
from app.domain.errors import Refusal
from app.domain.records import Record
from app.queries.account import (
    COLUMNS,
    AccountFilter,
    AccountPeople,
    AccountTable,
    AskEntry,
    CheckAccount,
    EntryTold,
    broken_words,
)
from app.table import Fixed, Row, Table
from ui.outgoing import Outgoing, exported
from ui.page import Page, Tools
from ui.parts.dates import DateField
from ui.parts.details import Details
from ui.parts.filters import Choice, ClearFilters, Labelled, Search
from ui.parts.progress import LongWork
from ui.parts.tables import TableView
from ui.runner import Progress

EMPTY = "No entry is like that. Clear the filters to see the whole account."
CHECKING = "Checking the account"
CHOOSE = "Choose an entry to see what it changed, field by field."


class DayFilter(Labelled):
    """A day that narrows the account; empty: any."""

    changed = Signal()

    def __init__(self, label: str, tools: Tools) -> None:
        self.field = DateField(tools.today, tools.calendar)
        self.field.shown.hide()  # the days of the entries below say which were meant
        super().__init__(label, self.field)
        self.field.changed.connect(self.changed)

    def is_set(self) -> bool:
        """Whether a day is given."""
        return self.field.value() is not None

    def clear(self) -> None:
        """Any day."""
        self.field.set_value(None)


class AuditPage(Page):
    """The account, for those who may read it."""

    title = "Account"
    help = "account"
    topics = frozenset({Record})

    def __init__(self, tools: Tools) -> None:
        super().__init__(tools)
        self.may = tools.runner.desk.person.may(Right.AUDIT)
        self._make_filters()
        self._make_body()
        self._make_actions()
        self.details_of = Details("The entry")
        self.set_details(self.details_of)
        self.details_of.clear(CHOOSE)
        tools.runner.entered.connect(self._hear)

    def showEvent(self, event: QShowEvent) -> None:
        """Always read anew: exports, looks and refusals are entered while other pages are shown, and touch no record."""
        self._stale = True
        super().showEvent(event)

    def refresh(self) -> None:
        """Ask who there is and for the entries; whoever may not is told so, and nothing is asked."""
        if not self.may:
            no = str(without_right(self.tools.runner.desk.person, Right.AUDIT))
            self.table.set_empty("Only IRO team managers read the account.")
            self._show(Table("Account", COLUMNS, Fixed((), ()), no))
            return
        self.tools.runner.ask(AccountPeople(), self._offer, ticket=(self, "people"))
        self._ask()

    def open(self, argument: object) -> None:
        """Show what the account says of the child with this reference."""
        self.clear.clear()
        self.child.set_value(str(argument or ""))
        self._ask()

    def value(self) -> AccountFilter:
        """What is asked for."""
        return AccountFilter(
            str(self.who.value() or ""),
            self.first.field.value(),
            self.last.field.value(),
            self.child.value(),
            str(self.act.value() or ""),
        )

    # ------------------------------------------------------------------------------------------------------ parts

    def _make_filters(self) -> None:
        self.child = Search("Reference of a child")
        self.who = Choice("&Who", [("", "Everybody")])
        self.act = Choice("&Kind", [("", "Every act"), *ACT_TITLES.items()])
        self.first, self.last = DayFilter("F&rom", self.tools), DayFilter("&Until", self.tools)
        parts = (self.child, self.who, self.act, self.first, self.last)
        for part in parts:
            part.changed.connect(self._ask)
            self.add_filter(part)
        self.clear = ClearFilters(parts)
        self.add_filter(self.clear)

    def _make_body(self) -> None:
        self.work = LongWork(self.tools.runner)
        self.out = Outgoing(self, self.tools, self.work)
        self.table = TableView(self.tools.runner, self.tools.preferences, "account", "Account")
        self.table.set_empty(EMPTY)
        self.table.current_row.connect(self._show_row)
        outer = QWidget()
        column = QVBoxLayout(outer)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.work)
        column.addWidget(self.table, 1)
        self.set_body(outer)

    def _make_actions(self) -> None:
        actions = (
            self.add_action("E&xport to Excel", self._ask_target, "Ctrl+E", icon="download", primary=True),
            self.add_action("Check the whole acc&ount", self._check, "Ctrl+Shift+C", icon="check"),
        )
        for action in actions:
            action.setEnabled(self.may)

    # ------------------------------------------------------------------------------------------------------ answers

    def _hear(self) -> None:
        if self.isVisible():
            self.refresh()

    def _ask(self) -> None:
        if self.may:
            self.tools.runner.ask(AccountTable(self.value()), self._show, self._refuse, ticket=(self, "table"))

    def _offer(self, people: Mapping[str, str]) -> None:
        self.who.set_options([("", "Everybody"), *people.items()])

    def _show(self, table: Table) -> None:
        self.say_line(table.line, table.line.rpartition(": ")[2] if self.may else "")
        self.table.show_table(table)

    def _refuse(self, no: Refusal) -> None:
        self.say_line(str(no))

    def _show_row(self, row: Row | None) -> None:
        if row is None:
            self.details_of.clear(CHOOSE)
            return
        self.tools.runner.ask(AskEntry(int(row.id)), self._show_entry, ticket=(self, "entry"))

    def _show_entry(self, told: EntryTold) -> None:
        entry, at = told.entry, told.entry.at.astimezone(LONDON)
        pane = self.details_of
        pane.begin()
        pane.heading(entry.action, f"Entry {entry.number:,}: {ACT_TITLES[act_of(entry.action)].lower()}")
        pane.fact("Who", told.who if told.who == entry.login else f"{told.who} ({entry.login})")
        pane.fact("When", f"{full(at.date())}, {at:%H:%M}")
        if told.words:
            pane.text(told.words)
        for change in told.changes:
            pane.section(f"{change.title}: {change.reference}" if change.reference else change.title)
            for field in change.fields:
                pane.fact(field.words, f"{field.before} → {field.after}")
        if told.more > 0:
            pane.text(f"And {counted(told.more, 'record')} more.", quiet=True)

    # ------------------------------------------------------------------------------------------------------ commands

    def _check(self) -> None:
        def told(number: int | None) -> None:
            if number is None:
                self.tools.notices.say(broken_words(None))
            else:
                self.tools.notices.refuse(Refusal(broken_words(number)))

        desk = self.tools.runner.desk

        def check(progress: Progress[int | None]) -> int | None:
            def watch(done: int, total: int) -> None:
                progress.check()
                progress(CHECKING, done, total)

            return desk.ask(CheckAccount(watch))

        if not self.work.is_running:
            self.work.run(CHECKING, check, told)

    def _ask_target(self) -> None:
        name = f"Account as at {self.tools.today():%d %b %Y}.xlsx"
        self.out.show("Export the account to Excel", name, AccountTable(self.value()), self.export_to)

    def export_to(self, target: Path) -> None:
        """Write the entries that are shown to this workbook."""
        desk, query = self.tools.runner.desk, AccountTable(self.value())
        write = exported("export_table", lambda export, to, told: export(desk, query, to, told))
        self.out.write(target, write)
