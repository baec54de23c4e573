"""Clinics and other meetings about a child on the child's sheet: what was decided, by whom and by when."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from app.domain.dates import short
from app.queries.clinics.one import MeetingOfChild, MeetingsAboutChild
from app.table import Tone
from ui.children.sections import flush, label, link, padded
from ui.page import Tools
from ui.parts.bar import Bar
from ui.parts.marks import Mark
from ui.theme import GRID

MOST = 3
"""How many are shown until all are asked for."""


class ClinicsCard(QFrame):
    """Asks for them itself. A press asks `act` for "open-clinic" (the child at a clinic) or "open-gathering" (a meeting)."""

    def __init__(self, tools: Tools, act: Callable[[str, str], None]) -> None:
        super().__init__()
        self.setObjectName("card")
        self.setAccessibleName("Clinics and other meetings")
        self._tools, self._act = tools, act
        self._child_id, self._all = "", False
        column = padded(self)
        top = Bar()
        title = label("Clinics and other meetings", letters="heading")
        title.setWordWrap(False)
        top.add(title)
        column.addWidget(top)
        self._none = label("None is recorded about this child.", quiet=True)
        column.addWidget(self._none)
        self._lines = QVBoxLayout()
        self._lines.setSpacing(GRID)
        column.addLayout(self._lines)
        self._shown: list[QWidget] = []

    def show_child(self, child_id: str) -> None:
        """What is recorded of this child, or of the same child anew."""
        self._all = self._all and child_id == self._child_id
        self._child_id = child_id
        self._tools.runner.ask(MeetingsAboutChild(child_id), self._show, ticket=(self, "clinics"))

    def _show(self, found: Sequence[MeetingOfChild]) -> None:
        for old in self._shown:
            self._lines.removeWidget(old)
            old.hide()
            old.deleteLater()
        listed = found if self._all else found[:MOST]
        self._shown = [self._line(one) for one in listed]
        if len(listed) < len(found):
            self._shown.append(flush(link(f"Show all {len(found):,} meetings", self._show_all)))
        for line in self._shown:
            self._lines.addWidget(line)
        self._none.setVisible(not found)

    def _show_all(self) -> None:
        self._all = True
        self.show_child(self._child_id)

    def _line(self, one: MeetingOfChild) -> QWidget:
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
