"""What another day would do to a booked meeting: to each child's due date, and what stands in its way that day."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import ClassVar

from app.domain.access import Right, Stamp
from app.domain.counting import counted
from app.domain.dates import WEEKDAYS, long, with_weekday
from app.domain.errors import Refusal
from app.domain.officers import Absence
from app.queries.calendar.between import event_of, on_day
from app.queries.calendar.shapes import Event
from app.queries.calendar.words import NOT_KNOWN, Scale
from app.queries.gathered import PLANNED, gathered, gatherings
from app.queries.week.sight import Sight
from app.store import Selection, Store, Where
from app.table import Tone


@dataclass(frozen=True)
class ChildOnDay:
    """What a day would mean for one child of a meeting. left is None where the due date is not known."""

    review_id: str
    name: str
    due: date | None
    left: int | None
    late: bool
    stops: date | None
    words: str
    """In full: 4 working days before it is due, 2 working days late."""
    brief: str
    """Beside another child: 4 before due, late by 2."""


@dataclass(frozen=True)
class DayLook:
    """What a day would do to a meeting. refused says why it cannot be moved there, if it cannot."""

    day: date
    children: tuple[ChildOnDay, ...]
    holiday: str
    weekend: bool
    away: str
    clash: str
    others: int
    notice: int
    refused: str

    @property
    def late(self) -> tuple[str, ...]:
        """The names of the children whom the day makes late."""
        return tuple(one.name for one in self.children if one.late)

    @property
    def tone(self) -> Tone:
        """Late when it is for any child; otherwise on time."""
        if self.late or self.refused:
            return Tone.LATE
        return Tone.SOON if self.warnings else Tone.ON_TIME

    @property
    def children_words(self) -> str:
        """Amy 4 working days before it is due; Ben late by 2: the unit is said once."""
        said = [f"{one.name} {one.brief if at else one.words}" for at, one in enumerate(self.children)]
        return "; ".join(said)

    @property
    def warnings(self) -> tuple[str, ...]:
        """What else stands in the way of this day."""
        closed = [f"{self.holiday}, a bank holiday"] if self.holiday else []
        closed += [f"a {WEEKDAYS[self.day.weekday()]}"] if self.weekend else []
        other = [f"{counted(self.others, 'other meeting')} that day"] if self.others and not self.clash else []
        stops = [f"{one.name}: this ends on {long(one.stops)}" for one in self.children if one.stops]
        return (*closed, *(word for word in (self.away, self.clash) if word), *other, *stops)

    @property
    def notice_words(self) -> str:
        """How long before the date that is given up the move is asked for."""
        if self.notice > 0:
            return f"Asked {counted(self.notice, 'day')} before the date that is booked."
        return "Asked on the day of the meeting." if self.notice == 0 else "Asked after the date that was booked."

    @property
    def words(self) -> str:
        """Thu 3 Dec 2026: Amy 4 working days before it is due; Ben late by 2. Then what stands in the way."""
        if self.refused:
            return f"{with_weekday(self.day)}: {self.refused}"
        also = f" ({'; '.join(self.warnings)})" if self.warnings else ""
        return f"{with_weekday(self.day)}: {self.children_words}{also}"


@dataclass(frozen=True)
class MoveFacts:
    """All that is needed to say of any day between two what it would do to a meeting."""

    event: Event
    sight: Sight
    closes: Mapping[str, date]
    absences: tuple[Absence, ...]
    others: tuple[Event, ...]

    def on(self, day: date) -> DayLook:
        """One day."""
        event = replace(self.event, day=day)
        that_day = [other for other in self.others if other.day == day]
        clash = next((other for other in that_day if other.overlaps(event)), None)
        away = on_day(self.absences, self.sight, day)
        return DayLook(
            day=day,
            children=tuple(self._child(number, day) for number in range(len(event.children))),
            holiday=self.sight.holidays.get(day, ""),
            weekend=day.weekday() > 4,
            away=f"{event.officer} is {away[0].words}" if away else "",
            clash=f"{event.officer} has another meeting at {clash.when}" if clash else "",
            others=len(that_day),
            notice=(self.event.day - self.sight.today).days,
            refused=self._refused(day),
        )

    def _child(self, number: int, day: date) -> ChildOnDay:
        one, scale = self.event.children[number], Scale(self.sight.today, self.sight.calendar)
        closes = self.closes.get(one.review_id)
        stops = closes if closes and day > closes else None
        if one.due is None:
            return ChildOnDay(one.review_id, one.name, None, None, False, stops, NOT_KNOWN, NOT_KNOWN)
        late, brief = day > one.due, scale.brief(one.due, day)
        whole = scale.whole(one.due, day)
        if late:
            brief, whole = f"late by {brief.removesuffix(' late')}", f"late by {whole.removesuffix(' late')}"
        left = self.sight.calendar.working_days_between(day, one.due)
        return ChildOnDay(one.review_id, one.name, one.due, left, late, stops, whole, brief)

    def _refused(self, day: date) -> str:
        closes = self.closes.get(self.event.review_to_move)
        if not self.event.can_move:
            return "the meeting was held and cannot be moved"
        if day < self.sight.today:
            return "past: a meeting cannot be moved there"
        if day == self.event.day:
            return "the meeting is on this day already"
        return f"this ends on {long(closes)}, before that day" if closes and day > closes else ""


@dataclass(frozen=True)
class MoveLooks:
    """Ask what each day from the first to the last would do to a meeting: once when it is picked up, not for every day."""

    meeting_id: str
    first: date
    last: date
    right: ClassVar[Right] = Right.SEE

    def run(self, store: Store, stamp: Stamp) -> dict[date, DayLook]:
        """By day."""
        facts = move_facts(store, stamp, self.meeting_id, self.first, self.last)
        days = [self.first + timedelta(days=number) for number in range((self.last - self.first).days + 1)]
        return {day: facts.on(day) for day in days}


@dataclass(frozen=True)
class MoveLook:
    """Ask what one day would do to a meeting."""

    meeting_id: str
    day: date
    right: ClassVar[Right] = Right.SEE

    def run(self, store: Store, stamp: Stamp) -> DayLook:
        """Refuses a meeting that is no longer there."""
        return move_facts(store, stamp, self.meeting_id, self.day, self.day).on(self.day)


def move_facts(store: Store, stamp: Stamp, meeting_id: str, first: date, last: date) -> MoveFacts:
    """Read once what every day between the two is judged by."""
    sight = Sight.of(store, stamp, None)
    found = gathered(store, stamp.today, Where("meeting_id", "is", meeting_id))
    if not found:
        raise Refusal("This meeting is not booked any more.", "Look at the calendar again.")
    event = event_of(found[0], sight)
    ids = tuple(one.review_id for one in event.children)
    closes = store.rows(Selection("reviews", (Where("id", "in", ids),), stamp.today), ("id", "closes"))
    absences: tuple[Absence, ...] = ()
    others: tuple[Event, ...] = ()
    if event.officer_id:
        absences = store.shelf(Absence).find(officer_id=event.officer_id)
        booked = (Where("iro_now_id", "is", event.officer_id), Where("state", "is", PLANNED))
        others = tuple(
            event_of(one, sight)
            for one in gatherings(store, stamp.today, first, last, booked)
            if one.meeting_id != meeting_id
        )
    return MoveFacts(event, sight, {key: day for key, day in closes if day}, absences, others)
