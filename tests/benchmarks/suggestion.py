"""A fair distribution of 1,100 children among 14 IROs: how long it takes until it is there, and how near the best it is."""

import random
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

from app.solving import Carrier, Charge, Problem, Suggestion, suggest
from tests.benchmarks.measuring import Result, seconds
from tests.benchmarks.services import TODAY, Scale, say

CHILDREN, OFFICERS, TEAMS = 1_100, 14, 10
MOST_SECONDS, MOST_GAP = 10.0, 0.01
SHAPES = ("teams with every IRO", "an IRO for each team", "somebody leaves and somebody joins", "at most 30 moves")


def run(scale: Scale) -> Iterator[Result]:
    """The slowest and the least exact of services of several shapes; started anew each time, child process included."""
    slowest, widest = 0.0, 0.0
    for shape in SHAPES:
        for seed in range(1, scale.times + 1):
            found: list[Suggestion] = []
            problem = service(shape, seed)
            took = seconds(lambda asked=problem, into=found: into.append(suggest(asked)))  # type: ignore[misc]
            say(f"  {shape}: {took:.1f} s, gap {found[0].gap:.2%}, {found[0].moved} children move")
            slowest, widest = max(slowest, took), max(widest, found[0].gap)
    words = f"{CHILDREN:,} children, {OFFICERS} IROs, the worst of {len(SHAPES) * scale.times}"
    yield Result(f"Suggestion for {words}, beside {MOST_SECONDS:.0f} seconds", slowest, MOST_SECONDS, 1.0)
    yield Result(f"Its distance from the solver's bound, {words}, beside 1 %", widest, MOST_GAP, 1.0, unit="")


def service(shape: str, seed: int) -> Problem:
    """Children shared out unevenly: by half less or more than a fair part, a fifth of them in sibling groups."""
    draw = random.Random(f"{shape} {seed}")
    carriers = [Carrier(f"o{at}", f"Officer {at}", draw.choice((100, 100, 100, 80, 60))) for at in range(OFFICERS)]
    weights = [one.fte * draw.uniform(0.5, 1.5) for one in carriers]
    charges: list[Charge] = []
    while len(charges) < CHILDREN:
        size = min(draw.choice((1,) * 12 + (2, 2, 2, 2, 3, 4, 5)), CHILDREN - len(charges))
        at = draw.choices(range(OFFICERS), weights)[0]
        team = (at + draw.choice((0, 0, 0, 1))) % TEAMS if shape == SHAPES[1] else draw.randrange(TEAMS)
        charges += _family(draw, len(charges), size, "" if draw.random() < 0.02 else f"o{at}", f"Team {team}")
    for number in draw.sample(range(CHILDREN), 20):
        charges[number] = replace(charges[number], never=frozenset({f"o{draw.randrange(OFFICERS)}"}))
    if shape == SHAPES[2]:
        carriers = [replace(carriers[0], fte=0, leaves=TODAY), *carriers[1:], Carrier("new", "Zoe Hill", 100)]
    return Problem(TODAY, tuple(charges), tuple(carriers), (50, 70), most=30 if shape == SHAPES[3] else None)


def _family(draw: random.Random, first: int, size: int, holder: str, team: str) -> Iterator[Charge]:
    for number in range(first, first + size):
        since = date(2020, 1, 1) + timedelta(days=draw.randrange(2_000))
        group = f"group {first}" if size > 1 else ""
        yield Charge(f"c{number}", f"Child {number}", holder, holder, team=team, group=group, since=since)
