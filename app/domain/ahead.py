"""The months ahead: which reviews will fall due in which week, what can be held in it, and which weeks cannot be met."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from math import ceil, floor
from statistics import median

from app.domain.calendar import Calendar
from app.domain.caseload import REVIEWING_ROLES, away, runs
from app.domain.officers import Absence, Post
from app.domain.records import revised
from app.domain.reviews import Review, Series
from app.domain.schedule import Terms, follows, once_held

WEEKS = 26
"""How many weeks are looked at, from the one that runs."""
FORWARD = 4
"""By how many weeks at most reviews are taken to be held before the week in which they fall due."""
WORKED = 3
"""From so many days at work on, a week shows what somebody usually holds."""
TOGETHER = 4
"""So many worked weeks are taken together, because reviews do not fall evenly: what is held in one says little."""
SEEN = 8
"""So many worked weeks are needed to say what is usual for somebody."""
FULL_WEEK = 500
"""A week of five days of a full-time post, in hundredths of a day."""

CAN, FORWARDED, CANNOT, NOT_JUDGED = "can", "forward", "cannot", ""


@dataclass(frozen=True)
class Expected:
    """A review that is still to be held, and the day in whose week it is counted.

    That is the day it is booked for, else the day it is due; today when it is overdue; None when nobody knows.
    follows: it is not recorded yet, and will fall due once the one before it was held.
    """

    review: Review
    day: date | None
    booked: date | None = None
    overdue: bool = False
    follows: bool = False


def monday_of(day: date) -> date:
    """The Monday of a day's week."""
    return day - timedelta(days=day.weekday())


def weeks_from(day: date, number: int = WEEKS) -> tuple[date, ...]:
    """The Mondays of the week of a day and of those after it; a negative number: of so many weeks before it."""
    first = monday_of(day) + timedelta(weeks=min(number, 0))
    return tuple(first + timedelta(weeks=at) for at in range(abs(number)))


def unroll(
    series: Series, review: Review, booked: date | None, today: date, last: date, terms: Terms
) -> Iterator[Expected]:
    """The open review of a series and those that follow it until a day, each taken to be held on the day it is counted."""
    coming = booked if booked and booked >= today else None
    day = coming or review.due
    overdue = day is not None and day < today
    day = today if overdue else day
    if day is not None and day > last:
        return
    yield Expected(review, day, booked, overdue)
    if day is None:
        return
    previous = once_held(series, review, day, terms)
    while True:
        following, stops = follows(series, previous, terms, _blank(series))
        if stops or following.due is None or following.due > last:
            return
        day = max(following.due, today)
        yield Expected(following, day, follows=True)
        previous = revised(following, held=day)


def first_of(series: Series, terms: Terms) -> Review:
    """The first review of a series that has just begun."""
    return follows(series, None, terms, _blank(series))[0]


def _blank(series: Series) -> Review:
    return Review(id="", child_id=series.child_id, series_id=series.id, kind=series.kind)


@dataclass(frozen=True)
class Presence:
    """How many working days of a week somebody is at work, for how much of a full-time post, and how many they are away.

    part is in hundredths of a full-time day: FULL_WEEK is a whole week of a full-time post.
    """

    days: int = 0
    part: int = 0
    away: int = 0


def presence(
    posts: Sequence[Post], absences: Iterable[Absence], monday: date, calendar: Calendar, since: date = date.min
) -> Presence:
    """What there is of an officer in a week, in reviewing posts: of the working days from since on."""
    after = monday + timedelta(weeks=1)
    theirs = [one for one in posts if one.role in REVIEWING_ROLES and _meets(one, monday, after)]
    gone = [one for one in absences if _meets(one, monday, after)] if theirs else []
    days = part = missed = 0
    for day in (monday + timedelta(days=at) for at in range(5 if theirs else 0)):
        if day < since or not calendar.is_working_day(day):
            continue
        there = sum(post.fte_hundredths for post in theirs if runs(post, day))
        if there and any(away(one, day) for one in gone):
            missed += 1
        elif there:
            days, part = days + 1, part + there
    return Presence(days, part, missed)


def _meets(one: Post | Absence, first: date, after: date) -> bool:
    return one.start < after and (one.end is None or one.end > first)


def rates(weeks: Iterable[tuple[int, Presence]]) -> list[Fraction]:
    """Reviews held a week in any TOGETHER worked weeks in a row, as if they had been whole weeks of a full-time post."""
    worked = [(held, there.part) for held, there in weeks if there.days >= WORKED]
    if len(worked) < SEEN:
        return []
    spans = (worked[at : at + TOGETHER] for at in range(len(worked) - TOGETHER + 1))
    return [Fraction(sum(held for held, _ in span) * FULL_WEEK, sum(part for _, part in span)) for span in spans]


def usual(mine: Sequence[Fraction], everybody: Iterable[Sequence[Fraction]]) -> Fraction | None:
    """What is held in a usual full-time week: by somebody who was seen often enough, else by everybody; None: nobody knows.

    Somebody who usually holds none says nothing: of themselves no more than of everybody.
    """
    if mine and median(mine):
        return median(mine)
    known = [rate for theirs in everybody if theirs and median(theirs) for rate in theirs]
    return median(known) if known else None


def rooms(rate: Fraction | None, parts: Sequence[int]) -> list[Fraction | None]:
    """How much can be held in each of these parts of a full-time week; None where nobody knows what is usual."""
    return [None if rate is None else rate * part / FULL_WEEK for part in parts]


@dataclass(frozen=True)
class Week:
    """One week: how many reviews fall due in it, how much can be held, and to how many whole reviews that comes.

    left of them cannot be held in time, although some may be held in the weeks before; waiting are late at its end.
    """

    monday: date
    due: int
    room: Fraction | None
    whole: int = 0
    left: int = 0
    waiting: int = 0

    @property
    def held(self) -> int | None:
        """How many whole reviews can be held, which is what the week is judged by; None when nobody knows."""
        return None if self.room is None else self.whole

    @property
    def forward(self) -> int:
        """How many have to be held in the weeks before."""
        return max(0, self.due - self.left - self.whole)

    @property
    def verdict(self) -> str:
        """Whether it can be met, by bringing some forward or not; "" when nobody knows what can be held."""
        if self.room is None:
            return NOT_JUDGED
        return CANNOT if self.left else FORWARDED if self.forward else CAN


def judge(mondays: Sequence[date], due: Sequence[int], rooms: Sequence[Fraction | None], overdue: int) -> list[Week]:
    """The weeks one after the other, each holding as many reviews as it has room for.

    First those that fall due in it, then any that are late already, then those of the next FORWARD weeks. Room for part of
    a review goes over into the week after; of those that fall due in the week, part may be taken from it in advance.
    """
    to_hold, late, over, weeks = list(due), overdue, Fraction(0), []
    for at, monday in enumerate(mondays):
        room = rooms[at]
        if room is None:
            weeks.append(Week(monday, due[at], None))
            continue
        over += room
        whole = max(0, min(ceil(room), ceil(over)))
        own = min(to_hold[at], whole)
        left, over = to_hold[at] - own, over - own
        made_up = min(late, max(0, floor(over)))
        late, over = late - made_up + left, over - made_up
        for ahead in range(at + 1, min(at + FORWARD + 1, len(to_hold))):
            early = min(to_hold[ahead], max(0, floor(over)))
            to_hold[ahead], over = to_hold[ahead] - early, over - early
        over -= max(0, floor(over))
        weeks.append(Week(monday, due[at], room, whole, left, late))
    return weeks
