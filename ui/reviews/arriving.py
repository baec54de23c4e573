"""What other places ask the Reviews page to show: a part, a filter, one review, or a deed to be done to one."""

from collections.abc import Callable

from PySide6.QtCore import QObject, SignalInstance

from app.queries.reviews import DueFilter
from ui.page import Page
from ui.parts.tables import TableView
from ui.reviews.narrowing import Narrowing
from ui.reviews.tabs import Tabs
from ui.reviews.words import EMPTY

FACTS, HELD_FACTS = "facts", "to-come"
"""What is still to come is added to a review that was held: it is in a part of its own."""


def arrive(argument: object, narrowing: Narrowing, tabs: Tabs, table: TableView) -> tuple[str, str]:
    """Show a part, a DueFilter, a review by its id, or the review of (deed, id, and where one came from); gives the deed that waits for its review."""
    if isinstance(argument, str) and argument in EMPTY:
        tabs.choose(argument)
        return "", ""
    code, review_id, chosen = "", "", DueFilter()
    if isinstance(argument, DueFilter):
        chosen = argument
    elif isinstance(argument, tuple):
        code, review_id = argument[:2]
        chosen = DueFilter(HELD_FACTS if code == FACTS else "open")
    else:
        review_id = str(argument)
    narrowing.set_filter(chosen)
    tabs.choose(chosen.part)
    if review_id:
        table.choose(review_id)
    return code, review_id


class WayBack(QObject):
    """Where a deed that another place asked for is saved or left, one is in that place again; otherwise in the list."""

    def __init__(self, page: Page, stay: Callable[[], None], *ended: SignalInstance) -> None:
        super().__init__(page)
        self._page, self._stay = page, stay
        self._place, self._review_id = "", ""
        for signal in ended:
            signal.connect(self._end)

    def note(self, argument: object) -> None:
        """Remember who asked: (deed, id, place)."""
        asked = isinstance(argument, tuple) and len(argument) > 2
        _, self._review_id, self._place = argument if isinstance(argument, tuple) and asked else ("", "", "")

    def _end(self) -> None:
        place, self._place = self._place, ""
        if place and self._page.about().get("review_id") == self._review_id:
            self._page.wanted.emit(place, None)
        else:
            self._stay()
