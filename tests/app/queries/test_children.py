"""The list of children and finding by typing."""

from datetime import date
from typing import Any

import pytest

from app.desk import Desk
from app.domain.children import Child
from app.domain.errors import Refusal
from app.domain.reviews import Review
from app.queries.children import PARTS, ChildrenFilter, ChildrenList
from app.queries.find import Find
from app.queries.tables import CountOf, WindowOf
from app.table import Order, Tone
from tests.builders import TODAY, Service


@pytest.fixture
def some(service: Service) -> dict[str, Child]:
    """In our care; in our care and on a plan; returned home; turned 18; never open; with a review in no period."""
    born = {name: service.child(name, name=f"{name.title()} Lee", date_of_birth=date(2014, 5, 1)) for name in "abcdef"}
    service.period(born["a"], date(2026, 9, 1))
    service.period(born["b"], date(2026, 10, 1))
    service.period(born["b"], date(2026, 9, 1), "rcpc")
    service.period(born["c"], date(2026, 1, 5), end=date(2026, 1, 20))
    adult = service.child("g", known_as="Grown", date_of_birth=date(2008, 6, 1))
    service.period(adult, date(2026, 1, 5))
    service.keep(Review(child_id=born["f"].id, kind="looked-after", held=date(2026, 2, 2)))
    return {**born, "g": adult}


def shown(desk: Desk, chosen: ChildrenFilter, column: str = "reference", order: Order | None = None) -> list[Any]:
    table = desk.ask(ChildrenList(chosen))
    rows = desk.ask(WindowOf(table, order, 0, 50))
    assert len(rows) == desk.ask(CountOf(table))
    return [row.cells[table.column(column)] for row in rows]


@pytest.mark.parametrize(
    ("part", "expected"),
    [
        ("running", ["a", "b"]),
        ("looked-after", ["a", "b"]),
        ("on-plan", ["b"]),
        ("no-iro", ["a", "b"]),
        ("unplaced", ["f"]),
        ("all", ["a", "b", "c", "d", "e", "f", "g"]),
    ],
)
def test_each_part_holds_its_children(desk: Desk, some: dict[str, Child], part: str, expected: list[str]) -> None:
    assert shown(desk, ChildrenFilter(part)) == expected


def test_a_row_says_how_the_child_stands(service: Service, desk: Desk, some: dict[str, Child]) -> None:
    everyone = ChildrenFilter("all")
    assert shown(desk, everyone, "status") == [
        "In our care", "In our care, child protection plan", "Not open", "Not open", "Not open", "Not open", "Turned 18",
    ]  # fmt: skip
    assert shown(desk, everyone, "since")[:3] == [date(2026, 9, 1), date(2026, 10, 1), None]
    assert shown(desk, everyone, "next_due")[:3] == [date(2026, 9, 29), date(2026, 10, 29), None]
    assert shown(desk, everyone, "iro")[:3] == ["No IRO", "No IRO", None]
    rows = desk.ask(WindowOf(desk.ask(ChildrenList()), None, 0, 5))
    assert rows[0].tones == {"result": Tone.LATE}
    assert shown(desk, everyone, "result")[:3] == ["Overdue", "Overdue", None]


def test_children_are_found_by_iro_team_and_text(service: Service, desk: Desk, some: dict[str, Child]) -> None:
    mary, north = service.officer("Mary"), service.team("North")
    service.allocated(some["a"], mary, date(2026, 9, 1))
    service.in_team(some["b"], north, date(2026, 9, 1))
    service.allocated(some["g"], mary, date(2026, 1, 5))
    assert shown(desk, ChildrenFilter("all", officer_id=mary.id)) == ["a"]
    assert shown(desk, ChildrenFilter("all", team_id=north.id)) == ["b"]
    assert shown(desk, ChildrenFilter("all", text="LEE c")) == ["c"]
    assert shown(desk, ChildrenFilter("no-iro")) == ["b"]
    assert desk.ask(ChildrenList()).line == "In our care or on a plan, as at Friday 20 November 2026: 2"


def test_every_column_sorts_both_ways(desk: Desk, some: dict[str, Child]) -> None:
    table = desk.ask(ChildrenList(ChildrenFilter("all")))
    for column in table.columns:
        for descending in (False, True):
            assert len(desk.ask(WindowOf(table, Order(column.key, descending), 0, 50))) == 7


def test_a_part_from_an_old_view_is_refused_in_words(desk: Desk) -> None:
    with pytest.raises(Refusal, match='no part "gone"'):
        desk.ask(ChildrenList(ChildrenFilter("gone")))
    assert "gone" not in PARTS


def test_typing_finds_children_and_officers(service: Service, desk: Desk) -> None:
    service.child("1001", name="Zoë Ünal", known_as="Zo")
    service.child("1002", name="Ann Lee")
    service.officer("Zora Moor")
    service.officer("Anna Unal")
    found = desk.ask(Find("unal"))
    assert [(f.kind, f.words, f.more) for f in found] == [("child", "Zo", "1001"), ("officer", "Anna Unal", "Officer")]
    assert [f.words for f in desk.ask(Find("unal anna"))] == ["Anna Unal"]
    assert [f.words for f in desk.ask(Find("1002"))] == ["Ann Lee"]
    assert [f.kind for f in desk.ask(Find("z", ("officer",)))] == ["officer"]
    assert desk.ask(Find("  ")) == ()


def test_typing_finds_at_most_20_of_a_kind(service: Service, desk: Desk) -> None:
    service.keep(*(Child(reference=f"R{n:03}") for n in range(25)))
    assert [f.words for f in desk.ask(Find("r0"))] == [f"R{n:03}" for n in range(20)]
    assert service.today == TODAY
