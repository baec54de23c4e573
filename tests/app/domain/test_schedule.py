"""The clocks: numbering reviews, setting due dates, and saying why."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.calendar import Calendar, add_months, shipped_holidays
from app.domain.explanations import explain, sequence_words
from app.domain.kinds import KINDS, Interval
from app.domain.reviews import Review, Series
from app.domain.schedule import Schedule, Terms, schedule

CALENDAR = Calendar.from_rows(shipped_holidays())


def series(kind: str = "looked-after", start: date | None = date(2025, 1, 6), **more: object) -> Series:
    facts = {"history_complete": True, **more}
    return Series(id="s", child_id="c", kind=kind, start=start, **facts)  # type: ignore[arg-type]


def held(*days: date, **more: object) -> list[Review]:
    return [
        Review(id=f"r{i}", child_id="c", series_id="s", kind="looked-after", held=day, **more)  # type: ignore[arg-type]
        for i, day in enumerate(days)
    ]


def decide(one: Series, reviews: list[Review], **more: object) -> Schedule:
    return schedule(one, reviews, Terms(CALENDAR, **more))  # type: ignore[arg-type]


def dues(result: Schedule) -> list[date | None]:
    return [review.due for review in result.reviews]


def test_the_first_looked_after_review_is_due_within_20_working_days() -> None:
    result = decide(series(start=date(2023, 4, 6)), [])
    assert dues(result) == [date(2023, 5, 10)]
    assert result.next is not None
    assert explain(result.next) == (
        "First review: within 20 working days of becoming looked after on 6 April 2023 "
        "(Care Planning Regulations 2010, reg 33(1))."
    )


def test_the_second_is_due_3_months_after_the_first_and_later_ones_6_months_after_the_previous() -> None:
    result = decide(series(), held(date(2025, 1, 31), date(2025, 4, 30), date(2025, 10, 2)))
    assert dues(result) == [date(2025, 2, 3), date(2025, 4, 30), date(2025, 10, 30), date(2026, 4, 2)]
    assert result.next is not None
    assert explain(result.next) == (
        "Fourth review: within 6 months of the previous review, held 2 October 2025 "
        "(Care Planning Regulations 2010, reg 33(2))."
    )


def test_a_late_review_moves_the_next_one_later_and_an_early_one_earlier() -> None:
    on_time = decide(series(), held(date(2025, 2, 3)))
    late = decide(series(), held(date(2025, 2, 20)))
    early = decide(series(), held(date(2025, 1, 20)))
    assert [s.next.due for s in (early, on_time, late) if s.next] == [
        date(2025, 4, 20),
        date(2025, 5, 3),
        date(2025, 5, 20),
    ]


@pytest.mark.parametrize(
    ("kind", "start", "expected"),
    [
        ("icpc", date(2022, 12, 16), date(2023, 1, 11)),
        ("rcpc", date(2025, 11, 30), date(2026, 2, 28)),
        ("short-breaks", date(2024, 1, 31), date(2024, 4, 30)),
        ("adoption-authorised", date(2024, 1, 31), date(2024, 4, 30)),
        ("adoption-placed", date(2023, 12, 21), date(2024, 1, 18)),
        ("secure", date(2024, 1, 31), date(2024, 2, 29)),
        ("foster-carer", date(2024, 2, 29), date(2025, 2, 28)),
        ("private-fostering", date(2024, 2, 29), date(2025, 2, 28)),
        ("pathway", date(2023, 3, 31), date(2023, 9, 30)),
    ],
)
def test_every_kind_has_its_first_due_date(kind: str, start: date, expected: date) -> None:
    result = decide(series(kind, start), [])
    assert dues(result) == [expected]
    assert result.next is not None
    assert KINDS[kind].steps[0].rule.split(",")[0][:20] in explain(result.next)


@pytest.mark.parametrize(
    ("kind", "first", "second", "expected"),
    [
        ("rcpc", date(2025, 3, 31), date(2025, 9, 30), [date(2025, 4, 6), date(2025, 9, 30), date(2026, 3, 30)]),
        (
            "adoption-placed",
            date(2025, 2, 3),
            date(2025, 5, 3),
            [date(2025, 2, 3), date(2025, 5, 3), date(2025, 11, 3)],
        ),
        ("secure", date(2025, 2, 6), date(2025, 5, 6), [date(2025, 2, 6), date(2025, 5, 6), date(2025, 8, 6)]),
        ("foster-carer", date(2026, 1, 6), date(2026, 11, 1), [date(2026, 1, 6), date(2027, 1, 6), date(2027, 11, 1)]),
    ],
)
def test_later_reviews_of_each_kind_run_from_the_day_the_previous_was_held(
    kind: str, first: date, second: date, expected: list[date]
) -> None:
    reviews = [replace(r, kind=kind) for r in held(first, second)]
    assert dues(decide(series(kind), reviews)) == expected


def test_an_initial_conference_is_held_once() -> None:
    result = decide(series("icpc"), [replace(r, kind="icpc") for r in held(date(2025, 1, 20))])
    assert result.next is None
    assert result.stops == "No further conference: this conference is held once."


def test_the_18th_birthday_ends_the_clock_and_the_program_says_why() -> None:
    birthday = date(2025, 7, 1)
    result = decide(series(), held(date(2025, 2, 3), date(2025, 5, 1)), eighteenth=birthday)
    assert result.next is None
    assert result.series.closes == birthday
    assert result.stops == (
        "No further review: turns 18 on 1 July 2025, before the next would be due on 1 November 2025."
    )


def test_a_review_due_before_the_18th_birthday_stays_and_one_due_on_it_is_not_due() -> None:
    due = date(2025, 5, 3)
    assert decide(series(), held(date(2025, 2, 3)), eighteenth=due + timedelta(days=1)).next is not None
    assert decide(series(), held(date(2025, 2, 3)), eighteenth=due).next is None


def test_pathway_plan_reviews_go_on_after_the_18th_birthday() -> None:
    result = decide(series("pathway"), [], eighteenth=date(2025, 2, 1))
    assert result.next is not None
    assert result.series.closes is None


def test_a_period_that_ended_on_or_after_the_due_date_keeps_the_review_as_never_held() -> None:
    due = date(2025, 5, 3)
    kept = decide(series(end=due), held(date(2025, 2, 3)))
    gone = decide(series(end=due - timedelta(days=1)), held(date(2025, 2, 3)))
    assert kept.next is not None
    assert kept.next.due == due
    assert gone.next is None
    assert "ended on 2 May 2025" in gone.stops


def test_a_file_without_history_leaves_the_first_recorded_review_unjudged() -> None:
    one = series(start=date(2020, 1, 6), history_complete=False)
    result = decide(one, held(date(2025, 2, 3)))
    assert result.reviews[0].due is None
    assert sequence_words(result.reviews[0]) == "Third or later"
    assert result.next is not None
    assert (result.next.due, result.next.to_confirm) == (date(2025, 8, 3), False)


def test_the_sources_own_due_date_judges_where_history_is_missing_and_is_labelled() -> None:
    one = series(start=None, start_known=False, history_complete=False)
    result = decide(one, held(date(2025, 2, 3), source_due=date(2025, 2, 10)))
    assert (result.reviews[0].due, result.reviews[0].due_basis) == (date(2025, 2, 10), "file")
    assert explain(result.reviews[0]).startswith("The date given by the source file")


def test_an_unknown_number_makes_the_next_due_on_the_earlier_lawful_date_to_confirm() -> None:
    one = series(start=None, start_known=False, history_complete=False)
    result = decide(one, held(date(2025, 2, 3)))
    assert result.next is not None
    assert (result.next.due, result.next.to_confirm) == (date(2025, 5, 3), True)
    confirmed = decide(one, held(date(2025, 2, 3), number=3, number_basis="confirmed"))
    assert confirmed.next is not None
    assert (confirmed.next.due, confirmed.next.to_confirm) == (date(2025, 8, 3), False)


def test_a_first_recorded_review_within_the_limit_of_a_known_start_is_the_first() -> None:
    one = series(history_complete=False)
    result = decide(one, held(date(2025, 2, 3)))
    assert (result.reviews[0].number_basis, result.reviews[0].due) == ("within first limit", date(2025, 2, 3))


def test_numbers_of_the_file_with_a_gap_say_that_a_review_is_not_recorded() -> None:
    first = replace(held(date(2025, 2, 3))[0], number=1, number_basis="file")
    fourth = replace(held(date(2026, 2, 3))[0], id="x", number=4, number_basis="file")
    result = decide(series(), [first, fourth])
    assert result.reviews[1].due is None
    assert result.reviews[1].due_basis == "unknown"


def test_a_placement_for_adoption_stops_the_looked_after_clock_and_a_return_starts_it_within_42_days() -> None:
    away = decide(series(), held(date(2025, 2, 3)), away=((date(2025, 3, 1), None),))
    assert away.next is None
    assert "placed for adoption on 1 March 2025" in away.stops
    back = decide(series(), held(date(2025, 2, 3)), away=((date(2025, 3, 1), date(2025, 6, 1)),))
    assert back.next is not None
    assert back.next.due == date(2025, 7, 13)


def test_a_local_target_stands_beside_the_statutory_date() -> None:
    local = {"icpc": (Interval.parse("28 days"),)}
    result = schedule(series("icpc", date(2022, 12, 16)), [], Terms(CALENDAR, local))
    assert result.next is not None
    assert (result.next.due, result.next.local_due) == (date(2023, 1, 11), date(2023, 1, 13))


def test_only_one_open_review_is_left() -> None:
    open_ones = [Review(id=f"o{i}", child_id="c", series_id="s", kind="looked-after") for i in range(3)]
    result = decide(series(), open_ones)
    assert len(result.reviews) == 1
    assert len(result.retired) == 2


days = st.dates(date(2015, 1, 1), date(2027, 12, 31))
histories = st.lists(st.integers(1, 400), max_size=8).map(
    lambda gaps: [date(2018, 1, 8) + timedelta(days=sum(gaps[: i + 1])) for i in range(len(gaps))]
)


@given(histories, st.randoms())
def test_the_order_in_which_reviews_are_entered_never_changes_the_result(history: list[date], random: object) -> None:
    reviews = held(*history)
    shuffled = list(reviews)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    one = series(start=date(2018, 1, 8))
    ordered, other = decide(one, reviews), decide(one, shuffled)
    assert [replace(r, id="") for r in ordered.reviews] == [replace(r, id="") for r in other.reviews]


@given(histories, st.integers(1, 300))
def test_a_later_trigger_never_gives_an_earlier_due_date(history: list[date], later: int) -> None:
    start = date(2018, 1, 8)
    earlier = decide(series(start=start), []).next
    after = decide(series(start=start + timedelta(days=later)), []).next
    assert earlier is not None
    assert after is not None
    assert earlier.due is not None
    assert after.due is not None
    assert earlier.due <= after.due
    if history:
        moved = [*history[:-1], history[-1] + timedelta(days=later)]
        one = series(start=start)
        before, then = decide(one, held(*history)).next, decide(one, held(*moved)).next
        assert before is not None
        assert then is not None
        assert (before.due or start) <= (then.due or start)


@given(histories, days)
def test_adding_a_holiday_never_makes_a_due_date_earlier(history: list[date], holiday: date) -> None:
    one, reviews = series(start=date(2018, 1, 8)), held(*history)
    more = Calendar.from_rows([*(h for h in shipped_holidays() if h[0] != holiday), (holiday, "Extra", True)])
    for before, after in zip(decide(one, reviews).reviews, schedule(one, reviews, Terms(more)).reviews, strict=True):
        assert before.due is not None
        assert after.due is not None
        assert before.due <= after.due


@given(histories)
def test_held_on_the_due_date_is_in_time_and_scheduling_again_changes_nothing(history: list[date]) -> None:
    one = series(start=date(2018, 1, 8))
    first = decide(one, held(*history))
    again = schedule(first.series, first.reviews, Terms(CALENDAR))
    assert again.reviews == first.reviews
    assert first.next is not None
    assert first.next.due is not None
    on_the_day = replace(first.next, held=first.next.due)
    judged = decide(one, [*first.reviews[:-1], on_the_day]).reviews
    match = next(r for r in judged if r.id == on_the_day.id)
    if match.held and match.due and not any(r.held and r.held > match.held for r in judged):
        assert match.held <= match.due


@given(days)
def test_months_are_corresponding_dates_never_91_days(start: date) -> None:
    result = decide(series(start=start - timedelta(days=60)), held(start))
    assert result.next is not None
    assert result.next.due == add_months(start, 3)
