"""A child process that dies, is killed or cannot be started is a sentence, and the program goes on."""

import sys
from pathlib import Path

import psutil
import pytest

from app.domain.errors import Refusal
from app.solving.solver import solve
from tests.app.solving.test_solver import knapsack


def test_a_child_process_that_somebody_kills_is_a_sentence_and_the_next_one_serves() -> None:
    before = set(psutil.Process().children())

    def kill() -> bool:
        for child in set(psutil.Process().children()) - before:
            child.kill()
        return False

    with pytest.raises(Refusal, match=r"ended by itself\. Nothing has been changed"):
        solve(knapsack(), 10, cancelled=kill, module="tests.app.solving.never_ends")
    assert solve(knapsack(), 10).objective == -14


def test_a_child_process_that_cannot_be_started_is_a_sentence_and_the_next_one_serves(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as moved:
        moved.setattr(sys, "executable", str(tmp_path / "python"))
        with pytest.raises(Refusal, match=r"could not be started.*Nothing has been changed"):
            solve(knapsack(), 10)
    assert solve(knapsack(), 10).objective == -14
