"""The first card of a child's sheet: what is due next and why, how the child stands today, and who the IROs were."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QBoxLayout, QFrame, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from app.domain.dates import long
from app.queries.awaited import Awaited, NextDue
from app.queries.standing import ChildStanding, Fact, Standing
from app.table import Tone
from ui.children.sections import LARGE, Act, flush, label, link, padded
from ui.children.slot import Slot
from ui.page import Tools
from ui.parts.marks import Mark
from ui.theme import GRID, theme

IROS_SHOWN = 3
"""So many IROs are named at a glance; all of them stand under Record."""
NOTHING_DUE = "Nothing is due: no clock runs for this child."


class OverviewCard(QFrame):
    """Asks for both itself; side by side where there is room."""

    def __init__(self, tools: Tools, act: Act) -> None:
        super().__init__()
        self.setObjectName("card")
        self.setAccessibleName("At a glance")
        self._tools, self._act = tools, act
        column = padded(self)
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._row.setSpacing(GRID * 3)
        self._due, self._now = Slot(), Slot()
        self._row.addWidget(self._due, 1)
        self._row.addWidget(self._now, 1)
        column.addLayout(self._row)
        theme().changed.connect(self._turn)
        self._turn()

    def show_child(self, child_id: str) -> None:
        """This child, or the same one anew."""
        self._tools.runner.ask(NextDue(child_id), self._show_due, ticket=(self, "due"))
        self._tools.runner.ask(ChildStanding(child_id), self._show_standing, ticket=(self, "standing"))

    def _turn(self) -> None:
        below = theme().factor >= LARGE
        self._row.setDirection(QBoxLayout.Direction.TopToBottom if below else QBoxLayout.Direction.LeftToRight)

    def _show_due(self, found: Sequence[Awaited]) -> None:
        block, column = _block("Due next")
        for one in found:
            column.addWidget(self._line(one))
        if not found:
            column.addWidget(label(NOTHING_DUE, quiet=True))
        column.addStretch(1)
        self._due.fill(block)

    def _line(self, one: Awaited) -> QWidget:
        line = QWidget()
        column = QVBoxLayout(line)
        column.setContentsMargins(0, 0, 0, GRID // 2)
        column.setSpacing(2)
        row = QHBoxLayout()
        row.setSpacing(GRID)
        if one.tone is not Tone.PLAIN:
            row.addWidget(Mark(one.tone))
        if one.review_id:
            row.addWidget(flush(link(one.what, lambda: self._act("show-review", one.review_id))))
        else:
            row.addWidget(label(one.what))
        when = label(f"{long(one.due)}, {one.left}")
        when.setProperty("tone", one.tone.name.lower())
        row.addWidget(when, 1)
        column.addLayout(row)
        why = label(one.why, letters="small")
        column.addWidget(why)
        line.setAccessibleName(f"{one.what}: {when.text()}. {one.why}")
        return line

    def _show_standing(self, found: Standing) -> None:
        block, column = _block("Today")
        grid = QGridLayout()
        grid.setHorizontalSpacing(GRID * 2)
        grid.setVerticalSpacing(GRID // 2)
        grid.setColumnStretch(1, 1)
        for at, (title, words) in enumerate((*found.facts, *_iros(found.iros))):
            grid.addWidget(label(title, quiet=True), at, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(label(words), at, 1, Qt.AlignmentFlag.AlignTop)
        grid.setColumnMinimumWidth(0, theme().pixels(128))
        column.addLayout(grid)
        column.addStretch(1)
        self._now.fill(block)


def _block(title: str) -> tuple[QWidget, QVBoxLayout]:
    block = QWidget()
    column = QVBoxLayout(block)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(GRID)
    column.addWidget(label(title, letters="heading"))
    return block, column


def _iros(iros: Sequence[Fact]) -> list[Fact]:
    """The latest IROs in one fact."""
    if not iros:
        return [("IRO", "No IRO yet")]
    named = [f"{name} ({when})" for name, when in iros[:IROS_SHOWN]]
    more = len(iros) - IROS_SHOWN
    words = "\n".join([*named, *([f"and {more} before"] if more > 0 else [])])
    return [("IRO" if len(iros) == 1 else "IROs", words)]
