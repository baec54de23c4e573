"""Correcting what was recorded of reviews: dates, reviews added, voided, placed and numbered, late reasons."""

from dataclasses import replace
from datetime import date

import pytest

from app.commands.meetings import BringForward, Plan
from app.commands.periods import CorrectPeriod, EndPeriod, StartPeriod, VoidPeriod
from app.commands.reviews import (
    AddHeld,
    ConfirmNumber,
    CorrectReview,
    PlaceReview,
    RecordHeld,
    SetLateReason,
    VoidReview,
)
from app.desk import Desk
from app.domain.children import Child
from app.domain.errors import Refusal
from app.domain.reviews import Meeting, MeetingReview, Review, Series
from tests.builders import Service


@pytest.fixture
def child(service: Service) -> Child:
    return service.child("1001", date_of_birth=date(2014, 5, 1))


@pytest.fixture
def period(service: Service, child: Child) -> Series:
    """In our care since 5 January 2026: the first review is due on 2 February."""
    return service.period(child, date(2026, 1, 5))


def line(service: Service, series: Series) -> list[tuple[int, date | None, date | None]]:
    """Number, due and held of each review in order."""
    reviews = sorted(service.reviews(series), key=lambda r: r.held or date.max)
    return [(r.number, r.due, r.held) for r in reviews]


def held_on(service: Service, series: Series, day: date) -> Review:
    return next(r for r in service.reviews(series) if r.held == day)


def meetings(service: Service, review: Review) -> list[Meeting]:
    with service.read() as store:
        links = store.shelf(MeetingReview).find(review_id=review.id)
        return list(store.shelf(Meeting).find(id=tuple(link.meeting_id for link in links)))


# ------------------------------------------------------------------------------------------------ corrections


@pytest.fixture
def three(service: Service, period: Series) -> Series:
    """Held on 2 February, 1 May and 30 October 2026; the fourth is due on 30 April 2027."""
    service.held(period, date(2026, 2, 2), date(2026, 5, 1), date(2026, 10, 30), participation="PN1")
    return period


def test_correcting_a_date_in_the_middle_dates_the_next_again(service: Service, desk: Desk, three: Series) -> None:
    desk.do(CorrectReview(held_on(service, three, date(2026, 5, 1)).id, date(2026, 4, 1), "PN1", None))
    assert [(n, due) for n, due, _ in line(service, three)] == [
        (1, date(2026, 2, 2)),
        (2, date(2026, 5, 2)),
        (3, date(2026, 10, 1)),
        (4, date(2027, 4, 30)),
    ]


def test_a_date_corrected_past_the_next_one_renumbers_both(service: Service, desk: Desk, three: Series) -> None:
    second = held_on(service, three, date(2026, 5, 1))
    desk.do(CorrectReview(second.id, date(2026, 11, 2), "PN1", None))
    assert line(service, three) == [
        (1, date(2026, 2, 2), date(2026, 2, 2)),
        (2, date(2026, 5, 2), date(2026, 10, 30)),
        (3, date(2027, 4, 30), date(2026, 11, 2)),
        (4, date(2027, 5, 2), None),
    ]
    assert service.now(second).number == 3


def test_the_latest_review_not_held_after_all_is_open_again(service: Service, desk: Desk, three: Series) -> None:
    last = held_on(service, three, date(2026, 10, 30))
    following = service.open_review(three)
    booked = desk.do(Plan(following.id, date(2026, 12, 1))).result
    desk.do(CorrectReview(last.id, None, None, None))
    assert line(service, three)[2:] == [(3, date(2026, 11, 1), None)]
    assert service.open_review(three).id == last.id
    assert service.now(following).voided
    assert [m.id for m in meetings(service, last)] == [booked.id]
    desk.do(RecordHeld(last.id, date(2026, 11, 2)))
    assert service.now(booked).state == "held"


def test_a_review_in_the_middle_not_held_after_all_leaves_one_open(service: Service, desk: Desk, three: Series) -> None:
    desk.do(CorrectReview(held_on(service, three, date(2026, 5, 1)).id, None, None, None))
    assert line(service, three) == [
        (1, date(2026, 2, 2), date(2026, 2, 2)),
        (2, date(2026, 5, 2), date(2026, 10, 30)),
        (3, date(2027, 4, 30), None),
    ]


def test_a_meeting_taken_for_a_review_not_held_is_cancelled(service: Service, desk: Desk, period: Series) -> None:
    review = service.open_review(period)
    desk.do(Plan(review.id, date(2026, 12, 1)))
    desk.do(RecordHeld(review.id, date(2026, 11, 19)))
    desk.do(CorrectReview(review.id, None, None, None))
    assert [m.state for m in meetings(service, review)] == ["cancelled"]
    assert service.count("reviews") == 1


def test_not_held_in_an_ended_period_is_never_held_or_not_due(service: Service, desk: Desk, three: Series) -> None:
    desk.do(EndPeriod(three.id, date(2026, 11, 10)))
    last = held_on(service, three, date(2026, 10, 30))
    desk.do(CorrectReview(last.id, None, None, None))
    assert line(service, three)[2:] == [(3, date(2026, 11, 1), None)]
    second = held_on(service, three, date(2026, 5, 1))
    desk.do(CorrectPeriod(three.id, date(2026, 1, 5), True, date(2026, 5, 2)))
    desk.do(CorrectReview(second.id, None, None, None))
    assert line(service, three)[1:] == [(2, date(2026, 5, 2), None)]


def test_a_code_without_a_date_is_refused(service: Service, desk: Desk, three: Series) -> None:
    with pytest.raises(Refusal, match="belongs to a review that was held"):
        desk.do(CorrectReview(held_on(service, three, date(2026, 5, 1)).id, None, "PN1", None))


def test_an_imported_code_that_breaks_a_rule_does_not_stop_other_corrections(
    service: Service, desk: Desk, period: Series
) -> None:
    review = service.held(period, date(2026, 2, 12), participation="PN0")
    desk.do(SetLateReason((review.id,), "court"))
    desk.do(CorrectReview(review.id, date(2026, 2, 12), "PN0", "illness", note="Moved twice"))
    assert service.now(review).note == "Moved twice"
    with pytest.raises(Refusal, match="DfE rule 440"):
        desk.do(CorrectReview(review.id, date(2026, 2, 13), "PN0", "illness"))


def test_a_missing_review_is_added_anywhere(service: Service, desk: Desk, period: Series) -> None:
    service.held(period, date(2026, 2, 2), date(2026, 10, 30))
    desk.do(AddHeld(period.id, date(2026, 5, 1), "PN1"))
    assert line(service, period) == [
        (1, date(2026, 2, 2), date(2026, 2, 2)),
        (2, date(2026, 5, 2), date(2026, 5, 1)),
        (3, date(2026, 11, 1), date(2026, 10, 30)),
        (4, date(2027, 4, 30), None),
    ]
    with pytest.raises(Refusal, match="already recorded"):
        desk.do(AddHeld(period.id, date(2026, 5, 1)))


def test_a_voided_review_counts_no_longer(service: Service, desk: Desk, three: Series) -> None:
    second = held_on(service, three, date(2026, 5, 1))
    meeting = service.planned(second, date(2026, 5, 1), state="held")
    with pytest.raises(Refusal, match="Say why"):
        desk.do(VoidReview(second.id, "  "))
    desk.do(VoidReview(second.id, "Entered twice"))
    assert [n for n, _, _ in line(service, three)] == [1, 2, 3]
    assert service.now(second).voided_why == "Entered twice"
    assert service.now(meeting).voided
    with pytest.raises(Refusal, match="was voided"):
        desk.do(CorrectReview(second.id, date(2026, 5, 1), None, None))


def test_an_open_review_follows_from_the_law_and_is_not_voided(service: Service, desk: Desk, three: Series) -> None:
    with pytest.raises(Refusal, match="follows from the law"):
        desk.do(VoidReview(service.open_review(three).id, "Not wanted"))


# --------------------------------------------------------------------------------------- placing what fits no period


@pytest.fixture
def unplaced(service: Service, child: Child) -> Review:
    review: Review = service.kept(Review(child_id=child.id, kind="looked-after", held=date(2026, 2, 2)))
    return review


def test_a_review_in_no_period_is_placed(service: Service, desk: Desk, period: Series, unplaced: Review) -> None:
    placed = desk.do(PlaceReview(unplaced.id, period.id)).result
    assert (placed.series_id, placed.number, placed.due) == (period.id, 1, date(2026, 2, 2))
    assert line(service, period)[1] == (2, date(2026, 5, 2), None)


def test_a_review_is_not_placed_where_it_cannot_be(
    service: Service, desk: Desk, period: Series, unplaced: Review
) -> None:
    later = service.period(service.child("2001"), date(2026, 1, 5))
    with pytest.raises(Refusal, match="not one of this child's"):
        desk.do(PlaceReview(unplaced.id, later.id))
    short = service.period(service.now(Child(id=unplaced.child_id, reference="")), date(2026, 3, 1), "short-breaks")
    with pytest.raises(Refusal, match="cannot be held before 1 March 2026"):
        desk.do(PlaceReview(unplaced.id, short.id))
    with pytest.raises(Refusal, match="Only a review that was held"):
        desk.do(PlaceReview(service.open_review(period).id, short.id))
    desk.do(VoidPeriod(period.id, "Wrong child"))
    with pytest.raises(Refusal, match="This period was voided"):
        desk.do(PlaceReview(unplaced.id, period.id))


def test_a_review_in_no_period_is_voided_or_keeps_its_date(service: Service, desk: Desk, unplaced: Review) -> None:
    with pytest.raises(Refusal, match="needs its date"):
        desk.do(CorrectReview(unplaced.id, None, None, None))
    desk.do(VoidReview(unplaced.id, "Of another child"))
    assert service.count("reviews") == 0


def test_a_placed_review_with_an_impossible_code_is_still_placed(
    service: Service, desk: Desk, period: Series, unplaced: Review
) -> None:
    bad = service.kept(replace(unplaced, participation="PN0"))
    assert desk.do(PlaceReview(bad.id, period.id)).result.participation == "PN0"


# ------------------------------------------------------------------------------------------------ numbers


def begun_before(service: Service, reference: str, *held: date) -> Series:
    """A period of care whose start is not known, with reviews held in it."""
    series = service.period(service.child(reference), None, history_complete=False)
    if held:
        service.held(series, *held)
    return series


def test_numbers_are_confirmed_for_many_at_once(service: Service, desk: Desk) -> None:
    many = [begun_before(service, f"90{n}", date(2026, 9, 1)) for n in range(3)]
    waiting = [service.open_review(series) for series in many]
    assert {r.to_confirm for r in waiting} == {True}
    assert desk.do(ConfirmNumber(tuple(r.id for r in waiting), 3)).result == 3
    assert [line(service, s)[1] for s in many] == [(4, date(2027, 3, 1), None)] * 3
    assert not any(service.open_review(s).to_confirm for s in many)


def test_confirming_that_the_last_one_held_was_the_first_keeps_the_earlier_date(service: Service, desk: Desk) -> None:
    series = begun_before(service, "901", date(2026, 9, 1))
    held = held_on(service, series, date(2026, 9, 1))
    desk.do(ConfirmNumber((held.id, service.open_review(series).id), 1))
    assert line(service, series)[1] == (2, date(2026, 12, 1), None)
    assert service.now(held).number_basis == "confirmed"


def test_confirming_is_refused_whole_where_no_earlier_review_is_recorded(service: Service, desk: Desk) -> None:
    known, unknown = begun_before(service, "901", date(2026, 9, 1)), begun_before(service, "902")
    chosen = (service.open_review(known).id, service.open_review(unknown).id)
    with pytest.raises(Refusal, match="No review is recorded before the one to be held: child 902"):
        desk.do(ConfirmNumber(chosen, 2))
    assert service.open_review(known).to_confirm
    with pytest.raises(Refusal, match="between 1 and 99"):
        desk.do(ConfirmNumber(chosen[:1], 0))


def test_saying_that_none_was_held_before_makes_the_first_due_date_certain(
    service: Service, desk: Desk, child: Child
) -> None:
    long_ago = date(2026, 10, 1)
    series = desk.do(StartPeriod(child.id, "looked-after", long_ago, history_complete=False)).result
    assert service.open_review(series).to_confirm
    desk.do(CorrectPeriod(series.id, long_ago, True, None, history_complete=True))
    assert (service.open_review(series).to_confirm, service.open_review(series).number) == (False, 1)


# ------------------------------------------------------------------------------------------------ late, forward


def test_late_reasons_are_given_to_many_and_taken_away(service: Service, desk: Desk, three: Series) -> None:
    ids = tuple(review.id for review in service.reviews(three))
    assert desk.do(SetLateReason(ids, "court")).result == 4
    assert {r.late_reason for r in service.reviews(three)} == {"court"}
    desk.do(SetLateReason(ids[:1], None))
    with pytest.raises(Refusal, match="not a reason"):
        desk.do(SetLateReason(ids, "weather"))


def test_a_review_brought_forward_moves_its_meeting_and_is_counted(service: Service, desk: Desk, three: Series) -> None:
    review = service.open_review(three)
    desk.do(Plan(review.id, date(2027, 4, 1)))
    brought = desk.do(BringForward(review.id, date(2026, 12, 7), "child", "Wants to move")).result
    assert (brought.brought_forward_by, brought.brought_forward_why) == ("child", "Wants to move")
    assert service.rows("moves", ("reason", "old_date", "new_date")) == [
        ("brought-forward", date(2027, 4, 1), date(2026, 12, 7))
    ]
    with pytest.raises(Refusal, match="not before the due date"):
        desk.do(BringForward(review.id, date(2027, 4, 30), "child", "Wants to move"))
    with pytest.raises(Refusal, match="Say who"):
        desk.do(BringForward(review.id, date(2026, 12, 8), " ", "Wants to move"))
