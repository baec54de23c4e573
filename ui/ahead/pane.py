"""The pane at the right: what is tried, each change in words and to be taken out; or the form of one more change."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from app.domain.dates import long
from app.domain.errors import Refusal
from app.queries.ahead.words import ScenarioWords
from ui.ahead.whatif import Step, WhatIf
from ui.ahead.words import children_words
from ui.page import Tools
from ui.parts.bar import Bar
from ui.parts.dates import DateField
from ui.parts.focus import contains_focus, focus_first
from ui.parts.form import Form
from ui.parts.room import Room
from ui.parts.scrolled import Scrolled
from ui.theme import GRID, set_icon

ABOUT = (
    "Try what would follow if children moved, posts came or went, or more children came into our care. "
    "The picture and the table follow at once, and no record is changed."
)
NOT_WHOLE = "Some of the children suggested stay where they are. Suggest again to hear how fair it would be."
BUTTONS = (
    ("move", "&Move children…", "arrow-right"),
    ("join", "A&dd a post…", "plus"),
    ("leave", "S&omebody leaves…", "user"),
    ("more", "More chi&ldren…", "users"),
)


class ChangeLine(QFrame):
    """One change in words, and what takes it out."""

    def __init__(self, words: str, take_out: Callable[[], None], see: Callable[[], None] | None = None) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, GRID // 2, 0, GRID // 2)
        row.setSpacing(GRID // 2)
        said = QVBoxLayout()
        said.setSpacing(2)
        label = _text(words)
        said.addWidget(label)
        if see is not None:
            link = QPushButton("See each with its reason")
            link.setProperty("link", True)
            link.clicked.connect(lambda _on=False: see())
            said.addWidget(link, 0, Qt.AlignmentFlag.AlignLeft)
        row.addLayout(said, 1)
        self.button = QToolButton()
        self.button.setAccessibleName(f"Take this out: {words}")
        self.button.setToolTip("Take this out")
        self.button.clicked.connect(lambda _on=False: take_out())
        set_icon(self.button, "x", "quiet")
        row.addWidget(self.button, 0, Qt.AlignmentFlag.AlignTop)


class AheadPane(QStackedWidget):
    """The list of changes, or one form over it. `begun` asks for a form by its key; `seen` for the list of moves."""

    begun = Signal(str)
    see_moves = Signal()
    closed = Signal()
    """A form went away."""

    def __init__(self, tools: Tools, what_if: WhatIf) -> None:
        super().__init__()
        self.setAccessibleName("What if")
        self._tools, self._what_if = tools, what_if
        self.form: Form | None = None
        self.lines: list[ChangeLine] = []
        self._make()
        what_if.changed.connect(self._take_other)
        self.refresh()

    def refresh(self) -> None:
        """Ask for the words of what is tried; without changes there is nothing to ask."""
        self.day.set_value(self._what_if.day)
        steps = self._what_if.steps
        if not steps:
            self._fill((), ())
            return
        then = self._fill
        self._tools.runner.ask(
            ScenarioWords(self._what_if.whole), lambda words: then(steps, words), ticket=(self, "words")
        )

    def hold(self, form: Form) -> None:
        """Show a form until it is done or left."""
        self.form = form
        form.cancelled.connect(self.close_form)
        self.room.hold(form)
        self.setCurrentWidget(self.room)
        form.focus()
        if not contains_focus(self.room):
            form.save.setFocus(Qt.FocusReason.OtherFocusReason)  # a form without fields

    def close_form(self) -> None:
        """Back to the list."""
        if self.form is None:
            return
        self.form = None
        self.setCurrentWidget(self._list)
        self.room.empty()
        focus_first(self._buttons)
        self.closed.emit()

    # ------------------------------------------------------------------------------------------------------ private parts

    def _take_other(self) -> None:
        """Something else is tried: what an open form says may no longer be so."""
        self.close_form()
        self.refresh()

    def _make(self) -> None:
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(GRID * 2, GRID * 3 // 2, GRID * 2, GRID * 2)
        column.setSpacing(GRID)
        title = QLabel("What if")
        title.setProperty("letters", "heading")
        column.addWidget(title)
        self._about = _text(ABOUT)
        self._about.setProperty("quiet", True)
        column.addWidget(self._about)
        column.addWidget(self._make_buttons())
        self._changes = QVBoxLayout()
        self._changes.setSpacing(0)
        column.addLayout(self._changes)
        self.note = _text("")
        self.note.setProperty("quiet", True)
        column.addWidget(self.note)
        column.addLayout(self._make_day())
        column.addStretch(1)
        self._list, self.room = Scrolled(inside), Room()
        self.addWidget(self._list)
        self.addWidget(self.room)

    def _make_buttons(self) -> QWidget:
        self._buttons = Bar()
        self._buttons.setAccessibleName("Try a change")
        self.buttons: dict[str, QPushButton] = {}
        for key, words, picture in BUTTONS:
            self.buttons[key] = button = QPushButton(words)
            set_icon(button, picture)
            button.clicked.connect(partial(self._begin, key))
            self._buttons.add(button)
        return self._buttons

    def _begin(self, key: str, _on: bool = False) -> None:
        self.begun.emit(key)

    def _make_day(self) -> QVBoxLayout:
        self.day = DateField(self._tools.today, self._tools.calendar, optional=False)
        self.day.set_value(self._what_if.day)
        self.day.changed.connect(self._take_day)
        self.day.shown.hide()  # what is tried says its days
        label = QLabel("Da&y of the moves")
        label.setBuddy(self.day)
        self.day.setAccessibleName("Day of the moves")
        above = QVBoxLayout()
        above.setSpacing(2)
        above.addWidget(label)
        above.addWidget(self.day)
        return above

    def _take_day(self) -> None:
        day = self.day.value()
        if day is None:
            return
        if day < self._tools.today():
            self._tools.notices.refuse(
                Refusal(f"{long(day)} is over: nothing can be tried from then on.", "Choose today or a day to come.")
            )
            self.day.set_value(self._what_if.day)
            return
        self._what_if.set_day(day)

    def _fill(self, steps: Sequence[Step], words: Sequence[str]) -> None:
        """The changes in words; those the program proposed in one line."""
        had_focus = contains_focus(self._list)
        self._about.setHidden(bool(steps))
        for line in self.lines:
            self._changes.removeWidget(line)
            line.hide()
            line.deleteLater()  # the press of its own button may have led here
        take_out = self._what_if.take_out
        self.lines = [
            ChangeLine(said, partial(take_out, (step,)))
            for step, said in zip(steps, words, strict=True)
            if not step.suggested
        ]
        suggested = [step for step in steps if step.suggested]
        if suggested:
            number = sum(step.children for step in suggested)
            said = f"Suggested: {children_words(number)} {'moves' if number == 1 else 'move'}."
            self.lines.append(ChangeLine(said, lambda: take_out(suggested), self.see_moves.emit))
        for line in self.lines:
            self._changes.addWidget(line)
        whole = sum(step.children for step in suggested) == self._what_if.noted
        self.note.setText((self._what_if.note if whole else NOT_WHOLE) if suggested else "")
        self.note.setVisible(bool(self.note.text()))
        if had_focus and not contains_focus(self._list) and self.currentWidget() is self._list:
            (self.lines[0].button if self.lines else self.buttons["move"]).setFocus()


def _text(words: str) -> QLabel:
    label = QLabel(words)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    return label
