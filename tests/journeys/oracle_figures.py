"""The oracle's figures: reviews counted one by one, by the sentences of "What in timescale means"."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from tests.journeys.oracle import Holding, Row, Service

CHAIRED = ("looked-after", "icpc", "rcpc")


@dataclass(frozen=True)
class Question:
    """Which figure is asked for."""

    first: date
    last: date
    by: str | None
    basis: str
    count: str
    as_of: date


def figure(service: Service, asked: Question) -> dict[str | None, tuple[int, int, int]]:
    """(in time, denominator, not judged) of every group that has any."""
    groups: dict[str | None, list[Row]] = {}
    for row in service.rows:
        if row.kind in CHAIRED and counts(row, asked):
            groups.setdefault(group_of(service, row, asked), []).append(row)
    return {key: _counted(rows, asked.basis) for key, rows in groups.items()}


def counts(row: Row, asked: Question) -> bool:
    """Whether a review is counted, or would be if it could be judged."""
    day = day_counted(row, asked.count)
    if day is None or not asked.first <= day <= asked.last:
        return False
    if asked.count == "held" or row.due is None:
        return True
    return day <= asked.as_of and not row.closed_before_due


def day_counted(row: Row, count: str) -> date | None:
    """The day that decides whether and where a review is counted; one that cannot be judged has only the day it was held."""
    return row.held if count == "held" else row.due or row.held


def _counted(rows: list[Row], basis: str) -> tuple[int, int, int]:
    judged = [row for row in rows if row.due]
    unjudged = len(rows) - len(judged)
    if basis == "review":
        return sum(in_time(row) for row in judged), len(judged), unjudged
    children = {row.child for row in judged}
    late = {row.child for row in judged if not in_time(row)}
    return len(children - late), len(children), unjudged


def in_time(row: Row) -> bool:
    """Held on or before the due date."""
    return bool(row.held and row.due and row.held <= row.due)


def still_to_come(service: Service, asked: Question) -> int:
    """Reviews that fall due in the period, but after the as-at date."""
    later = Question(asked.first, asked.last, None, asked.basis, "due", date.max)
    return sum(1 for r in service.rows if r.kind in CHAIRED and r.due and r.due > asked.as_of and counts(r, later))


def group_of(service: Service, row: Row, asked: Question) -> str | None:
    """The key of the group that a review is counted in."""
    if asked.by == "kind":
        return row.kind
    if asked.by == "iro":
        return holder(service.iros, row)
    if asked.by == "team":
        return holder(service.teams, row)
    if asked.by == "month":
        day = day_counted(row, asked.count)
        assert day
        return f"{day:%Y-%m}"
    return None


def holder(holdings: list[Holding], row: Row) -> str | None:
    """Who held the child on the due date, or the last one who did before it; of two at once the one who began later."""
    begun = [h for h in holdings if h.child == row.child and (h.start is None or h.start <= row.day)]
    begun = [h for h in begun if h.start is None or h.end is None or h.start < h.end]  # else never open on any day
    then = [h for h in begun if h.end is None or h.end > row.day]
    if then:
        return max(then, key=lambda h: h.start or date.min).name
    return max(begun, key=lambda h: (h.end, h.start or date.min)).name if begun else None


def as_json(found: dict[str | None, tuple[int, int, int]], by: str | None) -> list[dict[str, Any]]:
    """The rows as the command line promises them, those that count nothing left out."""
    return [
        {
            "key": {by: key} if by else {},
            "value": 100 * numbers[0] / numbers[1] if numbers[1] else None,
            "numerator": numbers[0],
            "denominator": numbers[1],
            "unjudged": numbers[2],
        }
        for key, numbers in found.items()
        if numbers[1] or numbers[2]
    ]
