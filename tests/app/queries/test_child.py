"""A child's page: periods with reviews and explanations, who holds the child, what was moved."""

from datetime import date

import pytest

from app.commands.allocations import Allocate
from app.commands.children import JoinSiblings, SetSocialWorker, SetTeam
from app.commands.meetings import CancelMeeting, Plan, RequestMove
from app.commands.periods import EndPeriod
from app.commands.reviews import CorrectReview, RecordHeld, VoidReview
from app.desk import Desk
from app.domain.children import Child, LegalStatus, Placement
from app.domain.errors import Refusal
from app.domain.reviews import Review, Series
from app.queries.child import ChildPage
from tests.builders import TODAY, Service


@pytest.fixture
def child(service: Service) -> Child:
    return service.child("1001", name="Ann Lee", date_of_birth=date(2014, 5, 1))


@pytest.fixture
def period(service: Service, child: Child) -> Series:
    series = service.period(child, date(2026, 1, 5))
    service.held(series, date(2026, 2, 2), date(2026, 5, 12))
    return series


def test_a_period_shows_its_reviews_in_order_with_their_words(desk: Desk, child: Child, period: Series) -> None:
    (shown,) = desk.ask(ChildPage(child.id)).periods
    assert (shown.kind, shown.running, shown.stops) == ("Looked-after review", True, "")
    assert [(r.sequence, r.verdict) for r in shown.reviews] == [
        ("First", "in time"),
        ("Second", "late"),
        ("Third", "overdue"),
    ]
    assert shown.reviews[2].explanation == (
        "Third review: within 6 months of the previous review, held 12 May 2026 "
        "(Care Planning Regulations 2010, reg 33(2))."
    )
    assert shown.reviews[2].working_days == -6
    assert shown.reviews[1].working_days is None


def test_running_periods_come_first_and_ended_ones_say_why_nothing_follows(
    service: Service, desk: Desk, child: Child
) -> None:
    ended = service.period(child, date(2025, 1, 6))
    desk.do(EndPeriod(ended.id, date(2025, 1, 20), "returned-home"))
    running = service.period(child, date(2024, 1, 8), "rcpc")
    first, second = desk.ask(ChildPage(child.id)).periods
    assert (first.series.id, second.series.id) == (running.id, ended.id)
    assert (second.running, second.reviews) == (False, ())
    assert second.stops == "No further review: the period of care ended on 20 January 2025, before another was due."


def test_the_eighteenth_birthday_ends_it_and_says_so(service: Service, desk: Desk) -> None:
    adult = service.child("1009", date_of_birth=date(2008, 6, 1))
    series = service.period(adult, date(2026, 1, 5))
    service.held(series, date(2026, 2, 2), date(2026, 5, 1))
    desk.do(Allocate((adult.id,), service.officer("Mary").id, date(2026, 1, 5)))
    page = desk.ask(ChildPage(adult.id))
    assert (
        page.periods[0].stops
        == "No further review: turns 18 on 1 June 2026, before the next would be due on 1 November 2026."
    )
    assert (page.iro, page.periods[0].running, len(page.allocations)) == ("", False, 1)


def test_the_page_says_who_holds_the_child_now(service: Service, desk: Desk, child: Child, period: Series) -> None:
    mary, nora, north = service.officer("Mary"), service.officer("Nora"), service.team("North")
    desk.do(Allocate((child.id,), mary.id, date(2026, 1, 5)))
    desk.do(Allocate((child.id,), nora.id, date(2026, 6, 1)))
    desk.do(Allocate((child.id,), mary.id, date(2026, 1, 5), "conference-chair"))
    desk.do(SetTeam(child.id, north.id, date(2026, 1, 5)))
    desk.do(SetSocialWorker(child.id, "Sam", date(2026, 12, 1)))
    service.keep(LegalStatus(child_id=child.id, code="C2", start=date(2026, 1, 5)))
    service.keep(Placement(child_id=child.id, code="U1", start=date(2026, 1, 5)))
    page = desk.ask(ChildPage(child.id))
    assert (page.iro, page.team, page.social_worker) == ("Nora", "North", "")
    assert [(s.words, s.start, s.end) for s in page.allocations] == [
        ("Mary", date(2026, 1, 5), date(2026, 6, 1)),
        ("Nora", date(2026, 6, 1), None),
    ]
    assert [s.words for s in (*page.statuses, *page.homes, *page.social_workers)] == ["C2", "U1", "Sam"]


def test_the_page_shows_meetings_and_moves(service: Service, desk: Desk, child: Child, period: Series) -> None:
    review = service.open_review(period)
    desk.do(Plan(review.id, date(2026, 12, 1), place="Town hall"))
    desk.do(RequestMove(review.id, "child", TODAY, "illness", date(2026, 12, 8)))
    (_, _, shown) = desk.ask(ChildPage(child.id)).periods[0].reviews
    assert shown.meeting is not None
    assert (shown.meeting.date, shown.meeting.place, len(shown.moves)) == (date(2026, 12, 8), "Town hall", 1)
    desk.do(CancelMeeting(review.id, "Snow"))
    (_, _, shown) = desk.ask(ChildPage(child.id)).periods[0].reviews
    assert (shown.meeting, len(shown.moves)) == (None, 1)


def test_chair_and_reason_are_shown_in_words(service: Service, desk: Desk, child: Child, period: Series) -> None:
    late, mary = service.reviews(period)[1], service.officer("Mary")
    desk.do(CorrectReview(late.id, late.held, "PN1", "illness", mary.id))
    shown = desk.ask(ChildPage(child.id)).periods[0].reviews[1]
    assert (shown.chair, shown.late_reason) == ("Mary", "Illness")


def test_reviews_in_no_period_and_voided_ones_stand_apart(
    service: Service, desk: Desk, child: Child, period: Series
) -> None:
    service.keep(Review(child_id=child.id, kind="looked-after", held=date(2020, 2, 2)))
    first = service.reviews(period)[0]
    desk.do(VoidReview(first.id, "Entered twice"))
    page = desk.ask(ChildPage(child.id))
    assert [(line.verdict, line.review.held) for line in page.unplaced] == [("not judged", date(2020, 2, 2))]
    assert "place it in a period or void it" in page.unplaced[0].explanation
    assert [(r.id, r.voided_why) for r in page.voided] == [(first.id, "Entered twice")]


def test_siblings_are_named(service: Service, desk: Desk, child: Child) -> None:
    ben, cat = service.child("1002", name="Ben"), service.child("1003", name="Cat")
    desk.do(JoinSiblings((child.id, cat.id, ben.id)))
    assert [c.name for c in desk.ask(ChildPage(child.id)).siblings] == ["Ben", "Cat"]
    assert desk.ask(ChildPage(service.child("1004").id)).siblings == ()


def test_what_was_recorded_shows_at_once(service: Service, desk: Desk, child: Child, period: Series) -> None:
    desk.do(RecordHeld(service.open_review(period).id, TODAY, "PN1"))
    assert [r.sequence for r in desk.ask(ChildPage(child.id)).periods[0].reviews] == [
        "First",
        "Second",
        "Third",
        "Fourth",
    ]


def test_a_child_who_is_not_here_is_refused_in_words(desk: Desk) -> None:
    with pytest.raises(Refusal, match="no longer here"):
        desk.ask(ChildPage("f" * 32))
