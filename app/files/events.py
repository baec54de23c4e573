"""What a calendar file holds of one meeting."""

from dataclasses import dataclass
from datetime import date, time


@dataclass(frozen=True)
class Event:
    """One event: a key that stays its own, what it is, when (without a time the whole day), how long, where, and what else.

    A later file with the same key changes the event instead of adding one. minutes is None where nobody said how long.
    """

    key: str
    title: str
    day: date
    time: time | None
    minutes: int | None
    place: str
    more: str
