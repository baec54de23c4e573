"""A fair distribution is as good as the best of all, never breaks a rule, and is always the same."""

import json
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import replace

from hypothesis import HealthCheck, given, settings

from app.solving import Carrier, Charge, Problem, suggest
from app.solving.fair import model_of
from app.solving.solver import CLOSE_ENOUGH
from tests.app.solving.problems import DAY, caseload, least, problems

A_HAIR = 1e-5


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(problems())
def test_no_other_distribution_costs_less_and_no_rule_is_broken(problem: Problem) -> None:
    found, best = suggest(problem), least(problem)
    assert best - A_HAIR <= found.objective <= best + CLOSE_ENOUGH * abs(best) + A_HAIR
    assert found.bound <= best + A_HAIR
    moves = {child: one.officer_id for one in found.moves for child in one.child_ids}
    ends = {one.child_id: moves.get(one.child_id, one.holder) for one in problem.charges}
    check_each_child(problem, ends)
    check_siblings(problem, ends)


def check_each_child(problem: Problem, ends: Mapping[str, str]) -> None:
    """Nobody goes to who must not or cannot be the IRO, and whoever needs another IRO gets one where one is possible."""
    officers = problem.by_id
    for one in problem.charges:
        to, moved = ends[one.child_id], ends[one.child_id] != one.holder
        possible = [c for c in problem.carriers if c.open and c.officer_id not in one.never]
        assert not moved or (to not in one.never and officers[to].fte > 0 and officers[to].leaves is None)
        assert moved or not possible if problem.must_go(one) else not moved or officers[one.holder].free


def check_siblings(problem: Problem, ends: Mapping[str, str]) -> None:
    """Those of one group whom one IRO holds, and could go on holding, still have one IRO."""
    held: dict[tuple[str, str], set[str]] = defaultdict(set)
    for one in problem.charges:
        if problem.together and one.group and not problem.must_go(one):
            held[one.group, one.holder].add(ends[one.child_id])
    assert all(len(tos) == 1 for tos in held.values())


def test_the_same_service_gives_the_same_suggestion() -> None:
    problem = two_officers(84, 52)
    assert suggest(problem).moves == suggest(problem).moves


def test_nothing_that_is_sent_to_the_solver_says_who_anybody_is() -> None:
    def numbers_only(value: object) -> bool:
        if isinstance(value, list | tuple):
            return all(map(numbers_only, value))
        return value is None or isinstance(value, int | float)

    sent = json.loads(json.dumps(model_of(two_officers(84, 52)).programme.as_json()))
    assert all(numbers_only(value) for value in sent.values())


def test_small_differences_move_nobody() -> None:
    assert suggest(two_officers(62, 57)).moves == ()


def test_a_large_difference_is_evened_out_until_moving_more_is_not_worth_it() -> None:
    shares = {one.officer_id: one.children for one in suggest(two_officers(84, 52)).after}
    assert shares == {"alison": 70, "nora": 66}


def test_a_small_post_carries_a_small_part() -> None:
    problem = two_officers(70, 0)
    half = replace(problem.carriers[1], fte=50)
    after = suggest(replace(problem, carriers=(problem.carriers[0], half))).after
    assert {one.officer_id: one.children for one in after} == {"alison": 49, "nora": 21}


def test_no_more_children_move_than_asked_but_those_without_an_iro_always_get_one() -> None:
    problem = replace(two_officers(84, 52), most=3)
    waiting = tuple(Charge(f"w{n}", f"Waiting {n}", "", "") for n in range(5))
    found = suggest(replace(problem, charges=(*problem.charges, *waiting)))
    assert found.moved == 8
    assert {child for child, holder in found.seen.items() if not holder} == {one.child_id for one in waiting}


def test_those_who_have_known_their_iro_for_the_shortest_time_move_first() -> None:
    problem = two_officers(84, 52)
    known = tuple(replace(one, since=DAY.replace(year=2000 + at % 20)) for at, one in enumerate(problem.charges))
    found = suggest(replace(problem, charges=known))
    years = {one.child_id: one.since.year for one in known if one.holder == "alison"}
    moved = {child for one in found.moves for child in one.child_ids}
    assert min(years[child] for child in moved) >= max(year for child, year in years.items() if child not in moved)


def test_a_team_goes_to_an_officer_who_holds_its_children_already() -> None:
    officers = (Carrier("alison", "Alison", 100), Carrier("nora", "Nora", 100), Carrier("olga", "Olga", 100))
    for teams, taker in ((("West", "East"), "olga"), (("East", "West"), "nora")):
        charges = (*caseload("alison", 71), *caseload("nora", 65, teams[0]), *caseload("olga", 65, teams[1]))
        assert {one.officer_id for one in suggest(Problem(DAY, charges, officers, (50, 70))).moves} == {taker}


def test_room_is_left_for_children_who_are_still_to_come() -> None:
    found = suggest(replace(two_officers(60, 52), more=10))
    assert sum(found.more.values()) == 10
    assert {one.officer_id: one.children for one in found.after} == {"alison": 61, "nora": 61}


def two_officers(first: int, second: int) -> Problem:
    """Alison with so many children and Nora with so many, each full time."""
    officers = (Carrier("alison", "Alison Wright", 100), Carrier("nora", "Nora Patel", 100))
    return Problem(DAY, (*caseload("alison", first), *caseload("nora", second)), officers, (50, 70))
