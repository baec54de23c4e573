"""A child protection conference entered once and recorded for each child of the family, with what follows from it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import ClassVar

from app.commands.bookings import NOT_QUORATE, PLANNED, book, link_to, meetings_of
from app.commands.checking import check_participation_of, review_for_change
from app.commands.periods import EndPeriod, StartPeriod
from app.commands.protection import keep_latest
from app.commands.reviews import RecordHeld
from app.commands.unheld import MeetingFailed
from app.domain.access import Right, Stamp
from app.domain.children import Child
from app.domain.conferences import (
    CONFERENCES,
    CONTINUES,
    ENDS,
    NO_PLAN,
    PLAN,
    PLAN_ENDED,
    PLAN_MADE,
    ConferenceOutcome,
    ProtectionPlan,
    check_outcome,
)
from app.domain.dates import long
from app.domain.errors import Refusal
from app.domain.kinds import RCPC
from app.domain.reviews import Meeting, MeetingReview, Review
from app.domain.settings import ListEntry
from app.store import Store

NOT_THERE = "The conference was held for other children of the family"
ONE_MEETING = "One conference was held for the whole family"


@dataclass(frozen=True)
class ConferenceRow:
    """What the conference came to for one child: review_id is the conference that was due for that child.

    reason says why a plan ended (list "period-end"); dissent is who disagreed, in words.
    """

    review_id: str
    outcome: str | None = None
    category: str | None = None
    participation: str | None = None
    dissent: str = ""
    reason: str = PLAN_ENDED
    late_reason: str | None = None
    version: int | None = None


@dataclass(frozen=True)
class RecordConference:
    """Record a conference for the children who were in it. One that was not quorate was not held: its duty stays.

    why is needed of one that was not quorate; new_date books it again.
    """

    on: date
    rows: tuple[ConferenceRow, ...]
    quorate: bool | None = None
    chair_id: str | None = None
    note: str = ""
    why: str = ""
    new_date: date | None = None
    right: ClassVar[Right] = Right.RECORD
    title: ClassVar[str] = "Record a child protection conference"

    def run(self, store: Store, stamp: Stamp) -> tuple[Review, ...]:
        """The conferences of the children in the order of the rows; refuses all where one cannot be true."""
        reviews = self._reviews(store)
        if self.quorate is False:
            return self._not_quorate(store, stamp, reviews)
        for row, review in zip(self.rows, reviews, strict=True):
            self._check(store, row, review)
        waiting = [review.id for review in reviews if _is_open(review)]
        if waiting:
            one_meeting(store, waiting, self.on)
        return tuple(self._record(store, stamp, row, review) for row, review in zip(self.rows, reviews, strict=True))

    def _reviews(self, store: Store) -> list[Review]:
        if not self.rows:
            raise Refusal("No child is chosen.", "Tick at least one child who was in the conference.")
        reviews = [review_for_change(store, row.review_id, row.version) for row in self.rows]
        if len({review.child_id for review in reviews}) < len(reviews):
            raise Refusal("A child is in this conference twice.", "Enter each child once.")
        if any(review.kind not in CONFERENCES for review in reviews):
            raise Refusal("This is no child protection conference.", "Record it as a review that was held.")
        return reviews

    def _check(self, store: Store, row: ConferenceRow, review: Review) -> None:
        try:
            check_outcome(review.kind, row.outcome, row.category)
            check_participation_of(store, replace(review, held=self.on, participation=row.participation))
            if row.outcome == ENDS:
                check_reason(store, row.reason)
            if not _is_open(review):
                self._check_held(store, review)
        except Refusal as refusal:
            raise self._named(store, refusal, review) from refusal

    def _named(self, store: Store, refusal: Refusal, review: Review) -> Refusal:
        """Of several children, whose row it is."""
        if len(self.rows) == 1:
            return refusal
        child = store.shelf(Child).get(review.child_id)
        return type(refusal)(f"{child.shown_name}: {refusal.message}", refusal.next_step)

    def _check_held(self, store: Store, review: Review) -> None:
        """A conference recorded as held without its outcome still waits for it, and for nothing else."""
        if review.held != self.on or store.shelf(ConferenceOutcome).find(review_id=review.id):
            raise Refusal(
                f"This conference is already recorded as held on {long(review.held or self.on)}.",
                "Undo that entry, or correct the conference and the plan on the child's page.",
            )

    def _record(self, store: Store, stamp: Stamp, row: ConferenceRow, review: Review) -> Review:
        held = self._hold(store, stamp, row, review) if _is_open(review) else _took_part(store, row, review)
        category = follow(store, stamp, held, row, self.on)
        store.shelf(ConferenceOutcome).keep(
            ConferenceOutcome(
                child_id=held.child_id,
                review_id=held.id,
                outcome=row.outcome,
                category=category,
                quorate=self.quorate,
                dissent=row.dissent.strip(),
            )
        )
        return store.shelf(Review).get(held.id)

    def _hold(self, store: Store, stamp: Stamp, row: ConferenceRow, review: Review) -> Review:
        now = store.shelf(Review).get(review.id)
        if not _is_open(now):  # recorded with another review of the child that this meeting served
            return _took_part(store, row, now)
        try:
            return RecordHeld(
                review.id,
                self.on,
                participation=row.participation,
                late_reason=row.late_reason,
                chair_id=self.chair_id,
                note=self.note,
            ).run(store, stamp)
        except Refusal as refusal:
            raise self._named(store, refusal, review) from refusal

    def _not_quorate(self, store: Store, stamp: Stamp, reviews: Sequence[Review]) -> tuple[Review, ...]:
        """The meeting is kept as one that was not quorate; nothing is held, and it may be booked again."""
        if not self.why.strip():
            raise Refusal("Say who was missing.", "A few words are enough.")
        ids = [review.id for review in reviews]
        one_meeting(store, ids, self.on)
        failed = MeetingFailed(ids[0], NOT_QUORATE, self.on, self.why, self.new_date).run(store, stamp)
        link_to(store, failed.id, ids)
        if self.new_date:
            one_meeting(store, ids, self.new_date)
        return tuple(reviews)


def _took_part(store: Store, row: ConferenceRow, review: Review) -> Review:
    """A conference that is recorded as held already, with how the child took part where that is said now."""
    said = replace(review, participation=row.participation or review.participation)
    return store.shelf(Review).keep(said) if said != review else review


def _is_open(review: Review) -> bool:
    """Whether a conference is still to be held, or was adjourned and is to be completed."""
    return review.held is None or (review.adjourned_on is not None and review.completed_on is None)


def follow(store: Store, stamp: Stamp, review: Review, row: ConferenceRow, on: date) -> str | None:
    """Begin, change or end the plan as a conference decided; gives the category that holds after it."""
    series_id = review.series_id or ""
    if row.outcome == PLAN:
        plan = StartPeriod(review.child_id, RCPC, on).run(store, stamp)
        made = ProtectionPlan(child_id=review.child_id, series_id=plan.id, initial_category=row.category)
        keep_latest(store, made, row.category, on)
        EndPeriod(series_id, on, PLAN_MADE).run(store, stamp)
    elif row.outcome == NO_PLAN:
        EndPeriod(series_id, on, NO_PLAN).run(store, stamp)
    elif row.outcome == CONTINUES:
        return _continue(store, review, row.category, on)
    else:
        EndPeriod(series_id, on, row.reason).run(store, stamp)
    return row.category


def _continue(store: Store, review: Review, category: str | None, on: date) -> str | None:
    found: Sequence[ProtectionPlan] = store.shelf(ProtectionPlan).find(series_id=review.series_id)
    plan = found[0] if found else ProtectionPlan(child_id=review.child_id, series_id=review.series_id or "")
    earlier = plan.latest_since is not None and on < plan.latest_since  # recorded after the one that followed it
    if category and category != plan.latest_category and not earlier:
        keep_latest(store, plan, category, on)
    return category or plan.latest_category


def check_reason(store: Store, reason: str) -> None:
    """Refuse a reason for the end of a plan that the list does not have."""
    if not store.shelf(ListEntry).find(list="period-end", code=reason):
        raise Refusal("Say why the plan ended.", "Choose a reason from the list.")


def one_meeting(store: Store, review_ids: Sequence[str], day: date) -> Meeting:
    """The one booked meeting that serves these conferences: one that is booked for any of them, or a new one."""
    booked = [pair for review_id in review_ids for pair in meetings_of(store, review_id) if pair[1].state == PLANNED]
    nearest = min((meeting for _, meeting in booked), key=lambda one: abs((one.date - day).days), default=None)
    meeting = nearest or book(store, review_ids, day)
    _leave_others_out(store, meeting, review_ids)
    for link, other in booked:
        if other.id != meeting.id:
            _part(store, link, other)
    link_to(store, meeting.id, review_ids)
    return meeting


def _leave_others_out(store: Store, meeting: Meeting, review_ids: Sequence[str]) -> None:
    """A conference of another child of the family that this meeting was booked for is still to be held."""
    for link in store.shelf(MeetingReview).find(meeting_id=meeting.id):
        other = store.shelf(Review).maybe(link.review_id)
        if link.review_id not in review_ids and other and other.kind in CONFERENCES and not other.held:
            store.shelf(MeetingReview).void(link, NOT_THERE)


def _part(store: Store, link: MeetingReview, meeting: Meeting) -> None:
    """A second booking is given up; without any review left it was none of its own."""
    store.shelf(MeetingReview).void(link, ONE_MEETING)
    if not store.shelf(MeetingReview).find(meeting_id=meeting.id):
        store.shelf(Meeting).void(store.shelf(Meeting).get(meeting.id), ONE_MEETING)
