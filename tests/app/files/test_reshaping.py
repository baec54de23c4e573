"""Long figures made wide for a sheet."""

from hypothesis import given
from hypothesis import strategies as st

from app.files.reshaping import wide

KEYS = st.sampled_from([("1", "Ann"), ("2", "Bert"), (None, None)])
LONG = st.lists(st.tuples(KEYS, st.sampled_from(["icpc", "rcpc"]), st.integers(0, 9), st.integers(0, 9)), max_size=20)


def test_what_was_not_counted_is_nought_of_nought() -> None:
    assert wide([("Ann", "icpc", 1, 2), ("Bert", "rcpc", 3, 4)]) == {
        "Ann": {"icpc": (1, 2), "rcpc": (0, 0)},
        "Bert": {"icpc": (0, 0), "rcpc": (3, 4)},
    }
    assert wide([]) == {}


@given(LONG)
def test_nothing_is_lost_or_counted_twice(long: list[tuple[tuple[str | None, str | None], str, int, int]]) -> None:
    crossed = wide(long)
    pairs = [pair for cells in crossed.values() for pair in cells.values()]
    assert sum(numerator for numerator, _ in pairs) == sum(numerator for _, _, numerator, _ in long)
    assert sum(denominator for _, denominator in pairs) == sum(denominator for _, _, _, denominator in long)
    assert list(crossed) == list(dict.fromkeys(f[0] for f in long))
