"""The form of a contact with a child, wherever it is recorded: when, how, whether alone, by whom, and with whom of the family."""

from collections.abc import Sequence
from typing import Any

from app.commands.contacts import CorrectContact, RecordContact
from app.desk import Command
from app.domain.contacts import DONE, HOW, SEEN, Contact
from app.domain.errors import Refusal
from app.queries.contacts import ContactAbout
from ui.actform import ActForm
from ui.parts.offered import AnyOf

ALONE = (("", "Not said"), ("yes", "Yes, the child was alone"), ("no", "No, others were there"))
_ALONE_VALUES = {"yes": True, "no": False, "": None}
_ALONE_WORDS = {True: "yes", False: "no", None: ""}
BLAME = {"nobody of that name": "officer", "does not say how": "how"}


class ContactForm(ActForm):
    """Records a contact today unless another day is typed; for brothers and sisters seen together, one record each."""

    code, title, save_words = "contact", "Record a contact", "&Save the contact"

    @property
    def facts(self) -> ContactAbout:
        """The child, the family, the officers, and the review."""
        raise AssertionError

    @property
    def correcting(self) -> Contact | None:
        """The contact that is corrected; None for a new one."""
        return self.facts.contact

    def build(self) -> None:
        """The day and how it went come first: most often nothing else is changed."""
        without_day = self.correcting is not None and self.correcting.review_id is not None
        self.day = self.add_date("date", "&Date of the contact", optional=without_day)
        self.counting = self.text("")
        self.add_choice("how", "O&utcome", tuple(HOW.items()))
        self.add_choice("alone", "I&n private", ALONE)
        officers = [(one.id, one.name) for one in self.facts.officers]
        self.add_choice("officer", "Seen or spoken to b&y", [("", "Not recorded"), *officers])
        if self.facts.siblings and self.correcting is None:
            self.together = AnyOf([(one.id, f"{one.shown_name} ({one.reference})") for one in self.facts.siblings])
            self.add("together", "Seen together with", self.together, "One contact is recorded for each child.")
        self.add_words("note", "Note", "What was said belongs in the case system.")
        self.day.changed.connect(self._look)
        self.on_field("how", self._look)
        self._look()

    def starting(self) -> dict[str, Any]:
        """Today, seen in person, by the person at the screen; or what is recorded."""
        kept = self.correcting
        if kept is None:
            return {"date": self.tools.today(), "how": SEEN, "alone": "", "officer": self.facts.officer_id}
        return {
            "date": kept.date,
            "how": kept.how,
            "alone": _ALONE_WORDS[kept.alone],
            "officer": kept.officer_id or "",
            "note": kept.note,
        }

    def command(self) -> Command[Any]:
        """RecordContact, or CorrectContact with the version that was read."""
        values = self.values()
        how, officer = values["how"], values["officer"] or None
        alone = _ALONE_VALUES[values["alone"]] if how in DONE else None
        if self.correcting is not None:
            kept = self.correcting
            return CorrectContact(kept.id, values["date"], how, alone, officer, values["note"], kept.version)
        if values["date"] is None:
            raise Refusal("The day of the contact is missing.", "Type it, for example: today, or 12 mar.")
        children = (self.facts.child.id, *self.chosen_siblings())
        return RecordContact(children, values["date"], how, alone, officer, values["note"])

    def chosen_siblings(self) -> Sequence[str]:
        """The brothers and sisters who were seen together with the child."""
        chosen: Sequence[str] = self.values().get("together", ())
        return chosen

    def blame(self, refusal: Refusal) -> str:
        """Mostly the day."""
        words = refusal.message.casefold()
        return next((key for word, key in BLAME.items() if word in words), "date")

    def _look(self) -> None:
        """Whether the child was alone is asked of one who was seen; a day that does not count for the review says so."""
        values, seen = self.values(), self.facts.seen
        self.show_field("alone", values["how"] in DONE)
        day = self.day.value()
        early = seen is not None and day is not None and seen.before.after is not None and day <= seen.before.after
        late = seen is not None and day is not None and day > seen.before.until
        if seen is not None and early:
            self.counting.setText(f"Too early to count for this review. {seen.since}")
        elif late:
            self.counting.setText("After this review: it counts for a later one.")
        self.counting.setVisible(early or late)


def contact_said(form: ContactForm) -> str:
    """What is said when a contact was recorded."""
    if form.correcting is not None:
        return "The contact is corrected."
    number = 1 + len(form.chosen_siblings())
    return "The contact is recorded." if number == 1 else f"The contact is recorded for {number:,} children."
