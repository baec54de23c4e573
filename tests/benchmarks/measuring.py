"""Times two ways of doing the same side by side, and says how many times longer one of them takes."""

import gc
import time
from collections.abc import Callable
from dataclasses import dataclass
from statistics import median
from typing import Any


@dataclass(frozen=True)
class Result:
    """One comparison: medians of ours and of the reference, the goal for their ratio, and how much more is always fine."""

    name: str
    ours: float
    reference: float
    goal: float | None = None
    allowance: float = 0.0
    unit: str = "s"
    note: str = ""

    @property
    def ratio(self) -> float:
        """How many times the reference."""
        return self.ours / self.reference if self.reference else float("inf")

    @property
    def met(self) -> bool | None:
        """Whether the goal is met, or the difference too small to matter; None without a goal."""
        if self.goal is None:
            return None
        return self.ratio <= self.goal or self.ours - self.reference <= self.allowance

    def as_json(self) -> dict[str, Any]:
        """For other programs."""
        return {
            "name": self.name,
            "ours": self.ours,
            "reference": self.reference,
            "unit": self.unit,
            "ratio": self.ratio,
            "goal": self.goal,
            "allowance": self.allowance,
            "met": self.met,
            "note": self.note,
        }


def seconds(do: Callable[[], object]) -> float:
    """How long one run takes, without a collection of garbage that others left."""
    gc.collect()
    begun = time.perf_counter()
    do()
    return time.perf_counter() - begun


def side_by_side(ours: Callable[[], object], reference: Callable[[], object], times: int) -> tuple[float, float]:
    """Medians of both, run in turns after one run each that is not counted."""
    ours()
    reference()
    pairs = [(seconds(ours), seconds(reference)) for _ in range(times)]
    return median(pair[0] for pair in pairs), median(pair[1] for pair in pairs)
