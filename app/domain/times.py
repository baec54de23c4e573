"""Times of day and lengths of meetings as people type them and read them."""

import datetime
import re

from app.domain.errors import Refusal

NEXT_STEP = "Type it for example as 10:30, 1030, 2pm or 14."
LONGEST = 24 * 60
_TIME = re.compile(r"(\d{1,2})(?:[:.h]?(\d{2}))? ?([ap])?\.?(?:m\.?)?")


def typed_time(text: str) -> datetime.time | None:
    """The time that a person means: 10:30, 10.30, 1030, 930, 2pm, 2.15 pm, 14, noon; nothing when nothing was typed."""
    words = " ".join(text.lower().split())
    if not words:
        return None
    if words in ("noon", "midday"):
        return datetime.time(12)
    match = _TIME.fullmatch(words)
    hour, minute = (int(match[1]), int(match[2] or 0)) if match else (99, 0)
    half = match[3] if match else None
    if half and 1 <= hour <= 12:
        hour = hour % 12 + (12 if half == "p" else 0)
    elif half:
        hour = 99
    if hour > 23 or minute > 59:
        raise Refusal(f'"{text.strip()[:40]}" is not a time of day.', NEXT_STEP)
    return datetime.time(hour, minute)


def typed_minutes(text: str) -> int | None:
    """How long something lasts, in minutes: 90, 90 min; nothing when nothing was typed."""
    words = re.sub(r" ?(m|min|mins|minutes)$", "", text.strip().lower())
    if not words:
        return None
    if not words.isdecimal() or not 0 < int(words) <= LONGEST:
        raise Refusal(f'"{text.strip()[:40]}" is not a number of minutes.', "Type for example 60 or 90.")
    return int(words)


def time_words(time: datetime.time | None) -> str:
    """10:30, or nothing."""
    return time.strftime("%H:%M") if time else ""
