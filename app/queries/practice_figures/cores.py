"""The figure of core groups: plans whose every core group due in the period was held in time."""

from collections import defaultdict
from collections.abc import Mapping
from datetime import date

from app.domain.calendar import Calendar, add_days
from app.domain.conferences import CoreGroup
from app.domain.durations import core_groups_due
from app.domain.kinds import RCPC, Interval
from app.queries.figures import Measured
from app.queries.practice_figures.measures import Asked, Measure
from app.store import Where

Span = tuple[date, date | None]
"""The start of a plan, and its end."""


def core_groups(asked: Asked) -> tuple[Measure, ...]:
    """Plans with a core group due in the period, where any core group was ever recorded."""
    running, limits, calendar = _running(asked), asked.setting("conferences.core-groups"), asked.calendar()
    held: dict[str, list[date]] = defaultdict(list)
    for group in asked.store.shelf(CoreGroup).find(series_id=tuple(running)):
        held[group.series_id].append(group.date)
    since = min((day for days in held.values() for day in days), default=date.max)
    dues = {key: _due(asked, running[key], held[key], limits, calendar, since) for key in held}
    judged = {key: all(met) for key, met in dues.items() if met}
    passed = Where("id", "in", tuple(key for key, is_met in judged.items() if is_met))
    silent = Where("id", "in", tuple(key for key in running if key not in held))
    every = asked.select("clocks", Where("id", "in", tuple(running)))
    return (
        Measure(
            "core-groups-in-time", "Core groups in time",
            Measured(every, (Where("id", "in", tuple(judged)),), (passed,)),
            f"Plans with a core group due in the period ({limits['first']} after the conference, then every {limits['then']}): "
            "in time when every one was. Plans without any core group recorded, and days before the first one recorded for these "
            "plans, are not known.",
            silent=(silent,), month="", noun=("plan", "plans"), lead=True,
        ),
    )  # fmt: skip


def _running(asked: Asked) -> dict[str, Span]:
    """The plans that ran on any day of the period."""
    known = (Where("kind", "is", RCPC), Where("start_known", "is", True), Where("start", "at most", asked.day))
    rows = asked.store.each(asked.select("clocks", *known), ("id", "start", "closes"))
    return {key: (start, closes) for key, start, closes in rows if closes is None or closes > asked.period.first}


def _due(
    asked: Asked, plan: Span, held: list[date], limits: Mapping[str, str], calendar: Calendar, since: date
) -> list[bool]:
    """Whether each core group that was due in the period was held by then, since they have been recorded."""
    start, closes = plan
    last = asked.day if closes is None else min(asked.day, add_days(closes, -1))
    first, then = Interval.parse(limits["first"]), Interval.parse(limits["then"])
    due = core_groups_due(start, held, first, then, calendar, last)
    return [is_met for day, is_met in due if day in asked.period and day >= since]
