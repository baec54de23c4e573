"""Whatever becomes of the child process that looks for a distribution, the program goes on and says what happened."""

import psutil
import pytest

from app.domain.errors import Refusal
from app.solving import Stopped, suggest
from app.solving.programme import Programme
from app.solving.solver import solve
from tests.app.solving.test_fair import two_officers


def knapsack() -> Programme:
    """The most of two things that fit."""
    programme = Programme()
    first, second = programme.column(-3, 4), programme.column(-2, None)
    programme.row([(first, 2), (second, 3)], None, 11)
    return programme


def test_whole_numbers_are_found_and_proved() -> None:
    found = solve(knapsack(), 10)
    assert (found.values, found.objective, found.bound, found.gap) == ((4, 1), -14, -14, 0)


def test_cancel_ends_the_child_process() -> None:
    before = set(psutil.Process().children(recursive=True))
    looks = iter([False, False, False])
    with pytest.raises(Stopped, match=r"The search was stopped\. Nothing has been changed"):
        solve(knapsack(), 10, cancelled=lambda: next(looks, True), module="tests.app.solving.never_ends")
    assert set(psutil.Process().children(recursive=True)) <= before


def test_a_child_process_that_breaks_down_is_a_sentence() -> None:
    with pytest.raises(Refusal, match="ended by itself") as refused:
        solve(knapsack(), 10, module="tests.app.solving.breaks_down")
    assert "Nothing has been changed. Try again." in str(refused.value)


def test_what_cannot_be_solved_in_the_time_is_a_sentence() -> None:
    programme = knapsack()
    programme.row([(0, 1)], 5, None)
    with pytest.raises(Refusal, match="No good distribution was found within 10 seconds"):
        solve(programme, 10)


def test_an_answer_far_from_the_best_possible_is_none() -> None:
    with pytest.raises(Refusal, match="No good distribution was found within 10 seconds"):
        solve(knapsack(), 10, module="tests.app.solving.answers_badly")


def test_progress_is_told_in_numbers() -> None:
    told: list[tuple[str, int, int]] = []
    suggest(two_officers(84, 52), lambda *said: told.append(said))
    assert told
    assert all(words.startswith(("Looking", "Best so far")) and total == 8 for words, _, total in told)
