"""Random bookings, allocations and absences: every day of the calendar equals what is counted by hand."""

import shutil
from datetime import date, time, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.domain.calendar import shipped_holidays
from app.domain.kinds import RCPC
from app.domain.officers import Absence, Allocation
from app.domain.reviews import Meeting, MeetingReview, Review, Series
from app.queries.calendar.between import MeetingsBetween
from app.queries.calendar.moving import MoveLooks
from db.database import Database
from tests.app.queries.calendar_oracle import (
    Records,
    away_on,
    holder,
    meetings_on,
    reviews_of,
    unbooked_on,
    working_days,
)
from tests.builders import TODAY, Service
from tests.locks import KEY

FIRST, LAST = date(2026, 11, 2), date(2027, 1, 3)
CHILDREN, OFFICERS = 5, 3
CLOSED = frozenset(day for day, _, _ in shipped_holidays())
days = st.integers(0, (LAST - FIRST).days).map(lambda number: FIRST + timedelta(days=number))
clocks = st.none() | st.integers(8, 16).map(time)
who = st.integers(0, OFFICERS - 1)


@st.composite
def bookings(draw: st.DrawFn) -> list[tuple[date, time | None, str, list[int]]]:
    """Meetings: the day, the time, what became of it, and which children it serves."""
    served = st.lists(st.integers(0, CHILDREN - 1), min_size=1, max_size=3, unique=True)
    state = st.sampled_from(("planned", "planned", "held", "cancelled"))
    return draw(st.lists(st.tuples(days, clocks, state, served), max_size=6))


def built(
    service: Service,
    draws: tuple[
        list[date | None],
        list[int | None],
        list[tuple[date, time | None, str, list[int]]],
        list[tuple[int, date, int | None]],
    ],
) -> Records:
    """Keep what was drawn."""
    due, holders, booked, leave = draws
    officers = [service.officer(f"Officer {number}") for number in range(OFFICERS)]
    children = [service.child() for _ in range(CHILDREN)]
    series = [Series(child_id=child.id, kind=RCPC) for child in children]
    reviews = [
        Review(child_id=one.child_id, series_id=one.id, kind=RCPC, due=day)
        for one, day in zip(series, due, strict=True)
    ]
    meetings = [Meeting(date=day, time=at, minutes=60, state=state) for day, at, state, _ in booked]
    links = [
        MeetingReview(meeting_id=meeting.id, review_id=reviews[at].id)
        for meeting, (*_, served) in zip(meetings, booked, strict=True)
        for at in served
    ]
    allocations = [
        Allocation(child_id=child.id, officer_id=officers[at].id, start=date(2020, 1, 1))
        for child, at in zip(children, holders, strict=True)
        if at is not None
    ]
    absences = [
        Absence(officer_id=officers[at].id, start=start, end=start + timedelta(days=length) if length else None)
        for at, start, length in leave
    ]
    service.keep(*series, *reviews, *meetings, *links, *allocations, *absences)
    return Records(tuple(reviews), tuple(meetings), tuple(links), tuple(allocations), tuple(absences))


drawn = st.tuples(
    st.lists(st.none() | days, min_size=CHILDREN, max_size=CHILDREN),
    st.lists(st.none() | who, min_size=CHILDREN, max_size=CHILDREN),
    bookings(),
    st.lists(st.tuples(who, days, st.none() | st.integers(1, 20)), max_size=3),
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Where each example has a database of its own."""
    return tmp_path


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(drawn)
def test_every_day_of_the_calendar_equals_what_is_counted_by_hand(
    fresh_database: Path,
    folder: Path,
    draws: tuple[
        list[date | None],
        list[int | None],
        list[tuple[date, time | None, str, list[int]]],
        list[tuple[int, date, int | None]],
    ],
) -> None:
    path = folder / "example.db"
    for part in folder.glob("example.db*"):
        part.unlink()
    shutil.copyfile(fresh_database, path)
    with Database.open(path, KEY) as database:
        service = Service(database)
        records = built(service, draws)
        desk = service.desk()
        held_by = sorted({one.officer_id for one in records.allocations})
        for officer_id in (None, *held_by):
            look = desk.ask(MeetingsBetween(FIRST, LAST, officer_id))
            for day in look.days:
                assert {event.meeting_id for event in day.events} == meetings_on(records, day.date, officer_id, TODAY)
                assert {mark.review_id for mark in day.due} == unbooked_on(records, day.date, officer_id, TODAY)
                away = away_on(records, day.date) & ({officer_id} if officer_id else away_on(records, day.date))
                assert {one.officer_id for one in day.away} == away
                for event in day.events:
                    meeting = next(one for one in records.meetings if one.id == event.meeting_id)
                    ids = {one.review_id for one in event.children}
                    assert ids == {review.id for review in reviews_of(records, meeting)}
        check_looks(service, records)


def check_looks(service: Service, records: Records) -> None:
    """What each day would do to each booked meeting, counted by hand."""
    desk = service.desk()
    for meeting in records.meetings:
        served = reviews_of(records, meeting)
        if meeting.state != "planned" or not served:
            continue
        for day, look in desk.ask(MoveLooks(meeting.id, FIRST, LAST)).items():
            by_id = {review.id: review for review in served}
            assert {one.review_id for one in look.children} == set(by_id)
            for one in look.children:
                due = by_id[one.review_id].due
                assert one.left == (None if due is None else working_days(day, due, CLOSED))
                assert one.late == (due is not None and day > due)
            assert look.weekend == (day.weekday() > 4)
            assert bool(look.holiday) == (day in CLOSED)
            assert bool(look.refused) == (day < TODAY or day == meeting.date)
            check_officer(records, meeting, day, (bool(look.away), look.others, bool(look.clash)))


def check_officer(records: Records, meeting: Meeting, day: date, said: tuple[bool, int, bool]) -> None:
    """Whether the IRO of the meeting is away that day, and what other meetings that IRO has."""
    holders = {holder(records, review.child_id, TODAY) for review in reviews_of(records, meeting)}
    if len(holders) > 1:
        return
    (officer_id,) = holders
    others = [
        other
        for other in records.meetings
        if other.id != meeting.id
        and other.state == "planned"
        and other.date == day
        and officer_id is not None
        and any(holder(records, one.child_id, TODAY) == officer_id for one in reviews_of(records, other))
    ]
    clash = any(other.time == meeting.time and meeting.time is not None for other in others)
    assert said == (officer_id in away_on(records, day), len(others), clash)
