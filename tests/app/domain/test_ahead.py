"""The months ahead: what will fall due, what can be held in a week, and which weeks cannot be met."""

from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.ahead import (
    CAN,
    CANNOT,
    FORWARDED,
    FULL_WEEK,
    Expected,
    Presence,
    Week,
    judge,
    monday_of,
    presence,
    rates,
    rooms,
    unroll,
    usual,
    weeks_from,
)
from app.domain.calendar import Calendar, shipped_holidays
from app.domain.kinds import KINDS
from app.domain.officers import Absence, Post
from app.domain.reviews import Review, Series
from app.domain.schedule import Terms, schedule

CALENDAR = Calendar.from_rows(shipped_holidays())
TODAY = date(2026, 11, 23)
MONDAYS = weeks_from(TODAY)
LAST = MONDAYS[-1] + timedelta(days=6)
POST = Post(officer_id="o", start=date(2020, 1, 1))


def looked_after(start: date, **more: object) -> Series:
    facts = {"history_complete": True, **more}
    return Series(id="s", child_id="c", kind="looked-after", start=start, **facts)  # type: ignore[arg-type]


def ahead(series: Series, *held: date, booked: date | None = None, **terms: object) -> list[Expected]:
    """What is to come of a series with these reviews held."""
    rules = Terms(CALENDAR, **terms)  # type: ignore[arg-type]
    reviews = [
        Review(id=f"r{n}", child_id="c", series_id="s", kind=series.kind, held=day) for n, day in enumerate(held)
    ]
    decided = schedule(series, reviews, rules)
    return list(unroll(decided.series, decided.next, booked, TODAY, LAST, rules)) if decided.next else []


def days(found: list[Expected]) -> list[date | None]:
    return [one.day for one in found]


def test_a_child_who_has_just_come_has_a_first_review_and_a_second_three_months_after_it() -> None:
    found = ahead(looked_after(date(2026, 11, 20)))
    assert days(found) == [date(2026, 12, 18), date(2027, 3, 18)]
    assert [one.follows for one in found] == [False, True]
    assert [one.review.number for one in found] == [1, 2]


def test_a_review_is_counted_in_the_week_it_is_booked_for_and_the_next_runs_from_there() -> None:
    series = looked_after(date(2026, 10, 1))
    assert days(ahead(series, date(2026, 10, 20))) == [date(2027, 1, 20)]
    found = ahead(series, date(2026, 10, 20), booked=date(2026, 11, 30))
    assert days(found) == [date(2026, 11, 30)]
    assert found[0].review.due == date(2027, 1, 20)
    early = ahead(replace(series, start=date(2026, 11, 20)), booked=date(2026, 11, 25))
    assert days(early) == [date(2026, 11, 25), date(2027, 2, 25)]


def test_an_overdue_review_stands_apart_and_the_next_runs_from_today() -> None:
    found = ahead(looked_after(date(2026, 8, 3)), date(2026, 8, 20))
    assert [(one.day, one.overdue) for one in found] == [(TODAY, True), (date(2027, 5, 23), False)]
    assert found[0].review.due == date(2026, 11, 20)


def test_an_overdue_review_that_is_booked_again_is_counted_where_it_is_booked() -> None:
    found = ahead(looked_after(date(2026, 8, 3)), date(2026, 8, 20), booked=date(2026, 12, 1))
    assert [(one.day, one.overdue) for one in found] == [(date(2026, 12, 1), False)]


def test_a_booking_that_has_gone_by_counts_no_longer() -> None:
    found = ahead(looked_after(date(2026, 11, 20)), booked=date(2026, 11, 21))
    assert days(found) == [date(2026, 12, 18), date(2027, 3, 18)]


def test_nothing_follows_the_18th_birthday_or_the_end() -> None:
    start = date(2026, 11, 20)
    assert days(ahead(looked_after(start), eighteenth=date(2027, 3, 18))) == [date(2026, 12, 18)]
    assert days(ahead(looked_after(start), eighteenth=date(2027, 3, 19))) == [date(2026, 12, 18), date(2027, 3, 18)]
    assert days(ahead(looked_after(start, end=date(2027, 2, 1)))) == [date(2026, 12, 18)]


def test_an_initial_conference_is_followed_by_none() -> None:
    assert days(ahead(replace(looked_after(date(2026, 11, 20)), kind="icpc"))) == [date(2026, 12, 11)]


def test_a_review_whose_due_date_nobody_knows_has_no_day() -> None:
    found = ahead(Series(id="s", child_id="c", kind="looked-after", start_known=False))
    assert days(found) == [None]


KIND = st.sampled_from(sorted(KINDS))
PAST = st.integers(0, 900).map(lambda n: TODAY - timedelta(days=n))
LATER = st.one_of(st.none(), st.integers(1, 400).map(lambda n: TODAY + timedelta(days=n)))


@given(KIND, PAST, st.lists(st.integers(1, 200), max_size=4), st.booleans(), st.booleans(), LATER, LATER, LATER, LATER)
def test_what_follows_is_what_the_schedule_says_once_each_was_held(
    kind: str,
    start: date,
    gaps: list[int],
    complete: bool,
    known: bool,
    end: date | None,
    eighteenth: date | None,
    booked: date | None,
    placed: date | None,
) -> None:
    """One by one, by the whole history of the series: held on its day, decided again, the next one read off."""
    series = Series(id="s", child_id="c", kind=kind, start=start, start_known=known, end=end, history_complete=complete)
    terms = Terms(CALENDAR, eighteenth=eighteenth, away=((placed, None),) if placed else ())
    held = [then for n in range(len(gaps)) if (then := start + timedelta(days=sum(gaps[: n + 1]))) < TODAY]
    reviews = [Review(id=f"r{n}", child_id="c", series_id="s", kind=kind, held=then) for n, then in enumerate(held)]
    decided = schedule(series, reviews, terms)
    if decided.next is None:
        return
    found = list(unroll(decided.series, decided.next, booked, TODAY, LAST, terms))
    expected: list[tuple[int, date | None]] = []
    waiting: Review | None = decided.next
    while waiting:
        day = booked if booked and not expected else waiting.due and max(waiting.due, TODAY)
        if day and day > LAST:
            break
        expected.append((waiting.number, waiting.due))
        if not day:
            break
        reviews.append(replace(waiting, held=day))
        waiting = schedule(series, reviews, terms).next
    assert [(one.review.number, one.review.due) for one in found] == expected
    assert all(one.day is None or TODAY <= one.day <= LAST for one in found)


def test_a_week_has_the_days_of_the_post_without_leave_and_bank_holidays() -> None:
    christmas = date(2026, 12, 21)
    assert presence([POST], [], TODAY, CALENDAR) == Presence(5, 500, 0)
    assert presence([POST], [], christmas, CALENDAR) == Presence(4, 400, 0), "Christmas Day is a Friday"
    leave = Absence(officer_id="o", start=date(2026, 11, 25), end=date(2026, 11, 27))
    assert presence([POST], [leave], TODAY, CALENDAR) == Presence(3, 300, 2)
    assert presence([replace(POST, fte_hundredths=60)], [leave], TODAY, CALENDAR) == Presence(3, 180, 2)
    assert presence([POST], [leave], TODAY, CALENDAR, date(2026, 11, 26)) == Presence(1, 100, 1)


def test_nobody_is_there_outside_their_post_and_only_reviewing_posts_count() -> None:
    assert presence([replace(POST, end=date(2026, 11, 25))], [], TODAY, CALENDAR) == Presence(2, 200, 0)
    assert presence([replace(POST, role="manager")], [], TODAY, CALENDAR) == Presence()
    endless = Absence(officer_id="o", start=date(2026, 11, 1))
    assert presence([POST], [endless], date(2027, 4, 12), CALENDAR) == Presence(0, 0, 5)


def worked(*held: int, part: int = FULL_WEEK) -> list[tuple[int, Presence]]:
    return [(number, Presence(5, part, 0)) for number in held]


def test_a_usual_week_is_the_middle_of_four_weeks_taken_together() -> None:
    assert rates(worked(7, 1, 1, 3, 7, 1, 1, 3)) == [Fraction(3)] * 5
    assert usual(rates(worked(0, 8, 0, 0, 0, 8, 0, 0)), []) == 2, "uneven weeks are no less work"


def test_a_part_time_post_counts_for_a_full_time_week() -> None:
    assert usual(rates(worked(*[2] * 8, part=250)), []) == 4


def test_weeks_with_few_days_at_work_do_not_count() -> None:
    away = [(0, Presence(2, 200, 3))] * 20
    assert usual(rates(away + worked(*[3] * 8)), []) == 3


def test_somebody_with_no_history_holds_what_the_service_does() -> None:
    everybody = [[Fraction(2), Fraction(3), Fraction(4)], [Fraction(0)] * 9]
    assert usual(rates(worked(9, 9, 9)), everybody) == 3, "three weeks say nothing"
    assert usual(rates(worked(*[0] * 12)), everybody) == 3
    assert usual([], []) is None
    assert usual([], everybody[1:]) is None


def test_what_can_be_held_is_the_usual_week_for_the_days_at_work() -> None:
    assert rooms(Fraction(5, 2), [500, 0, 300]) == [Fraction(5, 2), 0, Fraction(3, 2)]
    assert rooms(None, [500, 500]) == [None, None]


def verdicts(due: list[int], space: list[int] | list[Fraction] | list[None], overdue: int = 0) -> list[str]:
    rooms_of = [None if one is None else Fraction(one) for one in space]
    return [week.verdict for week in judge(MONDAYS[: len(due)], due, rooms_of, overdue)]


def judged(due: list[int], space: list[int]) -> list[Week]:
    return judge(MONDAYS[: len(due)], due, [Fraction(one) for one in space], 0)


def test_part_of_a_review_is_room_for_a_whole_one_and_is_missing_in_the_week_after() -> None:
    most = [Fraction(17, 10)] * 4
    assert verdicts([2, 0, 2, 0], most) == [CAN] * 4
    assert verdicts([2, 2, 2, 2], most) == [CAN, CAN, CAN, CANNOT], "8 are more than four times 1.7"
    assert verdicts([0, 3, 0, 0], most) == [CAN, FORWARDED, CAN, CAN]


def test_what_was_saved_is_not_held_in_a_week_of_leave() -> None:
    assert verdicts([0, 1], [Fraction(9, 10), Fraction(0)]) == [CAN, CANNOT]
    assert verdicts([0, 0, 1], [Fraction(9, 10), Fraction(9, 10), Fraction(0)]) == [CAN, CAN, FORWARDED]


def test_a_week_with_no_more_than_can_be_held_can_be_met() -> None:
    assert verdicts([3, 5, 0], [5, 5, 5]) == [CAN, CAN, CAN]


def test_a_busy_week_is_met_by_bringing_some_forward_where_the_weeks_before_have_room() -> None:
    weeks = judged([3, 4, 8], [5, 5, 5])
    assert [week.verdict for week in weeks] == [CAN, CAN, FORWARDED]
    assert weeks[2].forward == 3


def test_a_busy_week_with_no_room_before_it_cannot_be_met() -> None:
    weeks = judged([5, 5, 8, 3], [5, 5, 5, 5])
    assert [week.verdict for week in weeks] == [CAN, CAN, CANNOT, CAN]
    assert [week.left for week in weeks] == [0, 0, 3, 0]
    assert [week.waiting for week in weeks] == [0, 0, 3, 1], "made up as far as the week after has room"


def test_reviews_are_not_brought_forward_by_more_than_four_weeks() -> None:
    assert verdicts([0, 0, 0, 0, 0, 2], [5, 0, 0, 0, 0, 0]) == [CAN] * 5 + [CANNOT]
    assert verdicts([0, 0, 0, 0, 2], [5, 0, 0, 0, 0]) == [CAN] * 4 + [FORWARDED]


def test_a_week_of_leave_asks_for_its_reviews_to_be_brought_forward() -> None:
    assert verdicts([2, 3], [5, 0]) == [CAN, FORWARDED]
    assert verdicts([4, 3], [5, 0]) == [CAN, CANNOT]


def test_what_is_overdue_takes_the_room_that_would_have_been_for_others() -> None:
    assert verdicts([3, 7], [5, 5]) == [CAN, FORWARDED]
    assert verdicts([3, 7], [5, 5], overdue=2) == [CAN, CANNOT]


def test_nothing_is_judged_while_nobody_knows_what_is_usual() -> None:
    assert verdicts([9, 9], [None, None]) == ["", ""]


parts = st.fractions(0, 12, max_denominator=10)
numbers = st.lists(st.tuples(st.integers(0, 12), parts), min_size=1, max_size=26)


@given(numbers, st.integers(0, 10))
def test_every_review_is_held_in_time_held_late_or_still_waits(weeks: list[tuple[int, Fraction]], overdue: int) -> None:
    due, space = [one for one, _ in weeks], [one for _, one in weeks]
    found = judge(MONDAYS[: len(weeks)], due, list(space), overdue)
    left = sum(week.left for week in found)
    held = sum(due) - left + (overdue + left - found[-1].waiting)
    assert held < sum(space) + 1, "never more than there is room for, but for part of a review"
    for at, week in enumerate(found):
        assert 0 <= week.left <= week.due
        assert week.whole <= space[at] + 1
        assert week.left == 0 or week.due - week.left >= week.whole, "its own come first"
        assert (week.verdict == CAN) == (week.left == 0 and week.due <= week.whole)
    if not left:
        assert all(sum(due[: n + 1]) < sum(space[: n + 1]) + 1 for n in range(len(due)))


@given(st.lists(st.tuples(st.integers(0, 12), st.integers(0, 12)), min_size=1, max_size=26))
def test_with_room_for_whole_reviews_no_week_that_has_enough_of_it_is_marked(weeks: list[tuple[int, int]]) -> None:
    found = judged([one for one, _ in weeks], [one for _, one in weeks])
    for (due, space), week in zip(weeks, found, strict=True):
        assert week.whole == space
        assert week.verdict == CAN or due > space


@pytest.mark.parametrize("day", [TODAY, date(2026, 11, 27), date(2026, 11, 29)])
def test_a_week_begins_on_its_monday(day: date) -> None:
    assert monday_of(day) == TODAY
    assert weeks_from(day)[:2] == (TODAY, date(2026, 11, 30))
    assert len(weeks_from(day)) == 26
    assert weeks_from(day, -2) == (date(2026, 11, 9), date(2026, 11, 16))
