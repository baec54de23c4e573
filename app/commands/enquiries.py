"""The enquiry before a child protection conference: start it for a child or a family, correct it, or say that none is needed."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import ClassVar

from app.commands.checking import check_version, child_for_change, series_for_change
from app.commands.periods import CorrectPeriod, EndPeriod, StartPeriod
from app.commands.scheduling import Rescheduler
from app.domain.access import Right, Stamp
from app.domain.conferences import (
    FIRST_CONFERENCES,
    NOT_NEEDED,
    Enquiry,
    check_steps,
    transfer_start,
)
from app.domain.dates import long
from app.domain.errors import Refusal
from app.domain.kinds import ICPC, TRANSFER_IN
from app.domain.reviews import Review, Series
from app.domain.settings import Setting
from app.queries.deciding import Decided
from app.queries.service import setting_at
from app.store import Store

COUNTED = "conferences.transfer-in"
"""The setting that says from when a transfer-in conference is counted."""
NO_START = {
    ICPC: Refusal(
        "The clock starts at the strategy discussion, and its day is missing.",
        "Type it, or at least the day on which the request was received.",
    ),
    TRANSFER_IN: Refusal(
        "The clock starts when the transfer was notified or accepted, and neither day is there.",
        "Type at least one of them.",
    ),
}


@dataclass(frozen=True)
class Steps:
    """What is recorded of the way to an initial or a transfer-in conference; every day may be unknown at first."""

    strategy_on: date | None = None
    requested_on: date | None = None
    received_on: date | None = None
    section47_on: date | None = None
    note: str = ""
    transfer_from: str = ""
    notified_on: date | None = None
    accepted_on: date | None = None

    def check(self, kind: str, today: date) -> None:
        """Refuse days in the future or out of their order, and steps from which no clock can run."""
        request = (("The request", self.requested_on), ("The receipt of the request", self.received_on))
        if kind == TRANSFER_IN:
            check_steps((("The notification", self.notified_on), ("The acceptance", self.accepted_on)), today)
            check_steps(request, today)
        else:
            strategy = ("The strategy discussion", self.strategy_on)
            check_steps((strategy, *request), today)
            check_steps((strategy, ("The start of the section 47 enquiry", self.section47_on)), today)
        if self.first(kind) is None:
            raise NO_START[kind]

    def first(self, kind: str) -> date | None:
        """The first day that is known."""
        transfer = (self.notified_on, self.accepted_on) if kind == TRANSFER_IN else (self.strategy_on,)
        return next((day for day in (*transfer, self.requested_on, self.received_on) if day), None)

    def start(self, store: Store, kind: str) -> date | None:
        """The day from which the clock runs; of a transfer-in the one that the setting of those days says."""
        if kind != TRANSFER_IN:
            return self.strategy_on
        return _transfer_start(store, self.notified_on, self.accepted_on)

    def put_into(self, enquiry: Enquiry) -> Enquiry:
        """The enquiry with these steps."""
        return replace(
            enquiry,
            requested_on=self.requested_on,
            received_on=self.received_on,
            section47_on=self.section47_on,
            note=self.note.strip(),
            transfer_from=self.transfer_from.strip(),
            notified_on=self.notified_on,
            accepted_on=self.accepted_on,
        )


def _transfer_start(store: Store, notified: date | None, accepted: date | None) -> date | None:
    day = notified or accepted or store.stamp.today
    return transfer_start(setting_at(store.shelf(Setting).find(key=COUNTED), COUNTED, day), notified, accepted)


@dataclass(frozen=True)
class StartEnquiry:
    """Start the way to a conference for one child, or for several of a family at once: one clock and one record each."""

    child_ids: tuple[str, ...]
    strategy_on: date | None = None
    requested_on: date | None = None
    received_on: date | None = None
    section47_on: date | None = None
    note: str = ""
    kind: str = ICPC
    transfer_from: str = ""
    notified_on: date | None = None
    accepted_on: date | None = None
    right: ClassVar[Right] = Right.RECORD
    title: ClassVar[str] = "Start a child protection enquiry"

    def run(self, store: Store, stamp: Stamp) -> tuple[Enquiry, ...]:
        """The enquiries in the order of the children; refuses all of them where one cannot be true."""
        if not self.child_ids:
            raise Refusal("No child is chosen.", "Choose at least one child.")
        if self.kind not in FIRST_CONFERENCES:
            raise Refusal("An enquiry leads to an initial or a transfer-in conference.", "Choose one of these two.")
        steps = _steps(self)
        steps.check(self.kind, stamp.today)
        return tuple(self._start(store, stamp, child_id, steps) for child_id in dict.fromkeys(self.child_ids))

    def _start(self, store: Store, stamp: Stamp, child_id: str, steps: Steps) -> Enquiry:
        child = child_for_change(store, child_id)
        _check_alone(store, child.id, child.reference)
        start = steps.start(store, self.kind)
        series = StartPeriod(child.id, self.kind, start, start_known=start is not None).run(store, stamp)
        return store.shelf(Enquiry).keep(steps.put_into(Enquiry(child_id=child.id, series_id=series.id)))


def _steps(said: "StartEnquiry | CorrectEnquiry") -> Steps:
    return Steps(
        strategy_on=said.strategy_on,
        requested_on=said.requested_on,
        received_on=said.received_on,
        section47_on=said.section47_on,
        note=said.note,
        transfer_from=said.transfer_from,
        notified_on=said.notified_on,
        accepted_on=said.accepted_on,
    )


def _check_alone(store: Store, child_id: str, reference: str) -> None:
    """Refuse a second enquiry beside one whose conference is still to be held."""
    for series in store.shelf(Series).find(child_id=child_id, kind=FIRST_CONFERENCES, end=None):
        if store.shelf(Review).find(series_id=series.id, held=None):
            since = f" since {long(series.start)}" if series.start else ""
            raise Refusal(
                f"An enquiry about {reference} runs{since} already.", "Correct that one, or record its conference."
            )


@dataclass(frozen=True)
class CorrectEnquiry:
    """Correct what is recorded of an enquiry; another strategy discussion (or transfer) dates its conference again."""

    series_id: str
    strategy_on: date | None = None
    requested_on: date | None = None
    received_on: date | None = None
    section47_on: date | None = None
    note: str = ""
    transfer_from: str = ""
    notified_on: date | None = None
    accepted_on: date | None = None
    version: int | None = None
    right: ClassVar[Right] = Right.RECORD
    title: ClassVar[str] = "Correct a child protection enquiry"

    def run(self, store: Store, stamp: Stamp) -> Enquiry:
        """The enquiry; the steps of a period that was started without any are added to it."""
        series = enquiry_period(store, self.series_id)
        steps = _steps(self)
        steps.check(series.kind, stamp.today)
        enquiry = enquiry_of(store, series)
        check_version(self.version, enquiry.version, "enquiry")
        start = steps.start(store, series.kind)
        if start != series.start or not series.start_known:
            known = start is not None
            CorrectPeriod(series.id, start, known, series.end, series.end_reason, known).run(store, stamp)
        return store.shelf(Enquiry).keep(steps.put_into(enquiry))


def enquiry_period(store: Store, series_id: str) -> Series:
    """The clock of an enquiry; refuses any other period."""
    series = series_for_change(store, series_id)
    if series.kind not in FIRST_CONFERENCES:
        raise Refusal("This period is no child protection enquiry.", "Choose the enquiry on the child's page.")
    return series


def enquiry_of(store: Store, series: Series) -> Enquiry:
    """What is recorded of the enquiry, or an empty record for one of which only the clock is there."""
    found: Sequence[Enquiry] = store.shelf(Enquiry).find(series_id=series.id)
    return found[0] if found else Enquiry(child_id=series.child_id, series_id=series.id)


def count_transfers_anew(store: Store) -> Decided:
    """Let the clocks of transfers run from the day that the setting says now, but where a conference was held before it."""
    clocks = {one.id: one for one in store.shelf(Series).find(kind=TRANSFER_IN)}
    changed = []
    for enquiry in store.shelf(Enquiry).find(series_id=tuple(clocks)):
        series = clocks[enquiry.series_id]
        start = _transfer_start(store, enquiry.notified_on, enquiry.accepted_on)
        ends = [series.end, *(review.held for review in store.shelf(Review).find(series_id=series.id))]
        known = start is not None
        over = start is not None and any(day and day < start for day in ends)
        if (start, known) != (series.start, series.start_known) and not over:
            changed.append(replace(series, start=start, start_known=known, history_complete=known))
    store.shelf(Series).keep_all(changed)
    return Rescheduler(store).children({series.child_id for series in changed})


@dataclass(frozen=True)
class NotNeeded:
    """Say that no conference is needed for one child or several, from when, and who decided: it is then never late."""

    series_ids: tuple[str, ...]
    on: date
    by: str
    right: ClassVar[Right] = Right.RECORD
    title: ClassVar[str] = "No conference is needed"

    def run(self, store: Store, stamp: Stamp) -> tuple[Enquiry, ...]:
        """The enquiries; refuses without who decided, and where a conference was held."""
        if not self.series_ids:
            raise Refusal("No child is chosen.", "Choose at least one child.")
        if not self.by.strip():
            raise Refusal("Say who decided that no conference is needed.", "For example the team manager's name.")
        if self.on > stamp.today:
            raise Refusal(f"{long(self.on)} lies in the future.", "Give the day of the decision, or check the year.")
        return tuple(self._end(store, stamp, series_id) for series_id in dict.fromkeys(self.series_ids))

    def _end(self, store: Store, stamp: Stamp, series_id: str) -> Enquiry:
        series = enquiry_period(store, series_id)
        if any(review.held for review in store.shelf(Review).find(series_id=series.id)):
            raise Refusal("The conference was held, so it was needed.", "Correct the conference if it was not held.")
        EndPeriod(series.id, self.on, NOT_NEEDED).run(store, stamp)
        return store.shelf(Enquiry).keep(replace(enquiry_of(store, series), not_needed_by=self.by.strip()))
