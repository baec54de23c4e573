"""The form that erases everything of one child for good, on the child's own page."""

from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QLineEdit

from app.commands.retention import REASONS, REQUEST, EraseForGood
from app.desk import Done
from app.domain.children import Child
from ui.children.task import Task, Values, choice
from ui.erasing import WARNING, check_typed
from ui.parts.form import Form

TEXT = (
    "This takes every record of this child: periods, reviews, meetings that no other child has, contacts, challenges and "
    "what was noted. Save the whole record first if anybody may still ask for it. Records kept by law as a public task are "
    "rarely erased on request: decide with your data protection officer."
)


def erase(child: Child, erased: Callable[[Done[Any]], None]) -> Task:
    """Erase it, after a word was typed; nothing that was typed here is kept as a draft."""
    form = Form("Era&se for good", heading=f"Erase everything of {child.reference}")
    form.text(TEXT)
    form.add("reason", "&Reason", choice("Reason", list(REASONS.items())))
    form.add("sure", "To erase, &type the word erase", QLineEdit())
    form.text(WARNING)
    form.fill({"reason": REQUEST})

    def command(values: Values) -> EraseForGood:
        check_typed(values["sure"])
        return EraseForGood((child.id,), values["reason"])

    return Task(form, command, "", {"type the word": "sure"}, "reason", then=erased)
