"""My week: what it tells an IRO, a manager and business support, and that every number equals the list it opens."""

from datetime import date, time, timedelta
from typing import Any

import pytest

from app.demonstration import Size, demonstrate
from app.desk import Desk
from app.domain.access import Person, Role
from app.domain.calendar import add_months
from app.domain.children import Child
from app.domain.officers import Officer
from app.domain.reviews import MeetingReview, Review
from app.domain.settings import Holiday
from app.queries.challenges.listing import ChallengeFilter, ChallengeList
from app.queries.children import ChildrenFilter, ChildrenList
from app.queries.reviews import DueFilter, DueList
from app.queries.tables import CountOf
from app.queries.week.look import MyWeek
from app.queries.week.meetings import NOT_INVITED, NOT_MINUTED, MeetingsList, week_of
from app.queries.week.records import RecordsList
from app.queries.week.shapes import Opens, Section, Week
from app.queries.week.unseen import UnseenList
from app.table import Fixed, Table
from tests.builders import TODAY, Service

SUPPORT = Person(id="0" * 31 + "2", login="support", name="Bea", role=Role.BUSINESS_SUPPORT)
MONDAY = date(2026, 11, 16)


@pytest.fixture
def alison(service: Service) -> Officer:
    return service.officer("Alison Wright")


def due_in(service: Service, days: int, officer: Officer | None = None, **facts: Any) -> Review:
    """A review of a child's plan that is due in so many days."""
    child = service.child(**{"date_of_birth": date(2015, 5, 1), **facts})
    if officer:
        service.allocated(child, officer, date(2020, 1, 1))
    start = add_months(TODAY + timedelta(days=days), -3)
    review = service.open_review(service.period(child, start, "rcpc"))
    assert review.due == TODAY + timedelta(days=days)
    return review


def listed(desk: Desk, opens: Opens) -> int:
    """How many rows the list has that a number opens."""
    match opens.what:
        case DueFilter():
            table: Table = desk.ask(DueList(opens.what)).table
        case ChallengeFilter():
            table = desk.ask(ChallengeList(opens.what)).table
        case ChildrenFilter():
            table = desk.ask(ChildrenList(opens.what))
        case MeetingsList() | UnseenList() | RecordsList():
            table = desk.ask(opens.what)
        case other:
            raise AssertionError(other)
    return desk.ask(CountOf(table))


def titles(section: Section) -> list[str]:
    return [line.title for line in section.lines]


def carried(week: Week) -> tuple[Any, ...]:
    assert week.carried is not None
    assert isinstance(week.carried.rows, Fixed)
    return week.carried.rows.rows


@pytest.mark.parametrize("role", [Role.MANAGER, Role.BUSINESS_SUPPORT])
def test_every_number_of_the_week_equals_the_list_that_it_opens(service: Service, role: Role) -> None:
    with service.change() as store:
        demonstrate(store, service.stamp, Size(children=60))
    desk = service.desk(Person(id="0" * 31 + "3", login="any", role=role))
    whole = desk.ask(MyWeek())
    weeks = [whole, *(desk.ask(MyWeek(officer_id)) for officer_id, _ in whole.officers[:3])]
    told = [section for week in weeks for section in week.sections]
    assert sum(section.count for section in told) > 5
    for section in told:
        assert section.everything is not None
        assert listed(desk, section.everything) == section.count, section
        assert section.words[:1].isdigit() == bool(section.count), section.words
    if whole.carried is not None:
        opened = [
            (row.cells[whole.carried.column(key)], opens)
            for row in carried(whole)
            for key, opens in row.opens.items()
            if key != "iro"
        ]
        assert opened
        assert all(listed(desk, opens) == number for number, opens in opened)


def test_the_teams_meetings_are_counted_by_day(service: Service, desk: Desk, alison: Officer) -> None:
    for day, days in ((MONDAY, 5), (MONDAY, 6), (date(2026, 11, 18), 7), (TODAY, 8)):
        service.planned(due_in(service, days, alison), day)
    section = desk.ask(MyWeek()).section("meetings")
    assert section.words == "4 meetings this week, 16 to 20 November 2026"
    (line,) = section.lines
    assert line.detail == "Mon 2 · Tue 0 · Wed 1 · Thu 0 · Fri 1"
    assert line.act is not None
    assert (line.act.words, listed(desk, line.act.opens), listed(desk, line.opens)) == ("Show today's", 1, 4)


def test_an_iros_meetings_stand_below_their_days(service: Service, desk: Desk, alison: Officer) -> None:
    first = due_in(service, 5, alison, name="Amira")
    service.planned(first, MONDAY, time=time(9, 30), place="School")
    service.planned(due_in(service, 6, alison, name="Ben"), MONDAY, time=time(11))
    lines = desk.ask(MyWeek(alison.id)).section("meetings").lines
    assert [(line.title, line.detail) for line in lines[:3]] == [
        ("Mon 16 Nov", "09:30 · Amira · School"),
        ("", "11:00 · Ben"),
        ("Tue 17 Nov", "no meetings"),
    ]
    assert lines[0].act is not None
    assert lines[0].act.opens == Opens("reviews", ("held", first.id, "week"))


def test_a_meeting_for_two_children_is_one_meeting(service: Service, desk: Desk, alison: Officer) -> None:
    amira, ben = due_in(service, 5, alison, name="Amira"), due_in(service, 6, alison, name="Ben")
    meeting = service.planned(amira, TODAY)
    service.keep(MeetingReview(meeting_id=meeting.id, review_id=ben.id))
    section = desk.ask(MyWeek(alison.id)).section("meetings")
    assert section.count == 1
    assert section.lines[-1].detail == "Amira, Ben"
    assert section.everything is not None
    assert listed(desk, section.everything) == 1


def test_a_bank_holiday_is_named(service: Service, alison: Officer) -> None:
    service.today = date(2026, 12, 23)
    lines = service.desk().ask(MyWeek(alison.id)).section("meetings").lines
    assert [(line.title, line.detail) for line in lines][-1] == (
        "Fri 25 Dec",
        "Christmas Day, a bank holiday · no meetings",
    )
    service.keep(Holiday(date=date(2026, 12, 24), name="Council day"))
    lines = service.desk().ask(MyWeek(alison.id)).section("meetings").lines
    assert lines[-2].detail == "Council day, a bank holiday · no meetings"


def test_at_a_weekend_the_week_that_comes_is_shown() -> None:
    assert week_of(date(2026, 11, 20)) == (MONDAY, date(2026, 11, 20))
    assert week_of(date(2026, 11, 21)) == (date(2026, 11, 23), date(2026, 11, 27))
    assert week_of(date(2026, 11, 22)) == week_of(date(2026, 11, 23))


def test_an_iro_sees_own_children_and_a_manager_everybodys(service: Service, desk: Desk, alison: Officer) -> None:
    due_in(service, -3, alison, name="Amira")
    due_in(service, -9, service.officer("Ben Cole"), name="Kit")
    due_in(service, 5, None, name="Zoe")
    assert titles(desk.ask(MyWeek(alison.id)).section("overdue")) == ["Amira"]
    whole = desk.ask(MyWeek())
    assert titles(whole.section("overdue")) == ["Kit", "Amira"]
    assert titles(whole.section("no-iro")) == ["Zoe"]
    assert [row.cells[:3] for row in carried(whole)] == [("Alison Wright", 1, 0), ("Ben Cole", 1, 0)]
    assert whole.headline.words == "2 reviews are overdue."
    assert whole.headline.detail.startswith("Longest: Kit, 7 working days late.")


def test_each_line_says_the_days_left_and_what_to_do_next(service: Service, desk: Desk, alison: Officer) -> None:
    service.planned(due_in(service, 3, alison, name="Held today"), TODAY)
    due_in(service, 4, alison, name="Not booked")
    service.planned(due_in(service, 5, alison, name="Booked"), TODAY + timedelta(days=4))
    lines = desk.ask(MyWeek(alison.id)).section("week").lines
    assert [(line.title, line.left, line.act and line.act.words) for line in lines] == [
        ("Held today", "1 working day left", "Record held"),
        ("Not booked", "2 working days left", "Book a date"),
        ("Booked", "3 working days left", "Open"),
    ]


def test_the_next_28_days_tell_first_what_comes_after_the_next_7(service: Service, desk: Desk, alison: Officer) -> None:
    due_in(service, 7, alison, name="Soon")
    due_in(service, 8, alison, name="Later")
    month = desk.ask(MyWeek(alison.id)).section("month")
    assert month.words == "2 reviews due in the next 28 days, 1 of them in 7 days"
    assert titles(month) == ["Later"]


def test_a_week_without_anything_to_do_says_so(service: Service, desk: Desk, alison: Officer) -> None:
    week = desk.ask(MyWeek(alison.id))
    assert {section.key: section.words for section in week.sections} == {
        "overdue": "Nothing is overdue.",
        "week": "Nothing is due in the next 7 days.",
        "month": "Nothing is due in the next 28 days.",
        "not-booked": "Every review has a date.",
        "unseen": "Every child with a review within 10 working days was seen.",
        "meetings": "No meetings this week, 16 to 20 November 2026",
        "response": "No challenge awaits a response.",
        "action": "No challenge awaits an action.",
        "follow-up": "No follow-up is due.",
        "to-come": "No facts are to come.",
        "records": "No record is owed.",
        "turning-18": "No child turns 18 within 3 months.",
    }
    assert week.headline.words == "Nothing is waiting."


def test_what_is_due_next_is_said_when_nothing_is_overdue(service: Service, desk: Desk, alison: Officer) -> None:
    due_in(service, 4, alison, name="Amira")
    headline = desk.ask(MyWeek(alison.id)).headline
    assert (headline.words, headline.detail) == (
        "Nothing is overdue.",
        "Next is Amira, due 24 November 2026: 2 working days left.",
    )


def test_a_held_review_says_which_facts_are_to_come(service: Service, desk: Desk, alison: Officer) -> None:
    child = service.child(name="Amira", date_of_birth=date(2015, 5, 1))
    service.allocated(child, alison, date(2020, 1, 1))
    review = service.held(service.period(child, date(2026, 9, 1)), date(2026, 11, 10))
    (line,) = desk.ask(MyWeek(alison.id)).section("to-come").lines
    assert (line.title, line.detail, line.left) == ("Amira", "held 10 Nov 2026", "participation and why it was late")
    assert line.act is not None
    assert line.act.opens == Opens("reviews", ("facts", review.id, "week"))


def test_a_child_who_turns_18_within_three_months_is_told(service: Service, desk: Desk, alison: Officer) -> None:
    for name, born in {"Today": date(2008, 11, 20), "Soon": date(2009, 2, 20), "Later": date(2009, 2, 21)}.items():
        child: Child = service.child(name=name, date_of_birth=born)
        service.allocated(child, alison, date(2020, 1, 1))
        service.period(child, date(2026, 11, 1))
    section = desk.ask(MyWeek(alison.id)).section("turning-18")
    assert (section.words, titles(section)) == ("1 child turns 18 within 3 months", ["Soon"])
    assert section.lines[0].detail == "18 on 20 Feb 2027"


def test_business_support_sees_what_is_to_be_arranged(service: Service, alison: Officer) -> None:
    due_in(service, 20, alison, name="No date")
    due_in(service, 29, alison, name="Not yet")
    service.planned(due_in(service, 9, alison, name="Invited"), date(2026, 12, 1), invited_on=MONDAY)
    service.planned(due_in(service, 9, alison, name="Minuted"), date(2026, 12, 2), minute_taker="Bea")
    week = service.desk(SUPPORT).ask(MyWeek())
    assert titles(week.section("to-book")) == ["No date"]
    assert titles(week.section(NOT_INVITED)) == ["Minuted"]
    assert week.section(NOT_INVITED).lines[0].detail.startswith("Wed 2 Dec")
    assert "2026" not in week.section(NOT_INVITED).lines[0].detail
    assert titles(week.section(NOT_MINUTED)) == ["Invited"]
    assert week.headline.words == "1 review due in 28 days without a date."
