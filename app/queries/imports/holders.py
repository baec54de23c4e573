"""Who holds a child from when until when, as the names on a file's rows tell: IRO, team and social worker."""

from bisect import insort
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Any

from app.files.facts import SheetFacts
from app.queries.imports.settling import Said, Settling

DAY = timedelta(days=1)


@dataclass
class Named:
    """The names that rows give for one period, each with the day of its review; date.max for a row without one."""

    start: date | None
    end: date | None
    days: list[tuple[date, str]] = field(default_factory=list)
    earliest: date | None = None
    place: tuple[SheetFacts, int] | None = None

    def add(self, day: date | None, due: date | None, holder: str) -> None:
        """One row names this holder; a review that was held late was theirs when it was due already."""
        self.days.append((day or date.max, holder))
        first = due if day is None or (due is not None and due < day) else day
        if first is not None and (self.earliest is None or first < self.earliest):
            self.earliest = first


@dataclass(frozen=True)
class Stretch:
    """One holder from a day until the day before end."""

    holder: str
    start: date
    end: date | None
    is_first: bool
    place: tuple[SheetFacts, int]


def stretches(named: Named, today: date) -> list[Stretch]:
    """A single name holds from start to end; where names differ, each takes over the day after the previous one's last."""
    if not named.days or named.place is None:
        return []
    runs: list[list[Any]] = []
    for day, holder in sorted(set(named.days)):
        if runs and runs[-1][0] == holder:
            runs[-1][1] = day
        elif not (runs and runs[-1][1] == date.max):
            runs.append([holder, day])
    begin = named.start or named.earliest or today
    found: list[Stretch] = []
    for index, (holder, last) in enumerate(runs):
        end = last + DAY if index + 1 < len(runs) else named.end
        if named.end and (end is None or end > named.end):
            end = named.end
        if end is None or end > begin:
            found.append(Stretch(holder, begin, end, index == 0, named.place))
            begin = end or date.max
    return found


def apart(found: Iterable[Stretch]) -> list[Stretch]:
    """The stretches of several periods of one child so that no two overlap.

    The one that starts later takes over; when it ends first, the one before holds the child again until its own end.
    """
    waiting, kept = sorted(found, key=_in_order), list[Stretch]()
    while waiting:
        one = waiting.pop(0)
        last = kept[-1] if kept else None
        if last is None or (last.end is not None and last.end <= one.start):
            kept.append(one)
        elif last.holder == one.holder:
            end = None if last.end is None or one.end is None else max(last.end, one.end)
            kept[-1] = replace(last, end=end)
        elif last.start == one.start:
            if (one.end or date.max) > (last.end or date.max) and last.end is not None:
                insort(waiting, replace(one, start=last.end), key=_in_order)
        else:
            kept[-1] = replace(last, end=one.start)
            kept.append(one)
            if one.end is not None and one.end < (last.end or date.max):
                insort(waiting, replace(last, start=one.end), key=_in_order)
    return kept


def _in_order(one: Stretch) -> tuple[date, date, str]:
    return one.start, one.end or date.max, one.holder


@dataclass(frozen=True)
class Sort:
    """One sort of holder: how its records are made and read, where it is remembered, and since when it may hand over.

    since gives the day from which a new holder follows this one; None where the records do not say.
    """

    group: str
    words: str
    field: str
    make: Callable[[str, date, date | None], Any]
    since: Callable[[Any], date | None]
    name: Callable[[str], str]


@dataclass
class Kept:
    """The records of one sort after the import: new, changed, and how many stayed."""

    new: list[Any] = field(default_factory=list)
    changed: dict[str, Any] = field(default_factory=dict)
    unchanged: int = 0


def reconcile(found: Sequence[Stretch], existing: Sequence[Any], sort: Sort, settling: Settling, today: date) -> Kept:
    """Bring what the file says together with what stands here; what somebody typed since stays."""
    kept = Kept()
    here = {record.id: record for record in existing}
    before = settling.memory.group(sort.group)
    matched: dict[int, Any] = {}
    for index, stretch in enumerate(found):
        record = _same(stretch, here, before, sort, {r.id for r in matched.values()})
        if record is not None:
            matched[index] = record
    taken = {record.id for record in matched.values()}
    for index, stretch in enumerate(found):
        record = matched.get(index)
        if record is not None:
            after = _settled(stretch, record, before.get(record.id), settling, sort)
            settling.memory.say(sort.group, record.id, _told(stretch, after, before.get(record.id), record))
            if after != record:
                kept.changed[record.id] = here[record.id] = after
            else:
                kept.unchanged += 1
        elif _taken_out(stretch, here, before):
            kept.unchanged += 1
        else:
            _add(stretch, here, taken, sort, settling, today, kept)
    for key in [key for key, record in kept.changed.items() if _clashes(record, here.values())]:
        del kept.changed[key]
    return kept


def _clashes(record: Any, others: Iterable[Any]) -> bool:
    """Whether a changed record would hold at the same time as another, which nobody can."""
    end = record.end or date.max
    return any(o.id != record.id and max(o.start, record.start) < min(o.end or date.max, end) for o in others)


def _same(stretch: Stretch, here: dict[str, Any], before: dict[str, Said], sort: Sort, taken: set[str]) -> Any | None:
    """The record of this stretch: the file said so before, or it holds at the same time."""
    start = stretch.start.isoformat()
    for key, said in before.items():
        if key in here and key not in taken and said["holder"] == stretch.holder and said["start"] == start:
            return here[key]
    likely = [
        record
        for record in here.values()
        if record.id not in taken and getattr(record, sort.field) == stretch.holder and _overlap(stretch, record)
    ]
    return min(likely, key=lambda record: (abs(record.start - stretch.start), record.id), default=None)


def _taken_out(stretch: Stretch, here: dict[str, Any], before: dict[str, Said]) -> bool:
    """Whether the file said this before and somebody voided it here since."""
    start = stretch.start.isoformat()
    return any(
        key not in here and said["holder"] == stretch.holder and said["start"] == start for key, said in before.items()
    )


def _overlap(stretch: Stretch, record: Any) -> bool:
    start = max(stretch.start, record.start)
    return bool(start < min(stretch.end or date.max, record.end or date.max))


def _settled(stretch: Stretch, record: Any, said: Said | None, settling: Settling, sort: Sort) -> Any:
    """The record with the file's start and end, unless somebody changed them here."""
    if said is None or getattr(record, sort.field) != said["holder"]:
        return record
    start, end = record.start, record.end
    if said["start"] != stretch.start.isoformat() and said["from"] == record.start.isoformat():
        start = stretch.start
    if stretch.end is not None or said["end"] is not None:
        words = f"End of the {sort.words}"
        end = settling.settle(said, "end", record.end, stretch.end, words, record.id, stretch.place)
    if end is not None and end < start:
        return record
    return record if (start, end) == (record.start, record.end) else replace(record, start=start, end=end)


def _told(stretch: Stretch, after: Any, said: Said | None, record: Any) -> Said:
    """What the file says of this stretch, and from when it was written."""
    typed = said is None or said["from"] != record.start.isoformat()
    return {
        "holder": stretch.holder,
        "start": stretch.start.isoformat(),
        "end": stretch.end.isoformat() if stretch.end else None,
        "from": said["from"] if said is not None and typed else "" if typed else after.start.isoformat(),
    }


def _add(
    stretch: Stretch, here: dict[str, Any], taken: set[str], sort: Sort, settling: Settling, today: date, kept: Kept
) -> None:
    """A new holder, who follows those that files named before; one that was typed here stays, as a conflict."""
    start, end = stretch.start, stretch.end
    for record in sorted((r for r in here.values() if _overlap(stretch, r)), key=lambda r: (r.start, r.id)):
        if record.end is not None and record.end <= start:
            continue
        said = settling.memory.before(sort.group, record.id)
        if _is_typed(record, said, sort) and not _accepts(stretch, record, sort, settling):
            return
        if record.start > start and record.id in taken:
            end = min(end or date.max, record.start)
            continue
        start = _takes_over(stretch, start, record, sort, today)
        if end is not None and end <= start:
            return
        changed = (
            replace(record, end=start) if start > record.start else replace(record, **{sort.field: stretch.holder})
        )
        here[record.id] = kept.changed[record.id] = changed
        if said is not None and changed.end == start:
            settling.memory.say(sort.group, record.id, {"end": start.isoformat()})
        if changed.start == start:
            settling.memory.say(sort.group, record.id, {"holder": stretch.holder, "start": stretch.start.isoformat()})
            return
    new = sort.make(stretch.holder, start, end)
    here[new.id] = new
    kept.new.append(new)
    settling.memory.say(
        sort.group,
        new.id,
        {
            "holder": stretch.holder,
            "start": stretch.start.isoformat(),
            "end": stretch.end.isoformat() if stretch.end else None,
            "from": start.isoformat(),
        },
    )


def _is_typed(record: Any, said: Said | None, sort: Sort) -> bool:
    """Whether somebody made or changed this record here since the last import."""
    if said is None:
        return bool(record.version)
    end = record.end.isoformat() if record.end else None
    now: tuple[Any, ...] = (getattr(record, sort.field), record.start.isoformat(), end)
    return bool(now != (said["holder"], said["from"], said["end"]))


def _accepts(stretch: Stretch, record: Any, sort: Sort, settling: Settling) -> bool:
    ours, theirs = sort.name(getattr(record, sort.field)), sort.name(stretch.holder)
    key = f"{record.id}:{sort.field}"
    return bool(settling.conflict(key, sort.words[0].upper() + sort.words[1:], ours, theirs, stretch.place) == theirs)


def _takes_over(stretch: Stretch, start: date, record: Any, sort: Sort, today: date) -> date:
    """The day after the previous holder's last review; today where none is recorded; never before the file says."""
    if not stretch.is_first and stretch.start > record.start:
        return max(start, stretch.start)
    last = sort.since(record)
    return max(start, last + DAY if last else max(today, record.start))
