"""Commands that are rehearsed find what they kept, and nothing of it reaches the records."""

from datetime import date

import pytest

from app.commands.meetings import Plan, RequestMove
from app.commands.rehearsing import Rehearsal
from app.commands.reviews import RecordHeld
from app.domain.children import Child
from app.domain.errors import Refusal
from app.domain.reviews import Meeting, Review
from tests.builders import Service


def test_a_rehearsed_review_is_followed_by_the_next_and_nothing_is_written(service: Service) -> None:
    review = service.open_review(service.period(service.child(), date(2026, 10, 26)))
    with service.read() as store:
        rehearsal = Rehearsal(store)
        held = RecordHeld(review.id, date(2026, 11, 12)).run(rehearsal, service.stamp)
        follows = rehearsal.shelf(Review).find(series_id=review.series_id, held=None)
        assert held.held == date(2026, 11, 12)
        assert [one.due for one in follows] == [date(2027, 2, 12)]
        with pytest.raises(Refusal, match="already recorded"):
            RecordHeld(review.id, date(2026, 11, 13)).run(rehearsal, service.stamp)
        assert {one.id for one in rehearsal.written()[Review]} == {review.id, follows[0].id}
        assert store.shelf(Review).find(child_id=review.child_id) == (review,)
    assert service.now(review).held is None


def test_a_rehearsal_on_top_of_another_is_taken_over_or_dropped(service: Service) -> None:
    review = service.open_review(service.period(service.child(), date(2026, 10, 26)))
    with service.read() as store:
        whole = Rehearsal(store)
        dropped = Rehearsal(whole)
        Plan(review.id, date(2026, 12, 1)).run(dropped, service.stamp)
        assert whole.shelf(Meeting).find() == ()
        taken = Rehearsal(whole)
        meeting = Plan(review.id, date(2026, 12, 3)).run(taken, service.stamp)
        whole.take(taken)
        RequestMove(review.id, "child", service.today, "illness", date(2026, 12, 4)).run(whole, service.stamp)
        assert [(one.id, one.date) for one in whole.shelf(Meeting).find()] == [(meeting.id, date(2026, 12, 4))]
        assert Meeting in whole.touched


def test_what_is_made_and_taken_away_again_would_not_be_written(service: Service) -> None:
    known = service.child("K1")
    with service.read() as store:
        rehearsal = Rehearsal(store)
        shelf = rehearsal.shelf(Child)
        shelf.void(shelf.keep(Child(reference="K2")), "Entered twice")
        shelf.void(shelf.get(known.id), "Entered twice")
        assert shelf.find() == ()
        assert [one.reference for one in shelf.find(voided=True, id=[known.id])] == ["K1"]
        assert [one.reference for one in rehearsal.written()[Child]] == ["K1"]
        with pytest.raises(Refusal):
            shelf.get("nobody")
        assert shelf.maybe(None) is None
