"""The contacts and records of the demonstration service are plausible: most children seen, most records in time, some owed."""

from collections import Counter, defaultdict
from datetime import timedelta
from typing import Any

import pytest

from app.demonstration import Size, parts
from app.domain.afterwards import FOLLOWED, USUAL_LIMITS, clocks
from app.domain.children import Child
from app.domain.contacts import DONE, DUTY, EXCEPTIONS, NO, Contact
from app.domain.reviews import Review
from app.queries.contacts import seen_before_reviews
from app.queries.week.look import MyWeek
from tests.builders import CALENDAR, TODAY, Service

Records = dict[type, list[Any]]


@pytest.fixture(scope="module")
def usual() -> Records:
    """A demonstration of 300 children, by kind."""
    kinds: Records = defaultdict(list)
    for part in parts(TODAY, Size(children=300, iros=7), 1, CALENDAR):
        for record in part:
            kinds[type(record)].append(record)
    return kinds


def test_contacts_are_on_working_days_in_the_childs_life_and_not_in_the_future(usual: Records) -> None:
    children = {child.id: child for child in usual[Child]}
    assert len(usual[Contact]) > 400
    assert all(one.review_id and one.how == NO for one in usual[Contact] if one.date is None)
    for one in (contact for contact in usual[Contact] if contact.date):
        child = children[one.child_id]
        assert CALENDAR.is_working_day(one.date)
        assert child.date_of_birth < one.date <= min(TODAY, child.eighteenth_birthday)
        assert (one.alone is None) == (one.how not in DONE)
    groups = defaultdict(set)
    for one in usual[Contact]:
        groups[children[one.child_id].sibling_group, one.date].add(one.child_id)
    assert any(group and len(found) > 1 for (group, _), found in groups.items())


def test_most_children_were_seen_before_their_reviews(service: Service) -> None:
    with service.change() as store:
        for part in parts(TODAY, Size(children=150, iros=4), 1, CALENDAR):
            kinds: Records = defaultdict(list)
            for record in part:
                kinds[type(record)].append(record)
            for kind, some in kinds.items():
                store.shelf(kind).keep_all(some)
    since = TODAY - timedelta(days=365)
    with service.read() as store:
        held = [r.id for r in store.shelf(Review).find() if r.kind in DUTY and r.held and r.held >= since]
        seen = Counter(one.how for one in seen_before_reviews(store, held).values())
    asked = seen.total() - sum(seen[how] for how in EXCEPTIONS)
    assert 0.88 <= sum(seen[how] for how in DONE) / asked <= 0.99
    week = service.desk().ask(MyWeek())
    assert 1 <= week.section("unseen").count <= 25
    assert 1 <= week.section("records").count <= 20


def test_records_follow_most_reviews_in_time_and_some_are_owed(usual: Records) -> None:
    followed = [r for r in usual[Review] if r.decisions_on or r.record_on]
    assert all(r.kind in FOLLOWED and r.held >= TODAY - timedelta(days=150) for r in followed)
    every = [clock for r in followed for clock in clocks(r, USUAL_LIMITS, CALENDAR) if clock.done]
    assert all(CALENDAR.is_working_day(clock.done) and clock.done <= TODAY for clock in every if clock.done)
    for stage, low in (("decisions", 0.85), ("record", 0.85), ("sent", 0.85)):
        done = [clock for clock in every if clock.stage == stage]
        assert low <= sum(not clock.late for clock in done) / len(done) < 1
    assert all(r.record_on <= r.sent_on for r in followed if r.sent_on)
    assert any(r.record_on is None for r in followed)


def test_the_same_day_and_seed_give_the_same_contacts(usual: Records) -> None:
    again = [r for part in parts(TODAY, Size(children=300, iros=7), 1, CALENDAR) for r in part]
    assert [r for r in again if isinstance(r, Contact)] == usual[Contact]
