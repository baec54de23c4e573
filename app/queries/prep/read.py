"""Reads what the prep sheet of one review tells: the review, the child with all periods, and the reviews held before."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from app.domain.access import Stamp
from app.domain.dates import with_weekday
from app.domain.times import time_words
from app.queries.child import ChildFacts, ChildPage, PeriodLine, ReviewLine, Span
from app.queries.review import AskReview, ReviewSheet, review_title
from app.store import Store


@dataclass(frozen=True)
class Prepared:
    """One review and its child."""

    sheet: ReviewSheet
    facts: ChildFacts
    kinds: dict[str, str]

    @classmethod
    def of(cls, store: Store, stamp: Stamp, review_id: str, kinds: dict[str, str]) -> "Prepared":
        """As it is today; refuses a review that was voided since."""
        sheet = AskReview(review_id).run(store, stamp)
        return cls(sheet, ChildPage(sheet.child.id).run(store, stamp), kinds)

    @property
    def name(self) -> str:
        """Which review of whom this is, as every row about it says."""
        return f"{self.sheet.child.shown_name}, {self.sheet.child.reference}: {self.title}"

    @property
    def title(self) -> str:
        """The review in a few words."""
        return self.sheet.title

    @property
    def when(self) -> str:
        """When and where it will be, or was."""
        review, meeting = self.sheet.review, self.sheet.line.meeting
        if review.held:
            return f"held {with_weekday(review.held)}"
        if meeting is None:
            return "no date booked"
        at = f"{with_weekday(meeting.date)} {time_words(meeting.time)}".strip()
        return ", ".join(part for part in (at, meeting.place) if part)

    @property
    def before(self) -> tuple[tuple[PeriodLine | None, ReviewLine], ...]:
        """The reviews that were held before this one, of every period, the latest first."""
        until, mine = self.sheet.review.held or date.max, self.sheet.review.id
        held = [
            (period, line)
            for period, line in self._lines()
            if line.review.id != mine and line.review.held and line.review.held <= until
        ]
        return tuple(sorted(held, key=lambda one: (one[1].review.held or date.min, one[1].review.id), reverse=True))

    @property
    def last(self) -> ReviewLine | None:
        """The review of the same period that was held last before this one."""
        series = self.sheet.review.series_id
        return next((line for _, line in self.before if series and line.review.series_id == series), None)

    @property
    def open_lines(self) -> list[tuple[PeriodLine, ReviewLine]]:
        """What is still to be held of every running period; what is due first in front."""
        found = [(p, line) for p in self.facts.periods if p.running for line in p.reviews if not line.review.held]
        return sorted(found, key=lambda one: (one[1].review.due or date.max, one[1].review.id))

    def titled(self, line: ReviewLine) -> str:
        """Any of the child's reviews in a few words."""
        return review_title(line.review, self.kinds[line.review.kind])

    def _lines(self) -> Iterator[tuple[PeriodLine | None, ReviewLine]]:
        for period in self.facts.periods:
            yield from ((period, line) for line in period.reviews)
        yield from ((None, line) for line in self.facts.unplaced)


def current(spans: tuple[Span, ...], today: date) -> Span | None:
    """The dated fact that holds today."""
    return next((s for s in reversed(spans) if s.start <= today and (s.end is None or s.end > today)), None)
