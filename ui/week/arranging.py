"""The forms that My week opens in its own place: who takes the minutes, a contact with a child, the days after a review."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtWidgets import QLineEdit

from app.commands.arranging import NameMinuteTaker
from app.desk import Command
from app.domain.errors import Refusal
from app.domain.reviews import Review
from app.queries.afterwards import AfterAbout, StageWords
from app.queries.contacts import ContactAbout
from ui.actform import ActForm
from ui.afterform import AfterForm
from ui.contactform import ContactForm, contact_said
from ui.page import Tools

LAST = "week.minute-taker"


class MinuteTakerForm(ActForm):
    """One name; that of the last time stands there already."""

    code, title, save_words = "minuted", "Who takes the minutes?", "&Save"

    def __init__(self, tools: Tools, meeting_id: str, about: str) -> None:
        self.meeting_id = meeting_id
        super().__init__(tools, f"week.minuted.{meeting_id}", about)

    def build(self) -> None:
        """The name."""
        self.name = QLineEdit()
        self.add("name", "&Name", self.name)

    def starting(self) -> dict[str, Any]:
        """Most often it is the same person as the last time."""
        return {"name": str(self.tools.preferences.get(LAST, ""))}

    def command(self) -> Command[Any]:
        """NameMinuteTaker."""
        return NameMinuteTaker((self.meeting_id,), self.values()["name"])

    def blame(self, _refusal: Any) -> str:
        """The name."""
        return "name"

    def said(self) -> str:
        """Who; the name stands there again the next time."""
        name: str = self.values()["name"]
        if name:
            self.tools.preferences.set(LAST, name)
        return f"{name} takes the minutes."


class WeekContactForm(ContactForm):
    """A contact with the child of a line."""

    def __init__(self, tools: Tools, review_id: str, about: ContactAbout) -> None:
        self._about = about
        seen = f" {about.seen.words}." if about.seen is not None else ""
        super().__init__(
            tools, f"week.contact.{review_id}", f"{about.child.shown_name} ({about.child.reference}).{seen}"
        )

    @property
    def facts(self) -> ContactAbout:
        """As they were asked for."""
        return self._about

    def said(self) -> str:
        """For how many."""
        return contact_said(self)


class WeekAfterForm(AfterForm):
    """The days after the review of a line."""

    def __init__(self, tools: Tools, about: AfterAbout) -> None:
        self._about = about
        super().__init__(tools, f"week.after.{about.review.id}", about.about)

    @property
    def review(self) -> Review:
        """As it was asked for."""
        return self._about.review

    @property
    def stages(self) -> Sequence[StageWords]:
        """As they were asked for."""
        return self._about.stages

    def said(self) -> str:
        """That it is kept."""
        return "Saved: what followed the review."


WeekForm = MinuteTakerForm | WeekContactForm | WeekAfterForm


def refuse(form: WeekForm, refusal: Refusal) -> None:
    """Under the field that it belongs to."""
    form.refuse(refusal, form.blame(refusal))
