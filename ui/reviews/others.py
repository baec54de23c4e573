"""The forms for why reviews are late, which number they have, and for one that was entered in error."""

from typing import Any

from app.commands.reviews import ConfirmNumber, SetLateReason, VoidReview
from app.desk import Command
from app.domain.errors import Refusal
from app.queries.review import ReviewSheet
from ui.actform import NOT_CHOSEN, entries
from ui.participationfield import TO_COME
from ui.reviewform import ReviewForm

NUMBERS = (("1", "The first"), ("2", "The second"), ("3", "The third or later"))


class LateReasonForm(ReviewForm):
    """Why reviews are late; also one that is overdue and not held yet."""

    code, title, save_words = "reason", "Say why it is late", "&Save the reason"

    def build(self) -> None:
        """One of the service's reasons."""
        kept = self.given.sheet.review.late_reason if self.given.sheet else None
        options = entries(self.given.choices.lists["late-reason"], ("", TO_COME), kept=kept)
        self.add_choice("reason", "&Why", options, "The list is kept in Settings.")

    def starting(self) -> dict[str, Any]:
        """What is recorded."""
        return {"reason": (self.given.sheet.review.late_reason if self.given.sheet else None) or ""}

    def command(self) -> Command[Any]:
        """SetLateReason for all that are chosen."""
        return SetLateReason(self.given.review_ids, self.values()["reason"] or None)

    def blame(self, refusal: Refusal) -> str:
        """The one field."""
        return "reason"

    def said(self, after: ReviewSheet | None) -> str:
        """For how many."""
        number = len(self.given.review_ids)
        return "The late reason is saved." if number == 1 else f"The late reason of {number:,} reviews is saved."


class ConfirmForm(ReviewForm):
    """Which number reviews have, where the records could not tell."""

    code, title, save_words = "confirm", "Confirm the number", "&Confirm"

    def build(self) -> None:
        """First, second, third or later."""
        self.add_choice("number", "&It was", [NOT_CHOSEN, *NUMBERS], self._hint())

    def command(self) -> Command[Any]:
        """ConfirmNumber for all that are chosen."""
        number = self.values()["number"]
        if not number:
            raise Refusal("Choose which review it was.", "First, second, or third or later.")
        return ConfirmNumber(self.given.review_ids, int(number))

    def blame(self, refusal: Refusal) -> str:
        """The one field."""
        return "number"

    def said(self, after: ReviewSheet | None) -> str:
        """What follows from it."""
        number = len(self.given.review_ids)
        if number > 1:
            return f"The numbers of {number:,} reviews are confirmed, and their due dates follow."
        return f"Confirmed. {after.line.explanation}" if after else "Confirmed."

    def _hint(self) -> str:
        if self.given.sheet and self.given.sheet.review.held:
            return "Which review of this period it was."
        if self.given.sheet:
            return "Which review of this period the last one held was. The due date of this one follows from it."
        return "For a review still to be held, say which one the last review held was. Due dates follow from it."


class VoidForm(ReviewForm):
    """Say that a held review was entered in error."""

    code, title, save_words = "void", "Void this review", "Vo&id it"

    def build(self) -> None:
        """Why."""
        self.text("For a review that was entered in error. It counts no longer, and stays on the child's page.")
        self.add_words("why", "&Why", "For example: entered twice.")

    def command(self) -> Command[Any]:
        """VoidReview."""
        return VoidReview(self.given.one.review.id, self.values()["why"])

    def blame(self, refusal: Refusal) -> str:
        """The reason."""
        return "why"

    def said(self, after: ReviewSheet | None) -> str:
        """What happened."""
        return "The review is void and counts no longer. Later reviews were numbered and dated again."
