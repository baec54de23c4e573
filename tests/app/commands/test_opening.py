"""Opening a child's page: never silent, and with a reason where an IRO opens the page of a child whom another holds."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from app.commands.opening import OpenChild
from app.desk import Desk
from app.domain.access import OPENING_REASONS, Person, Role
from app.domain.children import Child
from app.domain.errors import Refusal
from app.domain.officers import COVER, Allocation
from app.queries.openings import BeforeOpening, Opening
from app.queries.record.sheets import ChildRecord
from app.store import Where
from tests.builders import NOW, TODAY, Service


@pytest.fixture
def child(service: Service) -> Child:
    child = service.child("1001")
    service.allocated(child, service.officer("Otto Other"), date(2026, 1, 5))
    return child


@pytest.fixture
def ola(service: Service) -> Person:
    return Person(login="ola", role=Role.IRO, officer_id=service.officer("Ola Own").id)


def told(service: Service) -> list[str]:
    return [said for (said,) in service.rows("audit", ("summary",), Where("action", "is", OpenChild.title))]


def needs(desk: Desk, child: Child) -> bool:
    return desk.ask(BeforeOpening(child.id)).needs_reason


def test_an_iro_says_why_they_open_the_page_of_another_iros_child(service: Service, child: Child, ola: Person) -> None:
    desk = service.desk(ola)
    assert desk.ask(BeforeOpening(child.id)) == Opening(True, "1001")
    with pytest.raises(Refusal, match="not allocated to you"):
        desk.do(OpenChild(child.id))
    assert told(service) == []
    desk.do(OpenChild(child.id, "duty"))
    assert told(service) == [f"Looked at the child's page (record {child.id}): duty"]


def test_the_reason_is_asked_once_a_day_and_stands_in_every_entry(service: Service, child: Child, ola: Person) -> None:
    service.desk(ola).do(OpenChild(child.id, "sibling"))
    assert not needs(service.desk(ola), child)
    service.desk(ola).do(OpenChild(child.id))
    assert [said.rpartition(": ")[2] for said in told(service)] == ["sibling", "sibling"]
    assert not needs(Desk(service.keeper, ola, lambda: NOW, date(2026, 11, 21)), child)  # an as-of day is no new day
    assert needs(Desk(service.keeper, ola, lambda: NOW + timedelta(days=1)), child)
    assert needs(service.desk(replace(ola, login="another")), child)


def test_another_child_needs_a_reason_of_its_own(service: Service, child: Child, ola: Person) -> None:
    service.desk(ola).do(OpenChild(child.id, "query"))
    assert needs(service.desk(ola), service.child("1002"))


@pytest.mark.parametrize("role", [Role.MANAGER, Role.BUSINESS_SUPPORT, Role.READER])
def test_managers_business_support_and_readers_are_never_asked(service: Service, child: Child, role: Role) -> None:
    desk = service.desk(Person(login="somebody", role=role))
    assert not needs(desk, child)
    desk.do(OpenChild(child.id))
    assert told(service) == [f"Looked at the child's page (record {child.id})"]


def test_who_holds_the_child_or_covers_is_not_asked(service: Service, child: Child, ola: Person) -> None:
    own = service.child("1002")
    for one, role in ((own, "iro"), (child, COVER)):
        service.keep(Allocation(child_id=one.id, officer_id=ola.officer_id or "", role=role, start=TODAY))
        assert not needs(service.desk(ola), one)
        service.desk(ola).do(OpenChild(one.id))


def test_a_reason_that_is_not_in_the_list_is_refused(service: Service, child: Child, ola: Person) -> None:
    with pytest.raises(Refusal, match=", ".join(OPENING_REASONS)):
        service.desk(ola).do(OpenChild(child.id, "curious"))


def test_the_record_of_the_child_says_who_looked_and_why(service: Service, child: Child, ola: Person) -> None:
    service.desk(ola).do(OpenChild(child.id, "cover"))
    service.desk().do(OpenChild(child.id))
    sheets = service.desk().ask(ChildRecord(child.id, ("looked",)))
    looked = next(table for _, table in sheets.tables if table.title.startswith("Who looked"))
    with service.read() as store:
        cells = [row.cells for row in looked.rows.each(store)]
    assert [(cell[2], cell[3]) for cell in cells] == [("ola", OPENING_REASONS["cover"]), ("manager", None)]
