"""The leave of the demonstration service is plausible: whole weeks, nobody away twice, one long absence that is covered."""

from collections import defaultdict
from datetime import timedelta
from itertools import pairwise
from typing import Any

import pytest

from app.demonstration import Size, parts
from app.domain.caseload import away, lasts
from app.domain.children import Child
from app.domain.officers import COVER, IRO, LEAVE, SICKNESS, Absence, Allocation, Post
from tests.builders import CALENDAR, TODAY

Records = dict[type, list[Any]]


@pytest.fixture(scope="module")
def usual() -> Records:
    """A demonstration of 300 children, by kind."""
    kinds: Records = defaultdict(list)
    for part in parts(TODAY, Size(children=300, iros=7), 1, CALENDAR):
        for record in part:
            kinds[type(record)].append(record)
    return kinds


def test_people_take_some_weeks_of_leave_a_year_while_they_are_in_post(usual: Records) -> None:
    posts = {post.officer_id: post for post in usual[Post] if post.officer_id}
    leave = [one for one in usual[Absence] if one.kind == LEAVE]
    assert all(one.start.weekday() == one.end.weekday() == 0 for one in leave)
    assert all((one.end - one.start).days in (7, 14) for one in leave)
    for one in leave:
        post = posts[one.officer_id]
        assert post.start <= one.start
        assert post.end is None or one.end <= post.end
    weeks = sum((one.end - one.start).days for one in leave if one.start.year == 2025) / 7
    assert 3.5 * 7 <= weeks <= 7 * 7
    assert any(one.start > TODAY + timedelta(weeks=12) for one in leave)


def test_nobody_is_away_twice_at_once(usual: Records) -> None:
    theirs = defaultdict(list)
    for one in usual[Absence]:
        theirs[one.officer_id].append(one)
    for some in theirs.values():
        some.sort(key=lambda one: one.start)
        assert all(before.end <= after.start for before, after in pairwise(some))


def test_one_iro_is_away_for_long_and_others_cover_each_of_the_children(usual: Records) -> None:
    (ill,) = [one for one in usual[Absence] if one.kind == SICKNESS]
    assert away(ill, TODAY)
    assert lasts(ill, TODAY, CALENDAR) > 20
    now = [one for one in usual[Allocation] if one.start <= TODAY and (one.end is None or one.end > TODAY)]
    held = {one.child_id for one in now if one.role == IRO and one.officer_id == ill.officer_id}
    covers = {one.child_id: one for one in now if one.role == COVER}
    assert held
    assert held == covers.keys()
    assert all(one.start >= ill.start and one.end <= ill.end for one in covers.values())
    families = defaultdict(set)
    groups = {child.id: child.sibling_group or child.id for child in usual[Child]}
    for one in covers.values():
        families[groups[one.child_id]].add(one.officer_id)
    assert all(len(who) == 1 for who in families.values())
    assert ill.officer_id not in set.union(*families.values())


def test_most_iros_were_told_within_days_and_for_some_nobody_wrote_it_down(usual: Records) -> None:
    told = [one for one in usual[Allocation] if one.told_on]
    assert len(told) > 100
    assert all(one.told_on <= TODAY and CALENDAR.is_working_day(one.told_on) for one in told)
    assert any(one.role == IRO and one.told_on is None and one.start.year == 2026 for one in usual[Allocation])


def test_a_service_to_measure_with_and_a_small_one_have_nobody_away_for_long() -> None:
    for size in (Size(children=3, years=1), Size(children=8, iros=8, reviews_per_child=10)):
        records = [one for part in parts(TODAY, size, 1, CALENDAR) for one in part]
        assert not [one for one in records if isinstance(one, Absence) and one.kind == SICKNESS]
        assert not [one for one in records if isinstance(one, Allocation) and one.role == COVER]
