"""The months ahead: the weeks of the service or of the chosen IRO as a picture, and everybody's weeks in the table below it."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from app.queries.ahead.look import LookAhead, Looked
from app.queries.caseload.lines import NOBODY, SERVICE
from app.table import Row, Table
from ui.ahead.beside import BEFORE, only_other, rows_of, with_before
from ui.ahead.heat import MEANINGS, HeatTable
from ui.ahead.whatif import WhatIf
from ui.page import Tools
from ui.parts.bar import Bar
from ui.parts.chart import ChartArea
from ui.parts.marks import Mark
from ui.parts.scrolled import Scrolled
from ui.theme import GRID, set_icon, theme

ROWS_SEEN = 6
SWATCH = 12


class Months(QWidget):
    """Picture, table, and how it was counted; `opened` gives the query behind a number or a bar."""

    opened = Signal(object)
    told = Signal(str)
    """The line that says what is shown."""

    def __init__(self, tools: Tools, what_if: WhatIf) -> None:
        super().__init__()
        self._tools, self._what_if = tools, what_if
        self._who = SERVICE
        self._looked: Looked | None = None
        self._weeks: Table | None = None
        self._make()

    def refresh(self) -> None:
        """Ask for the table and everybody's weeks."""
        question = LookAhead(self._what_if.scenario)
        self._tools.runner.ask(question, self._show, ticket=(self, "months"))

    @property
    def who(self) -> str:
        """Whose weeks are drawn: an officer's id; empty for the service and for nobody's children."""
        return "" if self._who in {SERVICE, NOBODY} else self._who

    # ------------------------------------------------------------------------------------------------------ private parts

    def _make(self) -> None:
        inside = QWidget()
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(Scrolled(inside))
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID // 2)
        column.addWidget(self._make_head())
        self.chart = ChartArea("Reviews that fall due each week")
        self.chart.chosen.connect(self._open_drawn)
        column.addWidget(self.chart)
        self.table = HeatTable(self._tools.runner, self._tools.preferences, "ahead.months", "The months ahead by IRO")
        self.table.set_empty(
            "No IRO is in post and no review is due. Add officers in Settings, or import a file in Files."
        )
        self.table.opened.connect(self.opened)
        self.table.current_row.connect(self._take_row)
        column.addWidget(self.table, 1)
        column.addLayout(self._make_notes())
        column.addWidget(self.notes)
        theme().changed.connect(self._size)
        self._size()

    def _make_head(self) -> QWidget:
        head = Bar()
        self.title = QLabel()
        self.title.setProperty("letters", "heading")
        head.add(self.title)
        for tone, words in MEANINGS.items():
            head.add(_keyed(Mark(tone), f"{words[0].upper()}{words[1:]}"))
        self.before = _keyed(Swatch(), "As recorded")
        head.add(self.before)
        return head

    def _make_notes(self) -> QHBoxLayout:
        self.notes, self.line = QLabel(), QLabel()
        for each in (self.notes, self.line):
            each.setProperty("letters", "small")
            each.setWordWrap(True)
        self.notes.hide()
        self.more = QPushButton()
        self.more.setProperty("link", True)
        self.more.setCheckable(True)
        self.more.toggled.connect(self._unfold)
        self._unfold(False)
        below = QHBoxLayout()
        below.addWidget(self.line, 1)
        below.addWidget(self.more, 0, Qt.AlignmentFlag.AlignTop)
        return below

    def _unfold(self, shown: bool) -> None:
        self.notes.setVisible(shown)
        self.more.setText("Hide how it is co&unted" if shown else "How it is co&unted")
        set_icon(self.more, "x" if shown else "chevron-down", "accent")

    def _show(self, looked: Looked) -> None:
        table, self._looked = looked.months, looked
        self.table.show_table(table)
        self.notes.setText("\n".join(table.notes))
        self.told.emit(table.line)
        self._draw()

    def _take_row(self, row: Row | None) -> None:
        """The picture is that of the row which the keyboard is on."""
        who = SERVICE if row is None else row.id
        if who != self._who:
            self._who = who
            self._draw()

    def _draw(self) -> None:
        """The weeks of the chosen row; of the service, when it is there no more."""
        if self._looked is None:
            return
        who = self._who if self._who in self._looked.weeks else SERVICE
        table, recorded = self._looked.weeks[who], self._looked.recorded.get(who)
        if recorded is not None:
            table = with_before(table, recorded)
        self._weeks = table
        drawn = only_other(rows_of(table), table)
        self.before.setVisible(recorded is not None and any(row.cells[table.column(BEFORE)] for row in drawn))
        self.title.setText(table.title.partition(": ")[2].partition(",")[0])
        self.line.setText(f"{table.line}.")
        self.chart.show_table(table, drawn)

    def _open_drawn(self, at: int) -> None:
        """The reviews of the week that was pressed."""
        if self._weeks is not None:
            query = rows_of(self._weeks)[at].opens.get("due")
            if query is not None:
                self.opened.emit(query)

    def _size(self) -> None:
        """However low the window, a few rows are seen; what has no room is scrolled to."""
        self.table.setMinimumHeight(theme().row_height * ROWS_SEEN)


class Swatch(QWidget):
    """The grey of what is as recorded."""

    def __init__(self) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)

    def sizeHint(self) -> QSize:
        """As narrow as its bars."""
        return QSize(theme().pixels(SWATCH // 2), theme().pixels(SWATCH))

    def paintEvent(self, event: QPaintEvent) -> None:
        """A small bar."""
        painter, high = QPainter(self), theme().pixels(SWATCH)
        painter.fillRect(0, (self.height() - high) // 2, self.width(), high, theme().color("control"))
        painter.end()


def _keyed(mark: QWidget, words: str) -> QWidget:
    """A shape with what it means."""
    both = QWidget()
    row = QHBoxLayout(both)
    row.setContentsMargins(GRID, 0, 0, 0)
    row.setSpacing(GRID // 2)
    row.addWidget(mark)
    label = QLabel(words)
    label.setProperty("letters", "small")
    row.addWidget(label)
    return both
