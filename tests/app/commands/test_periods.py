"""Periods that carry a clock: started, ended, corrected, voided."""

from datetime import date

import pytest

from app.commands.children import CorrectChild
from app.commands.periods import CorrectPeriod, EndPeriod, StartPeriod, VoidPeriod
from app.commands.reviews import AddHeld, RecordHeld
from app.desk import Desk
from app.domain.children import Child
from app.domain.errors import Refusal
from app.domain.reviews import Review, Series
from app.store import Where
from tests.builders import Service


@pytest.fixture
def child(service: Service) -> Child:
    return service.child("1001", date_of_birth=date(2014, 5, 1))


@pytest.fixture
def period(desk: Desk, child: Child) -> Series:
    return desk.do(StartPeriod(child.id, "looked-after", date(2026, 1, 5))).result


def dues(service: Service, series: Series) -> list[date | None]:
    return [review.due for review in service.reviews(series)]


def test_a_period_starts_with_its_first_review(service: Service, period: Series) -> None:
    assert (period.start_known, period.history_complete) == (True, True)
    assert dues(service, period) == [date(2026, 2, 2)]


def test_a_period_with_an_unknown_start_has_a_review_without_a_due_date(
    service: Service, desk: Desk, child: Child
) -> None:
    series = desk.do(StartPeriod(child.id, "rcpc", None, start_known=False)).result
    assert dues(service, series) == [None]
    with pytest.raises(Refusal, match="Give the day"):
        desk.do(StartPeriod(child.id, "icpc", None))


@pytest.mark.parametrize(
    ("kind", "start", "words"),
    [
        ("looked-after", date(2026, 11, 21), "lies in the future"),
        ("looked-after", date(2014, 4, 30), "before the child was born"),
        ("looked-after", date(2026, 3, 1), "overlaps another period of care"),
        ("review", date(2026, 3, 1), "not a kind of review"),
    ],
)
def test_a_start_that_cannot_be_is_refused(desk: Desk, period: Series, kind: str, start: date, words: str) -> None:
    with pytest.raises(Refusal, match=words):
        desk.do(StartPeriod(period.child_id, kind, start))


def test_an_enquiry_may_begin_before_birth(service: Service, desk: Desk) -> None:
    child = service.child(date_of_birth=date(2026, 8, 1))
    series = desk.do(StartPeriod(child.id, "icpc", date(2026, 6, 1))).result
    assert dues(service, series) == [date(2026, 6, 22)]


def test_no_period_of_care_starts_when_the_child_is_an_adult(service: Service, desk: Desk) -> None:
    child = service.child(date_of_birth=date(2008, 6, 1))
    with pytest.raises(Refusal, match="turned 18 on 1 June 2026"):
        desk.do(StartPeriod(child.id, "looked-after", date(2026, 6, 1)))
    assert desk.do(StartPeriod(child.id, "pathway", date(2026, 6, 1))).result.closes is None


def test_a_second_enquiry_may_follow_once_the_conference_of_the_first_was_held(
    service: Service, desk: Desk, child: Child
) -> None:
    first = desk.do(StartPeriod(child.id, "icpc", date(2026, 1, 5))).result
    with pytest.raises(Refusal, match="overlaps"):
        desk.do(StartPeriod(child.id, "icpc", date(2026, 6, 1)))
    desk.do(RecordHeld(service.open_review(first).id, date(2026, 1, 20)))
    second = desk.do(StartPeriod(child.id, "icpc", date(2026, 6, 1))).result
    assert dues(service, second) == [date(2026, 6, 22)]


def test_a_new_period_of_care_starts_again_at_20_working_days(service: Service, desk: Desk, period: Series) -> None:
    desk.do(EndPeriod(period.id, date(2026, 1, 20), "returned-home"))
    again = desk.do(StartPeriod(period.child_id, "looked-after", date(2026, 3, 2))).result
    assert dues(service, again) == [date(2026, 3, 30)]


def test_a_review_due_after_the_end_is_not_due_and_one_due_before_was_never_held(
    service: Service, desk: Desk, period: Series
) -> None:
    desk.do(EndPeriod(period.id, date(2026, 2, 1)))
    assert service.reviews(period) == ()
    desk.do(CorrectPeriod(period.id, date(2026, 1, 5), True, date(2026, 2, 2)))
    assert dues(service, period) == [date(2026, 2, 2)]
    assert service.rows("reviews", ("verdict",)) == [("never held",)]


def test_a_period_taken_up_again_has_an_open_review_again(service: Service, desk: Desk, period: Series) -> None:
    desk.do(EndPeriod(period.id, date(2026, 2, 1)))
    desk.do(CorrectPeriod(period.id, date(2026, 1, 5), True, None))
    assert dues(service, period) == [date(2026, 2, 2)]
    assert service.rows("reviews", ("verdict",)) == [("overdue",)]


def test_an_end_that_cannot_be_is_refused(service: Service, desk: Desk, period: Series) -> None:
    desk.do(RecordHeld(service.open_review(period).id, date(2026, 2, 2)))
    for end, words in (
        (date(2026, 1, 4), "The end lies before the start"),
        (date(2026, 11, 21), "in the future"),
        (date(2026, 2, 1), "A review was held on 2 February 2026, outside these dates"),
    ):
        with pytest.raises(Refusal, match=words):
            desk.do(EndPeriod(period.id, end))
    desk.do(EndPeriod(period.id, date(2026, 2, 2)))
    with pytest.raises(Refusal, match="ended on 2 February 2026 already"):
        desk.do(EndPeriod(period.id, date(2026, 3, 2)))


def test_a_corrected_start_dates_the_first_review_again(service: Service, desk: Desk, period: Series) -> None:
    desk.do(CorrectPeriod(period.id, date(2026, 1, 12), True, None))
    assert dues(service, period) == [date(2026, 2, 9)]
    desk.do(AddHeld(period.id, date(2026, 1, 30)))
    with pytest.raises(Refusal, match="outside these dates"):
        desk.do(CorrectPeriod(period.id, date(2026, 2, 1), True, None))


def test_a_period_is_not_corrected_over_another(desk: Desk, period: Series) -> None:
    desk.do(EndPeriod(period.id, date(2026, 1, 20)))
    again = desk.do(StartPeriod(period.child_id, "looked-after", date(2026, 3, 2))).result
    with pytest.raises(Refusal, match="overlaps"):
        desk.do(CorrectPeriod(again.id, date(2026, 1, 19), True, None))


def test_a_void_period_leaves_its_held_reviews_in_no_period(service: Service, desk: Desk, period: Series) -> None:
    held = desk.do(RecordHeld(service.open_review(period).id, date(2026, 2, 12))).result
    waiting = service.open_review(period)
    with pytest.raises(Refusal, match="Say why"):
        desk.do(VoidPeriod(period.id, ""))
    desk.do(VoidPeriod(period.id, "Entered for the wrong child"))
    now: Review = service.now(held)
    assert (now.series_id, now.due, now.due_basis, now.counted_from, now.to_confirm) == (
        None,
        None,
        "unknown",
        None,
        False,
    )
    assert service.now(waiting).voided
    for command in (
        EndPeriod(period.id, date(2026, 3, 1)),
        VoidPeriod(period.id, "Again"),
        AddHeld(period.id, date(2026, 3, 1)),
    ):
        with pytest.raises(Refusal, match="was voided"):
            desk.do(command)


def test_a_void_placement_for_adoption_lets_the_looked_after_clock_run_again(
    service: Service, desk: Desk, period: Series
) -> None:
    desk.do(RecordHeld(service.open_review(period).id, date(2026, 2, 2)))
    placed = desk.do(StartPeriod(period.child_id, "adoption-placed", date(2026, 3, 2))).result
    assert [r.held for r in service.reviews(period)] == [date(2026, 2, 2)]
    desk.do(VoidPeriod(placed.id, "Not placed after all"))
    assert service.open_review(period).due == date(2026, 5, 2)


def test_a_corrected_date_of_birth_moves_the_end_of_the_clock(service: Service, desk: Desk, period: Series) -> None:
    child = service.now(Child(id=period.child_id, reference=""))
    assert service.now(period).closes == date(2032, 5, 1)
    desk.do(CorrectChild(child.id, child.reference, "", "", date(2008, 2, 1)))
    assert service.now(period).closes == date(2026, 2, 1)
    assert service.reviews(period) == ()
    desk.do(CorrectChild(child.id, child.reference, "", "", date(2008, 2, 3)))
    assert dues(service, period) == [date(2026, 2, 2)]
    assert service.rows("reviews", ("verdict",)) == [("never held",)]


def test_a_review_due_on_the_eighteenth_birthday_is_not_due(service: Service, desk: Desk, period: Series) -> None:
    desk.do(CorrectChild(period.child_id, "1001", "", "", date(2008, 2, 2)))
    assert service.reviews(period) == ()


def test_a_child_whose_last_period_ends_is_held_by_nobody_from_that_day(
    service: Service, desk: Desk, child: Child, period: Series
) -> None:
    held = service.allocated(child, service.officer("Alison Wright"), date(2026, 1, 5))
    plan = desk.do(StartPeriod(child.id, "rcpc", date(2026, 2, 2))).result
    desk.do(EndPeriod(period.id, date(2026, 6, 1)))
    assert service.now(held).end is None
    desk.do(EndPeriod(plan.id, date(2026, 7, 1)))
    assert service.now(held).end == date(2026, 7, 1)


def test_after_the_conference_of_an_enquiry_the_child_is_not_waited_for(
    service: Service, desk: Desk, child: Child
) -> None:
    enquiry = desk.do(StartPeriod(child.id, "icpc", date(2026, 11, 2))).result
    assert service.count("children", Where("no_iro", "is", True)) == 1
    desk.do(RecordHeld(service.open_review(enquiry).id, date(2026, 11, 10)))
    assert service.count("children", Where("running", "is", True)) == 0
    assert service.count("children", Where("no_iro", "is", True)) == 0


def test_a_placement_before_reviews_of_the_authority_that_were_held_is_refused(service: Service, desk: Desk) -> None:
    child = service.child(date_of_birth=date(2024, 1, 1))
    authority = service.period(child, date(2025, 1, 6), "adoption-authorised")
    service.held(authority, date(2025, 4, 1), date(2025, 9, 1))
    with pytest.raises(Refusal, match="held on 1 September 2025, after this placement"):
        desk.do(StartPeriod(child.id, "adoption-placed", date(2025, 3, 3)))
    placed = desk.do(StartPeriod(child.id, "adoption-placed", date(2025, 9, 1))).result
    assert service.now(authority).closes == date(2025, 9, 1)
    with pytest.raises(Refusal, match="after this placement"):
        desk.do(CorrectPeriod(placed.id, date(2025, 8, 4), True, None))
