"""Runs the command line in the process of a test, and holds what it printed."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

import main


@dataclass(frozen=True)
class Ran:
    """What one command line did."""

    code: int
    out: str
    err: str

    @property
    def answer(self) -> Any:
        """The JSON on standard output, which must be nothing else."""
        return json.loads(self.out)


Run = Callable[..., Ran]


def runner_of(capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs command lines and catches what each prints."""

    def ran(*words: str | Path) -> Ran:
        code = main.main([str(word) for word in words])
        captured = capsys.readouterr()
        return Ran(code, captured.out, captured.err)

    return ran
