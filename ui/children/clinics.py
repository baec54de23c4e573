"""Clinics and other meetings about a child on the child's sheet: what was decided, by whom and by when."""

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.domain.dates import short
from app.queries.clinics.one import MeetingOfChild, MeetingsAboutChild
from app.table import Tone
from ui.children.listcard import ListCard, Listed
from ui.children.sections import flush, label, link
from ui.page import Tools
from ui.parts.marks import Mark
from ui.theme import GRID

WORDS = Listed(
    title="Clinics and other meetings",
    nothing="None is recorded about this child.",
    every="Show all {} meetings",
    most=3,
    gap=GRID,
)


class ClinicsCard(ListCard):
    """Asks for them itself. A press asks `act` for "open-clinic" (the child at a clinic) or "open-gathering" (a meeting)."""

    def __init__(self, tools: Tools, act: Callable[[str, str], None]) -> None:
        self._act = act
        super().__init__(tools, WORDS, MeetingsAboutChild, self._of_meeting)

    def _of_meeting(self, one: MeetingOfChild) -> QWidget:
        line = QWidget()
        column = QVBoxLayout(line)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        words = f"{short(one.day)}  {one.words}"
        act = "open-clinic" if one.is_clinic else "open-gathering"
        column.addWidget(flush(link(words, partial(self._act, act, one.id))))
        if one.more:
            column.addWidget(label(one.more))
        if one.standing:
            column.addLayout(_standing(one))
        line.setAccessibleName(". ".join(filter(None, (words, one.more, one.standing))))
        return line


def _standing(one: MeetingOfChild) -> QHBoxLayout:
    """Where the decision stands: its shape, and its words."""
    row = QHBoxLayout()
    row.setSpacing(GRID // 2)
    told = label(one.standing, quiet=one.tone is Tone.PLAIN)
    if one.tone is not Tone.PLAIN:
        row.addWidget(Mark(one.tone))
        told.setProperty("tone", one.tone.name.lower())
    row.addWidget(told, 1)
    return row
