"""Dated steps as a line: a dot for each step on a line from the first to the last, with its words and its day below."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from app.domain.dates import short
from app.queries.conferences import Step
from app.table import Tone
from ui.children.sections import label
from ui.parts.bar import Bar
from ui.parts.cells import MARK, draw_mark
from ui.theme import GRID, theme

WIDTH = 152
"""How wide a step is at the usual size of text."""


class StepLine(Bar):
    """The steps from left to right; with large text the line goes on below."""

    def __init__(self, steps: Sequence[Step]) -> None:
        super().__init__()
        self.flow.setSpacing(0)
        self.setAccessibleName("Steps: " + "; ".join(_said(step) for step in steps))
        self.steps: list[OneStep] = []
        for at, step in enumerate(steps):
            self.steps.append(OneStep(step, self.steps, last=at == len(steps) - 1))
            self.add(self.steps[-1])


def _said(step: Step) -> str:
    return f"{step.words} {short(step.day) if step.day else 'not recorded'}"


class OneStep(QWidget):
    """One step: its place on the line, its words, its day, and what is to be known of it."""

    def __init__(self, step: Step, line: "list[OneStep]", *, last: bool) -> None:
        super().__init__()
        self._step, self._line, self._last = step, line, last
        column = QVBoxLayout(self)
        column.setContentsMargins(0, theme().pixels(MARK) + GRID, GRID, 0)
        column.setSpacing(0)
        column.addWidget(label(step.words, letters="small"))
        day = label(short(step.day) if step.day else "Not recorded", quiet=step.day is None)
        if step.day:
            day.setStyleSheet("font-weight: 600")
        column.addWidget(day)
        column.addWidget(label(step.under, letters="small", quiet=True))
        column.addStretch(1)
        self.setFixedWidth(theme().pixels(WIDTH))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)

    def sizeHint(self) -> QSize:
        """As high as the highest of its line, so that all of them begin at one height."""
        return QSize(theme().pixels(WIDTH), max((one.need() for one in self._line), default=0))

    def need(self) -> int:
        """How high its own words are at its width."""
        layout = self.layout()
        return layout.heightForWidth(theme().pixels(WIDTH)) if layout else 0

    def paintEvent(self, event: QPaintEvent) -> None:
        """A dot where it was done, a ring where it is to come, a triangle where it is late; the line goes on to the next."""
        size = theme().pixels(MARK)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if not self._last:
            painter.setPen(QPen(theme().color("line"), 2))
            painter.drawLine(size + GRID // 2, size // 2 + 1, self.width() - GRID // 2, size // 2 + 1)
        self._draw_dot(painter, QRectF(1, 1, size, size))
        painter.end()

    def _draw_dot(self, painter: QPainter, box: QRectF) -> None:
        if self._is_conference or self._step.day is None:
            draw_mark(painter, self._tone(), box)
            return
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme().color("accent"))
        painter.drawEllipse(box.adjusted(0.8, 0.8, -0.8, -0.8))

    @property
    def _is_conference(self) -> bool:
        return self._step.words.startswith("Conference")

    def _tone(self) -> Tone:
        held = self._step.words.endswith("held")
        if self._step.late:
            return Tone.HELD_LATE if held else Tone.LATE
        return Tone.ON_TIME if held else Tone.INFORMATION
