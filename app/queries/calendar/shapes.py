"""The shape of the calendar: days with their meetings, reviews due without a date, bank holidays and who is away."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, time

from app.domain.counting import counted, noun
from app.domain.dates import Period, full
from app.domain.times import time_words
from app.queries.calendar.words import WORST, Standing
from app.queries.gathered import PLANNED
from app.table import Tone

USUAL_MINUTES = 60
"""How long a meeting is taken to be whose length is not recorded."""


@dataclass(frozen=True)
class OneChild:
    """One review that a meeting serves: whose, of which kind, and how the meeting stands to its due date."""

    review_id: str
    child_id: str
    name: str
    kind: str
    due: date | None
    standing: Standing


@dataclass(frozen=True)
class Event:
    """One meeting with all the children whose reviews it serves, and who holds the first of them now."""

    meeting_id: str
    day: date
    at: time | None
    minutes: int | None
    place: str
    state: str
    officer_id: str | None
    officer: str
    children: tuple[OneChild, ...]
    invited_on: date | None = None
    minute_taker: str | None = None

    @property
    def names(self) -> str:
        """The children's names; each once."""
        return ", ".join(dict.fromkeys(one.name for one in self.children))

    @property
    def worst(self) -> OneChild:
        """The child for whom the meeting stands worst."""
        return min(self.children, key=lambda one: WORST.index(one.standing.tone))

    @property
    def tone(self) -> Tone:
        """What the meeting means, for its colour and its shape."""
        return self.worst.standing.tone

    @property
    def brief(self) -> str:
        """How it stands in few words; where that differs it names the child for whom it stands worst."""
        worst = self.worst
        alike = len({one.name for one in self.children}) == 1 or len({one.standing for one in self.children}) == 1
        return worst.standing.brief if alike else f"{worst.name} {worst.standing.brief}"

    @property
    def when(self) -> str:
        """10:30 to 11:30; 10:30 where its length is not recorded; nothing without a time."""
        if self.at is None or not self.minutes:
            return time_words(self.at)
        return f"{time_words(self.at)} to {time_words(_clock(self.ends))}"

    @property
    def begins(self) -> int:
        """The minute of the day at which it begins; 0 without a time."""
        return self.at.hour * 60 + self.at.minute if self.at else 0

    @property
    def ends(self) -> int:
        """The minute of the day at which it ends."""
        return min(self.begins + (self.minutes or USUAL_MINUTES), 24 * 60 - 1)

    @property
    def can_move(self) -> bool:
        """Whether another date may be asked for."""
        return self.state == PLANNED

    @property
    def review_to_move(self) -> str:
        """The review for which a move is asked: that of the child whose due date comes first."""
        return min(self.children, key=lambda one: one.due or date.max).review_id

    def overlaps(self, other: "Event") -> bool:
        """Whether both are at the same time of a day; one without a time is at none."""
        timed = self.at is not None and other.at is not None and self.day == other.day
        return timed and self.begins < other.ends and other.begins < self.ends


@dataclass(frozen=True)
class DueMark:
    """A review that is to be held and has no meeting, on the day it is due."""

    review_id: str
    child_id: str
    child: str
    kind: str
    due: date
    officer_id: str | None
    officer: str
    standing: Standing


@dataclass(frozen=True)
class Away:
    """An officer who is away on a day, and in which words."""

    officer_id: str
    officer: str
    words: str

    @property
    def said(self) -> str:
        """Alison Wright on leave."""
        return f"{self.officer} {self.words}"


@dataclass(frozen=True)
class Day:
    """One day of the calendar."""

    date: date
    events: tuple[Event, ...] = ()
    due: tuple[DueMark, ...] = ()
    holiday: str = ""
    away: tuple[Away, ...] = ()

    @property
    def is_weekend(self) -> bool:
        """Saturday or Sunday."""
        return self.date.weekday() > 4

    @property
    def late(self) -> int:
        """How many of its meetings are late for a child."""
        return sum(event.tone in {Tone.LATE, Tone.HELD_LATE} for event in self.events)

    @property
    def soon(self) -> int:
        """How many of its meetings are for a child whose review is due soon."""
        return sum(event.tone is Tone.SOON for event in self.events)

    @property
    def said(self) -> str:
        """Thursday 3 December 2026, 2 meetings, Alison Wright on leave: the day as a screen reader says it."""
        parts = [full(self.date)]
        parts += [f"{self.holiday}, bank holiday"] if self.holiday else []
        parts.append(counted(len(self.events), "meeting") if self.events else "no meetings")
        parts += [f"{self.late:,} late"] if self.late else []
        parts += [f"{self.soon:,} due soon"] if self.soon else []
        parts += [f"{counted(len(self.due), 'review')} due without a date"] if self.due else []
        return ", ".join((*parts, *(one.said for one in self.away)))

    def only(self, officer_id: str | None) -> "Day":
        """What there is of one officer, or of nobody's children."""
        return Day(
            self.date,
            tuple(event for event in self.events if event.officer_id == officer_id),
            tuple(mark for mark in self.due if mark.officer_id == officer_id),
            self.holiday,
            tuple(one for one in self.away if one.officer_id == officer_id),
        )


@dataclass(frozen=True)
class Look:
    """Every day from the first to the last, and whose calendar it is."""

    days: tuple[Day, ...]
    whose: str
    in_post: tuple[tuple[str, str], ...] = ()
    """Who chairs reviews in these days, whether or not they have any; told where everybody is asked for."""

    def day(self, day: date) -> Day | None:
        """One of its days."""
        place = (day - self.days[0].date).days
        return self.days[place] if 0 <= place < len(self.days) else None

    def event(self, meeting_id: str) -> Event | None:
        """One of its meetings."""
        return next((e for day in self.days for e in day.events if e.meeting_id == meeting_id), None)

    def line(self, title: str, period: Period) -> str:
        """November 2026, Alison Wright: 12 meetings, 1 late, 2 reviews due without a date."""
        days = [day for day in self.days if day.date in period]
        number = sum(len(day.events) for day in days)
        held_late = sum(event.tone is Tone.HELD_LATE for day in days for event in day.events)
        late = sum(day.late for day in days) - held_late
        due = sum(len(day.due) for day in days)
        parts = [counted(number, "meeting") if number else "no meetings"]
        parts += [f"{late:,} late"] if late else []
        parts += [f"{held_late:,} held late"] if held_late else []
        parts += [f"{due:,} {noun(due, 'review')} due without a date"] if due else []
        return f"{title}, {self.whose}: {', '.join(parts)}"

    def officers(self) -> tuple[tuple[str | None, str], ...]:
        """Who is in post, has something here or is away, in the order of names; at the end what nobody holds."""
        named: dict[str | None, str] = {**dict(self.in_post)}
        for day in self.days:
            named.update((event.officer_id, event.officer) for event in day.events)
            named.update((mark.officer_id, mark.officer) for mark in day.due)
            named.update((one.officer_id, one.officer) for one in day.away)
        return tuple(sorted(named.items(), key=lambda pair: (pair[0] is None, pair[1].casefold())))


def in_order(events: Iterable[Event]) -> tuple[Event, ...]:
    """By time, those without a time first."""
    return tuple(sorted(events, key=lambda e: (e.begins if e.at else -1, e.names, e.meeting_id)))


def _clock(minute: int) -> time:
    return time(minute // 60, minute % 60)
