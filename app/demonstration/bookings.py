"""The meetings of a family's reviews, shared by brothers and sisters, with the requests to move them."""

import datetime
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta

from app.demonstration.draws import Draw, Shares
from app.demonstration.histories import Told
from app.demonstration.service import Service
from app.domain.conferences import CONFERENCES
from app.domain.records import Record
from app.domain.reviews import Meeting, MeetingReview, Rearrangement, Review

KEPT_DAYS = 730
"""Meetings have been kept in the program for two years; older reviews came from a file that had only their dates."""
PLANNED, HELD = "planned", "held"
MOVED = 0.12
FAILED = 0.35
"""How many of the conferences that did not come about had begun: not enough agencies, or abandoned."""
MOVE_REASONS = Shares(
    {
        "family-not-available": 22,
        "child-asked": 9,
        "report-not-ready": 14,
        "social-worker-absent": 16,
        "social-worker-changed": 7,
        "iro-absent": 9,
        "illness": 8,
        "court": 4,
        "change-of-home": 5,
        "not-quorate": 3,
        "other": 3,
    }
)
REQUESTERS = Shares(
    {"social-worker": 46, "parent": 16, "iro": 14, "carer": 9, "child": 7, "team-manager": 5, "other-agency": 3}
)
PLACES = Shares({"County Hall": 30, "School": 24, "Home": 22, "Online": 18, "Family centre": 6})
TIMES = tuple(datetime.time(hour, minute) for hour in (9, 10, 11, 13, 14, 15, 16) for minute in (0, 30))


@dataclass
class Bookings:
    """Books for one family."""

    service: Service
    draw: Draw
    meetings: dict[tuple[str, date, str], Meeting] = field(default_factory=dict)
    pairs: set[str] = field(default_factory=set)

    def note_pairs(self, told: Iterable[Told]) -> None:
        """Which open reviews one meeting serves."""
        for review in (one.schedule.next for one in told):
            if review and review.served_with:
                self.pairs |= {review.id, review.served_with}

    def records(self, told: Told) -> Iterator[Record]:
        """Meetings, what they serve, and requests to move them, for one series."""
        first = self.service.today - timedelta(days=90 if self.service.size.dense else KEPT_DAYS)
        for review in told.schedule.reviews:
            if review.held and review.held >= first and not review.without_meeting:
                yield from self._book(review, review.held, "adjourned" if review.adjourned_on else HELD)
                yield from self._completed(review)
            elif not review.held and told.planned:
                yield from self._book(review, told.planned, PLANNED)

    def _completed(self, review: Review) -> Iterator[Record]:
        """The second meeting of a review that was adjourned, held or still to come."""
        if review.adjourned_on is None:
            return
        day = review.completed_on or self.service.calendar.add_working_days(self.service.today, 4)
        yield from self._book(review, day, HELD if review.completed_on else PLANNED)

    def _book(self, review: Review, day: date, state: str) -> Iterator[Record]:
        key = ("pair" if review.id in self.pairs else review.kind, day, state)
        meeting = self.meetings.get(key)
        if meeting is None:
            meeting = self.meetings[key] = self._meeting(day, state)
            yield meeting
            if self.draw.chance(MOVED):
                yield from self._moves(meeting, review)
            if self.draw.chance(0.02):
                yield from self._cancelled(meeting, review)
        yield MeetingReview(id=self.draw.id(), meeting_id=meeting.id, review_id=review.id)

    def _meeting(self, day: date, state: str) -> Meeting:
        invited = self._working(min(day - timedelta(days=self.draw.whole(14, 35)), self.service.today), -1)
        return Meeting(
            id=self.draw.id(),
            date=day,
            time=self.draw.one(TIMES),
            minutes=60 if self.draw.chance(0.5) else 90,
            place=self.draw.of(PLACES),
            state=state,
            invited_on=invited,
        )

    def _moves(self, meeting: Meeting, review: Review) -> Iterator[Record]:
        """A request to move the meeting, mostly agreed; the meeting has its new date already."""
        agreed = self.draw.chance(0.88)
        apart = self.draw.whole(3, 24) * (1 if self.draw.chance(0.8) else -1)
        old = self._working(meeting.date - timedelta(days=apart), 1) if agreed else meeting.date
        if old == meeting.date and agreed:
            old = self.service.calendar.add_working_days(meeting.date, -1)
        before = min(old, meeting.date, self.service.today) - timedelta(days=self.draw.whole(1, 9))
        yield Rearrangement(
            id=self.draw.id(),
            meeting_id=meeting.id,
            review_id=review.id,
            requested_by=self.draw.of(REQUESTERS),
            requested_on=self._working(before, -1),
            reason=self.draw.of(MOVE_REASONS),
            decision="agreed" if agreed else "refused",
            decided_by="IRO team manager" if self.draw.chance(0.7) else "Service manager",
            old_date=old,
            new_date=meeting.date if agreed else None,
        )

    def _cancelled(self, meeting: Meeting, review: Review) -> Iterator[Record]:
        """An earlier meeting for the same review that was cancelled."""
        day = self.service.calendar.add_working_days(meeting.date, -self.draw.whole(3, 12))
        state, why = "cancelled", "Not enough notice to the family"
        apart = Draw(self.service.seed, "failed", meeting.id)
        if review.kind in CONFERENCES and day < self.service.today and apart.chance(FAILED):
            state, why = apart.one((("not-quorate", "Two agencies did not come"), ("abandoned", "The family left")))
        cancelled = Meeting(id=self.draw.id(), date=day, state=state, cancelled_why=why)
        yield cancelled
        yield MeetingReview(id=self.draw.id(), meeting_id=cancelled.id, review_id=review.id)

    def _working(self, day: date, step: int) -> date:
        calendar = self.service.calendar
        return day if calendar.is_working_day(day) else calendar.add_working_days(day, step)
