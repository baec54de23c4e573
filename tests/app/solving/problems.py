"""Small services for the tests of what is suggested: made by hand, drawn at random, and solved by trying everything."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from itertools import product

from hypothesis import strategies as st

from app.solving import Carrier, Charge, Problem
from app.solving.units import Unit, units_of

DAY = date(2026, 12, 1)
BAND = (2, 4)


def carriers(draw: st.DrawFn) -> list[Carrier]:
    """Two or three officers; one may leave, be away, or give or take nothing."""
    full = Carrier("", "", 100)
    odd = (replace(full, fte=50), replace(full, fte=0), replace(full, gives=False), replace(full, takes=False))
    kinds = st.sampled_from((full, full, full, replace(full, leaves=DAY), *odd))
    names = ("Alison", "Nora", "Olga")[: draw(st.integers(2, 3))]
    found = [replace(draw(kinds), officer_id=name.lower(), name=name) for name in names]
    return [*found, Carrier("zoe", "Zoe", 100)] if not any(one.open for one in found) else found


@st.composite
def problems(draw: st.DrawFn) -> Problem:
    """Up to six children with brothers and sisters, teams and conflicts of interest."""
    officers = carriers(draw)
    ids = [one.officer_id for one in officers]
    charges = []
    for number in range(draw(st.integers(1, 6))):
        holder = draw(st.sampled_from((*ids, *ids, "")))
        charges.append(
            Charge(
                child_id=f"c{number}",
                name=f"Child {number}",
                holder=holder,
                carrier=holder,
                counts=draw(st.sampled_from((True, True, False))),
                team=draw(st.sampled_from(("", "East", "West"))),
                group=draw(st.sampled_from(("", "", "Archer", "Bell"))),
                never=frozenset(draw(st.sets(st.sampled_from(ids), max_size=1))),
            )
        )
    most = draw(st.sampled_from((None, None, 0, 1, 2)))
    together = draw(st.booleans())
    return Problem(DAY, tuple(charges), tuple(officers), BAND, together=together, most=most)


def least(problem: Problem) -> float:
    """The cost of the best distribution, by trying every one."""
    units, stuck = units_of(problem)
    return min(
        _cost(problem, {**dict(zip(units, tos, strict=True)), **dict.fromkeys(stuck, "")})
        for tos in product(*(unit.choices for unit in units))
        if problem.most is None or _moved(dict(zip(units, tos, strict=True))) <= problem.most
    )


def _moved(goes_to: Mapping[Unit, str]) -> int:
    """How many move who need not: who could stay, with all brothers and sisters."""
    free = {unit: to for unit, to in goes_to.items() if unit.home and unit.home in unit.choices}
    return sum(one.holder == unit.home != to for unit, to in free.items() for one in unit.charges)


def _cost(problem: Problem, goes_to: Mapping[Unit, str]) -> float:
    """Children outside the band cost 20, the square of the distance from the mean a share, moves 1 and new teams a tenth."""
    ends = {one.child_id: to or one.holder for unit, to in goes_to.items() for one in unit.charges}
    officers = {one.officer_id: one for one in problem.carriers if one.fte and one.leaves is None}
    loads = {who: sum(one.counts for one in problem.charges if ends[one.child_id] == who) for who in officers}
    fte, children = sum(one.fte for one in officers.values()) / 100, sum(loads.values())
    low, high = problem.band
    cost = -20 * (max(0, children - high * fte) + max(0, low * fte - children))
    for who, load in loads.items():
        part = officers[who].fte / 100
        cost += 20 * (max(0, load - high * part) + max(0, low * part - load))
        cost += part * (load / part - children / fte) ** 2 / (2 * (low + high) / 20)
    known = {(one.team, one.holder) for one in problem.charges}
    new = {(one.team, ends[one.child_id]) for one in problem.charges if one.team and ends[one.child_id]} - known
    return cost + _moved(goes_to) + 0.1 * len(new)


def caseload(officer: str, number: int, team: str = "East", first: int = 0) -> list[Charge]:
    """So many children of one officer."""
    return [Charge(f"{officer}{at}", f"Child {at}", officer, officer, team=team) for at in range(first, first + number)]
