"""The forms for the meeting of a review: plan it, correct the booking, cancel it, bring it forward."""

from typing import Any

from app.commands.meetings import BringForward, CancelMeeting, CorrectBooking, Plan
from app.desk import Command
from app.domain.dates import long
from app.domain.errors import Refusal
from app.domain.times import time_words, typed_minutes, typed_time
from app.queries.review import ReviewSheet
from ui.moveform import DAY_HINT
from ui.reviewform import ReviewForm


class BookingFields(ReviewForm):
    """The fields of a booking: day, time, length and place."""

    def build(self) -> None:
        """Only the day is needed."""
        self.day = self.add_date("day", "&Date of the meeting", DAY_HINT)
        self.add_words("time", "&Time", "Not needed. For example 10:30 or 2pm.")
        self.add_words("minutes", "How long, in mi&nutes")
        self.add_words("place", "&Where")

    def booking(self) -> dict[str, Any]:
        """What the fields say; refuses a time that cannot be read."""
        values = self.values()
        return {
            "day": values["day"],
            "time": typed_time(values["time"]),
            "minutes": typed_minutes(values["minutes"]),
            "place": values["place"],
        }

    def blame(self, refusal: Refusal) -> str:
        """The time, the length, or else the day."""
        for key, read in (("time", typed_time), ("minutes", typed_minutes)):
            try:
                read(self.values()[key])
            except Refusal:
                return key
        return "day"


class PlanForm(BookingFields):
    """Book a meeting."""

    code, title, save_words = "plan", "Book a date", "&Book"

    def command(self) -> Command[Any]:
        """Plan."""
        return Plan(self.given.one.review.id, **self.booking())

    def said(self, after: ReviewSheet | None) -> str:
        """When it is."""
        meeting = after.line.meeting if after else None
        return f"Booked for {long(meeting.date)}." if meeting else "Booked."


class BookingForm(BookingFields):
    """Correct a booking that was typed wrongly."""

    code, title, save_words = "booking", "Correct the booking", "&Save the correction"

    def build(self) -> None:
        """The same fields; and what this is not."""
        self.text("For a booking that was typed wrongly. It is not counted as a move.")
        super().build()

    def starting(self) -> dict[str, Any]:
        """The booking as it is."""
        meeting = self.given.one.line.meeting
        if meeting is None:
            return {}
        minutes = str(meeting.minutes) if meeting.minutes else ""
        return {"day": meeting.date, "time": time_words(meeting.time), "minutes": minutes, "place": meeting.place}

    def command(self) -> Command[Any]:
        """CorrectBooking."""
        return CorrectBooking(self.given.one.review.id, **self.booking())

    def said(self, after: ReviewSheet | None) -> str:
        """When it is now."""
        meeting = after.line.meeting if after else None
        return f"Corrected: booked for {long(meeting.date)}. Not counted as a move." if meeting else "Corrected."


class CancelForm(ReviewForm):
    """Cancel the meeting; the duty stays."""

    code, title, save_words = "cancel", "Cancel the meeting", "&Cancel the meeting"

    def build(self) -> None:
        """Why."""
        meeting, due = self.given.one.line.meeting, self.given.one.review.due
        when = f" on {long(meeting.date)}" if meeting else ""
        duty = f"it is due {long(due)}" if due else "its due date is not known"
        self.text(f"The meeting{when} is taken away. The review is still to be held: {duty}.")
        self.add_words("why", "&Why", "A few words are enough.")

    def command(self) -> Command[Any]:
        """CancelMeeting."""
        return CancelMeeting(self.given.one.review.id, self.values()["why"])

    def blame(self, refusal: Refusal) -> str:
        """The reason."""
        return "why"

    def said(self, after: ReviewSheet | None) -> str:
        """What stays."""
        due = after.review.due if after else None
        return f"The meeting is cancelled. The review is still due {long(due)}." if due else "The meeting is cancelled."


class BringForwardForm(ReviewForm):
    """Hold a review earlier because somebody asks."""

    code, title, save_words = "forward", "Bring forward", "&Bring forward"

    def build(self) -> None:
        """The day, who asks, why."""
        due = self.given.one.review.due
        before = f" It must be before {long(due)}." if due else ""
        self.text(f"The child, the IRO or somebody else asks for an earlier review (regulation 33(3)).{before}")
        self.add_date("day", "&Date of the meeting", DAY_HINT)
        self.add_words("by", "&Who asked")
        self.add_words("why", "Wh&y")

    def command(self) -> Command[Any]:
        """BringForward."""
        return BringForward(self.given.one.review.id, **self.values())

    def blame(self, refusal: Refusal) -> str:
        """The day when it is late, else what is empty."""
        values, due = self.values(), self.given.one.review.due
        if not (due and values["day"] >= due):
            missing = next((key for key in ("by", "why") if not values[key]), "")
            return missing or "day"
        return "day"

    def said(self, after: ReviewSheet | None) -> str:
        """The new day."""
        meeting = after.line.meeting if after else None
        return f"Brought forward to {long(meeting.date)}." if meeting else "Brought forward."
