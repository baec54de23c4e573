"""What the steps of a challenge mean, worked out slowly and plainly from the sentences of the domain: an independent check.

Nothing here uses the program. The history of a challenge is cut into chapters: a new one begins whenever it enters a level
or is reopened, for then a response is awaited anew. Where the domain leaves something open it says what was decided.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from tests.journeys.challenge_oracle_rows import Case, Log, Step
from tests.journeys.oracle_rows import HOLIDAYS, working_days_after

ANSWERS = ("response", "actions-agreed")
ENDINGS = ("closed", "withdrawn")
UNMOVED = ("chased", "child-informed", "advocate", "cafcass-consulted", "cafcass-referred")
QUIET_DAYS = 10
"""Chasing and telling stop no clock and answer nothing, so after them a challenge is as quiet as before."""


def working_days(start: date, end: date) -> int:
    """The working days after the start, which is day 0, up to the end."""
    days = (start + timedelta(number) for number in range(1, (end - start).days + 1))
    return sum(day.weekday() < 5 and day not in HOLIDAYS for day in days)


@dataclass(frozen=True)
class Entry:
    """One time at one level; left is the day it was escalated or closed."""

    of: "Told"
    level: int
    entered: date
    due: date
    extended_due: date
    answered: date | None
    left: date | None
    passed: int
    reason: str

    def owed(self, due: date) -> bool:
        """Whether a response was owed by a due date: not when the level was left before it without one."""
        return self.answered is not None or self.left is None or self.left >= due

    def answered_by(self, due: date) -> bool:
        """Whether the response came on or before it."""
        return self.answered is not None and self.answered <= due


class Told:
    """A challenge as its steps tell it."""

    def __init__(self, case: Case, log: Log) -> None:
        self.case, self.log, self.steps = case, log, case.steps

    @cached_property
    def chapter(self) -> list[Step]:
        """The steps since it last entered a level or was reopened, that step first."""
        start = max(at for at, step in enumerate(self.steps) if step.kind in ("entered", "reopened"))
        return list(self.steps[start:])

    def last(self, *kinds: str) -> Step | None:
        """The last step of these kinds in the chapter."""
        found = [step for step in self.chapter if step.kind in kinds]
        return found[-1] if found else None

    # ------------------------------------------------------------------------------------------------ where it stands

    @cached_property
    def ending(self) -> Step | None:
        """What closed it, unless it was reopened."""
        return self.last(*ENDINGS)

    @property
    def closed_on(self) -> date | None:
        return self.ending.on if self.ending else None

    @property
    def outcome(self) -> str:
        if self.ending is None:
            return ""
        return "withdrawn" if self.ending.kind == "withdrawn" else self.ending.code

    @cached_property
    def state(self) -> str:
        if self.case.positive:
            return "recorded"
        if self.ending:
            return "closed"
        if self.last("actions-agreed"):
            return "agreed" if self.waiting(self.steps) else "done"
        return "answered" if self.last("response") else "awaiting"

    @property
    def open(self) -> bool:
        return self.state not in ("recorded", "closed")

    @cached_property
    def levels(self) -> list[int]:
        """Every level entered, one after the other."""
        return [step.level for step in self.steps if step.kind == "entered" and step.level]

    @property
    def level(self) -> int:
        return self.levels[-1] if self.levels else 0

    @property
    def highest(self) -> int:
        return max(self.levels, default=0)

    @property
    def formal(self) -> bool:
        return self.highest > 1

    @property
    def addressee(self) -> str:
        return [step for step in self.steps if step.kind == "entered"][-1].to

    def waiting(self, steps: tuple[Step, ...]) -> list[date]:
        """The due dates of the actions agreed in these steps, at whatever level, that were neither done nor dropped."""
        agreed = {step.id for step in steps if step.kind == "actions-agreed"}
        ended = {step.action for step in steps if step.kind in ("action-done", "action-dropped")}
        return [due for key, (by, due) in self.case.actions.items() if by in agreed and key not in ended]

    # ------------------------------------------------------------------------------------------------ its days

    @property
    def response_due(self) -> date | None:
        """As given when the level was entered or the challenge reopened, or as extended since."""
        return (self.last("extended") or self.chapter[0]).due

    @property
    def answered_on(self) -> date | None:
        return next((step.on for step in self.chapter if step.kind in ANSWERS), None)

    @property
    def accepted_on(self) -> date | None:
        """When the IRO accepted the response of this chapter; agreeing actions accepts it, another view takes that back."""
        accepted = None
        for step in self.chapter:
            if step.kind == "view":
                accepted = step.on if step.code == "accepted" else None
            elif step.kind == "actions-agreed":
                accepted = accepted or step.on
        return accepted

    @property
    def done_on(self) -> date | None:
        """When the last action ended, after the response of this chapter and after the last actions were agreed."""
        done, answered = None, False
        before = len(self.steps) - len(self.chapter)
        for at, step in enumerate(self.chapter, before + 1):
            answered = answered or step.kind in ANSWERS
            if step.kind == "actions-agreed":
                done = None
            ends = step.kind in ("action-done", "action-dropped")
            if ends and answered and not self.waiting(self.steps[:at]):
                done = step.on
        return done

    @cached_property
    def actions_due(self) -> date | None:
        return None if self.ending else min(self.waiting(self.steps), default=None)

    @cached_property
    def process(self) -> tuple[date, date, date] | None:
        """When the formal process began (anew when reopened), and when it is due: originally, and with extensions."""
        found, level = None, 0
        for step in self.steps:
            entered = step.kind == "entered"
            level = step.level if entered else level
            if level > 1 and (step.kind == "reopened" or (entered and found is None)):
                due = working_days_after(step.on, self.log.days_of_process(step.on))
                found = (step.on, due, due)
            elif found and step.kind == "extended" and step.due:
                found = (found[0], found[1], max(found[2], step.due))
        return found

    def stopped(self, stop: str) -> date | None:
        """The day it was resolved: accepted, done or closed; never when withdrawn, nor done while an action waits.

        Where nothing was to be done, being accepted counts as done; what was closed without a word is resolved that day.
        """
        if self.outcome == "withdrawn" or (stop == "done" and self.actions_due):
            return None
        days = {"accepted": (self.accepted_on,), "done": (self.done_on, self.accepted_on), "closed": ()}[stop]
        return next((day for day in days if day), self.closed_on)

    @property
    def last_moved(self) -> date:
        return [step.on for step in self.steps if step.kind not in UNMOVED][-1]

    # ------------------------------------------------------------------------------------------------ what came of it

    @property
    def impact(self) -> Step | None:
        return self.last("impact")

    @property
    def follow_up(self) -> date | None:
        """When somebody is to look again: as said on closing, then only while it was too early to say."""
        if self.impact:
            return self.impact.due if self.impact.code == "too-early" else None
        return self.ending.due if self.ending and self.outcome != "withdrawn" else None

    @property
    def looked(self) -> str:
        """The impact, or why there is none."""
        if self.impact:
            return self.impact.code
        if not self.ending:
            return ""
        if self.outcome == "withdrawn":
            return "withdrawn"
        if not self.formal:
            return "not-asked"
        return "to-come" if self.follow_up and self.follow_up >= self.log.today else "nobody-looked"

    # ------------------------------------------------------------------------------------------------ what is due today

    @property
    def overdue(self) -> bool:
        late_response = self.state == "awaiting" and self.response_due and self.response_due < self.log.today
        late_process = not self.accepted_on and self.process and self.process[2] < self.log.today
        return self.open and bool(late_response or late_process)

    @property
    def actions_late(self) -> bool:
        return bool(self.open and self.actions_due and self.actions_due < self.log.today)

    @property
    def quiet(self) -> bool:
        return self.open and working_days(self.last_moved, self.log.today) >= QUIET_DAYS

    # ------------------------------------------------------------------------------------------------ its levels

    @cached_property
    def entries(self) -> list[Entry]:
        """Every time at a level, from the step that entered it to the one that entered the next."""
        starts = [at for at, step in enumerate(self.steps) if step.kind == "entered" and step.level]
        ends = [*starts[1:], len(self.steps)][: len(starts)]
        found: list[Entry] = []
        for start, end in zip(starts, ends, strict=True):
            within, before = self.steps[start:end], found[-1].level if found else None
            found.append(self._entry(within, before, self.steps[end].on if end < len(self.steps) else self.closed_on))
        return found

    def _entry(self, within: tuple[Step, ...], before: int | None, left: date | None) -> Entry:
        first = within[0]
        assert first.due
        extended = [step.due for step in within if step.kind == "extended" and step.due]
        return Entry(
            of=self,
            level=first.level,
            entered=first.on,
            due=first.due,
            extended_due=extended[-1] if extended else first.due,
            answered=next((step.on for step in within if step.kind in ANSWERS), None),
            left=left,
            passed=max(0, first.level - (2 if before is None else before + 1)),
            reason=first.code,
        )
