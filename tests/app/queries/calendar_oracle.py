"""The calendar counted plainly: by walking through the records in Python, one by one, for random bookings."""

from dataclasses import dataclass
from datetime import date, timedelta

from app.domain.officers import Absence, Allocation
from app.domain.reviews import Meeting, MeetingReview, Review


@dataclass(frozen=True)
class Records:
    """All that was kept."""

    reviews: tuple[Review, ...]
    meetings: tuple[Meeting, ...]
    links: tuple[MeetingReview, ...]
    allocations: tuple[Allocation, ...]
    absences: tuple[Absence, ...]


def working_days(first: date, last: date, closed: frozenset[date]) -> int:
    """Working days after the first day up to the last, walked one by one; negative when the last comes first."""
    if last < first:
        return -working_days(last, first, closed)
    days = (first + timedelta(days=number) for number in range(1, (last - first).days + 1))
    return sum(day.weekday() < 5 and day not in closed for day in days)


def reviews_of(records: Records, meeting: Meeting) -> list[Review]:
    """The reviews that a meeting serves."""
    ids = {link.review_id for link in records.links if link.meeting_id == meeting.id}
    return [review for review in records.reviews if review.id in ids]


def holder(records: Records, child_id: str, day: date) -> str | None:
    """Who holds a child on a day."""
    running = [
        one
        for one in records.allocations
        if one.child_id == child_id and one.start <= day and (one.end is None or one.end > day)
    ]
    return max(running, key=lambda one: one.start).officer_id if running else None


def meetings_on(records: Records, day: date, officer_id: str | None, today: date) -> set[str]:
    """The meetings of a day that are not cancelled, of everybody or of the children whom an officer holds today."""
    return {
        meeting.id
        for meeting in records.meetings
        if meeting.date == day
        and meeting.state != "cancelled"
        and (served := reviews_of(records, meeting))
        and (officer_id is None or any(holder(records, one.child_id, today) == officer_id for one in served))
    }


def unbooked_on(records: Records, day: date, officer_id: str | None, today: date) -> set[str]:
    """The reviews that are due on a day, not held, and without a planned meeting."""
    planned = {meeting.id for meeting in records.meetings if meeting.state == "planned"}
    booked = {link.review_id for link in records.links if link.meeting_id in planned}
    return {
        review.id
        for review in records.reviews
        if review.due == day
        and review.held is None
        and review.id not in booked
        and (officer_id is None or holder(records, review.child_id, today) == officer_id)
    }


def away_on(records: Records, day: date) -> set[str]:
    """Who is away on a day."""
    return {one.officer_id for one in records.absences if one.start <= day and (one.end is None or one.end > day)}
