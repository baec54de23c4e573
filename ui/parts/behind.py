"""The records behind one number, shown in the page's place until one goes back."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from app.table import Row, Table
from ui.parts.tables import TableView
from ui.preferences import Preferences
from ui.runner import Runner
from ui.theme import GRID, set_icon


class Behind(QWidget):
    """A titled list with a way back (Esc); Enter on a row asks for its record."""

    left = Signal()
    wanted = Signal(str)

    def __init__(self, runner: Runner, preferences: Preferences, key: str, what: str) -> None:
        super().__init__()
        self._runner = runner
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID)
        head = QHBoxLayout()
        self.back = QPushButton("&Back to the figures")
        set_icon(self.back, "chevron-left")
        self.back.setToolTip("Esc")
        self.back.clicked.connect(self.left)
        head.addWidget(self.back)
        self.title = QLabel()
        self.title.setProperty("letters", "heading")
        head.addWidget(self.title)
        self.line = QLabel()
        self.line.setProperty("quiet", True)
        head.addWidget(self.line, 1)
        self.act = QPushButton()
        self.act.setToolTip("Enter")
        self.act.setEnabled(False)
        self.act.hide()
        self.act.clicked.connect(self._act)
        head.addWidget(self.act)
        column.addLayout(head)
        self.table = TableView(runner, preferences, key, f"{what.capitalize()} behind the number")
        self.table.set_empty(f"There are no {what} behind this number.")
        self.table.activated_row.connect(self._want)
        self.table.current_row.connect(lambda row: self.act.setEnabled(row is not None))
        column.addWidget(self.table, 1)
        escape = QShortcut(QKeySequence("Esc"), self, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
        escape.activated.connect(self.left)

    def ask(self, query: Any, then: Callable[[Table], None]) -> None:
        """Ask for the list and show it."""

        def show(table: Table) -> None:
            self.title.setText(table.title)
            self.line.setText(table.line)
            self.table.show_table(table)
            then(table)

        self._runner.ask(query, show, ticket=(self, "behind"))

    def offer(self, words: str) -> None:
        """What a press does with the chosen row, as Enter does; the button is there from then on."""
        self.act.setText(words)
        self.act.show()

    def _act(self) -> None:
        row = self.table.row_now()
        if row is not None:
            self._want(row)

    def _want(self, row: Row) -> None:
        self.wanted.emit(row.id)
