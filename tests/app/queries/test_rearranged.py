"""Rearranged meetings: counted by reason and by who asked, with the notice given and what a move made late."""

from datetime import date
from typing import Any

import pytest

from app.commands.settings import ChangeSetting
from app.desk import Desk
from app.domain.dates import Period
from app.domain.errors import Refusal
from app.domain.reviews import Rearrangement
from app.queries.rearranged import BY, MovesPerReview, Rearranged
from app.queries.tables import CountOf, WindowOf
from app.store import Where
from app.table import Ratio, Table
from tests.builders import Service

YEAR = Period(date(2026, 4, 1), date(2027, 3, 31))


@pytest.fixture
def rearranged(service: Service) -> None:
    """Three requests about one review and one about another: two agreed, one refused, one that only moved the hour."""
    iro, team = service.officer("Alison Wright"), service.team("North")
    one, two = service.child("A1"), service.child("B2")
    service.allocated(one, iro, date(2026, 1, 5))
    service.in_team(one, team, date(2026, 1, 5))
    late = service.open_review(service.period(one, date(2026, 9, 1)))  # due 29 September
    early = service.open_review(service.period(two, date(2026, 9, 1)))
    booked = service.planned(late, date(2026, 9, 28), invited_on=date(2026, 9, 14))
    other = service.planned(early, date(2026, 9, 21))

    def ask(meeting: Any, review: Any, on: date, new: date | None, **facts: Any) -> None:
        facts = {"requested_by": "social-worker", "reason": "diaries", "decided_by": "Mia Manager", **facts}
        service.keep(
            Rearrangement(
                meeting_id=meeting.id,
                review_id=review.id,
                requested_on=on,
                old_date=meeting.date,
                new_date=new,
                **facts,
            )
        )

    ask(booked, late, date(2026, 9, 7), date(2026, 9, 25))
    ask(booked, late, date(2026, 9, 18), date(2026, 10, 9), requested_by="family", reason="illness")
    ask(booked, late, date(2026, 9, 21), date(2026, 10, 30), decision="refused")
    ask(other, early, date(2026, 9, 14), date(2026, 9, 21))


def cells(table: Table) -> dict[str, tuple[Any, ...]]:
    """The rows by their words."""
    return {row.cells[0]: row.cells[1:] for row in table.rows.each(None)}  # type: ignore[arg-type] # all are known


def test_requests_are_counted_by_reason_with_what_was_agreed_and_made_late(desk: Desk, rearranged: None) -> None:
    table = desk.ask(Rearranged(YEAR, "reason"))
    rows = cells(table)
    assert rows["All"] == (3, 2, 1, 1, 1, Ratio(1, 2), 10)
    assert len(rows) == 3
    assert "3 requests, 2 agreed; 1 made a review late" in table.line


def test_another_time_on_the_same_day_is_no_request(desk: Desk, rearranged: None) -> None:
    assert cells(desk.ask(Rearranged(YEAR, "team")))["All"][0] == 3
    assert set(cells(desk.ask(Rearranged(YEAR, "team")))) == {"North", "All"}


def test_only_requests_after_the_invitations_count_when_the_service_says_so(desk: Desk, rearranged: None) -> None:
    desk.do(ChangeSetting("moves.counted", "invited"))
    table = desk.ask(Rearranged(YEAR, "requester"))
    assert cells(table)["All"][:3] == (2, 1, 1)
    assert "after the invitations went out" in table.notes[0]


@pytest.mark.parametrize("by", list(BY))
def test_every_number_opens_as_many_requests(desk: Desk, rearranged: None, by: str) -> None:
    table = desk.ask(Rearranged(YEAR, by))
    for row in table.rows.each(None):  # type: ignore[arg-type] # all are known
        for key in ("requests", "agreed", "refused", "made_late"):
            behind = desk.ask(row.opens[key])
            assert desk.ask(CountOf(behind)) == row.cells[table.column(key)]
            assert len(desk.ask(WindowOf(behind, None, 0, 50))) == row.cells[table.column(key)]


def test_reviews_are_counted_by_how_often_they_were_moved(desk: Desk, rearranged: None) -> None:
    table = desk.ask(MovesPerReview(YEAR))
    assert cells(table)["2 times"] == (1, 2)
    assert cells(table)["1 time"] == (0, 0)
    assert "1 review moved 2 times" in table.line


def test_an_unknown_grouping_is_refused() -> None:
    with pytest.raises(Refusal):
        Rearranged(YEAR, "colour")


def test_meetings_and_requests_belong_to_who_held_the_child_on_their_own_day(service: Service) -> None:
    child, other = service.child(), service.child()
    before, after = service.officer("Alison Wright"), service.officer("Ben Okoro")
    service.allocated(child, before, date(2026, 1, 5), date(2026, 10, 1))
    service.allocated(child, after, date(2026, 10, 1))
    for one, day in ((child, date(2026, 9, 28)), (other, date(2026, 11, 2))):
        review = service.open_review(service.period(one, date(2026, 9, 1)))
        keys: dict[str, Any] = {"meeting_id": service.planned(review, day).id, "review_id": review.id}
        words: dict[str, Any] = {"requested_by": "family", "reason": "illness", "decided_by": "Mia Manager"}
        service.keep(Rearrangement(requested_on=day, old_date=day, new_date=None, **keys, **words))
    asked = Where("reference", "is", child.reference)
    assert service.rows("sittings", ("iro",), asked) == [(before.name,)]
    assert service.rows("moves", ("iro",), asked) == [(before.name,)]
