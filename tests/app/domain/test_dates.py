"""Dates as they are typed and written, and the periods that figures are counted over."""

import itertools
from collections.abc import Callable
from contextlib import suppress
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain import dates
from app.domain.calendar import Calendar, add_days, add_months, shipped_holidays
from app.domain.dates import Period, typed
from app.domain.errors import Refusal

CALENDAR = Calendar.from_rows(shipped_holidays())
SATURDAY = date(2026, 11, 21)
FRIDAY = date(2026, 11, 20)
PLAUSIBLE = st.dates(date(1900, 1, 1), date(2199, 12, 31))
NEAR = st.dates(date(1990, 1, 1), date(2040, 12, 31))
EVERY_WAY = [dates.short, dates.long, dates.with_weekday, dates.full, dates.iso]


@pytest.mark.parametrize(
    "text",
    [
        *("12/3/26", "12/03/2026", "12.3.2026", "12-3-26", "12 3 26", "120326", "12032026", "2026-03-12", "2026/3/12"),
        *("12 mar 26", "12 March 2026", "12mar26", "12-Mar-2026", "12th March 2026", "12 of March 2026", "mar 12 2026"),
        *("March 12th, 2026", "12 Mar. 2026", "  12   MARCH  2026 ", "Thu 12 Mar 2026", "Thursday, 12 March 2026"),
        *("Thurs 12/3/26", "１２/３/２６", "12\u00a0March\u00a02026"),
    ],
)
def test_a_date_is_read_day_first_in_every_usual_way(text: str) -> None:
    assert typed(text, SATURDAY, CALENDAR) == date(2026, 3, 12)


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("12 mar", date(2027, 3, 12)),
        ("mar 12", date(2027, 3, 12)),
        ("12/3", date(2027, 3, 12)),
        ("12 sept", date(2026, 9, 12)),
        ("21 nov", SATURDAY),
        ("31/12", date(2026, 12, 31)),
        ("23 may", date(2026, 5, 23)),
        ("22 may", date(2027, 5, 22)),
        ("thu 12 mar", None),
    ],
)
def test_a_date_without_a_year_is_the_nearest_to_today(text: str, meant: date | None) -> None:
    if meant:
        assert typed(text, SATURDAY, CALENDAR) == meant
    else:
        with pytest.raises(Refusal, match="12 March 2027 is a Friday"):
            typed(text, SATURDAY, CALENDAR)


@given(PLAUSIBLE, NEAR)
def test_a_date_without_a_year_is_never_more_than_half_a_year_away(meant: date, today: date) -> None:
    text = f"{meant.day}/{meant.month}"
    if (meant.day, meant.month) != (29, 2):
        assert abs((typed(text, today, CALENDAR) - today).days) <= 183


def test_29_february_without_a_year_is_refused_unless_one_is_near() -> None:
    assert typed("29 feb", date(2027, 11, 21), CALENDAR) == date(2028, 2, 29)
    for today in (SATURDAY, date(2027, 3, 1)):
        with pytest.raises(Refusal, match="29 February within 6 months") as refused:
            typed("29 feb", today, CALENDAR)
        assert refused.value.next_step == "Type the year as well."


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("today", SATURDAY),
        ("T", SATURDAY),
        ("tomorrow", date(2026, 11, 22)),
        ("yesterday", FRIDAY),
        ("+20wd", date(2026, 12, 18)),
        ("+ 20 working days", date(2026, 12, 18)),
        ("-5wd", date(2026, 11, 16)),
        ("−5wd", date(2026, 11, 16)),
        ("+1wd", date(2026, 11, 23)),
        ("+3m", date(2027, 2, 21)),
        ("+6 months", date(2027, 5, 21)),
        ("+2w", date(2026, 12, 5)),
        ("+28d", date(2026, 12, 19)),
        ("-1 day", FRIDAY),
        ("+1y", date(2027, 11, 21)),
    ],
)
def test_steps_are_counted_from_today(text: str, meant: date) -> None:
    assert typed(text, SATURDAY, CALENDAR) == meant


@pytest.mark.parametrize(
    ("text", "today", "meant"),
    [
        ("fri", SATURDAY, date(2026, 11, 27)),
        ("fri", FRIDAY, FRIDAY),
        ("Thu", FRIDAY, date(2026, 11, 26)),
        ("weds", FRIDAY, date(2026, 11, 25)),
        ("next fri", FRIDAY, date(2026, 11, 27)),
        ("next friday", date(2026, 11, 16), date(2026, 11, 27)),
        ("next mon", SATURDAY, date(2026, 11, 23)),
        ("this mon", FRIDAY, date(2026, 11, 16)),
        ("this sun", FRIDAY, date(2026, 11, 22)),
        ("last mon", FRIDAY, date(2026, 11, 16)),
        ("last mon", date(2026, 11, 16), date(2026, 11, 9)),
        ("last sat", FRIDAY, date(2026, 11, 14)),
    ],
)
def test_a_weekday_is_the_coming_one_and_next_means_next_week(text: str, today: date, meant: date) -> None:
    assert typed(text, today, CALENDAR) == meant


@pytest.mark.parametrize(("text", "year"), [("1/1/46", 2046), ("1/1/47", 1947), ("1/1/00", 2000), ("1/1/99", 1999)])
def test_a_year_of_two_figures_is_at_most_20_years_ahead(text: str, year: int) -> None:
    assert typed(text, SATURDAY, CALENDAR) == date(year, 1, 1)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "No date was typed."),
        ("   ", "No date was typed."),
        ("soon", '"soon" is not a date.'),
        ("31/2/26", "There is no 31 February 2026."),
        ("29/2/2026", "There is no 29 February 2026."),
        ("31 feb", "There is no 31 February."),
        ("0/3/26", "There is no 0 March 2026."),
        ("3/13/26", "There is no month 13: the day comes first, then the month."),
        ("1/0", "There is no month 0: the day comes first, then the month."),
        ("mar 2026", '"mar 2026" is not a date.'),
        ("12/3/226", '"12/3/226" is not a date.'),
        ("12/3/0226", "The year 226 is not between 1900 and 2199."),
        ("1/1/0000", "There is no 1 January 0."),
        ("Fri 12 Mar 2026", "12 March 2026 is a Thursday."),
        ("+5", '"+5" is not a date.'),
        ("+5 fortnights", '"+5 fortnights" is not a date.'),
        ("+99999y", "+99999y is too far from today."),
        ("-99999m", "-99999m is too far from today."),
        ("-999999wd", '"-999999wd" is not a date.'),
        ("+5000m", "The year 2443 is not between 1900 and 2199."),
        ("1203", '"1203" is not a date.'),
        ("9" * 50, f'"{"9" * 40}…" is not a date.'),
        ("=1+1", '"=1+1" is not a date.'),
    ],
)
def test_what_is_not_a_date_is_refused_in_words_with_the_next_step(text: str, sentence: str) -> None:
    with pytest.raises(Refusal) as refused:
        typed(text, SATURDAY, CALENDAR)
    assert refused.value.message == sentence
    assert refused.value.next_step


@given(st.text(max_size=30))
def test_whatever_is_typed_is_a_date_or_a_refusal(text: str) -> None:
    with suppress(Refusal):
        assert 1900 <= typed(text, SATURDAY, CALENDAR).year <= 2199


@given(st.from_regex(r"[+-]?[0-9]{1,6}([-/. ]?[a-z0-9]{1,9}){0,2}", fullmatch=True))
def test_whatever_nearly_looks_like_a_date_is_a_date_or_a_refusal(text: str) -> None:
    with suppress(Refusal):
        assert 1900 <= typed(text, SATURDAY, CALENDAR).year <= 2199


@pytest.mark.parametrize("write", EVERY_WAY)
@given(day=PLAUSIBLE, today=NEAR)
def test_every_date_that_is_written_is_read_back_as_the_same_date(
    write: Callable[[date], str], day: date, today: date
) -> None:
    assert typed(write(day), today, CALENDAR) == day


def test_dates_are_written_in_english_on_every_computer() -> None:
    assert [write(date(2026, 3, 12)) for write in EVERY_WAY] == [
        *("12 Mar 2026", "12 March 2026", "Thu 12 Mar 2026", "Thursday 12 March 2026", "2026-03-12"),
    ]
    assert dates.full(SATURDAY) == "Saturday 21 November 2026"


@pytest.mark.parametrize(
    ("day", "starting"), [(date(2026, 3, 31), 2025), (date(2026, 4, 1), 2026), (date(2026, 12, 31), 2026)]
)
def test_a_financial_year_runs_from_1_april_to_31_march(day: date, starting: int) -> None:
    assert dates.financial_year(day) == Period(date(starting, 4, 1), date(starting + 1, 3, 31))


def test_quarter_4_of_a_financial_year_is_january_to_march_of_the_next_year() -> None:
    assert Period.quarter(2025, 4) == Period(date(2026, 1, 1), date(2026, 3, 31)) == dates.quarter(date(2026, 2, 28))
    assert Period.quarter(2026, 1) == Period(date(2026, 4, 1), date(2026, 6, 30)) == dates.quarter(date(2026, 4, 1))


@pytest.mark.parametrize(
    ("period", "title"),
    [
        (Period.month(2026, 9), "September 2026"),
        (Period.financial_year(2025), "April 2025 to March 2026"),
        (Period.quarter(2026, 1), "April to June 2026"),
        (Period(date(2026, 4, 1), date(2026, 5, 12)), "1 Apr 2026 to 12 May 2026"),
        (Period(date(2026, 4, 2), date(2026, 4, 30)), "2 Apr 2026 to 30 Apr 2026"),
        (Period(SATURDAY, SATURDAY), "21 Nov 2026"),
    ],
)
def test_a_period_is_named_in_words(period: Period, title: str) -> None:
    assert period.title() == title


@pytest.mark.parametrize(
    ("period", "before"),
    [
        (Period.month(2025, 2), Period.month(2024, 2)),
        (Period.month(2024, 2), Period.month(2023, 2)),
        (Period.financial_year(2026), Period.financial_year(2025)),
        (Period(date(2024, 2, 29), date(2024, 5, 12)), Period(date(2023, 2, 28), date(2023, 5, 12))),
    ],
)
def test_the_same_period_a_year_before_ends_with_the_month_if_this_one_does(period: Period, before: Period) -> None:
    assert period.previous_year() == before


def test_a_period_that_ends_before_it_begins_is_refused() -> None:
    with pytest.raises(Refusal, match="would end on 1 March 2026, before it begins on 12 May 2026"):
        Period(date(2026, 5, 12), date(2026, 3, 1))


@given(NEAR, st.integers(0, 1500))
def test_the_months_of_a_period_are_its_days_once_each(first: date, length: int) -> None:
    period = Period(first, add_days(first, length))
    months = list(period.months())
    assert (months[0].first, months[-1].last) == (period.first, period.last)
    assert all(add_days(one.last, 1) == other.first for one, other in itertools.pairwise(months))
    assert all(dates.month_of(month.first) == dates.month_of(month.last) for month in months)


@given(NEAR)
def test_a_day_lies_in_its_month_its_quarter_and_its_financial_year(day: date) -> None:
    for period in (dates.month_of(day), dates.quarter(day), dates.financial_year(day)):
        assert day in period
        assert add_months(period.last, 12) not in period
    assert len(list(dates.financial_year(day).months())) == 12
