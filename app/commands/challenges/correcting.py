"""Correct challenges: their facts, a step or a whole one entered in error, which belong together, what is on file."""

from dataclasses import dataclass, replace
from datetime import date
from typing import ClassVar

from app.commands.challenges.checking import challenge_for_change, challenges_for_change, day_of, describe, needed
from app.commands.challenges.deciding import Teller
from app.commands.challenges.log import check_raised_by, check_status, check_themes, keep_themes
from app.commands.checking import review_for_change
from app.domain.access import Right, Stamp
from app.domain.challenges import records
from app.domain.challenges.records import Challenge, ChallengeAction, ChallengeStep
from app.domain.challenges.story import in_order
from app.domain.dates import long
from app.domain.errors import Refusal
from app.domain.records import new_id
from app.queries.challenges.defaults import is_positive
from app.store import Store


@dataclass(frozen=True)
class CorrectChallenge:
    """Correct what was said when a challenge was raised; the steps since stay as they are."""

    challenge_id: str
    version: int | None
    theme: str
    other_themes: tuple[str, ...]
    concern: str
    asked: str
    status: str
    raised_by_id: str | None
    review_id: str | None
    right: ClassVar[Right] = Right.CHALLENGE
    title: ClassVar[str] = "Correct a challenge"

    def run(self, store: Store, stamp: Stamp) -> Challenge:
        """Refuses facts with which the steps since could not be, and what somebody else changed in the meantime."""
        challenge = challenge_for_change(store, self.challenge_id, self.version)
        self._check(store, challenge)
        corrected = replace(
            challenge,
            theme=self.theme,
            positive=self._positive(store, challenge),
            concern=self.concern.strip(),
            asked=self.asked.strip(),
            status=self.status,
            raised_by_id=self.raised_by_id,
            review_id=self.review_id,
        )
        kept = store.shelf(Challenge).keep(corrected)
        keep_themes(store, (kept,), self.other_themes)
        describe(store, (challenge,), "corrected")
        told = Teller(store).challenges((challenge.id,))[0]
        if told.positive != (told.state == records.RECORDED):
            raise Refusal(
                "This was recorded as good practice, so it has no level to go on from.",
                "Void it, and log a challenge instead.",
            )
        return told

    def _check(self, store: Store, challenge: Challenge) -> None:
        check_themes(store, self.theme, self.other_themes)
        needed(self.concern, "Say what is wrong.", "One sentence is enough.")
        check_status(self.status)
        if challenge.child_id is None and self.status != records.NEITHER:
            raise Refusal("A service concern has no child, so no child's status.", "Choose neither.")
        check_raised_by(store, self.raised_by_id)
        changed = self.review_id if self.review_id != challenge.review_id else None
        if changed and review_for_change(store, changed).child_id != challenge.child_id:
            raise Refusal("That review is not one of this child's.", "Choose another, or none.")

    def _positive(self, store: Store, challenge: Challenge) -> bool:
        """What a theme meant when the challenge was raised stays, as long as the theme does."""
        same = self.theme == challenge.theme
        return challenge.positive if same else is_positive(store, self.theme, challenge.raised_on)


@dataclass(frozen=True)
class VoidStep:
    """Say that a step was recorded in error; it stays visible with who, when and why."""

    step_id: str
    why: str
    right: ClassVar[Right] = Right.CHALLENGE
    title: ClassVar[str] = "Void a step"

    def run(self, store: Store, stamp: Stamp) -> Challenge:
        """Refuses the step that the challenge begins with, and one without which a later one could not be."""
        step = store.shelf(ChallengeStep).get(self.step_id)
        challenge = challenge_for_change(store, step.challenge_id)
        if step.voided:
            raise Refusal("This step was voided already.", "Look at the challenge again.")
        why = needed(self.why, "Say why the step is void.", "For example: recorded twice.")
        if in_order(store.shelf(ChallengeStep).find(challenge_id=challenge.id))[0].id == step.id:
            raise Refusal("The challenge begins with this step.", "Void the whole challenge instead.")
        store.shelf(ChallengeStep).void(step, why)
        for action in store.shelf(ChallengeAction).find(step_id=step.id):
            store.shelf(ChallengeAction).void(action, why)
        describe(store, (challenge,), f"a step of {step.on.isoformat()} voided")
        try:
            return Teller(store).challenges((challenge.id,))[0]
        except Refusal as no:
            raise Refusal(
                f"A later step rests on this one: {no.message} Nothing was voided.", "Void the later step first."
            ) from no


@dataclass(frozen=True)
class VoidChallenge:
    """Say that a whole challenge was entered in error; its steps stay with it and count no longer."""

    challenge_id: str
    why: str
    right: ClassVar[Right] = Right.CHALLENGE
    title: ClassVar[str] = "Void a challenge"

    def run(self, store: Store, stamp: Stamp) -> Challenge:
        """Refuses without a reason."""
        challenge = challenge_for_change(store, self.challenge_id)
        why = needed(self.why, "Say why the challenge is void.", "For example: logged twice.")
        describe(store, (challenge,), "voided")
        return store.shelf(Challenge).void(challenge, why)


@dataclass(frozen=True)
class JoinChallenges:
    """Say that challenges are one concern, e.g. about a sibling group, so that steps may be taken for all at once."""

    challenge_ids: tuple[str, ...]
    right: ClassVar[Right] = Right.CHALLENGE
    title: ClassVar[str] = "Join challenges"

    def run(self, store: Store, stamp: Stamp) -> str:
        """The group's key; those joined with one of them before come along."""
        chosen = challenges_for_change(store, self.challenge_ids)
        if len(chosen) < 2:
            raise Refusal("One challenge cannot be joined with itself.", "Choose at least two.")
        groups = sorted({one.group_id for one in chosen if one.group_id})
        group = groups[0] if groups else new_id()
        along = [one for key in groups for one in store.shelf(Challenge).find(group_id=key)]
        every = {one.id: one for one in (*chosen, *along)}.values()
        store.shelf(Challenge).keep_all(replace(one, group_id=group) for one in every)
        describe(store, chosen, "joined")
        return group


@dataclass(frozen=True)
class PartChallenge:
    """Take a challenge out of those it is joined with; it goes on by itself."""

    challenge_id: str
    right: ClassVar[Right] = Right.CHALLENGE
    title: ClassVar[str] = "Part a challenge"

    def run(self, store: Store, stamp: Stamp) -> Challenge:
        """Refuses one that is joined with none; a last one left alone is joined no longer either."""
        challenge = challenge_for_change(store, self.challenge_id)
        if challenge.group_id is None:
            raise Refusal("This challenge is joined with no other.", "There is nothing to part.")
        group = store.shelf(Challenge).find(group_id=challenge.group_id)
        parted = [one for one in group if one.id == challenge.id or len(group) <= 2]
        store.shelf(Challenge).keep_all(replace(one, group_id=None) for one in parted)
        describe(store, (challenge,), "parted from the others")
        return store.shelf(Challenge).get(challenge.id)


@dataclass(frozen=True)
class PutOnFile:
    """Say that steps were put on the child's file in the case system, and on which day."""

    step_ids: tuple[str, ...]
    on: date | None = None
    right: ClassVar[Right] = Right.CHALLENGE
    title: ClassVar[str] = "Put on the child's file"

    def run(self, store: Store, stamp: Stamp) -> tuple[ChallengeStep, ...]:
        """Refuses voided steps, a day before the step, and a service concern, which has no child's file."""
        day = day_of(stamp, self.on)
        steps = [store.shelf(ChallengeStep).get(step_id) for step_id in dict.fromkeys(self.step_ids)]
        challenges = challenges_for_change(store, (step.challenge_id for step in steps))
        if any(step.voided for step in steps):
            raise Refusal("A voided step does not go on the child's file.", "Leave it out. Nothing was recorded.")
        if any(one.child_id is None for one in challenges):
            raise Refusal("A service concern has no child's file.", "Leave it out. Nothing was recorded.")
        early = max((step.on for step in steps if step.on > day), default=None)
        if early:
            raise Refusal(f"A step of {long(early)} was not on file before that day.", "Check the date.")
        describe(store, challenges, "on the child's file")
        return store.shelf(ChallengeStep).keep_all(replace(step, on_file=day) for step in steps)
