"""Who counts in a caseload by the service's settings: short breaks, placed for adoption, unborn children."""

from datetime import date
from typing import Any

from app.domain.children import LegalStatus, Placement
from app.domain.kinds import LOOKED_AFTER, RCPC
from app.queries.caseload.on import CaseloadOn
from tests.app.queries.test_caseload import BEGAN, asked, held_by, rows, told
from tests.builders import TODAY, Service


def parts(service: Service, name: str, day: date = TODAY) -> tuple[Any, ...]:
    """Children, those looked after and others of a line."""
    return asked(service, CaseloadOn(day), "children", "looked_after", "other")[name]


def test_children_on_short_breaks_are_looked_after_only_by_the_setting(service: Service) -> None:
    ann = service.officer("Ann")
    held_by(service, ann, LOOKED_AFTER)
    held_by(service, ann, "short-breaks")
    by_status = held_by(service, ann, LOOKED_AFTER)
    service.keep(LegalStatus(child_id=by_status, code="V4", start=BEGAN, end=date(2026, 9, 1)))
    assert parts(service, "Ann") == (3, 2, 1)
    assert parts(service, "Ann", date(2026, 8, 31)) == (3, 1, 2)
    told(service, "caseload.looked-after", '["adoption", "short-breaks"]', date(2026, 8, 1))
    assert parts(service, "Ann", date(2026, 7, 31)) == (3, 1, 2)
    assert parts(service, "Ann", date(2026, 8, 31)) == parts(service, "Ann") == (3, 3, 0)


def test_children_placed_for_adoption_are_looked_after_unless_set_otherwise(service: Service) -> None:
    ann = service.officer("Ann")
    held_by(service, ann, LOOKED_AFTER)
    held_by(service, ann, "adoption-placed")
    held_by(service, ann, LOOKED_AFTER, "adoption-placed")
    by_home = held_by(service, ann, LOOKED_AFTER)
    service.keep(Placement(child_id=by_home, code="A4", start=date(2026, 9, 1)))
    assert parts(service, "Ann") == (4, 4, 0)
    told(service, "caseload.looked-after", "[]", date(2026, 6, 1))
    assert parts(service, "Ann", date(2026, 5, 31)) == (4, 4, 0)
    assert parts(service, "Ann", date(2026, 8, 31)) == (4, 2, 2)
    assert parts(service, "Ann") == (4, 1, 3)


def test_an_unborn_child_on_a_plan_is_in_the_caseload_unless_set_otherwise(service: Service) -> None:
    ann = service.officer("Ann")
    for officer in (ann, None):
        child = service.child(date_of_birth=date(2026, 10, 5))
        service.period(child, BEGAN, RCPC)
        if officer:
            service.allocated(child, officer, BEGAN)
    before, after = date(2026, 10, 4), date(2026, 10, 5)
    assert asked(service, CaseloadOn(before), "cp") == {"Ann": (1,), "No IRO": (1,), "Whole service": (1,)}
    told(service, "caseload.unborn", "false")
    assert asked(service, CaseloadOn(before), "cp") == {"Ann": (0,), "No IRO": (0,), "Whole service": (0,)}
    assert asked(service, CaseloadOn(after), "cp") == {"Ann": (1,), "No IRO": (1,), "Whole service": (1,)}
    table = service.desk().ask(CaseloadOn(before))
    assert service.desk().ask(rows(service, table)["Ann"].opens["children"]).line.startswith("0 children")
    assert any("not yet born on the day does not count" in note for note in table.notes)


def test_the_notes_say_who_counts_as_looked_after(service: Service) -> None:
    assert any("adoption count as looked after" in note for note in service.desk().ask(CaseloadOn(TODAY)).notes)
    told(service, "caseload.looked-after", '["short-breaks"]')
    notes = service.desk().ask(CaseloadOn(TODAY)).notes
    assert any("adoption do not count" in note and "V4) count as looked after" in note for note in notes)
