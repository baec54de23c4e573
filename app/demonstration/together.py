"""Every series of one child decided together: one meeting serves two reviews, and an unborn child has a local target."""

from collections.abc import Iterator, Sequence

from app.demonstration.histories import Told
from app.demonstration.service import Service
from app.domain.children import Child
from app.domain.kinds import KINDS
from app.domain.pairs import schedules
from app.domain.reviews import Review
from app.domain.rules import Rules
from app.domain.schedule import terms_for
from app.domain.settings import DEFINITIONS

RULES = Rules(unborn_weeks=DEFINITIONS["conferences.unborn-weeks"].default, chaired=frozenset(KINDS))
"""What the demonstration service has chosen."""


def decided_together(service: Service, child: Child, told: Sequence[Told]) -> list[Told]:
    """The series as told; a pair of open reviews is planned for one day."""
    series = [one.schedule.series for one in told]
    terms = terms_for(child, series, service.calendar, RULES)
    reviews: dict[str | None, Sequence[Review]] = {one.schedule.series.id: one.schedule.reviews for one in told}
    decided = [Told(new, old.planned) for new, old in zip(schedules(series, reviews, terms), told, strict=True)]
    for first, later in _pairs(decided):
        first.planned = later.planned = first.planned or later.planned
    return decided


def _pairs(told: Sequence[Told]) -> Iterator[tuple[Told, Told]]:
    waiting = {one.schedule.next.id: one for one in told if one.schedule.next}
    for one in waiting.values():
        following = one.schedule.next
        if following and following.served_with in waiting:
            yield waiting[following.served_with], one
