"""What tests of clinics share: children on plans, whom a rule finds, and who is at a clinic."""

from datetime import date

from app.desk import Desk
from app.domain.children import Child
from app.domain.clinics import Clinic, ClinicChild
from app.domain.kinds import RCPC
from app.domain.reviews import Series
from app.queries.clinics.rules import FoundOn
from app.queries.tables import WindowOf
from app.table import Row, Table
from tests.builders import Service

LONG_AGO = date(2025, 8, 1)  # 15 months and 19 days before 20 November 2026


def on_plan(service: Service, child: Child, start: date | None, end: date | None = None) -> Series:
    """A child protection plan."""
    return service.period(child, start, RCPC, end=end)


def found(desk: Desk, rule: str, day: date | None = None) -> list[str]:
    """The references of the children whom a rule finds."""
    table = desk.ask(FoundOn(rule, day))
    return [str(row.cells[0]) for row in rows_of(desk, table)]


def rows_of(desk: Desk, table: Table) -> list[Row]:
    """All rows of a table."""
    return list(desk.ask(WindowOf(table, None, 0, 100)))


def at_clinic(service: Service, clinic: Clinic) -> dict[str, ClinicChild]:
    """The children at a clinic by their ids."""
    with service.read() as store:
        return {one.child_id: one for one in store.shelf(ClinicChild).find(clinic_id=clinic.id)}
