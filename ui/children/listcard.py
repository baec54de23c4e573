"""A card of a child's sheet that lists what one question answers: its title, its lines, and all of them when asked for."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from app.desk import Query
from ui.children.sections import flush, label, link, padded
from ui.page import Tools
from ui.parts.bar import Bar


@dataclass(frozen=True)
class Listed:
    """What a card says: its title, what stands there when nothing is found, above the lines, and below the first of them.

    most: so many are shown until all are asked for in the words of every ({} is their number); 0 shows all. gap stands
    between the lines, in pixels.
    """

    title: str
    nothing: str
    hint: str = ""
    every: str = ""
    most: int = 0
    gap: int = 2


class ListCard(QFrame):
    """Asks for its lines itself; press is what stands beside the title."""

    def __init__(
        self,
        tools: Tools,
        words: Listed,
        question: Callable[[str], Query[Any]],
        line: Callable[[Any], QWidget],
        press: QWidget | None = None,
    ) -> None:
        super().__init__()
        self.setObjectName("card")
        self.setAccessibleName(words.title)
        self._tools, self._words, self._question, self._line = tools, words, question, line
        self.child_id, self._all = "", False
        column = padded(self)
        top = Bar()
        title = label(words.title, letters="heading")
        title.setWordWrap(False)
        top.add(title)
        if press is not None:
            top.add(press)
        column.addWidget(top)
        self._said = label(words.nothing, quiet=True)
        column.addWidget(self._said)
        self._lines = QVBoxLayout()
        self._lines.setSpacing(words.gap)
        column.addLayout(self._lines)
        self._shown: list[QWidget] = []

    def show_child(self, child_id: str) -> None:
        """What is recorded of this child, or of the same child anew."""
        self._all = self._all and child_id == self.child_id
        self.child_id = child_id
        self._tools.runner.ask(self._question(child_id), self._show, ticket=(self, "lines"))

    def _show(self, found: Sequence[Any]) -> None:
        for old in self._shown:
            self._lines.removeWidget(old)
            old.hide()
            old.deleteLater()
        listed = found if self._all or not self._words.most else found[: self._words.most]
        self._shown = [self._line(one) for one in listed]
        if len(listed) < len(found):
            self._shown.append(flush(link(self._words.every.format(f"{len(found):,}"), self._show_all)))
        for line in self._shown:
            self._lines.addWidget(line)
        self._said.setText(self._words.hint if found else self._words.nothing)
        self._said.setVisible(bool(self._words.hint) or not found)

    def _show_all(self) -> None:
        self._all = True
        self.show_child(self.child_id)
