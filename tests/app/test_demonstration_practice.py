"""The demonstration has every kind of meeting, the child's voice, plans and checks, and all of it could be true."""

from collections import Counter, defaultdict
from datetime import date
from typing import Any

import pytest

from app.commands.scheduling import Rescheduler
from app.demonstration import Size, parts
from app.domain.calendar import add_months
from app.domain.checks import AUDIT, GRADES, KINDS_OF_CHECK, Check, CheckAnswer
from app.domain.children import Child
from app.domain.clinics import Clinic, ClinicChild
from app.domain.conferences import (
    CATEGORIES,
    ENDS,
    NOT_NEEDED,
    PLAN,
    ConferenceOutcome,
    CoreGroup,
    Enquiry,
    ProtectionPlan,
)
from app.domain.gatherings import DISRUPTION, PRE_SECURE, Gathering, GatheringChild, GatheringTheme
from app.domain.kinds import ADOPTION_AUTHORISED, ADOPTION_PLACED, ICPC, KINDS, LOOKED_AFTER, RCPC, TRANSFER_IN
from app.domain.quality import CourtStatement, FinalPlan, Quality
from app.domain.recommendations import Recommendation
from app.domain.reviews import Meeting, MeetingReview, Review, Series
from app.domain.voice import Attendance, Voice
from tests.builders import CALENDAR, TODAY, Service

Records = dict[type, list[Any]]


def by_kind(size: Size) -> Records:
    """A demonstration's records, by their kind."""
    kinds: Records = defaultdict(list)
    for part in parts(TODAY, size, 1, CALENDAR):
        for record in part:
            kinds[type(record)].append(record)
    return kinds


@pytest.fixture(scope="module")
def usual() -> Records:
    """The demonstration as everybody sees it."""
    return by_kind(Size())


def test_every_kind_of_review_is_there_with_some_running(usual: Records) -> None:
    running = Counter(s.kind for s in usual[Series] if s.closes is None or s.closes > TODAY)
    assert {series.kind for series in usual[Series]} == set(KINDS)
    assert set(running) >= set(KINDS) - {TRANSFER_IN}


def test_a_child_placed_for_adoption_has_no_looked_after_review_to_come(usual: Records) -> None:
    placed = {s.child_id: s.start for s in usual[Series] if s.kind == ADOPTION_PLACED}
    for review in usual[Review]:
        if review.child_id in placed and review.kind == LOOKED_AFTER:
            assert review.held
            assert review.held <= placed[review.child_id]
    for series in usual[Series]:
        if series.kind == ADOPTION_AUTHORISED:
            assert series.end == placed.get(series.child_id)


def test_enquiries_go_forward_in_their_order(usual: Records) -> None:
    series = {one.id: one for one in usual[Series]}
    held = {r.series_id: r.held for r in usual[Review] if r.kind in (ICPC, TRANSFER_IN) and r.held}
    assert len(usual[Enquiry]) == sum(one.kind in (ICPC, TRANSFER_IN) for one in series.values())
    for enquiry in usual[Enquiry]:
        start, end = series[enquiry.series_id].start, held.get(enquiry.series_id, date.max)
        steps = [start, enquiry.requested_on, enquiry.received_on, end]
        assert steps == sorted(steps)
        assert max(enquiry.requested_on, enquiry.received_on) <= TODAY
        needed = series[enquiry.series_id].end_reason != NOT_NEEDED
        assert needed == (not enquiry.not_needed_by)
        assert needed or enquiry.series_id not in held
    assert any(enquiry.not_needed_by for enquiry in usual[Enquiry])


def test_conferences_decide_what_became_of_the_plan(usual: Records) -> None:
    plans = {one.series_id: one for one in usual[ProtectionPlan]}
    rcpc = {one.id: one for one in usual[Series] if one.kind == RCPC}
    reviews = {review.id: review for review in usual[Review]}
    assert plans.keys() == rcpc.keys()
    assert {plan.latest_category for plan in plans.values()} <= set(CATEGORIES)
    starts = {(one.child_id, one.start) for one in rcpc.values()}
    for outcome in usual[ConferenceOutcome]:
        review = reviews[outcome.review_id]
        if review.kind == RCPC:
            assert (outcome.outcome == ENDS) == (rcpc[review.series_id].end == review.held)
        else:
            assert (outcome.outcome == PLAN) == ((review.child_id, review.held) in starts)
    for group in usual[CoreGroup]:
        one = rcpc[group.series_id]
        assert one.start < group.date <= min(TODAY, one.closes or TODAY)


def test_an_adjourned_review_has_a_meeting_for_each_day(usual: Records) -> None:
    meetings = {meeting.id: meeting for meeting in usual[Meeting]}
    days: dict[str, dict[str, date]] = defaultdict(dict)
    for link in usual[MeetingReview]:
        meeting = meetings[link.meeting_id]
        days[link.review_id][meeting.state] = meeting.date
    adjourned = [review for review in usual[Review] if review.adjourned_on]
    assert 3 <= len(adjourned) <= 40
    for review in adjourned:
        assert review.held == review.adjourned_on == days[review.id]["adjourned"]
        assert review.completed_on == days[review.id].get("held")


def test_what_is_said_of_a_review_belongs_to_it(usual: Records) -> None:
    reviews = {review.id: review for review in usual[Review]}
    for kind in (Voice, Attendance, Quality, Recommendation):
        assert usual[kind]
        for one in usual[kind]:
            assert reviews[one.review_id].held
            assert reviews[one.review_id].child_id == one.child_id
    for one in usual[Voice]:
        assert one.letter_on is None or reviews[one.review_id].held < one.letter_on <= TODAY
    progress = [one for one in usual[Recommendation] if one.progress]
    assert 0.4 <= len(progress) / len(usual[Recommendation]) <= 0.9
    assert all(reviews[one.progress_review_id].held == one.progress_on for one in progress)
    firsts = [one for one in usual[Quality] if one.health_assessment]
    assert all(reviews[one.review_id].number == 1 for one in firsts)


def test_checks_are_answered_and_audits_have_grades(usual: Records) -> None:
    answers = Counter(answer.check_id for answer in usual[CheckAnswer])
    assert {check.kind for check in usual[Check]} == set(KINDS_OF_CHECK)
    for check in usual[Check]:
        assert answers[check.id] >= 5
        assert (check.grade in GRADES) == (check.kind == AUDIT)
        assert check.date <= TODAY


def test_about_half_of_the_final_plans_are_ratified_within_six_months(usual: Records) -> None:
    series = {one.id: one for one in usual[Series]}
    target_gone = [p for p in usual[FinalPlan] if add_months(series[p.series_id].start, 6) <= TODAY]
    in_time = [p for p in target_gone if p.ratified_on and p.ratified_on <= add_months(series[p.series_id].start, 6)]
    assert 0.35 <= len(in_time) / len(target_gone) <= 0.7
    assert any(plan.why_not for plan in usual[FinalPlan])
    assert usual[CourtStatement]


def test_other_meetings_and_clinics_are_about_children_who_are_there(usual: Records) -> None:
    children = {child.id for child in usual[Child] if not child.is_household}
    kinds = Counter(one.kind for one in usual[Gathering])
    assert kinds[DISRUPTION] > 5
    assert kinds[PRE_SECURE] >= 1
    disruptions = {one.id for one in usual[Gathering] if one.kind == DISRUPTION}
    assert {one.gathering_id for one in usual[GatheringTheme]} == disruptions
    assert {one.child_id for one in (*usual[GatheringChild], *usual[ClinicChild])} <= children
    assert len(usual[Clinic]) == 4
    assert any(one.carried_from for one in usual[ClinicChild])


def test_all_of_it_can_be_kept_and_deciding_it_again_changes_nothing(service: Service) -> None:
    records = by_kind(Size(children=200, iros=6))
    with service.change() as store:
        for kind, some in records.items():
            store.shelf(kind).keep_all(some)
    with service.change() as store:
        Rescheduler(store).everyone()
        assert not store.touched
    with service.read() as store:
        assert all(len(store.shelf(kind).find()) >= len(some) for kind, some in records.items())
