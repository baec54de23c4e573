"""The recommendations or decisions of a review, and what had become of them at the next one."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from app.domain.conferences import CONFERENCES
from app.domain.contacts import DUTY
from app.domain.counting import counted
from app.domain.dates import long
from app.domain.errors import Refusal
from app.domain.records import Record
from app.domain.reviews import Review

DONE, PARTLY, NOT_DONE, NO_LONGER = "done", "partly", "not-done", "no-longer"
PROGRESS = {DONE: "Done", PARTLY: "Partly done", NOT_DONE: "Not done", NO_LONGER: "No longer needed"}


@dataclass(frozen=True, kw_only=True)
class Recommendation(Record):
    """One recommendation of a review: its words, who is to do it and by when; and its progress, said at which review and when."""

    child_id: str
    review_id: str
    words: str
    owner: str = ""
    due: date | None = None
    progress: str | None = None
    progress_on: date | None = None
    progress_review_id: str | None = None


@dataclass(frozen=True)
class Progress:
    """What became of some recommendations: how many of each answer; those no longer needed leave the denominator."""

    done: int = 0
    partly: int = 0
    not_done: int = 0
    no_longer: int = 0
    not_said: int = 0

    @classmethod
    def of(cls, recommendations: Iterable[Recommendation]) -> "Progress":
        """Count them."""
        found = Counter(one.progress for one in recommendations)
        return cls(found[DONE], found[PARTLY], found[NOT_DONE], found[NO_LONGER], found[None])

    @property
    def denominator(self) -> int:
        """Those that were looked at and were still needed."""
        return self.done + self.partly + self.not_done

    @property
    def words(self) -> str:
        """ "3 of 5 done, 1 partly, 1 not done; 1 no longer needed, 2 not said"; "" where there were none."""
        rest = ((self.no_longer, "no longer needed"), (self.not_said, "not said"))
        beside = ", ".join(f"{number:,} {words}" for number, words in rest if number)
        if not self.denominator:
            return beside
        parts = ((self.partly, "partly"), (self.not_done, "not done"))
        also = "".join(f", {number:,} {words}" for number, words in parts if number)
        return f"{self.done:,} of {self.denominator:,} done{also}{f'; {beside}' if beside else ''}"


def one_line(kind: str) -> tuple[str, ...]:
    """The kinds of review that look at each other's recommendations: those of children looked after, conferences, or one kind."""
    return next((kinds for kinds in (DUTY, CONFERENCES) if kind in kinds), (kind,))


def earlier_reviews(review: Review, reviews: Iterable[Review]) -> tuple[Review, ...]:
    """The reviews of the same child held before this one whose recommendations it looks at, oldest first."""
    day, kinds = review.held or review.adjourned_on or date.max, one_line(review.kind)
    found = [one for one in reviews if one.kind in kinds and one.id != review.id and one.held and one.held < day]
    return tuple(sorted(found, key=lambda one: one.held or date.min))


def is_asked_at(one: Recommendation, review_id: str) -> bool:
    """Whether a review asks what became of an earlier recommendation: nobody has said yet, or it was said there."""
    return one.progress is None or one.progress_review_id == review_id


def check_recommendation(one: Recommendation, review: Review) -> None:
    """Refuse one that is to be done before the meeting that made it."""
    day = review.held or review.adjourned_on
    if one.due and day and one.due < day:
        raise Refusal(
            f"A recommendation is to be done by {long(one.due)}, before the meeting on {long(day)}.", "Check the date."
        )


def check_progress(one: Recommendation) -> None:
    """Refuse an answer that is none."""
    if one.progress is not None and one.progress not in PROGRESS:
        raise Refusal(f'"{one.progress}" does not say what became of it.', f"Use one of: {', '.join(PROGRESS)}.")


def recommendations_words(number: int) -> str:
    """How many a meeting made."""
    return counted(number, "recommendation") if number else "None recorded"
