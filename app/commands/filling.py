"""Record many reviews at once, as one fills a column down: refusals come cell by cell, good lines are kept together."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from typing import ClassVar

from app.commands.meetings import held_at
from app.commands.reviews import check_facts, check_held, review_for_change
from app.commands.scheduling import Rescheduler
from app.domain.access import Right, Stamp
from app.domain.errors import Refusal
from app.domain.reviews import Review
from app.store import Store


@dataclass(frozen=True)
class FillLine:
    """One line of a fill-down: a date, a participation code, a late reason; what is None stays as it is."""

    review_id: str
    held: date | None = None
    participation: str | None = None
    late_reason: str | None = None


@dataclass(frozen=True)
class CellRefusal:
    """Why one cell of a fill-down was refused."""

    review_id: str
    field: str
    message: str


@dataclass(frozen=True)
class FillDown:
    """Record many reviews at once. Good lines are written together; a refused one says why and changes nothing."""

    lines: tuple[FillLine, ...]
    right: ClassVar[Right] = Right.RECORD
    title: ClassVar[str] = "Fill down reviews"

    def run(self, store: Store, stamp: Stamp) -> tuple[CellRefusal, ...]:
        """The refusals, cell by cell."""
        refusals: list[CellRefusal] = []
        good: list[Review] = []
        for line in self.lines:
            review = review_for_change(store, line.review_id)
            filled = replace(
                review,
                held=line.held or review.held,
                participation=line.participation or review.participation,
                late_reason=line.late_reason or review.late_reason,
            )
            found = _refusals(store, review, filled)
            refusals.extend(found)
            if not found and filled != review:
                good.append(filled)
        self._keep(store, good)
        return tuple(refusals)

    def _keep(self, store: Store, good: Sequence[Review]) -> None:
        for review in good:
            store.shelf(Review).keep(review)
            held_at(store, review)
        Rescheduler(store).children({review.child_id for review in good})


def _refusals(store: Store, before: Review, filled: Review) -> list[CellRefusal]:
    found = []
    if filled.participation and not filled.held:
        found.append(
            CellRefusal(before.id, "held", "A participation code needs the date on which the review was held.")
        )
    checks: list[tuple[str, Callable[[], None]]] = []
    if filled.held and filled.held != before.held:
        checks.append(("held", partial(check_held, store, filled, filled.held)))
    checks.append(("participation", partial(check_facts, store, replace(filled, late_reason=None))))
    checks.append(("late_reason", partial(check_facts, store, replace(filled, participation=None))))
    for field_name, check in checks:
        try:
            check()
        except Refusal as no:
            found.append(CellRefusal(before.id, field_name, str(no)))
    return found
