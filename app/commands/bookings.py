"""What becomes of booked meetings when their review is held, was not held after all, is no longer due, or is void."""

from dataclasses import replace
from datetime import date

from app.domain.dates import long
from app.domain.reviews import Meeting, MeetingReview, Review
from app.store import Store

PLANNED, HELD, CANCELLED = "planned", "held", "cancelled"
NOT_HELD = "The review was not held after all"
NO_MEETING = "The review was held without a meeting"


def meetings_of(store: Store, review_id: str) -> list[tuple[MeetingReview, Meeting]]:
    """The meetings of a review with the records that say so, the earliest first."""
    links = store.shelf(MeetingReview).find(review_id=review_id)
    meetings = {m.id: m for m in store.shelf(Meeting).find(id=tuple(link.meeting_id for link in links))}
    pairs = [(link, meetings[link.meeting_id]) for link in links if link.meeting_id in meetings]
    return sorted(pairs, key=lambda pair: pair[1].date)


def planned_meeting(store: Store, review_id: str) -> Meeting | None:
    """The booked meeting of a review, the earliest where there are several."""
    return next((meeting for _, meeting in meetings_of(store, review_id) if meeting.state == PLANNED), None)


def held_at(store: Store, review: Review, before: date | None = None) -> None:
    """A review was held: so was the meeting booked for it; a corrected date corrects that of the meeting held before."""
    if review.held is None:
        return
    if review.without_meeting:
        release(store, review.id, NO_MEETING)
        return
    found = meetings_of(store, review.id)
    planned = [meeting for _, meeting in found if meeting.state == PLANNED]
    if planned:
        store.shelf(Meeting).keep(replace(planned[0], date=review.held, state=HELD))
        return
    for link, meeting in found:
        if meeting.state == HELD and meeting.date == before and not _shared(store, link):
            store.shelf(Meeting).keep(replace(meeting, date=review.held))


def not_held_after_all(store: Store, review_id: str) -> None:
    """A review was not held after all: nor was the meeting that was taken to be it."""
    release(store, review_id, NOT_HELD, HELD)


def release(store: Store, review_id: str, why: str, state: str = PLANNED) -> None:
    """Cancel the meetings of a review; one that serves another review as well stays for that."""
    for link, meeting in meetings_of(store, review_id):
        if meeting.state != state:
            continue
        if _shared(store, link):
            store.shelf(MeetingReview).void(link, why)
        else:
            store.shelf(Meeting).keep(replace(meeting, state=CANCELLED, cancelled_why=why))


def call_off_after(store: Store, review_id: str, closes: date) -> None:
    """Cancel the meetings of a review that are booked for a day after its clock ended."""
    for link, meeting in meetings_of(store, review_id):
        if meeting.state == PLANNED and meeting.date > closes and not _shared(store, link):
            why = f"This ended on {long(closes)}"
            store.shelf(Meeting).keep(replace(meeting, state=CANCELLED, cancelled_why=why))


def hand_over(store: Store, from_id: str, to_id: str, why: str) -> None:
    """What is booked for one review is booked for another instead."""
    for link, meeting in meetings_of(store, from_id):
        if meeting.state == PLANNED:
            store.shelf(MeetingReview).void(link, why)
            store.shelf(MeetingReview).keep(MeetingReview(meeting_id=meeting.id, review_id=to_id))


def void_meetings(store: Store, review_id: str, why: str) -> None:
    """The meetings of a review entered in error were entered in error too, unless they serve another review."""
    for link, meeting in meetings_of(store, review_id):
        if not _shared(store, link):
            store.shelf(Meeting).void(meeting, why)
        store.shelf(MeetingReview).void(link, why)


def _shared(store: Store, link: MeetingReview) -> bool:
    others = [o.review_id for o in store.shelf(MeetingReview).find(meeting_id=link.meeting_id) if o.id != link.id]
    return bool(store.shelf(Review).find(id=tuple(others)))
