"""The picture of a child's time: what each lane holds, and what is said of it."""

from datetime import date

import pytest

from app.commands.challenges.log import LogChallenge
from app.commands.meetings import Plan, RequestMove
from app.desk import Desk
from app.domain.checks import Check
from app.domain.children import Child, LegalStatus, Placement
from app.domain.reviews import Series
from app.queries.timeline import ChildTimeline, Lane, Timeline
from app.table import Tone
from tests.builders import TODAY, Service


@pytest.fixture
def child(service: Service) -> Child:
    return service.child("1001", name="Amira Khan", date_of_birth=date(2014, 5, 1))


@pytest.fixture
def period(service: Service, child: Child) -> Series:
    series = service.period(child, date(2026, 1, 5))
    service.held(series, date(2026, 2, 2), participation="PN1")
    service.held(series, date(2026, 5, 12), participation="PN7", late_reason="not-known")
    return series


def lane(picture: Timeline, key: str) -> Lane:
    return next(lane for lane in picture.lanes if lane.key == key)


def test_a_period_lasts_until_now_with_its_reviews_on_time_late_and_overdue(
    desk: Desk, child: Child, period: Series
) -> None:
    picture = desk.ask(ChildTimeline(child.id))
    care = lane(picture, "period.looked-after")
    assert (care.title, [(s.start, s.end) for s in care.stretches]) == (
        "Period of care",
        [(date(2026, 1, 5), None)],
    )
    assert [(s.on, s.tone) for s in care.spots] == [
        (date(2026, 2, 2), Tone.ON_TIME),
        (date(2026, 5, 12), Tone.HELD_LATE),
        (date(2026, 11, 12), Tone.LATE),
    ]
    assert care.spots[0].words == "First looked-after review: held 2 February 2026, in time"
    assert care.spots[1].words.startswith("Second looked-after review: held 12 May 2026, 6 working days late (")
    assert care.spots[2].words == "Third looked-after review: overdue, due 12 November 2026"
    assert all(spot.opens and spot.opens[0] == "review" for spot in care.spots)


def test_the_picture_goes_from_the_first_month_to_two_months_after_the_last_day(
    desk: Desk, child: Child, period: Series
) -> None:
    picture = desk.ask(ChildTimeline(child.id))
    assert (picture.first, picture.today, picture.last) == (date(2026, 1, 1), TODAY, date(2027, 1, 20))


def test_participation_is_told_by_code_and_not_at_all_stands_out(desk: Desk, child: Child, period: Series) -> None:
    spots = lane(desk.ask(ChildTimeline(child.id)), "participation").spots
    assert [(s.letter, s.tone) for s in spots] == [("1", Tone.ON_TIME), ("7", Tone.LATE)]
    assert spots[1].words == "12 May 2026: PN7: Did not attend or share views"


def test_a_move_stands_on_the_day_it_was_moved_from(service: Service, desk: Desk, child: Child, period: Series) -> None:
    review = service.open_review(period)
    desk.do(Plan(review.id, date(2026, 11, 24)))
    desk.do(RequestMove(review.id, "parent", TODAY, "family-not-available", date(2026, 12, 1)))
    (spot,) = lane(desk.ask(ChildTimeline(child.id)), "moves").spots
    assert spot.on == date(2026, 11, 24)
    assert spot.words.startswith("Move of a date from 24 November 2026 to 1 December 2026, agreed")


def test_a_challenge_lasts_and_has_a_figure_at_each_level(service: Service, desk: Desk, child: Child) -> None:
    iro = service.officer("Alison Wright")
    logged = LogChallenge((child.id,), "drift", "No plan yet", 1, date(2026, 11, 2), iro.id, to="Tom Reed")
    desk.do(logged)
    challenges = lane(desk.ask(ChildTimeline(child.id)), "challenges")
    assert [s.letter for s in challenges.spots] == ["1"]
    assert challenges.stretches[0].end is None
    assert challenges.spots[0].opens == challenges.stretches[0].opens


def test_statuses_homes_iros_and_checks_have_lanes_and_empty_lanes_are_left_out(
    service: Service, desk: Desk, child: Child
) -> None:
    service.keep(
        LegalStatus(child_id=child.id, code="C1", start=date(2025, 1, 6), end=date(2025, 6, 2)),
        LegalStatus(child_id=child.id, code="C2", start=date(2025, 6, 2)),
        Placement(child_id=child.id, code="U6", start=date(2025, 1, 6)),
        Check(child_id=child.id, kind="midway", date=date(2026, 3, 2)),
    )
    service.allocated(child, service.officer("Alison Wright"), date(2025, 1, 6))
    picture = desk.ask(ChildTimeline(child.id))
    assert [lane.key for lane in picture.lanes] == ["statuses", "homes", "iros", "checks"]
    assert [s.words for s in lane(picture, "statuses").stretches] == [
        "Interim care order: from 6 January 2025 to 1 June 2025",
        "Full care order: from 2 June 2025 until now",
    ]
    assert lane(picture, "iros").stretches[0].label == "Alison Wright"


def test_a_child_of_whom_nothing_is_known_has_an_empty_picture(desk: Desk, child: Child) -> None:
    assert desk.ask(ChildTimeline(child.id)).lanes == ()
