"""The reviews of a family: drawn around the due dates one after the other, then numbered and dated by the schedule."""

from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from app.demonstration.beside import placed_on
from app.demonstration.cases import Case
from app.demonstration.draws import Draw, Shares
from app.demonstration.punctuality import LATE_REASONS
from app.demonstration.service import Service
from app.demonstration.spells import CARE, ENQUIRY, Spell
from app.demonstration.turns import Turns
from app.domain.calendar import add_days, birthday
from app.domain.children import Child
from app.domain.conferences import CONFERENCES, NOT_NEEDED
from app.domain.contacts import DUTY
from app.domain.kinds import ICPC, KINDS, LOOKED_AFTER, RCPC, TRANSFER_IN
from app.domain.participation import UNDER_FOUR
from app.domain.reviews import Review, Series
from app.domain.schedule import Schedule, Terms, schedule

PARTICIPATION = Shares({"PN1": 1256, "PN2": 58, "PN3": 20, "PN4": 48, "PN5": 461, "PN6": 979, "PN7": 68})
AT_CONFERENCES = Shares({"PN1": 300, "PN2": 60, "PN3": 10, "PN4": 30, "PN5": 420, "PN6": 650, "PN7": 128})
LATENESS = {LOOKED_AFTER: 9.0, RCPC: 8.0, ICPC: 6.0}
"""How late the late reviews of a kind are on the average, in days; USUAL_LATENESS for the others."""
USUAL_LATENESS = 7.0
TRANSFERRED, NOT_NEEDED_SHARE = 0.02, 0.3
OVERDUE_DAYS = 16
"""Reviews that are overdue now fell due within so many days; older ones have been held by now, late."""
BOOKED = {LOOKED_AFTER: (0.86, 0.25), RCPC: (0.95, 0.6), ICPC: (0.92, 0.0)}
"""How likely an open review has a date booked: within eight weeks, and later; USUALLY_BOOKED for other kinds."""
USUALLY_BOOKED = (0.85, 0.2)


@dataclass(frozen=True)
class Day:
    """When a review is held, and whether that was brought forward."""

    date: date
    forward: bool = False


@dataclass
class Told:
    """One series with its reviews as the schedule has them, and the day on which the open one is planned."""

    schedule: Schedule
    planned: date | None = None


@dataclass
class Histories:
    """Tells the histories of one family; brothers and sisters whose reviews fall due on one day share the meeting."""

    service: Service
    draw: Draw
    turns: Turns
    days: dict[tuple[str, int, date], Day] = field(default_factory=dict)

    def tell(self, case: Case) -> list[Told]:
        """All series of one child."""
        told: list[Told] = []
        for spell in case.spells:
            told += [self._care(case, spell)] if spell.what == CARE else self._plan(case, spell)
        return told

    def other(self, child: Child, spell: Spell) -> Told:
        """A series that is neither care nor a plan: the code of its kind is what the spell is."""
        series = replace(self._series(child, spell.what, spell), history_complete=True)
        return self._run(child, series, spell.start, 1, [])

    def lone(self, case: Case) -> list[Review]:
        """For a very few, a review on record that lies in no period."""
        if self.service.size.dense or not case.spells or not self.draw.chance(0.003):
            return []
        child, kind = case.child, LOOKED_AFTER
        held = self._working(case.spells[0].start - timedelta(days=self.draw.whole(60, 200)), back=True)
        if child.date_of_birth is None or held <= child.date_of_birth:
            return []
        return [
            Review(
                id=self.draw.id(), child_id=child.id, kind=kind, held=held, participation=self._part(child, kind, held)
            )
        ]

    def _care(self, case: Case, spell: Spell) -> Told:
        known = case.missing != "start"
        series = self._series(case.child, LOOKED_AFTER, spell)
        if not case.missing:
            complete, placed = replace(series, history_complete=True), placed_on(case.beside)
            return self._run(case.child, complete, spell.start, 1, [], placed)
        first = self._working(spell.start + timedelta(days=self.draw.whole(300, 800)), back=False)
        series = replace(series, start=spell.start if known else None, start_known=known)
        review = self._held(case.child, series, Day(first), None)
        source_due = first + timedelta(days=self.draw.whole(0, 6)) if self.draw.chance(0.4) else None
        review = replace(review, source_due=source_due)
        return self._run(case.child, series, first, 4 if known else 2, [review], placed_on(case.beside))

    def _plan(self, case: Case, spell: Spell) -> list[Told]:
        if spell.what == ENQUIRY and (unneeded := self._not_needed(case.child, spell)):
            return [unneeded]
        transferred = Draw(self.service.seed, "transfer", case.child.sibling_group or case.child.id, spell.start)
        kind = TRANSFER_IN if spell.what != ENQUIRY and transferred.chance(TRANSFERRED) else ICPC
        enquiry = self._series(case.child, kind, replace(spell, end=None, reason=""))
        told = self._run(case.child, replace(enquiry, history_complete=True), spell.start, 1, [])
        held = next((review.held for review in told.schedule.reviews if review.held), None)
        if held is None:
            return [told]
        reason = "no-plan" if spell.what == ENQUIRY else "plan-made"
        ended = replace(told.schedule.series, end=held, end_reason=reason)
        told = Told(schedule(ended, told.schedule.reviews, self._terms(case.child)))
        if spell.what == ENQUIRY:
            return [told]
        plan = self._series(case.child, RCPC, replace(spell, start=held))
        return [told, self._run(case.child, replace(plan, history_complete=True), held, 1, [])]

    def _not_needed(self, child: Child, spell: Spell) -> Told | None:
        """For some, no conference was needed after all."""
        draw = Draw(self.service.seed, "not needed", child.sibling_group or child.id)
        end = self.service.calendar.add_working_days(spell.start, draw.whole(3, 10))
        if not draw.chance(NOT_NEEDED_SHARE) or end >= self.service.today:
            return None
        series = self._series(child, ICPC, replace(spell, end=end, reason=NOT_NEEDED))
        return Told(schedule(replace(series, history_complete=True), (), self._terms(child)))

    def _series(self, child: Child, kind: str, spell: Spell) -> Series:
        return Series(
            id=self.draw.id(),
            child_id=child.id,
            kind=kind,
            start=spell.start,
            end=spell.end if spell.end is None or spell.end > spell.start else add_days(spell.start, 1),
            end_reason=spell.reason,
        )

    def _terms(self, child: Child, placed: date | None = None) -> Terms:
        away = ((placed, None),) if placed else ()
        return Terms(self.service.calendar, eighteenth=child.eighteenth_birthday, away=away)

    def _run(
        self,
        child: Child,
        series: Series,
        since: date,
        number: int,
        reviews: list[Review],
        placed: date | None = None,
    ) -> Told:
        """Hold one review after the other until the series ends, the child is placed, or the next one is to come."""
        kind, today, eighteenth = KINDS[series.kind], self.service.today, child.eighteenth_birthday or date.max
        ends_at_conference = series.kind == RCPC and series.end is not None and series.end != eighteenth
        last = min(
            today, eighteenth, placed or date.max, (series.end or date.max) if not ends_at_conference else date.max
        )
        day = Day(date.max)
        while step := kind.step(number):
            due = step.interval.after(since, self.service.calendar)
            day = self._day(series.kind, number, since, due)
            if day.date >= last:
                break
            reviews.append(self._held(child, series, day, due))
            number, since = number + 1, day.date
            if ends_at_conference and series.end and since >= series.end:
                series = replace(series, end=since)
                break
        waiting = Review(id=self.draw.id(), child_id=child.id, series_id=series.id, kind=series.kind)
        result = schedule(series, (*reviews, waiting), self._terms(child, placed))
        return self._looking_ahead(result, day.date)

    def _looking_ahead(self, result: Schedule, day: date) -> Told:
        """Book the open review of a running series, or leave it without a date; say why where one is overdue."""
        review, today = result.next, self.service.today
        runs = result.series.closes is None or result.series.closes > day
        if review is None or review.due is None or not runs or day < today:
            return Told(result)
        soon, later = BOOKED.get(review.kind, USUALLY_BOOKED)
        if review.due < today and self.draw.chance(0.5):
            explained = replace(review, late_reason=self.draw.of(LATE_REASONS))
            result = replace(result, reviews=(*result.reviews[:-1], explained))
        booked = 0.6 if review.due < today else soon if (day - today).days <= 56 else later
        return Told(result, day if self.draw.chance(booked) and (day - today).days <= 140 else None)

    def _held(self, child: Child, series: Series, day: Day, due: date | None) -> Review:
        held, draw = day.date, self.draw
        recent = (self.service.today - held).days <= 18
        late = due is not None and held > due and not (recent and draw.chance(0.4))
        chair = self.turns.officer(held)
        if draw.chance(0.06):
            chair = draw.one(self.service.slots).holder(held)
        return Review(
            id=draw.id(),
            child_id=child.id,
            series_id=series.id,
            kind=series.kind,
            held=held,
            participation=self._part(child, series.kind, held, silent=draw.chance(0.3 if recent else 0.004)),
            late_reason=draw.of(LATE_REASONS) if late else None,
            chair_id=chair,
            without_meeting=series.kind == LOOKED_AFTER and draw.chance(0.01),
            brought_forward_by="child" if day.forward else "",
            brought_forward_why="A change of home was planned" if day.forward else "",
        )

    def _part(self, child: Child, kind: str, held: date, *, silent: bool = False) -> str | None:
        if child.date_of_birth is None or kind not in (*DUTY, *CONFERENCES):
            return None
        if held < birthday(child.date_of_birth, 4):
            return UNDER_FOUR
        if silent:
            return None
        code = self.draw.of(AT_CONFERENCES if kind in CONFERENCES else PARTICIPATION)
        young = held < birthday(child.date_of_birth, 8)
        return "PN6" if young and code == "PN1" and self.draw.chance(0.4) else code

    def _day(self, kind: str, number: int, since: date, due: date) -> Day:
        """The day of a review: the same for brothers and sisters with the same due date."""
        key = (kind, number, due)
        if key not in self.days or self.days[key].date <= since:
            self.days[key] = self._draw_day(kind, since, due)
        return self.days[key]

    def _draw_day(self, kind: str, since: date, due: date) -> Day:
        draw, today = self.draw, self.service.today
        if today - timedelta(days=OVERDUE_DAYS) <= due < today and draw.chance(0.2) and self.service.overdue.take():
            return Day(self._working(today + timedelta(days=draw.whole(0, 16)), back=False))
        if draw.chance(self.service.punctuality.chance(kind, due, self.turns.slot(due).number)):
            return self._in_time(kind, since, due)
        day = self._working(
            due + timedelta(days=1 + int(min(draw.waiting(LATENESS.get(kind, USUAL_LATENESS)), 75))), back=False
        )
        if due < today <= day:
            day = self.service.calendar.add_working_days(today, -1)
        return Day(day) if day > due else self._in_time(kind, since, due)

    def _in_time(self, kind: str, since: date, due: date) -> Day:
        draw, length = self.draw, (due - since).days
        forward = length > 150 and kind == LOOKED_AFTER and draw.chance(0.012)
        early = draw.whole(30, 60) if forward else int(min(draw.waiting(length * 0.045), length / 4))
        day = self._working(due - timedelta(days=early), back=True)
        return Day(day if day > since else self.service.calendar.next_working_day(since), forward)

    def _working(self, day: date, back: bool) -> date:
        calendar = self.service.calendar
        return day if calendar.is_working_day(day) else calendar.add_working_days(day, -1 if back else 1)
