"""What the calendar says of a meeting, a due review and who is away: to a screen reader, under the mouse, in a band."""

from collections.abc import Sequence

from app.domain.counting import counted
from app.domain.dates import WEEKDAYS
from app.domain.times import time_words
from app.queries.calendar.shapes import Away, Day, DueMark, Event
from app.table import Tone

ON_LEAVE = "on leave"
NOT_BOOKED = "Only a meeting that is booked can be moved."
NOT_THE_NEXT = "Another meeting is booked for this review before this one. Move that one first, in Reviews."
READ_ONLY = "Your role may look at meetings and not move them. Ask an IRO team manager."


def event_said(event: Event) -> str:
    """10:30 to 11:30, Amy Brown, Ben Brown, Ben Brown 2 late, Alison Wright, County Hall."""
    tone = "" if event.tone in {Tone.PLAIN, Tone.ON_TIME} or event.tone.value in event.brief else event.tone.value
    parts = (event.when or "no time", event.names, event.brief, tone, event.officer, event.place)
    return ", ".join(part for part in parts if part)


def event_tip(event: Event) -> str:
    """Under the mouse: each child on a line of its own."""
    children = [f"{one.name}: {one.standing.whole}" for one in event.children]
    head = ", ".join(part for part in (event.when or "No time", event.place) if part)
    return "\n".join((head, *children, event.officer))


def chip_words(event: Event) -> tuple[str, str]:
    """Where there is one line: the time and the first child, and how many brothers and sisters there are besides."""
    names = list(dict.fromkeys(one.name for one in event.children))
    words = " ".join(part for part in (time_words(event.at), names[0]) if part)
    return words, f"+{len(names) - 1}" if len(names) > 1 else ""


def mark_said(mark: DueMark) -> str:
    """Amy Brown, due, no date booked."""
    return f"{mark.child}, {mark.standing.whole}"


def band(away: Sequence[Away]) -> tuple[str, ...]:
    """Leave: Alison Wright; of several 3 on leave, 1 away. Then the same in fewer words, for where there is less room."""
    leave = sum(one.words == ON_LEAVE for one in away)
    word = "Leave" if leave else "Away"
    if len(away) == 1:
        return f"{word}: {away[0].officer}", word
    parts = [f"{leave} on leave"] if leave else []
    parts += [f"{len(away) - leave} away"] if leave < len(away) else []
    return ", ".join(parts), f"{len(away)} away", f"{len(away)}"


def day_tip(day: Day) -> str:
    """Under the mouse: the holiday and everybody who is away."""
    names = [one.said for one in day.away]
    holiday = [f"{day.holiday}, a bank holiday"] if day.holiday else []
    meetings = [counted(len(day.events), "meeting")] if day.events else []
    due = [f"{mark.child}: {mark.standing.whole}" for mark in day.due]
    return "\n".join((*holiday, *meetings, *names, *due))


def day_head(day: Day) -> tuple[str, ...]:
    """Above a day of the week: Mon 23, 5 meetings; a bank holiday is named instead; then in fewer words."""
    weekday, number = WEEKDAYS[day.date.weekday()], day.date.day
    name = f"{weekday[:3]} {number}"
    more = f"{name} {day.holiday}" if day.holiday else f"{name}, {counted(len(day.events), 'meeting')}"
    return (more if day.holiday or day.events else name), name, f"{weekday[:2]} {number}", f"{number}"
