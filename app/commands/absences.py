"""Say when officers are away, and take that back."""

from dataclasses import dataclass, replace
from datetime import date
from typing import ClassVar

from app.commands.checking import check_live
from app.domain.access import Right, Stamp
from app.domain.calendar import add_days
from app.domain.dates import long
from app.domain.errors import Refusal
from app.domain.officers import ABSENCES, LEAVE, Absence, Officer
from app.store import Store


@dataclass(frozen=True)
class KeepAbsence:
    """Add or correct an absence; end is the first day back, None while that is not known."""

    officer_id: str
    start: date
    end: date | None = None
    kind: str = LEAVE
    absence_id: str | None = None
    right: ClassVar[Right] = Right.SET_UP
    title: ClassVar[str] = "Change an absence"

    def run(self, store: Store, stamp: Stamp) -> Absence:
        """Refuses an end before the start, and days on which the officer is away already."""
        if self.kind not in ABSENCES:
            raise Refusal("Choose why the officer is away.", f"One of: {', '.join(ABSENCES.values())}.")
        if self.end and self.end <= self.start:
            raise Refusal("The first day back lies before the absence.", "Check both dates.")
        check_live(store.shelf(Officer).get(self.officer_id))
        shelf = store.shelf(Absence)
        old = shelf.maybe(self.absence_id) or Absence(officer_id=self.officer_id, start=self.start)
        check_live(old)
        changed = replace(old, officer_id=self.officer_id, kind=self.kind, start=self.start, end=self.end)
        check_away_once(store, changed)
        return shelf.keep(changed)


@dataclass(frozen=True)
class VoidAbsence:
    """Take back an absence that was entered in error."""

    absence_id: str
    why: str
    right: ClassVar[Right] = Right.SET_UP
    title: ClassVar[str] = "Void an absence"

    def run(self, store: Store, stamp: Stamp) -> Absence:
        """Refuses without a reason."""
        if not self.why.strip():
            raise Refusal("Say why the absence is void.", "For example: entered for the wrong officer.")
        absence = store.shelf(Absence).get(self.absence_id)
        check_live(absence)
        return store.shelf(Absence).void(absence, self.why.strip())


def check_away_once(store: Store, absence: Absence) -> None:
    """Refuse an absence on days on which the officer is away already."""
    end = absence.end or date.max
    for other in store.shelf(Absence).find(officer_id=absence.officer_id):
        if other.id != absence.id and other.start < end and (other.end or date.max) > absence.start:
            until = f" to {long(add_days(other.end, -1))}" if other.end else ", end not known"
            name = store.shelf(Officer).get(absence.officer_id).name
            raise Refusal(
                f"{name} is away already from {long(other.start)}{until} ({ABSENCES[other.kind].lower()}).",
                "Change that absence instead, or check both dates.",
            )
