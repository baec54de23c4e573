"""Prep sheets of the chosen reviews, on paper and as a workbook."""

from collections.abc import Callable, Sequence
from functools import cached_property
from typing import Any, Protocol

from PySide6.QtWidgets import QVBoxLayout

from app.domain.counting import counted
from app.late import late
from app.table import Row
from ui.outgoing import Outgoing
from ui.page import Page
from ui.parts.progress import LongWork
from ui.parts.tables import TableView

PREP = {"prep": "pdf", "prepbook": "xlsx"}
"""The codes of the two actions, and what each writes."""


class Listing(Protocol):
    """The page, as far as prep sheets need it."""

    table: TableView


class Preparing:
    """Asks where the sheets of the chosen reviews shall go, and writes them; progress stands above the list."""

    def __init__(self, page: Page, listing: Listing) -> None:
        self._page, self._listing = page, listing
        self.work = LongWork(page.tools.runner)
        self.out = Outgoing(page, page.tools, self.work)
        layout = page.layout()
        if isinstance(layout, QVBoxLayout):
            layout.insertWidget(1, self.work)

    def before(self, begin: Callable[[str], None]) -> Callable[[str], None]:
        """What begins an action of the page, with these two besides."""

        def either(code: str) -> None:
            if code in PREP:
                self._listing.table.with_selected(lambda rows: self._ask(rows, PREP[code]))
            else:
                begin(code)

        return either

    @cached_property
    def papers(self) -> Any:
        """What lays pages out, loaded when it is first wanted."""
        return late("ui.papers").Papers(self._page.tools, self.out)

    def _ask(self, rows: Sequence[Row], suffix: str) -> None:
        query = late("app.queries.prep.sheets").PrepReviews(tuple(row.id for row in rows))
        if rows:
            of = self._reference(rows[0]) if len(rows) == 1 else counted(len(rows), "review")
            self.papers.ask_prep(query, of, suffix)

    def _reference(self, row: Row) -> str:
        return str(row.cells[self._listing.table.rows.table.column("reference")])
