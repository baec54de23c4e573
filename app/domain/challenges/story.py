"""Tells where a challenge stands from its steps, one after the other, and refuses in words a step that cannot come there."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from app.domain.calendar import Calendar
from app.domain.challenges import records
from app.domain.challenges.ladder import Ladders, skipped
from app.domain.challenges.records import Challenge, ChallengeAction, ChallengeStep, LevelEntry
from app.domain.challenges.step_words import open_words
from app.domain.dates import long
from app.domain.errors import Refusal
from app.domain.records import live

STILL = frozenset({records.CHASED, records.INFORMED, records.ADVOCATE, records.CONSULTED, records.REFERRED})
"""The steps that move nothing: after them a challenge is as quiet as before."""
ANY_TIME = frozenset({records.INFORMED, records.ADVOCATE, records.CONSULTED, records.REFERRED})
"""The steps that may come at any point, also when the challenge is closed."""


@dataclass(frozen=True)
class Terms:
    """What the rules rest on besides the steps: the ladder that held on each day, and the working calendar."""

    ladders: Ladders
    calendar: Calendar


@dataclass(frozen=True)
class Story:
    """A challenge as its steps leave it, its entries into levels (keyed by step), and its actions."""

    challenge: Challenge
    entries: tuple[LevelEntry, ...]
    actions: tuple[ChallengeAction, ...]


def in_order(steps: Iterable[ChallengeStep]) -> list[ChallengeStep]:
    """The steps that count, as they happened: by day, and on one day as they were recorded."""
    return sorted(live(steps), key=lambda step: (step.on, step.position))


def tell(
    challenge: Challenge, steps: Iterable[ChallengeStep], actions: Iterable[ChallengeAction], terms: Terms
) -> Story:
    """The story of a challenge; raises Refusal when its steps cannot have come in this order."""
    told = _Told(challenge, tuple(live(actions)), terms)
    for step in in_order(steps):
        told.take(step)
    return told.story()


class _Told:
    """A challenge as told so far."""

    def __init__(self, challenge: Challenge, actions: tuple[ChallengeAction, ...], terms: Terms) -> None:
        self._terms = terms
        self._facts = challenge
        self._now: dict[str, Any] = dict(_BLANK)
        self._entries: list[LevelEntry] = []
        self._actions = {a.id: replace(a, done_on=None, dropped_on=None) for a in actions}
        self._agreed: set[str] = set()

    def take(self, step: ChallengeStep) -> None:
        """One more step, or a Refusal."""
        self._check(step)
        _TAKEN[step.kind](self, step)
        if step.kind not in STILL:
            self._now["last_moved"] = step.on
        self._now["next_due"] = self._next_due()

    def story(self) -> Story:
        """All that was told."""
        if not self._now["entered"]:
            raise Refusal(
                "A challenge begins with being raised.", "Void the whole challenge instead of its first step."
            )
        return Story(
            replace(self._facts, **self._now),
            tuple(self._entries),
            tuple(action for action in self._actions.values() if action.step_id in self._agreed),
        )

    # ---------------------------------------------------------------------------------------------- what may come

    def _check(self, step: ChallengeStep) -> None:
        if self._now["entered"] is None:
            if step.kind != records.ENTERED:
                raise Refusal(
                    f"The challenge was not raised yet on {long(step.on)}.",
                    "Give a date on or after the day it was raised.",
                )
            return
        state = self._now["state"]
        if state == records.RECORDED and step.kind != records.INFORMED:
            raise Refusal("Good practice asks for no answer, so it takes no such step.", "Log a challenge instead.")
        if step.kind in ANY_TIME:
            return
        if (state == records.CLOSED) != (step.kind in (records.REOPENED, records.IMPACT)):
            raise self._wrong_state(step)

    def _wrong_state(self, step: ChallengeStep) -> Refusal:
        if self._now["state"] == records.CLOSED:
            when = long(self._now["closed_on"])
            return Refusal(f"The challenge was closed on {when}.", "Reopen it first, or check the date.")
        if step.kind == records.REOPENED:
            return Refusal(f"The challenge is not closed on {long(step.on)}.", "There is nothing to reopen.")
        return Refusal(f"The challenge is not closed on {long(step.on)}.", "Close it first; then record its impact.")

    # ---------------------------------------------------------------------------------------------- the steps

    def _entered(self, step: ChallengeStep) -> None:
        first, level = self._now["entered"] is None, step.level or 0
        before = None if first else self._now["level"]
        if before is not None and level <= before:
            raise Refusal(f"The challenge is at level {before} already.", "Choose a higher level.")
        if first and (self._facts.positive or level == 0):
            self._now.update(state=records.RECORDED, entered=step.on, addressee=step.to)
            return
        self._leave(step.on)
        bypassed = skipped(before, level)
        self._now.update(
            state=records.AWAITING, level=level, highest=max(level, self._now["highest"]), addressee=step.to, entered=step.on,
            response_due=step.due, original_due=step.due, answered_on=None, accepted_on=None, done_on=None, extended=False,
            bypasses=self._now["bypasses"] + bypassed,
        )  # fmt: skip
        self._now["first_level"] = self._now["first_level"] or level
        if level > records.INFORMAL and self._now["formal_on"] is None:
            self._now["formal_on"] = step.on
            self._start_process(step.on)
        self._entries.append(
            LevelEntry(
                challenge_id=step.challenge_id, step_id=step.id, level=level, to=step.to, entered=step.on,
                original_due=step.due, response_due=step.due, bypassed=bypassed, reason=step.code,
            )
        )  # fmt: skip

    def _start_process(self, day: date) -> None:
        due = self._terms.ladders(day).process_due(day, self._terms.calendar)
        self._now.update(process_due=due, process_original=due)

    def _response(self, step: ChallengeStep) -> None:
        self._answered(step.on)
        if self._now["state"] == records.AWAITING:
            self._now["state"] = records.ANSWERED

    def _answered(self, day: date) -> None:
        self._now["answered_on"] = self._now["answered_on"] or day
        if self._entries[-1].answered is None:
            self._entries[-1] = replace(self._entries[-1], answered=day)

    def _view(self, step: ChallengeStep) -> None:
        if self._now["answered_on"] is None:
            raise Refusal("There is no response yet to have a view of.", "Record the response first.")
        if step.code not in records.VIEWS:
            raise Refusal("Say what the IRO thinks of the response.", f"One of: {', '.join(records.VIEWS.values())}.")
        self._now["accepted_on"] = step.on if step.code == records.ACCEPTED else None

    def _agreed_actions(self, step: ChallengeStep) -> None:
        theirs = [action for action in self._actions.values() if action.step_id == step.id]
        if not theirs:
            raise Refusal("No action was given.", "Say what will be done, by whom and by when.")
        self._answered(step.on)
        self._agreed.add(step.id)
        self._now.update(state=records.AGREED, accepted_on=self._now["accepted_on"] or step.on, done_on=None)
        self._look_at_actions(step.on)

    def _action_done(self, step: ChallengeStep) -> None:
        action = self._waiting(step)
        done = step.kind == records.ACTION_DONE
        self._actions[action.id] = replace(action, done_on=step.on) if done else replace(action, dropped_on=step.on)
        self._look_at_actions(step.on)

    def _waiting(self, step: ChallengeStep) -> ChallengeAction:
        action = self._actions.get(step.action_id or "")
        if action is None or action.step_id not in self._agreed:
            raise Refusal(f"That action was not agreed yet on {long(step.on)}.", "Check the date.")
        if not action.waiting:
            raise Refusal(f'"{action.what}" is not waiting any more.', "Void the step that ended it first.")
        return action

    def _look_at_actions(self, day: date) -> None:
        waiting = self._open_actions()
        self._now["actions_due"] = min((action.due for action in waiting), default=None)
        if not waiting and self._now["state"] in (records.AGREED, records.ANSWERED):
            answered = self._now["state"] == records.ANSWERED
            self._now.update(state=records.ANSWERED if answered else records.DONE, done_on=day)

    def _open_actions(self) -> list[ChallengeAction]:
        return [a for a in self._actions.values() if a.step_id in self._agreed and a.waiting]

    def _noticed(self, step: ChallengeStep) -> None:
        """A chase or a meeting is kept and counted; it changes nothing by itself."""

    def _more_time(self, step: ChallengeStep) -> None:
        if self._now["state"] != records.AWAITING or self._now["response_due"] is None:
            raise Refusal("No response is awaited, so there is no date to move.", "Agree the actions' dates instead.")
        if step.due is None or step.due <= self._now["response_due"]:
            raise Refusal(
                f"The response is due on {long(self._now['response_due'])} already.",
                "Give a later date, or none at all.",
            )
        self._now.update(response_due=step.due, extended=True)
        self._entries[-1] = replace(self._entries[-1], response_due=step.due)
        if self._now["process_due"]:
            self._now["process_due"] = max(self._now["process_due"], step.due)

    def _cafcass(self, step: ChallengeStep) -> None:
        if self._facts.status not in (records.CLA, records.BOTH):
            raise Refusal(
                "Cafcass can be asked about looked-after children only.", "Check the child's status in the challenge."
            )
        self._now["consulted" if step.kind == records.CONSULTED else "referred"] = True

    def _told_child(self, step: ChallengeStep) -> None:
        if self._facts.child_id is None:
            raise Refusal("A service concern has no child to tell.", "Leave this step out.")
        self._now["child_informed" if step.kind == records.INFORMED else "advocate"] = step.code

    def _closing(self, step: ChallengeStep) -> None:
        waiting = self._open_actions()
        if step.kind == records.CLOSING and waiting:
            raise Refusal(
                open_words(waiting),
                f"Mark {'it' if len(waiting) == 1 else 'them'} done or no longer needed, then close.",
            )
        if step.kind == records.CLOSING and not step.code:
            raise Refusal("Say how the challenge ended.", "Choose an outcome.")
        self._leave(step.on)
        withdrawn = step.kind == records.WITHDRAWAL
        self._now.update(
            state=records.CLOSED, closed_on=step.on, outcome=records.WITHDRAWN if withdrawn else step.code, actions_due=None,
            follow_up_due=None if withdrawn else step.due,
        )  # fmt: skip

    def _leave(self, day: date) -> None:
        if self._entries and self._entries[-1].left is None:
            self._entries[-1] = replace(self._entries[-1], left=day)

    def _reopened(self, step: ChallengeStep) -> None:
        self._entries[-1] = replace(self._entries[-1], left=None)
        self._now.update(
            state=records.AWAITING, closed_on=None, outcome="", response_due=step.due, original_due=step.due, extended=False,
            answered_on=None, accepted_on=None, done_on=None, follow_up_due=None, impact="", impact_for="", impact_on=None,
        )  # fmt: skip
        self._look_at_actions(step.on)
        if self._now["level"] > records.INFORMAL:
            self._start_process(step.on)

    def _impact(self, step: ChallengeStep) -> None:
        if self._now["outcome"] == records.WITHDRAWN:
            raise Refusal("The challenge was withdrawn, so it had no impact.", "Leave this step out.")
        if step.code not in records.IMPACTS or step.scope not in ("child", "service"):
            raise Refusal("Say what the impact was, and for whom.", f"One of: {', '.join(records.IMPACTS.values())}.")
        if step.code == records.TOO_EARLY and step.due is None:
            raise Refusal("Say when to look again.", "Give the date of the next follow-up.")
        due = step.due if step.code == records.TOO_EARLY else None
        self._now.update(impact=step.code, impact_for=step.scope, impact_on=step.on, follow_up_due=due)

    def _next_due(self) -> date | None:
        """What is waited for; until the answer is accepted, the end of the whole process where that comes first."""
        waits_for = {records.AWAITING: "response_due", records.AGREED: "actions_due", records.CLOSED: "follow_up_due"}
        names = [waits_for.get(self._now["state"], "")]
        if self._now["state"] in records.OPEN_STATES and not self._now["accepted_on"]:
            names.append("process_due")
        return min((self._now[name] for name in names if name and self._now[name]), default=None)


_BLANK: dict[str, Any] = {
    field: Challenge.__dataclass_fields__[field].default
    for field in (
        "state", "level", "first_level", "highest", "addressee", "entered", "response_due", "original_due", "formal_on",
        "process_due", "process_original", "answered_on", "accepted_on", "done_on", "closed_on", "outcome", "actions_due",
        "follow_up_due", "impact", "impact_for", "impact_on", "child_informed", "advocate", "consulted", "referred",
        "bypasses", "extended", "last_moved", "next_due",
    )
}  # fmt: skip
"""A challenge of which nothing is told yet."""

_TAKEN: dict[str, Callable[[_Told, ChallengeStep], None]] = {
    records.ENTERED: _Told._entered,
    records.CHASED: _Told._noticed,
    records.RESPONSE: _Told._response,
    records.VIEW: _Told._view,
    records.ACTIONS: _Told._agreed_actions,
    records.ACTION_DONE: _Told._action_done,
    records.ACTION_DROPPED: _Told._action_done,
    records.MEETING: _Told._noticed,
    records.EXTENDED: _Told._more_time,
    records.CONSULTED: _Told._cafcass,
    records.REFERRED: _Told._cafcass,
    records.INFORMED: _Told._told_child,
    records.ADVOCATE: _Told._told_child,
    records.WITHDRAWAL: _Told._closing,
    records.CLOSING: _Told._closing,
    records.REOPENED: _Told._reopened,
    records.IMPACT: _Told._impact,
}
