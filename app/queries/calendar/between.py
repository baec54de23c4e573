"""The meetings between two days of an IRO, a social-work team or everybody, with what is due, closed and who is away."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import ClassVar

from app.domain.access import Right, Stamp
from app.domain.caseload import away
from app.domain.officers import IRO, LEAVE, Absence, Officer, Post, Team
from app.queries.calendar.shapes import Away, Day, DueMark, Event, Look, OneChild, in_order
from app.queries.calendar.words import Scale
from app.queries.gathered import HELD, GatheredMeeting, gathered, gatherings
from app.queries.review_columns import both_kinds
from app.queries.reviews import OPEN, PLACED
from app.queries.week.sight import NO_IRO, Sight
from app.store import Selection, Store, Where

UNBOOKED = ("id", "child_id", "child", "kind", "due", "iro_now_id", "beside_kind")
CHAIRING = (IRO, "conference-chair")
"""The roles of posts in which somebody chairs reviews."""
ORDER = (("due", False), ("reference", False))


@dataclass(frozen=True)
class MeetingsBetween:
    """Ask for every day from the first to the last, of one IRO or one team or, with neither, of everybody.

    Whose a meeting is follows from who holds its children today, as everywhere; one that also serves a child of somebody
    else names that child too.
    """

    first: date
    last: date
    officer_id: str | None = None
    team_id: str | None = None
    right: ClassVar[Right] = Right.SEE

    def run(self, store: Store, stamp: Stamp) -> Look:
        """Each sort of record is read once, whatever the number of days."""
        sight = Sight.of(store, stamp, self.officer_id)
        events = _events(store, sight, self.first, self.last, self._whose())
        marks = self._unbooked(store, sight)
        absences = self._absences(store, events, marks)
        found, due = defaultdict(list), defaultdict(list)
        for event in events:
            found[event.day].append(event)
        for mark in marks:
            due[mark.due].append(mark)
        days = [self.first + timedelta(days=number) for number in range((self.last - self.first).days + 1)]
        shown = tuple(
            Day(day, in_order(found[day]), tuple(due[day]), sight.holidays.get(day, ""), on_day(absences, sight, day))
            for day in days
        )
        return Look(shown, self._words(store, sight), self._in_post(store, sight))

    def _whose(self) -> tuple[Where, ...]:
        pairs = (("iro_now_id", self.officer_id), ("team_now_id", self.team_id))
        return tuple(Where(field, "is", value) for field, value in pairs if value)

    def _unbooked(self, store: Store, sight: Sight) -> list[DueMark]:
        between = (Where("due", "at least", self.first), Where("due", "at most", self.last))
        chosen = (Where("kind", "in", sight.chaired), PLACED, OPEN, Where("planned", "is", None))
        selection = Selection("reviews", (*chosen, *between, *self._whose()), sight.today)
        scale = Scale(sight.today, sight.calendar)
        return [
            DueMark(
                review,
                child_id,
                name,
                both_kinds(sight.kinds, kind, beside),
                due,
                officer,
                _name(sight, officer),
                scale.unbooked(due),
            )
            for review, child_id, name, kind, due, officer, beside in store.rows(selection, UNBOOKED, ORDER)
        ]

    def _absences(self, store: Store, events: Sequence[Event], marks: Sequence[DueMark]) -> list[Absence]:
        """Of the IRO; of a team, those who have something here; else of everybody."""
        if self.officer_id:
            return list(store.shelf(Absence).find(officer_id=self.officer_id))
        found = store.shelf(Absence).find()
        theirs = {event.officer_id for event in events} | {mark.officer_id for mark in marks}
        return [one for one in found if not self.team_id or one.officer_id in theirs]

    def _in_post(self, store: Store, sight: Sight) -> tuple[tuple[str, str], ...]:
        """Who holds a post in which reviews are chaired, on any of these days."""
        if self.officer_id or self.team_id:
            return ()
        posts = store.shelf(Post).find(role=CHAIRING)
        running = {p.officer_id for p in posts if p.start <= self.last and (p.end is None or p.end > self.first)}
        return tuple((key, name) for key, name in sight.officers.items() if key in running)

    def _words(self, store: Store, sight: Sight) -> str:
        officer = store.shelf(Officer).maybe(self.officer_id)
        team = store.shelf(Team).maybe(self.team_id)
        named = [one.name for one in (officer, team) if one]
        return ", ".join(named) or "everybody"


def _events(store: Store, sight: Sight, first: date, last: date, whose: tuple[Where, ...]) -> list[Event]:
    """The meetings; where only some children are asked for, each meeting still names all whom it serves."""
    found = gatherings(store, sight.today, first, last, (Where("kind", "in", sight.chaired), *whose))
    if whose and found:
        keys = tuple(one.meeting_id for one in found)
        found = gathered(store, sight.today, Where("meeting_id", "in", keys))
    return [event_of(one, sight) for one in found]


def event_of(one: GatheredMeeting, sight: Sight) -> Event:
    """A meeting in words; with one IRO chosen it is that one's, though a brother or sister be somebody else's."""
    scale = Scale(sight.today, sight.calendar)
    children = tuple(
        OneChild(
            served.review_id,
            served.child_id,
            served.child,
            sight.kinds[served.kind],
            served.due,
            scale.standing(served.due, (served.held or one.day) if one.state == HELD else one.day, one.state),
        )
        for served in one.served
    )
    theirs = [served.officer_id for served in one.served if served.officer_id]
    officer = sight.officer_id if sight.officer_id in theirs else next(iter(theirs), None)
    facts = (one.meeting_id, one.day, one.at, one.minutes, one.place, one.state, officer, _name(sight, officer))
    return Event(*facts, children, invited_on=one.invited_on, minute_taker=one.minute_taker)


def on_day(absences: Iterable[Absence], sight: Sight, day: date) -> tuple[Away, ...]:
    """Who is away on a day, by name; leave is called leave, and no other reason is told here."""
    found = {one.officer_id: one for one in absences if away(one, day) and one.officer_id in sight.officers}
    made = [Away(key, sight.officers[key], absence_words(one)) for key, one in found.items()]
    return tuple(sorted(made, key=lambda one: one.officer.casefold()))


def absence_words(absence: Absence) -> str:
    """On leave, or away: why somebody is away otherwise is nobody's business in a calendar."""
    return "on leave" if absence.kind == LEAVE else "away"


def _name(sight: Sight, officer_id: str | None) -> str:
    return sight.officers.get(officer_id or "", NO_IRO)
