"""One meeting that serves two reviews: the pair of an adoption by law, and any other that a person makes."""

from datetime import date

import pytest

from app.commands.adjourning import Adjourn, Complete
from app.commands.meetings import CancelMeeting, Plan
from app.commands.periods import EndPeriod, StartPeriod
from app.commands.reviews import RecordHeld
from app.commands.serving import ServeApart, ServeTogether
from app.commands.settings import ChangeSetting
from app.commands.undo import UndoLatest
from app.desk import Desk
from app.domain.children import Child
from app.domain.dates import Period
from app.domain.errors import Refusal
from app.domain.kinds import KINDS
from app.domain.reviews import Meeting, MeetingReview, Review, Series
from app.queries.calendar.between import MeetingsBetween
from app.queries.reviews import AskHeadline, DueCounts, DueFilter, DueList
from app.queries.timeliness import Timeliness
from app.queries.week.look import MyWeek
from tests.builders import TODAY, Service

EVERYTHING = DueFilter()
AUTHORITY, PLACED = date(2026, 9, 1), date(2026, 11, 2)


@pytest.fixture(autouse=True)
def chaired(desk: Desk) -> None:
    """The service chairs every kind of review."""
    desk.do(ChangeSetting("kinds.chaired", list(KINDS)))


@pytest.fixture
def child(service: Service) -> Child:
    return service.child("1001", name="Ann Archer", date_of_birth=date(2024, 5, 1))


@pytest.fixture
def care(service: Service, child: Child) -> Series:
    """In our care since 1 December 2025; reviewed on 22 December and 20 March: the third is due on 20 September 2026."""
    series = service.period(child, date(2025, 12, 1))
    service.held(series, date(2025, 12, 22), date(2026, 3, 20), participation="PN0")
    return series


@pytest.fixture
def authority(desk: Desk, child: Child, care: Series) -> Series:
    """Authority to place from 1 September 2026: the first adoption review is due on 1 December 2026."""
    series: Series = desk.do(StartPeriod(child.id, "adoption-authorised", AUTHORITY)).result
    return series


def rows(service: Service, desk: Desk, chosen: DueFilter = EVERYTHING) -> list[dict[str, object]]:
    shown = desk.ask(DueList(chosen)).table
    with service.read() as store:
        return [
            dict(zip([column.key for column in shown.columns], row.cells, strict=True))
            for row in shown.rows.window(store, None, 0, 20)
        ]


def linked(service: Service, review: Review) -> list[tuple[str, date]]:
    with service.read() as store:
        keys = tuple(link.meeting_id for link in store.shelf(MeetingReview).find(review_id=review.id))
        return sorted((meeting.state, meeting.date) for meeting in store.shelf(Meeting).find(id=keys))


def test_the_adoption_review_and_the_looked_after_review_are_one_row_with_the_earlier_date_and_both_reasons(
    service: Service, desk: Desk, care: Series, authority: Series
) -> None:
    (row,) = rows(service, desk)
    assert row["due"] == date(2026, 9, 20)
    assert row["kind"] == "Looked-after review and adoption review (authorised, not yet placed)"
    assert row["explanation"] == (
        "Third review: within 6 months of the previous review, held 20 March 2026 (Care Planning Regulations 2010, "
        "reg 33(2)). The same meeting serves as Adoption review (authorised, not yet placed), due 1 December 2026. "
        "First review: within 3 months of the authority to place for adoption on 1 September 2026 (Adoption Agencies "
        "Regulations 2005, reg 36(1))."
    )
    counts = desk.ask(DueCounts())
    assert (counts["open"], counts["overdue"], counts["month"]) == (1, 1, 0)
    assert desk.ask(AskHeadline()).due == 1


def test_a_list_of_one_kind_shows_its_own_reviews_whatever_they_are_served_with(
    service: Service, desk: Desk, care: Series, authority: Series
) -> None:
    for kind, due in (("looked-after", date(2026, 9, 20)), ("adoption-authorised", date(2026, 12, 1))):
        (row,) = rows(service, desk, DueFilter(kind=kind))
        assert row["due"] == due


def test_where_the_kind_due_first_is_not_chaired_the_other_is_the_row(
    service: Service, desk: Desk, care: Series, authority: Series
) -> None:
    desk.do(ChangeSetting("kinds.chaired", ["adoption-authorised"]))
    (row,) = rows(service, desk)
    assert row["due"] == date(2026, 12, 1)
    desk.do(ChangeSetting("kinds.chaired", ["looked-after"]))
    (row,) = rows(service, desk)
    assert row["due"] == date(2026, 9, 20)


def test_one_meeting_is_booked_for_both_and_recording_one_as_held_records_both(
    service: Service, desk: Desk, care: Series, authority: Series
) -> None:
    first, later = service.open_review(care), service.open_review(authority)
    desk.do(Plan(later.id, TODAY))
    assert linked(service, first) == linked(service, later) == [("planned", TODAY)]
    (event,) = desk.ask(MeetingsBetween(TODAY, TODAY)).days[0].events
    assert event.names == "Ann Archer"
    desk.do(RecordHeld(first.id, TODAY, "PN0", "court"))
    assert [service.now(review).held for review in (first, later)] == [TODAY, TODAY]
    assert [service.now(review).late_reason for review in (first, later)] == ["court", None]
    assert linked(service, first) == linked(service, later) == [("held", TODAY)]
    assert service.open_review(care).due == date(2027, 5, 20)
    assert service.open_review(authority).due == date(2027, 5, 20)
    by_kind = {
        line.key: (line.numerator, line.denominator)
        for line in desk.ask(Timeliness(Period(TODAY, TODAY), "kind")).lines
    }
    assert (by_kind["looked-after"], by_kind["adoption-authorised"]) == ((0, 1), (1, 1))
    desk.do(UndoLatest())
    assert linked(service, first) == linked(service, later) == [("planned", TODAY)]
    assert len(rows(service, desk)) == 1


def test_both_reviews_of_a_pair_count_among_those_due(
    service: Service, desk: Desk, care: Series, authority: Series
) -> None:
    service.today = date(2026, 12, 31)
    asked = Timeliness(Period(date(2026, 9, 1), date(2026, 12, 31)), "kind", count="due")
    by_kind = {line.key: line.denominator for line in service.desk().ask(asked).lines}
    assert (by_kind["looked-after"], by_kind["adoption-authorised"]) == (1, 1)


def test_a_meeting_before_the_authority_was_given_is_no_adoption_review(
    service: Service, desk: Desk, care: Series, authority: Series
) -> None:
    review, other = service.open_review(care), service.open_review(authority)
    desk.do(RecordHeld(review.id, date(2026, 8, 31), "PN0"))
    assert service.now(other).held is None
    (row,) = rows(service, desk)
    assert row["due"] == date(2026, 12, 1), "the next looked-after review is due on 28 February 2027, so this one leads"


def test_a_placement_ends_the_authority_and_stops_the_looked_after_clock(
    service: Service, desk: Desk, child: Child, authority: Series, care: Series
) -> None:
    service.held(care, date(2026, 9, 18), participation="PN0")
    desk.do(StartPeriod(child.id, "adoption-placed", PLACED))
    (row,) = rows(service, desk)
    assert row["due"] == date(2026, 11, 30)
    assert service.now(authority).closes == PLACED
    desk.do(UndoLatest())
    assert service.now(authority).closes == date(2042, 5, 1), "the 18th birthday again"
    assert len(rows(service, desk)) == 1


def test_after_a_return_a_new_authority_may_begin_and_pairs_again(
    service: Service, desk: Desk, child: Child, authority: Series, care: Series
) -> None:
    service.held(care, date(2026, 9, 18), participation="PN0")
    placed = desk.do(StartPeriod(child.id, "adoption-placed", PLACED)).result
    desk.do(EndPeriod(placed.id, date(2026, 11, 16), "other"))
    (row,) = rows(service, desk)
    assert row["due"] == date(2026, 12, 28)
    assert "from 14 December 2026 to 28 December 2026" in str(row["explanation"])
    desk.do(StartPeriod(child.id, "adoption-authorised", date(2026, 11, 16)))
    (row,) = rows(service, desk)
    assert row["due"] == date(2026, 12, 28)
    assert "due 16 February 2027" in str(row["explanation"])


def test_where_adoption_reviews_supersede_the_looked_after_clock_stops_from_the_authority(
    service: Service, desk: Desk, child: Child, care: Series
) -> None:
    desk.do(ChangeSetting("adoption.supersedes", True, date(2026, 1, 1)))
    service.held(care, date(2026, 8, 20), participation="PN0")
    authority = desk.do(StartPeriod(child.id, "adoption-authorised", AUTHORITY)).result
    (row,) = rows(service, desk)
    assert (row["due"], row["kind"]) == (date(2026, 12, 1), "Adoption review (authorised, not yet placed)")
    desk.do(ChangeSetting("adoption.supersedes", False, date(2026, 1, 1)))
    assert rows(service, desk)[0]["due"] == date(2026, 12, 1)
    assert "The same meeting serves as Looked-after review, due 20 February 2027" in str(
        rows(service, desk)[0]["explanation"]
    )
    desk.do(UndoLatest())
    desk.do(EndPeriod(authority.id, date(2026, 11, 9), "other"))
    assert rows(service, desk)[0]["due"] == date(2027, 2, 20), "not due before the authority ended: as by law"


def test_a_review_that_an_adoption_review_replaced_is_due_42_days_after_the_authority_ended(
    service: Service, desk: Desk, child: Child, care: Series
) -> None:
    desk.do(ChangeSetting("adoption.supersedes", True, date(2026, 1, 1)))
    authority = desk.do(StartPeriod(child.id, "adoption-authorised", AUTHORITY)).result
    desk.do(EndPeriod(authority.id, date(2026, 11, 9), "other"))
    (row,) = rows(service, desk)
    assert row["due"] == date(2026, 12, 21)
    assert "within 42 days of 9 November 2026, when the authority to place for adoption ended" in str(
        row["explanation"]
    )


@pytest.fixture
def plan(service: Service, child: Child) -> Series:
    """On a plan since 14 July 2026: the conference was due on 14 October 2026."""
    return service.period(child, date(2026, 7, 14), "rcpc")


def test_any_two_open_reviews_of_a_child_can_be_one_meeting_and_parted_again(
    service: Service, desk: Desk, care: Series, plan: Series
) -> None:
    review, conference = service.open_review(care), service.open_review(plan)
    desk.do(Plan(review.id, date(2026, 12, 1)))
    desk.do(ServeTogether(conference.id, review.id))
    (row,) = rows(service, desk)
    assert (row["due"], row["planned"]) == (date(2026, 9, 20), date(2026, 12, 1))
    assert row["kind"] == "Looked-after review and review child protection conference"
    assert linked(service, conference) == [("planned", date(2026, 12, 1))]
    sections = {section.key: section.count for section in desk.ask(MyWeek()).sections}
    assert sections["overdue"] == 1
    desk.do(ServeApart(conference.id))
    assert len(rows(service, desk)) == 2
    assert linked(service, review) == [("planned", date(2026, 12, 1))]
    assert linked(service, conference) == []
    desk.do(UndoLatest())
    assert len(rows(service, desk)) == 1


def test_a_pair_ends_when_one_of_the_two_is_retired_or_the_meeting_was_cancelled_for_both(
    service: Service, desk: Desk, care: Series, plan: Series
) -> None:
    review, conference = service.open_review(care), service.open_review(plan)
    desk.do(ServeTogether(review.id, conference.id))
    desk.do(Plan(review.id, date(2026, 12, 1)))
    desk.do(CancelMeeting(conference.id, "Snow"))
    assert linked(service, review) == linked(service, conference) == [("cancelled", date(2026, 12, 1))]
    desk.do(EndPeriod(plan.id, date(2026, 10, 13), "plan-ended"))
    (row,) = rows(service, desk)
    assert row["kind"] == "Looked-after review"


def test_an_adjourned_meeting_that_serves_two_adjourns_and_completes_both(
    service: Service, desk: Desk, care: Series, plan: Series
) -> None:
    review, conference = service.open_review(care), service.open_review(plan)
    desk.do(ServeTogether(review.id, conference.id))
    desk.do(Adjourn(review.id, date(2026, 11, 9), "other"))
    assert [service.now(one).held for one in (review, conference)] == [date(2026, 11, 9)] * 2
    desk.do(Complete(conference.id, date(2026, 11, 16)))
    assert [service.now(one).completed_on for one in (review, conference)] == [date(2026, 11, 16)] * 2
    both = [("adjourned", date(2026, 11, 9)), ("held", date(2026, 11, 16))]
    assert linked(service, review) == linked(service, conference) == both


def test_completing_an_adjourned_review_holds_what_was_joined_to_it_since(
    service: Service, desk: Desk, care: Series, plan: Series
) -> None:
    desk.do(ChangeSetting("reviews.adjourned", "completed", date(2026, 1, 1)))
    review, conference = service.open_review(care), service.open_review(plan)
    desk.do(Adjourn(review.id, date(2026, 11, 9), "other"))
    desk.do(ServeTogether(review.id, conference.id))
    desk.do(RecordHeld(conference.id, date(2026, 11, 16)))
    assert [service.now(one).held for one in (review, conference)] == [date(2026, 11, 16)] * 2
    assert service.now(review).completed_on == date(2026, 11, 16)
    assert service.now(conference).adjourned_on is None


def test_what_cannot_be_one_meeting_is_refused(
    service: Service, desk: Desk, child: Child, care: Series, plan: Series
) -> None:
    review, conference = service.open_review(care), service.open_review(plan)
    other = service.open_review(service.period(service.child(), date(2026, 10, 1)))
    held = next(one for one in service.reviews(care) if one.held)
    for one, with_one, words in (
        (review, other, "two children"),
        (review, review, "two different"),
        (review, held, "was held on"),
    ):
        with pytest.raises(Refusal, match=words):
            desk.do(ServeTogether(one.id, with_one.id))
    with pytest.raises(Refusal, match="served with no other"):
        desk.do(ServeApart(review.id))
    desk.do(StartPeriod(child.id, "adoption-authorised", AUTHORITY))
    with pytest.raises(Refusal, match="served with another already"):
        desk.do(ServeTogether(review.id, conference.id))
    with pytest.raises(Refusal, match="one meeting serves both reviews"):
        desk.do(ServeApart(review.id))
