"""The demonstration service is plausible, lawful, the same every time, and quick to make."""

import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterable
from datetime import date, timedelta
from functools import cache
from itertools import pairwise
from typing import Any

import pytest

from app.demonstration import Size, parts
from app.demonstration.together import RULES
from app.domain.calendar import birthday
from app.domain.children import Child, ChildTeam, LegalStatus, Placement, SocialWorker
from app.domain.conferences import CONFERENCES
from app.domain.contacts import DUTY
from app.domain.kinds import ICPC, LOOKED_AFTER, RCPC
from app.domain.officers import Allocation, Officer, Post, Team
from app.domain.pairs import schedules
from app.domain.participation import check_participation
from app.domain.records import Record
from app.domain.reviews import Meeting, MeetingReview, Rearrangement, Review, Series
from app.domain.schedule import terms_for
from app.domain.timeliness import OVERDUE, verdict
from tests.builders import CALENDAR, TODAY

Records = dict[type[Record], list[Any]]


def by_kind(records: Iterable[Record]) -> Records:
    """The records by their kind."""
    kinds: Records = defaultdict(list)
    for record in records:
        kinds[type(record)].append(record)
    return kinds


def made(size: Size, seed: int = 1, today: date = TODAY) -> list[Record]:
    """All records of one demonstration."""
    return [record for part in parts(today, size, seed, CALENDAR) for record in part]


def digest(records: Iterable[Record]) -> str:
    """One number for all that the records say."""
    return hashlib.sha256("\n".join(map(repr, records)).encode()).hexdigest()


@cache
def reviews_of_a_whole_service(seed: int) -> list[Review]:
    """The reviews of a demonstration of the usual size."""
    return by_kind(made(Size(), seed))[Review]


@pytest.fixture(scope="module")
def usual() -> Records:
    """The demonstration as everybody sees it."""
    return by_kind(made(Size()))


def running(records: Records, *kinds: str) -> set[str]:
    """The children who have a running series of one of these kinds."""
    return {one.child_id for one in records[Series] if one.kind in kinds and (one.closes is None or one.closes > TODAY)}


def test_the_same_seed_and_day_give_the_same_service_and_others_give_another() -> None:
    small = Size(children=60)
    first = digest(made(small))
    assert digest(made(small)) == first
    assert digest(made(small, seed=2)) != first
    assert digest(made(small, today=TODAY - timedelta(days=1))) != first


def test_the_usual_size_is_a_service_of_fourteen_iros_with_children_in_care_and_on_plans(usual: Records) -> None:
    in_care, on_plans = running(usual, LOOKED_AFTER), running(usual, RCPC)
    posts = [post for post in usual[Post] if post.role == "iro" and post.officer_id]
    assert sum(not child.is_household for child in usual[Child]) == 1100
    assert sum(child.is_household for child in usual[Child]) == 61
    assert 450 <= len(in_care) <= 560
    assert 215 <= len(on_plans) <= 290
    assert in_care & on_plans
    assert len([post for post in posts if post.end is None]) == 14
    assert len([post for post in posts if post.end]) == 1
    assert {post.fte_hundredths for post in posts} == {60, 100}
    assert sum(post.agency for post in posts) == 1
    assert len(usual[Team]) == 8
    assert {post.role for post in usual[Post] if post.role != "iro"} == {"manager", "foster-carer-reviewing-officer"}


def test_a_third_of_the_children_have_brothers_or_sisters_with_the_same_iro(usual: Records) -> None:
    groups = defaultdict(list)
    for child in usual[Child]:
        if child.sibling_group:
            groups[child.sibling_group].append(child.id)
    holders = defaultdict(set)
    for allocation in usual[Allocation]:
        if allocation.end is None:
            holders[allocation.child_id].add(allocation.officer_id)
    assert 0.25 <= sum(map(len, groups.values())) / 1100 <= 0.37
    for group in groups.values():
        assert len({officer for child in group for officer in holders[child]}) <= 1


def test_every_review_is_as_the_schedule_has_it(usual: Records) -> None:
    children = {child.id: child for child in usual[Child]}
    reviews = defaultdict(list)
    for review in usual[Review]:
        reviews[review.series_id].append(review)
    of_child = defaultdict(list)
    for series in usual[Series]:
        of_child[series.child_id].append(series)
    for child_id, some in of_child.items():
        terms = terms_for(children[child_id], some, CALENDAR, RULES)
        for series, again in zip(some, schedules(some, reviews, terms), strict=True):
            assert again.series == series
            assert set(again.reviews) == set(reviews[series.id])
            waiting = [review for review in reviews[series.id] if review.held is None]
            assert len(waiting) == (0 if again.stops else 1)
    assert any(review.served_with for review in usual[Review])


def test_series_of_one_kind_never_overlap_for_one_child(usual: Records) -> None:
    series = defaultdict(list)
    for one in usual[Series]:
        series[one.child_id, one.kind].append(one)
    for some in series.values():
        some.sort(key=lambda one: one.start or date.min)
        assert all(before.closes and before.closes <= after.start for before, after in pairwise(some))


@pytest.mark.parametrize(
    ("kind", "low", "high"), [(LOOKED_AFTER, 0.93, 0.97), (ICPC, 0.81, 0.89), (RCPC, 0.955, 0.985)]
)
@pytest.mark.parametrize("seed", [1, 7])
def test_most_reviews_are_in_time(kind: str, low: float, high: float, seed: int) -> None:
    held = [r.held <= r.due for r in reviews_of_a_whole_service(seed) if r.kind == kind and r.held and r.due]
    assert low <= sum(held) / len(held) <= high


def test_some_months_and_some_iros_are_better_than_others(usual: Records) -> None:
    held = [review for review in usual[Review] if review.held and review.due and review.kind == LOOKED_AFTER]
    recent = [review for review in held if (TODAY - review.held).days < 730]
    months, chairs = [f"{review.held:%Y-%m}" for review in recent], [review.chair_id for review in recent]
    for groups in (months, chairs):
        whole = Counter(groups)
        late = Counter(group for group, review in zip(groups, recent, strict=True) if review.held > review.due)
        shares = [late[group] / number for group, number in whole.items() if number > 25]
        assert max(shares) - min(shares) > 0.03


@pytest.mark.parametrize("today", [TODAY, date(2026, 1, 2), date(2025, 8, 31)])
def test_a_few_reviews_are_overdue_most_are_booked_and_some_have_no_date(today: date) -> None:
    records = by_kind(made(Size(), today=today))
    closes = {series.id: series.closes for series in records[Series]}
    waiting = [review for review in records[Review] if review.held is None]
    overdue = [r for r in waiting if verdict(r.due, None, today, closes[r.series_id]) == OVERDUE]
    booked = {link.review_id for link in records[MeetingReview]}
    soon = [review for review in waiting if today <= review.due <= today + timedelta(days=56)]
    assert 2 <= len(overdue) <= 8
    assert 0.75 <= sum(review.id in booked for review in soon) / len(soon) < 1


def test_late_reviews_have_reasons_and_a_few_reasons_and_codes_are_still_to_come(usual: Records) -> None:
    late = [review for review in usual[Review] if review.held and review.due and review.held > review.due]
    in_time = [review for review in usual[Review] if review.held and review.due and review.held <= review.due]
    unsaid = [review for review in late if review.late_reason is None]
    assert all(review.late_reason is None for review in in_time)
    assert all((TODAY - review.held).days <= 18 for review in unsaid)
    asked = [review for review in usual[Review] if review.held and review.kind in (*DUTY, *CONFERENCES)]
    without_code = [review for review in asked if review.participation is None]
    assert 10 <= len(without_code) <= 120


def test_participation_fits_the_age_and_looks_like_a_real_services(usual: Records) -> None:
    children = {child.id: child for child in usual[Child]}
    codes: Counter[str] = Counter()
    for review in usual[Review]:
        if review.participation:
            check_participation(review.participation, children[review.child_id].date_of_birth, review.held)
            codes[review.participation] += review.kind == LOOKED_AFTER
    asked = codes.total() - codes["PN0"]
    assert set(codes) == {f"PN{number}" for number in range(8)}
    assert 0.955 <= (asked - codes["PN7"]) / asked <= 0.99
    assert 0.1 <= codes["PN0"] / codes.total() <= 0.35


def test_nothing_happens_at_a_weekend_or_on_a_bank_holiday_or_in_the_future(usual: Records) -> None:
    held = [review.held for review in usual[Review] if review.held]
    days = [*held, *(meeting.date for meeting in usual[Meeting])]
    days += [day for move in usual[Rearrangement] for day in (move.old_date, move.new_date, move.requested_on) if day]
    assert all(map(CALENDAR.is_working_day, days))
    assert max(held) <= TODAY
    assert all(meeting.date >= TODAY for meeting in usual[Meeting] if meeting.state == "planned")
    assert all(move.requested_on <= TODAY and move.old_date != move.new_date for move in usual[Rearrangement])


def test_meetings_say_what_became_of_them_and_most_moves_are_agreed(usual: Records) -> None:
    reviews = {review.id: review for review in usual[Review]}
    meetings = {meeting.id: meeting for meeting in usual[Meeting]}
    served: Counter[str] = Counter()
    for link in usual[MeetingReview]:
        review, meeting = reviews[link.review_id], meetings[link.meeting_id]
        served[meeting.id] += 1
        if meeting.state in ("planned", "held", "adjourned") and review.adjourned_on is None:
            assert (review.held == meeting.date) == (meeting.state == "held")
    agreed = [move for move in usual[Rearrangement] if move.decision == "agreed"]
    assert max(served.values()) > 1
    assert 0.8 <= len(agreed) / len(usual[Rearrangement]) < 1
    assert all(move.new_date == meetings[move.meeting_id].date for move in agreed)


@pytest.mark.parametrize("kind", [Allocation, ChildTeam, SocialWorker])
def test_no_child_has_two_iros_teams_or_social_workers_on_one_day(usual: Records, kind: type[Record]) -> None:
    rows = defaultdict(list)
    for row in usual[kind]:
        rows[row.child_id, getattr(row, "role", "")].append(row)
    for some in rows.values():
        some.sort(key=lambda row: row.start)
        assert all(row.end is None or row.start < row.end for row in some)
        assert all(before.end is not None and before.end <= after.start for before, after in pairwise(some))


def test_homes_and_legal_statuses_last_as_long_as_the_care(usual: Records) -> None:
    in_care = running(usual, LOOKED_AFTER)
    for kind in (LegalStatus, Placement):
        assert {row.child_id for row in usual[kind] if row.end is None} == in_care


def test_officers_hold_children_only_while_they_are_in_post(usual: Records) -> None:
    posts = {post.officer_id: post for post in usual[Post]}
    for allocation in usual[Allocation]:
        post = posts[allocation.officer_id]
        assert post.end is None or (allocation.end is not None and allocation.end <= post.end)
    assert len({officer.name for officer in usual[Officer]}) == len(usual[Officer])


def test_a_few_children_show_what_is_missing_in_real_records(usual: Records) -> None:
    allocated = {allocation.child_id for allocation in usual[Allocation] if allocation.end is None}
    unknown = [series for series in usual[Series] if not series.start_known]
    not_judged = [review for review in usual[Review] if review.held and review.due is None and review.series_id]
    assert 2 <= len(running(usual, LOOKED_AFTER, RCPC, ICPC) - allocated) <= 25
    assert 1 <= len(unknown) <= 25
    assert not_judged
    assert 1 <= len([review for review in usual[Review] if review.series_id is None]) <= 10
    assert any(child.known_as and child.known_as.split()[-1] not in child.name for child in usual[Child])


def test_the_eighteenth_birthday_ends_everything(usual: Records) -> None:
    eighteenths = {child.id: child.eighteenth_birthday for child in usual[Child] if child.eighteenth_birthday}
    adults = {key: day for key, day in eighteenths.items() if day <= TODAY}
    turned = [series for series in usual[Series] if series.end_reason == "turned-18"]
    assert len(turned) > 10
    assert not adults.keys() & running(usual, LOOKED_AFTER, RCPC, ICPC)
    for review in usual[Review]:
        if review.child_id in adults and review.held:
            assert review.held <= adults[review.child_id]
    for allocation in usual[Allocation]:
        if allocation.child_id in adults:
            assert allocation.end is not None
            assert allocation.end <= adults[allocation.child_id]


def test_no_child_is_reviewed_before_birth_and_references_are_six_digits(usual: Records) -> None:
    children = {child.id: child for child in usual[Child]}
    born = {key: child.date_of_birth for key, child in children.items() if child.date_of_birth}
    held = [review for review in usual[Review] if review.held and not children[review.child_id].is_household]
    assert all(review.held > born[review.child_id] for review in held)
    references = [child.reference for child in usual[Child] if not child.is_household]
    assert len(set(references)) == len(references)
    assert all(len(reference) == 6 and reference.isdigit() for reference in references)
    assert all(birthday(day, 0) < TODAY for day in born.values())
    unborn = [child for child in usual[Child] if child.id not in born and not child.is_household]
    assert unborn
    assert all(child.expected_on > TODAY for child in unborn)
