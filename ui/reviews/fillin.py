"""Filling in many reviews at once on the Reviews page: the sheet takes the place of the list until it is left."""

from collections.abc import Callable, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from app.desk import Done
from app.late import late
from app.queries.review import AskReviews, FillFacts
from app.queries.service import Choices
from app.table import Row
from ui.page import Page
from ui.parts.tables import TableView
from ui.telling import say_entry

if TYPE_CHECKING:
    from ui.reviews.sheet import FillSheet


class FillIn(QObject):
    """Asks for the chosen reviews, shows the sheet over the list, and brings the list back."""

    began = Signal()
    ended = Signal()

    def __init__(
        self, page: Page, stack: QStackedWidget, table: TableView, above: QWidget, choices: Callable[[], Choices]
    ) -> None:
        super().__init__(page)
        self._page, self._stack, self._table, self._above, self._choices = page, stack, table, above, choices
        self._had_details = True

    @property
    def is_open(self) -> bool:
        """Whether the sheet is shown."""
        return self._stack.currentWidget() is not self._table

    @cached_property
    def sheet(self) -> "FillSheet":
        """The sheet for many, loaded and made when it is first wanted."""
        sheet: FillSheet = late("ui.reviews.sheet").FillSheet(self._page.tools, self._choices)
        sheet.left.connect(self._end)
        sheet.saved.connect(self._tell)
        self._stack.addWidget(sheet)
        return sheet

    def ask(self, rows: Sequence[Row]) -> None:
        """Fill in these rows."""
        query = AskReviews(tuple(row.id for row in rows))
        self._page.tools.runner.ask(query, self._begin, ticket=(self._page, "fill"))

    def _tell(self, done: Done[Any], number: int) -> None:
        words = "1 review is recorded." if number == 1 else f"{number:,} reviews are recorded."
        say_entry(self._page.tools, words, done.entry)

    def _begin(self, facts: Sequence[FillFacts]) -> None:
        page = self._page
        self._had_details = page.details is not None and page.details.isVisibleTo(page)
        page.show_details(False, remember=False)
        self._stack.setCurrentWidget(self.sheet)
        self._above.hide()
        page.filters.hide()
        self.sheet.begin(facts)
        self.began.emit()

    def _end(self) -> None:
        self._stack.setCurrentIndex(0)
        self._above.show()
        self._page.filters.show()
        self._page.show_details(self._had_details, remember=False)
        self._table.clearSelection()
        self.ended.emit()
