"""How many children an IRO holds, for how much of a post, and against the band."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.caseload import ALL, BASES, CLA_GIVEN, CLA_ONLY, OVER, UNDER, WITHIN, InPost, Load, in_post, lasts
from app.domain.officers import Absence, Post
from tests.builders import CALENDAR

DAY = date(2026, 11, 20)
BAND = (50, 70)
MINE = Post(officer_id="a", start=date(2020, 1, 6), fte_hundredths=60, cla_percent=50)


def load(cla: int, fte: int = 100) -> Load:
    """So many children looked after, for so much of a post."""
    return Load(cla=cla, fte=fte, cla_fte=fte)


def test_a_child_who_is_both_is_one_child_and_is_looked_after() -> None:
    held = Load(cla=10, cp=5, both=2, other=1, fte=100, cla_fte=80)
    assert (held.children, held.looked_after) == (18, 12)
    assert [held.per_fte(basis) for basis in (ALL, CLA_ONLY, CLA_GIVEN)] == [18.0, 12.0, 15.0]


@pytest.mark.parametrize(("children", "said"), [(49, UNDER), (50, WITHIN), (70, WITHIN), (71, OVER)])
def test_the_ends_of_the_band_belong_to_it(children: int, said: str) -> None:
    assert load(children).judged(ALL, BAND) == said


def test_part_of_a_post_carries_part_of_the_children() -> None:
    assert load(42, 60).judged(ALL, BAND) == WITHIN
    assert load(43, 60).judged(ALL, BAND) == OVER
    assert load(42, 60).per_fte(ALL) == 70.0


def test_nobody_in_post_has_no_caseload() -> None:
    assert load(12, 0).per_fte(ALL) is None
    assert load(12, 0).judged(ALL, BAND) == ""


def test_the_published_example_is_children_for_each_full_time_equivalent() -> None:
    assert Load(cla=1612, fte=2060).per_fte(ALL) == pytest.approx(78.25, abs=0.01)


def test_a_post_counts_from_its_first_day_until_the_day_before_its_end() -> None:
    ended = Post(officer_id="a", start=date(2026, 1, 5), end=DAY, fte_hundredths=100)
    assert in_post("a", [MINE, ended], [], DAY, 20, CALENDAR) == InPost(60, 30)
    assert in_post("a", [ended], [], date(2026, 11, 19), 20, CALENDAR) == InPost(100, 100)


def test_managers_and_vacant_posts_carry_no_children() -> None:
    manager = Post(officer_id="a", role="manager", start=date(2020, 1, 6))
    vacant = Post(officer_id=None, start=date(2020, 1, 6))
    assert in_post("a", [manager, vacant], [], DAY, 20, CALENDAR) == InPost()


def test_a_long_absence_leaves_the_post_out_and_a_short_one_does_not() -> None:
    short = Absence(officer_id="a", start=date(2026, 11, 2), end=date(2026, 11, 30))
    long = Absence(officer_id="a", start=date(2026, 11, 2), end=date(2026, 12, 1))
    assert (lasts(short, DAY, CALENDAR), lasts(long, DAY, CALENDAR)) == (20, 21)
    assert in_post("a", [MINE], [short], DAY, 20, CALENDAR) == InPost(60, 30)
    assert in_post("a", [MINE], [long], DAY, 20, CALENDAR) == InPost()
    assert in_post("a", [MINE], [long], date(2026, 12, 1), 20, CALENDAR) == InPost(60, 30)


def test_an_absence_without_an_end_counts_as_far_as_the_day() -> None:
    away = Absence(officer_id="a", kind="sickness", start=date(2026, 11, 2))
    assert in_post("a", [MINE], [away], date(2026, 11, 27), 20, CALENDAR) == InPost(60, 30)
    assert in_post("a", [MINE], [away], date(2026, 11, 30), 20, CALENDAR) == InPost()


@given(st.lists(st.builds(Load, *[st.integers(0, 80)] * 4, st.integers(0, 100), st.integers(0, 100)), max_size=5))
def test_the_service_is_the_sum_of_its_officers(loads: list[Load]) -> None:
    whole = sum(loads, Load())
    assert whole.children == sum(one.children for one in loads)
    assert all(whole.share(basis)[1] == sum(one.share(basis)[1] for one in loads) for basis in BASES)
