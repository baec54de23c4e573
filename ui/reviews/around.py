"""The forms of the Reviews page around a review: a contact with the child before it, its meeting, and the record after it."""

from collections.abc import Sequence

from app.domain.dates import long
from app.domain.reviews import Review
from app.queries.afterwards import StageWords
from app.queries.conference import ConferenceAbout
from app.queries.contacts import ContactAbout
from app.queries.practice import MeetingFacts
from app.queries.review import ReviewSheet
from ui.afterform import AfterForm
from ui.conferenceform import ConferenceForm
from ui.contactform import ContactForm, contact_said
from ui.meetingform.form import WIDTH, MeetingForm
from ui.reviewform import ReviewForm
from ui.reviews.words import next_words


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


class ReviewMeetingForm(ReviewForm, MeetingForm):
    """All that is said of the meeting of the chosen review."""

    width_wanted = WIDTH

    @property
    def facts(self) -> MeetingFacts:
        """As the review's sheet has them."""
        return self.given.one.meeting

    def record_contact(self) -> None:
        """The form of a contact takes the place of this one."""
        self.other_wanted.emit("contact")

    def said(self, after: ReviewSheet | None) -> str:
        """Of which meeting, and what came of the earlier recommendations."""
        day = self.given.one.review.held or self.given.one.review.adjourned_on
        progress = after.meeting.progress if after else None
        became = f" Earlier recommendations: {progress.words}." if progress and progress.denominator else ""
        return f"Saved: the meeting of {long(day)}.{became}" if day else f"Saved: the meeting.{became}"


class ReviewConferenceForm(ReviewForm, ConferenceForm):
    """The conference that the chosen review is, for all children of the family who were in it."""

    width_wanted = WIDTH

    @property
    def facts(self) -> ConferenceAbout:
        """As the page asked for it."""
        assert self.given.conference is not None
        return self.given.conference

    def end_draft(self) -> None:
        """The fields are gone when it is told: count the children now."""
        self._number = len(self.who.chosen())
        super().end_draft()

    def said(self, after: ReviewSheet | None) -> str:
        """For how many children, and what comes next for the one that is chosen."""
        whom = "" if self._number == 1 else f" for {self._number:,} children"
        if after is not None and after.review.held is None:
            return f"The conference is recorded as not quorate{whom}. It is still to be held."
        following = f" {next_words(after)}" if after else ""
        return f"The conference is recorded{whom}.{following}".rstrip()
