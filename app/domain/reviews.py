"""Reviews and their clocks as records: the series that carries a clock, its reviews, their meetings and moves."""

import datetime
from dataclasses import dataclass
from datetime import date

from app.domain.kinds import KINDS
from app.domain.records import Record

EXACT_NUMBERS = frozenset({"file", "confirmed", "first recorded", "within first limit", "counted"})


@dataclass(frozen=True, kw_only=True)
class Series(Record):
    """A clock of one child: a period of care, a plan, a short-breaks series.

    start is None or merely "since at least" when start_known is False. history_complete says that the first review
    recorded is the first one held. closes is the day the clock ends (the end or the 18th birthday, whichever is first).
    """

    child_id: str
    kind: str
    start: date | None = None
    start_known: bool = True
    end: date | None = None
    end_reason: str = ""
    history_complete: bool = False
    closes: date | None = None


@dataclass(frozen=True, kw_only=True)
class Review(Record):
    """One review of a series, held or still open; without a series it fits no period and counts in no figure.

    number is the place in the series, number_basis how it is known ("unknown", "later" and "at least" mean that it may
    be higher). due counts from counted_from by law (due_basis "law"), or is the source's own ("file"), or is "unknown".
    After it was held: when the decisions were recorded, the manager answered them, the record was complete, and was sent.
    A review that was adjourned was opened on adjourned_on and completed on completed_on (None: not yet); held is the one
    of the two that the setting "reviews.adjourned" says. served_with is the open review of the same child that one
    meeting serves with this one: lists show both as its row. panel_on is when a foster carer review went to panel.
    """

    child_id: str
    series_id: str | None = None
    kind: str
    number: int = 1
    number_basis: str = "unknown"
    due: date | None = None
    due_basis: str = "unknown"
    to_confirm: bool = False
    counted_from: date | None = None
    source_due: date | None = None
    local_due: date | None = None
    held: date | None = None
    participation: str | None = None
    late_reason: str | None = None
    chair_id: str | None = None
    without_meeting: bool = False
    brought_forward_by: str = ""
    brought_forward_why: str = ""
    note: str = ""
    decisions_on: date | None = None
    answered_on: date | None = None
    record_on: date | None = None
    sent_on: date | None = None
    adjourned_on: date | None = None
    adjourned_why: str | None = None
    completed_on: date | None = None
    served_with: str | None = None
    panel_on: date | None = None

    @property
    def number_exact(self) -> bool:
        """Whether the sequence number is known, not merely a least one."""
        return self.number_basis in EXACT_NUMBERS

    @property
    def kind_title(self) -> str:
        """The kind in words."""
        return KINDS[self.kind].title


@dataclass(frozen=True, kw_only=True)
class Meeting(Record):
    """A meeting; state: planned, held, cancelled, adjourned (opened, to be completed), not-quorate or abandoned.

    Only a meeting that was held or adjourned makes a review; to cancel one removes the meeting, never the duty.
    """

    date: datetime.date
    time: datetime.time | None = None
    minutes: int | None = None
    place: str = ""
    state: str = "planned"
    cancelled_why: str = ""
    invited_on: datetime.date | None = None
    minute_taker: str | None = None


@dataclass(frozen=True, kw_only=True)
class MeetingReview(Record):
    """That a meeting serves a review (one meeting may serve two, several may make one)."""

    meeting_id: str
    review_id: str


@dataclass(frozen=True, kw_only=True)
class Rearrangement(Record):
    """A request to move a booked meeting: who asked, when and why; agreed or refused by whom; from which date to which."""

    meeting_id: str
    review_id: str
    requested_by: str
    requested_on: date
    reason: str
    decision: str = "agreed"
    decided_by: str = ""
    old_date: date
    new_date: date | None = None
