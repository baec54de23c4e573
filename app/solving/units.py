"""Puts together which children go as one, and which of these are alike for every purpose of a fair distribution."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from app.solving.problem import Charge, Problem


@dataclass(frozen=True)
class Unit:
    """Children who stay together: home is the officer who stays their IRO if nothing moves ("": they must go to somebody)."""

    charges: tuple[Charge, ...]
    home: str
    choices: tuple[str, ...]
    """Who may be their IRO, home among them where it may stay."""

    def moving(self, to: str) -> tuple[Charge, ...]:
        """The children who get another IRO when the unit goes to an officer."""
        return tuple(one for one in self.charges if one.holder != to)

    @cached_property
    def settled(self) -> bool:
        """Whether there is nothing to decide: all stay where they are."""
        return self.choices == (self.home,) and not self.moving(self.home)

    @cached_property
    def willing(self) -> int:
        """How many of the children need not have moved, if the unit leaves its home: none where it cannot stay."""
        return sum(1 for one in self.charges if one.holder == self.home) if self.home in self.choices else 0

    def weight(self, to: str) -> dict[str, int]:
        """How many children that count each officer has of the unit, when it goes to one: those who stay stay covered."""
        found: dict[str, int] = defaultdict(int)
        for one in self.charges:
            found[one.carrier if one.holder == to else to] += one.counts
        return dict(found)

    @cached_property
    def teams(self) -> tuple[str, ...]:
        """The social-work teams of the children."""
        return tuple(sorted({one.team for one in self.charges if one.team}))

    @cached_property
    def alike(self) -> tuple[object, ...]:
        """Units for which this is the same can stand for each other."""
        carriers = tuple(sorted((one.carrier if one.holder == self.home else "", one.counts) for one in self.charges))
        return (self.home, self.willing, carriers, self.teams, self.choices)


def units_of(problem: Problem) -> tuple[list[Unit], list[Unit]]:
    """What goes as one; and apart from them what nobody may hold, which stays as it is."""
    found: list[Unit] = []
    stuck: list[Unit] = []
    for charges in _together(problem):
        whole = _unit(problem, charges)
        parts = [whole] if whole.choices else [_unit(problem, part) for part in _parted(problem, charges)]
        for unit in parts:
            (found if unit.choices else stuck).append(unit)
    return found, stuck


def classes_of(units: Iterable[Unit]) -> list[list[Unit]]:
    """Units that can stand for each other; those who have known their IRO for the shortest time first."""
    alike: dict[tuple[object, ...], list[Unit]] = defaultdict(list)
    for unit in units:
        alike[unit.alike].append(unit)
    return [sorted(some, key=lambda one: max(c.since for c in one.charges), reverse=True) for some in alike.values()]


def _together(problem: Problem) -> list[list[Charge]]:
    """Brothers and sisters whom one IRO holds; those who must go join the most of the others, where there are any."""
    if not problem.together:
        return [[one] for one in problem.charges]
    families: dict[str, list[Charge]] = defaultdict(list)
    for one in problem.charges:
        families[one.group or f"child {one.child_id}"].append(one)
    return [part for family in families.values() for part in _joined(problem, family)]


def _joined(problem: Problem, family: Sequence[Charge]) -> list[list[Charge]]:
    held: dict[str, list[Charge]] = defaultdict(list)
    going = [one for one in family if problem.must_go(one)]
    for one in family:
        if not problem.must_go(one):
            held[one.holder].append(one)
    there = [some for who, some in sorted(held.items()) if problem.by_id[who].fte > 0]
    if going and there:
        max(there, key=len).extend(going)
        return list(held.values())
    return [*held.values(), *([going] if going else [])]


def _parted(problem: Problem, charges: Sequence[Charge]) -> list[list[Charge]]:
    """Those who stay, and each who must go alone: where nobody may hold them all together."""
    staying = [one for one in charges if not problem.must_go(one)]
    return [*([staying] if staying else []), *([one] for one in charges if problem.must_go(one))]


def _unit(problem: Problem, charges: Sequence[Charge]) -> Unit:
    staying = [one for one in charges if not problem.must_go(one)]
    home = staying[0].holder if staying else ""
    never = frozenset[str]().union(*(one.never for one in charges))
    goes = not home or problem.by_id[home].free
    open_to = [c.officer_id for c in problem.carriers if goes and c.open and c.officer_id not in never]
    stays = [home] if home and home not in never else []
    return Unit(tuple(charges), home, tuple(dict.fromkeys([*stays, *open_to])))
