"""The step about how long records are kept: a short period is suggested for each kind, and why."""

from typing import Any

from app.commands.arrangements import ChangeSettings
from app.desk import Command
from app.domain.retention import CHILDREN, HOUSEHOLDS, KINDS, SETTINGS, SUGGESTED, WHY
from ui.parts.steady import Number
from ui.start.step import Step

MOST = 900
LETTERS = {CHILDREN: "Chil&dren", HOUSEHOLDS: "Fos&ter households"}


class RetentionStep(Step):
    """A number of months for each kind of record."""

    title = "How long do you keep records?"
    words = f"{WHY} Nothing is erased by itself: each year a manager decides about a list of what is due."

    def make_fields(self) -> None:
        """One number a kind, with the suggestion."""
        for kind, words in KINDS.items():
            number = Number(0, MOST, " months")
            number.setSpecialValueText("Not decided")
            more = words.partition(": ")[2]
            hint = f"{more.capitalize()}. Suggested: {SUGGESTED} months after the last open record."
            self.add(kind, LETTERS[kind], number, hint)

    def show_values(self, values: dict[str, Any]) -> None:
        """As they are kept; where nobody has decided, the suggestion."""
        self.fill({kind: values[key] or SUGGESTED for kind, key in SETTINGS.items()})

    def command(self) -> Command[Any]:
        """All of them."""
        values = self.values()
        return ChangeSettings({key: values[kind] for kind, key in SETTINGS.items()})
