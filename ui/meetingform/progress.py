"""What became of the recommendations of earlier reviews: one answer each, and those not done recommended again."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QPushButton

from app.domain.dates import short
from app.domain.recommendations import NOT_DONE, PARTLY, PROGRESS, Progress, Recommendation
from app.queries.practice import Earlier
from ui.actform import choice
from ui.meetingform.fold import Fold
from ui.parts.filters import Choice
from ui.theme import set_icon

NOT_SAID = ("", "Not said yet")


class Became(Fold):
    """The words of each with who was to do it by when, and the answer below."""

    title = "What became of earlier o&nes"
    again = Signal(object)
    """Those partly or not done, to be recommended again."""

    def __init__(self, earlier: Sequence[Earlier]) -> None:
        super().__init__()
        self._earlier = {one.recommendation.id: one.recommendation for one in earlier}
        self.choices: dict[str, Choice] = {}
        made = ""
        for one in earlier:
            if one.made != made:
                made = one.made
                self._add_heading(made)
            self._add(one.recommendation)
        self.button = QPushButton("Recommend those not done again")
        set_icon(self.button, "refresh-cw")
        self.button.clicked.connect(lambda: self.again.emit(self.undone()))
        self.rows.addWidget(self.button, 0, Qt.AlignmentFlag.AlignLeft)
        self.changed.connect(self._look)
        self._look()
        self.tell()

    def value(self) -> dict[str, str]:
        """The answers by the keys of the recommendations."""
        return {key: one.value() for key, one in self.choices.items()}

    def set_value(self, value: dict[str, str]) -> None:
        """What was answered before."""
        for key, said in value.items():
            if key in self.choices:
                self.choices[key].set_value(said)

    def said(self) -> tuple[Recommendation, ...]:
        """Those whose answer differs from what is recorded."""
        now = (replace(one, progress=self.choices[key].value() or None) for key, one in self._earlier.items())
        return tuple(one for one in now if one != self._earlier[one.id])

    def undone(self) -> tuple[Recommendation, ...]:
        """Those that were partly done or not done."""
        return tuple(one for key, one in self._earlier.items() if self.choices[key].value() in (PARTLY, NOT_DONE))

    def summary(self) -> str:
        """In numbers."""
        now = [replace(one, progress=self.choices[key].value() or None) for key, one in self._earlier.items()]
        return Progress.of(now).words

    def _look(self) -> None:
        self.button.setVisible(bool(self.undone()))

    def _add_heading(self, words: str) -> None:
        label = QLabel(words)
        label.setProperty("letters", "small")
        label.setWordWrap(True)
        self.rows.addWidget(label)

    def _add(self, one: Recommendation) -> None:
        by = f"by {short(one.due)}" if one.due else ""
        who = ", ".join(part for part in (one.owner, by) if part)
        words = QLabel(f"{one.words}{f' ({who})' if who else ''}")
        words.setWordWrap(True)
        words.setTextFormat(Qt.TextFormat.PlainText)
        answer = choice((NOT_SAID, *PROGRESS.items()))
        answer.setAccessibleName(f"What became of it: {one.words}")
        answer.set_value(one.progress or "")
        answer.changed.connect(self.changed)
        self.choices[one.id] = answer
        self.rows.addWidget(words)
        self.rows.addWidget(answer)
