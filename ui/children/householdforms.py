"""Forms about foster households: add or correct one with its approval, end the approval, and the panel of a review."""

from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QCheckBox, QLineEdit

from app.commands.households import EndApproval, KeepHousehold, RecordPanel
from app.desk import Done
from app.domain.children import Child
from app.domain.dates import long
from app.domain.reviews import Review
from app.queries.households import RULE, Household
from ui.children.task import Kit, Task, Values
from ui.parts.form import Form

BLAME = {
    "reference": "reference",
    "name": "carers",
    "approval": "approved_on",
    "future": "approved_on",
    "review was held": "approved_on",
    "overlaps": "approved_on",
}
COUNTED = "A foster household stands in the list of reviews due and in the calendar, and is never counted as a child."


def add_household(kit: Kit, then: Callable[[Done[Any]], None] | None = None) -> Task:
    """Its reviews are due from the day of the approval."""
    form = kit.form("&Save", "Add a foster household", "household.new")
    form.text(COUNTED)
    _fields(kit, form)
    complete = QCheckBox("&All reviews since then are recorded here")
    form.add("complete", "", complete)
    complete.setAccessibleName("All reviews since then are recorded here")
    form.fill({"complete": True})

    def command(values: Values) -> KeepHousehold:
        complete_history = values.pop("complete")
        return KeepHousehold(**values, history_complete=complete_history)

    return Task(form, command, "The foster household was added.", BLAME, then=then)


def correct_household(kit: Kit, household: Household) -> Task:
    """What is recorded of the household and its approval."""
    child, approval = household.child, household.approval
    form = kit.form("&Save", "Correct the foster household", f"household.{child.id}")
    _fields(kit, form)
    running = approval if household.is_approved else None
    form.show_field("approved_on", running is not None or approval is None)
    form.fill(
        {
            "reference": child.reference,
            "carers": child.name,
            "approved_for": child.household or "",
            "approved_on": running.start if running else None,
        }
    )
    complete = running.history_complete if running else True

    def command(values: Values) -> KeepHousehold:
        return KeepHousehold(**values, household_id=child.id, history_complete=complete, version=child.version)

    return Task(form, command, "The foster household was corrected.", BLAME)


def end_approval(kit: Kit, child: Child) -> Task:
    """No further review is due after it."""
    form = kit.form("E&nd the approval", "End the approval", f"household.end.{child.id}")
    form.text(f"Of {child.shown_name}. A review due on or before that day and not held stays as never held.")
    form.add("on", "Ended &on", kit.date())
    form.add("reason", "&Why", QLineEdit(), "For example: the carers stopped fostering.")
    form.fill({})
    return Task(
        form, lambda v: EndApproval(child.id, v["on"], v["reason"].strip()), "The approval has ended.", otherwise="on"
    )


def record_panel(kit: Kit, review: Review) -> Task:
    """The first review must go to panel."""
    form = kit.form("&Save", "Review at panel", f"household.panel.{review.id}")
    held = f"The review was held on {long(review.held)}. " if review.held else ""
    form.text(f"{held}{RULE if review.number == 1 else 'Later reviews go to panel where the service decides so.'}")
    form.add("on", "Went to panel &on", kit.date(optional=True), "Empty: it did not go to panel yet.")
    form.fill({"on": review.panel_on})
    return Task(
        form, lambda v: RecordPanel(review.id, v["on"], review.version), "The panel is recorded.", otherwise="on"
    )


def _fields(kit: Kit, form: Form) -> None:
    form.add("reference", "&Reference", QLineEdit(), "The number that the case system gives the household.")
    form.add("carers", "Carers' &names", QLineEdit(), "For example: Pat and Sam Hill.")
    form.add("approved_for", "A&pproved for", QLineEdit(), "For example: two children, 0 to 10 years.")
    form.add("approved_on", "Approved &on", kit.date(optional=True), "The first review is due within a year of it.")
