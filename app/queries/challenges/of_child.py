"""The challenges about one child, as the child's page lists them."""

from dataclasses import dataclass
from typing import ClassVar

from app.domain.access import Right, Stamp
from app.domain.challenges.records import STATES, Challenge
from app.domain.challenges.words import next_step
from app.domain.dates import short
from app.queries.challenges.columns import late_or_soon
from app.queries.challenges.terms import terms_of
from app.queries.service import labels
from app.store import Store
from app.table import Tone


@dataclass(frozen=True)
class ChallengeOfChild:
    """One challenge in a line: what it is, where it stands, what comes next and what that means today."""

    id: str
    words: str
    standing: str
    next_step: str
    tone: Tone


@dataclass(frozen=True)
class ChallengesOfChild:
    """Ask for all challenges about a child."""

    child_id: str
    right: ClassVar[Right] = Right.SEE

    def run(self, store: Store, stamp: Stamp) -> tuple[ChallengeOfChild, ...]:
        """The open ones first, then the latest."""
        terms, themes = terms_of(store), labels(store, "challenge-theme")
        found = sorted(
            store.shelf(Challenge).find(child_id=self.child_id), key=lambda c: (not c.open, -c.raised_on.toordinal())
        )
        ladder, calendar = terms.ladders(stamp.today), terms.calendar
        lines = []
        for one in found:
            level = f", {ladder.name(one.level)}" if one.level else ""
            due = one.next_due if one.open else None
            tone = late_or_soon(due, stamp.today, calendar) if due else Tone.PLAIN
            when = f"closed {short(one.closed_on)}" if one.closed_on else f"raised {short(one.raised_on)}"
            words = f"{one.reference}: {themes.get(one.theme, one.theme)}{level}"
            standing = f"{STATES[one.state]}, {when}"
            lines.append(ChallengeOfChild(one.id, words, standing, next_step(one, stamp.today, calendar), tone))
        return tuple(lines)
