"""Writes booked meetings as an iCalendar file, which Outlook takes in: one event a review, the same one each time."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import icalendar

from app.domain.calendar import LONDON
from app.files.events import Event

USUAL_MINUTES = 60


def write_calendar(path: Path, title: str, events: Iterable[Event], at: datetime) -> int:
    """Write the events as made at a moment (aware); returns how many there are."""
    calendar = icalendar.Calendar()
    calendar.add("prodid", "-//IRO Tracker//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", title)
    for event in events:
        calendar.add_component(_event(event, at.astimezone(UTC)))
    path.write_bytes(calendar.to_ical())
    return len(calendar.events)


def _event(event: Event, at: datetime) -> icalendar.Event:
    made = icalendar.Event()
    made.add("uid", event.key)
    made.add("dtstamp", at)
    made.add("last-modified", at)
    made.add("sequence", int(at.timestamp()) // 60)  # a later file must win over an earlier one
    made.add("summary", event.title)
    made.add("class", "PRIVATE")
    if event.time is None:
        made.add("dtstart", event.day)
        made.add("dtend", event.day + timedelta(days=1))
        made.add("transp", "TRANSPARENT")
    else:
        start = datetime.combine(event.day, event.time, LONDON).astimezone(UTC)  # no table of summer times is needed
        made.add("dtstart", start)
        made.add("dtend", start + timedelta(minutes=event.minutes or USUAL_MINUTES))
    if event.place:
        made.add("location", event.place)
    made.add("description", event.more)
    return made
