"""Meetings that no clock asks for: before a secure placement, and after a home came to an end that nobody wanted."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta

from app.demonstration.draws import Draw, Shares
from app.demonstration.histories import Told
from app.demonstration.service import Service
from app.demonstration.turns import Turns
from app.domain.children import Placement
from app.domain.gatherings import DISRUPTION, PRE_SECURE, Gathering, GatheringChild, GatheringTheme
from app.domain.kinds import SECURE_REVIEW
from app.domain.records import Record

KEPT_DAYS = 730
DISRUPTED = 0.1
FOSTER_HOMES = frozenset({"U1", "U3", "U5", "U6"})
THEMES = Shares({"matching": 22, "support": 24, "behaviour": 26, "carers": 12, "family-time": 8, "planning": 8})


def gatherings(service: Service, holding: Turns, told: Sequence[Told], facts: Iterable[Record]) -> Iterator[Record]:
    """Those about one child in the last two years."""
    first = service.today - timedelta(days=KEPT_DAYS)
    for one in told:
        series = one.schedule.series
        if series.kind == SECURE_REVIEW and series.start and series.start >= first:
            draw = Draw(service.seed, "gathering", series.id)
            day = service.calendar.add_working_days(series.start, -draw.whole(1, 6))
            yield from _gathering(draw, holding, series.child_id, PRE_SECURE, day)
    for home in (fact for fact in facts if isinstance(fact, Placement) and fact.code in FOSTER_HOMES):
        draw = Draw(service.seed, "gathering", home.id)
        if home.end is None or home.end < first or service.size.dense or not draw.chance(DISRUPTED):
            continue
        day = service.calendar.add_working_days(home.end, draw.whole(10, 30))
        if day <= service.today:
            yield from _gathering(draw, holding, home.child_id, DISRUPTION, day)


def _gathering(draw: Draw, holding: Turns, child_id: str, kind: str, day: date) -> Iterator[Record]:
    meeting = Gathering(id=draw.id(), kind=kind, date=day, chair_id=holding.officer(day))
    yield meeting
    yield GatheringChild(id=draw.id(), gathering_id=meeting.id, child_id=child_id)
    if kind == DISRUPTION:
        for theme in sorted({draw.of(THEMES) for _ in range(draw.whole(1, 3))}):
            yield GatheringTheme(id=draw.id(), gathering_id=meeting.id, theme=theme)
