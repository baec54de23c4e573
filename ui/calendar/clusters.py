"""Meetings of a day by time: which of them overlap, and where each stands beside the others."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.queries.calendar.shapes import Day, Event

STEP = 30
"""A row of the week is so many minutes."""
FIRST, LAST = 9 * 60, 17 * 60
"""The hours that are shown at least."""


@dataclass(frozen=True)
class Cluster:
    """Meetings that share rows of a day, with the lane of each; from the first row to before the last, counted from midnight."""

    first: int
    last: int
    events: tuple[Event, ...]
    lanes: tuple[int, ...]

    @property
    def width(self) -> int:
        """How many lanes there are."""
        return max(self.lanes) + 1


def clusters(day: Day) -> list[Cluster]:
    """The timed meetings of a day; those that touch the same half hour are together."""
    found: list[list[Event]] = []
    ends = -1
    for event in sorted((e for e in day.events if e.at), key=lambda e: (e.begins, e.ends, e.meeting_id)):
        if event.begins // STEP < ends:
            found[-1].append(event)
        else:
            found.append([event])
        ends = max(ends, _row_after(event))
    return [_cluster(events) for events in found]


def untimed(day: Day) -> list[Event]:
    """The meetings of a day that have no time."""
    return [event for event in day.events if event.at is None]


def hours_of(days: Sequence[Day]) -> tuple[int, int]:
    """The first row and the row after the last, counted from midnight, that these days need."""
    timed = [event for day in days for event in day.events if event.at]
    first = min((event.begins for event in timed), default=FIRST)
    last = max((event.ends for event in timed), default=LAST)
    return min(first, FIRST) // 60 * 60 // STEP, -(-max(last, LAST) // 60) * 60 // STEP


def stops(day: Day) -> list[str]:
    """What Up and Down walk through: the day itself, then its meetings as they stand."""
    return ["", *(event.meeting_id for event in day.events)]


def _cluster(events: list[Event]) -> Cluster:
    free: list[int] = []
    lanes = []
    for event in events:
        lane = next((at for at, until in enumerate(free) if until <= event.begins), len(free))
        free[lane : lane + 1] = [event.ends]
        lanes.append(lane)
    return Cluster(events[0].begins // STEP, max(_row_after(e) for e in events), tuple(events), tuple(lanes))


def _row_after(event: Event) -> int:
    return -(-max(event.ends, event.begins + 1) // STEP)
