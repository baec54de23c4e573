"""Numbers with their nouns."""

import pytest

from app.domain.counting import counted


@pytest.mark.parametrize(
    ("number", "words"), [(0, "0 children"), (1, "1 child"), (2, "2 children"), (1200, "1,200 children")]
)
def test_one_is_said_in_the_singular(number: int, words: str) -> None:
    assert counted(number, "child", "children") == words


def test_a_noun_without_a_plural_of_its_own_takes_an_s() -> None:
    assert (counted(1, "row"), counted(3, "row")) == ("1 row", "3 rows")
