"""What changed since the last file, each with the act it suggests: the weekly use of an import."""

from collections.abc import Iterable
from datetime import date

from app.domain.calendar import today_in_london
from app.domain.imports import ImportRun
from app.domain.kinds import LOOKED_AFTER
from app.domain.officers import Allocation
from app.domain.reviews import Review, Series
from app.queries.imports.child import ChildPlan
from app.queries.imports.outcome import Since
from app.queries.imports.periods import family
from app.store import Selection, Store, Where


def of_child(plan: ChildPlan) -> Iterable[Since]:
    """What changed for one child: periods that began or ended, and reviews that only one side knows."""
    if plan.basis.known.last_run is None:
        return
    yield from _periods(plan)
    yield from _reviews(plan)


def _periods(plan: ChildPlan) -> Iterable[Since]:
    for period in plan.said:
        series = period.series
        if series is None:
            continue
        old = plan.old_series.get(series.id)
        if old is None and series.kind == LOOKED_AFTER and series.end is None and not _has_iro(plan):
            yield _row(plan, "became looked after", series.start, "allocate", series)
        elif old is None:
            yield _row(plan, "new period", series.start, "open child", series)
        elif old.end is None and period.end is not None:
            yield _row(plan, "ceased", period.end, "end" if _holds_after(plan, period.end) else "open child", series)


def _has_iro(plan: ChildPlan) -> bool:
    """Whether an IRO holds the child after this import."""
    return any(allocation.end is None or allocation.end > plan.basis.today for allocation in _allocations(plan))


def _holds_after(plan: ChildPlan, end: date) -> bool:
    return any(allocation.end is None or allocation.end > end for allocation in _allocations(plan))


def _allocations(plan: ChildPlan) -> list[Allocation]:
    here = {a.id: a for a in plan.basis.known.allocations.get(plan.child.id, ())}
    planned = plan.basis.plan.keep.get(Allocation, ())
    return list((here | {a.id: a for a in planned if a.child_id == plan.child.id}).values())


def _reviews(plan: ChildPlan) -> Iterable[Since]:
    """Reviews held there and not here, in periods known before; and held here and not there, within the file's dates."""
    for said in plan.held:
        if not plan.is_new and said.series is not None and said.series.id in plan.old_series:
            found = [r for r in plan.reviews.values() if r.held == said.held and r.series_id == said.series.id]
            for review in found:
                old = plan.old_reviews.get(review.id)
                if old is None or old.held is None:
                    yield _row(plan, "review held there, not here", said.held, "record held", review)
    if plan.basis.facts.latest_only:
        return
    for review in plan.old_reviews.values():
        first = plan.basis.first_held.get(family(review.kind))
        last = plan.basis.last_held.get(family(review.kind))
        if review.held and first and last and first <= review.held <= last and review.id not in plan.states:
            yield _row(plan, "review held here, not there", review.held, "check review", review)


def turned_18(store: Store, last: ImportRun, today: date) -> list[Since]:
    """The children whose clocks their 18th birthday ended since the last file; no file need say so."""
    since = today_in_london(last.at)
    where = (Where("eighteenth", "above", since), Where("eighteenth", "at most", today))
    rows = store.rows(Selection("children", where, as_at=today), ("id", "reference", "eighteenth", "known_as", "name"))
    running = {
        s.child_id
        for s in (store.shelf(Series).find(child_id=tuple(row[0] for row in rows)) if rows else ())
        if s.closes
    }
    return [
        Since("turned 18", row[0], row[1], row[2], "open child", name=row[3] or row[4] or "")
        for row in rows
        if row[0] in running
    ]


def _row(plan: ChildPlan, what: str, day: date | None, act: str, record: Series | Review) -> Since:
    child = plan.child
    name = child.known_as or child.name
    return Since(what, child.id, child.reference, day, act, record.id, record.kind, name)
