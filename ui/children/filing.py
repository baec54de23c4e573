"""What of a child's records is not on the child's file yet: each is copied from here and marked once it is there."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from app.domain.dates import short
from app.queries.filing import NotFiledOf, ToFile
from ui.children.sections import flush, label, link, padded
from ui.copying import copy_record, mark_filed
from ui.page import Tools
from ui.theme import GRID

MOST = 5
"""How many are shown until all are asked for."""
HINT = "Copy one, paste it into the case system, then say that it is on the child's file."
DONE = "Everything that belongs there is marked as on the child's file."


class FilingCard(QFrame):
    """Asks for them itself, the latest first; the steps of challenges have a list of their own."""

    def __init__(self, tools: Tools) -> None:
        super().__init__()
        self.setObjectName("card")
        self.setAccessibleName("Not on the child's file yet")
        self._tools = tools
        self._child_id, self._all = "", False
        column = padded(self)
        column.addWidget(label("Not on the child's file yet", letters="heading"))
        self._hint = label(HINT, quiet=True)
        column.addWidget(self._hint)
        self._lines = QVBoxLayout()
        self._lines.setSpacing(2)
        column.addLayout(self._lines)
        self._shown: list[QWidget] = []

    def show_child(self, child_id: str) -> None:
        """What is still to be filed of this child, or of the same one anew."""
        self._all = self._all and child_id == self._child_id
        self._child_id = child_id
        self._tools.runner.ask(NotFiledOf(child_id), self._show, ticket=(self, "filing"))

    def _show(self, found: Sequence[ToFile]) -> None:
        for old in self._shown:
            self._lines.removeWidget(old)
            old.hide()
            old.deleteLater()
        listed = found if self._all else found[:MOST]
        self._shown = [self._line(one) for one in listed]
        if len(listed) < len(found):
            self._shown.append(flush(link(f"Show all {len(found):,}", self._show_all)))
        for line in self._shown:
            self._lines.addWidget(line)
        self._hint.setText(HINT if found else DONE)

    def _show_all(self) -> None:
        self._all = True
        self.show_child(self._child_id)

    def _line(self, one: ToFile) -> QWidget:
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(GRID * 2)
        words = f"{short(one.day)}   {one.title}"
        row.addWidget(label(words), 1)
        mark = partial(mark_filed, self._tools, one.kind, one.record_id, self._child_id, self._tools.today())
        for said, do in (("Copy", partial(copy_record, self._tools, one.kind, one.record_id)), ("On file today", mark)):
            made = link(said, do)
            made.setAccessibleName(f"{said}: {words}")
            row.addWidget(made, 0, Qt.AlignmentFlag.AlignTop)
        return line
