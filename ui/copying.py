"""Copies what is recorded into the child's record in the case system, and marks it as on the child's file."""

from collections.abc import Callable
from datetime import date

from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from app.commands.filing import MarkFiled, TakeOffFile
from app.domain.dates import long
from app.domain.filed import Filed
from app.domain.records import Record
from app.queries.filing import FiledOf, RecordText
from ui.page import Tools
from ui.parts.bar import Bar
from ui.parts.clipboard import put_words
from ui.parts.dates import DateField
from ui.parts.details import Details
from ui.parts.link import Link
from ui.runner import Ticket
from ui.telling import say_done
from ui.theme import GRID, set_icon

COPY = "Copy for the child's record"
COPIED = "Copied for the child's record. Paste it there, then press On the child's file."


def copy_for_record(tools: Tools, words: str) -> None:
    """Words on the clipboard, to be pasted into the child's record."""
    put_words(words)
    tools.notices.say(COPIED)


def copy_record(tools: Tools, kind: str, record_id: str, ticket: Ticket | None = None) -> None:
    """The own text of a record on the clipboard."""
    tools.runner.ask(RecordText(kind, record_id), lambda text: copy_for_record(tools, text), ticket=ticket)


def mark_filed(tools: Tools, kind: str, record_id: str, child_id: str, day: date) -> None:
    """Say that a record is on the child's file since a day; it can be undone."""
    said = f"On the child's file: {long(day)}."
    tools.runner.do(MarkFiled(kind, record_id, child_id, day), lambda done: say_done(tools, said, done))


def copy_buttons(
    details: Details, tools: Tools, words: str | Callable[[], str], kind: str, record_id: str, child_id: str
) -> "FilingLine":
    """Copy and mark, in a pane; words may be empty: then the record's own text (app.queries.filing) is copied."""
    line = FilingLine(tools, words, kind, record_id, child_id)
    details.add(line)
    return line


class FilingLine(QWidget):
    """A button that copies, whether the record is on the child's file, and a press that says so, today or on another day."""

    def __init__(self, tools: Tools, words: str | Callable[[], str], kind: str, record_id: str, child_id: str) -> None:
        super().__init__()
        self._tools, self._words, self._kind = tools, words, kind
        self._record_id, self._child_id = record_id, child_id
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID // 2)
        self.standing = QLabel("")
        self.standing.setWordWrap(True)
        self.standing.setProperty("quiet", True)
        self._make_buttons(column)
        column.addWidget(self.standing)
        self._make_day(column)
        tools.runner.changed.connect(self._hear)
        self._ask()

    def copy(self) -> None:
        """The text on the clipboard: the one given, or the record's own."""
        words = self._words() if callable(self._words) else self._words
        if words:
            copy_for_record(self._tools, words)
        else:
            copy_record(self._tools, self._kind, self._record_id, (self, "text"))

    def mark(self) -> None:
        """Say that it is on the child's file since the day that is shown."""
        day = self.day.value()
        if day is not None:
            mark_filed(self._tools, self._kind, self._record_id, self._child_id, day)

    def _take_back(self) -> None:
        command = TakeOffFile(self._kind, self._record_id, self._child_id)
        said = "Not marked as on the child's file any more."
        self._tools.runner.do(command, lambda done: say_done(self._tools, said, done))

    def _make_buttons(self, column: QVBoxLayout) -> None:
        self._buttons = Bar()
        copied = QPushButton(COPY)
        set_icon(copied, "copy")
        copied.clicked.connect(self.copy)
        self.filed = QPushButton("On the child's file")
        set_icon(self.filed, "check")
        self.filed.clicked.connect(self.mark)
        for button in (copied, self.filed):
            self._buttons.add(button)
        column.addWidget(self._buttons)

    def _make_day(self, column: QVBoxLayout) -> None:
        self._links = Bar()
        self.other_day = Link("On another day", self._choose_day)
        self.take_back = Link("Not on file after all", self._take_back)
        self._links.add(self.other_day)
        self._links.add(self.take_back)
        self.day = DateField(self._tools.today, self._tools.calendar, optional=False)
        self.day.setAccessibleName("On the child's file since")
        self.day.set_value(self._tools.today())
        self.day.hide()
        column.addWidget(self._links)
        column.addWidget(self.day)

    def _choose_day(self) -> None:
        self.day.show()
        self.day.line.setFocus()
        self.filed.show()

    def _hear(self, topics: frozenset[type[Record]]) -> None:
        if topics & {Filed, Record}:
            self._ask()

    def _ask(self) -> None:
        self._tools.runner.ask(FiledOf((self._record_id,)), self._show, ticket=(self, "filed"))

    def _show(self, filed: object) -> None:
        assert isinstance(filed, dict)
        since = filed.get(self._record_id)
        said = f"On the child's file: {long(since)}." if since else "Not marked as on the child's file yet."
        self.standing.setText(said)
        self.filed.setVisible(since is None)
        self.other_day.setText("Correct the day" if since else "On another day")
        self.take_back.setVisible(since is not None)
        self.day.hide()
        self.day.set_value(since or self._tools.today())
