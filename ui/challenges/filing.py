"""What is not on the child's file yet: the steps to be copied into the case system, and marked as soon as they are there."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from app.commands.challenges.correcting import PutOnFile
from app.domain.counting import counted
from app.queries.challenges.called import ChallengeCalled
from app.queries.challenges.filing import NotOnFile, TextsToFile
from app.queries.service import Choices, ServiceChoices
from app.table import Row, Table
from ui.copying import copy_for_record
from ui.page import Tools
from ui.parts import filters
from ui.parts.bar import Bar
from ui.parts.dates import DateField
from ui.parts.tables import TableView
from ui.theme import GRID


class FilingView(QWidget):
    """The steps, oldest first; `said` when there is another line to say, `wanted` for the challenge of a row."""

    said = Signal()
    wanted = Signal(str, object)

    def __init__(self, tools: Tools) -> None:
        super().__init__()
        self._tools = tools
        self._line = ""
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID)
        column.addWidget(self._make_choosers())
        self.table = TableView(tools.runner, tools.preferences, "challenges.filing", "Not on the child's file")
        self.table.set_empty("Everything is on the children's files.")
        self.table.activated_row.connect(self._want)
        column.addWidget(self.table, 1)

    def refresh(self) -> None:
        """Ask for the officers and the list."""
        self._tools.runner.ask(ServiceChoices(), self._take_choices, ticket=(self, "choices"))
        self._ask()

    def line(self) -> str:
        """What is shown."""
        return self._line

    def commands(self) -> tuple[tuple[str, Callable[[], None], str], ...]:
        """Copy the chosen steps, and mark them as filed."""
        return (
            ("&Copy for the child's record", self.copy_texts, "copy"),
            ("&On the child's file", self.put_on_file, "check"),
        )

    def copy_texts(self) -> None:
        """Put the texts of the chosen steps on the clipboard."""

        def chosen(rows: Sequence[Row]) -> None:
            asked = TextsToFile(tuple(row.id for row in rows))
            self._tools.runner.ask(asked, lambda words: copy_for_record(self._tools, words), ticket=(self, "texts"))

        self.table.with_selected(chosen)

    def put_on_file(self) -> None:
        """Say that the chosen steps are on the children's files since the day that stands above the list."""

        def chosen(rows: Sequence[Row]) -> None:
            command = PutOnFile(tuple(row.id for row in rows), self.day.value())
            words = f"On the child's file: {counted(len(rows), 'step')}."
            self._tools.runner.do(command, lambda _done: self._tools.notices.say(f"{words} Ctrl+Z takes it back."))

        self.table.with_selected(chosen)

    def _make_choosers(self) -> Bar:
        bar = Bar()
        bar.setAccessibleName("Not on the child's file")
        self.iro = filters.Choice("&IRO", [("", "All IROs")])
        self.iro.changed.connect(self._ask)
        self.day = DateField(self._tools.today, self._tools.calendar, optional=False)
        self.day.set_value(self._tools.today())
        hint = QLabel("Copy a step, paste it into the case system, then mark it.")
        hint.setProperty("quiet", True)
        for part in (self.iro, filters.Labelled("&Mark as filed on", self.day), hint):
            bar.add(part)
        return bar

    def _take_choices(self, choices: Choices) -> None:
        self.iro.set_options([("", "All IROs"), *((o.id, o.name) for o in choices.officers)])

    def _ask(self) -> None:
        self._tools.runner.ask(NotOnFile(self.iro.value() or None), self._show, ticket=(self, "filing"))

    def _show(self, table: Table) -> None:
        self._line = table.line
        self.table.show_table(table)
        self.said.emit()

    def _want(self, row: Row) -> None:
        asked = ChallengeCalled(str(row.cells[1]))
        self._tools.runner.ask(asked, self._found, ticket=(self, "want"))

    def _found(self, challenge_id: str | None) -> None:
        if challenge_id:
            self.wanted.emit("challenges", challenge_id)
