"""Whether IROs were told of children and appointed in time, of all who became looked after in a period."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar

from app.domain.access import Right, Stamp
from app.domain.appointments import (
    APPOINT_WITHIN,
    IN_TIME,
    LATE,
    OVERDUE,
    TELL_WITHIN,
    TO_COME,
    UNKNOWN,
    VERDICTS,
    Appointment,
    appointment,
)
from app.domain.counting import counted
from app.domain.dates import Period
from app.domain.kinds import LOOKED_AFTER
from app.domain.officers import IRO, Allocation
from app.domain.reviews import Series
from app.domain.timeliness import percent
from app.queries.caseload.counting import officer_names
from app.queries.caseload.lines import NUMBER
from app.queries.service import calendar_of
from app.store import Selection, Store, Where
from app.table import Column, Fixed, Kind, Ratio, Row, Table, Tone

TOLD, APPOINTED = "told", "appointed"
RULES = {
    TOLD: f"IRO told within {TELL_WITHIN} working days",
    APPOINTED: f"IRO appointed within {APPOINT_WITHIN} working days",
}
JUDGED = (IN_TIME, LATE, OVERDUE)
"""What is in the denominator: in time, late, or not done although the last day has passed."""
TONES = {
    IN_TIME: Tone.ON_TIME,
    LATE: Tone.HELD_LATE,
    OVERDUE: Tone.LATE,
    TO_COME: Tone.PLAIN,
    UNKNOWN: Tone.INFORMATION,
}
NOTES = (
    (
        "Children who became looked after in the period, once for each period of care whose start is known. The day itself "
        "is day 0. An IRO who held the child already was appointed at once."
    ),
    "In time ÷ (in time + late + overdue). Left out: still to come, and appointed without a record of when the IRO was told.",
)
COUNTS = (
    Column("key", "Standard", width=36),
    Column("numerator", "In time", NUMBER, 10),
    Column("denominator", "Judged", NUMBER, 10),
    Column("share", "Share in time", Kind.PERCENT, 10),
    Column(LATE, "Late", NUMBER, 9),
    Column(OVERDUE, "Overdue", NUMBER, 9),
    Column(TO_COME, "To come", NUMBER, 9),
    Column(UNKNOWN, "Not recorded", NUMBER, 10),
)
LIST = (
    Column("child", "Child", width=24),
    Column("reference", "Reference", width=12),
    Column("start", "Became looked after", Kind.DATE, 15),
    Column("told_on", "IRO told on", Kind.DATE, 13),
    Column(TOLD, "Told", width=14),
    Column("tell_by", "To be told by", Kind.DATE, 13),
    Column("appointed_on", "IRO appointed on", Kind.DATE, 13),
    Column(APPOINTED, "Appointed", width=14),
    Column("appoint_by", "To be appointed by", Kind.DATE, 13),
    Column("iro", "IRO", width=24),
)


@dataclass(frozen=True)
class Started:
    """A period of care that began in the period: whose it is, and when an IRO was told and appointed."""

    child_id: str
    child: str
    reference: str
    start: date
    appointment: Appointment
    officer_id: str | None

    def verdict(self, what: str, today: date) -> str:
        """Of the telling or the appointment."""
        return self.appointment.told(today) if what == TOLD else self.appointment.appointed(today)


@dataclass(frozen=True)
class ToldAndAppointed:
    """Ask how many were told and appointed in time, of the children who became looked after in a period."""

    period: Period
    right: ClassVar[Right] = Right.SEE

    def run(self, store: Store, stamp: Stamp) -> Table:
        """One row for each of the two standards; every number opens its children."""
        found = started(store, self.period, stamp.today)
        rows = tuple(_standard(what, found, self.period, stamp.today) for what in RULES)
        said = ", ".join(f"{what} in time {_share(row)}" for what, row in zip(RULES, rows, strict=True))
        return Table(
            f"IRO told and appointed, {self.period.title_at(stamp.today)}",
            COUNTS,
            Fixed(rows, tuple(column.key for column in COUNTS)),
            f"{_times(len(found))} became looked after: {said}",
            NOTES,
        )


@dataclass(frozen=True)
class ToldList:
    """Ask for the children who became looked after in a period; of those only with these verdicts on one standard."""

    period: Period
    what: str = ""
    verdicts: tuple[str, ...] = ()
    right: ClassVar[Right] = Right.SEE

    def run(self, store: Store, stamp: Stamp) -> Table:
        """The list in order of the day; a row's id is that of the child."""
        found = [
            one
            for one in started(store, self.period, stamp.today)
            if not self.verdicts or one.verdict(self.what, stamp.today) in self.verdicts
        ]
        names = officer_names(store)
        rows = tuple(_listed(one, names.get(one.officer_id or "", "No IRO"), stamp.today) for one in found)
        chosen = f", {RULES[self.what]}: {', '.join(VERDICTS[v].lower() for v in self.verdicts)}" if self.what else ""
        return Table(
            f"Became looked after, {self.period.title_at(stamp.today)}{chosen}",
            LIST,
            Fixed(rows, tuple(column.key for column in LIST)),
            f"{_times(len(rows))} became looked after",
            NOTES,
        )


def started(store: Store, period: Period, today: date) -> list[Started]:
    """Every period of care that began in the period by its day, in order."""
    where = (
        Where("kind", "is", LOOKED_AFTER),
        Where("start_known", "is", True),
        Where("start", "at least", period.first),
        Where("start", "at most", min(period.last, today)),
    )
    order = (("start", False), ("reference", False))
    rows = store.rows(Selection("periods", where, today), ("id", "child_id", "child", "reference", "start"), order)
    series = {one.id: one for one in store.shelf(Series).find(id=tuple(row[0] for row in rows))}
    allocations: dict[str, list[Allocation]] = defaultdict(list)
    for one in store.shelf(Allocation).find(child_id=tuple({row[1] for row in rows}), role=IRO):
        allocations[one.child_id].append(one)
    calendar = calendar_of(store)
    found = []
    for key, child_id, child, reference, start in rows:
        made = appointment(series[key], allocations[child_id], calendar)
        if made:
            holder = _holder(allocations[child_id], made.appointed_on)
            found.append(Started(child_id, child, reference, start, made, holder))
    return found


def _holder(allocations: Sequence[Allocation], day: date | None) -> str | None:
    """Who held the child on the day of the appointment."""
    held = [a for a in allocations if day and a.start <= day and (a.end is None or a.end > day)]
    return min(held, key=lambda a: (a.start, a.id)).officer_id if held else None


def _standard(what: str, found: Sequence[Started], period: Period, today: date) -> Row:
    counts = Counter(one.verdict(what, today) for one in found)
    judged = sum(counts[verdict] for verdict in JUDGED)
    cells: dict[str, Any] = {
        "key": RULES[what],
        "numerator": counts[IN_TIME],
        "denominator": judged,
        "share": Ratio(counts[IN_TIME], judged),
        **{verdict: counts[verdict] for verdict in (LATE, OVERDUE, TO_COME, UNKNOWN)},
    }
    behind = {"numerator": (IN_TIME,), "denominator": JUDGED, "share": JUDGED}
    behind.update((verdict, (verdict,)) for verdict in (LATE, OVERDUE, TO_COME, UNKNOWN))
    opens = {key: ToldList(period, what, verdicts) for key, verdicts in behind.items()}
    return Row(what, tuple(cells[column.key] for column in COUNTS), opens=opens)


def _listed(one: Started, iro: str, today: date) -> Row:
    when, verdicts = one.appointment, {what: one.verdict(what, today) for what in RULES}
    cells = {
        "child": one.child,
        "reference": one.reference,
        "start": one.start,
        "told_on": when.told_on,
        "tell_by": when.tell_by,
        "appointed_on": when.appointed_on,
        "appoint_by": when.appoint_by,
        "iro": iro,
        **{what: VERDICTS[verdict] for what, verdict in verdicts.items()},
    }
    tones = {what: TONES[verdict] for what, verdict in verdicts.items()}
    return Row(one.child_id, tuple(cells[column.key] for column in LIST), tones=tones)


def _share(row: Row) -> str:
    numerator, denominator = row.cells[1], row.cells[2]
    return f"{numerator:,} of {denominator:,} ({percent(numerator, denominator)})"


def _times(number: int) -> str:
    return counted(number, "child", "children")
