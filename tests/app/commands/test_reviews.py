"""Recording reviews as held: what is refused, what follows, and what becomes of booked meetings."""

from datetime import date

import pytest

from app.commands.meetings import Plan
from app.commands.periods import EndPeriod, VoidPeriod
from app.commands.reviews import (
    AddHeld,
    CorrectReview,
    RecordHeld,
    SetLateReason,
)
from app.desk import Desk
from app.domain.children import Child
from app.domain.errors import Refusal, Stale
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


def test_only_the_date_is_needed_and_the_next_review_follows(service: Service, desk: Desk, period: Series) -> None:
    review = desk.do(RecordHeld(service.open_review(period).id, date(2026, 2, 2))).result
    assert (review.held, review.participation, review.late_reason) == (date(2026, 2, 2), None, None)
    assert line(service, period) == [(1, date(2026, 2, 2), date(2026, 2, 2)), (2, date(2026, 5, 2), None)]


def test_a_late_review_moves_the_next_one_later(service: Service, desk: Desk, period: Series) -> None:
    desk.do(RecordHeld(service.open_review(period).id, date(2026, 2, 12), "PN1", "illness"))
    assert line(service, period)[1] == (2, date(2026, 5, 12), None)


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (date(2026, 11, 21), "21 November 2026 lies in the future"),
        (date(2026, 1, 4), "cannot be held before 5 January 2026"),
        (date(2014, 4, 30), "before the child was born"),
    ],
)
def test_a_date_that_cannot_be_is_refused(service: Service, desk: Desk, period: Series, day: date, words: str) -> None:
    before = service.reviews(period)
    with pytest.raises(Refusal, match=words):
        desk.do(RecordHeld(service.open_review(period).id, day))
    assert service.reviews(period) == before


def test_a_review_held_today_is_recorded_today(service: Service, desk: Desk, period: Series) -> None:
    assert desk.do(RecordHeld(service.open_review(period).id, service.today)).result.held == service.today


def test_pn0_after_the_fourth_birthday_is_refused_with_the_rule(service: Service, desk: Desk, period: Series) -> None:
    with pytest.raises(Refusal, match="DfE rule 440"):
        desk.do(RecordHeld(service.open_review(period).id, date(2026, 2, 2), "PN0"))
    with pytest.raises(Refusal, match="not a participation code"):
        desk.do(RecordHeld(service.open_review(period).id, date(2026, 2, 2), "PN9"))
    with pytest.raises(Refusal, match="not a reason of the list"):
        desk.do(RecordHeld(service.open_review(period).id, date(2026, 2, 2), "PN1", "because"))


def test_a_chair_who_does_not_exist_is_refused_in_words(service: Service, desk: Desk, period: Series) -> None:
    with pytest.raises(Refusal, match="no longer here"):
        desk.do(RecordHeld(service.open_review(period).id, date(2026, 2, 2), chair_id="f" * 32))


def test_a_review_is_recorded_once(service: Service, desk: Desk, period: Series) -> None:
    review = desk.do(RecordHeld(service.open_review(period).id, date(2026, 2, 2))).result
    with pytest.raises(Refusal, match="already recorded as held on 2 February 2026"):
        desk.do(RecordHeld(review.id, date(2026, 2, 3)))
    with pytest.raises(Refusal, match="held on 2 February 2026 is already recorded"):
        desk.do(RecordHeld(service.open_review(period).id, date(2026, 2, 2)))


def test_a_stale_form_is_refused(service: Service, desk: Desk, period: Series) -> None:
    review = service.open_review(period)
    desk.do(SetLateReason((review.id,), "illness"))
    with pytest.raises(Stale, match="Somebody changed this review since you opened it"):
        desk.do(RecordHeld(review.id, date(2026, 2, 2), version=review.version))
    with pytest.raises(Stale):
        desk.do(CorrectReview(review.id, date(2026, 2, 2), None, None, version=review.version))


def test_held_on_the_day_the_period_ends_belongs_to_it(service: Service, desk: Desk, period: Series) -> None:
    desk.do(EndPeriod(period.id, date(2026, 3, 2)))
    never = service.open_review(period)
    with pytest.raises(Refusal, match="ended on 2 March 2026, before 3 March 2026"):
        desk.do(RecordHeld(never.id, date(2026, 3, 3)))
    desk.do(RecordHeld(never.id, date(2026, 3, 2)))
    assert line(service, period) == [(1, date(2026, 2, 2), date(2026, 3, 2))]


def test_a_late_reason_given_before_is_kept_when_the_review_is_held(
    service: Service, desk: Desk, period: Series
) -> None:
    review = service.open_review(period)
    desk.do(SetLateReason((review.id,), "illness"))
    assert desk.do(RecordHeld(review.id, date(2026, 3, 2))).result.late_reason == "illness"


def test_a_conference_may_be_held_before_the_child_is_born(service: Service, desk: Desk) -> None:
    child = service.child("2001", date_of_birth=date(2026, 8, 1))
    enquiry = service.period(child, date(2026, 6, 1), "icpc")
    assert desk.do(RecordHeld(service.open_review(enquiry).id, date(2026, 6, 10))).result.held == date(2026, 6, 10)


def test_a_conference_that_is_held_once_is_not_recorded_twice(service: Service, desk: Desk, child: Child) -> None:
    enquiry = service.period(child, date(2026, 6, 1), "icpc")
    desk.do(RecordHeld(service.open_review(enquiry).id, date(2026, 6, 10)))
    with pytest.raises(Refusal, match="held once"):
        desk.do(AddHeld(enquiry.id, date(2026, 6, 12)))


# ------------------------------------------------------------------------------------------------- meetings


def test_the_booked_meeting_is_the_one_that_was_held(service: Service, desk: Desk, period: Series) -> None:
    review = service.open_review(period)
    desk.do(Plan(review.id, date(2026, 12, 1)))
    desk.do(RecordHeld(review.id, date(2026, 11, 19)))
    assert [(m.state, m.date) for m in meetings(service, review)] == [("held", date(2026, 11, 19))]
    desk.do(CorrectReview(review.id, date(2026, 11, 18), None, None))
    assert [(m.state, m.date) for m in meetings(service, review)] == [("held", date(2026, 11, 18))]


def test_held_without_a_meeting_cancels_the_booked_one(service: Service, desk: Desk, period: Series) -> None:
    review = service.open_review(period)
    desk.do(Plan(review.id, date(2026, 12, 1)))
    assert desk.do(RecordHeld(review.id, date(2026, 11, 19), without_meeting=True)).result.without_meeting
    assert [m.state for m in meetings(service, review)] == ["cancelled"]


def test_one_meeting_of_two_reviews_outlives_one_of_them(service: Service, desk: Desk, child: Child) -> None:
    care = service.period(child, date(2026, 1, 5))
    adoption = service.period(child, date(2026, 9, 1), "adoption-authorised")
    both = service.planned(service.open_review(care), date(2026, 12, 1))
    service.keep(MeetingReview(meeting_id=both.id, review_id=service.open_review(adoption).id))
    desk.do(VoidPeriod(adoption.id, "Entered for the wrong child"))
    assert service.now(both).state == "planned"
    desk.do(VoidPeriod(care.id, "Entered for the wrong child"))
    assert service.now(both).state == "cancelled"


def test_a_meeting_booked_after_the_end_is_called_off(service: Service, desk: Desk, period: Series) -> None:
    meeting = desk.do(Plan(service.open_review(period).id, date(2026, 12, 1))).result
    desk.do(EndPeriod(period.id, date(2026, 11, 1)))
    assert (service.now(meeting).state, service.now(meeting).cancelled_why) == (
        "cancelled",
        "This ended on 1 November 2026",
    )


def test_of_a_child_under_four_nobody_has_to_say_how_it_took_part(service: Service, desk: Desk) -> None:
    baby = service.child(date_of_birth=date(2026, 3, 1))
    cared = service.period(baby, date(2026, 8, 3))
    kept = desk.do(RecordHeld(service.open_review(cared).id, date(2026, 8, 20))).result
    assert kept.participation == "PN0"
    corrected = desk.do(CorrectReview(kept.id, date(2026, 8, 21), None, None)).result
    assert corrected.participation == "PN0"
    older = service.period(service.child(date_of_birth=date(2020, 3, 1)), date(2026, 8, 3))
    assert desk.do(RecordHeld(service.open_review(older).id, date(2026, 8, 20))).result.participation is None
