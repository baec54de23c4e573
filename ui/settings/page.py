"""The Settings page: sections at the left, their rows in the middle, the chosen row's form and history at the right."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QWidget

from app.commands.retention import Erased
from app.commands.undo import Undo
from app.desk import Done
from app.domain.access import Person, Right, without_right
from app.domain.errors import Refusal
from app.domain.officers import Officer, Post, Team
from app.domain.records import Record
from app.domain.settings import Holiday, ListEntry, Setting
from app.queries.deciding import Decided, HolidayEffect
from app.queries.service import Choices, ServiceChoices
from app.queries.settings import RecordHistory
from app.table import Column, Fixed, Row, Table
from ui.erasing import tell_erased
from ui.page import Page, Tools
from ui.parts.cells import words
from ui.parts.form import Form
from ui.parts.tables import TableView
from ui.settings.contents import Contents
from ui.settings.pane import RowPane
from ui.settings.parts import FIGURES, PARTS
from ui.settings.section import Section, effect_words
from ui.settings.sections import SECTIONS
from ui.settings.shown import FirstShown
from ui.theme import GRID

LIST, BESIDE = 2, 3
"""How the list and what stands beside it share a page with little room."""


HELP = {"backups": "backups", "keys": "passphrases", "lock": "lock"}


class SettingsPage(Page):
    """What the service has set up, each part with its history."""

    title = "Settings"
    topics = frozenset({Setting, Holiday, ListEntry, Officer, Post, Team, Person, Record})
    help = "settings"

    def __init__(self, tools: Tools) -> None:
        super().__init__(tools)
        self.section: Section | None = None
        self.choices: Choices | None = None
        self.form: Form | None = None
        self._row: Row | None = None
        self.may = tools.runner.desk.person.may(Right.SET_UP)
        self._make_body()
        self.new = self.add_action("Ne&w", self._begin_new, "Ctrl+N", icon="plus", primary=True)
        self.remove = self.add_action("Re&move", self._remove_row, icon="trash-2", button=False)
        self.put_back = self.add_action("&Undo this change", self._undo_entry, icon="undo-2", button=False)
        self._show_section(0)

    def refresh(self) -> None:
        """Ask for the choices of the forms, then for the section's rows."""
        self.tools.runner.ask(ServiceChoices(), self._take_choices, ticket=(self, "choices"))

    def open(self, argument: object) -> None:
        """Show the section with this key."""
        keys = [part.key for part in PARTS]
        if argument in keys:
            self.list.setCurrentRow(keys.index(str(argument)))

    # ------------------------------------------------------------------------------------------------------ parts

    def _make_body(self) -> None:
        body = QWidget()
        across = QHBoxLayout(body)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(GRID * 2)
        self.list = Contents(PARTS)
        self.list.currentRowChanged.connect(self._show_section)
        across.addWidget(self.list, LIST)
        self.stack = QStackedWidget()
        self.figures = FirstShown(FIGURES, lambda part: part.make(self.tools), self.stack)
        self.tables = FirstShown(SECTIONS, self._make_table, self.stack)
        across.addWidget(self.stack, BESIDE)
        self.set_body(body)
        self.pane = RowPane()
        self.facts = self.pane.facts
        self.set_details(self.pane)

    def _make_table(self, section: Section) -> TableView:
        table = TableView(self.tools.runner, self.tools.preferences, f"settings.{section.key}", section.title)
        table.set_empty(f"Nothing here yet. Ctrl+N adds a {section.new}." if section.new else "Nothing here yet.")
        table.current_row.connect(self._choose)
        table.activated_row.connect(lambda _row: self._choose_again(table))
        table.activated_row.connect(lambda _row: self._focus_form())
        table.pressed.connect(lambda _index: self._choose_again(table))
        return table

    def _show_section(self, at: int) -> None:
        self.section = SECTIONS[at - len(FIGURES)] if at >= len(FIGURES) else None
        self.help = HELP.get(PARTS[at].key, "settings")
        self.stack.setCurrentWidget(self.tables[PARTS[at].key] if self.section else self.figures[PARTS[at].key])
        self._row = None
        self.new.setEnabled(bool(self.may and self.section and self.section.new))
        self.new.setText(f"Ne&w {self.section.new}" if self.section and self.section.new else "Ne&w")
        self.remove.setText(self.section.remove_words if self.section and self.section.remove else "Re&move")
        self.show_details(self.section is not None and not self.section.alone, remember=False)
        self._clear_pane()
        self._ask_rows()

    def _clear_pane(self) -> None:
        self.remove.setEnabled(False)
        self.put_back.setEnabled(False)
        self.facts.clear("Choose a row to see it here.")
        self.pane.setCurrentWidget(self.facts)

    # ------------------------------------------------------------------------------------------------------ answers

    def _take_choices(self, choices: Choices) -> None:
        self.choices = choices
        self._ask_rows()

    def _ask_rows(self) -> None:
        if self.section is None:
            form = self.figures[PARTS[self.list.currentRow()].key]
            self.say_line(form.part.line)
            form.ask()
        elif self.choices is not None:
            query, person = self.section.ask(), self.tools.runner.desk.person
            if person.may(query.right):
                self.tools.runner.ask(query, self._show_rows, ticket=(self, "rows"))
            else:
                self.new.setEnabled(False)
                self.tables[self.section.key].set_empty("Only those whose role allows it see what is here.")
                self._show_rows(Table(self.section.title, (), Fixed((), ()), str(without_right(person, query.right))))

    def _show_rows(self, table: Table) -> None:
        if self.section is not None:
            self.tables[self.section.key].show_table(table)
            self.say_line(table.line)

    def _choose(self, row: Row | None) -> None:
        if row is None or self.section is None or self.choices is None:
            self._clear_pane()
            return
        if self._row is not None and row == self._row and self.form is not None and not self.form.isHidden():
            return
        self._row = row
        self.put_back.setEnabled(self.section.key == "done")
        self.remove.setEnabled(self.may and self.section.remove is not None)
        if self.section.fields is None or self.section.values is None:
            self._show_entry(row) if self.section.key == "done" else self.pane.show_facts(self._columns(), row)
            return
        self._show_form(row.id, words(row.cells[0]), dict(self.section.values(row, self.choices)))
        self.tools.runner.ask(RecordHistory(_record_of(row.id)), self.pane.show_history, ticket=(self, "history"))

    def _choose_again(self, table: TableView) -> None:
        """A row that is chosen already, with its form saved or left, is opened by pressing it."""
        if self._row is None and self.pane.currentWidget() is self.facts:
            self._choose(table.row_now())

    def _columns(self) -> tuple[Column, ...]:
        shown = self.stack.currentWidget()
        return shown.rows.table.columns if isinstance(shown, TableView) else ()

    def _show_entry(self, row: Row) -> None:
        """An entry of the account: what it was, and undoing it."""
        self.facts.begin()
        self.facts.heading(str(row.cells[4]), f"Entry {row.cells[0]}, by {row.cells[3]}")
        self.facts.text(str(row.cells[6] or ""))
        if row.cells[5]:
            self.facts.button("&Undo this change", self.put_back.trigger, "undo-2")
        self.pane.setCurrentWidget(self.facts)

    # ------------------------------------------------------------------------------------------------------ the form

    def _begin_new(self) -> None:
        if self.section is None or not self.section.new:
            return
        self._row = None
        blank = {"start": self.tools.today(), **self.section.blank}
        self._show_form("", f"New {self.section.new}", blank)
        self._focus_form()

    def _show_form(self, row_id: str, heading: str, values: dict[str, Any]) -> None:
        assert self.section is not None
        assert self.section.fields is not None
        assert self.choices is not None
        form = Form(
            preferences=self.tools.preferences, draft_key=f"settings.{self.section.key}.{row_id}", heading=heading
        )
        self.section.fields(form, self.tools, self.choices)
        form.fill({key: value for key, value in values.items() if key in form.values()})
        if not self.may:
            form.forbid(without_right(self.tools.runner.desk.person, Right.SET_UP))
        form.saved.connect(lambda: self._save(form, row_id))
        form.cancelled.connect(self._cancel)
        self._replace_form(form, row_id)

    def _replace_form(self, form: Form, row_id: str) -> None:
        history = self.pane.show_form(form)
        if self.may and self.section is not None and self.section.remove is not None and row_id:
            history.button(self.section.remove_words, self.remove.trigger, "trash-2")
        self.form = form
        self.show_details(True, remember=False)

    def _focus_form(self) -> None:
        if self.form is not None:
            self.form.focus()

    def _focus_rows(self) -> None:
        shown = self.stack.currentWidget()
        if shown is not None:
            shown.setFocus(Qt.FocusReason.OtherFocusReason)

    def _cancel(self) -> None:
        self._row = None
        self._clear_pane()
        self._focus_rows()

    def _save(self, form: Form, row_id: str) -> None:
        assert self.section is not None
        assert self.section.keep is not None
        form.busy(True)
        try:
            command = self.section.keep(form.values(), row_id)
        except Refusal as no:
            form.refuse(no)
            return

        def save() -> None:
            self.tools.runner.do(command, lambda done: self._saved(form, done), form.refuse)

        if self.section.key == "holidays":
            before = self._row.cells[0] if self._row is not None and row_id else None
            self._tell_effect(HolidayEffect(form.values()["day"], instead_of=before), "&Save it", save, form)
        else:
            save()

    def _tell_effect(self, effect: HolidayEffect, press: str, do: Callable[[], None], form: Form | None = None) -> None:
        """Before a bank holiday is changed: how much would change with it, and a press that goes on."""

        def told(decided: Decided) -> None:
            if decided == Decided():
                do()
                return
            if form is not None:
                form.busy(False)
            self.tools.notices.inform(f"Nothing is changed yet: {effect_words(decided)} would change.", press, do)

        self.tools.runner.ask(effect, told, form.refuse if form else None, ticket=(self, "effect"))

    def _saved(self, form: Form, done: Done[Any]) -> None:
        form.done()
        self._row = None
        self.form = None
        self._clear_pane()
        self._tell(done)
        self._focus_rows()

    def _tell(self, done: Done[Any]) -> None:
        if isinstance(done.result, Erased):
            tell_erased(self.tools, done.result, lambda: self.open("old-backups"))
            return
        changed = isinstance(done.result, Decided) and done.result != Decided()
        more = f" {effect_words(done.result)} changed with it." if changed else ""
        entry = done.entry
        undo = (lambda: self.tools.runner.do(Undo(entry))) if entry else None
        self.tools.notices.say(f"Saved.{more}", "Undo" if undo else "", undo)

    # ------------------------------------------------------------------------------------------------------ actions

    def _remove_row(self) -> None:
        if self._row is None or self.section is None or self.section.remove is None:
            return
        command, row = self.section.remove(self._row.id), self._row

        def remove() -> None:
            self.tools.runner.do(command, self._removed)

        if self.section.key == "holidays":
            self._tell_effect(HolidayEffect(row.cells[0], adding=False), "&Remove it", remove)
        else:
            remove()

    def _removed(self, done: Done[Any]) -> None:
        self._cancel()
        self._tell(done)

    def _undo_entry(self) -> None:
        if self._row is not None and self.section is not None and self.section.key == "done":
            self.tools.runner.do(Undo(int(self._row.id)), lambda _: self.tools.notices.say("Undone."))


def _record_of(row_id: str) -> str:
    """The record whose history belongs to a row: of "officer:post" the post, else the officer."""
    officer, _, post = row_id.partition(":")
    return post or officer
