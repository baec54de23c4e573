"""Challenges with all that their stories rest on, and which moves one or several of them can make now."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from app.domain.access import Right, Stamp
from app.domain.challenges.possible import Case, Move, moves_of_all
from app.domain.challenges.records import Challenge, ChallengeAction, ChallengeStep
from app.domain.errors import Refusal
from app.queries.challenges.defaults import iros
from app.queries.challenges.terms import terms_of
from app.store import Store


def cases_of(store: Store, challenge_ids: Sequence[str]) -> tuple[Case, ...]:
    """Each challenge with its steps, voided ones too, and its actions, in this order; refuses one that was voided."""
    found = {c.id: c for c in store.shelf(Challenge).find(id=tuple(challenge_ids))}
    if len(found) < len(set(challenge_ids)):
        raise Refusal("This challenge is not in the list any more: it was voided.", "Choose another one.")
    steps: dict[str, list[ChallengeStep]] = defaultdict(list)
    for step in store.shelf(ChallengeStep).find(voided=True, challenge_id=tuple(found)):
        steps[step.challenge_id].append(step)
    actions: dict[str, list[ChallengeAction]] = defaultdict(list)
    for action in store.shelf(ChallengeAction).find(challenge_id=tuple(found)):
        actions[action.challenge_id].append(action)
    holders = iros(store, {c.child_id for c in found.values() if c.child_id}, store.stamp.today)
    return tuple(
        Case(found[one], tuple(steps[one]), tuple(actions[one]), holders.get(found[one].child_id or ""))
        for one in dict.fromkeys(challenge_ids)
    )


@dataclass(frozen=True)
class AskMoves:
    """Ask which moves several challenges can make together, e.g. those chosen in the list or one card of the board."""

    challenge_ids: tuple[str, ...]
    right: ClassVar[Right] = Right.SEE

    def run(self, store: Store, stamp: Stamp) -> tuple[Move, ...]:
        """Every move in the order of menus; what one of the challenges cannot do, they cannot do together."""
        return moves_of_all(cases_of(store, self.challenge_ids), stamp.person, stamp.today, terms_of(store))
