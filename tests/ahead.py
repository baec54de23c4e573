"""For tests of the months ahead: children whose reviews will fall due, an IRO whose usual week is known, and cells by name."""

from datetime import date, timedelta
from typing import Any

from app.domain.children import Child
from app.domain.officers import Allocation, Officer
from app.domain.records import Record
from app.domain.reviews import Review, Series
from app.table import Fixed, Row, Table
from tests.builders import Service

MONDAY = date(2026, 11, 16)
"""Of the week of 20 November 2026, a Friday."""


def listed(table: Table) -> tuple[Row, ...]:
    """The rows of a table of figures."""
    assert isinstance(table.rows, Fixed)
    return table.rows.rows


def rows(table: Table) -> dict[str, Row]:
    """The rows by id."""
    return {row.id: row for row in listed(table)}


def cell(table: Table, row: str, column: str) -> Any:
    """One cell."""
    return rows(table)[row].cells[table.column(column)]


def numbers(table: Table, row: str) -> list[int]:
    """The 26 weeks of a line."""
    return [cell(table, row, f"w{at + 1:02}") for at in range(26)]


def theirs(service: Service, officer: Officer | None, came: date, *held: date, group: str | None = None) -> Child:
    """A child looked after since a day, of an officer, with reviews held."""
    child = service.child(name="Ada Able", sibling_group=group)
    if officer:
        service.allocated(child, officer, came)
    series = service.period(child, came)
    if held:
        service.held(series, *held)
    return child


def two_a_week(service: Service, name: str) -> Officer:
    """An officer who held two reviews in each of the 25 weeks before this one, of children who have left since."""
    officer = service.officer(name)
    records: list[Record] = []
    for week in range(25):
        for day in (0, 1):
            held = MONDAY - timedelta(weeks=week + 1, days=-day)
            child = Child(reference=f"{name[0]}{week}-{day}")
            series = Series(child_id=child.id, kind="looked-after", start=held, end=held + timedelta(days=1))
            records += [
                child,
                Allocation(child_id=child.id, officer_id=officer.id, start=held, end=held + timedelta(days=1)),
                Series(**{**vars(series), "closes": series.end}),
                Review(child_id=child.id, series_id=series.id, kind=series.kind, due=held, held=held),
            ]
    with service.change() as store:
        for kind in (Child, Allocation, Series, Review):
            store.shelf(kind).keep_all([one for one in records if isinstance(one, kind)])
    return officer
