"""What a file says of one child's enquiries, child protection plans and conferences beside their dates."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from app.domain.conferences import ConferenceOutcome, Enquiry, ProtectionPlan
from app.domain.kinds import RCPC
from app.domain.records import Record
from app.domain.reviews import Review, Series
from app.files.facts import Line, Protection
from app.queries.imports.child import CHANGED, NEW, UNCHANGED, ChildPlan
from app.queries.imports.periods import ONCE
from app.queries.imports.settling import Said, agreed, plain


@dataclass(frozen=True)
class Sort:
    """One sort of record: where it is remembered, what it belongs to, and its fields by those of a line."""

    group: str
    kind: type[Record]
    owner: str
    fields: dict[str, str]
    words: dict[str, str]


ENQUIRIES = Sort(
    "enquiries",
    Enquiry,
    "series_id",
    {
        "section47": "section47_on",
        "requested": "requested_on",
        "received": "received_on",
        "decided_by": "not_needed_by",
    },
    {
        "section47": "Section 47 enquiry started",
        "requested": "Conference requested",
        "received": "Request received",
        "decided_by": "Who decided that no conference was needed",
    },
)
PLANS = Sort(
    "plans",
    ProtectionPlan,
    "series_id",
    {"category": "initial_category", "latest": "latest_category", "previous": "previous_here"},
    {"category": "Initial category", "latest": "Latest category", "previous": "Earlier plans with this council"},
)
OUTCOMES = Sort(
    "outcomes",
    ConferenceOutcome,
    "review_id",
    {"outcome": "outcome", "quorate": "quorate"},
    {"outcome": "Outcome of the conference", "quorate": "Quorate"},
)


def protect(plan: ChildPlan) -> None:
    """Plan the enquiries, plans and outcomes of one child; its periods and reviews are decided already."""
    lines = [line for line in plan.material.lines if line.protection is not None]
    if not lines:
        return
    known = plan.basis.known
    _settle(plan, ENQUIRIES, _by_series(plan, lines, ONCE), known.enquiries.get(plan.child.id, ()))
    _settle(plan, PLANS, _by_series(plan, lines, (RCPC,)), known.plans.get(plan.child.id, ()))
    _settle(plan, OUTCOMES, _by_review(plan, lines), known.outcomes.get(plan.child.id, ()))


def _by_series(plan: ChildPlan, lines: Iterable[Line], kinds: tuple[str, ...]) -> dict[str, list[Line]]:
    found: dict[str, list[Line]] = {}
    for line in lines:
        period = plan.of_line.get(id(line))
        series: Series | None = period.series if period and not period.left_out else None
        if series is not None and series.kind in kinds:
            found.setdefault(series.id, []).append(line)
    return found


def _by_review(plan: ChildPlan, lines: Iterable[Line]) -> dict[str, list[Line]]:
    held: dict[tuple[str, Any], Review] = {(r.kind, r.held): r for r in plan.reviews.values() if r.held}
    found: dict[str, list[Line]] = {}
    for line in lines:
        review = held.get((line.kind or "", line.held)) if line.held else None
        if review is not None:
            found.setdefault(review.id, []).append(line)
    return found


def _settle(plan: ChildPlan, sort: Sort, said: dict[str, list[Line]], records: Iterable[Any]) -> None:
    """Bring together what the file says and what stands here, record by record."""
    here = {getattr(record, sort.owner): record for record in records}
    gone = {before.get("of") for key, before in plan.memory.group(sort.group).items() if not _is_live(key, here)}
    for owner, lines in said.items():
        values = dict(_values(sort, lines))
        if not values:
            continue
        record = here.get(owner)
        if record is not None:
            state = _again(plan, sort, record, values, lines[0])
        elif owner in gone:
            state = UNCHANGED
        else:
            state = _new(plan, sort, owner, values)
        plan.tally[sort.group, state] += 1


def _is_live(key: str, here: dict[str, Any]) -> bool:
    return any(record.id == key for record in here.values())


def _values(sort: Sort, lines: list[Line]) -> Iterator[tuple[str, Any]]:
    """What the lines about one record say, by field of a line; empty values say nothing."""
    told: list[Protection] = [line.protection for line in lines if line.protection is not None]
    for name in sort.fields:
        value = agreed(getattr(one, name) for one in told)
        if value not in (None, ""):
            yield name, value


def _new(plan: ChildPlan, sort: Sort, owner: str, values: dict[str, Any]) -> str:
    facts: dict[str, Any] = {sort.fields[name]: value for name, value in values.items()}
    facts |= {"child_id": plan.child.id, sort.owner: owner, "import_id": plan.basis.import_id}
    record = sort.kind(**facts)
    plan.basis.plan.add(sort.kind, record)
    plan.memory.say(sort.group, record.id, _said(owner, values))
    return NEW


def _again(plan: ChildPlan, sort: Sort, record: Any, values: dict[str, Any], line: Line) -> str:
    before = plan.memory.before(sort.group, record.id)
    changes: dict[str, Any] = {}
    for name, theirs in values.items():
        ours, words = getattr(record, sort.fields[name]), sort.words[name]
        value = plan.settling.settle(before, name, ours, theirs, words, record.id, plan.place(line))
        if value != ours:
            changes[sort.fields[name]] = value
    plan.memory.say(sort.group, record.id, _said(getattr(record, sort.owner), values))
    if not changes:
        return UNCHANGED
    plan.basis.plan.add(sort.kind, replace(record, **changes, import_id=plan.basis.import_id))
    return CHANGED


def _said(owner: str, values: dict[str, Any]) -> Said:
    return {"of": owner, **{name: plain(value) for name, value in values.items()}}
