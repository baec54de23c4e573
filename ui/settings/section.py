"""What a section of the Settings page is, and the kinds of field that its forms have."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from PySide6.QtWidgets import QCheckBox, QLineEdit

from app.desk import Command, Query
from app.queries.deciding import Decided
from app.queries.service import Choices
from app.table import Row, Table
from ui.page import Tools
from ui.parts.dates import DateField
from ui.parts.filters import Choice
from ui.parts.form import Form

Values = Mapping[str, Any]


@dataclass(frozen=True)
class Section:
    """One section with a table: its words, its question, and the form of a row if rows can be added or changed.

    keep makes the command from the form's values and the chosen row's id ("" for a new row).
    """

    key: str
    title: str
    icon: str
    ask: Callable[[], Query[Table]]
    fields: Callable[[Form, Tools, Choices], None] | None = None
    values: Callable[[Row, Choices], Values] | None = None
    keep: Callable[[Values, str], Command[Any]] | None = None
    new: str = ""
    blank: Values = field(default_factory=dict)
    remove: Callable[[str], Command[Any]] | None = None
    """The command that takes the chosen row away; a notice offers its Undo."""
    remove_words: str = ""
    alone: bool = False
    """Whether its table has the whole width, with nothing to say beside it."""


def line(form: Form, key: str, label: str, hint: str = "") -> None:
    """A line of text."""
    form.add(key, label, QLineEdit(), hint)


def tick(form: Form, key: str, words: str) -> None:
    """Yes or no."""
    box = QCheckBox(words)
    box.setAccessibleName(words.replace("&", ""))
    form.add(key, "", box)


def day(form: Form, tools: Tools, key: str, label: str, hint: str = "", *, optional: bool = True) -> None:
    """A date."""
    form.add(key, label, DateField(tools.today, tools.calendar, optional=optional), hint)


def choice(form: Form, key: str, label: str, options: list[tuple[Any, str]], hint: str = "") -> None:
    """One of several values."""
    form.add(key, label, Choice("", options, everything=False), hint)


def effect_words(decided: Decided) -> str:
    """How much changes: "1 due date and 0 results of held reviews"."""
    dates = f"{decided.due_dates:,} due {'date' if decided.due_dates == 1 else 'dates'}"
    results = f"{decided.verdicts:,} {'result' if decided.verdicts == 1 else 'results'} of held reviews"
    return f"{dates} and {results}"
