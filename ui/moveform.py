"""The request to move a booked meeting: who asked, why, what was decided, and what the new date does to each child."""

from datetime import date
from typing import Any

from PySide6.QtCore import Qt

from app.commands.meetings import RequestMove
from app.desk import Command
from app.domain.dates import full, long
from app.domain.errors import Refusal
from app.queries.calendar.moving import DayLook, MoveLook
from app.queries.review import ReviewSheet
from ui.actform import NOT_CHOSEN, entries
from ui.reviewform import ReviewForm

AGREED, REFUSED = "agreed", "refused"
DAY_HINT = "As you say it: 12/3/26, +10wd, next fri."


class MoveForm(ReviewForm):
    """A request for another date, agreed or refused."""

    code, title, save_words = "move", "Request a move", "&Save the request"

    def build(self) -> None:
        """The new date and what it would do; who asked, when and why; agreed or refused by whom."""
        self._agreed = True
        meeting, lists = self.given.one.line.meeting, self.given.choices.lists
        if meeting:
            self.text(f"Booked for {long(meeting.date)}. Every request is kept and counted.")
        self.new_date = self.add_date("new_date", "New &date", DAY_HINT, optional=True)
        self.effect, self.also = self.text(""), self.text("")
        for label in (self.effect, self.also):
            label.setTextFormat(Qt.TextFormat.PlainText)
        self.effect.setAccessibleName("What this date would do")
        self.on_field("new_date", self._ask_effect)
        self.add_choice("requested_by", "&Who asked", entries(lists["requester"], NOT_CHOSEN))
        self.add_date("requested_on", "When &they asked")
        self.add_choice("reason", "Wh&y", entries(lists["move-reason"], NOT_CHOSEN))
        self.decision = self.add_choice("decision", "De&cision", [(AGREED, "Agreed"), (REFUSED, "Refused")])
        self.add_words("decided_by", "&By whom")
        self.decision.changed.connect(self._look)
        self._ask_effect()

    def starting(self) -> dict[str, Any]:
        """Asked today."""
        return {"requested_on": self.tools.today()}

    def focus(self) -> None:
        """The keyboard begins at the new date, or where that is given already at who asked."""
        if self.new_date.value() is None:
            super().focus()
        else:
            self._fields["requested_by"].control.setFocus(Qt.FocusReason.OtherFocusReason)

    def set_day(self, day: date) -> None:
        """The new date is this one; it counts as typed by nobody, so that Esc leaves nothing behind."""
        self.propose({"new_date": day})

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
        agreed = self.decision.value() == AGREED
        self.show_field("new_date", agreed)
        self.effect.setVisible(agreed)
        self.also.setVisible(agreed)

    def _ask_effect(self) -> None:
        """What the new date would do to each child; without one, how the booked date stands."""
        meeting, day = self.given.one.line.meeting, self.new_date.value()
        if meeting is not None:
            question = MoveLook(meeting.id, day or meeting.date)
            self.tools.runner.ask(question, self._say_effect, lambda _: None, ticket=(self, "effect"))

    def _say_effect(self, look: DayLook) -> None:
        booked = self.new_date.value() is None
        self.effect.setText(children_words(look, booked=booked))
        self.also.setText(other_words(look, booked=booked))
        self.effect.setProperty("quiet", not look.late)
        self.effect.setProperty("tone", "late" if look.late else "")
        self.effect.style().polish(self.effect)
        self.new_date.line.setAccessibleDescription(f"{self.effect.text()} {self.also.text()}")


def children_words(look: DayLook, *, booked: bool) -> str:
    """What the day does to each child, on a line of its own."""
    head = "As it is booked:" if booked else f"{full(look.day)}:"
    return "\n".join((head, *(f"{one.name}: {one.words}" for one in look.children)))


def other_words(look: DayLook, *, booked: bool) -> str:
    """What else stands in the way, for whom the request is, and how long before it is asked."""
    also = [f"{word[:1].upper()}{word[1:]}." for word in look.warnings if not booked]
    shared = ["One request moves the meeting for all of them."] if len({one.name for one in look.children}) > 1 else []
    return "\n".join((*also, *shared, look.notice_words))
