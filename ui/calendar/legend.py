"""What the shapes of the calendar mean, in one quiet line below it."""

from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from app.table import Tone
from ui.parts.bar import Bar
from ui.parts.marks import Mark
from ui.theme import GRID

MEANINGS = (
    (Tone.ON_TIME, "on time"),
    (Tone.SOON, "on time, due within 7 days or to be recorded"),
    (Tone.LATE, "late"),
    (Tone.HELD_LATE, "held late"),
)


def legend() -> QWidget:
    """Each shape with its words."""
    bar = Bar()
    bar.setAccessibleName("What the shapes mean")
    for tone, words in MEANINGS:
        both, label = QWidget(), QLabel(words)
        label.setProperty("letters", "small")
        row = QHBoxLayout(both)
        row.setContentsMargins(0, 0, GRID, 0)
        row.setSpacing(GRID // 2)
        row.addWidget(Mark(tone))
        row.addWidget(label)
        bar.add(both)
    return bar
