"""Runs the command line in the process of a test, and holds what it printed."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

import main
from tests.locks import PASSPHRASE_FILE


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
    """Runs command lines, with the tests' passphrase where there is a database, and catches what each prints."""

    def ran(*words: str | Path) -> Ran:
        asked = ("--passphrase-file", PASSPHRASE_FILE) if "--database" in words else ()
        code = main.main([str(word) for word in (*words, *(() if "--passphrase-file" in words else asked))])
        captured = capsys.readouterr()
        return Ran(code, captured.out, captured.err)

    return ran
