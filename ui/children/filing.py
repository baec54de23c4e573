"""What of a child's records is not on the child's file yet: each is copied from here and marked once it is there."""

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.domain.dates import short
from app.queries.filing import NotFiledOf, ToFile
from ui.children.listcard import ListCard, Listed
from ui.children.sections import label, link
from ui.copying import copy_record, mark_filed
from ui.page import Tools
from ui.theme import GRID

WORDS = Listed(
    title="Not on the child's file yet",
    nothing="Everything that belongs there is marked as on the child's file.",
    hint="Copy one, paste it into the case system, then say that it is on the child's file.",
    every="Show all {}",
    most=5,
)


class FilingCard(ListCard):
    """Asks for them itself, the latest first; the steps of challenges have a list of their own."""

    def __init__(self, tools: Tools) -> None:
        super().__init__(tools, WORDS, NotFiledOf, self._of_record)

    def _of_record(self, one: ToFile) -> QWidget:
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(GRID * 2)
        words = f"{short(one.day)}   {one.title}"
        row.addWidget(label(words), 1)
        mark = partial(mark_filed, self._tools, one.kind, one.record_id, self.child_id, self._tools.today())
        for said, do in (("Copy", partial(copy_record, self._tools, one.kind, one.record_id)), ("On file today", mark)):
            made = link(said, do)
            made.setAccessibleName(f"{said}: {words}")
            row.addWidget(made, 0, Qt.AlignmentFlag.AlignTop)
        return line
