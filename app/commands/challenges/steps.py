"""The steps that move challenges on, each for one or for several joined ones at once: all take it, or none does."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar

from app.commands.challenges.checking import (
    challenge_for_change,
    challenges_for_change,
    check_due,
    check_listed,
    day_of,
    describe,
    needed,
)
from app.commands.challenges.deciding import take
from app.domain.access import Right, Stamp
from app.domain.challenges import records
from app.domain.challenges.records import Challenge, ChallengeAction, ChallengeStep, LevelEntry
from app.domain.errors import Refusal
from app.queries.challenges.defaults import addressee, response_due
from app.queries.challenges.terms import terms_of
from app.store import Store

Steps = tuple[ChallengeStep, ...]


def _each(challenges: Sequence[Challenge], kind: str, on: date, **facts: Any) -> list[ChallengeStep]:
    """The same step for each challenge."""
    return [ChallengeStep(challenge_id=one.id, kind=kind, on=on, position=0, **facts) for one in challenges]


@dataclass(frozen=True)
class Chase:
    """Record that somebody was asked again for a response; it stops no clock."""

    challenge_ids: tuple[str, ...]
    how: str
    by: str
    words: str = ""
    on: date | None = None
    right: ClassVar[Right] = Right.CHALLENGE
    title: ClassVar[str] = "Chase"

    def run(self, store: Store, stamp: Stamp) -> Steps:
        """Refuses a way that the list has not, and nobody who chased."""
        challenges = challenges_for_change(store, self.challenge_ids)
        check_listed(store, "chased-how", self.how, "Say how it was chased.")
        by = needed(self.by, "Say who chased.", "For example: business support.")
        describe(store, challenges, "chased")
        on = day_of(stamp, self.on)
        return take(store, _each(challenges, records.CHASED, on, code=self.how, by=by, words=self.words.strip()))


@dataclass(frozen=True)
class RecordResponse:
    """Record a response, and at once the IRO's view of it where that is known already."""

    challenge_ids: tuple[str, ...]
    words: str
    by: str = ""
    view: str | None = None
    view_words: str = ""
    on: date | None = None
    view_on: date | None = None
    right: ClassVar[Right] = Right.CHALLENGE
    title: ClassVar[str] = "Record a response"

    def run(self, store: Store, stamp: Stamp) -> Steps:
        """Refuses a response without words, and a view dated before it."""
        challenges = challenges_for_change(store, self.challenge_ids)
        words = needed(self.words, "Say what the response was.", "A few words are enough.")
        on = day_of(stamp, self.on)
        steps = _each(challenges, records.RESPONSE, on, words=words, by=self.by.strip())
        if self.view:
            view_on = day_of(stamp, self.view_on) if self.view_on else on
            if view_on < on:
                raise Refusal("The IRO's view cannot be older than the response.", "Check both dates.")
            steps += _each(challenges, records.VIEW, view_on, code=self.view, words=self.view_words.strip())
        describe(store, challenges, "response recorded")
        return take(store, steps)


@dataclass(frozen=True)
class RecordView:
    """Record what the IRO thinks of the response."""

    challenge_ids: tuple[str, ...]
    view: str
    words: str = ""
    on: date | None = None
    right: ClassVar[Right] = Right.CHALLENGE
    title: ClassVar[str] = "Record the IRO's view"

    def run(self, store: Store, stamp: Stamp) -> Steps:
        """Refuses a view of no response."""
        challenges = challenges_for_change(store, self.challenge_ids)
        describe(store, challenges, "the IRO's view recorded")
        on = day_of(stamp, self.on)
        return take(store, _each(challenges, records.VIEW, on, code=self.view, words=self.words.strip()))


@dataclass(frozen=True)
class AgreeActions:
    """Record the actions that were agreed, each as what, by whom and by when; they are watched until done."""

    challenge_ids: tuple[str, ...]
    actions: tuple[tuple[str, str, date], ...]
    words: str = ""
    on: date | None = None
    right: ClassVar[Right] = Right.CHALLENGE
    title: ClassVar[str] = "Agree actions"

    def run(self, store: Store, stamp: Stamp) -> Steps:
        """Refuses an action without words, owner or a date that can be kept."""
        challenges, on = challenges_for_change(store, self.challenge_ids), day_of(stamp, self.on)
        for what, owner, due in self.actions:
            needed(what, "An action has no words.", "Say what will be done.")
            needed(owner, f'Nobody is to do "{what.strip()}".', "Say who does it.")
            check_due(due, on, "action")
        steps = _each(challenges, records.ACTIONS, on, words=self.words.strip())
        actions = [action for step in steps for action in self._of(step)]
        describe(
            store, challenges, f"agreed {'1 action' if len(self.actions) == 1 else f'{len(self.actions)} actions'}"
        )
        return take(store, steps, actions)

    def _of(self, step: ChallengeStep) -> list[ChallengeAction]:
        return [
            ChallengeAction(
                challenge_id=step.challenge_id, step_id=step.id, what=what.strip(), owner=owner.strip(), due=due
            )
            for what, owner, due in self.actions
        ]


@dataclass(frozen=True)
class EndAction:
    """Record that an agreed action was done, or (with words) that it is no longer needed."""

    action_id: str
    done: bool
    words: str = ""
    on: date | None = None
    right: ClassVar[Right] = Right.CHALLENGE
    title: ClassVar[str] = "End an action"

    def run(self, store: Store, stamp: Stamp) -> Steps:
        """Refuses an action that waits no longer, and dropping one without a reason."""
        action = store.shelf(ChallengeAction).get(self.action_id)
        if action.voided:
            raise Refusal("That action was voided.", "Look at the challenge again.")
        challenge = challenge_for_change(store, action.challenge_id)
        if not self.done:
            needed(self.words, "Say why the action is no longer needed.", "A few words are enough.")
        kind = records.ACTION_DONE if self.done else records.ACTION_DROPPED
        describe(store, (challenge,), "action done" if self.done else "action no longer needed")
        facts = {"action_id": action.id, "words": self.words.strip()}
        return take(store, _each((challenge,), kind, day_of(stamp, self.on), **facts))


@dataclass(frozen=True)
class HoldMeeting:
    """Record that a resolution meeting was held: at which level, and who came."""

    challenge_ids: tuple[str, ...]
    level: int
    who: str
    words: str = ""
    on: date | None = None
    right: ClassVar[Right] = Right.CHALLENGE
    title: ClassVar[str] = "Hold a resolution meeting"

    def run(self, store: Store, stamp: Stamp) -> Steps:
        """Refuses a level that the ladder had not that day, and a meeting to which nobody came."""
        challenges, on = challenges_for_change(store, self.challenge_ids), day_of(stamp, self.on)
        terms_of(store).ladders(on).rung(self.level)
        who = needed(self.who, "Say who came to the meeting.", "Names or roles, as you would write them down.")
        describe(store, challenges, f"resolution meeting at level {self.level}")
        return take(store, _each(challenges, records.MEETING, on, level=self.level, by=who, words=self.words.strip()))


@dataclass(frozen=True)
class Escalate:
    """Take challenges to a higher level; going past one takes a reason from the list."""

    challenge_ids: tuple[str, ...]
    level: int
    words: str = ""
    to: str | None = None
    response_due: date | None = None
    bypass_reason: str = ""
    on: date | None = None
    right: ClassVar[Right] = Right.CHALLENGE
    title: ClassVar[str] = "Escalate"

    def run(self, store: Store, stamp: Stamp) -> Steps:
        """Addressee and response due come from the ladder of that day unless they are given."""
        challenges, on = challenges_for_change(store, self.challenge_ids), day_of(stamp, self.on)
        terms_of(store).ladders(on).rung(self.level)
        check_due(self.response_due, on)
        describe(store, challenges, f"escalated to level {self.level}")
        taken = take(store, [self._step(store, one, on) for one in challenges])
        check_bypasses(store, taken, self.bypass_reason)
        return taken

    def _step(self, store: Store, challenge: Challenge, on: date) -> ChallengeStep:
        to = (self.to or "").strip() or addressee(store, challenge.child_id, self.level, on)
        due = self.response_due or response_due(store, challenge, self.level, on)
        facts = {"level": self.level, "to": to, "due": due, "code": self.bypass_reason, "words": self.words.strip()}
        return _each((challenge,), records.ENTERED, on, **facts)[0]


def check_bypasses(store: Store, entered: Sequence[ChallengeStep], reason: str) -> None:
    """Refuse to go past a level without a reason of the list, and a reason that the list has not."""
    passed = any(e.bypassed for e in store.shelf(LevelEntry).find(step_id=tuple(step.id for step in entered)))
    if passed or reason:
        check_listed(store, "bypass-reason", reason, "A level is passed over, so say why.")


@dataclass(frozen=True)
class Extend:
    """Give more time for the response, with a reason; the result against the original date is kept beside."""

    challenge_ids: tuple[str, ...]
    due: date
    reason: str
    words: str = ""
    on: date | None = None
    right: ClassVar[Right] = Right.CHALLENGE
    title: ClassVar[str] = "Give more time"

    def run(self, store: Store, stamp: Stamp) -> Steps:
        """Refuses when no response is awaited, and a date that is no later than the one that holds."""
        challenges, on = challenges_for_change(store, self.challenge_ids), day_of(stamp, self.on)
        check_listed(store, "extension-reason", self.reason, "Say why more time is given.")
        describe(store, challenges, f"more time given, until {self.due.isoformat()}")
        facts = {"due": self.due, "code": self.reason, "words": self.words.strip()}
        return take(store, _each(challenges, records.EXTENDED, on, **facts))


@dataclass(frozen=True)
class AskCafcass:
    """Record that Cafcass was consulted, or that the challenge was referred to it: counted apart, at any point."""

    challenge_ids: tuple[str, ...]
    refer: bool
    words: str = ""
    on: date | None = None
    right: ClassVar[Right] = Right.CHALLENGE
    title: ClassVar[str] = "Ask Cafcass"

    def run(self, store: Store, stamp: Stamp) -> Steps:
        """Refuses children who are not looked after."""
        challenges, on = challenges_for_change(store, self.challenge_ids), day_of(stamp, self.on)
        describe(store, challenges, "referred to Cafcass" if self.refer else "Cafcass consulted")
        kind = records.REFERRED if self.refer else records.CONSULTED
        return take(store, _each(challenges, kind, on, words=self.words.strip()))


@dataclass(frozen=True)
class TellChild:
    """Record that the child was told, or was told of an advocate: "yes", or "not-appropriate" to age or understanding."""

    challenge_ids: tuple[str, ...]
    advocate: bool
    code: str
    words: str = ""
    on: date | None = None
    right: ClassVar[Right] = Right.CHALLENGE
    title: ClassVar[str] = "Tell the child"

    def run(self, store: Store, stamp: Stamp) -> Steps:
        """Refuses any other answer, and a service concern, which has no child."""
        challenges, on = challenges_for_change(store, self.challenge_ids), day_of(stamp, self.on)
        if self.code not in ("yes", "not-appropriate"):
            raise Refusal("Say whether the child was told.", "Yes, or not appropriate to age or understanding.")
        describe(store, challenges, "advocate offered" if self.advocate else "child informed")
        kind = records.ADVOCATE if self.advocate else records.INFORMED
        return take(store, _each(challenges, kind, on, code=self.code, words=self.words.strip()))
