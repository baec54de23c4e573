"""Reviews that are opened, adjourned and completed: which day counts, what stays, and what is an exception."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from app.commands.adjourning import Adjourn, Complete, CorrectAdjournment
from app.commands.meetings import Plan
from app.commands.periods import StartPeriod
from app.commands.reviews import CorrectReview, RecordHeld
from app.commands.settings import ChangeSetting
from app.commands.undo import UndoLatest
from app.desk import Desk
from app.domain.errors import Refusal
from app.domain.explanations import explain
from app.domain.reviews import Meeting, MeetingReview, Review, Series
from app.queries.adjourned import AdjournedTooLong
from app.queries.reviews import DueCounts, DueFilter, DueList
from app.queries.week.look import MyWeek
from tests.builders import Service

OPENED, COMPLETED = date(2026, 9, 1), date(2026, 9, 15)


@pytest.fixture
def care(service: Service) -> Series:
    """A child in our care since 3 August 2026: the first review is due on 1 September 2026 (a bank holiday between)."""
    return service.period(service.child(date_of_birth=date(2014, 5, 1)), date(2026, 8, 3))


def meetings(service: Service, review: Review) -> list[tuple[str, date]]:
    with service.read() as store:
        links = store.shelf(MeetingReview).find(review_id=review.id)
        found = store.shelf(Meeting).find(id=tuple(link.meeting_id for link in links))
    return sorted((meeting.state, meeting.date) for meeting in found)


def counting_the_second(desk: Desk) -> None:
    desk.do(ChangeSetting("reviews.adjourned", "completed", date(2026, 1, 1)))


def test_the_first_meeting_of_an_adjourned_review_counts_and_starts_the_next_clock(
    service: Service, desk: Desk, care: Series
) -> None:
    review = service.open_review(care)
    service.planned(review, OPENED)
    opened = desk.do(Adjourn(review.id, OPENED, "plan-missing")).result
    assert (opened.held, opened.due) == (OPENED, date(2026, 9, 1))
    assert service.open_review(care).due == date(2026, 12, 1)
    completed = desk.do(Complete(review.id, COMPLETED, participation="PN1")).result
    assert (completed.held, completed.completed_on, completed.participation) == (OPENED, COMPLETED, "PN1")
    assert service.open_review(care).due == date(2026, 12, 1)
    assert meetings(service, review) == [("adjourned", OPENED), ("held", COMPLETED)]


def test_where_the_completing_meeting_counts_the_review_stays_open_until_then(
    service: Service, desk: Desk, care: Series
) -> None:
    counting_the_second(desk)
    review = service.open_review(care)
    opened = desk.do(Adjourn(review.id, OPENED, "plan-missing")).result
    assert opened.held is None
    assert service.open_review(care).id == review.id
    completed = desk.do(Complete(review.id, COMPLETED)).result
    assert (completed.held, completed.due) == (COMPLETED, date(2026, 9, 1))
    assert service.open_review(care).due == date(2026, 12, 15)


def test_recording_an_adjourned_review_as_held_completes_it(service: Service, desk: Desk, care: Series) -> None:
    for value in ("first", "completed"):
        desk.do(ChangeSetting("reviews.adjourned", value, date(2026, 1, 1)))
        review = service.open_review(care)
        desk.do(Adjourn(review.id, OPENED, "other"))
        assert desk.do(RecordHeld(review.id, COMPLETED, "PN1")).result.completed_on == COMPLETED
        desk.do(UndoLatest())
        desk.do(UndoLatest())
        assert service.now(review).adjourned_on is None


def test_a_change_of_the_setting_decides_every_adjourned_review_again(
    service: Service, desk: Desk, care: Series
) -> None:
    review = service.open_review(care)
    desk.do(Adjourn(review.id, OPENED, "other"))
    desk.do(Complete(review.id, COMPLETED))
    counting_the_second(desk)
    assert service.now(review).held == COMPLETED
    desk.do(UndoLatest())
    assert service.now(review).held == OPENED
    desk.do(ChangeSetting("reviews.adjourned", "completed", date(2026, 9, 2)))
    assert service.now(review).held == OPENED, "it was adjourned the day before the setting changed"


def test_a_looked_after_review_is_adjourned_once_only(service: Service, desk: Desk, care: Series) -> None:
    counting_the_second(desk)
    review = service.open_review(care)
    desk.do(Adjourn(review.id, OPENED, "other"))
    with pytest.raises(Refusal) as refused:
        desk.do(Adjourn(review.id, date(2026, 9, 8), "other"))
    assert "may be adjourned once (Care Planning Regulations 2010, regulation 36)" in str(refused.value)


@pytest.mark.parametrize(
    ("command", "words"),
    [
        (lambda key: Adjourn(key, date(2026, 11, 21), "other"), "lies in the future"),
        (lambda key: Adjourn(key, date(2026, 8, 2), "other"), "cannot be held before"),
        (lambda key: Adjourn(key, OPENED, "tired"), "Say why"),
        (lambda key: Adjourn(key, OPENED, "other", complete_by=date(2026, 11, 20)), "can still be completed"),
        (lambda key: Complete(key, OPENED), "was not adjourned"),
        (lambda key: CorrectAdjournment(key, OPENED, "other"), "was not adjourned"),
    ],
)
def test_what_cannot_be_true_of_an_adjournment_is_refused(
    service: Service, desk: Desk, care: Series, command: Callable[[str], Adjourn], words: str
) -> None:
    with pytest.raises(Refusal, match=words):
        desk.do(command(service.open_review(care).id))
    assert service.open_review(care).adjourned_on is None


def test_a_review_cannot_be_completed_on_the_day_it_was_opened_nor_twice(
    service: Service, desk: Desk, care: Series
) -> None:
    review = service.open_review(care)
    desk.do(Adjourn(review.id, OPENED, "other"))
    with pytest.raises(Refusal, match="cannot be completed"):
        desk.do(Complete(review.id, OPENED))
    desk.do(Complete(review.id, COMPLETED))
    with pytest.raises(Refusal, match="already"):
        desk.do(Complete(review.id, date(2026, 9, 16)))


def test_the_completing_meeting_can_be_booked_with_the_adjournment(service: Service, desk: Desk, care: Series) -> None:
    review = service.open_review(care)
    later = date(2026, 12, 1)
    desk.do(Adjourn(review.id, date(2026, 11, 17), "other", complete_by=later))
    assert meetings(service, review) == [("adjourned", date(2026, 11, 17)), ("planned", later)]
    desk.do(Complete(review.id, date(2026, 11, 20)))
    assert meetings(service, review) == [("adjourned", date(2026, 11, 17)), ("held", date(2026, 11, 20))]


def test_undoing_an_adjournment_leaves_the_review_as_it_was(service: Service, desk: Desk, care: Series) -> None:
    review = service.open_review(care)
    service.planned(review, OPENED)
    desk.do(Adjourn(review.id, OPENED, "other"))
    desk.do(Complete(review.id, COMPLETED))
    desk.do(UndoLatest())
    assert service.now(review).completed_on is None
    desk.do(UndoLatest())
    assert service.open_review(care).id == review.id
    assert meetings(service, review) == [("planned", OPENED)]


def test_a_corrected_adjournment_moves_its_meetings_and_the_next_clock(
    service: Service, desk: Desk, care: Series
) -> None:
    review = service.open_review(care)
    desk.do(Adjourn(review.id, OPENED, "other"))
    desk.do(Complete(review.id, COMPLETED))
    moved = desk.do(CorrectAdjournment(review.id, date(2026, 8, 31), "other", date(2026, 9, 16))).result
    assert (moved.held, moved.completed_on) == (date(2026, 8, 31), date(2026, 9, 16))
    assert service.open_review(care).due == date(2026, 11, 30)
    assert meetings(service, review) == [("adjourned", date(2026, 8, 31)), ("held", date(2026, 9, 16))]


def test_a_corrected_held_date_is_that_of_the_meeting_that_counts(service: Service, desk: Desk, care: Series) -> None:
    review = service.open_review(care)
    desk.do(Adjourn(review.id, OPENED, "other"))
    corrected = desk.do(CorrectReview(review.id, date(2026, 8, 28), None, None)).result
    assert (corrected.held, corrected.adjourned_on) == (date(2026, 8, 28), date(2026, 8, 28))
    assert meetings(service, review) == [("adjourned", date(2026, 8, 28))]
    reopened = desk.do(CorrectReview(review.id, None, None, None)).result
    assert (reopened.held, reopened.adjourned_on) == (None, None)
    assert meetings(service, review) == [("cancelled", date(2026, 8, 28))]


def test_the_list_of_adjourned_reviews_marks_those_adjourned_for_too_long_in_words(
    service: Service, desk: Desk, care: Series
) -> None:
    other = service.period(service.child(date_of_birth=date(2014, 5, 1)), date(2026, 8, 3))
    desk.do(Adjourn(service.open_review(care).id, OPENED, "other"))
    short = service.open_review(other)
    desk.do(Adjourn(short.id, OPENED, "other"))
    desk.do(Complete(short.id, COMPLETED))
    shown = desk.ask(DueList(DueFilter("adjourned")))
    at = [column.key for column in shown.table.columns].index("adjourned_for")
    with service.read() as store:
        words = sorted(row.cells[at] for row in shown.table.rows.window(store, None, 0, 9))
    assert words == [
        "Completed after 10 working days",
        "Too long (over 20): not completed, 58 working days so far",
    ]
    assert desk.ask(DueCounts())["adjourned"] == 1, "the number is of those still to be completed, which come first"
    assert shown.table.line.endswith("as at Friday 20 November 2026: 1 to be completed, 1 completed")
    at = [column.key for column in shown.table.columns].index("completed")
    with service.read() as store:
        assert [row.cells[at] for row in shown.table.rows.window(store, None, 0, 9)] == [None, COMPLETED]
    found = desk.ask(AdjournedTooLong())
    assert (found.adjourned, found.too_long) == (2, 1)


def test_the_explanation_of_an_adjourned_review_says_which_meeting_counts(
    service: Service, desk: Desk, care: Series
) -> None:
    review = service.open_review(care)
    desk.do(Adjourn(review.id, OPENED, "other"))
    assert explain(service.now(review)).endswith(
        "Opened on 1 September 2026 and adjourned; not completed yet. That day counts as held."
    )
    desk.do(Complete(review.id, COMPLETED))
    assert explain(service.now(review)).endswith(
        "Opened on 1 September 2026, adjourned, and completed on 15 September 2026; the first meeting counts as held."
    )


def test_my_week_names_the_reviews_that_are_still_to_be_completed(service: Service, desk: Desk, care: Series) -> None:
    review = service.open_review(care)
    assert "adjourned" not in {section.key for section in desk.ask(MyWeek()).sections}
    desk.do(Adjourn(review.id, OPENED, "other"))
    section = desk.ask(MyWeek()).section("adjourned")
    assert (section.words, section.lines[0].left) == (
        "1 adjourned review to complete",
        "58 working days, at most 20",
    )
    desk.do(Complete(review.id, COMPLETED))
    assert "adjourned" not in {section.key for section in desk.ask(MyWeek()).sections}


def test_a_completion_taken_back_cancels_its_meeting(service: Service, desk: Desk, care: Series) -> None:
    review = service.open_review(care)
    desk.do(Adjourn(review.id, OPENED, "other"))
    desk.do(Complete(review.id, COMPLETED))
    desk.do(CorrectAdjournment(review.id, OPENED, "other", None))
    assert meetings(service, review) == [("adjourned", OPENED), ("cancelled", COMPLETED)]
    desk.do(Complete(review.id, date(2026, 9, 18)))
    assert ("held", date(2026, 9, 18)) in meetings(service, review)
    assert len(meetings(service, review)) == 3


def test_a_corrected_day_keeps_the_order_of_opening_and_completion(service: Service, desk: Desk, care: Series) -> None:
    review = service.open_review(care)
    desk.do(Adjourn(review.id, OPENED, "other"))
    desk.do(Complete(review.id, COMPLETED))
    with pytest.raises(Refusal, match="opened on 15 September 2026; it cannot be completed on 15 September 2026"):
        desk.do(CorrectReview(review.id, COMPLETED, None, None))
    counting_the_second(desk)
    assert service.now(review).held == COMPLETED
    with pytest.raises(Refusal, match="cannot be completed on 31 August 2026"):
        desk.do(CorrectReview(review.id, date(2026, 8, 31), None, None))


def test_what_one_meeting_adjourned_is_corrected_together(service: Service, desk: Desk) -> None:
    child = service.child(date_of_birth=date(2015, 1, 1))
    cared, authorised = (
        service.period(child, date(2026, 8, 3), kind) for kind in ("looked-after", "adoption-authorised")
    )
    desk.do(RecordHeld(service.open_review(cared).id, date(2026, 8, 20)))
    review, other = service.open_review(cared), service.open_review(authorised)
    desk.do(Adjourn(review.id, OPENED, "other"))
    desk.do(Complete(review.id, COMPLETED))
    desk.do(CorrectAdjournment(review.id, date(2026, 9, 2), "plan-missing", date(2026, 9, 16)))
    for one in (review, other):
        now = service.now(one)
        days = (now.adjourned_on, now.adjourned_why, now.completed_on)
        assert days == (date(2026, 9, 2), "plan-missing", date(2026, 9, 16))
        assert meetings(service, one) == [("adjourned", date(2026, 9, 2)), ("held", date(2026, 9, 16))]
    desk.do(CorrectAdjournment(other.id, date(2026, 9, 2), "plan-missing"))
    assert [service.now(one).completed_on for one in (review, other)] == [None, None]


@pytest.mark.parametrize("command", [RecordHeld, lambda key, day: Adjourn(key, day, "other")])
def test_a_meeting_before_the_clock_of_the_other_review_leaves_that_one_its_booking(
    service: Service, desk: Desk, command: Callable[[str, date], Any]
) -> None:
    child = service.child(date_of_birth=date(2015, 1, 1))
    cared = service.period(child, date(2026, 10, 26))
    authorised = desk.do(StartPeriod(child.id, "adoption-authorised", date(2026, 11, 10))).result
    review, other = service.open_review(cared), service.open_review(authorised)
    desk.do(Plan(review.id, date(2026, 11, 24)))
    assert meetings(service, other) == [("planned", date(2026, 11, 24))]
    desk.do(command(review.id, date(2026, 11, 9)))
    assert meetings(service, other) == [("planned", date(2026, 11, 24))]
    assert ("held", date(2026, 11, 24)) not in meetings(service, review)
