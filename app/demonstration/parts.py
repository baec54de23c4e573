"""All records of a synthetic service, in parts of some hundred children, so that a large one needs little memory."""

from collections.abc import Iterator
from datetime import date

from app.demonstration.bookings import Bookings
from app.demonstration.cases import Family, families
from app.demonstration.histories import Histories
from app.demonstration.service import Service, service_of
from app.demonstration.size import Size
from app.demonstration.surroundings import surroundings
from app.demonstration.turns import turns
from app.domain.calendar import Calendar
from app.domain.records import Record

CHILDREN_PER_PART = 500


def parts(today: date, size: Size, seed: int, calendar: Calendar) -> Iterator[list[Record]]:
    """The service first, then its children; every record comes after those that it names."""
    service = service_of(today, size, seed, calendar)
    yield list(service.records)
    records: list[Record] = []
    children = 0
    for family in families(service):
        records.extend(_records(service, family))
        children += len(family.cases)
        if children >= CHILDREN_PER_PART:
            yield records
            records, children = [], 0
    if records:
        yield records


def _records(service: Service, family: Family) -> Iterator[Record]:
    draw = family.draw
    holding = turns(service, draw)
    histories, bookings = Histories(service, draw, holding), Bookings(service, draw)
    for case in family.cases:
        told = histories.tell(case)
        yield case.child
        yield from surroundings(service, draw, holding, case, told)
        for one in told:
            yield one.schedule.series
            yield from one.schedule.reviews
            yield from bookings.records(one)
        yield from histories.lone(case)
