"""How challenges end and what came of them: withdraw, close, reopen, record impact; by their IRO or on their behalf."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from app.commands.challenges.checking import (
    challenges_for_change,
    check_due,
    check_listed,
    check_may_end,
    day_of,
    describe,
    needed,
    on_behalf_of,
)
from app.commands.challenges.deciding import take
from app.domain.access import Right, Stamp
from app.domain.challenges import records
from app.domain.challenges.records import Challenge, ChallengeStep
from app.domain.errors import Refusal
from app.queries.challenges.defaults import follow_up, response_due
from app.store import Store

Steps = tuple[ChallengeStep, ...]


@dataclass(frozen=True)
class Withdraw:
    """Withdraw challenges, with the reason; they ask for no follow-up."""

    challenge_ids: tuple[str, ...]
    why: str
    on: date | None = None
    on_behalf: str = ""
    right: ClassVar[Right] = Right.CHALLENGE
    title: ClassVar[str] = "Withdraw a challenge"

    def run(self, store: Store, stamp: Stamp) -> Steps:
        """Refuses who is neither its IRO nor a manager with a reason."""
        challenges, on = challenges_for_change(store, self.challenge_ids), day_of(stamp, self.on)
        why = needed(self.why, "Say why the challenge is withdrawn.", "A few words are enough.")
        by = on_behalf_of(store, stamp, challenges, self.on_behalf)
        describe(store, challenges, "withdrawn")
        steps = [
            ChallengeStep(challenge_id=c.id, kind=records.WITHDRAWAL, on=on, position=0, words=why, by=by[c.id])
            for c in challenges
        ]
        return take(store, steps)


@dataclass(frozen=True)
class Close:
    """Close challenges with their outcome; a formal one is looked at again, at the next review unless it is said when."""

    challenge_ids: tuple[str, ...]
    outcome: str
    words: str = ""
    on: date | None = None
    follow_up: date | None = None
    on_behalf: str = ""
    right: ClassVar[Right] = Right.CHALLENGE
    title: ClassVar[str] = "Close a challenge"

    def run(self, store: Store, stamp: Stamp) -> Steps:
        """Refuses who is neither its IRO nor a manager with a reason, and while an agreed action waits."""
        challenges, on = challenges_for_change(store, self.challenge_ids), day_of(stamp, self.on)
        check_listed(store, "challenge-outcome", self.outcome, "Say how the challenge ended.")
        if self.outcome == records.WITHDRAWN:
            raise Refusal("A withdrawn challenge has no other outcome.", "Withdraw it instead, with the reason.")
        check_due(self.follow_up, on, "follow-up")
        by = on_behalf_of(store, stamp, challenges, self.on_behalf)
        describe(store, challenges, "closed")
        return take(store, [self._step(store, stamp, one, on, by[one.id]) for one in challenges])

    def _step(self, store: Store, stamp: Stamp, challenge: Challenge, on: date, by: str) -> ChallengeStep:
        due = self.follow_up or (follow_up(store, stamp, challenge, on) if challenge.formal else None)
        return ChallengeStep(
            challenge_id=challenge.id,
            kind=records.CLOSING,
            on=on,
            position=0,
            due=due,
            code=self.outcome,
            words=self.words.strip(),
            by=by,
        )


@dataclass(frozen=True)
class Reopen:
    """Reopen closed challenges at the level they had, with the reason; a response is awaited again."""

    challenge_ids: tuple[str, ...]
    why: str
    response_due: date | None = None
    on: date | None = None
    right: ClassVar[Right] = Right.CHALLENGE
    title: ClassVar[str] = "Reopen a challenge"

    def run(self, store: Store, stamp: Stamp) -> Steps:
        """The response is due after the level's working days unless a date is given."""
        challenges, on = challenges_for_change(store, self.challenge_ids), day_of(stamp, self.on)
        why = needed(self.why, "Say why the challenge is reopened.", "A few words are enough.")
        check_may_end(store, stamp, challenges)
        check_due(self.response_due, on)
        describe(store, challenges, "reopened")
        return take(store, [self._step(store, one, on, why) for one in challenges])

    def _step(self, store: Store, challenge: Challenge, on: date, why: str) -> ChallengeStep:
        due = self.response_due or (response_due(store, challenge, challenge.level, on) if challenge.level else None)
        return ChallengeStep(challenge_id=challenge.id, kind=records.REOPENED, on=on, position=0, due=due, words=why)


@dataclass(frozen=True)
class RecordImpact:
    """Say what came of closed challenges, for the "child" or the "service", with the evidence in words."""

    challenge_ids: tuple[str, ...]
    impact: str
    scope: str
    evidence: str
    look_again: date | None = None
    on: date | None = None
    on_behalf: str = ""
    right: ClassVar[Right] = Right.CHALLENGE
    title: ClassVar[str] = "Record impact"

    def run(self, store: Store, stamp: Stamp) -> Steps:
        """Refuses no evidence; when it is too early to say, somebody looks again, at the next review unless said when."""
        challenges, on = challenges_for_change(store, self.challenge_ids), day_of(stamp, self.on)
        early = self.impact == records.TOO_EARLY
        if not early:
            needed(self.evidence, "Say what shows it.", "What changed, and where that can be seen.")
            if self.look_again:
                raise Refusal("Nobody needs to look again once the impact is known.", "Leave that date empty.")
        if self.scope == "child" and any(one.child_id is None for one in challenges):
            raise Refusal("A service concern has no child.", "Say that the impact is for the service.")
        if self.look_again and self.look_again <= on:
            raise Refusal("Somebody looks again on a later day.", "Give a date after the one of this step.")
        by = on_behalf_of(store, stamp, challenges, self.on_behalf)
        describe(store, challenges, "impact recorded")
        return take(store, [self._step(store, stamp, one, on, by[one.id]) for one in challenges])

    def _step(self, store: Store, stamp: Stamp, challenge: Challenge, on: date, by: str) -> ChallengeStep:
        early = self.impact == records.TOO_EARLY
        return ChallengeStep(
            challenge_id=challenge.id,
            kind=records.IMPACT,
            on=on,
            position=0,
            due=(self.look_again or follow_up(store, stamp, challenge, on)) if early else None,
            code=self.impact,
            words=self.evidence.strip(),
            by=by,
            scope=self.scope,
        )
