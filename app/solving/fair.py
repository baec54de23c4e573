"""Builds the programme of a fair distribution, and reads from its solution which child goes to whom.

Every child who can have an IRO gets one, never one with a conflict of interest, and units are never split: these are rules.
What remains is a sum of costs, each the price of one child who gets another IRO:

- BAND for each child by which a caseload lies above or below the band: worth many moves.
- The square of each caseload's distance from the service's mean for each full-time equivalent, scaled so that a move
  pays only between two officers whose caseloads are more than `worth` apart; large differences go first.
- 1 for each child who need not have moved.
- TEAM for each officer who becomes an IRO of a team's children and was not: decides between moves that are otherwise alike.

What no distribution could avoid (a service whose mean lies above the band) is taken off, so that the gap to the best
possible is a share of what can be decided.
"""

import math
from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field

from app.solving.problem import Carrier, Charge, Problem
from app.solving.programme import Programme, Solved
from app.solving.units import Unit, classes_of, units_of

BAND = 20.0
TEAM = 0.1
FEWEST = 20
"""So many children are priced one by one for everybody, however small the post."""
NOT_KNOWN = Charge("", "", "", "")
"""A child who is still to come."""


@dataclass(frozen=True)
class Found:
    """Which child goes to whom: those who get another IRO only; and how many of the children still to come."""

    goes_to: Mapping[str, str]
    more: Mapping[str, int]


@dataclass
class Model:
    """The programme, with what its columns stand for."""

    problem: Problem
    programme: Programme = field(default_factory=Programme)
    classes: list[list[Unit]] = field(default_factory=list)
    stuck: list[Unit] = field(default_factory=list)
    columns: dict[tuple[int, str], int] = field(default_factory=dict)
    fixed: Counter[str] = field(default_factory=Counter)

    def read(self, solved: Solved) -> Found:
        """From the solution: of units that are alike those go first who have known their IRO for the shortest time."""
        goes_to: dict[str, str] = {}
        more: dict[str, int] = {}
        for at, units in enumerate(self.classes):
            waiting = iter(units)
            for to in sorted(units[0].choices, key=lambda who: who == units[0].home):
                for unit in (next(waiting) for _ in range(round(solved.values[self.columns[at, to]]))):
                    if unit.charges[0] is NOT_KNOWN:
                        more[to] = more.get(to, 0) + 1
                    else:
                        goes_to |= {one.child_id: to for one in unit.moving(to)}
        return Found(goes_to, more)


def model_of(problem: Problem) -> Model:
    """The programme of a problem."""
    found, stuck = units_of(problem)
    model = Model(problem, stuck=stuck)
    for unit in stuck:
        model.fixed.update(_stays(unit))
    for unit in found:
        if unit.settled:
            model.fixed.update(unit.weight(unit.home))
    model.classes = classes_of(unit for unit in (*found, *_to_come(problem)) if not unit.settled)
    _choose(model)
    _limit(model)
    _price_loads(model)
    _price_teams(model)
    return model


def worth(band: tuple[int, int]) -> float:
    """How far two caseloads must be apart before moving a child pays: a tenth of the middle of the band."""
    return sum(band) / 20


def price(load: float, carrier: Carrier, mean: float, band: tuple[int, int]) -> float:
    """What a caseload of so many children costs."""
    part, (low, high) = carrier.fte / 100, band
    outside = max(0.0, load - high * part) + max(0.0, low * part - load)
    return BAND * outside + part * (load / part - mean) ** 2 / (2 * worth(band))


def mean_of(problem: Problem, children: int) -> float:
    """The service's mean for each full-time equivalent, when so many children are with officers who are judged."""
    return children * 100 / (sum(carrier.fte for carrier in judged(problem)) or 1)


def judged(problem: Problem) -> list[Carrier]:
    """The officers whose caseloads are judged: in post, and not leaving."""
    return [one for one in problem.carriers if one.fte > 0 and one.leaves is None]


def _stays(unit: Unit) -> Counter[str]:
    return Counter({one.carrier: int(one.counts) for one in unit.charges if one.carrier})


def _to_come(problem: Problem) -> list[Unit]:
    takers = tuple(one.officer_id for one in problem.carriers if one.open)
    return [Unit((NOT_KNOWN,), "", takers) for _ in range(problem.more)] if takers else []


def _choose(model: Model) -> None:
    """How many units of each class go to each officer: all go somewhere."""
    for at, units in enumerate(model.classes):
        first, number = units[0], len(units)
        for to in first.choices:
            cost = 0.0 if to == first.home else float(first.willing)
            model.columns[at, to] = model.programme.column(cost, number)
        model.programme.row(((model.columns[at, to], 1) for to in first.choices), number, number)


def _limit(model: Model) -> None:
    if model.problem.most is None:
        return
    costs = model.programme.costs
    moving = [(column, costs[column]) for column in model.columns.values() if costs[column]]
    model.programme.row(moving, None, model.problem.most)


def _price_loads(model: Model) -> None:
    """Every further child of an officer costs more than the one before, so that one column a child adds up to the price."""
    problem, programme = model.problem, model.programme
    parts: dict[str, list[tuple[int, float]]] = defaultdict(list)
    for (at, to), column in model.columns.items():
        for who, weight in model.classes[at][0].weight(to).items():
            if weight:
                parts[who].append((column, weight))
    officers = judged(problem)
    children = _children(model, {one.officer_id for one in officers})
    mean = mean_of(problem, children)
    for carrier in officers:
        steps = _steps(model, carrier, mean, children)
        fixed = model.fixed[carrier.officer_id]
        programme.row([*parts[carrier.officer_id], *((column, -1) for column in steps)], -fixed, -fixed)
    low, high = problem.band
    fte = sum(carrier.fte for carrier in officers) / 100
    programme.offset -= BAND * (max(0.0, children - high * fte) + max(0.0, low * fte - children))


def _children(model: Model, officers: set[str]) -> int:
    """How many children that count the officers will have together."""
    settled = sum(number for who, number in model.fixed.items() if who in officers)
    going = [one for units in model.classes for unit in units for one in unit.charges]
    return settled + sum(one.counts for one in going if one.carrier in officers or model.problem.must_go(one))


def _steps(model: Model, carrier: Carrier, mean: float, children: int) -> list[int]:
    """One column for each child as far as caseloads may reasonably go, and one for all beyond."""
    band, part = model.problem.band, carrier.fte / 100
    now = sum(one.carrier == carrier.officer_id and one.counts for one in model.problem.charges)
    far = min(children, max(now, FEWEST, math.ceil(2 * max(mean, band[1]) * part)))
    prices = [price(load, carrier, mean, band) for load in range(far + 2)]
    model.programme.offset += prices[0]
    steps = [model.programme.column(prices[load + 1] - prices[load], 1, whole=False) for load in range(far)]
    return [*steps, model.programme.column(prices[far + 1] - prices[far], None, whole=False)]


def _price_teams(model: Model) -> None:
    known = {(one.team, one.holder) for one in model.problem.charges}
    new: dict[tuple[str, str], int] = {}
    for (at, to), column in model.columns.items():
        units = model.classes[at]
        for team in units[0].teams:
            if (team, to) not in known:
                if (team, to) not in new:
                    new[team, to] = model.programme.column(TEAM, 1)
                model.programme.row([(column, 1), (new[team, to], -len(units))], None, 0)
