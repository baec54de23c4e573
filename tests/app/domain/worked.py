"""Worked cases of the clocks: dates in, the due date or why none follows out, with the rule beside it; worked by hand."""

from dataclasses import dataclass
from datetime import date

from app.domain.calendar import Calendar, shipped_holidays
from app.domain.children import Child
from app.domain.conferences import NOT_NEEDED
from app.domain.explanations import explain
from app.domain.kinds import ADOPTION_AUTHORISED, ADOPTION_PLACED
from app.domain.reviews import Review, Series
from app.domain.rules import Dated, Rules
from app.domain.schedule import Schedule, schedule, terms_for

CALENDAR = Calendar.from_rows(shipped_holidays())
NONE = ""
"""In the place of a due date: none follows, and the words beside it say why."""


def day(words: str) -> date:
    """The date that dd/mm/yyyy says."""
    number, month, year = map(int, words.split("/"))
    return date(year, month, number)


def maybe(words: str) -> date | None:
    """The date, or None for nothing."""
    return day(words) if words else None


@dataclass(frozen=True)
class Case:
    """One worked case: when the clock started, what was held, and what is due then, or that none follows, and why.

    adjourned are the days on which the last review was opened and completed ("": not yet), counts which of them counts.
    placed and authority are the start and end of a placement for adoption and of an authority to place.
    """

    what: str
    start: str
    held: tuple[str, ...]
    due: str
    why: str
    born: str = ""
    end: str = ""
    not_needed: bool = False
    adjourned: tuple[str, str] | None = None
    counts: str = "first"
    placed: tuple[str, str] | None = None
    authority: tuple[str, str] | None = None
    supersedes: bool = False

    def __str__(self) -> str:
        return self.what.replace(" ", "-")

    def schedule(self, kind: str) -> Schedule:
        """What the rules make of it."""
        reason = NOT_NEEDED if self.not_needed else ""
        series = Series(
            id="s", child_id="c", kind=kind, start=day(self.start), end=maybe(self.end), end_reason=reason, history_complete=True
        )  # fmt: skip
        others = [
            Series(id=code, child_id="c", kind=code, start=day(spell[0]), end=maybe(spell[1]))
            for code, spell in ((ADOPTION_PLACED, self.placed), (ADOPTION_AUTHORISED, self.authority))
            if spell
        ]
        rules = Rules(adjourned=Dated(self.counts), supersedes=Dated(self.supersedes))
        child = Child(id="c", reference="1", date_of_birth=maybe(self.born))
        return schedule(series, self.reviews(kind), terms_for(child, [series, *others], CALENDAR, rules))

    def reviews(self, kind: str) -> list[Review]:
        """The reviews as they are recorded."""
        made = [
            Review(id=f"r{at}", child_id="c", series_id="s", kind=kind, held=day(words))
            for at, words in enumerate(self.held)
        ]
        if self.adjourned:
            opened, completed = map(maybe, self.adjourned)
            made.append(
                Review(id="a", child_id="c", series_id="s", kind=kind, adjourned_on=opened, completed_on=completed)
            )
        return made

    def check(self, kind: str) -> None:
        """The due date and its reason are those worked by hand; or none follows, for the reason given."""
        result = self.schedule(kind)
        if self.due == NONE:
            assert (result.next, self.why in result.stops) == (None, True), (result.next, result.stops)
            return
        assert result.next is not None, result.stops
        assert result.next.due == day(self.due)
        assert self.why in explain(result.next)
        assert result.stops == ""
