"""Times and lengths are understood as people type them, and refused in words when they cannot be."""

from datetime import time

import pytest

from app.domain.errors import Refusal
from app.domain.times import time_words, typed_minutes, typed_time


@pytest.mark.parametrize(
    ("words", "meant"),
    [
        ("10:30", time(10, 30)),
        ("10.30", time(10, 30)),
        ("1030", time(10, 30)),
        ("930", time(9, 30)),
        ("2pm", time(14)),
        ("2.15 pm", time(14, 15)),
        ("12am", time(0)),
        ("12 p.m.", time(12)),
        ("14", time(14)),
        ("noon", time(12)),
        ("  ", None),
    ],
)
def test_a_time_is_read_as_it_is_typed(words: str, meant: time | None) -> None:
    assert typed_time(words) == meant


@pytest.mark.parametrize("words", ["half past", "25:00", "10:75", "14pm", "10:3"])
def test_what_is_no_time_is_refused_with_an_example(words: str) -> None:
    with pytest.raises(Refusal, match="is not a time of day"):
        typed_time(words)


@pytest.mark.parametrize(("words", "meant"), [("90", 90), ("90 min", 90), ("60 minutes", 60), ("", None)])
def test_a_length_is_read_in_minutes(words: str, meant: int | None) -> None:
    assert typed_minutes(words) == meant


@pytest.mark.parametrize("words", ["0", "an hour", "5000", "-5"])
def test_what_is_no_length_is_refused(words: str) -> None:
    with pytest.raises(Refusal, match="is not a number of minutes"):
        typed_minutes(words)


def test_a_time_is_shown_with_its_minutes() -> None:
    assert (time_words(time(9, 5)), time_words(None)) == ("09:05", "")
