"""Who of the synthetic service is away when: the leave of every IRO, and one long absence that others cover."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from app.demonstration.draws import Draw
from app.domain.calendar import Calendar
from app.domain.officers import COVER, LEAVE, SICKNESS, Absence, Allocation

LEAVE_WEEKS = ((2, 1), (4, 1), (7, 2), (8, 1), (10, 1), (12, 1))
"""The months in which people usually take leave, and for how many weeks."""
PLANNED_AHEAD = timedelta(weeks=30)
ILL_SINCE, BACK_IN = 42, 25
"""Working days before and after today."""
COVERING = 3
"""How many share the children of somebody who is away for long."""

Held = tuple[str, date, date | None]
"""Who held a post, from when, until when."""


@dataclass(frozen=True)
class Away:
    """The leave of all, and the long absence with those who cover; nobody is away for long in a small service."""

    leave: tuple[Absence, ...]
    long: Absence | None
    covering: tuple[str, ...]
    seed: int

    @property
    def records(self) -> tuple[Absence, ...]:
        """All absences."""
        return (*self.leave, self.long) if self.long else self.leave

    def cover(self, allocation: Allocation, family: str, eighteenth: date | None) -> Iterator[Allocation]:
        """The allocation to whoever covers while the IRO is away: brothers and sisters have the same one."""
        if self.long is None or allocation.officer_id != self.long.officer_id or self.long.end is None:
            return
        draw = Draw(self.seed, "cover", family)
        who = draw.one(self.covering)
        ends = [end for end in (self.long.end, allocation.end, eighteenth) if end]
        start = max(self.long.start, allocation.start)
        if start < min(ends):
            key = Draw(self.seed, "cover", allocation.id).id()
            yield Allocation(
                id=key, child_id=allocation.child_id, officer_id=who, role=COVER, start=start, end=min(ends)
            )


def away(seed: int, posts: Sequence[Sequence[Held]], today: date, start: date, calendar: Calendar) -> Away:
    """The absences of everybody who held these posts, from the start of the history until some months ahead."""
    draw = Draw(seed, "leave")
    now = [holders[-1] for holders in posts]
    ill, covering = _long(draw, now, today, calendar)
    leave = [one for holders in posts for held in holders for one in _leave(draw, held, today, start)]
    return Away(tuple(one for one in leave if ill is None or not _touch(one, ill)), ill, covering, seed)


def _long(draw: Draw, now: Sequence[Held], today: date, calendar: Calendar) -> tuple[Absence | None, tuple[str, ...]]:
    """Somebody who has been in post for years; those after them in the list cover."""
    if len(now) < COVERING + 3:
        return None, ()
    who = now[-1][0]
    first, back = calendar.add_working_days(today, -ILL_SINCE), calendar.add_working_days(today, BACK_IN)
    ill = Absence(id=draw.id(), officer_id=who, kind=SICKNESS, start=first, end=back)
    return ill, tuple(officer for officer, _, _ in now[-1 - COVERING : -1])


def _leave(draw: Draw, held: Held, today: date, start: date) -> Iterator[Absence]:
    """Whole weeks from a Monday to the Monday after."""
    who, since, until = held
    first, last = max(since, start), min(until or date.max, today + PLANNED_AHEAD)
    for year in range(first.year, last.year + 1):
        for month, weeks in LEAVE_WEEKS:
            key, chosen = draw.id(), draw.chance(0.85)
            begin = _monday(date(year, month, draw.whole(1, 15)))
            end = begin + timedelta(weeks=weeks)
            if chosen and first <= begin and end <= last:
                yield Absence(id=key, officer_id=who, kind=LEAVE, start=begin, end=end)


def _monday(day: date) -> date:
    return day + timedelta(days=-day.weekday() % 7)


def _touch(one: Absence, other: Absence) -> bool:
    if one.officer_id != other.officer_id or one.end is None or other.end is None:
        return False
    return one.start < other.end and other.start < one.end
