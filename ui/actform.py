"""The form of one action: what it asks, the command it makes, and a draft only of what was typed."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from typing import Any, ClassVar

from PySide6.QtWidgets import QComboBox, QLineEdit, QPlainTextEdit

from app.desk import Command
from app.domain.errors import Refusal
from app.domain.settings import ListEntry
from ui.page import Tools
from ui.parts.dates import DateField
from ui.parts.fields import on_change, typed_in, write
from ui.parts.filters import Choice
from ui.parts.form import Form
from ui.preferences import DRAFT

NOT_CHOSEN = ("", "Choose one")


class ActForm(Form):
    """Knows its fields, the command they make, and which field a refusal belongs to."""

    code: ClassVar[str]
    title: ClassVar[str]
    save_words: ClassVar[str] = "&Save"

    def __init__(self, tools: Tools, key: str, about: str, heading: str = "") -> None:
        self.tools, self.key = tools, key
        self.touched: set[str] = set()
        self._proposing = False
        self._first: dict[str, Any] = {}
        super().__init__(self.save_words, tools.preferences, key, heading=heading or self.title)
        self.setAccessibleName(self.title)
        if about:
            self.text(about)
        self.build()
        self.fill(self.starting())
        draft = self.draft()
        self.touched &= {*draft.get("touched", ())} if draft else self.touched
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

    # ------------------------------------------------------------------------------------------------ what is filled in

    def watch(self, *keys: str) -> None:
        """These fields are filled in by `propose` until the person changes them."""
        for key in keys:
            on_change(self._fields[key].control, partial(self._touch, key))

    def propose(self, values: Mapping[str, Any]) -> None:
        """Fill in what nobody has changed by hand; it counts as typed by nobody."""
        untyped, waiting = self._typed() == self._first, self._pause.isActive()
        self._proposing = True
        for key, value in values.items():
            if key not in self.touched:
                write(self._fields[key].control, value)
        self._proposing = False
        if not waiting:
            self._pause.stop()
        if untyped:
            self._first = self._typed()

    def on_field(self, key: str, call: Callable[[], None]) -> None:
        """Call this whenever a field is changed, by the person or by what is filled in."""
        on_change(self._fields[key].control, call)

    def _touch(self, key: str) -> None:
        if not self._proposing:
            self.touched.add(key)

    # ------------------------------------------------------------------------------------------------ drafts

    def draft(self) -> dict[str, Any]:
        """What was typed here before and not saved."""
        kept = self.tools.preferences.get(self.key, {}, DRAFT) if self.key else {}
        return dict(kept) if isinstance(kept, dict) else {}

    def keep_draft(self) -> None:
        """Keep what has been typed so far, and what of it nobody filled in for the person."""
        typed = self._typed()
        if self.key and typed != self._first:
            more = {"touched": sorted(self.touched)} if self.touched else {}
            self.tools.preferences.set(self.key, {**typed, **more}, DRAFT)

    def leave(self) -> None:
        """Something else is shown: keep what was typed, if anything was."""
        self.keep_draft()

    def escape(self) -> None:
        """Esc puts the form away; what was typed comes back with it, and only Cancel clears it."""
        self.leave()
        self._pause.stop()
        self.cancelled.emit()

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
