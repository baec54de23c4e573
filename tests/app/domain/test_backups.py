"""Backups are thinned to a year of them, and no clock that is wrong takes the only good one."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from app.domain.backups import (
    DAYS,
    EVERY,
    LAST,
    MONTHS,
    MOST_ASKED,
    WEEKS,
    Backup,
    is_due,
    kept,
    moment_words,
    newest_first,
)
from app.domain.calendar import today_in_london

MOST = DAYS + WEEKS + MONTHS + LAST - 1
MOMENTS = st.integers(0, 3_000_000_000).map(lambda seconds: datetime.fromtimestamp(seconds, UTC))


def backup(counter: int, at: datetime) -> Backup:
    """A backup of a file that has had so many changes."""
    return Backup(f"b{counter}", "s.db", "id", at, counter, counter, 0, 0, 1, "at close", "6")


HISTORIES = st.lists(MOMENTS, max_size=80).map(lambda all_: [backup(n, at) for n, at in enumerate(all_)])


def days(number: int, start: date = date(2025, 1, 1)) -> list[Backup]:
    """One backup at noon of each day."""
    noon = datetime(start.year, start.month, start.day, 12, tzinfo=UTC)
    return [backup(n, noon + timedelta(days=n)) for n in range(number)]


def thinned_each_time(backups: list[Backup]) -> set[Backup]:
    """What is left when each new backup is followed by thinning."""
    left: set[Backup] = set()
    for one in backups:
        left = set(kept({*left, one}))
    return left


def test_a_year_of_days_leaves_twelve_days_ten_weeks_and_nine_months() -> None:
    made = days(500)
    left = newest_first(thinned_each_time(made))
    assert len(left) == DAYS + WEEKS + MONTHS
    assert left[:DAYS] == made[: -DAYS - 1 : -1]
    ages = [(made[-1].at - one.at).days for one in left]
    assert 12 <= ages[DAYS] <= 18
    assert 75 <= ages[DAYS + WEEKS - 1] <= 90
    assert 300 <= ages[-1] <= 365


def test_the_last_three_of_a_busy_day_are_kept_and_one_of_each_day_before() -> None:
    half_hours = [backup(n, datetime(2026, 3, 2, 9, tzinfo=UTC) + timedelta(minutes=30 * n)) for n in range(16)]
    next_day = backup(99, datetime(2026, 3, 3, 9, tzinfo=UTC))
    assert kept(half_hours) == set(half_hours[-3:])
    assert kept([*half_hours, next_day]) == {next_day, *half_hours[-2:]}


def test_what_was_made_before_an_import_outlasts_the_closings_of_that_day_and_a_fortnight() -> None:
    morning = datetime(2026, 3, 2, 9, tzinfo=UTC)
    wanted = replace(backup(1, morning), reason="before an import")
    day = [wanted, *(backup(n, morning + timedelta(minutes=30 * n)) for n in range(2, 9))]
    assert wanted in thinned_each_time(day)
    assert wanted in thinned_each_time([*day, *later(13)])
    assert wanted not in thinned_each_time([*day, *later(40)])
    many = [replace(backup(n, morning), reason="asked for") for n in range(30)]
    assert len(kept(many)) == MOST_ASKED


def later(number: int) -> list[Backup]:
    """One of each day after that, with more changes."""
    return [
        replace(one, counter=one.counter + 100, place=f"later{one.counter}") for one in days(number, date(2026, 3, 3))
    ]


@given(HISTORIES)
def test_the_newest_are_always_kept_and_never_too_many(made: list[Backup]) -> None:
    left = kept(made)
    assert set(newest_first(made)[:LAST]) <= left or len(left) > LAST
    assert not made or newest_first(made)[0] in left
    assert len(left) <= MOST
    assert left <= set(made)


@given(HISTORIES)
def test_thinning_again_takes_nothing_more(made: list[Backup]) -> None:
    assert kept(kept(made)) == kept(made)


@given(HISTORIES, st.randoms())
def test_the_order_in_which_a_folder_lists_them_does_not_matter(made: list[Backup], chance: object) -> None:
    shuffled = list(made)
    chance.shuffle(shuffled)  # type: ignore[attr-defined]
    assert kept(shuffled) == kept(made)


@given(HISTORIES, MOMENTS)
def test_a_clock_set_back_never_takes_the_only_good_backup(made: list[Backup], wrong: datetime) -> None:
    """However many backups a wrong clock makes on one day, those of before lose no more than that day's place."""
    before = kept(made)
    after = [backup(1000 + n, wrong + timedelta(seconds=n)) for n in range(5)]
    left = set(before)
    for one in after:
        left = set(kept({*left, one}))
    assert after[-1] in left
    others = {one for one in before if today_in_london(one.at) != today_in_london(after[-1].at)}
    assert not others or left & others
    wanted = {today_in_london(one.at) for one in newest_first(others)[: DAYS - 1]}
    assert {today_in_london(one.at) for one in left} >= wanted


@given(st.lists(MOMENTS, min_size=1, max_size=200))
def test_whatever_the_clock_says_the_one_before_is_still_there(moments: list[datetime]) -> None:
    made = [backup(n, at) for n, at in enumerate(moments)]
    left = thinned_each_time(made)
    assert set(made[-LAST:]) & left
    assert made[-1] in left


def test_a_backup_is_due_after_half_an_hour_of_change_or_when_the_clock_went_back() -> None:
    noon = datetime(2026, 3, 2, 12, tzinfo=UTC)
    last = backup(5, noon)
    assert is_due(0, noon, None)
    assert not is_due(5, noon + timedelta(days=3), last)
    assert not is_due(6, noon + EVERY - timedelta(seconds=1), last)
    assert is_due(6, noon + EVERY, last)
    assert is_due(6, noon - timedelta(days=900), last)


def test_moments_are_told_as_they_were_in_london() -> None:
    assert moment_words(datetime(2026, 7, 1, 8, 10, tzinfo=UTC)) == "1 Jul 2026 09:10"
    assert backup(3, datetime(2026, 7, 1, tzinfo=UTC)).holds == "0 children, 0 reviews, 3 entries in the account"
