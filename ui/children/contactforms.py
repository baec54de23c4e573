"""Forms about contacts with a child: record one, correct it, void it."""

from typing import Any

from PySide6.QtWidgets import QLineEdit

from app.commands.contacts import VoidContact
from app.desk import Done
from app.queries.contacts import ContactAbout
from ui.children.task import Kit, Task
from ui.contactform import BLAME, ContactForm
from ui.page import Tools


class ChildContactForm(ContactForm):
    """A contact with the child whose sheet is shown."""

    def __init__(self, tools: Tools, about: ContactAbout) -> None:
        self._about = about
        key = f"children.contact.{about.contact.id if about.contact else about.child.id}"
        super().__init__(tools, key, f"{about.child.shown_name} ({about.child.reference}).")

    @property
    def facts(self) -> ContactAbout:
        """As they were asked for."""
        return self._about


class CorrectContactForm(ChildContactForm):
    """The same, of a contact that is there."""

    title, save_words = "Correct a contact", "&Save the correction"


def record_contact(about: ContactAbout, kit: Kit) -> Task:
    """A contact today, unless another day is typed."""
    form = ChildContactForm(kit.tools, about)
    return Task(form, lambda _values: form.command(), _said, BLAME, "date")


def _said(done: Done[Any]) -> str:
    number = len(done.result)
    return "The contact is recorded." if number == 1 else f"The contact is recorded for {number:,} children."


def correct_contact(about: ContactAbout, kit: Kit) -> Task:
    """What was recorded, to be put right."""
    form = CorrectContactForm(kit.tools, about)
    return Task(form, lambda _values: form.command(), "The contact is corrected.", BLAME, "date")


def void_contact(contact_id: str, kit: Kit) -> Task:
    """One that was entered in error."""
    form = kit.form("Vo&id it", "Void this contact", f"void-contact.{contact_id}")
    form.text("For a contact that was entered in error. It counts no longer.")
    form.add("why", "&Why", QLineEdit(), "For example: entered twice.")
    return Task(form, lambda values: VoidContact(contact_id, values["why"]), "The contact is void.", {}, "why")
