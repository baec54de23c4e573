"""What if: the months ahead and the caseloads as they would be, looked at before anything is saved."""

from datetime import date

import pytest

from app.domain.children import Child
from app.domain.officers import COVER, Officer
from app.domain.scenarios import Joins, Leaves, MoreChildren, Moves, Scenario
from app.domain.settings import Setting
from app.queries.ahead.behind import ReviewsAhead
from app.queries.ahead.caseload import MORE, CaseloadIf
from app.queries.ahead.months import MonthsAhead
from app.queries.ahead.sheets import AheadSheets
from app.queries.ahead.weeks import WeeksAhead
from app.queries.ahead.words import ScenarioWords
from app.queries.caseload.behind import ChildrenBehind
from app.queries.caseload.lines import NOBODY, SERVICE
from app.queries.caseload.on import CaseloadOn
from app.table import Table
from tests.ahead import cell, listed, numbers, rows, theirs, two_a_week
from tests.builders import TODAY, Service

DECEMBER, JANUARY, MARCH = date(2026, 12, 1), date(2027, 1, 4), date(2027, 3, 1)
NOTHING = Scenario(DECEMBER)


@pytest.fixture
def ann(service: Service) -> Officer:
    """Ann, who usually holds two a week."""
    return two_a_week(service, "Ann Ash")


@pytest.fixture
def ben(service: Service, ann: Officer) -> Officer:
    """Ben, of whom nothing is known yet."""
    return service.officer("Ben Birch")


@pytest.fixture
def children(service: Service, ann: Officer) -> list[Child]:
    """Three of Ann's children, each with a review on 18 December and one on 18 March."""
    return [theirs(service, ann, TODAY) for _ in range(3)]


def ahead(service: Service, scenario: Scenario | None) -> Table:
    table: Table = service.desk().ask(MonthsAhead(scenario))
    return table


def caseload(service: Service, scenario: Scenario, day: date = JANUARY) -> Table:
    table: Table = service.desk().ask(CaseloadIf(scenario, day))
    return table


def at(table: Table, row: str) -> tuple[int, int]:
    """December's review and March's."""
    weeks = numbers(table, row)
    return weeks[4], weeks[17]


def without_change(table: Table) -> list[tuple[object, ...]]:
    """The rows without the column that says what changes."""
    place = table.column("change")
    return [(*row.cells[:place], *row.cells[place + 1 :]) for row in listed(table)]


def test_a_scenario_that_holds_nothing_changes_nothing(service: Service, children: list[Child], ben: Officer) -> None:
    plain, tried = ahead(service, None), ahead(service, NOTHING)
    assert [row.cells for row in listed(tried)] == [row.cells for row in listed(plain)]
    assert tried.title == plain.title
    recorded: Table = service.desk().ask(CaseloadOn(JANUARY))
    assert without_change(caseload(service, NOTHING)) == [row.cells for row in listed(recorded)]
    assert {row.cells[2] for row in listed(caseload(service, NOTHING))} == {0}


def test_moved_children_take_exactly_their_reviews_with_them(
    service: Service, ann: Officer, ben: Officer, children: list[Child]
) -> None:
    tried = ahead(service, NOTHING.with_change(Moves((children[0].id,), ben.id)))
    assert (at(tried, ann.id), at(tried, ben.id)) == ((2, 2), (1, 1))
    opened = service.desk().ask(rows(tried)[ben.id].opens["all"])
    assert [row.id for row in listed(opened)] == [children[0].id] * 2
    assert {row.cells[2] for row in listed(opened)} == {"Ben Birch"}


def test_a_move_counts_from_its_day(service: Service, ann: Officer, ben: Officer, children: list[Child]) -> None:
    tried = ahead(service, Scenario(JANUARY).with_change(Moves((children[0].id,), ben.id)))
    assert (at(tried, ann.id), at(tried, ben.id)) == ((3, 2), (0, 1))


def test_taking_a_change_back_and_discarding_restore_what_was(
    service: Service, ben: Officer, children: list[Child]
) -> None:
    before = [row.cells for row in listed(ahead(service, None))]
    moved = NOTHING.with_change(Moves((children[0].id,), ben.id))
    assert [row.cells for row in listed(ahead(service, moved))] != before
    assert [row.cells for row in listed(ahead(service, moved.without_last()))] == before
    assert [row.cells for row in listed(ahead(service, None))] == before, "nothing was recorded"


def test_a_leavers_children_stand_without_an_iro_unless_they_are_moved(
    service: Service, ann: Officer, ben: Officer, children: list[Child]
) -> None:
    leaves = NOTHING.with_change(Leaves(ann.id, JANUARY))
    tried = ahead(service, leaves)
    assert (at(tried, ann.id), at(tried, NOBODY)) == ((3, 0), (0, 3))
    weeks = service.desk().ask(WeeksAhead(ann.id, leaves))
    assert [row.cells[3] for row in listed(weeks)][7:] == [0] * 19, "nothing can be held after the last day"
    moved = leaves.with_change(Moves((children[0].id, children[1].id), ben.id))
    tried = ahead(service, moved)
    assert (at(tried, ann.id), at(tried, ben.id), at(tried, NOBODY)) == ((1, 0), (2, 2), (0, 1))


def test_children_go_to_who_joins_on_the_day_they_join(service: Service, ann: Officer, children: list[Child]) -> None:
    joins = NOTHING.with_change(Joins("new", "Nia New", JANUARY, 50))
    tried = ahead(service, joins.with_change(Moves((children[0].id,), "new")))
    assert (at(tried, ann.id), at(tried, "new")) == ((3, 2), (0, 1))
    assert cell(tried, "new", "usual") == 1.0, "what the service holds, for half a post"
    weeks = service.desk().ask(WeeksAhead("new", joins))
    room = [row.cells[3] for row in listed(weeks)]
    assert room[:7] == [0] * 7
    assert sum(room[7:]) == pytest.approx(19, abs=1.5)
    assert "usual" not in rows(tried)["new"].opens, "there are no weeks to show"


def test_more_children_bring_their_reviews_without_an_iro(service: Service, ann: Officer) -> None:
    more = NOTHING.with_change(MoreChildren(40, DECEMBER))
    tried = ahead(service, more)
    weeks = {at: n for at, n in enumerate(numbers(tried, NOBODY)) if n}
    assert weeks == {6: 40, 19: 40}, "31 December, the twentieth working day, and three months later"
    assert cell(tried, NOBODY, "all") == 80
    opened = service.desk().ask(ReviewsAhead(NOBODY, date(2026, 12, 28), scenario=more))
    assert len(listed(opened)) == 40
    assert {row.id for row in listed(opened)} == {""}, "there is no child to open"
    assert listed(opened)[0].cells[0] == "Child not known yet (1)"


def test_a_moved_child_is_no_longer_covered_and_who_covers_may_leave(
    service: Service, ann: Officer, ben: Officer, children: list[Child]
) -> None:
    cy = service.officer("Cy Cole")
    for child in children[:2]:
        service.allocated(child, cy, TODAY, JANUARY, role=COVER)
    assert at(ahead(service, None), cy.id) == (2, 0)
    moved = ahead(service, NOTHING.with_change(Moves((children[0].id,), ben.id)))
    assert (at(moved, cy.id), at(moved, ben.id)) == ((1, 0), (1, 1))
    left = ahead(service, NOTHING.with_change(Leaves(cy.id, DECEMBER)))
    assert (at(left, cy.id), at(left, ann.id)) == ((0, 0), (3, 3))


def test_caseloads_after_a_scenario_say_how_much_changes_for_whom(
    service: Service, ann: Officer, ben: Officer, children: list[Child]
) -> None:
    tried = caseload(service, NOTHING.with_change(Moves((children[0].id,), ben.id)))
    assert [(row.cells[0], row.cells[1], row.cells[2]) for row in listed(tried)] == [
        ("Ann Ash", 2, -1),
        ("Ben Birch", 1, 1),
        ("No IRO", 0, 0),
        ("Whole service", 3, 0),
    ]
    with service.read() as store:
        for row in listed(tried):
            behind = row.opens["children"]
            assert isinstance(behind, ChildrenBehind)
            assert behind.number(store) == row.cells[1]
    before = caseload(service, NOTHING.with_change(Moves((children[0].id,), ben.id)), TODAY)
    assert {row.cells[2] for row in listed(before)} == {0}, "before its day a move changes nothing"


def test_caseloads_with_a_leaver_somebody_new_and_more_children(
    service: Service, ann: Officer, ben: Officer, children: list[Child]
) -> None:
    scenario = NOTHING.with_change(Leaves(ann.id, JANUARY)).with_change(Joins("new", "Nia New", JANUARY, 50))
    scenario = scenario.with_change(Moves((children[0].id,), "new")).with_change(MoreChildren(4, DECEMBER))
    tried = caseload(service, scenario)
    assert [(row.id, row.cells[1], row.cells[2]) for row in listed(tried)] == [
        (ben.id, 0, 0),
        ("new", 1, 1),
        (NOBODY, 2, 2),
        (MORE, 4, 4),
        (SERVICE, 5, 2),
    ], "the whole has those allocated and those not known yet; two who were allocated are no longer"
    assert "1 child allocated, 2 without an IRO, 4 more not known yet" in tried.line
    assert cell(tried, SERVICE, "fte") == 1.5
    assert cell(tried, "new", "fte") == 0.5
    assert rows(tried)[SERVICE].opens == {}, "no list holds children whom nobody knows"
    service.keep(Setting(key="caseload.unallocated", start=TODAY, value="true"))
    assert cell(caseload(service, scenario), SERVICE, "children") == 7
    assert cell(caseload(service, scenario), SERVICE, "change") == 4


@pytest.mark.parametrize("covered", ["holder", "cover"])
def test_a_covered_child_whose_cover_leaves_is_the_iros_again(
    service: Service, ann: Officer, ben: Officer, children: list[Child], covered: str
) -> None:
    service.keep(Setting(key="caseload.covered", start=TODAY, value=f'"{covered}"'))
    service.allocated(children[0], ben, TODAY, role=COVER)
    tried = caseload(service, NOTHING.with_change(Leaves(ben.id, DECEMBER)))
    assert (cell(tried, ann.id, "children"), cell(tried, NOBODY, "children")) == (3, 0)
    gone = caseload(service, NOTHING.with_change(Leaves(ann.id, DECEMBER)))
    assert cell(gone, NOBODY, "children") == 3


def test_what_a_scenario_holds_is_said_in_words(
    service: Service, ann: Officer, ben: Officer, children: list[Child]
) -> None:
    scenario = NOTHING.with_change(Joins("new", "Nia New", JANUARY, 60)).with_change(Leaves(ann.id, MARCH))
    scenario = scenario.with_change(Moves(tuple(child.id for child in children[:2]), "new"))
    scenario = scenario.with_change(Moves((children[2].id,), ben.id, "same school"))
    scenario = scenario.with_change(MoreChildren(1, JANUARY))
    assert service.desk().ask(ScenarioWords(scenario)) == (
        "Nia New joins on 4 January 2027 with 0.6 FTE",
        "Ann Ash leaves: 1 March 2027 is the first day without them",
        "2 children move to Nia New on 4 January 2027: 2 from Ann Ash",
        "1 child moves to Ben Birch on 1 December 2026: 1 from Ann Ash (same school)",
        "1 more child becomes looked after on 4 January 2027, without an IRO yet",
    )
    assert service.desk().ask(ScenarioWords(NOTHING)) == ()


def test_the_sheets_hold_what_is_tried_out(service: Service, ben: Officer, children: list[Child]) -> None:
    plain = [name for name, _ in service.desk().ask(AheadSheets()).tables]
    scenario = NOTHING.with_change(Moves((children[0].id,), ben.id))
    sheets = dict(service.desk().ask(AheadSheets(scenario)).tables)
    assert [name for name in sheets if name not in plain] == ["What is tried out"]
    assert listed(sheets["What is tried out"])[0].cells[0].startswith("1 child moves to Ben Birch")
    assert len(listed(sheets["Everybody by week"])) == 26 * 3, "Ann, Ben and those without an IRO"
    assert cell(sheets["Caseload"], ben.id, "change") == 1
