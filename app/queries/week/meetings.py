"""The meetings of a week by day, and those of the next weeks without invitations or a minute taker."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import ClassVar

from app.domain.access import Right, Stamp
from app.domain.counting import counted
from app.domain.dates import WEEKDAYS, long, short, with_weekday
from app.domain.times import time_words
from app.queries.gathered import HELD, PLANNED, TOOK_PLACE, GatheredMeeting, gatherings
from app.queries.week.shapes import HERE, MOST, Act, Line, Opens, Section
from app.queries.week.sight import Sight, joined
from app.store import Store, Where
from app.table import Column, Fixed, Kind, Row, Table, Tone

AHEAD = timedelta(days=28)
NOT_INVITED, NOT_MINUTED, ALL = "not-invited", "not-minuted", ""
REVIEWS = "reviews"


def week_of(today: date) -> tuple[date, date]:
    """Monday to Friday of this week; at a weekend, of the one that comes."""
    monday = today + timedelta(days=7 - today.weekday() if today.weekday() > 4 else -today.weekday())
    return monday, monday + timedelta(days=4)


def this_week(store: Store, sight: Sight) -> Section:
    """From Monday to Friday: for one IRO every meeting by day, for everybody how many there are each day."""
    first, last = week_of(sight.today)
    found = gatherings(store, sight.today, first, last, _kinds(sight))
    when = "this week" if first <= sight.today else "next week"
    said = f"{counted(len(found), 'meeting')} {when}" if found else f"No meetings {when}"
    said = f"{said}, {first.day} to {long(last)}" if first.month == last.month else f"{said}, from {long(first)}"
    days = [first + timedelta(days=number) for number in range(5)]
    by_day = {day: [one for one in found if one.day == day] for day in days}
    everything = Opens(HERE, MeetingsList(first, last, sight.officer_id))
    if sight.officer_id is None:
        lines = [_days_line(sight, by_day)] if found else []
    else:
        lines = [line for day in days for line in _day_lines(sight, day, by_day[day])]
    return Section("meetings", said, len(found), tuple(lines), everything, beside=True)


def ahead(store: Store, sight: Sight) -> list[Section]:
    """Of the meetings of the next 28 days: those without invitations, and those without a minute taker."""
    first, last = sight.today, sight.today + AHEAD
    found = gatherings(store, sight.today, first, last, (*_kinds(sight), Where("state", "is", PLANNED)))
    listed = MeetingsList(first, last, sight.officer_id, NOT_INVITED)
    return [
        _lacking(
            sight,
            [one for one in found if one.invited_on is None],
            ("{} in 28 days without invitations", "Every invitation for the next 28 days is sent."),
            ("Invitations sent", "invited"),
            listed,
        ),
        _lacking(
            sight,
            [one for one in found if not one.minute_taker],
            ("{} in 28 days without a minute taker", "Every meeting of the next 28 days has a minute taker."),
            ("Name one", "minuted"),
            replace(listed, lacks=NOT_MINUTED),
        ),
    ]


def _kinds(sight: Sight) -> tuple[Where, ...]:
    return (Where("kind", "in", sight.chaired), *sight.theirs)


def _lacking(
    sight: Sight,
    found: Sequence[GatheredMeeting],
    words: tuple[str, str],
    deed: tuple[str, str],
    listed: "MeetingsList",
) -> Section:
    said = words[0].format(counted(len(found), "meeting")) if found else words[1]
    lines = tuple(
        _meeting_line(sight, one, Act(deed[0], Opens(HERE, (deed[1], one.meeting_id)))) for one in found[:MOST]
    )
    return Section(listed.lacks, said, len(found), lines, Opens(HERE, listed), beside=listed.lacks == NOT_MINUTED)


def _meeting_line(sight: Sight, one: GatheredMeeting, act: Act | None) -> Line:
    detail = joined(_day_words(one), one.place)
    tone = Tone.SOON if one.day <= sight.today + timedelta(days=7) else Tone.PLAIN
    left = sight.left(one.day)
    opens = Opens(REVIEWS, one.review_id)
    said = joined(sight.holder(one.officer_id), one.kinds_words(sight.kinds))
    return Line(one.meeting_id, one.children, detail, left, tone, opens, act, said)


def _day_words(one: GatheredMeeting) -> str:
    return " ".join(part for part in (_day_name(one.day), time_words(one.at)) if part)


def _day_name(day: date) -> str:
    """Mon 23 Nov: of a day within four weeks nobody asks the year, and the place has its room."""
    return " ".join(with_weekday(day).split()[:3])


def _days_line(sight: Sight, by_day: Mapping[date, Sequence[GatheredMeeting]]) -> Line:
    """How many there are each day, in one line; a bank holiday is named."""
    said = [f"{WEEKDAYS[day.weekday()][:3]} {len(found):,}{_named(sight, day)}" for day, found in by_day.items()]
    days = list(by_day)
    listed = Opens(HERE, MeetingsList(days[0], days[-1]))
    ahead = MeetingsList(sight.today, sight.today)
    today = len(by_day.get(sight.today, ()))
    act = Act("Show today's", Opens(HERE, ahead)) if today else None
    left = f"{today:,} today" if today else ""
    return Line(f"week-{days[0]}", "By day", joined(*said), left, Tone.PLAIN, listed, act)


def _named(sight: Sight, day: date) -> str:
    return f" ({sight.holidays[day]})" if day in sight.holidays else ""


def _day_lines(sight: Sight, day: date, found: Sequence[GatheredMeeting]) -> list[Line]:
    """A day without meetings says so; a bank holiday is named."""
    name = _day_name(day)
    note = f"{sight.holidays[day]}, a bank holiday" if day in sight.holidays else ""
    if not found:
        listed = Opens(HERE, MeetingsList(day, day, sight.officer_id))
        left = "today" if day == sight.today else ""
        return [Line(f"day-{day}", name, joined(note, "no meetings"), left, Tone.PLAIN, listed)]
    return [_own_line(sight, one, name, note, first=at == 0) for at, one in enumerate(found)]


def _own_line(sight: Sight, one: GatheredMeeting, name: str, note: str, *, first: bool) -> Line:
    due = one.state == PLANNED and one.day <= sight.today
    opens = Opens(REVIEWS, one.review_id)
    act = Act("Record held", Opens(REVIEWS, ("held", one.review_id, HERE))) if due else Act("Open", opens)
    detail = joined(note, time_words(one.at), one.children, one.place)
    left = "held" if one.state == HELD else TOOK_PLACE.get(one.state) or ("today" if one.day == sight.today else "")
    tone = Tone.ON_TIME if one.state == HELD else Tone.PLAIN
    return Line(one.meeting_id, name if first else "", detail, left, tone, opens, act, one.kinds_words(sight.kinds))


COLUMNS = (
    Column("day", "Date", Kind.DATE, 13),
    Column("time", "Time", width=8),
    Column("child", "Child", width=28),
    Column("left", "Working days", width=22),
    Column("iro", "IRO now", width=20),
    Column("place", "Where", width=22),
    Column("invited", "Invitations sent", Kind.DATE, 15),
    Column("minutes", "Minute taker", width=20),
    Column("kind", "Kind of review", width=33),
)


@dataclass(frozen=True)
class MeetingsList:
    """Ask for the meetings from one day to another, of one IRO or of everybody; lacks narrows to what business support owes."""

    first: date
    last: date
    officer_id: str | None = None
    lacks: str = ALL
    right: ClassVar[Right] = Right.SEE

    def run(self, store: Store, stamp: Stamp) -> Table:
        """By day and time."""
        sight = Sight.of(store, stamp, self.officer_id)
        planned = (Where("state", "is", PLANNED),) if self.lacks else ()
        found = gatherings(store, sight.today, self.first, self.last, (*_kinds(sight), *planned))
        rows = tuple(_row(sight, one) for one in found if self._shows(one))
        title = {ALL: "Meetings", NOT_INVITED: "Invitations not sent", NOT_MINUTED: "No minute taker"}[self.lacks]
        whose = sight.officers.get(self.officer_id or "", "all IROs")
        line = f"{self._when()}, {whose}: {len(rows):,}"
        return Table(title, COLUMNS, Fixed(rows, tuple(column.key for column in COLUMNS)), line)

    def _shows(self, one: GatheredMeeting) -> bool:
        return {ALL: True, NOT_INVITED: one.invited_on is None, NOT_MINUTED: not one.minute_taker}[self.lacks]

    def _when(self) -> str:
        return with_weekday(self.first) if self.first == self.last else f"{short(self.first)} to {short(self.last)}"


def _row(sight: Sight, one: GatheredMeeting) -> Row:
    left = "held" if one.state == HELD else TOOK_PLACE.get(one.state) or sight.left(one.day)
    name = sight.officers.get(one.officer_id or "", "No IRO")
    facts = (left, name, one.place, one.invited_on, one.minute_taker, one.kinds_words(sight.kinds))
    return Row(one.review_id, (one.day, time_words(one.at) or None, one.children, *facts))
