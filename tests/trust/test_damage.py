"""Damage to the file and to what lies beside it is found before a wrong row is shown; the harness itself finds planted faults."""

from tests.trust import damage


def test_a_flipped_bit_or_a_cut_off_end_is_found_wherever_it_is() -> None:
    flips, cuts = damage.run(30)
    assert (flips.found, cuts.found) == ((), ())
    assert (flips.tried, cuts.tried) == (30, 10)


def test_the_harness_of_damage_finds_a_swallowed_error() -> None:
    assert damage.HARNESS.planted["swallowed error: a damaged note counts as none"]().found
