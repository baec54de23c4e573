"""What the forms of challenges offer: the service's choices, and the themes of good practice."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from app.domain.access import Right, Stamp
from app.domain.challenges.records import Challenge
from app.queries.challenges.defaults import follow_up
from app.queries.service import Choices, ServiceChoices, setting
from app.store import Store


@dataclass(frozen=True)
class ChallengeChoices:
    """Choices of the service with its ladder of today, and the codes of themes that are good practice."""

    choices: Choices
    positive: frozenset[str]


@dataclass(frozen=True)
class AskChallengeChoices:
    """Ask for what the forms of challenges offer."""

    right: ClassVar[Right] = Right.SEE

    def run(self, store: Store, stamp: Stamp) -> ChallengeChoices:
        """As the service is set up today."""
        positive = frozenset(setting(store, "challenges.positive-themes"))
        return ChallengeChoices(ServiceChoices().run(store, stamp), positive)


@dataclass(frozen=True)
class AskFollowUp:
    """Ask when somebody looks again after a challenge is closed on a day, unless another date is typed."""

    challenge_id: str
    on: date | None = None
    right: ClassVar[Right] = Right.SEE

    def run(self, store: Store, stamp: Stamp) -> date:
        """The child's next review or some months on, whichever is first."""
        return follow_up(store, stamp, store.shelf(Challenge).get(self.challenge_id), self.on or stamp.today)


@dataclass(frozen=True)
class AskLevels:
    """Ask at which levels challenges are, for a step that several take together."""

    challenge_ids: tuple[str, ...]
    right: ClassVar[Right] = Right.SEE

    def run(self, store: Store, stamp: Stamp) -> tuple[int, ...]:
        """The level of each."""
        return tuple(one.level for one in store.shelf(Challenge).find(id=self.challenge_ids))
