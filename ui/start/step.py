"""One step: a form whose buttons go on, skip and go back; what was typed stays until it is saved or skipped."""

from collections.abc import Callable, Mapping
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QWidget

from app.desk import Command
from ui.page import Tools
from ui.parts.form import Form
from ui.preferences import DRAFT
from ui.theme import GRID, set_icon

WIDTH = 560


class Step(Form):
    """Subclasses add their fields, fill them from the settings, and name the command that keeps them."""

    title = ""
    words = ""
    """What the step is for, in a sentence or two."""
    go_on = "&Continue"

    skipped = Signal()
    went_back = Signal()

    def __init__(self, tools: Tools, key: str) -> None:
        self.tools, self.key = tools, key
        self._dirty = False
        super().__init__(self.go_on, tools.preferences, f"start.{key}", self.title)
        self._restored.setText("What you typed before is here again.")
        if self.words:
            self.text(self.words)
        self.make_fields()
        self.cancelled.connect(self.skipped)

    def is_dirty(self) -> bool:
        """Whether something was typed that is neither saved nor skipped."""
        return self._dirty

    def done(self) -> None:
        """It was saved: nothing is left to save."""
        super().done()
        self._dirty = False

    def cancel(self) -> None:
        """Skipped: what stood there before is shown again."""
        self._dirty = False
        super().cancel()

    def make_fields(self) -> None:
        """Add the fields."""

    def show_values(self, values: dict[str, Any]) -> None:
        """Fill the fields from the settings."""

    def command(self) -> Command[Any] | None:
        """What keeps the fields; None when there is nothing to keep. Refuses what cannot be."""
        return None

    def press(self) -> None:
        """As if Continue was pressed."""
        self.save.click()

    def fill(self, values: Mapping[str, Any]) -> None:
        """Put values into the fields; that is no typing."""
        super().fill(values)
        self._dirty = bool(self.tools.preferences.get(f"start.{self.key}", {}, DRAFT))

    def _note(self) -> None:
        super()._note()
        self._dirty = True

    def _make_buttons(self, save_words: str) -> QWidget:
        foot = QFrame()
        row = QHBoxLayout(foot)
        row.setContentsMargins(0, GRID, 0, 0)
        row.setSpacing(GRID)
        self.save = _button(save_words, self._save, "Ctrl+Enter")
        self.save.setProperty("primary", True)
        set_icon(self.save, "arrow-right", "accent_text")
        self.skip = _button("&Skip this step", self.cancel, "Esc")
        self.back = _button("&Back", self.went_back.emit, "Alt+Left")
        for button in (self.save, self.skip, self.back):
            row.addWidget(button)
        row.addStretch(1)
        return foot


def _button(words: str, do: Callable[[], None], keys: str) -> QPushButton:
    made = QPushButton(words)
    made.setToolTip(keys)
    made.clicked.connect(lambda _checked=False: do())
    return made
