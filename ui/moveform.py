"""The request to move a booked meeting: who asked, why, what was decided, and what the new date does to each child."""

from typing import Any

from app.commands.meetings import RequestMove
from app.desk import Command
from app.domain.dates import long
from app.domain.errors import Refusal
from app.queries.review import ReviewSheet
from ui.actform import NOT_CHOSEN, entries
from ui.reviewform import ReviewForm

AGREED, REFUSED = "agreed", "refused"
DAY_HINT = "As you say it: 12/3/26, +10wd, next fri."


class MoveForm(ReviewForm):
    """A request for another date, agreed or refused."""

    code, title, save_words = "move", "Request a move", "&Save the request"

    def build(self) -> None:
        """Who, when, why; agreed or refused by whom; the new date."""
        self._agreed = True
        meeting, lists = self.given.one.line.meeting, self.given.choices.lists
        if meeting:
            self.text(f"Booked for {long(meeting.date)}. Every request is kept and counted.")
        self.add_choice("requested_by", "&Who asked", entries(lists["requester"], NOT_CHOSEN))
        self.add_date("requested_on", "When &they asked")
        self.add_choice("reason", "Wh&y", entries(lists["move-reason"], NOT_CHOSEN))
        self.decision = self.add_choice("decision", "De&cision", [(AGREED, "Agreed"), (REFUSED, "Refused")])
        self.add_words("decided_by", "&By whom")
        self.add_date("new_date", "New &date", DAY_HINT, optional=True)
        self.decision.changed.connect(self._look)

    def starting(self) -> dict[str, Any]:
        """Asked today."""
        return {"requested_on": self.tools.today()}

    def command(self) -> Command[Any]:
        """RequestMove; a refused one has no new date."""
        values = self.values()
        self._agreed = agreed = values.pop("decision") == AGREED
        values["new_date"] = values["new_date"] if agreed else None
        return RequestMove(self.given.one.review.id, agreed=agreed, **values)

    def blame(self, refusal: Refusal) -> str:
        """The first field that is empty, else the one that is out of place."""
        values = self.values()
        missing = next((key for key in ("requested_by", "reason") if not values[key]), "")
        if missing:
            return missing
        return "requested_on" if values["requested_on"] > self.tools.today() else "new_date"

    def said(self, after: ReviewSheet | None) -> str:
        """The new date, or that the old one stays."""
        meeting = after.line.meeting if after else None
        if meeting is None:
            return "The request is kept."
        if self._agreed:
            return f"Moved to {long(meeting.date)}."
        return f"The refused request is kept. The meeting stays on {long(meeting.date)}."

    def _look(self) -> None:
        self.show_field("new_date", self.decision.value() == AGREED)
