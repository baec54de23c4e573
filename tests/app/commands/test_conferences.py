"""Child protection: enquiries, conferences of a whole family, and what undo takes back of them."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.commands.conferences import ConferenceRow, RecordConference
from app.commands.enquiries import CorrectEnquiry, NotNeeded, StartEnquiry
from app.commands.outcomes import CorrectOutcome
from app.commands.serving import ServeTogether
from app.commands.settings import ChangeSetting
from app.commands.undo import UndoLatest
from app.desk import Desk
from app.domain.children import Child
from app.domain.conferences import ConferenceOutcome, Enquiry, ProtectionPlan
from app.domain.errors import Refusal
from app.domain.kinds import ICPC, RCPC, TRANSFER_IN
from app.domain.reviews import Meeting, MeetingReview, Review, Series
from app.queries.conferences import ChildProtection
from tests.app.commands.protecting import CONFERENCE, STRATEGY, conference_of, of, on_plan, plans, started
from tests.builders import Service


def test_one_enquiry_starts_the_clock_of_each_child_of_the_family(
    desk: Desk, service: Service, family: tuple[Child, ...]
) -> None:
    enquiries = started(desk, *family, requested_on=date(2026, 9, 3), received_on=date(2026, 9, 4))
    assert [one.child_id for one in enquiries] == [child.id for child in family]
    assert {conference_of(service, one).due for one in enquiries} == {date(2026, 9, 22)}
    desk.do(UndoLatest())
    assert not of(service, Enquiry)
    assert not of(service, Series)
    assert not of(service, Review)


@pytest.mark.parametrize(
    ("steps", "words"),
    [
        ({"requested_on": date(2026, 8, 31)}, "The request on 31 August 2026 lies before the strategy discussion"),
        ({"requested_on": date(2026, 9, 4), "received_on": date(2026, 9, 3)}, "before the request on 4 September 2026"),
        ({"section47_on": date(2026, 8, 30)}, "The start of the section 47 enquiry on 30 August 2026 lies before"),
        ({"received_on": date(2026, 12, 1)}, "lies in the future"),
    ],
)
def test_steps_of_an_enquiry_out_of_order_or_in_the_future_are_refused_in_words(
    desk: Desk, family: tuple[Child, ...], steps: dict[str, date], words: str
) -> None:
    with pytest.raises(Refusal, match=words):
        started(desk, family[0], **steps)


def test_an_enquiry_needs_a_day_and_a_child_has_one_at_a_time(desk: Desk, family: tuple[Child, ...]) -> None:
    with pytest.raises(Refusal, match="strategy discussion, and its day is missing"):
        desk.do(StartEnquiry((family[0].id,)))
    started(desk, family[0])
    with pytest.raises(Refusal, match="An enquiry about F1 runs since 1 September 2026 already"):
        started(desk, family[0])


def test_a_request_without_its_strategy_discussion_waits_for_the_clock(
    desk: Desk, service: Service, family: tuple[Child, ...]
) -> None:
    [enquiry] = desk.do(StartEnquiry((family[0].id,), received_on=date(2026, 9, 4))).result
    assert conference_of(service, enquiry).due is None
    desk.do(CorrectEnquiry(enquiry.series_id, strategy_on=STRATEGY, received_on=date(2026, 9, 4)))
    assert conference_of(service, enquiry).due == date(2026, 9, 22)
    desk.do(CorrectEnquiry(enquiry.series_id, strategy_on=date(2026, 9, 2), received_on=date(2026, 9, 4)))
    assert conference_of(service, enquiry).due == date(2026, 9, 23)


def test_a_transfer_in_runs_from_the_day_that_the_setting_says(
    desk: Desk, service: Service, family: tuple[Child, ...]
) -> None:
    told: dict[str, Any] = {"notified_on": date(2026, 9, 1), "accepted_on": date(2026, 9, 8)}
    [first] = desk.do(StartEnquiry((family[0].id,), kind=TRANSFER_IN, transfer_from="Leeds", **told)).result
    assert conference_of(service, first).due == date(2026, 9, 22)
    decided = desk.do(ChangeSetting("conferences.transfer-in", "accepted", date(2026, 8, 1))).result
    assert (decided.due_dates, conference_of(service, first).due) == (1, date(2026, 9, 29))
    [second] = desk.do(StartEnquiry((family[1].id,), kind=TRANSFER_IN, transfer_from="Leeds", **told)).result
    assert conference_of(service, second).due == date(2026, 9, 29)
    with pytest.raises(Refusal, match="The acceptance on 31 August 2026 lies before the notification"):
        desk.do(CorrectEnquiry(second.series_id, notified_on=date(2026, 9, 1), accepted_on=date(2026, 8, 31)))


def test_a_conference_that_is_not_needed_is_no_longer_due(
    desk: Desk, service: Service, family: tuple[Child, ...]
) -> None:
    enquiries = started(desk, *family[:2])
    series = tuple(one.series_id for one in enquiries)
    with pytest.raises(Refusal, match="who decided"):
        desk.do(NotNeeded(series, date(2026, 9, 30), " "))
    desk.do(NotNeeded(series, date(2026, 9, 30), "Team manager"))  # eight days after it was due
    assert not of(service, Review, series_id=series, held=None)
    facts = desk.ask(ChildProtection(family[0].id)).enquiries[0]
    assert (facts.line.became, facts.steps[-1].under) == ("Not needed", "decided by Team manager")
    desk.do(UndoLatest())
    assert len(of(service, Review, series_id=series, held=None)) == 2


def test_one_conference_is_recorded_for_each_child_with_what_it_decided_for_each(
    desk: Desk, service: Service, family: tuple[Child, ...]
) -> None:
    ada, ben, unborn = started(desk, *family)
    reviews = [conference_of(service, one) for one in (ada, ben, unborn)]
    rows = (
        ConferenceRow(reviews[0].id, "plan", "EMO", "PN2", dissent="The school"),
        ConferenceRow(reviews[1].id, "no-plan", participation="PN0"),
    )
    desk.do(RecordConference(CONFERENCE, rows, quorate=True))
    [plan] = plans(service, family[0])
    assert (plan.start, service.open_review(plan).due) == (CONFERENCE, date(2026, 12, 18))
    assert [(p.initial_category, p.latest_category, p.latest_since) for p in of(service, ProtectionPlan)] == [
        ("EMO", "EMO", CONFERENCE)
    ]
    ended = {one.child_id: one.end_reason for one in of(service, Series, kind=ICPC)}
    assert ended == {family[0].id: "plan-made", family[1].id: "no-plan", family[2].id: ""}
    [meeting] = of(service, Meeting)
    assert (meeting.date, meeting.state) == (CONFERENCE, "held")
    assert {link.review_id for link in of(service, MeetingReview)} == {reviews[0].id, reviews[1].id}
    assert service.now(reviews[2]).held is None
    assert {(o.outcome, o.category, o.quorate, o.dissent) for o in of(service, ConferenceOutcome)} == {
        ("plan", "EMO", True, "The school"),
        ("no-plan", None, True, ""),
    }


def test_a_conference_of_a_family_is_taken_back_as_one(desk: Desk, service: Service, family: tuple[Child, ...]) -> None:
    on_plan(desk, service, *family)
    assert len(of(service, Series, kind=RCPC)) == 3
    desk.do(UndoLatest())
    assert not of(service, Series, kind=RCPC)
    assert not of(service, ConferenceOutcome)
    assert not of(service, Meeting)
    assert len(of(service, Review, kind=ICPC, held=None)) == 3
    assert {one.end for one in of(service, Series, kind=ICPC)} == {None}


def test_a_review_conference_continues_one_plan_and_ends_another(
    desk: Desk, service: Service, family: tuple[Child, ...]
) -> None:
    first, second, third = on_plan(desk, service, *family)
    rows = (
        ConferenceRow(first.id, "continues", "PHY"),
        ConferenceRow(second.id, "ends", reason="plan-ended"),
        ConferenceRow(third.id, "continues"),
    )
    held = date(2026, 11, 16)
    desk.do(RecordConference(held, rows))
    latest = {p.child_id: (p.initial_category, p.latest_category, p.latest_since) for p in of(service, ProtectionPlan)}
    assert latest[family[0].id] == ("NEG", "PHY", held)
    assert latest[family[2].id] == ("NEG", "NEG", CONFERENCE)
    assert service.open_review(plans(service, family[0])[0]).due == date(2027, 5, 16)
    ended = plans(service, family[1])[0]
    assert (ended.end, ended.end_reason) == (held, "plan-ended")
    assert not of(service, Review, series_id=ended.id, held=None)


def test_bookings_of_brothers_and_sisters_become_one_meeting(
    desk: Desk, service: Service, family: tuple[Child, ...]
) -> None:
    reviews = [conference_of(service, one) for one in started(desk, *family)]
    early = service.planned(reviews[0], date(2026, 9, 17))
    service.planned(reviews[1], date(2026, 9, 25))
    service.keep(MeetingReview(meeting_id=early.id, review_id=reviews[2].id))
    rows = tuple(ConferenceRow(review.id, "plan", "NEG") for review in reviews[:2])
    desk.do(RecordConference(CONFERENCE, rows))
    [meeting] = of(service, Meeting)
    assert (meeting.id, meeting.date, meeting.state) == (early.id, CONFERENCE, "held")
    assert {link.review_id for link in of(service, MeetingReview)} == {reviews[0].id, reviews[1].id}


def test_a_conference_that_was_not_quorate_leaves_every_duty_as_it_was(
    desk: Desk, service: Service, family: tuple[Child, ...]
) -> None:
    reviews = [conference_of(service, one) for one in started(desk, *family)]
    service.planned(reviews[0], CONFERENCE)
    rows = tuple(ConferenceRow(review.id) for review in reviews)
    with pytest.raises(Refusal, match="who was missing"):
        desk.do(RecordConference(CONFERENCE, rows, quorate=False))
    desk.do(RecordConference(CONFERENCE, rows, quorate=False, why="No police", new_date=date(2026, 11, 30)))
    assert {service.now(review).held for review in reviews} == {None}
    meetings = sorted((m.date, m.state, m.cancelled_why) for m in of(service, Meeting))
    assert meetings == [(CONFERENCE, "not-quorate", "No police"), (date(2026, 11, 30), "planned", "")]
    assert len(of(service, MeetingReview)) == 6
    desk.do(UndoLatest())
    assert [m.state for m in of(service, Meeting)] == ["planned"]


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ({"outcome": None}, "Ada: Say what the conference decided"),
        ({"outcome": "continues"}, 'Choose "child protection plan made" or "no child protection plan"'),
        ({"outcome": "plan"}, "Ada: A child protection plan needs its category"),
        ({"outcome": "plan", "category": "XYZ"}, "is not a category of abuse"),
        ({"outcome": "no-plan", "participation": "PN0"}, "Ada: PN0 means under 4"),
    ],
)
def test_one_row_that_cannot_be_true_keeps_the_whole_conference_out(
    desk: Desk, service: Service, family: tuple[Child, ...], row: dict[str, str], words: str
) -> None:
    reviews = [conference_of(service, one) for one in started(desk, *family)]
    rows = (ConferenceRow(reviews[1].id, "no-plan"), ConferenceRow(reviews[0].id, **row))  # type: ignore[arg-type]
    with pytest.raises(Refusal) as refused:
        desk.do(RecordConference(CONFERENCE, rows))
    assert words in str(refused.value)
    assert not of(service, ConferenceOutcome)
    assert {service.now(one).held for one in reviews} == {None}


def test_a_conference_recorded_without_its_outcome_gets_it_later_and_only_once(
    desk: Desk, service: Service, family: tuple[Child, ...]
) -> None:
    review = conference_of(service, started(desk, family[0])[0])
    with service.change() as store:
        from_elsewhere = store.shelf(Review).get(review.id)
    service.held(service.now(Series(id=from_elsewhere.series_id or "", child_id="", kind=ICPC)), CONFERENCE)
    desk.do(RecordConference(CONFERENCE, (ConferenceRow(review.id, "plan", "SAB"),)))
    assert len(plans(service, family[0])) == 1
    with pytest.raises(Refusal, match="already recorded as held on 18 September 2026"):
        desk.do(RecordConference(CONFERENCE, (ConferenceRow(review.id, "no-plan"),)))


def test_a_conference_that_is_a_looked_after_review_too_is_one_meeting_for_the_whole_family(
    desk: Desk, service: Service, family: tuple[Child, ...]
) -> None:
    first, second = on_plan(desk, service, *family[:2])
    looked_after = service.open_review(service.period(family[0], date(2026, 10, 26)))
    desk.do(ServeTogether(first.id, looked_after.id))
    service.planned(looked_after, date(2026, 11, 18))
    rows = (ConferenceRow(first.id, "continues"), ConferenceRow(second.id, "ends"))
    held = date(2026, 11, 19)
    desk.do(RecordConference(held, rows))
    assert {service.now(review).held for review in (first, second, looked_after)} == {held}
    on_the_day = [meeting for meeting in of(service, Meeting) if meeting.date == held]
    assert [meeting.state for meeting in on_the_day] == ["held"]
    links = of(service, MeetingReview, meeting_id=on_the_day[0].id)
    assert {link.review_id for link in links} == {first.id, second.id, looked_after.id}


@settings(max_examples=6, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.sampled_from(("plan", "no-plan", "left out")), min_size=1, max_size=3), st.booleans())
def test_whatever_a_conference_decides_undo_leaves_as_it_was_before(
    desk: Desk, service: Service, decisions: list[str], correct: bool
) -> None:
    children = [service.child(date_of_birth=date(2016, 3, 1)) for _ in decisions]
    reviews = [conference_of(service, one) for one in started(desk, *children)]
    before = everything(service)
    chosen = [(review, said) for review, said in zip(reviews, decisions, strict=True) if said != "left out"]
    if not chosen:
        return
    rows = tuple(ConferenceRow(review.id, said, "NEG" if said == "plan" else None) for review, said in chosen)
    desk.do(RecordConference(CONFERENCE, rows))
    assert len(of(service, Series, kind=RCPC, child_id=tuple(c.id for c in children))) == decisions.count("plan")
    if correct:
        review, said = chosen[0]
        other = ("no-plan", None) if said == "plan" else ("plan", "PHY")
        desk.do(CorrectOutcome(review.id, *other))
        desk.do(UndoLatest())
    desk.do(UndoLatest())
    assert everything(service) == before


def everything(service: Service) -> set[Any]:
    """What is there now of all that a conference touches, whatever its version."""
    kinds = (Series, Review, Meeting, MeetingReview, ProtectionPlan, ConferenceOutcome)
    return {replace(one, version=0) for kind in kinds for one in of(service, kind)}
