"""What the service has chosen that clocks depend on, each choice as it stood on the day that counts."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from app.domain.kinds import Interval

CHAIRED = "kinds.chaired"
RULE_KEYS = ("timeliness.local", "reviews.adjourned", "adoption.supersedes", "conferences.unborn-weeks", CHAIRED)
"""The settings that decide due dates, held dates or pairs: when one changes, every clock is decided again."""
FIRST, COMPLETED = "first", "completed"
"""Which meeting of an adjourned review counts."""


@dataclass(frozen=True)
class Dated:
    """A choice that was changed from some days on, and what it was before the first of them."""

    usual: Any
    since: tuple[tuple[date, Any], ...] = ()

    def on(self, day: date) -> Any:
        """The choice as it stood on a day."""
        past = [one for one in self.since if one[0] <= day]
        return max(past, key=lambda one: one[0])[1] if past else self.usual


FIRST_COUNTS, NEVER = Dated(FIRST), Dated(False)


@dataclass(frozen=True)
class Rules:
    """The choices.

    local: targets by kind; adjourned: which meeting counts; supersedes: whether adoption reviews replace looked-after ones
    from the authority to place; unborn_weeks: before an expected birth; chaired: the kinds that the service chairs.
    """

    local: Mapping[str, tuple[Interval, ...]] = field(default_factory=dict)
    adjourned: Dated = FIRST_COUNTS
    supersedes: Dated = NEVER
    unborn_weeks: int = 0
    chaired: frozenset[str] = frozenset()
