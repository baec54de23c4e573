"""The challenges about a child on the child's sheet: each with its level, where it stands and what comes next."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from app.queries.challenges.of_child import ChallengeOfChild, ChallengesOfChild
from app.table import Tone
from ui.children.sections import flush, label, link, padded
from ui.page import Tools
from ui.parts.bar import Bar
from ui.parts.marks import Mark
from ui.theme import GRID


class ChallengesCard(QFrame):
    """Asks for the child's challenges itself and lists them; a press opens one, or logs another."""

    def __init__(self, tools: Tools, open_one: Callable[[str], None], log: Callable[[], None]) -> None:
        super().__init__()
        self.setObjectName("card")
        self.setAccessibleName("Challenges")
        self._tools, self._open = tools, open_one
        column = padded(self)
        top = Bar()
        title = label("Challenges", letters="heading")
        title.setWordWrap(False)
        top.add(title)
        top.add(link("Log a challenge", log))
        column.addWidget(top)
        self._none = label("None has been logged.", quiet=True)
        column.addWidget(self._none)
        self._lines = QVBoxLayout()
        self._lines.setSpacing(GRID)
        column.addLayout(self._lines)
        self._shown: list[QWidget] = []

    def show_child(self, child_id: str) -> None:
        """The challenges of this child, or the same child's anew."""
        self._tools.runner.ask(ChallengesOfChild(child_id), self._show, ticket=(self, "challenges"))

    def _show(self, found: Sequence[ChallengeOfChild]) -> None:
        for old in self._shown:
            self._lines.removeWidget(old)
            old.hide()
            old.deleteLater()
        self._shown = [self._line(one) for one in found]
        for line in self._shown:
            self._lines.addWidget(line)
        self._none.setVisible(not found)

    def _line(self, one: ChallengeOfChild) -> QWidget:
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
