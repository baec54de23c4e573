"""What the IROs look at between reviews: midway reviews, monitoring, audits, final plans, statements to court."""

import itertools
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from app.demonstration.draws import Draw, Shares
from app.demonstration.histories import Told
from app.demonstration.service import Service
from app.demonstration.turns import Turns
from app.domain import checks
from app.domain.answers import NO, NOT_APPLICABLE, PARTLY, YES
from app.domain.calendar import add_months
from app.domain.checks import Check, CheckAnswer
from app.domain.kinds import LOOKED_AFTER
from app.domain.quality import CourtStatement, FinalPlan
from app.domain.records import Record
from app.domain.reviews import Review, Series
from app.domain.settings import DEFINITIONS

KEPT_DAYS = 430
PLANS_DAYS = 1100
CHANCES = {checks.MIDWAY: 0.94, checks.MONITORING: 0.12, checks.AUDIT: 0.05}
ANSWERS = Shares({YES: 80, PARTLY: 10, NO: 5, NOT_APPLICABLE: 5})
GOOD = Shares({NO: 60, YES: 14, NOT_APPLICABLE: 26})
GRADES = Shares({"outstanding": 9, "good": 58, "requires-improvement": 29, "inadequate": 4})
WHEN_RATIFIED = Shares[tuple[int, int] | None]({(2, 6): 51, (6, 8): 14, (8, 12): 10, (12, 16): 2, None: 23})
LONG_AGO = Shares[tuple[int, int] | None]({(2, 6): 60, (6, 8): 22, (8, 12): 18})
WHY_NOT = Shares({"assessments": 30, "court": 40, "family-finding": 15, "health": 5, "other": 10})
FOUND = {
    NO: "Not found on the file; to be put right before the next review.",
    PARTLY: "Begun, and not finished.",
}


@dataclass(frozen=True)
class Oversight:
    """Tells of one child."""

    service: Service
    turns: Turns

    def records(self, told: Told) -> Iterator[Record]:
        """All of one period of care."""
        series = told.schedule.series
        if self.service.size.dense or series.kind != LOOKED_AFTER:
            return
        for one, after in self._between(told):
            yield from self._checks(one, after)
        yield from self._final_plan(series)
        yield from self._statement(series)

    def _between(self, told: Told) -> Iterator[tuple[Review, date]]:
        """Each review held lately with the day of the next one, held or due."""
        first = self.service.today - timedelta(days=KEPT_DAYS)
        reviews = sorted(told.schedule.reviews, key=lambda r: r.held or date.max)
        for one, after in itertools.pairwise(reviews):
            day = after.held or after.due
            if one.held and day and one.held >= first:
                yield one, day

    def _checks(self, review: Review, until: date) -> Iterator[Record]:
        assert review.held is not None
        for kind, chance in CHANCES.items():
            draw = Draw(self.service.seed, "check", kind, review.id)
            middle = review.held + (until - review.held) / 2 + timedelta(days=draw.whole(-12, 12))
            day = self.service.calendar.add_working_days(middle, 1)
            if draw.chance(chance) and review.held < day <= min(self.service.today, until):
                yield from self._check(draw, review, kind, day)

    def _check(self, draw: Draw, review: Review, kind: str, day: date) -> Iterator[Record]:
        asked = DEFINITIONS["checks.questions"].default[kind]
        answers = [(question, draw.of(GOOD if question["good"] else ANSWERS)) for question in asked]
        poor = [question["words"] for question, answer in answers if answer == NO and not question["good"]]
        check = Check(
            id=draw.id(),
            child_id=review.child_id,
            kind=kind,
            date=day,
            officer_id=self.turns.officer(day),
            grade=draw.of(GRADES) if kind == checks.AUDIT else None,
            found=f"To follow up: {poor[0]}" if poor else "",
        )
        yield check
        for question, answer in answers:
            yield CheckAnswer(
                id=draw.id(),
                check_id=check.id,
                question=question["key"],
                words=question["words"],
                answer=answer,
                good=question["good"],
                note="" if question["good"] else FOUND.get(answer, ""),
            )

    def _final_plan(self, series: Series) -> Iterator[FinalPlan]:
        """Ratified in time, late, not yet or never; of some nothing is recorded yet."""
        today, draw = self.service.today, Draw(self.service.seed, "final plan", series.id)
        old = series.start is not None and (today - series.start).days > PLANS_DAYS
        if series.start is None or (old and series.end):
            return
        when = draw.of(LONG_AGO if old and draw.chance(0.96) else WHEN_RATIFIED)
        ratified = self._within(draw, series.start, when) if when else None
        gone = (series.closes or date.max) <= (ratified or date.max)
        why = draw.of(WHY_NOT)
        if ratified and ratified <= today and not gone:
            yield FinalPlan(id=draw.id(), child_id=series.child_id, series_id=series.id, ratified_on=ratified)
        elif add_months(series.start, 6) < min(today, series.closes or today) and draw.chance(0.8):
            yield FinalPlan(id=draw.id(), child_id=series.child_id, series_id=series.id, why_not=why)

    def _within(self, draw: Draw, start: date, months: tuple[int, int]) -> date:
        """A working day between so many months after the start."""
        first, last = (add_months(start, number) for number in months)
        day = draw.day(first + timedelta(days=1), last - timedelta(days=4))
        return self.service.calendar.add_working_days(day, 1)

    def _statement(self, series: Series) -> Iterator[CourtStatement]:
        draw = Draw(self.service.seed, "statement", series.id)
        if series.start is None or (self.service.today - series.start).days > 540 or not draw.chance(0.35):
            return
        due = self.service.calendar.add_working_days(series.start + timedelta(days=draw.whole(60, 200)), 1)
        sent = self.service.calendar.add_working_days(due, draw.whole(-6, -1) if draw.chance(0.9) else draw.whole(1, 9))
        if due >= (series.closes or date.max):
            return
        sent_on = sent if sent <= self.service.today else None
        yield CourtStatement(id=draw.id(), child_id=series.child_id, due_on=due, sent_on=sent_on)
