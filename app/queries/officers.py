"""When officers are away, and whom they must not be the IRO of, as tables."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from app.domain.access import Right, Stamp
from app.domain.caseload import away
from app.domain.children import Child
from app.domain.counting import counted
from app.domain.officers import ABSENCES, IRO, Absence, Allocation, Conflict, Officer
from app.queries.service import calendar_of
from app.queries.settings import table
from app.store import Store
from app.table import Column, Kind, Row, Table, Tone


@dataclass(frozen=True)
class AbsencesTable:
    """Ask who is away when: now and next first, then what is over, the latest first."""

    right: ClassVar[Right] = Right.SEE
    columns: ClassVar[tuple[Column, ...]] = (
        Column("name", "Officer", width=26),
        Column("kind", "Why", width=18),
        Column("start", "From", Kind.DATE, 13),
        Column("end", "First day back", Kind.DATE, 14),
        Column("days", "Working days", Kind.NUMBER, 13),
        Column("now", "Today", width=10),
    )

    def run(self, store: Store, stamp: Stamp) -> Table:
        """One row an absence."""
        names, calendar = officer_names(store), calendar_of(store)
        absences = sorted(store.shelf(Absence).find(), key=lambda a: _nearest(a, stamp.today))
        gone = {a.officer_id for a in absences if away(a, stamp.today)}
        rows = []
        for one in absences:
            first = calendar.add_working_days(one.start, -1)
            last = calendar.add_working_days(one.end, -1) if one.end else None
            days = calendar.working_days_between(first, last) if last else None
            now = "Away" if away(one, stamp.today) else None
            cells = (names.get(one.officer_id, ""), ABSENCES[one.kind], one.start, one.end, days, now)
            rows.append(Row(one.id, cells, tones={"now": Tone.INFORMATION} if now else {}))
        line = f"{counted(len(rows), 'absence')}, {counted(len(gone), 'officer')} away today"
        return table("Absences", line, self.columns, rows)


def _nearest(absence: Absence, today: date) -> tuple[bool, int]:
    over = absence.end is not None and absence.end <= today
    return over, -absence.start.toordinal() if over else absence.start.toordinal()


@dataclass(frozen=True)
class NextAbsence:
    """Ask when an officer is away now, or next."""

    officer_id: str
    right: ClassVar[Right] = Right.SEE

    def run(self, store: Store, stamp: Stamp) -> Absence | None:
        """The absence that is not over yet and begins first, or None."""
        found = store.shelf(Absence).find(officer_id=self.officer_id)
        left = [one for one in found if one.end is None or one.end > stamp.today]
        return min(left, key=lambda one: one.start, default=None)


@dataclass(frozen=True)
class ConflictsTable:
    """Ask which officers must not be the IRO of which children."""

    right: ClassVar[Right] = Right.SEE
    columns: ClassVar[tuple[Column, ...]] = (
        Column("officer", "Officer", width=26),
        Column("child", "Child", width=26),
        Column("why", "Why", width=44),
        Column("holds", "Holds the child now", width=18),
    )

    def run(self, store: Store, stamp: Stamp) -> Table:
        """One row a conflict; its id is "child:conflict". An officer who holds the child all the same is marked."""
        names, conflicts = officer_names(store), store.shelf(Conflict).find()
        ids = tuple({one.child_id for one in conflicts})
        children = {child.id: child for child in store.shelf(Child).find(id=ids)}
        now = [a for a in store.shelf(Allocation).find(child_id=ids, role=IRO) if a.start <= stamp.today]
        held = {(a.child_id, a.officer_id) for a in now if a.end is None or a.end > stamp.today}
        rows = []
        for one in (c for c in conflicts if c.child_id in children):
            child, holds = children[one.child_id], (one.child_id, one.officer_id) in held
            cells = (
                names.get(one.officer_id, ""),
                f"{child.shown_name} ({child.reference})",
                one.why,
                "Transfer the child" if holds else None,
            )
            rows.append(Row(f"{child.id}:{one.id}", cells, tones={"holds": Tone.LATE} if holds else {}))
        rows.sort(key=lambda row: (str(row.cells[0]).casefold(), str(row.cells[1]).casefold()))
        line = "Nobody is allocated to a child with whom they have a conflict of interest, whatever is done."
        return table("Conflicts of interest", line, self.columns, rows)


def officer_names(store: Store) -> dict[str, str]:
    """What officers are called, those taken away too."""
    return {officer.id: officer.name for officer in store.shelf(Officer).find(voided=True)}
