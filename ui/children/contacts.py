"""The contacts with a child on the child's sheet, newest first: when, how, by whom, each to be corrected or voided."""

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.queries.contacts import ContactLine, ContactsOf
from ui.children.listcard import ListCard, Listed
from ui.children.sections import label, link
from ui.page import Tools
from ui.theme import GRID

WORDS = Listed(
    title="Contacts",
    nothing="None is recorded. The IRO speaks to the child before each review.",
    every="Show all {} contacts",
    most=2,  # the periods below matter more
)


class ContactsCard(ListCard):
    """Asks for the child's contacts itself and lists them."""

    def __init__(self, tools: Tools, act: Callable[[str, str], None]) -> None:
        self._act = act
        press = link("Record a contact", partial(act, "record-contact", ""))
        super().__init__(tools, WORDS, ContactsOf, self._of_contact, press)

    def _of_contact(self, one: ContactLine) -> QWidget:
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
