"""How a child stands today, and what is due next with its reason."""

from datetime import date

import pytest

from app.commands.children import AddChild, CorrectChild
from app.desk import Desk
from app.domain.checks import Check
from app.domain.children import Child, LegalStatus, Placement
from app.domain.conferences import CoreGroup, ProtectionPlan
from app.domain.errors import Refusal
from app.domain.quality import CourtStatement, FinalPlan
from app.queries.awaited import NextDue
from app.queries.children import ChildrenFilter, ChildrenList
from app.queries.standing import ChildStanding
from app.table import Tone
from tests.builders import TODAY, Service


@pytest.fixture
def child(service: Service) -> Child:
    return service.child("1001", name="Amira Khan", date_of_birth=date(2014, 5, 1))


def test_a_child_in_our_care_and_on_a_plan_is_both(service: Service, desk: Desk, child: Child) -> None:
    service.period(child, date(2026, 9, 1))
    plan = service.period(child, date(2026, 10, 5), "rcpc")
    service.keep(
        ProtectionPlan(child_id=child.id, series_id=plan.id, initial_category="NEG", latest_category="EMO"),
        LegalStatus(child_id=child.id, code="C2", start=date(2026, 9, 1)),
        Placement(child_id=child.id, code="U6", start=date(2026, 9, 1)),
    )
    service.allocated(child, service.officer("Alison Wright"), date(2026, 9, 3), date(2026, 10, 1))
    service.allocated(child, service.officer("Ben Moss"), date(2026, 10, 1))
    found = desk.ask(ChildStanding(child.id))
    assert dict(found.facts) == {
        "In our care": "Since 1 September 2026",
        "Child protection plan": "Since 5 October 2026, Emotional abuse",
        "Turns 18": "1 May 2032",
        "Legal status": "Full care order, since 1 September 2026",
        "Home": "Foster care, since 1 September 2026",
    }
    assert found.iros == (("Ben Moss", "since 1 Oct 2026"), ("Alison Wright", "3 Sep 2026 to 1 Oct 2026"))


def test_a_child_without_a_running_period_is_neither(desk: Desk, child: Child) -> None:
    facts = dict(desk.ask(ChildStanding(child.id)).facts)
    assert facts["Status"] == "Neither in our care nor on a child protection plan"


def test_an_unborn_child_is_added_shown_with_the_expected_date_and_is_born_later(service: Service, desk: Desk) -> None:
    child = desk.do(AddChild("U1", "Baby Khan", expected_on=date(2027, 2, 3))).result
    plan = service.period(child, date(2026, 10, 5), "rcpc")
    assert dict(desk.ask(ChildStanding(child.id)).facts)["Not yet born"] == "Expected 3 February 2027"
    with service.read() as store:
        (row,) = ChildrenList(ChildrenFilter(part="unborn")).run(store, service.stamp).rows.each(store)
    assert "Expected 3 Feb 2027, child protection plan" in row.cells
    born = CorrectChild(
        child.id, "U1", "Zara Khan", "", date(2026, 11, 10), "female", child.version, expected_on=child.expected_on
    )
    kept = desk.do(born).result
    assert (kept.is_unborn, kept.expected_on) == (False, date(2027, 2, 3))
    assert service.now(plan).kind == "rcpc"
    assert "Not yet born" not in dict(desk.ask(ChildStanding(child.id)).facts)


def test_an_expected_date_far_away_is_refused(desk: Desk) -> None:
    with pytest.raises(Refusal, match="more than 10 months away"):
        desk.do(AddChild("U1", expected_on=date(2028, 2, 3)))


def test_a_foster_household_is_only_in_its_own_part_of_the_list(service: Service, desk: Desk) -> None:
    household = service.child("F1", name="The Hills", household="Two children")
    service.period(household, date(2026, 1, 5), "foster-carer")
    with service.read() as store:
        parts = {
            part: [row.id for row in ChildrenList(ChildrenFilter(part=part)).run(store, service.stamp).rows.each(store)]
            for part in ("running", "all", "no-iro", "households")
        }
    assert parts == {"running": [], "all": [], "no-iro": [], "households": [household.id]}


def test_what_is_due_next_stands_in_the_order_of_its_dates_with_the_reason(
    service: Service, desk: Desk, child: Child
) -> None:
    care = service.period(child, date(2026, 7, 1))
    service.held(care, date(2026, 7, 20), date(2026, 10, 12))
    plan = service.period(child, date(2026, 10, 5), "rcpc")
    service.keep(
        CourtStatement(child_id=child.id, due_on=date(2026, 12, 18)),
        CoreGroup(child_id=child.id, series_id=plan.id, date=date(2026, 10, 19)),
    )
    found = desk.ask(NextDue(child.id, None))
    assert [(one.what, one.due) for one in found] == [
        ("Core group", date(2026, 11, 30)),
        ("Statement to court", date(2026, 12, 18)),
        ("Final plan ratified", date(2027, 1, 1)),
        ("First review child protection conference", date(2027, 1, 5)),
        ("Midway review", date(2027, 1, 11)),
        ("See the child before the review", date(2027, 4, 12)),
        ("Third looked-after review", date(2027, 4, 12)),
    ]
    assert found[0].tone is Tone.SOON
    assert found[0].why == "Within 6 weeks of the one before, 19 October 2026."
    assert found[2].why == "Within 6 months of becoming looked after on 1 July 2026."
    assert len(desk.ask(NextDue(child.id))) == 3


def test_what_was_done_is_due_no_more(service: Service, desk: Desk, child: Child) -> None:
    care = service.period(child, date(2026, 7, 1))
    service.held(care, date(2026, 7, 20), date(2026, 8, 12))
    service.keep(
        FinalPlan(child_id=child.id, series_id=care.id, ratified_on=date(2026, 11, 2)),
        Check(child_id=child.id, kind="midway", date=TODAY),
        CourtStatement(child_id=child.id, due_on=date(2026, 9, 1), sent_on=date(2026, 9, 1)),
    )
    assert [one.what for one in desk.ask(NextDue(child.id))] == [
        "See the child before the review",
        "Third looked-after review",
    ]
