"""The small form before a child's page opens to an IRO who does not hold the child: why, once a day."""

from collections.abc import Callable

from app.commands.opening import OpenChild
from app.domain.access import OPENING_REASONS
from ui.children.task import Kit, Task, Values, choice, chosen

TEXT = (
    "This child is not allocated to you, and you do not cover for the IRO. Say why you open the page: it is asked once "
    "a day for each child, and kept in the account of who looked."
)


def say_why(child_id: str, reference: str, opened: Callable[[str], None], kit: Kit) -> Task:
    """Why the page is opened; then it opens."""
    form = kit.form("&Open the page", f"Open the page of {reference}", f"why.{child_id}")
    form.text(TEXT)
    form.add("reason", "&Why", choice("Why", [("", "Choose a reason"), *OPENING_REASONS.items()]))

    def command(values: Values) -> OpenChild:
        return OpenChild(child_id, chosen(values, "reason", "No reason is chosen.", "Choose why you open the page."))

    return Task(form, command, "", {}, "reason", then=lambda _done: opened(child_id))
