"""The Files page: choose files, match their columns, look at what would change, import it, and undo it; sheets go out here."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from app.commands.imports import CommitImport, RememberMatch
from app.desk import Done
from app.domain.children import Child
from app.domain.counting import counted
from app.domain.errors import Refusal
from app.domain.imports import ImportRun
from app.domain.officers import Officer
from app.domain.reviews import Review, Series
from app.domain.settings import Setting
from app.queries.imports.history import ImportsTable
from app.queries.imports.outcome import OURS, ImportPlan
from app.queries.service import FirstSteps, ServiceChoices
from app.table import Table
from ui.files.actions import CHECK, HOME, IMPORTED, LINES, MATCH, RETURNS, Actions, Can
from ui.files.check import CheckStage, records_in, words_of
from ui.files.choosing import choose_files, choose_folder
from ui.files.home import Home
from ui.files.leading import lead, was_undone
from ui.files.match import MatchStage
from ui.files.reading import Previewed, Reading, matched_again, previewed, read_files
from ui.files.returns import ReturnsStage
from ui.files.sheets import SheetsOut
from ui.files.trouble import TroubleCard
from ui.files.undoing import Undoing
from ui.files.writing import Writing
from ui.page import Page, Tools
from ui.parts.focus import focus_first
from ui.parts.progress import LongWork
from ui.theme import GRID


class FilesPage(Page):
    """Files in, sheets out."""

    title = "Files"
    topics = frozenset({ImportRun, Officer, Setting, Child, Review, Series})
    help = "files"

    staged = Signal(str)
    """Another stage is shown: home, match, check or imported."""

    def __init__(self, tools: Tools) -> None:
        super().__init__(tools)
        self.stage = HOME
        self.reading: Reading | None = None
        self.plan: ImportPlan | None = None
        self._entry: int | None = None
        self._open_still = False
        self._make_body()
        self.actions_here = Actions(self)
        self._connect()
        self.go(HOME)

    def refresh(self) -> None:
        """Ask for the imports so far and for the officers."""
        self.tools.runner.ask(ImportsTable(), self._take_imports, ticket=(self, "imports"))
        self.tools.runner.ask(ServiceChoices(), lambda c: self.check.offer(c.officers), ticket=(self, "choices"))
        self.tools.runner.ask(FirstSteps(), self._take_setup, ticket=(self, "setup"))
        if self.stage == RETURNS:
            self.returns.refresh()

    def open(self, argument: object) -> None:
        """ "choose" asks for files at once."""
        self.start_again()
        if argument == "choose":
            self.ask_files()

    # ------------------------------------------------------------------------------------------------------ parts

    def _make_body(self) -> None:
        self.work, self.writing = LongWork(self.tools.runner), Writing()
        self.trouble = TroubleCard()
        self.sheets = SheetsOut(self, self.tools, self.work, self._failed)
        self.sheets.out.finished = self._allow
        self.home, self.match, self.check = Home(self.tools), MatchStage(), CheckStage(self.tools, self._allow)
        self.returns = ReturnsStage(self.tools, self.sheets.out)
        self.undoing = Undoing(self, self._allow, self._not_imported)
        self.stack = QStackedWidget()
        for each in (self.home, self.match, self.check, self.returns):
            self.stack.addWidget(each)
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID)
        for part in (self.trouble, self.work, self.writing):
            column.addWidget(part)
        column.addWidget(self.stack, 1)
        self.set_body(body)

    def _connect(self) -> None:
        drop, exports = self.home.drop, self.home.exports
        drop.dropped.connect(self.read)
        drop.files_wanted.connect(self.ask_files)
        drop.folder_wanted.connect(self.ask_folder)
        drop.template_wanted.connect(self.sheets.template)
        exports.month_wanted.connect(self.export_month)
        self.sheets.listen(exports)
        self.home.undo.clicked.connect(self.actions_here.undo.trigger)
        self.home.imports.current_row.connect(lambda _row: self._allow())
        self.work.cancelled.connect(self._let_choose)
        self.trouble.closed.connect(self._let_choose)
        self.check.child_wanted.connect(lambda child_id: self.wanted.emit("children", child_id))
        self.returns.child_wanted.connect(lambda child_id: self.wanted.emit("children", child_id))
        exports.returns_wanted.connect(self.show_returns)
        self.check.sheet_wanted.connect(self._save_refusals)

    # ------------------------------------------------------------------------------------------------------ stages

    def go(self, stage: str) -> None:
        """Show one stage with its commands."""
        self.stage = stage
        self._take_setup(self._open_still)
        self.stack.setCurrentWidget({HOME: self.home, MATCH: self.match, RETURNS: self.returns}.get(stage, self.check))
        self.say_line(LINES[stage].format(files=self.reading.files if self.reading else ""))
        self._allow()
        self.staged.emit(stage)

    def _allow(self) -> None:
        """Which commands can be done now."""
        busy = self.work.is_running or not self.writing.isHidden()
        can = Can(
            self.stage,
            busy,
            has_match=self.reading is not None and self.reading.has_match,
            writes=self.plan is not None and (self.plan.writes or bool(self.check.choices().accept)),
            undoes=self._entry is not None,
            chosen=self.home.chosen_import() is not None,
        )
        self.actions_here.allow(can)
        self.stack.setEnabled(not busy)

    def _let_choose(self) -> None:
        self._allow()
        focus_first(self.stack)

    def start_again(self) -> None:
        """Forget the files; nothing was written."""
        if self.work.is_running:
            self.work.cancel()
        self.reading = self.plan = self._entry = None
        self.trouble.hide()
        self.go(HOME)
        self.home.drop.choose.setFocus()

    def go_back(self) -> None:
        """Look at the columns again."""
        if self.reading is not None:
            self.match.show_reading(self.reading)
            self.go(MATCH)
            self.match.focus()

    def show_returns(self) -> None:
        """What goes to the DfE for a year, and what of it breaks a rule."""
        self.returns.refresh()
        self.go(RETURNS)
        self.returns.year.box.setFocus()

    # ------------------------------------------------------------------------------------------------------ files in

    def ask_files(self) -> None:
        """Ask which files to read."""
        choose_files(self, self.tools.preferences, self.read)

    def ask_folder(self) -> None:
        """Ask which folder to read."""
        choose_folder(self, self.tools.preferences, self.read)

    def read(self, paths: Sequence[Path]) -> None:
        """Read these files; nothing of them is written before a person has looked."""
        if self.work.is_running or not self.writing.isHidden():
            return
        self.start_again()
        desk, names = self.tools.runner.desk, ", ".join(path.name for path in paths)
        self.work.run(f"Reading {names}", lambda progress: read_files(desk, paths, progress), self._take, self._failed)
        self._allow()
        self.work.button.setFocus()

    def _take(self, reading: Reading) -> None:
        self.reading = reading
        if reading.asks and reading.has_match:
            self._ask_match(reading)
        else:
            self._preview(reading)

    def _ask_match(self, reading: Reading) -> None:
        self.match.show_reading(reading)
        self.go(MATCH)
        self.match.focus()

    def take_match(self) -> None:
        """Read the files again with the columns as they are matched now."""
        assert self.reading is not None
        reading = self.reading
        try:
            matches, dates = self.match.matches(), self.match.date_columns()
        except Refusal as no:
            self.match.refuse(no)
            return
        self.match.refuse(None)
        self.work.run(
            "Reading the columns", lambda p: matched_again(reading, matches, dates, p), self._take_again, self._failed
        )
        self._allow()

    def _take_again(self, reading: Reading) -> None:
        self.reading = reading
        if reading.facts is None or reading.facts.questions:
            self._ask_match(reading)
        else:
            self._preview(reading)

    def _preview(self, reading: Reading) -> None:
        desk = self.tools.runner.desk
        self.work.run("Comparing", lambda p: previewed(desk, reading, OURS, p), self._show_preview, self._failed)
        self._allow()

    def _show_preview(self, shown: Previewed) -> None:
        self.plan = shown.plan
        self.check.show_plan(shown.plan, shown.reading.options.kind_names, imported=False)
        self.go(CHECK)
        focus_first(self.check)

    def _failed(self, no: Refusal) -> None:
        """The sentence stays on the page; what was there before stays too."""
        self.trouble.tell(no)
        self._allow()
        focus_first(self.stack)

    # ------------------------------------------------------------------------------------------------------ writing

    def commit_now(self) -> None:
        """Write the import, in one transaction."""
        if self.reading is None or self.reading.facts is None or self.plan is None:
            return
        self.writing.begin(f"Importing {self.reading.files}: writing {counted(records_in(self.plan), 'record')}")
        self._allow()
        command = CommitImport(self.reading.facts, self.check.choices())
        self.tools.runner.do(command, self._imported, self._not_imported)

    def _imported(self, done: Done[ImportPlan]) -> None:
        self.writing.end()
        assert self.reading is not None
        self.plan, self._entry = done.result, done.entry
        self._remember(self.reading)
        self.check.show_plan(done.result, self.reading.options.kind_names, imported=True)
        self.go(IMPORTED)
        focus_first(self.check)
        words = f"Imported {self.reading.files}: {words_of(done.result)}."
        self.tools.notices.say(words, "Undo this import" if done.entry else "", self.undo_last)

    def _not_imported(self, no: Refusal) -> None:
        self.writing.end()
        self._failed(no)

    def _remember(self, reading: Reading) -> None:
        for sheet in reading.sheets:
            if reading.used(sheet):
                match = {column.heading: column.code for column in sheet.columns}
                self.tools.runner.do(RememberMatch(sheet.signature, match))

    def undo_last(self) -> None:
        """Undo the import that was just made."""
        self.undoing.last()

    def last_import(self) -> int | None:
        """The number of the entry of the import that is shown, once it is made."""
        return self._entry

    def export_month(self) -> None:
        """Ask where to write the month that is chosen."""
        self.sheets.month(self.home.exports.period())

    def _save_refusals(self) -> None:
        if self.plan is not None:
            self.sheets.refusals(self.plan.refused)

    # ------------------------------------------------------------------------------------------------------ answers

    def _take_imports(self, table: Table) -> None:
        """Once the import that is shown was undone by Ctrl+Z, there is nothing left to say of it."""
        self.home.imports.show_table(table)
        if self.stage == IMPORTED and self.writing.isHidden() and was_undone(table, self._entry):
            self.start_again()

    def _take_setup(self, open_still: bool) -> None:
        self._open_still = open_still
        self.actions_here.leave.setText(lead(self.plan, open_still=open_still)[1])

    def leave(self) -> None:
        """Go where the import leads."""
        self.wanted.emit(*lead(self.plan, open_still=self._open_still)[0])
