"""The recommendations of a meeting: rows that grow, each with its words, who is to do it, and by when."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QPlainTextEdit, QToolButton, QVBoxLayout, QWidget

from app.domain.dates import short
from app.domain.recommendations import Recommendation
from app.domain.reviews import Review
from ui.meetingform.fold import Fold
from ui.page import Tools
from ui.parts.dates import DateField
from ui.theme import GRID, set_icon, theme

HEIGHT = 50
"""Two lines of words."""


class Line(QFrame):
    """One recommendation; `typed` says that something in it was changed."""

    typed = Signal()

    def __init__(self, tools: Tools, remove: Callable[["Line"], None]) -> None:
        super().__init__()
        self.key = ""
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, GRID // 2)
        column.setSpacing(GRID // 2)
        self.words = QPlainTextEdit()
        self.words.setTabChangesFocus(True)
        self.words.setPlaceholderText("What is to be done")
        self.owner = QLineEdit()
        self.owner.setPlaceholderText("Who is to do it")
        self.due = DateField(tools.today, tools.calendar)
        self.due.line.setPlaceholderText("By when")
        self.remove = QToolButton()
        set_icon(self.remove, "x", "quiet")
        self.remove.setToolTip("Take this recommendation out")
        below = QHBoxLayout()
        below.setSpacing(GRID // 2)
        below.addWidget(self.owner, 1, Qt.AlignmentFlag.AlignTop)
        below.addWidget(self.due, 0, Qt.AlignmentFlag.AlignTop)
        below.addWidget(self.remove, 0, Qt.AlignmentFlag.AlignTop)
        column.addWidget(self.words)
        column.addLayout(below)
        self.words.textChanged.connect(self.typed)
        self.owner.textEdited.connect(lambda _text: self.typed.emit())
        self.due.line.textEdited.connect(lambda _text: self.typed.emit())
        self.due.changed.connect(self.typed)
        self.remove.clicked.connect(lambda: remove(self))
        theme().changed.connect(self._size)
        self._size()

    def number(self, at: int) -> None:
        """Which one it is, for those who listen."""
        self.words.setAccessibleName(f"Recommendation {at}: what is to be done")
        self.owner.setAccessibleName(f"Recommendation {at}: who is to do it")
        self.due.setAccessibleName(f"Recommendation {at}: by when")
        self.remove.setAccessibleName(f"Take recommendation {at} out")

    def stops(self) -> Sequence[QWidget]:
        """Where Tab stops, in order."""
        return (self.words, self.owner, self.due.line, self.due.button, self.remove)

    def show_typed(self, key: str, words: str, owner: str, due: str) -> None:
        """What is recorded under this key, or was typed before."""
        self.key = key
        self.words.setPlainText(words)
        self.owner.setText(owner)
        self.due.set_text(due)

    @property
    def is_blank(self) -> bool:
        """Whether nothing is typed."""
        return not (self.text() or self.owner.text().strip() or self.due.text().strip())

    def text(self) -> str:
        """The words on one line."""
        return " ".join(self.words.toPlainText().split())

    def _size(self) -> None:
        self.words.setFixedHeight(theme().pixels(HEIGHT))


class Recommending(Fold):
    """There is always one blank line at the end."""

    title = "Reco&mmendations or decisions"

    def __init__(self, tools: Tools, recorded: Sequence[Recommendation]) -> None:
        super().__init__()
        self._tools = tools
        self._recorded = {one.id: one for one in recorded}
        self._gone: list[str] = []
        self._loading = False
        self.lines: list[Line] = []
        self._load([_typed(one) for one in recorded])

    def recommend(self, again: Sequence[Recommendation]) -> None:
        """Add lines with these words and owners; a day is to be chosen anew."""
        known = {line.text() for line in self.lines}
        for one in again:
            if one.words not in known:
                line = self.lines[-1]
                line.words.setPlainText(one.words)
                line.owner.setText(one.owner)
                self._grow()
        self.unfold()
        self.changed.emit()

    def value(self) -> list[list[str]]:
        """Key, words, owner and day of each line as typed; a line that was taken out has only its key."""
        lines = [line for line in self.lines if line.key or not line.is_blank]
        typed = [[line.key, line.words.toPlainText(), line.owner.text(), line.due.text()] for line in lines]
        return [*typed, *([key, "", "", ""] for key in self._gone)]

    def set_value(self, value: Any) -> None:
        """What was typed before."""
        self._clear()
        self._gone = [key for key, *typed in value if not any(typed) and key in self._recorded]
        known = {key for key, *_ in value}
        since = [_typed(one) for key, one in self._recorded.items() if key not in known]
        self._load([*(line for line in value if any(line[1:])), *since])

    def said(self, review: Review) -> tuple[Recommendation, ...]:
        """The lines that differ from what is recorded; one that was taken out has no words."""
        gone = [replace(self._recorded[key], words="") for key in self._gone]
        kept = [_said(line, self._recorded[line.key]) for line in self.lines if line.key]
        changed = [one for one in kept if one != self._recorded[one.id]]
        blank = partial(Recommendation, child_id=review.child_id, review_id=review.id, words="")
        return (*gone, *changed, *(_said(line, blank()) for line in self.lines if not line.key and not line.is_blank))

    def summary(self) -> str:
        """How many."""
        number = sum(bool(line.text()) for line in self.lines)
        return f"{number} recorded" if number else "None is recorded"

    def _load(self, typed: Sequence[Sequence[str]]) -> None:
        self._loading = True
        for key, *said in typed:
            self._add().show_typed(key if key in self._recorded else "", *said)
        self._loading = False
        self._grow()
        self.tell()

    def _add(self) -> Line:
        line = Line(self._tools, self._take_out)
        line.typed.connect(self._note)
        before = self.lines[-1].stops()[-1] if self.lines else self.head
        self.lines.append(line)
        line.number(len(self.lines))
        self.rows.addWidget(line)
        for stop in line.stops():
            QWidget.setTabOrder(before, stop)
            before = stop
        return line

    def _grow(self) -> None:
        if not self.lines or not self.lines[-1].is_blank or self.lines[-1].key:
            self._add()

    def _note(self) -> None:
        if not self._loading:
            self._grow()
            self.changed.emit()

    def _take_out(self, line: Line) -> None:
        at = self.lines.index(line)
        self.lines.remove(line)
        self._gone += [line.key] if line.key else []
        self._drop(line)
        self._grow()
        for number, one in enumerate(self.lines, 1):
            one.number(number)
        self.lines[min(at, len(self.lines) - 1)].words.setFocus(Qt.FocusReason.OtherFocusReason)
        self.changed.emit()

    def _clear(self) -> None:
        for line in self.lines:
            self._drop(line)
        self.lines = []

    def _drop(self, line: Line) -> None:
        self.rows.removeWidget(line)
        line.hide()
        line.setParent(None)
        line.deleteLater()


def _said(line: Line, before: Recommendation) -> Recommendation:
    return replace(before, words=line.text(), owner=line.owner.text().strip(), due=line.due.value())


def _typed(one: Recommendation) -> list[str]:
    """A recommendation as its line shows it."""
    return [one.id, one.words, one.owner, short(one.due) if one.due else ""]
