"""The contacts with a child on the child's sheet, newest first: when, how, by whom, each to be corrected or voided."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from app.queries.contacts import ContactLine, ContactsOf
from ui.children.sections import flush, label, link, padded
from ui.page import Tools
from ui.parts.bar import Bar
from ui.theme import GRID

MOST = 2
"""How many are shown until all are asked for: the periods below matter more."""


class ContactsCard(QFrame):
    """Asks for the child's contacts itself and lists them."""

    def __init__(self, tools: Tools, act: Callable[[str, str], None]) -> None:
        super().__init__()
        self.setObjectName("card")
        self.setAccessibleName("Contacts")
        self._tools, self._act = tools, act
        self._child_id, self._all = "", False
        column = padded(self)
        top = Bar()
        title = label("Contacts", letters="heading")
        title.setWordWrap(False)
        top.add(title)
        top.add(link("Record a contact", partial(act, "record-contact", "")))
        column.addWidget(top)
        self._none = label("None is recorded. The IRO speaks to the child before each review.", quiet=True)
        column.addWidget(self._none)
        self._lines = QVBoxLayout()
        self._lines.setSpacing(2)
        column.addLayout(self._lines)
        self._shown: list[QWidget] = []

    def show_child(self, child_id: str) -> None:
        """The contacts with this child, or the same child's anew."""
        self._all = self._all and child_id == self._child_id
        self._child_id = child_id
        self._tools.runner.ask(ContactsOf(child_id), self._show, ticket=(self, "contacts"))

    def _show(self, found: Sequence[ContactLine]) -> None:
        for old in self._shown:
            self._lines.removeWidget(old)
            old.hide()
            old.deleteLater()
        listed = found if self._all else found[:MOST]
        self._shown = [self._line(one) for one in listed]
        if len(listed) < len(found):
            self._shown.append(flush(link(f"Show all {len(found):,} contacts", self._show_all)))
        for line in self._shown:
            self._lines.addWidget(line)
        self._none.setVisible(not found)

    def _show_all(self) -> None:
        self._all = True
        self.show_child(self._child_id)

    def _line(self, one: ContactLine) -> QWidget:
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(GRID * 2)
        note = f" {one.contact.note}" if one.contact.note else ""
        words = f"{one.how}: {one.words}.{note}"
        row.addWidget(label(words), 1)
        for said, what in (("Correct", "correct-contact"), ("Void", "void-contact")):
            made = link(said, partial(self._act, what, one.contact.id))
            made.setAccessibleName(f"{said}: {words}")
            row.addWidget(made)
        return line
