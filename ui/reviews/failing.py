"""The forms for a meeting that was no review, and for one meeting that serves two reviews."""

from typing import Any

from app.commands.bookings import ABANDONED, NOT_QUORATE
from app.commands.serving import ServeApart, ServeTogether
from app.commands.unheld import MeetingFailed
from app.desk import Command
from app.domain.dates import long
from app.domain.errors import Refusal
from app.queries.review import ReviewSheet
from ui.actform import NOT_CHOSEN
from ui.moveform import DAY_HINT
from ui.reviewform import ReviewForm

STATES = ((NOT_QUORATE, "It was not quorate"), (ABANDONED, "It was abandoned"))


class FailedForm(ReviewForm):
    """The meeting took place and was no review; the duty stays."""

    code, title, save_words = "failed", "Not quorate or abandoned", "&Save"

    def build(self) -> None:
        """Which, when, why, and when again."""
        due = self.given.one.review.due
        duty = f"it is due {long(due)}" if due else "its due date is not known"
        self.text(f"The meeting counts as no review, which is still to be held: {duty}.")
        self.add_choice("state", "Wha&t happened", [NOT_CHOSEN, *STATES])
        self.add_date("day", "&Date of the meeting")
        self.add_words("why", "&Why", "A few words are enough.")
        self.add_date("again", "Booked again f&or", DAY_HINT, optional=True)

    def starting(self) -> dict[str, Any]:
        """The day that was booked, if it has come."""
        meeting = self.given.one.line.meeting
        return {"day": meeting.date if meeting and meeting.date <= self.tools.today() else None}

    def command(self) -> Command[Any]:
        """MeetingFailed."""
        values = self.values()
        return MeetingFailed(self.given.one.review.id, values["state"], values["day"], values["why"], values["again"])

    def blame(self, refusal: Refusal) -> str:
        """What is missing, else the day; the new one where the first is as it should be."""
        values = self.values()
        missing = next((key for key in ("state", "why") if not values[key]), "")
        past = values["day"] and values["day"] <= self.tools.today()
        return missing or ("again" if past and values["again"] and "began" not in refusal.message else "day")

    def said(self, after: ReviewSheet | None) -> str:
        """What stays."""
        meeting = after.line.meeting if after else None
        if meeting:
            return f"Recorded: it was no review. Booked again for {long(meeting.date)}."
        due = after.review.due if after else None
        return f"Recorded: it was no review, which is still due {long(due)}." if due else "Recorded: it was no review."


class TogetherForm(ReviewForm):
    """One meeting serves two reviews of the child."""

    code, title, save_words = "together", "One meeting for two reviews", "&Save"

    def build(self) -> None:
        """Which other one."""
        self.text("Both stand as one row in the list, with both reasons. Recorded as held, both are.")
        others = [(one.review.id, one.words) for one in self.given.one.beside if not one.served]
        self.add_choice("other", "Held &together with", others if len(others) == 1 else [NOT_CHOSEN, *others])

    def command(self) -> Command[Any]:
        """ServeTogether."""
        other = self.values()["other"]
        if not other:
            raise Refusal("Choose the other review.", "One meeting then serves both.")
        return ServeTogether(self.given.one.review.id, other)

    def blame(self, refusal: Refusal) -> str:
        """The one field."""
        return "other"

    def said(self, after: ReviewSheet | None) -> str:
        """What happened."""
        return "One meeting now serves both reviews."


class ApartForm(ReviewForm):
    """Each of the two has a meeting of its own again."""

    code, title, save_words = "apart", "Hold it by itself again", "Hold them &apart"

    def build(self) -> None:
        """What is parted."""
        other = next((one.words for one in self.given.one.beside if one.served), "another review")
        self.text(f"One meeting serves this review and this one: {other}.")
        self.text("Each will be held at a meeting of its own; what is booked stays with the other one.")

    def command(self) -> Command[Any]:
        """ServeApart."""
        return ServeApart(self.given.one.review.id)

    def said(self, after: ReviewSheet | None) -> str:
        """What happened."""
        return "The two reviews are held apart again."
