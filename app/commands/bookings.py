"""What becomes of booked meetings when their review is held, was not held after all, is no longer due, or is void."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from app.domain.dates import long
from app.domain.reviews import Meeting, MeetingReview, Review
from app.store import Store

PLANNED, HELD, CANCELLED = "planned", "held", "cancelled"
ADJOURNED, NOT_QUORATE, ABANDONED = "adjourned", "not-quorate", "abandoned"
NOT_HELD = "The review was not held after all"
NOT_COMPLETED = "The review was not completed after all"
NO_MEETING = "The review was held without a meeting"
ONE_MEETING = "One meeting served both reviews"


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
    if planned and not (before and review.adjourned_on):
        store.shelf(Meeting).keep(replace(planned[0], date=review.held, state=HELD))
        return
    for link, meeting in found:
        if meeting.state in (HELD, ADJOURNED) and meeting.date == before and not _shared(store, link):
            store.shelf(Meeting).keep(replace(meeting, date=review.held))


def link_to(store: Store, meeting_id: str, review_ids: Sequence[str]) -> None:
    """A meeting serves these reviews."""
    linked = {link.review_id for link in store.shelf(MeetingReview).find(meeting_id=meeting_id)}
    for review_id in review_ids:
        if review_id not in linked:
            store.shelf(MeetingReview).keep(MeetingReview(meeting_id=meeting_id, review_id=review_id))


def book(store: Store, review_ids: Sequence[str], day: date, **facts: Any) -> Meeting:
    """One meeting booked for these reviews."""
    meeting = store.shelf(Meeting).keep(Meeting(date=day, **facts))
    link_to(store, meeting.id, review_ids)
    return meeting


def opened_at(store: Store, review_ids: Sequence[str], day: date, before: date | None = None) -> None:
    """Reviews were opened on a day and adjourned: so was the booked meeting, or that of the day given before."""
    _took_place(store, review_ids, day, ADJOURNED, before)


def completed_at(store: Store, review_ids: Sequence[str], day: date, before: date | None = None) -> None:
    """Adjourned reviews were completed on a day: the meeting booked for that was held."""
    _took_place(store, review_ids, day, HELD, before)


def opened_together(store: Store, review: Review) -> list[Review]:
    """The other reviews of the child that the meeting at which this one was adjourned opened too."""
    opened = [one for _, one in meetings_of(store, review.id) if one.state == ADJOURNED]
    ids = [one.id for one in opened if one.date == review.adjourned_on]
    links = store.shelf(MeetingReview).find(meeting_id=tuple(ids)) if ids else ()
    found = store.shelf(Review).find(id=tuple({link.review_id for link in links} - {review.id}))
    return [one for one in found if (one.child_id, one.adjourned_on) == (review.child_id, review.adjourned_on)]


def not_completed_after_all(store: Store, review_ids: Sequence[str], day: date) -> None:
    """Adjourned reviews were not completed on a day after all: the meeting of that day was none of theirs."""
    for review_id in review_ids:
        release(store, review_id, NOT_COMPLETED, HELD, day)


def _took_place(store: Store, review_ids: Sequence[str], day: date, state: str, before: date | None) -> None:
    """The meeting of that state on the day given before, else the booked one, else a new one, is on this day."""
    found = [meeting for review_id in review_ids for _, meeting in meetings_of(store, review_id)]
    earlier = [m for m in found if m.state == state and m.date == before]
    booked = [] if before and state == ADJOURNED else [m for m in found if m.state == PLANNED]
    meeting = next(iter((*earlier, *booked)), None) or Meeting(date=day)
    link_to(store, store.shelf(Meeting).keep(replace(meeting, date=day, state=state)).id, review_ids)


def share_meeting(store: Store, one_id: str, other_id: str) -> None:
    """What is booked for one of two reviews that one meeting serves is booked for the other as well."""
    for booked, free in ((one_id, other_id), (other_id, one_id)):
        meeting = planned_meeting(store, booked)
        if meeting and planned_meeting(store, free) is None:
            link_to(store, meeting.id, [free])


def part_meeting(store: Store, leaving_id: str, staying_id: str, why: str) -> None:
    """What is booked for two reviews together stays with one of them."""
    staying = {meeting.id for _, meeting in meetings_of(store, staying_id)}
    for link, meeting in meetings_of(store, leaving_id):
        if meeting.state == PLANNED and meeting.id in staying:
            store.shelf(MeetingReview).void(link, why)


def held_together(store: Store, review: Review, other: Review) -> None:
    """The meeting at which a review was held was the other one as well; what else was booked for that is called off."""
    met = [
        meeting for _, meeting in meetings_of(store, review.id) if meeting.state == HELD and meeting.date == review.held
    ]
    if not met:
        held_at(store, other)
        return
    link_to(store, met[0].id, [other.id])
    release(store, other.id, ONE_MEETING)


def not_held_after_all(store: Store, review_id: str) -> None:
    """A review was not held after all: nor were the meetings that were taken to be it."""
    for state in (HELD, ADJOURNED):
        release(store, review_id, NOT_HELD, state)


def release(store: Store, review_id: str, why: str, state: str = PLANNED, day: date | None = None) -> None:
    """Cancel the meetings of a review (of one day); one that serves another review as well stays for that."""
    for link, meeting in meetings_of(store, review_id):
        if meeting.state != state or (day and meeting.date != day):
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
