"""One level of the board: its title, how many challenges wait there and how many of them are late, and its cards."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import (
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from app.domain.counting import counted
from app.queries.challenges.board import BoardColumn
from app.table import Tone
from ui.challenges.cardlist import CardList
from ui.challenges.cards import Card
from ui.parts.marks import Mark
from ui.runner import Runner
from ui.theme import GRID, font, theme


@dataclass(frozen=True)
class Verdict:
    """Whether a card may go to a level, and in few words what that asks for or why not."""

    allowed: bool
    words: str


class Elided(QLabel):
    """One line that is cut with an ellipsis where there is no room; the mouse shows all of it."""

    def __init__(self, *, bold: bool = False) -> None:
        super().__init__()
        self._bold, self._short = bold, ""
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def say(self, text: str, short: str = "") -> None:
        """The line, and the same under the mouse; short is said where there is no room for it."""
        self._short = short or text
        self.setText(text)
        self.setToolTip(text)

    def paintEvent(self, event: QPaintEvent) -> None:
        """As much as there is room for."""
        painter = QPainter(self)
        painter.setFont(font(bold=True) if self._bold else self.font())
        painter.setPen(theme().color("text" if self._bold else "quiet"))
        metrics = painter.fontMetrics()
        text = self.text() if metrics.horizontalAdvance(self.text()) <= self.width() else self._short
        shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, self.width())
        painter.drawText(self.rect(), int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), shown)
        painter.end()


class LevelColumn(QFrame):
    """A level with its head and its cards."""

    def __init__(self, runner: Runner, level: int) -> None:
        super().__init__()
        self.level = level
        self.setObjectName("column")
        self.setProperty("drop", "")
        self._said = self._count = ""
        self.list = CardList(runner)
        self._drop = ""
        self.list.hovered.connect(lambda over: self._dress("over" if over else self._drop))
        self._make()

    def show_column(self, column: BoardColumn, expected: str) -> None:
        """A column of the board as it was asked; expected is the card that is to be the chosen one."""
        self.title.say(column.title, column.title.removeprefix("Level "))
        self._said, self._count = counted(column.count, "challenge"), f"{column.count:,}"
        self.number.say(self._said, self._count)
        self.overdue.setText(f"{column.overdue:,} late")
        self._mark_overdue(shown=bool(column.overdue))
        overdue = f", {self.overdue.text()}" if column.overdue else ""
        self.list.setAccessibleName(f"{column.title}: {self._said}{overdue}")
        self.list.show_table(column.table, expected)

    def judge(self, card: Card | None, judged: Callable[[Card, int], Verdict]) -> None:
        """While a card is dragged, say whether it may come here; afterwards, as before."""
        verdict = judged(card, self.level) if card is not None else None
        self.list.takes_drop = verdict is not None and verdict.allowed
        self._drop = "" if verdict is None else "can" if verdict.allowed else "cannot"
        self._dress(self._drop)
        self.number.say(*(verdict.words,) if verdict else (self._said, self._count))
        self._mark_overdue(shown=verdict is None and not self.overdue.text().startswith("0 "))

    def _dress(self, drop: str) -> None:
        self.setProperty("drop", drop)
        self.style().polish(self)

    def _mark_overdue(self, *, shown: bool) -> None:
        self._mark.setVisible(shown)
        self.overdue.setVisible(shown)

    def _make(self) -> None:
        self.title, self.number, self.overdue, self._mark = Elided(bold=True), Elided(), QLabel(), Mark(Tone.LATE)
        self.overdue.setProperty("tone", "late")
        head = QWidget()
        lines = QVBoxLayout(head)
        lines.setContentsMargins(GRID // 2, 0, GRID // 2, 0)
        lines.setSpacing(0)
        row = QHBoxLayout()
        row.setSpacing(GRID // 2)
        row.addWidget(self.number, 1)
        row.addWidget(self._mark)
        row.addWidget(self.overdue)
        lines.addWidget(self.title)
        lines.addLayout(row)
        column = QVBoxLayout(self)
        column.setContentsMargins(GRID // 2, GRID // 2, GRID // 2, 2)
        column.setSpacing(GRID // 2)
        column.addWidget(head)
        column.addWidget(self.list, 1)
