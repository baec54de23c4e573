"""The challenges about a child on the child's sheet: each with its level, where it stands and what comes next."""

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.queries.challenges.of_child import ChallengeOfChild, ChallengesOfChild
from app.table import Tone
from ui.children.listcard import ListCard, Listed
from ui.children.sections import flush, label, link
from ui.page import Tools
from ui.parts.marks import Mark
from ui.theme import GRID

WORDS = Listed(title="Challenges", nothing="None has been logged.", gap=GRID)


class ChallengesCard(ListCard):
    """Asks for the child's challenges itself and lists them; a press opens one, or logs another."""

    def __init__(self, tools: Tools, open_one: Callable[[str], None], log: Callable[[], None]) -> None:
        self._open = open_one
        super().__init__(tools, WORDS, ChallengesOfChild, self._of_challenge, link("Log a challenge", log))

    def _of_challenge(self, one: ChallengeOfChild) -> QWidget:
        line = QWidget()
        column = QVBoxLayout(line)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(flush(link(one.words, partial(self._open, one.id))))
        row = QHBoxLayout()
        row.setSpacing(GRID // 2)
        told = label(f"{one.standing}. {one.next_step}", quiet=one.tone is Tone.PLAIN)
        if one.tone is not Tone.PLAIN:
            row.addWidget(Mark(one.tone))
            told.setProperty("tone", one.tone.name.lower())
        row.addWidget(told, 1)
        column.addLayout(row)
        line.setAccessibleName(f"{one.words}. {told.text()}")
        return line
