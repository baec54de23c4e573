"""How a child stands today, in a few facts: in our care, on a plan, legal status, home, adoption, not yet born; and their IROs."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from app.domain.access import Right, Stamp
from app.domain.conferences import CATEGORIES, ProtectionPlan
from app.domain.dates import long, short
from app.domain.kinds import KINDS, LOOKED_AFTER, RCPC
from app.domain.reviews import Series
from app.domain.statuses import HOMES, LEGAL_STATUSES
from app.queries.child import ChildFacts, ChildPage, Span
from app.store import Store

Fact = tuple[str, str]
"""What it is, and how it stands."""


@dataclass(frozen=True)
class Standing:
    """The facts of today, and who the IROs were, the latest first."""

    facts: tuple[Fact, ...]
    iros: tuple[Fact, ...]
    """Each IRO by name, with from when until when."""


@dataclass(frozen=True)
class ChildStanding:
    """Ask how a child stands today."""

    child_id: str
    right: ClassVar[Right] = Right.SEE

    def run(self, store: Store, stamp: Stamp) -> Standing:
        """What is known; what is not is left out, but that the child is neither in our care nor on a plan is said."""
        facts = ChildPage(self.child_id).run(store, stamp)
        told = (*_periods(store, facts), *_person(facts, stamp.today), *_dated(facts, stamp.today))
        return Standing(tuple(told), tuple(_iros(facts.allocations)))


def _periods(store: Store, facts: ChildFacts) -> Iterable[Fact]:
    running = [period.series for period in facts.periods if period.running]
    care = next((one for one in running if one.kind == LOOKED_AFTER), None)
    plan = next((one for one in running if one.kind == RCPC), None)
    if care is None and plan is None and not facts.child.is_household:
        yield "Status", "Neither in our care nor on a child protection plan"
    if care is not None:
        yield "In our care", _since(care)
    if plan is not None:
        kept = store.shelf(ProtectionPlan).find(series_id=plan.id)
        category = next((one.latest_category or one.initial_category for one in kept), None)
        said = f", {CATEGORIES.get(category, category)}" if category else ""
        yield "Child protection plan", f"{_since(plan)}{said}"
    for one in running:
        if one.kind not in {LOOKED_AFTER, RCPC}:
            yield KINDS[one.kind].period, _since(one)


def _since(series: Series) -> str:
    if series.start is None:
        return "Start not known"
    return f"Since {long(series.start)}" if series.start_known else f"Since {long(series.start)} at the latest"


def _person(facts: ChildFacts, today: date) -> Iterable[Fact]:
    child, adult = facts.child, facts.child.eighteenth_birthday
    if child.is_unborn and child.expected_on:
        yield "Not yet born", f"Expected {long(child.expected_on)}"
    if child.household:
        yield "Approved for", child.household
    if adult is not None:
        yield ("Turned 18", long(adult)) if adult <= today else ("Turns 18", long(adult))


def _dated(facts: ChildFacts, today: date) -> Iterable[Fact]:
    for title, spans, words in (("Legal status", facts.statuses, LEGAL_STATUSES), ("Home", facts.homes, HOMES)):
        now = [span for span in spans if span.start <= today and (span.end is None or span.end > today)]
        if now:
            yield title, f"{words.get(now[-1].words, now[-1].words)}, since {long(now[-1].start)}"


def _iros(allocations: Iterable[Span]) -> Iterable[Fact]:
    for span in reversed(tuple(allocations)):
        yield span.words, f"{short(span.start)} to {short(span.end)}" if span.end else f"since {short(span.start)}"
