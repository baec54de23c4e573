"""Random histories of allocating, ending, transferring, covering and undoing: never two holders of one role on a day."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.commands.allocations import Allocate, EndAllocations
from app.commands.covering import Cover
from app.commands.handover import Give, HandOver
from app.commands.undo import RedoLatest, UndoLatest
from app.desk import Command, Desk
from app.domain.children import Child
from app.domain.errors import Refusal
from app.domain.officers import COVER, IRO, Allocation, Officer
from app.queries.handover.preview import HandoverPreview
from db.database import Database
from tests.builders import TODAY, Service
from tests.locks import KEY

FIRST = date(2026, 1, 1)
steps = st.lists(
    st.tuples(
        st.sampled_from(("allocate", "allocate", "end", "transfer", "transfer", "whole", "cover", "uncover", "undo", "redo")),
        st.integers(0, 2),
        st.integers(0, 2),
        st.integers(0, 30),
        st.integers(1, 20),
    ),
    max_size=14,
)  # fmt: skip


@pytest.fixture(scope="module")
def shared(fresh_database: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    path = tmp_path_factory.mktemp("histories") / "service.db"
    path.write_bytes(fresh_database.read_bytes())
    with Database.open(path, KEY) as opened:
        service = Service(opened)
        for name in ("Mary", "Nora", "Olga"):
            service.officer(name)
        yield service


def allocations(service: Service, children: list[Child], role: str) -> dict[str, list[Allocation]]:
    with service.read() as store:
        return {c.id: list(store.shelf(Allocation).find(child_id=c.id, role=role)) for c in children}


def held_on(found: list[Allocation], day: date) -> list[str]:
    return [a.officer_id for a in found if a.start <= day and (a.end is None or a.end > day)]


def command_for(
    desk: Desk, children: list[Child], officers: tuple[Officer, ...], step: tuple[str, int, int, int, int]
) -> Command[object]:
    """What a drawn step does, to the children and officers it names."""
    what, child, officer, day, length = step
    one, start = (children[child % len(children)].id,), FIRST + timedelta(days=day)
    to = officers[officer].id
    simple: dict[str, Command[object]] = {
        "allocate": Allocate(one, to, start),
        "end": EndAllocations(one, start),
        "cover": Cover(one, to, start, start + timedelta(days=length)),
        "uncover": EndAllocations(one, start, COVER),
        "undo": UndoLatest(),
        "redo": RedoLatest(),
    }
    if what in simple:
        return simple[what]
    whole = HandoverPreview(start, officer_id=officers[child].id)
    lines = desk.ask(HandoverPreview(start, one) if what == "transfer" else whole).lines
    mine = {c.id for c in children}
    return HandOver(tuple(Give(x.child_id, x.from_id, to) for x in lines if x.child_id in mine), start, TODAY)


@settings(max_examples=60)
@given(steps)
def test_no_child_ever_has_two_holders_of_one_role(
    shared: Service, steps: list[tuple[str, int, int, int, int]]
) -> None:
    desk, children = shared.desk(), [shared.child() for _ in range(2)]
    with shared.read() as store:
        officers = store.shelf(Officer).find()
    made = 0
    for step in steps:
        if step[0] in ("undo", "redo") and not made:
            continue
        before = allocations(shared, children, IRO)
        command = command_for(desk, children, officers, step)
        try:
            done = desk.do(command)
        except Refusal:
            assert allocations(shared, children, IRO) == before
            continue
        made += {"undo": -1, "redo": 1}.get(step[0], 1 if done.entry else 0)
        _check(shared, children)
        if isinstance(command, HandOver):
            _check_handed(command, before, allocations(shared, children, IRO))


def _check(service: Service, children: list[Child]) -> None:
    for role in (IRO, COVER):
        for found in allocations(service, children, role).values():
            days = [FIRST + timedelta(days=n) for n in range(60)]
            assert all(len(held_on(found, day)) <= 1 for day in days)


def _check_handed(command: HandOver, before: dict[str, list[Allocation]], after: dict[str, list[Allocation]]) -> None:
    """From the day on the new officer holds whom the old one held, until then nothing changed, and nobody is dropped."""
    given = {one.child_id: one for one in command.gives}
    for child_id, then in before.items():
        for day in (FIRST + timedelta(days=n) for n in range(60)):
            was, now = held_on(then, day), held_on(after[child_id], day)
            if child_id not in given or day < command.start:
                assert now == was
            assert len(now) == len(was)
        if child_id in given:
            assert held_on(after[child_id], command.start) == [given[child_id].to_id]
