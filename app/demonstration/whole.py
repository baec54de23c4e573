"""All records of a synthetic service, in one part or, when there are many, in several, so that a large one needs little memory."""

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

RECORDS_PER_PART = 60_000


def parts(today: date, size: Size, seed: int, calendar: Calendar) -> Iterator[list[Record]]:
    """All records in one part, or in several when there are many; every record comes after those that it names."""
    service = service_of(today, size, seed, calendar)
    records: list[Record] = list(service.records)
    for family in families(service):
        records.extend(_records(service, family))
        if len(records) >= RECORDS_PER_PART:
            yield records
            records = []
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
