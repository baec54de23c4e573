"""Recording what follows a review: its decisions, the manager's answer, the complete record, and that it was sent."""

from dataclasses import dataclass, replace
from datetime import date
from typing import ClassVar

from app.commands.checking import review_for_change
from app.domain.access import Right, Stamp
from app.domain.afterwards import ANSWERED, DECISIONS, RECORD, SENT, STAGES, check_afterwards, done_on
from app.domain.dates import long
from app.domain.errors import Refusal
from app.domain.reviews import Review
from app.store import Store


@dataclass(frozen=True)
class RecordAfterwards:
    """Say when each stage of what follows a review was done; None: not yet."""

    review_id: str
    decisions_on: date | None = None
    answered_on: date | None = None
    record_on: date | None = None
    sent_on: date | None = None
    version: int | None = None
    right: ClassVar[Right] = Right.RECORD
    title: ClassVar[str] = "Record what followed a review"

    def run(self, store: Store, stamp: Stamp) -> Review:
        """The review; refuses days before it, in the future, or out of their order."""
        review = replace(
            review_for_change(store, self.review_id, self.version),
            decisions_on=self.decisions_on,
            answered_on=self.answered_on,
            record_on=self.record_on,
            sent_on=self.sent_on,
        )
        check_afterwards(review, stamp.today)
        return store.shelf(Review).keep(review)


@dataclass(frozen=True)
class NoteDone:
    """Note that one stage was done for reviews on a day; a complete record has the decisions in it."""

    review_ids: tuple[str, ...]
    stage: str
    day: date
    right: ClassVar[Right] = Right.RECORD
    title: ClassVar[str] = "Note what followed a review"

    def run(self, store: Store, stamp: Stamp) -> tuple[Review, ...]:
        """The reviews: all of them, or none when one refuses."""
        if self.stage not in STAGES:
            raise Refusal(f'"{self.stage}" does not follow a review.', f"Choose one of: {', '.join(STAGES)}.")
        return store.shelf(Review).keep_all([self._noted(store, stamp, review_id) for review_id in self.review_ids])

    def _noted(self, store: Store, stamp: Stamp, review_id: str) -> Review:
        review = review_for_change(store, review_id)
        noted_on = done_on(review, self.stage)
        if noted_on and noted_on != self.day:
            raise Refusal(
                f"{STAGES[self.stage]}: this was noted already, for {long(noted_on)}.",
                "Nothing was changed. Correct that day in the review if it is wrong.",
            )
        noted = {
            DECISIONS: replace(review, decisions_on=self.day),
            ANSWERED: replace(review, answered_on=self.day),
            RECORD: replace(review, record_on=self.day, decisions_on=review.decisions_on or self.day),
            SENT: replace(review, sent_on=self.day),
        }[self.stage]
        check_afterwards(noted, stamp.today)
        return noted
