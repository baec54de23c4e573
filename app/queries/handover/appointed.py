"""Whether an IRO was told of a child in time, and appointed in time, for every period of care of the child."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from app.domain.access import Right, Stamp
from app.domain.appointments import APPOINT_WITHIN, IN_TIME, LATE, OVERDUE, TELL_WITHIN, Appointment, appointment
from app.domain.dates import long
from app.domain.kinds import LOOKED_AFTER
from app.domain.officers import IRO, Allocation
from app.domain.reviews import Series
from app.queries.service import calendar_of
from app.store import Store


@dataclass(frozen=True)
class AppointmentsOfChild:
    """Ask for each period of care of a child whose start is known, the latest first."""

    child_id: str
    right: ClassVar[Right] = Right.SEE

    def run(self, store: Store, stamp: Stamp) -> tuple[Appointment, ...]:
        """When an IRO was to be told and appointed, and when that was done."""
        calendar = calendar_of(store)
        allocations = store.shelf(Allocation).find(child_id=self.child_id, role=IRO)
        periods = store.shelf(Series).find(child_id=self.child_id, kind=LOOKED_AFTER)
        found = [appointment(series, allocations, calendar) for series in periods]
        return tuple(sorted((one for one in found if one), key=lambda one: one.appoint_by, reverse=True))


@dataclass(frozen=True)
class AppointmentWords:
    """Ask for the same in sentences, of the latest period of care; empty when none has a known start."""

    child_id: str
    right: ClassVar[Right] = Right.SEE

    def run(self, store: Store, stamp: Stamp) -> tuple[str, ...]:
        """One sentence about the appointment and one about telling."""
        found = AppointmentsOfChild(self.child_id).run(store, stamp)
        if not found:
            return ()
        one, today = found[0], stamp.today
        return (
            _sentence("IRO appointed", one.appointed_on, one.appoint_by, one.appointed(today), APPOINT_WITHIN),
            _sentence("IRO told", one.told_on, one.tell_by, one.told(today), TELL_WITHIN),
        )


def _sentence(what: str, done: date | None, by: date, verdict: str, within: int) -> str:
    """IRO appointed 4 March 2026, in time (within 5 working days, by 6 March 2026)."""
    rule = f"within {within} working days, by {long(by)}"
    if done and verdict in (IN_TIME, LATE):
        return f"{what} {long(done)}, {'in time' if verdict == IN_TIME else 'late'} ({rule})."
    if verdict == OVERDUE:
        return f"{what}: not yet, overdue ({rule})."
    words = "to come" if verdict == "to-come" else "the day is not recorded"
    return f"{what}: {words} ({rule})."
