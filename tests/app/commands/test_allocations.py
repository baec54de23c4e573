"""Allocations: one holder of a role on a day, and nobody dropped."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.commands.allocations import Allocate, EndAllocation
from app.desk import Desk
from app.domain.children import Child
from app.domain.errors import Refusal
from app.domain.officers import Allocation, Officer
from db.database import Database
from tests.builders import Service
from tests.locks import KEY

FIRST = date(2026, 1, 1)


def holders(service: Service, child: Child, days: int = 60) -> list[list[str]]:
    """Who holds the child on each day from 1 January 2026."""
    with service.read() as store:
        kept = store.shelf(Allocation).find(child_id=child.id, role="iro")
    every = [FIRST + timedelta(days=n) for n in range(days)]
    return [[a.officer_id for a in kept if a.start <= day and (a.end is None or day < a.end)] for day in every]


@pytest.fixture
def child(service: Service) -> Child:
    return service.child("1001", date_of_birth=date(2014, 5, 1))


@pytest.fixture
def mary(service: Service) -> Officer:
    return service.officer("Mary")


@pytest.fixture
def nora(service: Service) -> Officer:
    return service.officer("Nora")


def spans(service: Service, child: Child) -> list[tuple[str, date, date | None]]:
    with service.read() as store:
        names = {o.id: o.name for o in store.shelf(Officer).find()}
        kept = sorted(store.shelf(Allocation).find(child_id=child.id), key=lambda a: a.start)
    return [(names[a.officer_id], a.start, a.end) for a in kept]


def test_the_one_before_holds_until_the_day_before(
    service: Service, desk: Desk, child: Child, mary: Officer, nora: Officer
) -> None:
    other = service.child("1002")
    assert desk.do(Allocate((child.id, other.id), mary.id, FIRST)).result == 2
    assert desk.do(Allocate((child.id,), nora.id, date(2026, 3, 1))).result == 1
    assert spans(service, child) == [("Mary", FIRST, date(2026, 3, 1)), ("Nora", date(2026, 3, 1), None)]
    assert spans(service, other) == [("Mary", FIRST, None)]


def test_an_earlier_start_ends_where_the_next_one_begins(
    service: Service, desk: Desk, child: Child, mary: Officer, nora: Officer
) -> None:
    desk.do(Allocate((child.id,), nora.id, date(2026, 3, 1)))
    desk.do(Allocate((child.id,), mary.id, FIRST))
    assert spans(service, child) == [("Mary", FIRST, date(2026, 3, 1)), ("Nora", date(2026, 3, 1), None)]


def test_on_the_same_day_the_new_one_takes_the_place(
    service: Service, desk: Desk, child: Child, mary: Officer, nora: Officer
) -> None:
    desk.do(Allocate((child.id,), mary.id, FIRST))
    desk.do(Allocate((child.id,), nora.id, FIRST))
    assert spans(service, child) == [("Nora", FIRST, None)]


def test_who_holds_the_child_already_changes_nothing(service: Service, desk: Desk, child: Child, mary: Officer) -> None:
    desk.do(Allocate((child.id,), mary.id, FIRST))
    done = desk.do(Allocate((child.id, child.id), mary.id, date(2026, 3, 1)))
    assert (done.result, done.entry) == (0, None)


def test_an_allocation_that_was_to_end_goes_on(service: Service, desk: Desk, child: Child, mary: Officer) -> None:
    held = service.allocated(child, mary, FIRST, date(2026, 12, 31))
    assert desk.do(Allocate((child.id,), mary.id, date(2026, 6, 1))).result == 1
    assert service.now(held).end is None


def test_another_role_is_another_matter(
    service: Service, desk: Desk, child: Child, mary: Officer, nora: Officer
) -> None:
    desk.do(Allocate((child.id,), mary.id, FIRST))
    desk.do(Allocate((child.id,), nora.id, FIRST, "conference-chair"))
    assert len(spans(service, child)) == 2
    with pytest.raises(Refusal, match="what they are"):
        desk.do(Allocate((child.id,), nora.id, FIRST, "driver"))


def test_an_allocation_ends_and_never_runs_into_the_next(
    service: Service, desk: Desk, child: Child, mary: Officer, nora: Officer
) -> None:
    first = service.allocated(child, mary, FIRST, date(2026, 3, 1))
    service.allocated(child, nora, date(2026, 4, 1))
    with pytest.raises(Refusal, match="Somebody else holds the child from 1 April 2026"):
        desk.do(EndAllocation(first.id, date(2026, 4, 2)))
    with pytest.raises(Refusal, match="before the start"):
        desk.do(EndAllocation(first.id, date(2025, 12, 31)))
    desk.do(EndAllocation(first.id, date(2026, 4, 1)))
    assert spans(service, child)[0] == ("Mary", FIRST, date(2026, 4, 1))


def test_nobody_is_allocated_from_the_eighteenth_birthday_on(service: Service, desk: Desk, mary: Officer) -> None:
    adult = service.child("1009", date_of_birth=date(2008, 6, 1))
    with pytest.raises(Refusal, match="child 1009 turns 18 on 1 June 2026"):
        desk.do(Allocate((service.child("1001").id, adult.id), mary.id, date(2026, 6, 1)))
    assert service.count("allocations") == 0
    assert desk.do(Allocate((adult.id,), mary.id, date(2026, 5, 31))).result == 1


def test_an_officer_who_does_not_exist_is_refused(desk: Desk, child: Child) -> None:
    with pytest.raises(Refusal, match="no longer here"):
        desk.do(Allocate((child.id,), "f" * 32, FIRST))


@pytest.fixture(scope="module")
def shared(fresh_database: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    path = tmp_path_factory.mktemp("allocations") / "service.db"
    path.write_bytes(fresh_database.read_bytes())
    with Database.open(path, KEY) as opened:
        service = Service(opened)
        service.officer("Mary")
        service.officer("Nora")
        service.officer("Olga")
        yield service


steps = st.lists(st.tuples(st.booleans(), st.integers(0, 9), st.integers(0, 59)), max_size=12)


@settings(max_examples=40)
@given(steps)
def test_a_child_never_has_two_holders_and_is_never_dropped(
    shared: Service, steps: list[tuple[bool, int, int]]
) -> None:
    desk, child = shared.desk(), shared.child()
    with shared.read() as store:
        officers = store.shelf(Officer).find()
    for allocate, number, day in steps:
        before = holders(shared, child)
        with shared.read() as store:
            kept = store.shelf(Allocation).find(child_id=child.id)
        when = FIRST + timedelta(days=day)
        if allocate:
            officer = officers[number % 3]
            desk.do(Allocate((child.id,), officer.id, when))
            after = holders(shared, child)
            assert after[day] == [officer.id]
            assert after[:day] == before[:day]
            assert all(now for now, then in zip(after, before, strict=True) if then)
        elif kept:
            try:
                desk.do(EndAllocation(kept[number % len(kept)].id, when))
            except Refusal:
                assert holders(shared, child) == before
        assert all(len(someone) <= 1 for someone in holders(shared, child))
