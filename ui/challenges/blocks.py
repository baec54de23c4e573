"""Two small things of the pane: a clock that explains itself when pressed, and one step of the history."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from app.domain.dates import with_weekday
from app.queries.challenges.one import Clock, StepLine
from app.table import Tone
from ui.parts.bar import Bar
from ui.parts.link import Link
from ui.parts.marks import Mark
from ui.theme import GRID, theme

LINE = 18
"""How high a line of words is: its shape stands beside the first one."""


class ClockBlock(QWidget):
    """What a clock says: days left in words, with its shape and colour; when it ends; and why, on a press."""

    def __init__(self, clock: Clock) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        due = with_weekday(clock.due) if clock.due else "no date"
        top = QHBoxLayout()
        top.addWidget(words(f"{clock.title}, due {due}", quiet=True), 1)
        self.why = quiet_link("Why", f"Why: {clock.title}", self._tell)
        top.addWidget(self.why)
        column.addLayout(top)
        column.addWidget(toned(clock.words, clock.tone, bold=clock.days_left is not None))
        self.explanation = words(clock.explanation, quiet=True)
        self.explanation.setAccessibleName(f"Why: {clock.explanation}")
        self.explanation.hide()
        column.addWidget(self.explanation)
        self.setAccessibleName(f"{clock.title}: {clock.words}, {due}")

    def _tell(self) -> None:
        self.explanation.setVisible(self.explanation.isHidden())
        self.why.setText("Hide" if self.explanation.isVisible() else "Why")


class ActionBlock(QWidget):
    """One agreed action: what, then who and by when, with its shape and colour; and what can be done with it."""

    def __init__(self, what: str, told: str, tone: Tone, presses: Sequence[QPushButton]) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, GRID // 2)
        column.setSpacing(2)
        column.addWidget(words(what))
        column.addWidget(toned(told, tone, bold=False))
        if presses:
            bar = Bar()
            for press in presses:
                bar.add(press)
            column.addWidget(bar)
        self.setAccessibleName(f"{what}. {told}")


class StepBlock(QFrame):
    """One step: the day and what happened, its words, and what can be done with it; struck through when voided."""

    def __init__(self, line: StepLine, presses: Sequence[QPushButton]) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(GRID, 0, 0, GRID // 2)
        column.setSpacing(2)
        self.setObjectName("step")
        title = words(line.title, struck=bool(line.voided))
        title.setStyleSheet("font-weight: 600")
        column.addWidget(title)
        if line.words:
            column.addWidget(words(line.words, struck=bool(line.voided)))
        if line.voided:
            column.addWidget(words(line.voided, quiet=True))
        if presses:
            bar = Bar()
            for press in presses:
                bar.add(press)
            column.addWidget(bar)
        self.setAccessibleName(f"Voided: {line.title}" if line.voided else line.title)


def toned(text: str, tone: Tone, *, bold: bool) -> QWidget:
    """Words in a meaning's colour, with its shape before them."""
    both = QWidget()
    row = QHBoxLayout(both)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(GRID // 2)
    label = words(text, quiet=tone is Tone.PLAIN)
    if tone is not Tone.PLAIN:
        mark = Mark(tone)
        mark.setFixedHeight(theme().pixels(LINE))
        row.addWidget(mark, 0, Qt.AlignmentFlag.AlignTop)
        label.setProperty("tone", tone.name.lower())
    if bold:
        label.setStyleSheet("font-weight: 600")
    row.addWidget(label, 1)
    return both


def words(text: str, *, quiet: bool = False, struck: bool = False) -> QLabel:
    """Words that wrap and can be chosen with the mouse."""
    label = QLabel(text)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    label.setProperty("quiet", quiet or struck)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    if struck:
        font = label.font()
        font.setStrikeOut(True)
        label.setFont(font)
    return label


def quiet_link(text: str, name: str, do: Callable[[], object]) -> Link:
    """Words that do something, with a name that says to what."""
    made = Link(text, do)
    made.setAccessibleName(name)
    return made
