"""The forms of a review that takes several meetings: adjourn it, complete it, correct either."""

from typing import Any

from app.commands.adjourning import Adjourn, Complete, CorrectAdjournment
from app.desk import Command
from app.domain.dates import long
from app.domain.errors import Refusal
from app.queries.review import ReviewSheet
from ui.actform import NOT_CHOSEN, entries
from ui.moveform import DAY_HINT
from ui.participationfield import ParticipationFields
from ui.reviewform import ReviewForm

BLAME = {"still be completed": "complete_by", "participation": "participation", "dfe rule": "participation"}


class AdjournForm(ParticipationFields):
    """It was opened on a day, and is to be completed at another meeting."""

    code, title, save_words = "adjourn", "Adjourn", "&Save"

    def build(self) -> None:
        """When, why, and when it goes on."""
        if self.given.one.beside and any(one.served for one in self.given.one.beside):
            self.text("What this meeting serves besides is adjourned with it.")
        self.day = self.add_date("day", "&Date on which it was opened")
        reasons = entries(self.given.choices.lists["adjourn-reason"], NOT_CHOSEN)
        self.add_choice("why", "Why it was &adjourned", reasons, "The list is kept in Settings.")
        self.add_date("complete_by", "Date of the &next meeting", DAY_HINT, optional=True)
        self.add_participation(self.day)
        officers = [(officer.id, officer.name) for officer in self.given.choices.officers]
        self.add_choice("chair", "Chaired b&y", [("", "Not recorded"), *officers])

    def starting(self) -> dict[str, Any]:
        """The day of the meeting that was booked, and the child's IRO."""
        one = self.given.one
        booked = one.line.meeting.date if one.line.meeting else None
        day = booked if booked and booked <= self.tools.today() else None
        return {"day": day, "chair": one.review.chair_id or one.iro_id or ""}

    def command(self) -> Command[Any]:
        """Adjourn with the version that was read."""
        values, review = self.values(), self.given.one.review
        return Adjourn(
            review.id,
            values["day"],
            values["why"],
            values["complete_by"],
            values["chair"] or None,
            values.get("participation") or None,
            review.version,
        )

    def blame(self, refusal: Refusal) -> str:
        """The reason when none is chosen, what the words name, else the day."""
        words = refusal.message.casefold()
        if not self.values()["why"] and "why" in words:
            return "why"
        return next((key for said, key in BLAME.items() if said in words), "day")

    def said(self, after: ReviewSheet | None) -> str:
        """What is next."""
        return f"Adjourned. {after.adjourned.words}" if after and after.adjourned else "Adjourned."


class CompleteForm(ParticipationFields):
    """The day on which an adjourned review was completed."""

    code, title, save_words = "complete", "Complete", "&Save as completed"

    def build(self) -> None:
        """The day; and what may have become known."""
        one = self.given.one
        if one.adjourned:
            self.text(one.adjourned.words)
        self.day = self.add_date("day", "&Date on which it was completed")
        self.add_participation(self.day)
        officers = [(officer.id, officer.name) for officer in self.given.choices.officers]
        self.add_choice("chair", "Chaired b&y", [("", "Not recorded"), *officers])
        self.add_words("note", "&Note")

    def starting(self) -> dict[str, Any]:
        """What the first meeting said."""
        review = self.given.one.review
        known = {"chair": review.chair_id or self.given.one.iro_id or "", "note": review.note}
        return {**known, "participation": review.participation or ""} if self.takes_participation else known

    def command(self) -> Command[Any]:
        """Complete with the version that was read."""
        values, review = self.values(), self.given.one.review
        code = values.get("participation") or None
        return Complete(review.id, values["day"], code, values["chair"] or None, values["note"], review.version)

    def blame(self, refusal: Refusal) -> str:
        """The code that cannot be true, else the day."""
        words = refusal.message.casefold()
        return next((key for said, key in BLAME.items() if said in words and key == "participation"), "day")

    def said(self, after: ReviewSheet | None) -> str:
        """Which day counts, and when the next one is due."""
        held = after.review.held if after else None
        due = after.following.due if after and after.following else None
        following = f" Next due {long(due)}." if due else ""
        return f"Completed. It counts as held on {long(held)}.{following}" if held else "Completed."


class AmendForm(ReviewForm):
    """Correct when and why a review was adjourned, and when it was completed."""

    code, title, save_words = "amend", "Correct the adjournment", "&Save the correction"

    def build(self) -> None:
        """The two days and the reason."""
        self.text("For what was typed wrongly.")
        self.add_date("day", "&Date on which it was opened")
        kept = self.given.one.review.adjourned_why
        self.add_choice("why", "&Why", entries(self.given.choices.lists["adjourn-reason"], kept=kept))
        self.add_date("completed", "Date on which it was complete&d", optional=True)

    def starting(self) -> dict[str, Any]:
        """What is recorded."""
        review = self.given.one.review
        return {"day": review.adjourned_on, "why": review.adjourned_why or "", "completed": review.completed_on}

    def command(self) -> Command[Any]:
        """CorrectAdjournment with the version that was read."""
        values, review = self.values(), self.given.one.review
        return CorrectAdjournment(review.id, values["day"], values["why"], values["completed"], review.version)

    def blame(self, refusal: Refusal) -> str:
        """The second day where it is before the first, else the first."""
        return "completed" if "cannot be completed" in refusal.message else "day"

    def said(self, after: ReviewSheet | None) -> str:
        """How it stands."""
        return f"Corrected. {after.adjourned.words}" if after and after.adjourned else "Corrected."
