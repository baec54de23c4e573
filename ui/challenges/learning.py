"""Learning points: the list with the form beside it, and the sheet of a month's themes in one press."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from app.domain.errors import Refusal
from app.queries.challenges.learning import AskLearningPoint, LearningPoints, LearningSheet, ThemeSheet
from app.queries.service import Choices, ServiceChoices
from app.table import Row, Table
from ui.challenges.learningform import LearningForm
from ui.outgoing import Outgoing, exported
from ui.page import Tools
from ui.parts import filters
from ui.parts.bar import Bar
from ui.parts.mnemonics import GivingWay
from ui.parts.period import PeriodChooser
from ui.parts.progress import LongWork
from ui.parts.scrolled import Scrolled
from ui.parts.tables import TableView
from ui.theme import GRID, theme

FORM_WIDTH = 336


class LearningView(QWidget):
    """The learning points of one theme or of all; `said` when there is another line to say."""

    said = Signal()

    def __init__(self, tools: Tools) -> None:
        super().__init__()
        self._tools = tools
        self._line = ""
        self._choices: Choices | None = None
        self.form: LearningForm | None = None
        self._letters = GivingWay()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID)
        self._choosers = self._make_choosers()
        column.addWidget(self._choosers)
        self.work = LongWork(tools.runner)
        self.out = Outgoing(self, tools, self.work)
        column.addWidget(self.work)
        column.addWidget(self._make_body(), 1)

    def refresh(self) -> None:
        """Ask for the themes and the list."""
        self._tools.runner.ask(ServiceChoices(), self._take_choices, ticket=(self, "choices"))
        self._ask()

    def line(self) -> str:
        """What is shown."""
        return self._line

    def commands(self) -> tuple[tuple[str, Callable[[], None], str], ...]:
        """A new learning point, and the themes of the period as a sheet."""
        return (
            ("New learning &point", self.add, "plus"),
            ("Theme sheet to E&xcel", self.ask_sheet, "download"),
        )

    def add(self) -> None:
        """A form for a new one."""
        self.table.clearSelection()
        self._show_form(None)

    def ask_sheet(self) -> None:
        """Ask where the themes of the period shall go."""
        name = f"Themes of challenges {self.period.period.title_at(self._tools.today())}.xlsx"
        query = ThemeSheet(self.period.period)
        self.out.show("Export the themes to Excel", name, query, self.write_sheet)

    def write_sheet(self, target: Path) -> None:
        """Write the themes of the period, with what was shared and what changed."""
        desk, asked = self._tools.runner.desk, ThemeSheet(self.period.period)
        self.out.write(target, exported("export_table", lambda export, to, told: export(desk, asked, to, told)))

    # ------------------------------------------------------------------------------------------------------ parts

    def _make_choosers(self) -> Bar:
        bar = Bar()
        bar.setAccessibleName("Learning points")
        self.theme = filters.Choice("&Theme", [("", "All themes")])
        self.theme.changed.connect(self._ask)
        self.period = PeriodChooser(self._tools.today, self._tools.calendar)
        self.period.length.label.setText("Theme sheet &of")
        self.period.refused.connect(self._tools.notices.refuse)
        for part in (self.theme, self.period):
            bar.add(part)
        return bar

    def _make_body(self) -> QSplitter:
        self._split = QSplitter(Qt.Orientation.Horizontal)
        self._split.setChildrenCollapsible(False)
        self._split.setHandleWidth(GRID)
        self.table = TableView(self._tools.runner, self._tools.preferences, "challenges.learning", "Learning points")
        self.table.set_empty("No learning points yet. Press New learning point when several challenges say the same.")
        self.table.activated_row.connect(self._open)
        self._split.addWidget(self.table)
        return self._split

    def _take_choices(self, choices: Choices) -> None:
        self._choices = choices
        themes = choices.lists["challenge-theme"]
        self.theme.set_options([("", "All themes"), *((theme.code, theme.label) for theme in themes)])

    def _ask(self) -> None:
        asked = LearningPoints(self.theme.value() or None)
        self._tools.runner.ask(asked, self._show, ticket=(self, "learning"))

    def _show(self, table: Table) -> None:
        self._line = table.line
        self.table.show_table(table)
        self.said.emit()

    # ------------------------------------------------------------------------------------------------------ form

    def _open(self, row: Row) -> None:
        self._tools.runner.ask(AskLearningPoint(row.id), self._show_form, ticket=(self, "point"))

    def _show_form(self, sheet: LearningSheet | None) -> None:
        if self._choices is None:
            return
        self._leave_form()
        self.form = form = LearningForm(self._tools, self._choices.lists["challenge-theme"], sheet)
        form.saved.connect(self._save)
        form.cancelled.connect(self._leave_form)
        self._pane = Scrolled(form)
        self._pane.setObjectName("details")
        self._split.addWidget(self._pane)
        self._split.setStretchFactor(0, 1)
        self._split.setSizes([10_000, theme().pixels(FORM_WIDTH)])
        self._letters.give_way([self._choosers])
        form.focus()

    def _leave_form(self) -> None:
        if self.form is None:
            return
        self.form.leave()
        self._put_away()

    def _put_away(self) -> None:
        self.form = None
        self._pane.hide()
        self._pane.deleteLater()
        self._letters.give_back()
        self.table.setFocus()

    def _save(self) -> None:
        form = self.form
        if form is None:
            return
        try:
            command = form.command()
        except Refusal as no:
            form.refuse(no, form.blame(no))
            return
        form.busy(True)

        def done(_: object) -> None:
            form.end_draft()
            self._put_away()
            self._tools.notices.say("Learning point saved. Ctrl+Z takes it back.")

        def refused(no: Refusal) -> None:
            form.refuse(no, form.blame(no))

        self._tools.runner.do(command, done, refused)
