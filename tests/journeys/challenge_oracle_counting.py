"""How the oracle of challenges counts: lines and columns, the groups of a challenge, and what lies in a period."""

from collections.abc import Callable
from datetime import date, timedelta
from fractions import Fraction
from functools import cached_property
from typing import Any

from tests.journeys.challenge_oracle import Entry, Told
from tests.journeys.challenge_oracle_rows import Log

Line = dict[str, Any]
Lines = dict[str, Line]
Column = tuple[list[Any], Callable[[Any], Any], Callable[[list[Any]], int]]
"""What is counted, by what it is grouped, and how it is counted."""


def different(unit: Callable[[Any], Any]) -> Callable[[list[Any]], int]:
    """How many different ones there are; nobody is none."""
    return lambda items: len({unit(item) for item in items} - {None})


def spread(columns: dict[str, Column], shares: dict[str, tuple[str, str]] | None = None) -> Lines:
    """Each column counted for every group, and for the whole; a share is of another column, or (of "") of the whole."""
    keys = {key(item) for items, key, _ in columns.values() for item in items}
    lines: Lines = {
        str(one): {name: count([i for i in items if key(i) == one]) for name, (items, key, count) in columns.items()}
        for one in keys
    }
    lines["whole"] = {name: count(items) for name, (items, _, count) in columns.items()}
    for line in lines.values():
        for name, (part, of) in (shares or {}).items():
            line[name] = (line[part], line[of] if of else lines["whole"][part])
    return lines


def month_of(day: date) -> str:
    """2026-10."""
    return day.isoformat()[:7]


def year_before(day: date) -> date:
    """The same day a year earlier; the last of February is the last of February."""
    ends_february = (day + timedelta(1)).month == 3 and day.month == 2
    if ends_february:
        return date(day.year - 1, 3, 1) - timedelta(1)
    return day.replace(year=day.year - 1)


def period_before(first: date, last: date) -> tuple[date, date]:
    """As many whole months just before, or as many days."""
    day_before = first - timedelta(1)
    if first.day == 1 and (last + timedelta(1)).day == 1:
        months = (last.year - first.year) * 12 + last.month - first.month + 1
        year, month = divmod(first.year * 12 + first.month - 1 - months, 12)
        return date(year, month + 1, 1), day_before
    return day_before - (last - first), day_before


def told_of(item: Told | Entry) -> Told:
    """The challenge of an entry, or itself."""
    return item.of if isinstance(item, Entry) else item


def level_of(item: Told | Entry) -> int:
    """The level entered, or the highest one reached."""
    return item.level if isinstance(item, Entry) else item.highest


def iro_of(item: Told | Entry) -> str | None:
    """Who raised it."""
    return told_of(item).case.raised_by


def key_of(item: Told | Entry, by: str) -> Any:
    """The group of a challenge or of an entry."""
    one = told_of(item)
    day = item.entered if isinstance(item, Entry) else one.case.raised_on
    keys = {"": "", "level": level_of(item), "theme": one.case.theme, "status": one.case.status, "month": month_of(day)}
    return {**keys, "iro": one.case.raised_by, "outcome": one.outcome, "impact": one.looked}[by]


def per_hundred(number: int, children: int) -> float | None:
    """Rounded half up to one decimal."""
    return int(Fraction(number * 1000, children) + Fraction(1, 2)) / 10 if children else None


class Counted:
    """What lies in a period."""

    def __init__(self, log: Log, first: date, last: date) -> None:
        self.log, self.first, self.last = log, first, last
        self.every = [Told(case, log) for case in log.cases]
        self.told = [one for one in self.every if not one.case.positive]

    def within(self, day: date | None) -> bool:
        """Whether a day lies in the period."""
        return day is not None and self.first <= day <= self.last

    @cached_property
    def raised(self) -> list[Told]:
        return [one for one in self.told if self.within(one.case.raised_on)]

    @cached_property
    def of_children(self) -> list[Told]:
        return [one for one in self.raised if one.case.child]

    @cached_property
    def entered(self) -> list[Entry]:
        return [entry for one in self.told for entry in one.entries if self.within(entry.entered)]

    @cached_property
    def closed(self) -> list[Told]:
        return [one for one in self.told if self.within(one.closed_on)]

    def counted(self, count: str) -> tuple[list[Any], Callable[[list[Any]], int]]:
        """What one way of counting counts, and how."""
        ways: dict[str, tuple[list[Any], Callable[[list[Any]], int]]] = {
            "highest": (self.raised, len),
            "entries": (self.entered, len),
            "children": (self.of_children, different(lambda one: one.case.child)),
            "families": (self.of_children, different(lambda one: one.case.family)),
        }
        return ways[count]

    def column(self, count: str, by: str, which: Callable[[Any], bool] = lambda _: True) -> Column:
        """One way of counting, as a column."""
        items, how = self.counted(count)
        return [item for item in items if which(item)], lambda item: key_of(item, by), how

    def good_practice(self) -> list[Told]:
        return [one for one in self.every if one.case.positive and self.within(one.case.raised_on)]
