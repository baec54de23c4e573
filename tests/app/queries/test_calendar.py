"""The calendar: what a day holds, how each meeting stands to its due dates, and what another day would do to it."""

from datetime import date, time

import pytest

from app.domain.dates import Period
from app.domain.errors import Refusal
from app.domain.kinds import RCPC
from app.domain.officers import LEAVE, SICKNESS, Absence, Officer
from app.domain.reviews import Meeting, MeetingReview, Review, Series
from app.queries.calendar import spans
from app.queries.calendar.between import MeetingsBetween
from app.queries.calendar.moving import MoveLook, MoveLooks
from app.queries.calendar.shapes import Event, Look
from app.table import Tone
from tests.builders import TODAY, Service

FIRST, LAST = date(2026, 11, 30), date(2027, 1, 3)
THURSDAY = date(2026, 12, 3)


@pytest.fixture
def alison(service: Service) -> Officer:
    return service.officer("Alison Wright")


def due(service: Service, name: str, day: date | None, officer: Officer | None = None, **facts: str) -> Review:
    """An open review of a child of this name."""
    child = service.child(name=name, **facts)
    if officer:
        service.allocated(child, officer, date(2020, 1, 1))
    series = service.kept(Series(child_id=child.id, kind=RCPC))
    review: Review = service.kept(Review(child_id=child.id, series_id=series.id, kind=RCPC, due=day))
    return review


def together(service: Service, day: date, *reviews: Review, at: time | None = time(10, 30)) -> Meeting:
    """One meeting for several reviews."""
    meeting: Meeting = service.kept(Meeting(date=day, time=at, minutes=60))
    service.keep(*(MeetingReview(meeting_id=meeting.id, review_id=review.id) for review in reviews))
    return meeting


def look(service: Service, officer: Officer | None = None) -> Look:
    return service.desk().ask(MeetingsBetween(FIRST, LAST, officer.id if officer else None))


def the_event(service: Service, meeting: Meeting) -> Event:
    found = look(service).event(meeting.id)
    assert found is not None
    return found


def test_a_meeting_of_brothers_and_sisters_is_one_entry_that_names_them_all(service: Service, alison: Officer) -> None:
    amy = due(service, "Amy Brown", date(2026, 12, 9), alison)
    ben = due(service, "Ben Brown", date(2026, 12, 1))
    meeting = together(service, THURSDAY, amy, ben)
    event = the_event(service, meeting)
    assert (event.names, event.when, event.officer) == ("Amy Brown, Ben Brown", "10:30 to 11:30", "Alison Wright")
    assert [one.standing.whole for one in event.children] == ["4 working days before it is due", "2 working days late"]
    assert (event.tone, event.brief) == (Tone.LATE, "Ben Brown 2 late")
    day = look(service, alison).day(THURSDAY)
    assert day is not None
    assert [one.names for one in day.events] == ["Amy Brown, Ben Brown"]  # though Ben is nobody's


def test_a_meeting_on_the_due_date_is_in_time_and_says_so(service: Service) -> None:
    event = the_event(service, together(service, THURSDAY, due(service, "Amy", THURSDAY)))
    assert (event.tone, event.brief) == (Tone.ON_TIME, "on the due date")


def test_what_is_due_within_seven_days_is_due_soon(service: Service) -> None:
    service.today = date(2026, 11, 27)
    assert the_event(service, together(service, THURSDAY, due(service, "Amy", date(2026, 12, 4)))).tone is Tone.SOON
    assert the_event(service, together(service, THURSDAY, due(service, "Ben", date(2026, 12, 5)))).tone is Tone.ON_TIME


def test_a_meeting_that_is_past_and_not_recorded_asks_to_be_recorded(service: Service) -> None:
    service.today = date(2026, 12, 4)
    event = the_event(service, together(service, THURSDAY, due(service, "Amy", date(2027, 2, 1))))
    assert (event.tone, event.brief) == (Tone.SOON, "to record")


def test_a_held_meeting_is_judged_by_the_day_the_review_was_held(service: Service) -> None:
    service.today = date(2026, 12, 31)
    review = due(service, "Amy", date(2026, 12, 1))
    meeting = together(service, THURSDAY, review)
    service.keep(
        Review(**{**vars(service.now(review)), "held": THURSDAY}),
        Meeting(**{**vars(service.now(meeting)), "state": "held"}),
    )
    event = the_event(service, meeting)
    assert (event.tone, event.brief, event.can_move) == (Tone.HELD_LATE, "held late", False)


def test_a_review_that_is_due_without_a_date_stands_on_its_due_day(service: Service, alison: Officer) -> None:
    due(service, "Amy", date(2026, 12, 9), alison)
    day = look(service, alison).day(date(2026, 12, 9))
    assert day is not None
    assert [(mark.child, mark.standing.brief) for mark in day.due] == [("Amy", "due, no date")]
    assert "1 review due without a date" in day.said


def test_an_iro_in_post_has_a_line_even_without_a_meeting(service: Service, alison: Officer) -> None:
    service.officer("Zoe Later", since=date(2027, 2, 1))
    together(service, THURSDAY, due(service, "Amy", date(2026, 12, 9)))
    assert look(service).officers() == ((alison.id, "Alison Wright"), (None, "No IRO"))
    assert look(service, alison).officers() == ()


def test_brothers_and_sisters_who_stand_alike_are_not_told_apart(service: Service) -> None:
    both = (due(service, "Amy", date(2026, 12, 9)), due(service, "Ben", date(2026, 12, 9)))
    assert the_event(service, together(service, THURSDAY, *both)).brief == "4 before due"


def test_cancelled_meetings_are_not_shown(service: Service) -> None:
    review = due(service, "Amy", date(2026, 12, 9))
    service.planned(review, THURSDAY, state="cancelled")
    assert not any(day.events for day in look(service).days)


def test_bank_holidays_and_leave_are_named_and_another_absence_is_only_called_away(
    service: Service, alison: Officer
) -> None:
    bea = service.officer("Bea Lowe")
    service.keep(
        Absence(officer_id=alison.id, kind=LEAVE, start=date(2026, 12, 24), end=date(2026, 12, 29)),
        Absence(officer_id=bea.id, kind=SICKNESS, start=date(2026, 12, 1)),
    )
    day = look(service).day(date(2026, 12, 25))
    assert day is not None
    assert day.holiday == "Christmas Day"
    assert [one.said for one in day.away] == ["Alison Wright on leave", "Bea Lowe away"]
    assert day.said == (
        "Friday 25 December 2026, Christmas Day, bank holiday, no meetings, Alison Wright on leave, Bea Lowe away"
    )
    back = look(service).day(date(2026, 12, 29))
    assert back is not None
    assert [one.officer for one in back.away] == ["Bea Lowe"]


def test_a_team_sees_its_own_meetings_and_the_leave_of_its_iros(service: Service, alison: Officer) -> None:
    bea, team = service.officer("Bea Lowe"), service.team("East")
    amy, ben = due(service, "Amy", date(2026, 12, 9), alison), due(service, "Ben", date(2026, 12, 9), bea)
    with service.read() as store:
        service_child = next(c for c in store.shelf(type(service.child())).find() if c.id == amy.child_id)
    service.in_team(service_child, team, date(2020, 1, 1))
    together(service, THURSDAY, amy)
    together(service, THURSDAY, ben)
    service.keep(*(Absence(officer_id=one.id, start=THURSDAY, end=date(2026, 12, 5)) for one in (alison, bea)))
    found = service.desk().ask(MeetingsBetween(FIRST, LAST, None, team.id))
    day = found.day(THURSDAY)
    assert day is not None
    assert ([one.names for one in day.events], [one.officer for one in day.away]) == (["Amy"], ["Alison Wright"])
    assert found.whose == "East"


def test_the_line_counts_the_month_without_the_days_beside_it(service: Service) -> None:
    together(service, date(2026, 11, 30), due(service, "Amy", date(2026, 12, 9)))
    together(service, THURSDAY, due(service, "Ben", date(2026, 12, 1)))
    line = look(service).line("December 2026", Period.month(2026, 12))
    assert line == "December 2026, everybody: 1 meeting, 1 late"


def test_a_month_shows_whole_weeks_from_monday(service: Service) -> None:
    assert spans.shown(date(2026, 12, 17), spans.MONTH) == (FIRST, LAST)
    assert spans.shown(date(2026, 12, 6), spans.WEEK) == (date(2026, 11, 30), date(2026, 12, 6))
    assert spans.title(date(2026, 12, 2), spans.WEEK) == "30 November to 6 December 2026"
    assert spans.title(date(2026, 12, 30), spans.WEEK) == "28 December 2026 to 3 January 2027"


# ------------------------------------------------------------------------------------------------------ another day


def test_another_day_says_what_it_would_do_to_each_child(service: Service, alison: Officer) -> None:
    amy, ben = due(service, "Amy", date(2026, 12, 9), alison), due(service, "Ben", date(2026, 12, 1), alison)
    meeting = together(service, date(2026, 11, 30), amy, ben)
    found = service.desk().ask(MoveLook(meeting.id, THURSDAY))
    assert found.words == "Thu 3 Dec 2026: Amy 4 working days before it is due; Ben late by 2"
    assert (found.late, found.refused, found.notice) == (("Ben",), "", (date(2026, 11, 30) - TODAY).days)


def test_another_day_warns_of_weekend_holiday_leave_and_another_meeting(service: Service, alison: Officer) -> None:
    meeting = together(service, THURSDAY, due(service, "Amy", date(2027, 2, 1), alison))
    together(service, date(2026, 12, 10), due(service, "Ben", date(2027, 2, 1), alison), at=time(11))
    together(service, date(2026, 12, 11), due(service, "Cara", date(2027, 2, 1), alison), at=time(15))
    service.keep(Absence(officer_id=alison.id, start=date(2026, 12, 7), end=date(2026, 12, 8)))
    found = service.desk().ask(MoveLooks(meeting.id, FIRST, LAST))
    assert found[date(2026, 12, 5)].warnings == ("a Saturday",)
    assert found[date(2026, 12, 7)].warnings == ("Alison Wright is on leave",)
    assert found[date(2026, 12, 10)].warnings == ("Alison Wright has another meeting at 11:00 to 12:00",)
    assert found[date(2026, 12, 11)].warnings == ("1 other meeting that day",)
    assert found[date(2026, 12, 25)].warnings == ("Christmas Day, a bank holiday",)
    assert found[date(2026, 12, 8)].warnings == ()


def test_a_meeting_cannot_be_moved_into_the_past_nor_to_its_own_day(service: Service) -> None:
    meeting = together(service, THURSDAY, due(service, "Amy", date(2027, 2, 1)))
    ask = service.desk().ask
    assert ask(MoveLook(meeting.id, date(2026, 11, 19))).refused == "past: a meeting cannot be moved there"
    assert ask(MoveLook(meeting.id, THURSDAY)).refused == "the meeting is on this day already"
    assert ask(MoveLook(meeting.id, TODAY)).refused == ""


def test_a_day_after_the_clock_ended_is_refused_as_the_request_would_be(service: Service) -> None:
    child = service.child(name="Amy", date_of_birth=date(2008, 12, 20))
    review = service.open_review(service.period(child, date(2026, 11, 10)))
    meeting = service.planned(review, THURSDAY)
    found = service.desk().ask(MoveLook(meeting.id, date(2026, 12, 21)))
    assert found.refused == "this ends on 20 December 2026, before that day"


def test_a_meeting_that_is_gone_is_refused_in_words(service: Service) -> None:
    with pytest.raises(Refusal, match="not booked any more"):
        service.desk().ask(MoveLook("f" * 32, THURSDAY))
