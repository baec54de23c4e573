"""Random services and scenarios: the months ahead hold every review that will fall due, once, with whom it will be."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.domain.ahead import monday_of, weeks_from
from app.domain.children import Child
from app.domain.officers import Allocation, Officer, Post
from app.domain.records import Record
from app.domain.reviews import Meeting, MeetingReview, Review, Series
from app.domain.rules import Rules
from app.domain.scenarios import Change, Leaves, Moves, Scenario
from app.domain.schedule import schedule, terms_for
from app.queries.ahead.behind import ReviewsAhead
from app.queries.ahead.months import MonthsAhead
from app.queries.ahead.outlook import Outlook
from app.queries.caseload.lines import NOBODY, SERVICE
from tests.ahead import cell, listed, numbers
from tests.builders import CALENDAR, TODAY, Service

MONDAYS = weeks_from(TODAY)
LAST = MONDAYS[-1] + timedelta(days=6)
OFFICERS = 3
ago = st.integers(0, 400).map(lambda n: TODAY - timedelta(days=n))
spans = st.tuples(st.integers(-300, 150), st.one_of(st.none(), st.integers(1, 300)))
held_by = st.lists(st.tuples(st.integers(0, OFFICERS - 1), st.sampled_from(["iro", "iro", "cover"]), spans), max_size=3)
histories = st.lists(
    st.tuples(
        st.sampled_from(["looked-after", "rcpc", "icpc"]),
        ago,
        st.lists(st.integers(5, 200), max_size=2),
        st.one_of(st.none(), st.integers(-30, 200)),  # booked so many days from today on
        st.one_of(st.none(), st.integers(1, 400)),  # 18 in so many days
        held_by,
    ),
    max_size=4,
)
changes = st.lists(
    st.one_of(
        st.tuples(st.just("move"), st.integers(0, 3), st.integers(0, OFFICERS - 1)),
        st.tuples(st.just("leave"), st.integers(0, OFFICERS - 1), st.integers(0, 180)),
    ),
    max_size=3,
)
some = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@dataclass
class Made:
    """A child with its clock, its reviews, whom it is allocated to, and what is booked."""

    child: Child
    series: Series
    reviews: list[Review]
    allocations: list[Allocation]
    booked: date | None


def made(place: int, history: tuple[Any, ...], officers: list[Officer]) -> Made:
    """The records of one child, decided by the rules."""
    kind, start, gaps, booked, adult, held_by_whom = history
    born = None if adult is None else (TODAY + timedelta(days=adult)).replace(day=1)
    child = Child(reference=f"R{place}", date_of_birth=born and born.replace(year=born.year - 18))
    series = Series(child_id=child.id, kind=kind, start=start, history_complete=True)
    days = [day for n in range(len(gaps)) if (day := start + timedelta(days=sum(gaps[: n + 1]))) < TODAY]
    reviews = [Review(child_id=child.id, series_id=series.id, kind=kind, held=day) for day in days]
    decided = schedule(series, reviews, terms_for(child, [series], CALENDAR, Rules()))
    allocations = [
        Allocation(
            child_id=child.id,
            officer_id=officers[who].id,
            role=role,
            start=TODAY + timedelta(days=begins),
            end=None if length is None else TODAY + timedelta(days=begins + length),
        )
        for who, role, (begins, length) in held_by_whom
    ]
    when = TODAY + timedelta(days=booked) if booked is not None and decided.next else None
    return Made(child, decided.series, list(decided.reviews), allocations, when)


def keep(service: Service, whole: list[Made], officers: list[Officer]) -> None:
    """Everything in one change."""
    records: list[Record] = [*officers, *(Post(officer_id=one.id, start=date(2020, 1, 1)) for one in officers)]
    for one in whole:
        records += [one.child, one.series, *one.reviews, *one.allocations]
        if one.booked:
            meeting = Meeting(date=one.booked)
            waiting = next(review for review in one.reviews if review.held is None)
            records += [meeting, MeetingReview(meeting_id=meeting.id, review_id=waiting.id)]
    service.keep(*records)


def forget(service: Service) -> None:
    """Void everything, so that the next history begins with nothing."""
    with service.change() as store:
        for kind in (MeetingReview, Meeting, Allocation, Review, Series, Child, Post, Officer):
            for record in store.shelf(kind).find():
                store.shelf(kind).void(record, "Another history")


def coming(one: Made) -> Iterator[tuple[date | None, bool]]:
    """The day on which each review of a child is counted, one by one by the whole schedule; and whether it is overdue."""
    terms, reviews = terms_for(one.child, [one.series], CALENDAR, Rules()), list(one.reviews)
    waiting = next((review for review in reviews if review.held is None), None)
    booked = one.booked if one.booked and one.booked >= TODAY else None
    if one.series.closes and one.series.closes <= TODAY:
        return
    while waiting and waiting.due:
        day = booked or waiting.due
        late, day, booked = day < TODAY, max(day, TODAY), None
        if day > LAST:
            return
        yield day, late
        reviews = [review for review in reviews if review.held] + [replace(waiting, held=day)]
        waiting = schedule(one.series, reviews, terms).next


def holder(one: Made, scenario: Scenario, day: date) -> str:
    """Who holds a child on a day after a scenario, by plain words."""
    runs = [a for a in one.allocations if a.start <= day and (a.end is None or a.end > day)]
    iros = sorted((a for a in runs if a.role == "iro"), key=lambda a: (a.start, a.id))
    covers = sorted((a for a in runs if a.role == "cover"), key=lambda a: (a.start, a.id))
    moved = [c.officer_id for c in scenario.changes if isinstance(c, Moves) and one.child.id in c.child_ids]
    left = {c.officer_id for c in scenario.changes if isinstance(c, Leaves) and c.end <= day}
    before = iros[-1].officer_id if iros else None
    now = moved[-1] if moved and scenario.day <= day else before
    if now is None or now in left:
        return NOBODY
    if now == before and covers and covers[-1].officer_id not in left:
        return covers[-1].officer_id
    return now


def scenario_of(drawn: list[tuple[Any, ...]], whole: list[Made], officers: list[Officer]) -> Scenario:
    """Moves of children there are, and leavers."""
    chosen: list[Change] = []
    for what, first, second in drawn:
        if what == "leave":
            chosen.append(Leaves(officers[first].id, TODAY + timedelta(days=second)))
        elif first < len(whole):
            chosen.append(Moves((whole[first].child.id,), officers[second].id))
    ends = {one.officer_id: one for one in chosen if isinstance(one, Leaves)}
    moves = [one for one in chosen if isinstance(one, Moves)]
    return Scenario(TODAY + timedelta(days=40), (*moves, *ends.values()))


@some
@given(histories, changes)
def test_every_review_that_will_fall_due_stands_once_with_whom_it_will_be(
    service: Service, drawn: list[Any], tried: list[Any]
) -> None:
    officers = [Officer(name=name) for name in ("Ann", "Bo", "Cy")]
    whole = [made(place, history, officers) for place, history in enumerate(drawn)]
    keep(service, whole, officers)
    try:
        scenario = scenario_of(tried, whole, officers)
        expected = Counter(
            (holder(one, scenario, day), None if late else monday_of(day))
            for one in whole
            for day, late in coming(one)
            if day
        )
        table = service.desk().ask(MonthsAhead(scenario))
        found: Counter[tuple[str, date | None]] = Counter()
        for row in listed(table):
            if row.id != SERVICE:
                found.update({(row.id, monday): n for monday, n in zip(MONDAYS, numbers(table, row.id), strict=True)})
                found[row.id, None] += cell(table, row.id, "overdue")
        assert +found == expected
        assert cell(table, SERVICE, "all") == sum(expected.values())
        assert sum(numbers(table, SERVICE)) + cell(table, SERVICE, "overdue") == sum(expected.values())
        opened = service.desk().ask(ReviewsAhead(None, scenario=scenario))
        assert len(listed(opened)) == sum(expected.values())
    finally:
        forget(service)


@some
@given(histories, changes)
def test_moving_children_moves_exactly_their_reviews_and_nothing_else(
    service: Service, drawn: list[Any], tried: list[Any]
) -> None:
    officers = [Officer(name=name) for name in ("Ann", "Bo", "Cy")]
    whole = [made(place, history, officers) for place, history in enumerate(drawn)]
    keep(service, whole, officers)
    try:
        scenario = scenario_of(tried, whole, officers)
        scenario = replace(scenario, changes=tuple(one for one in scenario.changes if isinstance(one, Moves)))
        with service.read() as store:
            before, after = Outlook.of(store), Outlook.of(store, scenario)
            for one in before.facts.expected:
                moved = one.review.child_id in scenario.moved and (one.day or TODAY) >= scenario.day
                if not moved:
                    assert after.whose(one) == before.whose(one)
                elif before.facts.holder(one.review.child_id, one.day or TODAY) != scenario.moved[one.review.child_id]:
                    assert after.whose(one) == scenario.moved[one.review.child_id]
            assert Counter(one.day for one in before.reviews(None)) == Counter(one.day for one in after.reviews(None))
            assert before.rooms(None) == after.rooms(None)
    finally:
        forget(service)
