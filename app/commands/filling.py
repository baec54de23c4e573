"""Record many reviews at once, as one fills a column down: refusals come cell by cell, good lines are kept together."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from typing import ClassVar

from app.commands.bookings import held_at
from app.commands.checking import check_held, check_late_reason, check_participation_of, review_for_change
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

    def filled(self, review: Review) -> Review:
        """The review with what this line says of it; a code may be typed in small letters."""
        code = (self.participation or "").strip().upper()
        return replace(
            review,
            held=self.held or review.held,
            participation=code or review.participation,
            late_reason=self.late_reason or review.late_reason,
        )


@dataclass(frozen=True)
class CellRefusal:
    """Why one cell of a fill-down was refused: field is held, participation or late_reason."""

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
        """The refusals, cell by cell; each line is judged with the good ones above it already kept."""
        refusals: list[CellRefusal] = []
        children = set()
        for line in self.lines:
            try:
                review = review_for_change(store, line.review_id)
            except Refusal as no:
                refusals.append(CellRefusal(line.review_id, "held", str(no)))
                continue
            filled = line.filled(review)
            found = _refusals(store, review, filled)
            refusals.extend(found)
            if not found and filled != review:
                store.shelf(Review).keep(filled)
                held_at(store, filled, review.held)
                children.add(review.child_id)
        Rescheduler(store).children(children)
        return tuple(refusals)


def _refusals(store: Store, before: Review, filled: Review) -> list[CellRefusal]:
    found = []
    for field, check in _checks(store, before, filled):
        try:
            check()
        except Refusal as no:
            found.append(CellRefusal(before.id, field, str(no)))
    return found


def _checks(store: Store, before: Review, filled: Review) -> list[tuple[str, Callable[[], None]]]:
    def held() -> None:
        if filled.participation and not filled.held:
            raise Refusal("A participation code needs the date on which the review was held.", "Give the date too.")
        if filled.held and filled.held != before.held:
            check_held(store, filled, filled.held)

    return [
        ("held", held),
        ("participation", lambda: check_participation_of(store, filled, before)),
        ("late_reason", lambda: check_late_reason(store, filled, before)),
    ]
