"""Which steps a challenge can take now: each is tried on its story, so that what is offered is what would be accepted."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from app.domain.access import Person, Right, without_right
from app.domain.challenges import records
from app.domain.challenges.closers import needs_reason
from app.domain.challenges.records import Challenge, ChallengeAction, ChallengeStep
from app.domain.challenges.story import Terms, tell
from app.domain.errors import Refusal


@dataclass(frozen=True)
class Move:
    """Something that may be done with a challenge: its code and words, whether it is possible now, else why not.

    needs names what the person has to say, by the fields of its command; on_behalf: why they do it for the IRO.
    """

    code: str
    words: str
    allowed: bool = True
    why_not: str = ""
    needs: tuple[str, ...] = ()


MOVES = {
    move.code: move
    for move in (
        Move("chase", "Chase the response", needs=("how", "by")),
        Move("response", "Record the response", needs=("words",)),
        Move("view", "Record the IRO's view of the response", needs=("view",)),
        Move("actions", "Agree actions", needs=("actions",)),
        Move("meeting", "Resolution meeting held", needs=("level", "who")),
        Move("escalate", "Escalate", needs=("level",)),
        Move("extend", "Give more time", needs=("due", "reason")),
        Move("cafcass", "Consult or refer to Cafcass", needs=("refer",)),
        Move("child-informed", "Tell the child", needs=("code",)),
        Move("advocate", "Offer an advocate", needs=("code",)),
        Move("close", "Close", needs=("outcome",)),
        Move("withdraw", "Withdraw", needs=("why",)),
        Move("reopen", "Reopen", needs=("why",)),
        Move("impact", "Record the impact", needs=("impact", "scope", "evidence")),
        Move("correct", "Correct the facts"),
        Move("void", "Void the challenge", needs=("why",)),
    )
}
"""All moves, in the order of menus."""
ENDING = ("close", "withdraw", "reopen", "impact")
"""What only the IRO does, or a manager on their behalf."""
SAID_WHY = ("reopen",)
"""Where the manager's reason stands in the words that are needed anyway."""


@dataclass(frozen=True)
class Case:
    """One challenge with all that its story rests on, and the IRO who holds the child now."""

    challenge: Challenge
    steps: tuple[ChallengeStep, ...]
    actions: tuple[ChallengeAction, ...]
    iro_now_id: str | None = None


def moves_of(case: Case, person: Person, today: date, terms: Terms) -> tuple[Move, ...]:
    """Every move, with whether this person can make it today."""
    return tuple(_tried(move, case, person, today, terms) for move in MOVES.values())


def moves_of_all(cases: Iterable[Case], person: Person, today: date, terms: Terms) -> tuple[Move, ...]:
    """The moves that several challenges can make together: what one of them cannot, they cannot."""
    each = [moves_of(case, person, today, terms) for case in cases]
    return tuple(_together(same) for same in zip(*each, strict=True))


def _together(same: tuple[Move, ...]) -> Move:
    needs = tuple(dict.fromkeys(name for move in same for name in move.needs))
    return replace(next((move for move in same if not move.allowed), same[0]), needs=needs)


def _tried(move: Move, case: Case, person: Person, today: date, terms: Terms) -> Move:
    try:
        if not person.may(Right.CHALLENGE):
            raise without_right(person, Right.CHALLENGE)
        trial = _trial(move.code, case, today, terms)
        if trial is not None:
            step, actions = trial
            tell(case.challenge, (*case.steps, step), (*case.actions, *actions), terms)
        acts_for_iro = move.code in ENDING and needs_reason(person, case.challenge, case.iro_now_id)
    except Refusal as refusal:
        return replace(move, allowed=False, why_not=str(refusal))
    return replace(move, needs=(*move.needs, "on_behalf")) if acts_for_iro and move.code not in SAID_WHY else move


def _trial(
    code: str, case: Case, today: date, terms: Terms
) -> tuple[ChallengeStep, tuple[ChallengeAction, ...]] | None:
    """A step of the move's kind as somebody would take it today; None where no step is taken."""
    facts = _FACTS.get(code)
    if facts is None:
        return None
    challenge = case.challenge
    position = max((step.position for step in case.steps), default=0) + 1
    step = ChallengeStep(challenge_id=challenge.id, on=_latest(case, today), position=position, **facts)
    if code == "escalate":
        step = replace(step, level=_next_level(challenge, today, terms))
    if code == "extend" and challenge.response_due:
        step = replace(step, due=challenge.response_due + timedelta(days=1))
    if code != "actions":
        return step, ()
    return step, (ChallengeAction(challenge_id=challenge.id, step_id=step.id, what="", owner="", due=today),)


def _latest(case: Case, today: date) -> date:
    """Today, or the day of a step that is already recorded for later."""
    return max((today, *(step.on for step in case.steps if not step.voided)))


def _next_level(challenge: Challenge, today: date, terms: Terms) -> int:
    top = terms.ladders(today).top
    if challenge.open and challenge.level >= top:
        raise Refusal(f"Level {challenge.level} is the highest.", "Hold a meeting, or ask Cafcass.")
    return challenge.level + 1


_FACTS: dict[str, dict[str, Any]] = {
    "chase": {"kind": records.CHASED},
    "response": {"kind": records.RESPONSE},
    "view": {"kind": records.VIEW, "code": records.ACCEPTED},
    "actions": {"kind": records.ACTIONS},
    "meeting": {"kind": records.MEETING},
    "escalate": {"kind": records.ENTERED},
    "extend": {"kind": records.EXTENDED},
    "cafcass": {"kind": records.CONSULTED},
    "child-informed": {"kind": records.INFORMED, "code": "yes"},
    "advocate": {"kind": records.ADVOCATE, "code": "yes"},
    "close": {"kind": records.CLOSING, "code": "any"},
    "withdraw": {"kind": records.WITHDRAWAL},
    "reopen": {"kind": records.REOPENED},
    "impact": {"kind": records.IMPACT, "code": records.EVIDENCED, "scope": "child"},
}
"""What a step of each move is tried with."""
