"""The meetings that are booked for an officer's children, as a calendar takes them: by reference and initials unless named."""

from dataclasses import dataclass
from datetime import time
from typing import ClassVar

from app.domain.access import Right, Stamp
from app.domain.challenges.words import initials_of
from app.domain.children import Child
from app.domain.dates import long
from app.domain.explanations import sequence_words
from app.domain.kinds import kind_of
from app.domain.officers import Officer
from app.domain.reviews import Meeting, MeetingReview, Review
from app.files.events import Event
from app.queries.called import officer_called
from app.queries.naming import check_names
from app.queries.service import kind_names
from app.store import Selection, Store, Where

PLANNED = "planned"


@dataclass(frozen=True)
class BookedMeetings:
    """All booked meetings of one officer, and whose they are."""

    officer: Officer
    meetings: tuple[Event, ...]


@dataclass(frozen=True)
class BookedFor:
    """Ask for the meetings booked for the children whom an officer holds today; login is theirs, or their name."""

    login: str
    named: bool = False
    right: ClassVar[Right] = Right.EXPORT

    def run(self, store: Store, stamp: Stamp) -> BookedMeetings:
        """By day; a meeting that serves two reviews is there for each, since each may be moved alone."""
        check_names(store, stamp, self, None)
        officer = officer_called(store, self.login)
        booked = (Where("iro_now_id", "is", officer.id), Where("open", "is", True), Where("planned", "is not", None))
        ids = tuple(row[0] for row in store.rows(Selection("reviews", booked, stamp.today), ("id",)))
        reviews = store.shelf(Review).find(id=ids)
        children = {c.id: c for c in store.shelf(Child).find(id=tuple({r.child_id for r in reviews}))}
        meetings, kinds = _next_meetings(store, ids), kind_names(store)
        made = (
            self._one(store, review, children[review.child_id], meetings[review.id], kinds[review.kind])
            for review in reviews
            if review.id in meetings
        )
        return BookedMeetings(officer, tuple(sorted(made, key=lambda one: (one.day, one.time or time.min, one.key))))

    def _one(self, store: Store, review: Review, child: Child, meeting: Meeting, kind: str) -> Event:
        who = child.shown_name if self.named else initials_of(child)
        called = "" if kind_of(review.kind).once else f", {sequence_words(review).lower()}"
        due = f"Due {long(review.due)}." if review.due else "The due date is not known."
        return Event(
            key=f"review-{review.id}@{store.file_id}",
            title=f"{kind}: {child.reference} ({who})",
            day=meeting.date,
            time=meeting.time,
            minutes=meeting.minutes,
            place=meeting.place,
            more=f"{kind}{called}. {due}",
        )


def _next_meetings(store: Store, review_ids: tuple[str, ...]) -> dict[str, Meeting]:
    """The first planned meeting of each review."""
    links = store.shelf(MeetingReview).find(review_id=review_ids)
    planned = store.shelf(Meeting).find(id=tuple({link.meeting_id for link in links}), state=PLANNED)
    by_id = {meeting.id: meeting for meeting in planned}
    first: dict[str, Meeting] = {}
    for link in links:
        meeting, before = by_id.get(link.meeting_id), first.get(link.review_id)
        if meeting and (before is None or meeting.date < before.date):
            first[link.review_id] = meeting
    return first
