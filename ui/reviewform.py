"""The form of one action on a review: what it is about, the command it makes, and what is said when it is done."""

from dataclasses import dataclass
from typing import ClassVar

from PySide6.QtCore import Signal

from app.domain.dates import long
from app.queries.conference import ConferenceAbout
from app.queries.review import ReviewSheet
from app.queries.service import Choices
from ui.actform import ActForm
from ui.page import Tools


@dataclass(frozen=True)
class Given:
    """What a form is about: one review with its sheet, or several."""

    tools: Tools
    choices: Choices
    review_ids: tuple[str, ...]
    sheet: ReviewSheet | None = None
    conference: ConferenceAbout | None = None
    """What the form of a conference needs besides."""

    @property
    def one(self) -> ReviewSheet:
        """The sheet of the one review."""
        assert self.sheet is not None
        return self.sheet

    @property
    def about(self) -> str:
        """What is being changed, in one line."""
        if self.sheet is None:
            number = len(self.review_ids)
            return f"{number:,} reviews are chosen." if number != 1 else "One review is chosen."
        due = self.sheet.review.due
        when = f", due {long(due)}" if due else ""
        title = f"{self.sheet.title[:1].lower()}{self.sheet.title[1:]}"
        return f"{self.sheet.child.shown_name} ({self.sheet.child.reference}): {title}{when}."


class ReviewForm(ActForm):
    """A form about what is given: one review with its sheet, or several."""

    width_wanted: ClassVar[int] = 0
    """How wide the pane is to be at least; 0: as it is."""
    other_wanted = Signal(str)
    """Another action is to be begun instead, by its code; what was typed is kept."""

    def __init__(self, given: Given) -> None:
        self.given = given
        key = f"reviews.{self.code}.{given.review_ids[0]}" if given.sheet else ""
        super().__init__(given.tools, key, given.about)

    def said(self, after: ReviewSheet | None) -> str:
        """What is said when it is done; after is the review as it is then. The fields are gone by then."""
        raise AssertionError
