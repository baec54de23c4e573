"""Saves the record of the child who is open, as a PDF or a workbook."""

from collections.abc import Callable
from functools import cached_property
from typing import Any

from PySide6.QtWidgets import QVBoxLayout

from app.late import late
from app.queries.child import ChildFacts
from app.queries.record.sheets import ChildRecord
from ui.outgoing import Outgoing
from ui.page import Page
from ui.parts.progress import LongWork


class Saving:
    """Asks where it shall go, and shows how far it is below the page's head."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self.work = LongWork(page.tools.runner)
        self.out = Outgoing(page, page.tools, self.work)
        layout = page.layout()
        if isinstance(layout, QVBoxLayout):
            layout.insertWidget(1, self.work)

    @cached_property
    def papers(self) -> Any:
        """What lays pages out, loaded when it is first wanted."""
        return late("ui.papers").Papers(self._page.tools, self.out)

    def ask(self, opened: Callable[[], ChildFacts | None], parts: tuple[str, ...], suffix: str) -> None:
        """Save these parts of the record of the child who is open, if one is."""
        if (facts := opened()) is not None:
            self.papers.ask_record(ChildRecord(facts.child.id, parts), facts.child.reference, suffix)
