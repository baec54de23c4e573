"""What follows a review: its days in their order, what is owed when, and that older reviews are left in peace."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from app.commands.afterwards import NoteDone, RecordAfterwards
from app.commands.reviews import CorrectReview, RecordHeld
from app.commands.settings import ChangeSetting
from app.commands.undo import UndoLatest
from app.desk import Desk
from app.domain.afterwards import STAGES, USUAL_LIMITS, clocks, done_on, owed_by_iro, to_send
from app.domain.children import Child
from app.domain.errors import Refusal
from app.domain.reviews import Review
from app.queries.afterwards import AskAfterwards, followed_from, still_followed
from tests.builders import CALENDAR, TODAY, Service

HELD = date(2026, 11, 2)


@pytest.fixture
def held(service: Service, desk: Desk, child: Child) -> Review:
    """A review held on Monday 2 November 2026, in a service that follows records since October."""
    desk.do(ChangeSetting("records.from", "2026-10-01"))
    return service.held(service.period(child, date(2026, 10, 5)), HELD)


def told(desk: Desk, review: Review) -> list[str]:
    """What the pane says of each stage."""
    return [line.words for line in desk.ask(AskAfterwards(review.id))]


def test_the_clocks_after_a_review_are_working_days_from_the_day_it_was_held(held: Review) -> None:
    found = {clock.stage: clock.due for clock in clocks(held, USUAL_LIMITS, CALENDAR)}
    assert found == {
        "decisions": date(2026, 11, 9),
        "record": date(2026, 11, 23),
        "sent": date(2026, 11, 30),
    }


def test_the_manager_answers_within_five_working_days_of_the_decisions(held: Review) -> None:
    decided = replace(held, decisions_on=date(2026, 11, 5))
    assert {clock.stage: clock.due for clock in clocks(decided, USUAL_LIMITS, CALENDAR)}["answered"] == date(
        2026, 11, 12
    )


def test_bank_holidays_are_no_working_days_after_a_review(held: Review) -> None:
    before_christmas = replace(held, held=date(2026, 12, 21))
    assert [clock.due for clock in clocks(before_christmas, USUAL_LIMITS, CALENDAR)] == [
        date(2026, 12, 30),
        date(2027, 1, 14),
        date(2027, 1, 21),
    ]


def test_a_conference_has_clocks_of_its_own_and_no_manager_answers_it(held: Review) -> None:
    conference = replace(held, kind="rcpc", decisions_on=HELD)
    assert {clock.stage: clock.due for clock in clocks(conference, USUAL_LIMITS, CALENDAR)} == {
        "decisions": date(2026, 11, 3),
        "record": date(2026, 11, 23),
        "sent": date(2026, 11, 30),
    }


def test_the_days_after_a_conference_are_a_setting_and_a_manager_answer_is_refused(
    service: Service, desk: Desk, held: Review
) -> None:
    conference = service.held(service.period(service.child(), date(2026, 8, 3), "rcpc"), HELD)
    assert told(desk, conference) == [
        "13 working days late (by Tue 3 Nov 2026)",
        "1 working day left (by Mon 23 Nov 2026)",
        "6 working days left (by Mon 30 Nov 2026)",
    ]
    desk.do(ChangeSetting("records.conference-days", {"decisions": 2, "record": 10, "sent": 12}))
    assert told(desk, conference)[0] == "12 working days late (by Wed 4 Nov 2026)"
    with service.read() as store:
        assert [one.review.id for one in still_followed(store)] == [held.id, conference.id]
    with pytest.raises(Refusal, match="No manager answers the decisions of a conference"):
        desk.do(RecordAfterwards(conference.id, HELD, HELD))
    desk.do(NoteDone((conference.id,), "record", HELD))
    assert told(desk, conference)[1] == "Mon 2 Nov 2026"


def test_open_reviews_and_those_of_other_kinds_have_none_of_these_clocks(held: Review) -> None:
    assert clocks(replace(held, kind="foster-carer"), USUAL_LIMITS, CALENDAR) == ()
    assert clocks(replace(held, held=None), USUAL_LIMITS, CALENDAR) == ()


def test_an_iro_owes_the_decisions_and_then_the_record(held: Review) -> None:
    def owed(**days: Any) -> str:
        clock = owed_by_iro(replace(held, **days), USUAL_LIMITS, CALENDAR)
        return clock.stage if clock else ""

    assert owed() == "decisions"
    assert owed(decisions_on=HELD) == "record"
    assert owed(decisions_on=HELD, record_on=HELD) == ""
    assert to_send(replace(held, record_on=HELD), USUAL_LIMITS, CALENDAR)
    assert to_send(replace(held, record_on=HELD, sent_on=HELD), USUAL_LIMITS, CALENDAR) is None


def test_each_stage_is_noted_with_one_press_and_undone(service: Service, desk: Desk, held: Review) -> None:
    desk.do(NoteDone((held.id,), "decisions", date(2026, 11, 4)))
    desk.do(NoteDone((held.id,), "answered", date(2026, 11, 6)))
    desk.do(NoteDone((held.id,), "record", date(2026, 11, 18)))
    desk.do(NoteDone((held.id,), "sent", TODAY))
    now = service.now(held)
    assert (now.decisions_on, now.answered_on, now.record_on, now.sent_on) == (
        date(2026, 11, 4),
        date(2026, 11, 6),
        date(2026, 11, 18),
        TODAY,
    )
    assert told(desk, held) == ["Wed 4 Nov 2026", "Fri 6 Nov 2026", "Wed 18 Nov 2026", "Fri 20 Nov 2026"]
    desk.do(UndoLatest())
    assert service.now(held).sent_on is None


def test_a_complete_record_has_the_decisions_in_it(service: Service, desk: Desk, held: Review) -> None:
    desk.do(NoteDone((held.id,), "record", TODAY))
    assert service.now(held).decisions_on == TODAY
    assert told(desk, held)[0] == "Fri 20 Nov 2026, 9 working days late"


@pytest.mark.parametrize(
    ("days", "words"),
    [
        ({"decisions_on": HELD - timedelta(days=1)}, "1 November 2026 is before the review, held on 2 November 2026"),
        ({"record_on": TODAY + timedelta(days=1)}, "Record complete: 21 November 2026 lies in the future"),
        ({"answered_on": TODAY}, "none are recorded"),
        ({"decisions_on": TODAY, "answered_on": HELD}, "answered before the decisions"),
        ({"sent_on": TODAY}, "A record that was sent was complete"),
        ({"record_on": TODAY, "sent_on": HELD}, "sent before it was complete"),
    ],
)
def test_days_that_cannot_be_true_are_refused_and_nothing_is_kept(
    service: Service, desk: Desk, held: Review, days: dict[str, Any], words: str
) -> None:
    with pytest.raises(Refusal, match=words):
        desk.do(RecordAfterwards(held.id, **days))
    assert service.now(held) == held


def test_what_somebody_changed_since_and_what_is_not_held_is_refused(
    service: Service, desk: Desk, held: Review
) -> None:
    desk.do(RecordAfterwards(held.id, HELD, version=held.version))
    with pytest.raises(Refusal, match="Somebody changed this review"):
        desk.do(RecordAfterwards(held.id, version=held.version))
    with service.read() as store:
        (coming,) = store.shelf(Review).find(series_id=held.series_id, held=None)
    with pytest.raises(Refusal, match="still to be held"):
        desk.do(NoteDone((coming.id,), "decisions", TODAY))
    with pytest.raises(Refusal, match='"posted" does not follow'):
        desk.do(NoteDone((held.id,), "posted", TODAY))


def test_a_stage_that_somebody_noted_already_keeps_its_day(service: Service, desk: Desk, held: Review) -> None:
    desk.do(NoteDone((held.id,), "decisions", date(2026, 11, 4)))
    with pytest.raises(Refusal, match=r"Decisions recorded: this was noted already, for 4 November 2026"):
        desk.do(NoteDone((held.id,), "decisions", TODAY))
    assert desk.do(NoteDone((held.id,), "decisions", date(2026, 11, 4))).entry is None
    assert service.now(held).decisions_on == date(2026, 11, 4)


def test_nothing_followed_a_review_that_was_not_held_after_all(service: Service, desk: Desk, held: Review) -> None:
    desk.do(RecordAfterwards(held.id, HELD, None, TODAY, TODAY))
    desk.do(CorrectReview(held.id, None, None, None))
    assert not any(done_on(service.now(held), stage) for stage in STAGES)
    desk.do(RecordHeld(held.id, TODAY))
    assert told(desk, held)[0] == "5 working days left (by Fri 27 Nov 2026)"


def test_a_review_cannot_be_moved_behind_its_own_record(service: Service, desk: Desk, held: Review) -> None:
    desk.do(NoteDone((held.id,), "decisions", date(2026, 11, 4)))
    with pytest.raises(Refusal, match="4 November 2026 is before the review, held on 5 November 2026"):
        desk.do(CorrectReview(held.id, date(2026, 11, 5), None, None))
    desk.do(CorrectReview(held.id, date(2026, 11, 3), None, None))
    assert service.now(held).held == date(2026, 11, 3)


def test_silence_is_agreement(desk: Desk, held: Review) -> None:
    assert told(desk, held) == [
        "9 working days late (by Mon 9 Nov 2026)",
        "Waits for the decisions",
        "1 working day left (by Mon 23 Nov 2026)",
        "6 working days left (by Mon 30 Nov 2026)",
    ]
    desk.do(NoteDone((held.id,), "decisions", HELD))
    assert told(desk, held)[1] == "No answer by 9 November 2026: silence is agreement"


def test_records_are_followed_from_the_day_on_which_the_file_was_made(
    service: Service, desk: Desk, child: Child
) -> None:
    held = service.held(service.period(child, date(2026, 10, 5)), HELD)
    with service.read() as store:
        assert followed_from(store) == TODAY
        assert still_followed(store) == []
    assert told(desk, held) == []
    desk.do(ChangeSetting("records.from", "2026-11-02"))
    with service.read() as store:
        assert [one.review.id for one in still_followed(store)] == [held.id]
    desk.do(ChangeSetting("records.from", "never"))
    with service.read() as store:
        assert still_followed(store) == []
    assert told(desk, held) == []
    desk.do(NoteDone((held.id,), "decisions", HELD))
    assert told(desk, held)[0] == "Mon 2 Nov 2026"


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("records.from", "soon"),
        ("records.days", {"decisions": 5}),
        ("records.days", {"decisions": 0, "answered": 5, "record": 15, "sent": 20}),
        ("contacts.within", -1),
        ("contacts.target", 101),
    ],
)
def test_settings_of_contacts_and_records_that_cannot_be_are_refused(desk: Desk, key: str, value: Any) -> None:
    with pytest.raises(Refusal):
        desk.do(ChangeSetting(key, value))


def test_the_days_are_the_services_own(desk: Desk, held: Review) -> None:
    desk.do(ChangeSetting("records.days", {"decisions": 10, "answered": 5, "record": 20, "sent": 25}))
    assert told(desk, held)[0] == "4 working days late (by Mon 16 Nov 2026)"
