"""Cover for an IRO who is away: beside the IRO, with dates, one at a time."""

from datetime import date

import pytest

from app.commands.allocations import EndAllocations
from app.commands.covering import Cover, CoverCaseload
from app.desk import Desk
from app.domain.children import Child
from app.domain.errors import Refusal
from app.domain.officers import COVER, Allocation, Officer
from tests.builders import TODAY, Service

BACK = date(2026, 12, 14)


@pytest.fixture
def nora(service: Service) -> Officer:
    return service.officer("Nora Patel")


def covers(service: Service) -> list[tuple[str, date, date | None]]:
    with service.read() as store:
        return [(a.officer_id, a.start, a.end) for a in store.shelf(Allocation).find(role=COVER)]


def test_who_covers_stands_beside_the_iro_and_it_ends_by_itself(
    service: Service, desk: Desk, child: Child, nora: Officer
) -> None:
    assert desk.do(Cover((child.id,), nora.id, TODAY, BACK)).result == 1
    assert covers(service) == [(nora.id, TODAY, BACK)]
    assert service.rows("children", ("iro_now",)) == [("Irene Osei",)]


def test_somebody_covers_already(service: Service, desk: Desk, child: Child, nora: Officer) -> None:
    desk.do(Cover((child.id,), nora.id, TODAY, BACK))
    olga = service.officer("Olga Reid")
    with pytest.raises(Refusal, match="covers for the IRO of the child 1001 from 1 December 2026"):
        desk.do(Cover((child.id,), olga.id, date(2026, 12, 1)))
    assert desk.do(Cover((child.id,), olga.id, BACK)).result == 1


def test_nobody_covers_for_themselves_for_nobody_or_backwards(
    service: Service, desk: Desk, child: Child, iro: Officer, nora: Officer
) -> None:
    for command, words in (
        (Cover((child.id,), iro.id, TODAY), "Irene Osei is the IRO of the child 1001"),
        (Cover((service.child("1002").id,), nora.id, TODAY), "1002 has no IRO on 20 November 2026"),
        (Cover((child.id,), nora.id, TODAY, TODAY), "ends before it begins"),
    ):
        with pytest.raises(Refusal, match=words):
            desk.do(command)
    assert covers(service) == []


def test_cover_of_many_is_ended_at_once(
    service: Service, desk: Desk, child: Child, iro: Officer, nora: Officer
) -> None:
    other = service.child()
    service.allocated(other, iro, date(2026, 1, 5))
    desk.do(Cover((child.id, other.id), nora.id, TODAY, BACK))
    assert desk.do(EndAllocations((child.id, other.id), date(2026, 12, 1), COVER)).result == 2
    assert {end for _, _, end in covers(service)} == {date(2026, 12, 1)}
    with pytest.raises(Refusal, match="None of these children has cover on 2 December 2026"):
        desk.do(EndAllocations((child.id, other.id), date(2026, 12, 2), COVER))


def test_a_whole_caseload_is_covered_for_all_held_on_the_first_day(
    service: Service, desk: Desk, child: Child, iro: Officer, nora: Officer
) -> None:
    service.allocated(service.child(), iro, date(2026, 1, 5))
    service.allocated(service.child(), iro, date(2026, 1, 5), TODAY)
    assert desk.do(CoverCaseload(iro.id, nora.id, TODAY, BACK)).result == 2
    assert covers(service) == [(nora.id, TODAY, BACK)] * 2
    with pytest.raises(Refusal, match="Nora Patel holds no child on 20 November 2026"):
        desk.do(CoverCaseload(nora.id, iro.id, TODAY, BACK))
