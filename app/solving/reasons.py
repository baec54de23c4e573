"""Says beside each move why, in words that a manager can check against the picture."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from app.domain.counting import counted
from app.domain.dates import long
from app.solving.problem import Carrier, Charge, Problem
from app.solving.suggestion import per_fte
from app.solving.units import Unit

THEIR = {"f": "her", "g": "her", "m": "his", "b": "his"}
KIN = {
    "f": ("sister", "sisters"),
    "g": ("sister", "sisters"),
    "m": ("brother", "brothers"),
    "b": ("brother", "brothers"),
}


@dataclass(frozen=True)
class Reasons:
    """The reasons for where children go; before and after are the caseloads without and with all moves."""

    problem: Problem
    before: Mapping[str, int]
    after: Mapping[str, int]

    def of_unit(self, unit: Unit, to: str) -> dict[str, str]:
        """By child that moves: the reason for the first, and that the others go with it."""
        moving = unit.moving(to)
        if unit.home not in unit.choices:
            moving = tuple(sorted(moving, key=lambda one: not self.problem.must_go(one)))
        staying = [one for one in unit.charges if one.holder == to]
        said = {one.child_id: self._alone(one, to, staying) for one in moving}
        for one in moving[1:]:
            if not staying:
                said[one.child_id] = f"Goes with {_kin(one, [other for other in moving if other is not one])}."
        return said

    def nobody_for(self, unit: Unit) -> str:
        """Why a child stays without an IRO, or with one who must not be it."""
        names = ", ".join(one.name for one in unit.charges)
        return f"{names}: everybody who may take children has a conflict of interest."

    def _alone(self, child: Charge, to: str, staying: Sequence[Charge]) -> str:
        taker = self.problem.by_id[to]
        if not self.problem.must_go(child):
            return f"{self._between(self.problem.by_id[child.holder], taker)}{self._team(child, taker)}"
        if staying:
            return f"{self._why_must(child)} {taker.name} is the IRO of {_kin(child, staying)}."
        return f"{self._why_must(child)} {self._stands(taker)}{self._team(child, taker)}"

    def _why_must(self, child: Charge) -> str:
        holder = self.problem.by_id.get(child.holder)
        if holder is None:
            return "Has no IRO."
        if holder.leaves:
            return f"{holder.name} leaves on {long(holder.leaves)}."
        return f"{holder.name} has a conflict of interest."

    def _between(self, giver: Carrier, taker: Carrier) -> str:
        (low, high), of = self.problem.band, f"{self.problem.noun} for each full-time equivalent"
        gives, takes = self._now(giver), self._now(taker)
        if self._above(giver, high):
            return f"{giver.name} has {gives} {of}, above {high:,}; {taker.name} {takes}."
        if self._below(taker, low):
            return f"{taker.name} has {takes} {of}, below {low:,}; {giver.name} {gives}."
        if self.before[giver.officer_id] * taker.fte > self.before[taker.officer_id] * giver.fte:
            return f"{giver.name} has {gives} {of}; {taker.name} {takes}."
        then = per_fte(self.after[giver.officer_id], giver.fte), per_fte(self.after[taker.officer_id], taker.fte)
        return (
            f"Makes room for other moves: with all of them {giver.name} has {then[0]} {of} and {taker.name} {then[1]}."
        )

    def _above(self, carrier: Carrier, high: int) -> bool:
        return self.before[carrier.officer_id] * 100 > high * carrier.fte

    def _below(self, carrier: Carrier, low: int) -> bool:
        return self.before[carrier.officer_id] * 100 < low * carrier.fte

    def _stands(self, taker: Carrier) -> str:
        if not self.before[taker.officer_id]:
            return f"{taker.name} has no {self.problem.noun} yet."
        return f"{taker.name} has {self._now(taker)} {self.problem.noun} for each full-time equivalent."

    def _now(self, carrier: Carrier) -> str:
        return per_fte(self.before[carrier.officer_id], carrier.fte)

    def _team(self, child: Charge, taker: Carrier) -> str:
        number = self._teams[child.team, taker.officer_id] if child.team else 0
        if not number:
            return ""
        return f" {taker.name} holds {counted(number, 'child', 'children')} of the team {child.team} already."

    @cached_property
    def _teams(self) -> Counter[tuple[str, str]]:
        return Counter((one.team, one.holder) for one in self.problem.charges)


def _kin(child: Charge, others: Sequence[Charge]) -> str:
    """Her brother, his sisters, their brothers and sisters."""
    one, many = ("brother or sister", "brothers and sisters")
    kinds = {KIN.get(_letter(other), (one, many)) for other in others}
    (one, many) = kinds.pop() if len(kinds) == 1 else (one, many)
    return f"{THEIR.get(_letter(child), 'their')} {one if len(others) == 1 else many}"


def _letter(child: Charge) -> str:
    """The first letter of what the service records as the sex: female, F, girl; male, M, boy."""
    return child.sex.strip().casefold()[:1]
