"""A section of the Settings page that is a form of settings: its values as they are kept, and what they were before."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from app.commands.arrangements import ChangeSettings
from app.domain.access import without_right
from app.domain.settings import DEFINITIONS
from app.queries.settings import ServiceValues, SettingHistory
from ui.page import Tools
from ui.parts.dates import DateField
from ui.parts.details import Details
from ui.parts.form import Form
from ui.theme import theme

WIDTH = 520
START = "start"
"""The field of the day from which the values hold; it is no setting."""

Controls = tuple[tuple[str, str, QWidget], ...]


@dataclass(frozen=True)
class Figures:
    """One such section: key, title and icon in the list, the line above it, and its fields (key, label, control) in order.

    headings stand above the field of their key; hints in place of what a setting means in general; "" is none. dated asks
    from which day the values hold, which otherwise is today.
    """

    key: str
    title: str
    icon: str
    line: str
    controls: Callable[[Tools], Controls]
    headings: Mapping[str, str] = field(default_factory=dict)
    hints: Mapping[str, str] = field(default_factory=dict)
    dated: bool = False
    saved: str = "Saved. Figures of earlier days keep the settings they had."
    """What is said once they are saved."""

    def make(self, tools: Tools) -> "FormOfSection":
        """Its form."""
        return FiguresForm(tools, self)


class FormOfSection(QScrollArea):
    """The form of such a section."""

    part: Figures
    form: Form

    def ask(self) -> None:
        """Ask for what it shows."""


class FiguresForm(FormOfSection):
    """The form with its values as they are kept; what changed earlier stands below."""

    def __init__(self, tools: Tools, part: Figures) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.tools, self.part = tools, part
        self.form = Form(preferences=tools.preferences, draft_key=f"settings.{part.key}")
        self.keys = self._add_fields()
        person = tools.runner.desk.person
        if not person.may(ChangeSettings.right):
            self.form.forbid(without_right(person, ChangeSettings.right))
        self.form.saved.connect(self._save)
        self.form.cancelled.connect(self.ask)
        self.history = Details("History of these settings")
        self.setWidget(self._laid_out())
        theme().changed.connect(self._size)
        self._size()

    def ask(self) -> None:
        """Ask for the values and their history."""
        self.tools.runner.ask(ServiceValues(self.keys), self._show, ticket=(self, "values"))
        self.tools.runner.ask(SettingHistory(self.keys), self._show_history, ticket=(self, "history"))

    def _add_fields(self) -> tuple[str, ...]:
        keys = []
        for key, label, control in self.part.controls(self.tools):
            if key in self.part.headings:
                self.form.section(self.part.headings[key])
            hint = self.part.hints.get(key, DEFINITIONS[key].help)
            self.form.add(key, "" if isinstance(control, QCheckBox) else label, control, hint)
            keys.append(key)
        if self.part.dated:
            day = DateField(self.tools.today, self.tools.calendar, optional=False)
            self.form.add(START, "They hold f&rom", day, "Days before it keep what they had.")
        return tuple(keys)

    def _laid_out(self) -> QWidget:
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        across = QHBoxLayout()  # only across is the height of wrapped words reckoned with the form's own width
        across.addWidget(self.form, 1)
        across.addStretch(0)
        column.addLayout(across)
        column.addWidget(self.history, 1)
        return inside

    def _size(self) -> None:
        self.form.setMaximumWidth(theme().pixels(WIDTH))

    def _show(self, values: dict[str, Any]) -> None:
        self.form.fill({**values, START: self.tools.today()} if self.part.dated else values)

    def _show_history(self, lines: tuple[str, ...]) -> None:
        self.history.begin()
        if lines:
            self.history.section("What these settings were")
        for line in lines:
            self.history.text(line, quiet=True)

    def _save(self) -> None:
        self.form.busy(True)
        typed = self.form.values()
        start: date | None = typed.pop(START, None)
        values = {key: list(value) if isinstance(value, tuple) else value for key, value in typed.items()}
        self.tools.runner.do(ChangeSettings(values, start), lambda _: self._saved(), self.form.refuse)

    def _saved(self) -> None:
        self.form.done()
        self.tools.notices.say(self.part.saved)
