"""Booking meetings: planned, moved on request, corrected, cancelled. The duty to review always stays."""

from datetime import date, time

import pytest

from app.commands.meetings import CancelMeeting, CorrectBooking, Plan, RequestMove
from app.commands.reviews import RecordHeld
from app.desk import Desk
from app.domain.errors import Refusal
from app.domain.reviews import Review
from tests.builders import TODAY, Service

DECEMBER = date(2026, 12, 1)


@pytest.fixture
def review(service: Service) -> Review:
    """Open until the child turns 18 on 1 March 2027."""
    return service.open_review(service.period(service.child(date_of_birth=date(2009, 3, 1)), date(2026, 11, 2)))


def planned(service: Service) -> date | None:
    ((day,),) = service.rows("reviews", ("planned",))
    return day  # type: ignore[no-any-return]


def test_a_meeting_is_booked_with_its_time_and_place(service: Service, desk: Desk, review: Review) -> None:
    meeting = desk.do(Plan(review.id, DECEMBER, time(10, 30), 90, " Town hall ")).result
    assert (meeting.time, meeting.minutes, meeting.place, meeting.state) == (time(10, 30), 90, "Town hall", "planned")
    assert planned(service) == DECEMBER


@pytest.mark.parametrize(
    ("day", "minutes", "words"),
    [
        (date(2026, 11, 19), None, "19 November 2026 is past"),
        (date(2027, 3, 2), None, "This ends on 1 March 2027"),
        (DECEMBER, 0, "at least a minute"),
    ],
)
def test_a_booking_that_cannot_be_is_refused(
    desk: Desk, review: Review, day: date, minutes: int | None, words: str
) -> None:
    with pytest.raises(Refusal, match=words):
        desk.do(Plan(review.id, day, minutes=minutes))


def test_a_second_booking_is_a_move_or_a_correction(desk: Desk, review: Review) -> None:
    desk.do(Plan(review.id, TODAY))
    with pytest.raises(Refusal, match="booked for 20 November 2026"):
        desk.do(Plan(review.id, DECEMBER))


def test_an_agreed_move_changes_the_booking_and_is_counted(service: Service, desk: Desk, review: Review) -> None:
    desk.do(Plan(review.id, DECEMBER))
    move = desk.do(RequestMove(review.id, "child", TODAY, "illness", date(2026, 12, 8), decided_by=" Mia ")).result
    assert (move.old_date, move.new_date, move.decision, move.decided_by) == (
        DECEMBER,
        date(2026, 12, 8),
        "agreed",
        "Mia",
    )
    assert planned(service) == date(2026, 12, 8)
    assert service.count("moves") == 1


def test_a_refused_move_keeps_the_booking(service: Service, desk: Desk, review: Review) -> None:
    desk.do(Plan(review.id, DECEMBER))
    move = desk.do(RequestMove(review.id, "parent", TODAY, "court", date(2026, 12, 8), agreed=False)).result
    assert move.decision == "refused"
    assert planned(service) == DECEMBER


@pytest.mark.parametrize(
    ("requester", "on", "reason", "new", "words"),
    [
        ("nobody", TODAY, "illness", date(2026, 12, 8), "Say who asked"),
        ("child", TODAY, "because", date(2026, 12, 8), "Say who asked"),
        ("child", date(2026, 11, 21), "illness", date(2026, 12, 8), "cannot lie in the future"),
        ("child", TODAY, "illness", None, "needs its new date"),
        ("child", TODAY, "illness", DECEMBER, "on that day already"),
        ("child", TODAY, "illness", date(2026, 11, 1), "is past"),
        ("child", TODAY, "illness", date(2027, 3, 2), "This ends on"),
    ],
)
def test_a_move_that_cannot_be_is_refused(
    service: Service,
    desk: Desk,
    review: Review,
    requester: str,
    on: date,
    reason: str,
    new: date | None,
    words: str,
) -> None:
    desk.do(Plan(review.id, DECEMBER))
    with pytest.raises(Refusal, match=words):
        desk.do(RequestMove(review.id, requester, on, reason, new))
    assert (planned(service), service.count("moves")) == (DECEMBER, 0)


def test_nothing_is_moved_where_nothing_is_booked(desk: Desk, review: Review) -> None:
    for command in (
        RequestMove(review.id, "child", TODAY, "illness", DECEMBER),
        CorrectBooking(review.id, DECEMBER),
        CancelMeeting(review.id, "Snow"),
    ):
        with pytest.raises(Refusal, match="No meeting is booked"):
            desk.do(command)


def test_a_corrected_booking_is_no_move(service: Service, desk: Desk, review: Review) -> None:
    desk.do(Plan(review.id, DECEMBER))
    desk.do(CorrectBooking(review.id, date(2026, 12, 2), place="Library"))
    assert (planned(service), service.count("moves")) == (date(2026, 12, 2), 0)
    with pytest.raises(Refusal, match="is past"):
        desk.do(CorrectBooking(review.id, date(2026, 11, 2)))


def test_cancelling_removes_the_meeting_and_keeps_the_duty(service: Service, desk: Desk, review: Review) -> None:
    desk.do(Plan(review.id, DECEMBER))
    with pytest.raises(Refusal, match="Say why"):
        desk.do(CancelMeeting(review.id, " "))
    assert desk.do(CancelMeeting(review.id, "Snow")).result.cancelled_why == "Snow"
    assert service.rows("reviews", ("id", "open", "planned")) == [(review.id, True, None)]
    desk.do(Plan(review.id, date(2026, 12, 8)))


def test_nothing_is_booked_for_a_review_that_was_held(desk: Desk, review: Review) -> None:
    desk.do(RecordHeld(review.id, date(2026, 11, 19)))
    with pytest.raises(Refusal, match="was held on 19 November 2026"):
        desk.do(Plan(review.id, DECEMBER))
