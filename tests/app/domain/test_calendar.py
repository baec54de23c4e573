"""The working days, months and birthdays that due dates are made of."""

from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from holidays import country_holidays
from hypothesis import given
from hypothesis import strategies as st

from app.domain.calendar import (
    Calendar,
    add_days,
    add_months,
    add_years,
    birthday,
    shipped_holidays,
    today_in_london,
)

CALENDAR = Calendar.from_rows(shipped_holidays())
DATES = st.dates(date(1985, 1, 1), date(2045, 12, 31))
COUNTS = st.integers(0, 400)
EXAMPLES = [
    (date(2022, 12, 16), date(2023, 1, 11), date(2023, 1, 18), date(2023, 1, 13)),
    (date(2023, 4, 6), date(2023, 5, 2), date(2023, 5, 10), date(2023, 5, 4)),
    (date(2023, 12, 21), date(2024, 1, 16), date(2024, 1, 23), date(2024, 1, 18)),
    (date(2024, 3, 29), date(2024, 4, 22), date(2024, 4, 29), date(2024, 4, 26)),
    (date(2025, 4, 12), date(2025, 5, 7), date(2025, 5, 14), date(2025, 5, 10)),
    (date(2022, 5, 20), date(2022, 6, 14), date(2022, 6, 21), date(2022, 6, 17)),
]


@pytest.mark.parametrize(("start", "fifteen", "twenty", "days"), EXAMPLES)
def test_the_worked_examples_of_working_days_and_28_days(start: date, fifteen: date, twenty: date, days: date) -> None:
    assert CALENDAR.add_working_days(start, 15) == fifteen
    assert CALENDAR.add_working_days(start, 20) == twenty
    assert add_days(start, 28) == days


@pytest.mark.parametrize(
    ("start", "months", "due"),
    [
        (date(2022, 8, 31), 6, date(2023, 2, 28)),
        (date(2024, 1, 31), 3, date(2024, 4, 30)),
        (date(2023, 3, 31), 6, date(2023, 9, 30)),
        (date(2023, 8, 31), 6, date(2024, 2, 29)),
        (date(2026, 12, 31), 2, date(2027, 2, 28)),
        (date(2026, 1, 31), -2, date(2025, 11, 30)),
        (date(2026, 12, 15), 12, date(2027, 12, 15)),
    ],
)
def test_the_worked_examples_of_months(start: date, months: int, due: date) -> None:
    assert add_months(start, months) == due


@pytest.mark.parametrize("year", range(1990, 2041))
def test_the_shipped_bank_holidays_agree_with_the_holidays_package(year: int) -> None:
    """The package also lists a holiday on the Saturday or Sunday it falls on; the file only the day given instead."""
    listed = country_holidays("GB", subdiv="ENG", years=year)
    ours = {day for day, _, _ in shipped_holidays() if day.year == year}
    assert ours == {day for day in listed if day.year == year and day.weekday() < 5}


def test_the_shipped_bank_holidays_are_in_order_named_once_each_and_never_at_a_weekend() -> None:
    days = [day for day, _, _ in shipped_holidays()]
    assert days == sorted(set(days))
    assert all(day.weekday() < 5 for day in days)
    assert all(name for _, name, _ in shipped_holidays())
    assert {day.year for day in days} == set(range(1990, 2041))


@pytest.mark.parametrize(
    ("day", "name"),
    [
        (date(1995, 5, 8), "Early May bank holiday (VE Day)"),
        (date(1999, 12, 31), "Millennium bank holiday"),
        (date(2002, 6, 3), "Golden Jubilee bank holiday"),
        (date(2002, 6, 4), "Spring bank holiday"),
        (date(2011, 4, 29), "Wedding of Prince William and Catherine Middleton"),
        (date(2012, 6, 5), "Diamond Jubilee bank holiday"),
        (date(2020, 5, 8), "Early May bank holiday (VE Day)"),
        (date(2022, 6, 2), "Spring bank holiday"),
        (date(2022, 6, 3), "Platinum Jubilee bank holiday"),
        (date(2022, 9, 19), "State Funeral of Queen Elizabeth II"),
        (date(2023, 5, 8), "Coronation of King Charles III"),
        (date(2021, 12, 28), "Boxing Day (substitute day)"),
        (date(2022, 12, 27), "Christmas Day (substitute day)"),
    ],
)
def test_the_special_and_moved_bank_holidays_are_listed(day: date, name: str) -> None:
    assert name in [listed for listed_day, listed, _ in shipped_holidays() if listed_day == day]


@pytest.mark.parametrize("day", [date(1995, 5, 1), date(2020, 5, 4), date(2002, 5, 27), date(2012, 5, 28)])
def test_a_moved_bank_holiday_leaves_its_usual_day_a_working_day(day: date) -> None:
    assert CALENDAR.is_working_day(day)


def test_a_date_past_the_last_confirmed_year_says_so() -> None:
    assert CALENDAR.confirmed_until == 2028
    assert not CALENDAR.beyond_confirmed(date(2028, 12, 31))
    assert CALENDAR.beyond_confirmed(date(2029, 1, 1))
    assert CALENDAR.beyond_confirmed(date(2060, 1, 1))


def test_one_unconfirmed_holiday_makes_its_whole_year_unconfirmed() -> None:
    rows = ((date(2026, 12, 25), "Christmas Day", True), (date(2027, 6, 1), "Perhaps", False))
    assert Calendar.from_rows(rows).confirmed_until == 2026
    assert Calendar.from_rows(rows[:1]).confirmed_until == 2026
    assert Calendar.from_rows(()).beyond_confirmed(date(2026, 1, 1))


def test_outside_the_years_of_the_file_only_weekends_are_left_out() -> None:
    assert CALENDAR.is_working_day(date(2041, 12, 25))
    assert not CALENDAR.is_working_day(date(2041, 12, 28))
    assert CALENDAR.add_working_days(date(1980, 12, 24), 2) == date(1980, 12, 26)


def test_the_next_working_day_after_maundy_thursday_2026_is_the_tuesday() -> None:
    assert CALENDAR.next_working_day(date(2026, 4, 2)) == date(2026, 4, 7)
    assert CALENDAR.next_working_day(date(2026, 4, 7)) == date(2026, 4, 8)


def test_counting_back_from_a_weekend_starts_with_the_friday() -> None:
    assert CALENDAR.add_working_days(date(2026, 11, 21), -1) == date(2026, 11, 20)
    assert CALENDAR.add_working_days(date(2026, 11, 23), -1) == date(2026, 11, 20)
    assert CALENDAR.add_working_days(date(2026, 11, 20), -5) == date(2026, 11, 13)


def test_the_day_the_clock_starts_is_day_0_whatever_day_it_is() -> None:
    assert CALENDAR.add_working_days(date(2026, 11, 21), 0) == date(2026, 11, 21)


@given(DATES, DATES, st.integers(-400, 400))
def test_a_later_start_never_gives_an_earlier_due_date(one: date, other: date, count: int) -> None:
    early, late = sorted((one, other))
    assert CALENDAR.add_working_days(early, count) <= CALENDAR.add_working_days(late, count)
    assert add_months(early, count) <= add_months(late, count)
    assert add_days(early, count) <= add_days(late, count)


@given(DATES, COUNTS, st.sets(DATES, max_size=20), DATES)
def test_adding_a_holiday_never_makes_a_due_date_earlier(start: date, count: int, some: set[date], one: date) -> None:
    fewer = Calendar(frozenset(some), 2028)
    more = Calendar(frozenset(some | {one}), 2028)
    assert fewer.add_working_days(start, count) <= more.add_working_days(start, count)


@given(DATES, COUNTS)
def test_counting_working_days_undoes_adding_them(start: date, count: int) -> None:
    assert CALENDAR.working_days_between(start, CALENDAR.add_working_days(start, count)) == count


@given(DATES.filter(CALENDAR.is_working_day), COUNTS)
def test_counting_working_days_undoes_taking_them_away(start: date, count: int) -> None:
    assert CALENDAR.working_days_between(start, CALENDAR.add_working_days(start, -count)) == -count


@given(DATES, DATES)
def test_working_days_between_two_dates_change_only_their_sign_when_the_dates_are_swapped(a: date, b: date) -> None:
    assert CALENDAR.working_days_between(a, b) == -CALENDAR.working_days_between(b, a)


@given(DATES, st.integers(-60, 60), st.sets(DATES, max_size=40))
def test_working_days_are_those_found_by_walking_through_the_days(start: date, count: int, more: set[date]) -> None:
    calendar = Calendar(CALENDAR.holidays | more, 2028)
    day, left, step = start, abs(count), timedelta(days=1 if count > 0 else -1)
    while left:
        day += step
        left -= calendar.is_working_day(day)
    assert calendar.add_working_days(start, count) == day


@given(DATES, st.integers(-600, 600))
def test_adding_months_never_skips_a_month(start: date, count: int) -> None:
    due = add_months(start, count)
    assert (due.year - start.year) * 12 + due.month - start.month == count
    assert due.day == start.day or (due.day < start.day and add_days(due, 1).day == 1)


def test_years_from_29_february_end_on_28_february_or_29_february() -> None:
    assert add_years(date(2024, 2, 29), 1) == date(2025, 2, 28)
    assert add_years(date(2024, 2, 29), 4) == date(2028, 2, 29)


def test_months_outside_the_calendar_are_an_overflow() -> None:
    with pytest.raises(OverflowError):
        add_months(date(2026, 1, 1), 12 * 9000)


def test_somebody_born_on_29_february_turns_18_on_1_march_of_a_common_year() -> None:
    assert birthday(date(2008, 2, 29), 18) == date(2026, 3, 1)
    assert birthday(date(2008, 2, 29), 16) == date(2024, 2, 29)
    assert birthday(date(2008, 11, 21), 18) == date(2026, 11, 21)


def test_today_is_the_date_in_london_whatever_the_zone_of_the_computer() -> None:
    assert today_in_london(datetime(2026, 6, 30, 23, 30, tzinfo=UTC)) == date(2026, 7, 1)
    assert today_in_london(datetime(2026, 12, 31, 23, 30, tzinfo=UTC)) == date(2026, 12, 31)
    assert today_in_london(datetime(2026, 1, 1, 8, 0, tzinfo=timezone(timedelta(hours=9)))) == date(2025, 12, 31)
    with pytest.raises(ValueError, match="time zone"):
        today_in_london(datetime(2026, 6, 30, 23, 30))  # noqa: DTZ001 - the moment without a zone is what is refused
