"""How children stand in what goes out, over every report and every set of sheets: by initials unless chosen, and for publication."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.commands.going import WholeSheets, WholeTable
from app.demonstration import Size, demonstrate
from app.domain.access import NotAllowed, Person, Role
from app.domain.challenges.words import NO_NAME, SERVICE_CONCERN
from app.domain.children import Child
from app.domain.dates import Period
from app.domain.errors import Refusal
from app.domain.markings import HELD_BACK, SMALL, Naming
from app.domain.officers import Officer
from app.queries.account import AccountTable
from app.queries.ahead.sheets import AheadSheets
from app.queries.caseload.sheets import CaseloadSheets
from app.queries.catalogue import CATALOGUE, Choice
from app.queries.challenges.sheets import ChallengeSheets
from app.queries.dfe.ssda903 import BrokenRules
from app.queries.giving_back import worked_out
from app.queries.handover.table import COLUMNS
from app.queries.month import DueList, MonthSheets
from app.queries.naming import gone_out, names_children
from app.queries.outgoing import WhatGoesOut
from app.queries.pack import PackSheets
from app.queries.pseudonymous import share
from app.queries.supervision import SupervisionSheet
from app.queries.suppressing import held_back, relations
from app.table import Column, Fixed, Row, Table
from db.database import Database
from tests.builders import Service, stamp

OCTOBER = Period.month(2026, 10)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    """A demonstration of fifty children."""
    with Database.create_demonstration(tmp_path_factory.mktemp("named") / "service.db", stamp()) as database:
        service = Service(database)
        with service.change() as store:
            demonstrate(store, service.stamp, Size(children=50, iros=3, years=2))
        yield service


def everything(service: Service) -> Iterator[Any]:
    """Every report there is, and every set of sheets."""
    with service.read() as store:
        officer = next(one.id for one in store.shelf(Officer).find())
    yield from (WholeTable(report.query(Choice(OCTOBER))) for report in CATALOGUE.values())
    for sheets in (
        *(MonthSheets(OCTOBER), PackSheets(OCTOBER), CaseloadSheets(date(2026, 11, 1)), AheadSheets()),
        *(ChallengeSheets(OCTOBER), SupervisionSheet(officer)),
    ):
        yield WholeSheets(sheets)


def cells(answer: Any) -> Iterator[tuple[str, Any]]:
    """Every cell that would go out, with the table that it is in."""
    for whole in answer[1] if isinstance(answer, tuple) else (answer,):
        yield from ((whole.table.title, cell) for row in whole.rows for cell in row.cells)
        yield from ((whole.table.title, words) for words in (whole.table.title, whole.table.line, *whole.table.notes))


def test_no_childs_name_goes_out_unless_it_is_chosen(made: Service) -> None:
    desk = made.desk()
    with made.read() as store:
        names = {child.name for child in store.shelf(Child).find() if " " in child.name}
    assert len(names) > 40
    told = {(title, cell) for one in everything(made) for title, cell in cells(desk.ask(one)) if isinstance(cell, str)}
    assert [found for found in told if any(name in found[1] for name in names)] == []
    chosen = cells(desk.ask(WholeTable(DueList(), Naming.NAMES)))
    assert any(cell in names for _, cell in chosen)


NAMES = ("LI WU", "KHAN", "AMY", "Baby 2 Smith", "Unborn Baby Jones (EDD 12/03/2026)", "陈 李", "12", "Smith, Jane")


@pytest.mark.parametrize("key", ["child", "children", "carers", "siblings"])
def test_names_that_look_like_initials_or_references_go_out_by_initials_too(made: Service, key: str) -> None:
    column = Column(key, "Who")
    with made.read() as store:
        reference = store.shelf(Child).find()[0].reference
        shown = (*NAMES, reference, SERVICE_CONCERN, f"{reference}, KHAN", None)
        rows = Fixed(tuple(Row(str(at), (cell,)) for at, cell in enumerate(shown)), (key,))
        ((_, told),) = gone_out(store, (("One", Table("One", (column,), rows)),), Naming.INITIALS)
        left = [row.cells[0] for row in told.rows.each(store)]
    assert left[:8] == ["LW", "K", "A", "BS", "UBJE", "陈李", NO_NAME, "S, J"]
    assert left[8:] == [reference, SERVICE_CONCERN, f"{reference}, K", None]


def test_lists_that_are_only_shown_know_where_names_stand_so_that_copying_them_asks_for_the_right() -> None:
    told = {
        "handover": [column.key for column in COLUMNS if names_children(column)],
        "broken": [column.key for column in BrokenRules.columns if names_children(column)],
    }
    assert told == {"handover": ["child", "siblings"], "broken": ["child"]}


def test_what_is_for_publication_tells_nobody(made: Service) -> None:
    with made.read() as store:
        children, officers = store.shelf(Child).find(), store.shelf(Officer).find()
    known = (
        {child.name for child in children} | {child.reference for child in children} | {one.name for one in officers}
    )
    told = [cell for one in everything(made) for _, cell in published(made, one) if isinstance(cell, str)]
    assert HELD_BACK in told
    assert [cell for cell in told if any(word in cell for word in known)] == []


def published(made: Service, one: Any) -> list[tuple[str, Any]]:
    """Its cells as they may be published; none where nothing of it may."""
    try:
        return list(cells(made.desk().ask(type(one)(one.query, Naming.PUBLICATION))))
    except Refusal:
        return []


def test_what_tells_only_who_somebody_is_cannot_be_published(made: Service) -> None:
    with pytest.raises(Refusal, match="Nothing of this can be published"):
        made.desk().ask(WholeTable(AccountTable(), Naming.PUBLICATION))


def test_a_column_that_names_children_is_left_out_for_references(made: Service) -> None:
    whole = made.desk().ask(WholeTable(DueList(), Naming.REFERENCES))
    assert "child" not in [column.key for column in whole.table.columns]
    assert "reference" in [column.key for column in whole.table.columns]


def test_what_goes_out_is_shown_before_it_goes(made: Service) -> None:
    shown = made.desk().ask(WhatGoesOut(DueList(), Naming.INITIALS))
    named = [row.cells for row in shown.rows.each(None)]  # type: ignore[arg-type]  # its rows are all known
    (child,) = [cells for cells in named if cells[3]]
    assert child[1] == "Child"
    assert child[3] == "By initials"
    assert re.fullmatch(r"[A-Z]{1,5}", child[2])


def test_an_iro_sends_out_names_of_own_children_only(made: Service) -> None:
    with made.read() as store:
        mine, other, *_ = store.shelf(Officer).find()
    desk = made.desk(Person(login="ola", name="Ola", role=Role.IRO, officer_id=mine.id))
    title, _ = desk.ask(WholeSheets(SupervisionSheet(mine.id), Naming.NAMES))
    assert mine.name in title
    assert desk.ask(WholeTable(DueList())).rows
    with pytest.raises(NotAllowed, match="send out files with children's full names"):
        desk.ask(WholeTable(DueList(), Naming.NAMES))
    with pytest.raises(NotAllowed):
        desk.ask(WholeSheets(SupervisionSheet(other.id), Naming.NAMES))


# ---------------------------------------------------------------------------------------------------- publication


def test_two_lists_for_publication_cannot_be_joined(made: Service) -> None:
    desk = made.desk()
    one, two = (desk.ask(WholeTable(DueList(), Naming.PUBLICATION)) for _ in range(2))
    lines = [[row.cells[1:] for row in whole.rows] for whole in (one, two)]
    assert Counter(lines[0]) == Counter(lines[1])
    assert min(Counter(lines[0]).values()) >= SMALL
    assert lines[0] != lines[1]


@given(st.lists(st.tuples(*[st.sampled_from("abcd")] * 3), max_size=60))
def test_every_line_that_is_left_is_shared_by_five(lines: list[tuple[str, ...]]) -> None:
    left = share(lines)
    assert all(number >= SMALL for number in Counter(left).values())
    for line in left:
        assert any(all(told in (true, HELD_BACK) for told, true in zip(line, whole, strict=True)) for whole in lines)


@given(st.lists(st.lists(st.integers(0, 40), min_size=2, max_size=3), min_size=2, max_size=4))
def test_no_total_gives_a_held_back_number_back(rows: list[list[int]]) -> None:
    width = min(map(len, rows))
    inner = [[*row[:width], sum(row[:width])] for row in rows]
    table = [*inner, [sum(column) for column in zip(*inner, strict=True)]]
    held = held_back(table, range(width + 1))
    assert {(y, x) for y, row in enumerate(table) for x, value in enumerate(row) if 0 < value < SMALL} <= held
    given_back = fixed(table, held)
    assert not {
        place for place in given_back if table[place[0]][place[1]] < SMALL and others_above_nought(table, place)
    }


def others_above_nought(table: Sequence[Sequence[int]], place: tuple[int, int]) -> bool:
    """Whether its line and its column each have another number to hide behind."""
    y, x = place
    beside = [value for at, value in enumerate(table[y]) if at != x and value]
    below = [row[x] for at, row in enumerate(table) if at != y and row[x]]
    return len(beside) > 1 and len(below) > 1


def fixed(table: Sequence[Sequence[int]], held: set[tuple[int, int]]) -> set[tuple[int, int]]:
    """The held-back cells that the totals of lines and columns decide: those that no other solution changes."""
    height, width = len(table), len(table[0])
    sums = [[(y, x) for x in range(width)] for y in range(height)]
    sums += [[(y, x) for y in range(height)] for x in range(width)]
    places = sorted(held)
    matrix = [[Fraction((-1 if place == line[-1] else 1) if place in line else 0) for place in places] for line in sums]
    pivots = []
    row = 0
    for at in range(len(places)):
        found = next((y for y in range(row, len(matrix)) if matrix[y][at]), None)
        if found is None:
            continue
        matrix[row], matrix[found] = matrix[found], matrix[row]
        matrix[row] = [value / matrix[row][at] for value in matrix[row]]
        for y, line in enumerate(matrix):
            if y != row and line[at]:
                matrix[y] = [a - line[at] * b for a, b in zip(line, matrix[row], strict=True)]
        pivots.append(at)
        row += 1
    return {places[at] for y, at in enumerate(pivots) if sum(map(bool, matrix[y])) == 1}


def test_sums_that_hold_by_themselves_are_found() -> None:
    rows = [[3, 9, 12], [20, 5, 25]]
    assert ((0, 2), (0, 0), (0, 1)) in set(relations(rows, range(3)))
    assert worked_out(relations(rows, range(3)), {(0, 0)}) == {(0, 0)}
    assert worked_out(relations(rows, range(3)), {(0, 0), (0, 1)}) == set()
