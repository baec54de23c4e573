"""Chance that is the same every time: numbers, choices and keys drawn from one seed."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from itertools import accumulate
from random import Random
from typing import Generic, TypeVar

T = TypeVar("T")


class Shares(Generic[T]):
    """Options with their weights, made ready to draw from."""

    def __init__(self, weights: Mapping[T, float]) -> None:
        self.options = tuple(weights)
        self.cumulative = tuple(accumulate(weights.values()))


class Draw:
    """One stream of chance; streams with other words never disturb each other."""

    def __init__(self, *words: object) -> None:
        self._random = Random(":".join(map(str, words)))  # noqa: S311 - synthetic data that must repeat, no secrets

    def id(self) -> str:
        """A record's key."""
        return f"{self._random.getrandbits(128):032x}"

    def chance(self, probability: float) -> bool:
        """True as often as the probability says."""
        return self._random.random() < probability

    def whole(self, low: int, high: int) -> int:
        """A whole number from low to high, both included."""
        return low + int(self._random.random() * (high - low + 1))

    def between(self, low: float, high: float) -> float:
        """Any number between the two."""
        return low + (high - low) * self._random.random()

    def waiting(self, mean: float) -> float:
        """A length of time whose mean is this and that is often short and sometimes long."""
        return self._random.expovariate(1 / mean)

    def normal(self, deviation: float) -> float:
        """A number around 0."""
        return self._random.gauss(0, deviation)

    def one(self, options: Sequence[T]) -> T:
        """One of the options, each as likely as the others."""
        return options[int(self._random.random() * len(options))]

    def of(self, shares: Shares[T]) -> T:
        """One of the options by their weights."""
        return self._random.choices(shares.options, cum_weights=shares.cumulative)[0]

    def day(self, first: date, last: date) -> date:
        """A day from first to last."""
        return first + timedelta(days=self.whole(0, max(0, (last - first).days)))
