"""The form of one action on a review: what it asks, the command it makes, and what is said when it is done."""

from app.queries.review import ReviewSheet
from ui.actform import ActForm
from ui.reviews.given import Given

TO_COME = "To come"


class ReviewForm(ActForm):
    """A form about what is given: one review with its sheet, or several."""

    def __init__(self, given: Given) -> None:
        self.given = given
        key = f"reviews.{self.code}.{given.review_ids[0]}" if given.sheet else ""
        super().__init__(given.tools, key, given.about)

    def said(self, after: ReviewSheet | None) -> str:
        """What is said when it is done; after is the review as it is then. The fields are gone by then."""
        raise AssertionError
