"""The way to a child's page: at once, or for an IRO who does not hold the child after a small form that asks why."""

from collections.abc import Callable
from functools import partial

from app.commands.opening import OpenChild
from app.domain.access import OPENING_REASONS
from app.queries.openings import BeforeOpening, Opening
from ui.children.acts import Acts
from ui.children.task import Kit, Task, Values, choice, chosen
from ui.page import Page

TEXT = (
    "This child is not allocated to you, and you do not cover for the IRO. Say why you open the page: it is asked once "
    "a day for each child, and kept in the account of who looked."
)


def say_why(child_id: str, reference: str, opened: Callable[[str], None], kit: Kit) -> Task:
    """Why the page is opened; then it opens."""
    form = kit.form("&Open the page", f"Open the page of {reference}", f"why.{child_id}")
    form.text(TEXT)
    form.add("reason", "Reaso&n", choice("Why", [("", "Choose a reason"), *OPENING_REASONS.items()]))

    def command(values: Values) -> OpenChild:
        return OpenChild(child_id, chosen(values, "reason", "No reason is chosen.", "Choose why you open the page."))

    return Task(form, command, "", {}, "reason", then=lambda _done: opened(child_id))


class Entering:
    """Opens a child's page, which is entered in the account; asks for the reason first where one is needed."""

    def __init__(self, page: Page, acts: Acts, show: Callable[[str], None]) -> None:
        self._page, self._acts, self._show = page, acts, show

    def begin(self, child_id: str) -> None:
        """Ask whether a reason is needed, then open."""
        ticket = (self._page, "opening")
        self._page.tools.runner.ask(BeforeOpening(child_id), partial(self._enter, child_id), ticket=ticket)

    def _enter(self, child_id: str, opening: Opening) -> None:
        if opening.needs_reason:
            self._acts.begin(partial(say_why, child_id, opening.reference, self._show))
        else:
            self._page.tools.runner.do(OpenChild(child_id), lambda _done: self._show(child_id))
