"""Child protection enquiries and how long each step took: of one child, of the service in a period, or those that run."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar, TypeVar

from app.domain.access import Right, Stamp
from app.domain.calendar import Calendar
from app.domain.children import Child
from app.domain.conferences import FIRST_CONFERENCES, NOT_NEEDED, Enquiry, Waiting, waiting
from app.domain.counting import counted
from app.domain.dates import Period, long
from app.domain.kinds import TRANSFER_IN
from app.domain.officers import Officer
from app.domain.reviews import Review, Series
from app.queries.service import calendar_of, kind_names
from app.store import Store
from app.table import Column, Fixed, Kind, Row, Table, Tone

Found = TypeVar("Found", Enquiry, Review, Child)
HELD, NOT_HELD, NONE_NEEDED = "Held", "Still to be held", "Not needed"


@dataclass(frozen=True)
class EnquiryLine:
    """One enquiry with its clock, its conference (held or still to be held) and how long each step took."""

    child: Child
    series: Series
    enquiry: Enquiry
    kind: str
    """What the service calls the conference."""
    conference: Review | None
    chair: str
    waiting: Waiting

    @property
    def strategy_on(self) -> date | None:
        """The strategy discussion from which the clock runs; None of a transfer-in, which has none here."""
        if self.series.kind == TRANSFER_IN or not self.series.start_known:
            return None
        return self.series.start

    @property
    def held(self) -> date | None:
        """When the conference was held."""
        return self.conference.held if self.conference else None

    @property
    def due(self) -> date | None:
        """When the conference was or is due."""
        return self.conference.due if self.conference else None

    @property
    def not_needed_on(self) -> date | None:
        """From when no conference was needed."""
        return self.series.end if self.series.end_reason == NOT_NEEDED and not self.held else None

    @property
    def runs(self) -> bool:
        """Whether the conference is still to be held."""
        return self.held is None and self.series.end is None

    @property
    def came_on(self) -> date | None:
        """The day on which the service had the request, else the first day that is known of it."""
        enquiry = self.enquiry
        days = (enquiry.received_on, enquiry.requested_on, self.series.start, enquiry.notified_on, enquiry.accepted_on)
        return next((day for day in days if day), self.held)

    @property
    def is_late(self) -> bool:
        """Whether it was held after it was due."""
        return self.held is not None and self.due is not None and self.held > self.due

    @property
    def became(self) -> str:
        """What became of it, in a word or two."""
        if self.held:
            return HELD
        return NONE_NEEDED if self.not_needed_on else NOT_HELD if self.series.end is None else "Ended"


def enquiry_lines(store: Store, series: Iterable[Series]) -> list[EnquiryLine]:
    """These clocks of enquiries with all that is known of each, in their order."""
    listed = [one for one in series if one.kind in FIRST_CONFERENCES]
    ids = tuple(one.id for one in listed)
    enquiries = {one.series_id: one for one in _find(store, Enquiry, "series_id", ids)}
    reviews: dict[str | None, list[Review]] = defaultdict(list)
    for review in _find(store, Review, "series_id", ids):
        reviews[review.series_id].append(review)
    children = {one.id: one for one in _find(store, Child, "id", tuple({one.child_id for one in listed}))}
    words = _Words(kind_names(store), {one.id: one.name for one in store.shelf(Officer).find(voided=True)}, children)
    calendar = calendar_of(store)
    return [
        words.line(one, enquiries.get(one.id), reviews[one.id], calendar) for one in listed if one.child_id in children
    ]


def _find(store: Store, kind: type[Found], field: str, ids: Sequence[str]) -> Iterator[Found]:
    """Some hundred keys at a time."""
    for at in range(0, len(ids), 500):
        some: dict[str, Any] = {field: tuple(ids[at : at + 500])}
        yield from store.shelf(kind).find(**some)


@dataclass(frozen=True)
class _Words:
    """What lines are put together with."""

    kinds: Mapping[str, str]
    officers: Mapping[str, str]
    children: Mapping[str, Child]

    def line(
        self, series: Series, enquiry: Enquiry | None, reviews: Sequence[Review], calendar: Calendar
    ) -> EnquiryLine:
        """One enquiry; of a clock without one, what the clock says."""
        known = enquiry or Enquiry(child_id=series.child_id, series_id=series.id)
        held = [review for review in reviews if review.held]
        conference = next(iter(held or reviews), None)
        strategy = series.start if series.start_known and series.kind != TRANSFER_IN else None
        return EnquiryLine(
            child=self.children[series.child_id],
            series=series,
            enquiry=known,
            kind=self.kinds[series.kind],
            conference=conference,
            chair=self.officers.get((conference.chair_id if conference else None) or "", ""),
            waiting=waiting(known, strategy, conference.held if conference else None, calendar),
        )


COLUMNS = (
    Column("child", "Child", width=22),
    Column("reference", "Reference", width=11),
    Column("kind", "Conference", width=26),
    Column("strategy", "Strategy discussion", Kind.DATE, 13),
    Column("requested", "Requested", Kind.DATE, 13),
    Column("received", "Request received", Kind.DATE, 13),
    Column("section47", "Section 47 start", Kind.DATE, 13),
    Column("due", "Conference due", Kind.DATE, 13),
    Column("became", "Conference", width=14),
    Column("held", "Held or not needed", Kind.DATE, 13),
    Column("to_request", "Strategy to request", Kind.NUMBER, 10, "Working days"),
    Column("to_conference", "Request to conference", Kind.NUMBER, 10, "Working days from the receipt of the request"),
    Column("from_section47", "Section 47 to conference", Kind.NUMBER, 10, "Working days"),
    Column("chair", "Chair", width=20),
)
NOTE = (
    "In working days: from the strategy discussion to the request, from the receipt of the request to the conference, and "
    "from the start of the section 47 enquiry to the conference. A late conference is often a late request."
)


@dataclass(frozen=True)
class EnquiriesTable:
    """Ask for the enquiries whose request came in a period (see came_on), or without one for those that run today."""

    period: Period | None = None
    right: ClassVar[Right] = Right.SEE

    def run(self, store: Store, stamp: Stamp) -> Table:
        """One row an enquiry, in the order in which they came."""
        lines = self.lines(store)
        rows = Fixed(tuple(_row(line, stamp.today) for line in lines), tuple(column.key for column in COLUMNS))
        when = self.period.title() if self.period else f"as at {long(stamp.today)}"
        title = f"Child protection enquiries{'' if self.period else ' that run'}, {when}"
        return Table(title, COLUMNS, rows, counted(len(lines), "enquiry", "enquiries"), (NOTE,))

    def lines(self, store: Store) -> list[EnquiryLine]:
        """The same as they are counted."""
        running: dict[str, Any] = {} if self.period else {"end": None}
        found = enquiry_lines(store, store.shelf(Series).find(kind=FIRST_CONFERENCES, **running))
        chosen = [line for line in found if self._holds(line)]
        return sorted(chosen, key=lambda line: (line.came_on or date.min, line.child.reference))

    def _holds(self, line: EnquiryLine) -> bool:
        if self.period is None:
            return line.runs
        return line.came_on is not None and line.came_on in self.period


def _row(line: EnquiryLine, today: date) -> Row:
    enquiry, took = line.enquiry, line.waiting
    cells = (
        line.child.shown_name, line.child.reference, line.kind, line.strategy_on, enquiry.requested_on, enquiry.received_on,
        enquiry.section47_on, line.due, line.became, line.held or line.not_needed_on, took.strategy_to_request,
        took.received_to_conference, took.section47_to_conference, line.chair or None,
    )  # fmt: skip
    overdue = line.runs and line.due is not None and line.due < today
    tone = Tone.LATE if overdue else Tone.HELD_LATE if line.is_late else Tone.ON_TIME if line.held else Tone.PLAIN
    return Row(line.conference.id if line.conference else line.series.id, cells, tones={"became": tone})
