"""The pane of Settings: what is said of a row that cannot be changed, or a row's form with its history below."""

from collections.abc import Sequence

from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from app.table import Column, Row
from ui.parts.cells import words
from ui.parts.details import Details
from ui.parts.form import Form
from ui.parts.scrolled import Scrolled
from ui.theme import theme

HISTORY_HEIGHT = 112


class RowPane(QStackedWidget):
    """Facts, or one form at a time."""

    def __init__(self) -> None:
        super().__init__()
        self.facts = Details()
        self.addWidget(self.facts)
        self.history = Details("History")

    def show_form(self, form: Form) -> Details:
        """Show a form instead of the one before; gives the place of its history, which is empty."""
        outer = QWidget()
        column = QVBoxLayout(outer)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(form)
        self.history = Details("History")
        self.history.setMinimumHeight(theme().pixels(HISTORY_HEIGHT))
        self.history.begin()
        column.addWidget(self.history, 1)
        old = self.widget(1)
        if old is not None:
            self.removeWidget(old)
            old.deleteLater()
        scrolled = Scrolled(outer)
        self.addWidget(scrolled)
        self.setCurrentWidget(scrolled)
        return self.history

    def show_facts(self, columns: Sequence[Column], row: Row) -> None:
        """A row that nobody changes, cell by cell; the whole of what the table cuts off."""
        self.facts.begin()
        self.facts.heading(words(row.cells[0]))
        for column, cell in zip(columns[1:], row.cells[1:], strict=True):
            self.facts.fact(column.title, words(cell) or "Nothing")
        self.setCurrentWidget(self.facts)

    def show_history(self, lines: tuple[str, ...]) -> None:
        """What was done with the row before."""
        if lines:
            self.history.section("What was done here")
        for line in lines:
            self.history.text(line, quiet=True)
