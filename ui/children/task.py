"""One thing to be done in the right pane: its form, the command made of what stands in it, and what follows."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from PySide6.QtWidgets import QWidget

from app.desk import Command, Done
from app.domain.errors import Refusal, Stale
from app.queries.service import Choices
from ui.page import Tools
from ui.parts.dates import DateField
from ui.parts.filters import Choice
from ui.parts.form import Form

Values = dict[str, Any]
NOBODY_YET = "No IRO is entered yet. Add one in Settings first."


@dataclass(frozen=True)
class Task:
    """A form with what it does. blame says which field a refusal belongs to, by a word in it."""

    form: Form
    command: Callable[[Values], Command[Any]]
    said: str | Callable[[Done[Any]], str]
    blame: Mapping[str, str] = field(default_factory=dict)
    otherwise: str = ""
    """The field that a refusal belongs to when no word in it tells."""
    then: Callable[[Done[Any]], None] | None = None
    beside: QWidget | None = None
    """What stands in the middle of the page while the form is open, instead of the list."""

    def words(self, done: Done[Any]) -> str:
        """What is told when it is done."""
        return self.said if isinstance(self.said, str) else self.said(done)

    def blamed(self, refusal: Refusal) -> str:
        """The key of the field that a refusal is shown under; empty for the form as a whole."""
        words = refusal.message.casefold()
        if isinstance(refusal, Stale) or words.startswith("your role"):
            return ""
        return next((key for word, key in self.blame.items() if word in words), self.otherwise)


@dataclass(frozen=True)
class Kit:
    """What forms are made with."""

    tools: Tools
    choices: Choices

    def form(self, save: str, heading: str, draft_key: str) -> Form:
        """An empty form that keeps its draft."""
        return Form(save, self.tools.preferences, f"children.{draft_key}", heading)

    def date(self, *, optional: bool = False) -> DateField:
        """A field for a date."""
        return DateField(self.tools.today, self.tools.calendar, optional=optional)

    def officers(self, nobody: str = "") -> Choice:
        """The officers of the service, perhaps after a word for nobody."""
        first = [("", nobody)] if nobody else [("", "Choose an IRO")]
        return choice("IRO", [*first, *((o.id, o.name) for o in self.choices.officers)])

    def entries(self, list_name: str, nothing: str, words: str) -> Choice:
        """The values of one of the service's lists, after a word for none."""
        return choice(words, [("", nothing), *((e.code, e.label) for e in self.choices.lists[list_name])])


def choice(words: str, options: Sequence[tuple[str, str]]) -> Choice:
    """A choice whose label stands above it, in the form."""
    made = Choice("", options, everything=False)
    made.setAccessibleName(words)
    return made


def chosen(values: Values, key: str, message: str, next_step: str) -> str:
    """The value of a choice that must be made."""
    if not values[key]:
        raise Refusal(message, next_step)
    return str(values[key])
