"""The forms of the Reviews page for what goes before a review and after it: a contact with the child, and the record."""

from collections.abc import Sequence

from app.domain.reviews import Review
from app.queries.afterwards import StageWords
from app.queries.contacts import ContactAbout
from app.queries.review import ReviewSheet
from ui.afterform import AfterForm
from ui.contactform import ContactForm, contact_said
from ui.reviewform import ReviewForm


class ReviewContactForm(ReviewForm, ContactForm):
    """A contact with the child of the chosen review."""

    @property
    def facts(self) -> ContactAbout:
        """As the review's sheet has them."""
        return self.given.one.contact

    def end_draft(self) -> None:
        """The fields are gone when it is told: say now for how many it was."""
        self._said = contact_said(self)
        super().end_draft()

    def said(self, after: ReviewSheet | None) -> str:
        """And whether the child was seen before this review."""
        seen = after.contact.seen if after else None
        counts = f" {seen.words}." if seen is not None and seen.is_duty else ""
        return f"{self._said}{counts}"


class ReviewAfterForm(ReviewForm, AfterForm):
    """The days after the chosen review."""

    @property
    def review(self) -> Review:
        """The chosen one."""
        return self.given.one.review

    @property
    def stages(self) -> Sequence[StageWords]:
        """As the review's sheet has them."""
        return self.given.one.after

    def said(self, after: ReviewSheet | None) -> str:
        """That it is kept."""
        return "Saved: what followed the review."
