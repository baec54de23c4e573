"""A what-if applied: posts, transfers and allocations in one change, refused when the service is no longer as it was."""

from datetime import date
from typing import Any

import pytest

from app.commands.allocations import Allocate
from app.commands.conflicts import KeepConflict
from app.commands.scenarios import Applied, ApplyScenario
from app.commands.undo import UndoLatest
from app.desk import Desk
from app.domain.access import Person, Role
from app.domain.children import Child
from app.domain.errors import Refusal, Stale
from app.domain.officers import IRO, Allocation, Officer, Post
from app.domain.records import new_id
from app.domain.reviews import Review
from app.domain.scenarios import Joins, Leaves, MoreChildren, Moves, Scenario
from app.queries.ahead.suggesting import HeldOn, SharingProblem
from app.solving import suggest, with_suggestion
from tests.builders import TODAY, Service

DAY = date(2026, 12, 1)
NOW = Scenario(DAY)


@pytest.fixture
def nora(service: Service) -> Officer:
    return service.officer("Nora Patel")


@pytest.fixture
def booked(service: Service, child: Child) -> Review:
    """The child's open review, with a meeting booked for 7 December."""
    review = service.open_review(service.period(child, date(2026, 11, 16)))
    service.planned(review, date(2026, 12, 7))
    return review


def holders(service: Service, child: Child) -> list[tuple[str, date, date | None]]:
    with service.read() as store:
        kept = sorted(store.shelf(Allocation).find(child_id=child.id, role=IRO), key=lambda a: a.start)
        names = {one.id: one.name for one in store.shelf(Officer).find(voided=True)}
    return [(names[a.officer_id], a.start, a.end) for a in kept]


def posts(service: Service, name: str) -> list[tuple[date, date | None, int]]:
    with service.read() as store:
        found = [one.id for one in store.shelf(Officer).find() if one.name == name]
        return [(p.start, p.end, p.fte_hundredths) for p in store.shelf(Post).find(officer_id=tuple(found))]


def everything(service: Service) -> set[tuple[Any, ...]]:
    """All that a what-if may touch, whatever its version."""
    with service.read() as store:
        return {
            *((a.id, a.officer_id, a.start, a.end) for a in store.shelf(Allocation).find()),
            *((o.id, o.name) for o in store.shelf(Officer).find()),
            *((p.id, p.officer_id, p.start, p.end) for p in store.shelf(Post).find()),
            *((r.id, r.chair_id) for r in store.shelf(Review).find()),
        }


def test_who_leaves_who_joins_and_the_children_in_one_entry_and_one_undo(
    service: Service, desk: Desk, child: Child, iro: Officer, booked: Review
) -> None:
    waiting = service.child("2002")
    before, entries = everything(service), service.count("audit")
    scenario = (
        NOW.with_change(Leaves(iro.id, DAY))
        .with_change(Joins("zoe", "Zoe Hill", DAY, 80))
        .with_change(Moves((child.id, waiting.id), "zoe"))
    )
    seen = desk.ask(HeldOn((child.id, waiting.id), DAY))
    done = desk.do(ApplyScenario(scenario, seen))
    assert done.result == Applied(children=2, reviews=1, actions=0, joined=1, left=1, without=0)
    assert done.result.words == "2 children moved, 1 joins, 1 leaves"
    assert service.count("audit") == entries + 1
    assert holders(service, child) == [("Irene Osei", date(2026, 3, 2), DAY), ("Zoe Hill", DAY, None)]
    assert holders(service, waiting) == [("Zoe Hill", DAY, None)]
    assert posts(service, "Irene Osei") == [(date(2010, 1, 1), DAY, 100)]
    assert posts(service, "Zoe Hill") == [(DAY, None, 80)]
    with service.read() as store:
        assert store.shelf(Officer).get(service.now(booked).chair_id).name == "Zoe Hill"
    desk.do(UndoLatest())
    assert everything(service) == before


def test_a_suggestion_is_applied_as_it_was_looked_at(
    service: Service, desk: Desk, child: Child, iro: Officer, nora: Officer
) -> None:
    scenario = NOW.with_change(Leaves(iro.id, DAY))
    found = suggest(desk.ask(SharingProblem(scenario)))
    assert desk.do(ApplyScenario(with_suggestion(scenario, found), found.seen)).result.children == 1
    assert holders(service, child)[-1] == ("Nora Patel", DAY, None)


def test_children_of_who_leaves_whom_nobody_takes_are_counted(
    service: Service, desk: Desk, child: Child, iro: Officer
) -> None:
    done = desk.do(ApplyScenario(NOW.with_change(Leaves(iro.id, DAY)))).result
    assert done.words == "1 leaves; 1 child is without an IRO then"
    assert holders(service, child) == [("Irene Osei", date(2026, 3, 2), DAY)]


def test_children_go_when_who_takes_them_joins_and_are_nobodys_once_their_iro_has_left(
    service: Service, desk: Desk, child: Child, iro: Officer
) -> None:
    later = date(2027, 1, 4)
    scenario = (
        NOW.with_change(Leaves(iro.id, DAY))
        .with_change(Joins("zoe", "Zoe Hill", later))
        .with_change(Moves((child.id,), "zoe"))
    )
    desk.do(ApplyScenario(scenario))
    assert holders(service, child) == [("Irene Osei", date(2026, 3, 2), DAY), ("Zoe Hill", later, None)]


def test_a_post_without_a_name_is_vacant(service: Service, desk: Desk) -> None:
    assert desk.do(ApplyScenario(NOW.with_change(Joins("new", "", DAY, 50)))).result.joined == 1
    with service.read() as store:
        assert [(p.officer_id, p.fte_hundredths) for p in store.shelf(Post).find()] == [(None, 50)]


def test_more_children_can_be_looked_at_but_not_saved(desk: Desk, child: Child, nora: Officer) -> None:
    scenario = NOW.with_change(MoreChildren(40, DAY)).with_change(Moves((child.id,), nora.id))
    with pytest.raises(Refusal) as refused:
        desk.do(ApplyScenario(scenario))
    assert str(refused.value) == (
        "40 more children can be looked at, not saved. Nothing was changed. Take them out, then apply."
    )
    assert desk.do(ApplyScenario(scenario, without_more=True)).result.children == 1


def test_nothing_to_apply_is_said(desk: Desk) -> None:
    with pytest.raises(Refusal, match="There is nothing to apply"):
        desk.do(ApplyScenario(NOW.with_change(MoreChildren(40, DAY)), without_more=True))


def test_a_child_moved_since_is_named(service: Service, desk: Desk, child: Child, iro: Officer, nora: Officer) -> None:
    olga = service.officer("Olga Reid")
    seen = desk.ask(HeldOn((child.id,), DAY))
    desk.do(Allocate((child.id,), olga.id, TODAY))
    before = everything(service)
    joins = NOW.with_change(Joins("zoe", "Zoe Hill", DAY)).with_change(Moves((child.id,), nora.id))
    with pytest.raises(Stale) as refused:
        desk.do(ApplyScenario(joins, seen))
    assert str(refused.value) == (
        "What was tried out does not fit any more. The child 1001 is with Olga Reid now. "
        "Nothing was changed. Take these moves out, or discard what was tried out and begin again."
    )
    assert everything(service) == before


def test_a_conflict_of_interest_recorded_since_is_named(desk: Desk, child: Child, nora: Officer) -> None:
    desk.do(KeepConflict(nora.id, child.id, "Her aunt"))
    with pytest.raises(Stale, match="Nora Patel has a conflict of interest with the child 1001"):
        desk.do(ApplyScenario(NOW.with_change(Moves((child.id,), nora.id))))


def test_an_officer_taken_away_since_is_named(service: Service, desk: Desk, child: Child, nora: Officer) -> None:
    with service.change() as store:
        store.shelf(Officer).void(nora, "Entered twice")
    with pytest.raises(Stale, match="Nora Patel was taken away from the officers"):
        desk.do(ApplyScenario(NOW.with_change(Moves((child.id,), nora.id))))


def test_a_child_who_turns_18_before_the_day_is_named(service: Service, desk: Desk, nora: Officer) -> None:
    adult = service.child("3003", date_of_birth=date(2008, 11, 30))
    with pytest.raises(Stale, match="The child 3003 turns 18 on 30 November 2026"):
        desk.do(ApplyScenario(NOW.with_change(Moves((adult.id,), nora.id))))


def test_of_many_changes_the_first_five_are_named(service: Service, desk: Desk, nora: Officer) -> None:
    children = tuple(service.child().id for _ in range(8))
    with pytest.raises(Stale, match=r"has no IRO now\. And 3 more\."):
        desk.do(ApplyScenario(NOW.with_change(Moves(children, nora.id)), dict.fromkeys(children, nora.id)))


def test_children_cannot_go_to_who_leaves_or_to_nobody(desk: Desk, child: Child, nora: Officer) -> None:
    leaving = NOW.with_change(Moves((child.id,), nora.id)).with_change(Leaves(nora.id, date(2027, 2, 1)))
    with pytest.raises(Refusal, match="Children go to Nora Patel, who leaves on 1 February 2027"):
        desk.do(ApplyScenario(leaving))
    vacant = NOW.with_change(Joins("new", "", DAY)).with_change(Moves((child.id,), "new"))
    with pytest.raises(Refusal, match="Children go to a new post that nobody holds yet"):
        desk.do(ApplyScenario(vacant))


def test_a_child_who_is_there_already_stays(service: Service, desk: Desk, child: Child, iro: Officer) -> None:
    before = holders(service, child)
    done = desk.do(ApplyScenario(NOW.with_change(Moves((child.id,), iro.id)))).result
    assert (done.children, done.words) == (0, "No child moved")
    assert holders(service, child) == before


def test_children_and_officers_who_are_not_in_the_file_are_told(desk: Desk, child: Child) -> None:
    words = r"does not fit any more\. An officer who takes children is not in this file\. A child is not in this file\."
    with pytest.raises(Stale, match=words):
        desk.do(ApplyScenario(NOW.with_change(Moves((new_id(),), new_id()))))


@pytest.mark.parametrize("role", [Role.IRO, Role.BUSINESS_SUPPORT, Role.READER])
def test_only_a_manager_applies_a_what_if(service: Service, child: Child, nora: Officer, role: Role) -> None:
    with pytest.raises(Refusal, match="may not"):
        service.desk(Person(login="somebody", role=role)).do(
            ApplyScenario(NOW.with_change(Moves((child.id,), nora.id)))
        )
