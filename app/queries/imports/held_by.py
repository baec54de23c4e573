"""Plans who holds one child: allocations to IROs, teams and social workers, and the dated status and home."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from app.domain.children import ChildTeam, LegalStatus, Placement, SocialWorker
from app.domain.officers import Allocation
from app.files.facts import DatedFact, Line
from app.queries.imports.basis import person_name
from app.queries.imports.child import CHANGED, NEW, UNCHANGED, ChildPlan
from app.queries.imports.holders import Named, Sort, Stretch, apart, reconcile, stretches


def hold(plan: ChildPlan) -> bool:
    """Plan everything dated about the child; whether a record that has no count of its own is written."""
    _allocate(plan)
    lines = plan.material.lines
    written = [
        _of_child(
            plan,
            "teams",
            [(line, plan.basis.teams[line.team]) for line in lines if line.team],
            _told(plan, "team", lambda name: plan.basis.teams[name]),
        ),
        _of_child(plan, "workers", [(line, line.worker) for line in lines if line.worker], _told(plan, "worker", str)),
        _dated(plan),
    ]
    return any(written)


def _told(plan: ChildPlan, what: str, holder_of: Callable[[str], str]) -> list[Stretch]:
    """Who holds the child by the file's own rows of holders, each with its dates."""
    return [
        Stretch(holder, fact.start, fact.end, False, plan.place(fact))
        for fact in plan.material.holders
        if fact.what == what and (holder := holder_of(fact.name))
    ]


def _allocate(plan: ChildPlan) -> None:
    told = _told(plan, "iro", lambda name: plan.basis.chairs.get(person_name(name), ""))
    if not told and not any([line.iro for line in plan.material.lines]):  # noqa: C419 - a list is twice as fast for a few lines
        return
    basis = plan.basis
    named = _named_by_period(plan)
    told += _since(plan)
    together = apart([*(stretch for one in named.values() for stretch in stretches(one, basis.today)), *told])
    sort = Sort(
        "allocations",
        "IRO",
        "officer_id",
        lambda holder, start, end: Allocation(
            child_id=plan.child.id, officer_id=holder, start=start, end=end, import_id=basis.import_id
        ),
        lambda record: _last_chaired(plan, record),
        lambda holder: basis.names.get(holder, "another IRO"),
    )
    kept = _reconciled(plan, together, basis.known.allocations.get(plan.child.id, ()), sort, Allocation)
    for state, number in zip((NEW, CHANGED, UNCHANGED), kept, strict=True):
        if number:
            plan.tally["allocations", state] += number


def _since(plan: ChildPlan) -> list[Stretch]:
    """The IROs whose rows say since when they hold the child, each once; they hold it until the row's period ends."""
    found: dict[tuple[str, date], Stretch] = {}
    for line in plan.material.lines:
        if line.iro and line.allocated:
            own = plan.of_line.get(id(line))
            end = own.series.end if own and own.series else None
            if end is None or end > line.allocated:
                holder = plan.basis.chairs[line.iro]
                found[holder, line.allocated] = Stretch(holder, line.allocated, end, False, plan.place(line))
    return list(found.values())


def _named_by_period(plan: ChildPlan) -> dict[str, Named]:
    """The names of IROs by series; a review in no period names nobody."""
    chairs, of_line = plan.basis.chairs, plan.of_line
    series_of = {id(said.line): said.series for said in plan.held}
    named: dict[str, Named] = {}
    for line in plan.material.lines:
        if not line.iro or line.allocated:
            continue
        key = id(line)
        series = series_of.get(key)
        if series is None:
            if key in series_of:
                continue
            own = of_line.get(key)
            series = own.series if own else None
        series_id = series.id if series else ""
        found = named.get(series_id)
        if found is None:
            found = named[series_id] = _named(plan, series_id)
            found.place = plan.place(line)
        found.add(line.held or line.planned or line.due, line.due, chairs[line.iro])
    return named


def _named(plan: ChildPlan, series_id: str) -> Named:
    """The stretch of a period; that an allocation ends on the 18th birthday is worked out wherever it is counted."""
    series = plan.series.get(series_id)
    if series is None:
        return Named(None, None)
    return Named(series.start if series.start_known else None, series.end)


def _last_chaired(plan: ChildPlan, allocation: Allocation) -> date | None:
    """The day of the last review that the officer chaired for this child, as recorded before this import."""
    days = [r.held for r in plan.old_reviews.values() if r.held and r.chair_id == allocation.officer_id]
    return max((day for day in days if day >= allocation.start), default=None)


def _of_child(plan: ChildPlan, group: str, said: list[tuple[Line, str]], told: list[Stretch]) -> bool:
    """The team or the social worker of a child, which go on from one period to the next."""
    if not said and not told:
        return False
    starts = [s.start for s in plan.series.values() if s.start and s.start_known]
    named = Named(min(starts, default=None), None)
    for line, holder in said:
        named.add(line.held or line.planned or line.due, line.due, holder)
        named.place = named.place or plan.place(line)
    child_id, import_id, known = plan.child.id, plan.basis.import_id, plan.basis.known
    sort: Sort
    existing: Sequence[Any]
    kind: type[Any]
    if group == "teams":
        make: Callable[..., Any] = lambda holder, start, end: ChildTeam(  # noqa: E731 - beside its twin below
            child_id=child_id, team_id=holder, start=start, end=end, import_id=import_id
        )
        sort = Sort(group, "team", "team_id", make, lambda _: None, lambda h: plan.basis.names.get(h, "another team"))
        existing, kind = known.teams.get(child_id, ()), ChildTeam
    else:
        make = lambda holder, start, end: SocialWorker(  # noqa: E731 - beside its twin above
            child_id=child_id, name=holder, start=start, end=end, import_id=import_id
        )
        sort = Sort(group, "social worker", "name", make, lambda _: None, str)
        existing, kind = known.workers.get(child_id, ()), SocialWorker
    found = apart([*stretches(named, plan.basis.today), *told]) if told else stretches(named, plan.basis.today)
    new, changed, _ = _reconciled(plan, found, existing, sort, kind)
    return bool(new or changed)


def _reconciled(
    plan: ChildPlan, found: Sequence[Stretch], existing: Iterable[Any], sort: Sort, kind: type[Any]
) -> tuple[int, int, int]:
    kept = reconcile(found, list(existing), sort, plan.settling, plan.basis.today)
    for record in kept.new:
        plan.basis.plan.add(kind, record)
    for record in kept.changed.values():
        plan.basis.plan.add(kind, replace(record, import_id=plan.basis.import_id))
    return len(kept.new), len(kept.changed), kept.unchanged


def _dated(plan: ChildPlan) -> bool:
    """Legal status and home from day to day; a row that starts on the same day is the same one."""
    if not plan.material.dated:
        return False
    known, child_id = plan.basis.known, plan.child.id
    statuses = {s.start: s for s in known.statuses.get(child_id, ())}
    homes = {p.start: p for p in known.placements.get(child_id, ())}
    written = 0
    if plan.basis.facts.latest_only:
        written += _followed(plan, "status", statuses, LegalStatus) + _followed(plan, "placement", homes, Placement)
    for fact in plan.material.dated:
        written += _status(plan, fact, statuses) if fact.what == "status" else _home(plan, fact, homes)
    return written > 0


def _followed(plan: ChildPlan, what: str, here: dict[date, Any], kind: type[Any]) -> int:
    """A file that tells only the latest status or home ends the one before it, when that came from a file too."""
    starts = [fact.start for fact in plan.material.dated if fact.what == what]
    ended = [old for old in here.values() if old.import_id and old.end is None and starts and old.start < max(starts)]
    for old in ended:
        plan.basis.plan.add(kind, replace(old, end=max(starts), import_id=plan.basis.import_id))
    return len(ended)


def _status(plan: ChildPlan, fact: DatedFact, here: dict[date, LegalStatus]) -> bool:
    old = here.get(fact.start)
    if old is None:
        new = LegalStatus(
            child_id=plan.child.id, code=fact.code, start=fact.start, end=fact.end, import_id=plan.basis.import_id
        )
        here[fact.start] = new
        plan.basis.plan.add(LegalStatus, new)
        return True
    return _dated_again(plan, old, {"code": fact.code, "end": fact.end}, LegalStatus)


def _home(plan: ChildPlan, fact: DatedFact, here: dict[date, Placement]) -> bool:
    old = here.get(fact.start)
    if old is None:
        new = Placement(
            child_id=plan.child.id,
            code=fact.code,
            provider=fact.provider,
            start=fact.start,
            end=fact.end,
            import_id=plan.basis.import_id,
        )
        here[fact.start] = new
        plan.basis.plan.add(Placement, new)
        return True
    return _dated_again(plan, old, {"code": fact.code, "provider": fact.provider, "end": fact.end}, Placement)


def _dated_again(plan: ChildPlan, old: Any, says: dict[str, Any], kind: type[Any]) -> bool:
    """Take the file's values over those that a file gave; a row that was typed here stays."""
    if old.version == 0 or old.import_id is None or all(getattr(old, name) == value for name, value in says.items()):
        return False
    plan.basis.plan.add(kind, replace(old, **says, import_id=plan.basis.import_id))
    return True
