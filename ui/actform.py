"""The form of one action: what it asks, the command it makes, and a draft only of what was typed."""

from collections.abc import Iterable, Sequence
from typing import Any, ClassVar

from PySide6.QtWidgets import QComboBox, QLineEdit, QPlainTextEdit

from app.desk import Command
from app.domain.errors import Refusal
from app.domain.settings import ListEntry
from ui.page import Tools
from ui.parts.dates import DateField
from ui.parts.fields import typed_in
from ui.parts.filters import Choice
from ui.parts.form import Form
from ui.preferences import DRAFT

NOT_CHOSEN = ("", "Choose one")


class ActForm(Form):
    """Knows its fields, the command they make, and which field a refusal belongs to."""

    code: ClassVar[str]
    title: ClassVar[str]
    save_words: ClassVar[str] = "&Save"

    def __init__(self, tools: Tools, key: str, about: str) -> None:
        self.tools, self.key = tools, key
        super().__init__(self.save_words, tools.preferences, key, heading=self.title)
        self.setAccessibleName(self.title)
        if about:
            self.text(about)
        self.build()
        self.fill(self.starting())
        self._first = self._typed()

    def build(self) -> None:
        """Add the fields."""
        raise AssertionError

    def starting(self) -> dict[str, Any]:
        """What stands in the fields at first."""
        return {}

    def command(self) -> Command[Any]:
        """The command that the fields make; raises Refusal when one cannot be read."""
        raise AssertionError

    def blame(self, refusal: Refusal) -> str:
        """The key of the field that a refusal belongs to."""
        return ""

    def leave(self) -> None:
        """Something else is shown: keep what was typed, if anything was."""
        if self._typed() != self._first:
            self.keep_draft()

    def end_draft(self) -> None:
        """It was saved: nothing typed waits any more, whether or not the form is still there."""
        self.tools.preferences.set(self.key, None, DRAFT)

    def _typed(self) -> dict[str, Any]:
        return {key: typed_in(field.control) for key, field in self._fields.items()}

    # ------------------------------------------------------------------------------------------------ kinds of field

    def add_date(self, key: str, label: str, hint: str = "", *, optional: bool = False) -> DateField:
        """A date."""
        field = DateField(self.tools.today, self.tools.calendar, optional=optional)
        self.add(key, label, field, hint)
        return field

    def add_choice(self, key: str, label: str, options: Sequence[tuple[Any, str]], hint: str = "") -> Choice:
        """One of several values; long words do not widen the pane."""
        field = choice(options)
        self.add(key, label, field, hint)
        field.box.setAccessibleName(label.replace("&", ""))
        field.label.hide()
        return field

    def add_words(self, key: str, label: str, hint: str = "") -> QLineEdit:
        """A line of text."""
        field = QLineEdit()
        self.add(key, label, field, hint)
        return field

    def add_text(self, key: str, label: str, hint: str = "") -> QPlainTextEdit:
        """Several lines of text; Tab goes on to the next field."""
        field = QPlainTextEdit()
        field.setTabChangesFocus(True)
        self.add(key, label, field, hint)
        return field


def choice(options: Sequence[tuple[Any, str]]) -> Choice:
    """A choice whose words may be longer than the pane is wide."""
    made = Choice("", options, everything=False)
    made.box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    made.box.setMinimumContentsLength(10)
    return made


def entries(listed: Iterable[ListEntry], *first: tuple[str, str], kept: str | None = None) -> list[tuple[str, str]]:
    """The values of a list of the service; one that is recorded but retired since is offered too."""
    options = [*first, *((entry.code, entry.label) for entry in listed)]
    if kept and kept not in {code for code, _ in options}:
        options.append((kept, kept))
    return options
