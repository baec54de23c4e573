"""Fill down: many reviews at once, refusals cell by cell."""

from datetime import date

import pytest

from app.commands.filling import CellRefusal, FillDown, FillLine
from app.commands.undo import UndoLatest
from app.desk import Desk
from app.domain.reviews import Review, Series
from tests.builders import Service


@pytest.fixture
def periods(service: Service) -> list[Series]:
    return [service.period(service.child(date_of_birth=date(2014, 5, 1)), date(2026, 1, 5)) for _ in range(3)]


@pytest.fixture
def reviews(service: Service, periods: list[Series]) -> list[Review]:
    return [service.open_review(series) for series in periods]


def cells(refusals: tuple[CellRefusal, ...]) -> list[tuple[str, str]]:
    return [(r.review_id, r.field) for r in refusals]


def test_many_reviews_are_recorded_at_once_and_undone_at_once(
    service: Service, desk: Desk, reviews: list[Review]
) -> None:
    lines = tuple(FillLine(r.id, date(2026, 2, 2), " pn1 ") for r in reviews)
    assert desk.do(FillDown(lines)).result == ()
    assert {(service.now(r).held, service.now(r).participation) for r in reviews} == {(date(2026, 2, 2), "PN1")}
    assert service.count("reviews") == 6
    desk.do(UndoLatest())
    assert service.count("reviews") == 3


def test_good_lines_are_kept_and_the_others_say_why(service: Service, desk: Desk, reviews: list[Review]) -> None:
    first, second, third = reviews
    lines = (
        FillLine(first.id, date(2026, 2, 2), "PN1"),
        FillLine(second.id, date(2027, 2, 2), "PN0", "because"),
        FillLine(third.id, None, "PN1"),
    )
    refusals = desk.do(FillDown(lines)).result
    assert cells(refusals) == [
        (second.id, "held"),
        (second.id, "participation"),
        (second.id, "late_reason"),
        (third.id, "held"),
    ]
    assert "lies in the future" in refusals[0].message
    assert "DfE rule 440" in refusals[1].message
    assert "not a reason of the list" in refusals[2].message
    assert service.now(first).held == date(2026, 2, 2)
    assert service.now(second) == second
    assert service.now(third) == third


def test_a_review_that_is_gone_is_refused_alone(service: Service, desk: Desk, reviews: list[Review]) -> None:
    lines = (FillLine("f" * 32, date(2026, 2, 2)), FillLine(reviews[0].id, date(2026, 2, 2)))
    assert cells(desk.do(FillDown(lines)).result) == [("f" * 32, "held")]
    assert service.now(reviews[0]).held == date(2026, 2, 2)


def test_one_review_in_two_lines_takes_both(service: Service, desk: Desk, reviews: list[Review]) -> None:
    review = reviews[0]
    lines = (FillLine(review.id, date(2026, 2, 12)), FillLine(review.id, None, "PN1", "court"))
    assert desk.do(FillDown(lines)).result == ()
    now = service.now(review)
    assert (now.held, now.participation, now.late_reason) == (date(2026, 2, 12), "PN1", "court")


def test_two_reviews_of_one_period_never_get_the_same_day(service: Service, desk: Desk, periods: list[Series]) -> None:
    service.held(periods[0], date(2026, 2, 2), date(2026, 5, 1))
    first, second = [r for r in service.reviews(periods[0]) if r.held]
    lines = (FillLine(first.id, date(2026, 2, 3)), FillLine(second.id, date(2026, 2, 3)))
    assert cells(desk.do(FillDown(lines)).result) == [(second.id, "held")]


def test_a_line_that_says_nothing_changes_nothing(service: Service, desk: Desk, reviews: list[Review]) -> None:
    done = desk.do(FillDown((FillLine(reviews[0].id),)))
    assert (done.entry, done.topics) == (None, frozenset())


def test_an_imported_code_that_breaks_a_rule_does_not_stop_a_reason(
    service: Service, desk: Desk, periods: list[Series]
) -> None:
    held = service.held(periods[0], date(2026, 2, 12), participation="PN0")
    assert desk.do(FillDown((FillLine(held.id, late_reason="court"),))).result == ()
    assert cells(desk.do(FillDown((FillLine(held.id, date(2026, 2, 13)),))).result) == [(held.id, "participation")]
