"""What a fair distribution is asked about: children as they are after a scenario, and officers with their posts on its day."""

from dataclasses import replace
from datetime import date

import pytest

from app.commands.absences import KeepAbsence
from app.commands.conflicts import KeepConflict
from app.commands.settings import ChangeSetting
from app.desk import Desk
from app.domain.children import Child
from app.domain.kinds import LOOKED_AFTER
from app.domain.officers import COVER, Officer, Post
from app.domain.scenarios import Joins, Leaves, MoreChildren, Moves, Scenario
from app.queries.ahead.suggesting import HeldOn, SharingProblem
from app.solving import Carrier, Charge, Problem, suggest, with_suggestion
from tests.builders import Service

DAY = date(2026, 12, 1)
LONG_AGO = date(2025, 1, 6)
NOW = Scenario(DAY)


@pytest.fixture
def alison(service: Service) -> Officer:
    return service.officer("Alison Wright")


@pytest.fixture
def nora(service: Service) -> Officer:
    return service.officer("Nora Patel", 60)


@pytest.fixture
def kim(service: Service, alison: Officer) -> Child:
    """Alison's child, looked after, of the team East."""
    kim = service.child("K1", name="Kim Archer", sex="female", sibling_group="Archer", date_of_birth=date(2015, 5, 1))
    service.period(kim, LONG_AGO)
    service.in_team(kim, service.team("East"), LONG_AGO)
    service.allocated(kim, alison, LONG_AGO)
    return kim


def charge(problem: Problem, child: Child) -> Charge:
    return next(one for one in problem.charges if one.child_id == child.id)


def carrier(problem: Problem, officer_id: str) -> Carrier:
    return problem.by_id[officer_id]


def test_a_child_is_with_its_iro_team_and_group(desk: Desk, kim: Child, alison: Officer, nora: Officer) -> None:
    desk.do(KeepConflict(nora.id, kim.id, "Her aunt"))
    problem = desk.ask(SharingProblem(NOW))
    (kims,) = problem.charges
    assert kims == Charge(
        *(kim.id, "Kim Archer", alison.id, alison.id, True, "East", "Archer"),
        never=frozenset({nora.id}),
        since=LONG_AGO,
        sex="female",
        recorded=alison.id,
    )
    assert problem.carriers == (Carrier(alison.id, "Alison Wright", 100), Carrier(nora.id, "Nora Patel", 60))
    assert (problem.band, problem.day) == ((50, 70), DAY)


def test_a_child_whom_nobody_holds_waits_for_somebody_and_one_who_left_does_not(desk: Desk, service: Service) -> None:
    waiting, gone = service.child(), service.child()
    service.period(waiting, LONG_AGO)
    service.period(gone, LONG_AGO, end=date(2026, 3, 2))
    assert [(one.child_id, one.holder) for one in desk.ask(SharingProblem(NOW)).charges] == [(waiting.id, "")]


def test_children_who_turn_18_before_the_day_are_no_part_of_it(desk: Desk, service: Service, alison: Officer) -> None:
    adult = service.child(date_of_birth=date(2008, 11, 30))
    service.period(adult, LONG_AGO)
    service.allocated(adult, alison, LONG_AGO)
    assert desk.ask(SharingProblem(NOW)).charges == ()


def test_only_children_looked_after_count_on_that_basis(
    desk: Desk, service: Service, kim: Child, alison: Officer
) -> None:
    other = service.child()
    service.allocated(other, alison, LONG_AGO)
    problem = desk.ask(SharingProblem(NOW, drawn="cla"))
    assert (charge(problem, kim).counts, charge(problem, other).counts) == (True, False)
    assert all(one.counts for one in desk.ask(SharingProblem(NOW)).charges)


def test_a_covered_child_is_in_the_caseload_of_who_covers_where_that_is_set(
    desk: Desk, service: Service, kim: Child, alison: Officer, nora: Officer
) -> None:
    service.allocated(kim, nora, LONG_AGO, role=COVER)
    assert charge(desk.ask(SharingProblem(NOW)), kim).carrier == alison.id
    desk.do(ChangeSetting("caseload.covered", COVER))
    assert charge(desk.ask(SharingProblem(NOW)), kim).holder == alison.id
    assert charge(desk.ask(SharingProblem(NOW)), kim).carrier == nora.id
    assert charge(desk.ask(SharingProblem(NOW.with_change(Leaves(nora.id, DAY)))), kim).carrier == alison.id


def test_a_child_moved_in_the_scenario_is_with_the_new_iro(desk: Desk, kim: Child, nora: Officer) -> None:
    moved = NOW.with_change(Moves((kim.id,), nora.id))
    assert charge(desk.ask(SharingProblem(moved)), kim).holder == nora.id


def test_a_child_moved_again_is_seen_with_the_iro_that_is_recorded(
    desk: Desk, kim: Child, alison: Officer, nora: Officer
) -> None:
    moved = NOW.with_change(Moves((kim.id,), nora.id)).with_change(Leaves(nora.id, DAY))
    found = suggest(desk.ask(SharingProblem(moved)))
    assert with_suggestion(moved, found).moved == {kim.id: alison.id}
    assert found.seen == {kim.id: alison.id}


def test_who_leaves_gives_everything_and_who_joins_takes(desk: Desk, kim: Child, alison: Officer) -> None:
    changed = NOW.with_change(Leaves(alison.id, DAY)).with_change(Joins("zoe", "Zoe Hill", date(2027, 1, 4), 80))
    problem = desk.ask(SharingProblem(changed))
    assert carrier(problem, alison.id) == Carrier(alison.id, "Alison Wright", 0, leaves=DAY)
    assert carrier(problem, "zoe") == Carrier("zoe", "Zoe Hill", 80)
    found = suggest(problem)
    assert with_suggestion(changed, found).goes == {kim.id: ("zoe", date(2027, 1, 4))}
    assert found.seen == {kim.id: alison.id}


def test_a_part_of_a_post_for_children_looked_after_counts_on_that_basis(desk: Desk, service: Service) -> None:
    olga = service.kept(Officer(name="Olga Reid"))
    service.keep(Post(officer_id=olga.id, start=LONG_AGO, fte_hundredths=80, cla_percent=50))
    joins = NOW.with_change(Joins("zoe", "", DAY, 100, 60))
    problem = desk.ask(SharingProblem(joins, drawn="cla-given"))
    assert (carrier(problem, olga.id).fte, carrier(problem, "zoe").fte, carrier(problem, "zoe").name) == (
        40,
        60,
        "New post",
    )


def test_who_is_away_for_long_neither_gives_nor_takes(desk: Desk, kim: Child, alison: Officer, nora: Officer) -> None:
    desk.do(KeepAbsence(alison.id, date(2026, 9, 1), None, "sickness"))
    problem = desk.ask(SharingProblem(NOW))
    assert carrier(problem, alison.id).fte == 0
    assert not carrier(problem, alison.id).free
    assert not carrier(problem, alison.id).open
    assert suggest(problem).moves == ()


def test_an_officer_taken_away_takes_nobody(desk: Desk, service: Service, kim: Child, alison: Officer) -> None:
    with service.change() as store:
        store.shelf(Officer).void(alison, "Entered twice")
    assert not carrier(desk.ask(SharingProblem(NOW)), alison.id).open


def test_only_those_chosen_give_and_take(desk: Desk, kim: Child, alison: Officer, nora: Officer) -> None:
    problem = desk.ask(
        SharingProblem(NOW, together=False, most=3, givers=frozenset({alison.id}), takers=frozenset({nora.id}))
    )
    assert (problem.together, problem.most) == (False, 3)
    assert [(one.free, one.open) for one in problem.carriers] == [(True, False), (False, True)]


def test_children_still_to_come_are_counted_from_their_day(desk: Desk, kim: Child) -> None:
    changed = NOW.with_change(MoreChildren(40, DAY)).with_change(MoreChildren(5, date(2027, 3, 1)))
    assert desk.ask(SharingProblem(changed)).more == 40
    assert desk.ask(SharingProblem(replace(changed, day=date(2027, 3, 1)))).more == 45


def test_who_holds_children_on_a_day_is_told_without_the_scenario(
    desk: Desk, service: Service, kim: Child, alison: Officer
) -> None:
    waiting = service.child()
    service.period(waiting, LONG_AGO, LOOKED_AFTER)
    assert desk.ask(HeldOn((kim.id, waiting.id), DAY)) == {kim.id: alison.id, waiting.id: ""}
