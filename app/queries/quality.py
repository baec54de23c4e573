"""The quality of one child's plan as the child's page shows it, and what of midway reviews, final plans and statements is owed."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from app.domain.access import Right, Stamp
from app.domain.calendar import Calendar
from app.domain.lateness import days_left
from app.domain.quality import CourtStatement
from app.domain.reviews import Series
from app.queries.checks import CheckSheet, ChecksOf
from app.queries.midway import SOON as SOON_MIDWAY
from app.queries.midway import Midway, midways
from app.queries.plans import SOON as SOON_PLAN
from app.queries.plans import (
    Held,
    PlanLine,
    held_children,
    latest_care,
    narrowed,
    plan_lines,
    running_care,
)
from app.queries.service import calendar_of
from app.queries.statements import SOON as SOON_STATEMENT
from app.queries.statements import statement_tone
from app.store import Store
from app.table import Tone

MIDWAY, PLAN, STATEMENT = "midway", "final-plan", "statement"
WHAT = {MIDWAY: "Midway review", PLAN: "Final plan to be ratified", STATEMENT: "Statement to court"}


@dataclass(frozen=True)
class ChildQuality:
    """What is known of one child: the latest period's final plan, the statements, the checks, the midway review to be made."""

    plan: PlanLine | None
    """None for a child without a period of care."""
    statements: tuple[tuple[CourtStatement, Tone], ...]
    checks: tuple[CheckSheet, ...]
    midway: Midway | None
    left: str
    """How much time is left until the midway review is due, in words."""


@dataclass(frozen=True)
class QualityOfChild:
    """Ask for the quality of one child's plan."""

    child_id: str
    right: ClassVar[Right] = Right.SEE

    def run(self, store: Store, stamp: Stamp) -> ChildQuality:
        """Statements and checks with the newest first."""
        series = latest_care(store, self.child_id)
        found = store.shelf(CourtStatement).find(child_id=self.child_id)
        statements = sorted(found, key=lambda one: (one.due_on, one.id), reverse=True)
        midway = next(iter(midways(store, stamp.today, child_id=self.child_id)), None)
        return ChildQuality(
            plan=_line(store, series) if series else None,
            statements=tuple((one, statement_tone(one, stamp.today)) for one in statements),
            checks=ChecksOf(self.child_id).run(store, stamp),
            midway=midway,
            left=days_left(midway.due, stamp.today, calendar_of(store)) if midway and not midway.done else "",
        )


def _line(store: Store, series: Series) -> PlanLine:
    return plan_lines(store, [(series.id, series.child_id, series.start if series.start_known else None)])[0]


@dataclass(frozen=True)
class Owed:
    """One thing that is due soon or late: what (a key of WHAT), its record (a child's, a period's, a statement's), about whom."""

    what: str
    record_id: str
    child_id: str
    child: str
    reference: str
    iro_id: str | None
    due: date
    left: str
    tone: Tone


@dataclass(frozen=True)
class QualityOwed:
    """Ask for the midway reviews, final plans and statements that are late or due soon; of one IRO's children or of all."""

    officer_id: str | None = None
    right: ClassVar[Right] = Right.SEE

    def run(self, store: Store, stamp: Stamp) -> tuple[Owed, ...]:
        """What is due first in front."""
        children = held_children(store, stamp.today, narrowed(self.officer_id, ""))
        owing = _Owing(store, stamp.today, children, calendar_of(store))
        found = (*owing.midways(self.officer_id), *owing.plans(), *owing.statements())
        return tuple(sorted(found, key=lambda one: (one.due, one.what, one.record_id)))


@dataclass(frozen=True)
class _Owing:
    store: Store
    today: date
    children: dict[str, Held]
    calendar: Calendar

    def midways(self, officer_id: str | None) -> Iterator[Owed]:
        for one in midways(self.store, self.today, officer_id):
            if one.is_owed(self.today + SOON_MIDWAY):
                yield self._owed(MIDWAY, one.child_id, one.child_id, one.due)

    def plans(self) -> Iterator[Owed]:
        for one in plan_lines(self.store, running_care(self.store, self.today)):
            waits = one.child_id in self.children and not one.ratified_on and not one.why_not
            if waits and one.target and one.target <= self.today + SOON_PLAN:
                yield self._owed(PLAN, one.series_id, one.child_id, one.target)

    def statements(self) -> Iterator[Owed]:
        for one in self.store.shelf(CourtStatement).find(sent_on=None):
            if one.child_id in self.children and one.due_on <= self.today + SOON_STATEMENT:
                yield self._owed(STATEMENT, one.id, one.child_id, one.due_on)

    def _owed(self, what: str, record_id: str, child_id: str, due: date) -> Owed:
        child = self.children[child_id]
        left, tone = days_left(due, self.today, self.calendar), Tone.LATE if due < self.today else Tone.SOON
        return Owed(what, record_id, child_id, child.child, child.reference, child.iro_id, due, left, tone)
