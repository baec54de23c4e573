"""How punctual the synthetic service is: by kind, month and IRO, so that its charts have something to show."""

from datetime import date
from math import exp, log

from app.demonstration.draws import Draw, Shares
from app.domain.kinds import ICPC, LOOKED_AFTER, RCPC

IN_TIME = {LOOKED_AFTER: 0.958, RCPC: 0.976, ICPC: 0.865}
USUALLY_IN_TIME = 0.955
HARD_MONTHS = {1: -0.35, 8: -0.4, 12: -0.3}
MONTH_DEVIATION = 0.3
OFFICER_DEVIATION = 0.35

LATE_REASONS = Shares(
    {
        "diaries": 24,
        "family-not-available": 14,
        "child-asked": 8,
        "information-late": 12,
        "report-not-ready": 13,
        "social-worker-absent": 9,
        "iro-absent": 6,
        "minute-taker-absent": 2,
        "not-quorate": 3,
        "court": 3,
        "change-of-home": 3,
        "illness": 5,
        "weather-or-it": 1,
        "not-known": 1,
    }
)


class Punctuality:
    """The chance of being in time, the same for the same seed."""

    def __init__(self, seed: int) -> None:
        self._seed = seed
        self._effects: dict[tuple[object, ...], float] = {}
        self._chances: dict[tuple[str, int, int, int], float] = {}

    def chance(self, kind: str, due: date, slot: int) -> float:
        """How likely a review of this kind, due on this day, with the IRO of this post, is held in time."""
        key = (kind, due.year, due.month, slot)
        if key not in self._chances:
            self._chances[key] = self._work_out(*key)
        return self._chances[key]

    def _work_out(self, kind: str, year: int, month: int, slot: int) -> float:
        whole = IN_TIME.get(kind, USUALLY_IN_TIME)
        place = log(whole / (1 - whole)) + HARD_MONTHS.get(month, 0.08)
        place += self._effect(MONTH_DEVIATION, kind, year, month) + self._effect(OFFICER_DEVIATION, "slot", slot)
        return 1 / (1 + exp(-place))

    def _effect(self, deviation: float, *key: object) -> float:
        if key not in self._effects:
            self._effects[key] = Draw(self._seed, "punctuality", *key).normal(deviation)
        return self._effects[key]
