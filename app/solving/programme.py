"""A mixed-integer programme in plain numbers, as it is sent to the solver: nothing in it says who anybody is."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

NOTHING = 1e-6
"""Costs that lie no further apart are the same."""


@dataclass
class Programme:
    """Columns (what is decided, each at least 0), their costs, and rows that hold sums of them between two ends (None: no end)."""

    costs: list[float] = field(default_factory=list)
    uppers: list[float | None] = field(default_factory=list)
    whole: list[bool] = field(default_factory=list)
    lows: list[float | None] = field(default_factory=list)
    highs: list[float | None] = field(default_factory=list)
    entries: list[list[tuple[int, float]]] = field(default_factory=list)
    offset: float = 0.0

    def column(self, cost: float, upper: float | None, *, whole: bool = True) -> int:
        """Add something to be decided; gives its number."""
        self.costs.append(cost)
        self.uppers.append(upper)
        self.whole.append(whole)
        return len(self.costs) - 1

    def row(self, parts: Iterable[tuple[int, float]], low: float | None, high: float | None) -> None:
        """Hold a sum of columns, each times a number, between two ends."""
        self.entries.append(list(parts))
        self.lows.append(low)
        self.highs.append(high)

    def as_json(self) -> Mapping[str, Any]:
        """For the solver."""
        return asdict(self)


@dataclass(frozen=True)
class Solved:
    """The best that was found, and that nothing is better than bound; gap is their distance as a share of the objective."""

    values: tuple[float, ...]
    objective: float
    bound: float
    seconds: float

    @property
    def gap(self) -> float:
        """0 when nothing better is possible."""
        return gap(self.objective, self.bound)


def gap(objective: float, bound: float) -> float:
    """How far the best found may be from the best possible, as a share of what was found."""
    apart = max(0.0, objective - bound)
    if apart <= NOTHING:
        return 0.0
    return apart / abs(objective) if abs(objective) > NOTHING else 1.0
