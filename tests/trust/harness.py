"""What each harness gives back: how often it tried, what it found, and which planted faults it caught."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Findings:
    """One line of the figures printed."""

    name: str
    tried: int
    found: tuple[str, ...] = ()
    """What went wrong, in a sentence each that says how to see it again; empty when nothing did."""
    counts: dict[str, int] = field(default_factory=dict)
    """What was counted beside it, by its words: how many died where, how many were refused."""

    def as_json(self) -> dict[str, Any]:
        """The same for a program."""
        return {"name": self.name, "tried": self.tried, "found": list(self.found), "counts": self.counts}


@dataclass(frozen=True)
class Harness:
    """One harness: `run` with a count (its own default when None), and the faults planted to prove it."""

    name: str
    about: str
    run: Callable[[int | None], list[Findings]]
    planted: dict[str, Callable[[], Findings]]
    """By the words of the fault: a short run with that fault in the program, which must find something."""
