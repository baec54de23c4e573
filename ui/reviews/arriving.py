"""What other places ask the Reviews page to show: a part, a filter, one review, or a deed to be done to one."""

from app.queries.reviews import DueFilter
from ui.parts.tables import TableView
from ui.reviews.narrowing import Narrowing
from ui.reviews.tabs import Tabs
from ui.reviews.words import EMPTY

FACTS, HELD_FACTS = "facts", "to-come"
"""What is still to come is added to a review that was held: it is in a part of its own."""


def arrive(argument: object, narrowing: Narrowing, tabs: Tabs, table: TableView) -> tuple[str, str]:
    """Show a part, a DueFilter, a review by its id, or the review of (deed, id); gives the deed that waits for its review."""
    if isinstance(argument, str) and argument in EMPTY:
        tabs.choose(argument)
        return "", ""
    code, review_id, chosen = "", "", DueFilter()
    if isinstance(argument, DueFilter):
        chosen = argument
    elif isinstance(argument, tuple):
        code, review_id = argument
        chosen = DueFilter(HELD_FACTS if code == FACTS else "open")
    else:
        review_id = str(argument)
    narrowing.set_filter(chosen)
    tabs.choose(chosen.part)
    if review_id:
        table.choose(review_id)
    return code, review_id
