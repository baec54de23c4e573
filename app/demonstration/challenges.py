"""Challenges of the synthetic service: each concern told step by step until it is closed, looked at again, or today comes."""

import csv
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import cache

from app.demonstration.concerns import About, Concern
from app.demonstration.draws import Draw, Shares
from app.demonstration.ladder import Holders
from app.demonstration.service import Service
from app.domain.calendar import add_days, add_months
from app.domain.challenges import records
from app.domain.challenges.ladder import ladder_of, skipped
from app.domain.challenges.records import Challenge, ChallengeAction, ChallengeStep
from app.domain.challenges.story import Terms, tell
from app.domain.records import Record, revised
from app.domain.settings import DEFINITIONS
from resources import path

GOOD_PRACTICE = "good-practice"
ESCALATES = {1: 0.24, 2: 0.36, 3: 0.42, 4: 0.05, 5: 0.0}
"""How often a challenge that was answered at a level goes to the next one."""
UNFILED_DAYS = 35
"""Within so many days some steps are not on the child's file yet."""
LOOKED_AT = 12
"""What was to be looked at again more than so many months ago was."""
OUTCOMES = Shares(
    {
        "plan-changed": 24, "action-completed": 38, "resources-agreed": 8, "explanation-accepted": 16, "partly-resolved": 10,
        "superseded": 4,
    }
)  # fmt: skip
IMPACT = Shares(
    {records.EVIDENCED: 46, records.NOT_YET: 22, records.COMPLIANCE: 18, records.NO_CHANGE: 8, records.TOO_EARLY: 6}
)
EVIDENCE = {
    records.EVIDENCED: "What was agreed has happened, and the child says that things are better.",
    records.NOT_YET: "The plan now says what was asked for; it has begun.",
    records.COMPLIANCE: "The form was completed. Nothing is different for the child.",
    records.NO_CHANGE: "Nothing has changed.",
    records.TOO_EARLY: "The change began last week.",
}
ANSWERS = (
    "We agree. The work is allocated and dates are set out below.",
    "Thank you for raising this. It was delayed by a change of worker and is now under way.",
    "We do not agree that there has been delay; the assessment sets the pace.",
    "The panel has a date, and the papers will be with you before it.",
)
ACTIONS = (
    "Make the referral and tell the IRO",
    "Hold the planning meeting",
    "Send the revised plan to the IRO",
    "Visit the child and record it",
    "Book the panel",
)


@dataclass(frozen=True)
class Worry:
    """What is said of a theme: the concern, and what is asked for."""

    theme: str
    concern: str
    asked: str


@cache
def worries() -> Shares[Worry]:
    """All that can be worried about, by how often it is."""
    with path("lists/concerns.csv").open(encoding="utf-8", newline="") as file:
        return Shares(
            {Worry(row["theme"], row["concern"], row["asked"]): float(row["weight"]) for row in csv.DictReader(file)}
        )


def terms_of(service: Service) -> Terms:
    """The usual ladder, and the working calendar."""
    ladder = ladder_of(DEFINITIONS["challenges.ladder"].default, DEFINITIONS["challenges.total-days"].default)
    return Terms(lambda _: ladder, service.calendar)


def told(service: Service, holders: Holders, concerns: Iterable[Concern]) -> Iterator[list[Record]]:
    """The records of each challenge, numbered in the order in which they were raised; each comes after those it names."""
    number = 0
    terms = terms_of(service)
    for place, concern in enumerate(sorted(concerns, key=lambda one: (one.day, one.about[0].child.id))):
        draw = Draw(service.seed, "challenge", place)
        group = draw.id() if len(concern.about) > 1 else None
        plot = Plot(service, holders, terms, concern, Draw(service.seed, "plot", place))
        for about in concern.about:
            number += 1
            yield list(plot.records(draw, about, f"CH{number:04}", group))


@dataclass
class Plot:
    """One concern: the same steps for each of the children it is about."""

    service: Service
    holders: Holders
    terms: Terms
    concern: Concern
    draw: Draw
    steps: list[ChallengeStep] = field(default_factory=list)
    actions: list[ChallengeAction] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.worry = self.draw.of(worries())
        self.positive = self.worry.theme == GOOD_PRACTICE
        self._tell()

    def records(self, draw: Draw, about: About, reference: str, group: str | None) -> Iterator[Record]:
        """The challenge of one child, decided from its own copies of the steps."""
        challenge = Challenge(
            id=draw.id(), reference=reference, child_id=about.child.id, group_id=group, raised_on=self.concern.day,
            raised_by_id=self.concern.officer_id, status=about.status, theme=self.worry.theme, positive=self.positive,
            concern=self.worry.concern, asked=self.worry.asked,
        )  # fmt: skip
        new = {one.id: draw.id() for one in (*self.steps, *self.actions)}
        steps = [self._copy(step, challenge, new) for step in self.steps if self._may(step, about)]
        kept = {step.id for step in steps}
        actions = [
            ChallengeAction(
                id=new[a.id], challenge_id=challenge.id, step_id=new[a.step_id], what=a.what, owner=a.owner, due=a.due
            )
            for a in self.actions
            if new[a.step_id] in kept
        ]
        story = tell(challenge, steps, actions, self.terms)
        yield story.challenge
        yield from steps
        yield from story.actions
        for entry in story.entries:
            yield revised(entry, id=draw.id())

    def _may(self, step: ChallengeStep, about: About) -> bool:
        """Cafcass is asked about looked-after children only."""
        return about.status in (records.CLA, records.BOTH) or step.kind not in (records.CONSULTED, records.REFERRED)

    def _copy(self, step: ChallengeStep, challenge: Challenge, new: dict[str, str]) -> ChallengeStep:
        return revised(
            step, id=new[step.id], challenge_id=challenge.id, action_id=new[step.action_id] if step.action_id else None
        )

    # ------------------------------------------------------------------------------------------------ telling

    def _tell(self) -> None:
        day = self.concern.day
        if self.positive:
            self._step(day, records.ENTERED, level=0, to=self.holders.name(1, self.concern.team_id, day))
            return
        level = self._first_level()
        before: int | None = None
        while True:
            day = self._enter(day, level, before)
            answer = self._answer(day, level)
            if answer is None:
                return
            if self.draw.chance(ESCALATES[level]):
                if not self._step(answer, records.VIEW, code=records.NOT_ACCEPTED):
                    return
                day, before = self._later(answer, 1, 4), level
                level += 1
                continue
            self._resolve(answer, level)
            return

    def _first_level(self) -> int:
        if self.worry.theme == "unregistered-placement":
            return 4
        return 1 if self.draw.chance(0.53) else 2 if self.draw.chance(0.92) else 3

    def _enter(self, day: date, level: int, before: int | None) -> date:
        passed = skipped(before, level) and self.worry.theme != "unregistered-placement"
        due = self.terms.ladders(day).response_due(level, day, self.terms.calendar)
        to = self.holders.name(level, self.concern.team_id, day)
        code = "urgent" if passed else ""
        words = self.worry.concern if before is None else "The answer does not change anything for the child."
        self._step(day, records.ENTERED, level=level, to=to, due=due, code=code, words=words)
        if before is None and self.draw.chance(0.55):
            self._step(self._later(day, 0, 3), records.INFORMED, code="yes", words="Told at the visit.")
        return day

    def _answer(self, day: date, level: int) -> date | None:
        """The day of the response; None when today comes first."""
        late = self.draw.chance(0.24)
        wait = self.draw.whole(6, 14) if late else self.draw.whole(1, 5)
        answered = self._after(day, wait)
        if late and self.draw.chance(0.6):
            self._step(self._after(day, 6), records.CHASED, code="email", by="The IRO", words="No answer yet.")
        elif late and self.draw.chance(0.3):
            due = self._after(day, 10)
            self._step(self._after(day, 4), records.EXTENDED, code="information", due=due, words="Assessment awaited.")
        if self.draw.chance(0.02):
            self._step(self._after(day, 3), records.CONSULTED, words="Asked for advice.")
        words, by = self.draw.one(ANSWERS), self.holders.name(level, self.concern.team_id, day)
        return answered if self._step(answered, records.RESPONSE, words=words, by=by) else None

    def _resolve(self, day: date, level: int) -> None:
        if level >= 3 and self.draw.chance(0.5):
            day = self._later(day, 1, 5)
            if not self._step(day, records.MEETING, level=level, by="IRO, social worker and both managers"):
                return
        ended = self._actions(day) if self.draw.chance(0.55) else self._accepted(day)
        if ended is None:
            return
        closed = self._later(ended, 0, 6)
        again = add_months(closed, 3) if level > records.INFORMAL else None
        outcome = self.draw.of(OUTCOMES)
        if self._step(closed, records.CLOSING, code=outcome, due=again, words="Closed with the IRO's agreement."):
            self._look_again(again)

    def _accepted(self, day: date) -> date | None:
        return day if self._step(day, records.VIEW, code=records.ACCEPTED) else None

    def _actions(self, day: date) -> date | None:
        """The day the last agreed action was done; None when one is still waiting."""
        step = self._step(day, records.ACTIONS, words="Agreed with the IRO.")
        if step is None:
            return None
        waits = [self.draw.whole(5, 25) for _ in range(self.draw.whole(1, 2))]
        done = [max(1, wait + self.draw.whole(-4, 7 if self.draw.chance(0.25) else 0)) for wait in waits]
        made = [self._action(step, self._after(day, wait)) for wait in waits]
        for action, days in sorted(zip(made, done, strict=True), key=lambda pair: pair[1]):
            if not self._step(self._after(day, days), records.ACTION_DONE, action_id=action.id):
                return None
        return self._after(day, max(done))

    def _action(self, step: ChallengeStep, due: date) -> ChallengeAction:
        owner = "Social worker" if self.draw.chance(0.7) else "Team manager"
        action = ChallengeAction(
            id=self.draw.id(), challenge_id="", step_id=step.id, what=self.draw.one(ACTIONS), owner=owner, due=due
        )
        self.actions.append(action)
        return action

    def _look_again(self, due: date | None) -> None:
        """Of the last year some are still owed; of the years before, all were looked at again, as often as it took."""
        if due is None or not (self.draw.chance(0.94) or due < add_months(self.service.today, -LOOKED_AT)):
            return
        found = self.draw.of(IMPACT)
        scope = "service" if self.draw.chance(0.06) else "child"
        day = self._later(due, 0, 8)
        again = add_months(day, 2) if found == records.TOO_EARLY else None
        if self._step(day, records.IMPACT, code=found, scope=scope, words=EVIDENCE[found], due=again):
            self._look_again(again)

    def _after(self, day: date, working_days: int) -> date:
        return self.terms.calendar.add_working_days(day, working_days)

    def _later(self, day: date, low: int, high: int) -> date:
        return self._after(day, self.draw.whole(low, high))

    def _step(self, day: date, kind: str, **facts: object) -> ChallengeStep | None:
        """One step, unless it lies ahead; most are on the child's file some days later."""
        filed = add_days(day, self.draw.whole(0, 6))
        waits = (self.service.today - day).days < UNFILED_DAYS and self.draw.chance(0.4)
        on_file = None if waits or filed > self.service.today else filed
        if day > self.service.today:
            return None
        step = ChallengeStep(
            id=self.draw.id(), challenge_id="", kind=kind, on=day, position=len(self.steps), on_file=on_file
        )
        self.steps.append(revised(step, **facts))
        return self.steps[-1]
