"""All records of a synthetic service, in one part or, when there are many, in several, so that a large one needs little memory."""

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import chain

from app.demonstration.bookings import Bookings
from app.demonstration.cases import Family, families
from app.demonstration.challenges import told
from app.demonstration.concerns import Concern, Life, concerns
from app.demonstration.contacts import Around
from app.demonstration.histories import Histories
from app.demonstration.ladder import holders_of
from app.demonstration.learning import learning
from app.demonstration.service import Service, service_of
from app.demonstration.size import Size
from app.demonstration.surroundings import surroundings
from app.demonstration.turns import turns
from app.domain.calendar import Calendar
from app.domain.challenges.records import Challenge
from app.domain.records import Record

RECORDS_PER_PART = 60_000


def parts(today: date, size: Size, seed: int, calendar: Calendar) -> Iterator[list[Record]]:
    """All records in one part, or in several when there are many; every record comes after those that it names."""
    service = service_of(today, size, seed, calendar)
    worries: list[Concern] = []
    records: list[Record] = list(service.records)
    for some in chain(_children(service, worries), _challenges(service, worries)):
        records.extend(some)
        if len(records) >= RECORDS_PER_PART:
            yield records
            records = []
    if records:
        yield records


def _children(service: Service, worries: list[Concern]) -> Iterator[Iterable[Record]]:
    """Every family; what is worth a challenge is noted by the way."""
    for family in families(service):
        lives: list[Life] = []
        yield list(_family(service, family, lives))
        if not service.size.dense:
            worries.extend(concerns(service, family.draw, lives))


def _family(service: Service, family: Family, lives: list[Life]) -> Iterator[Record]:
    draw = family.draw
    holding = turns(service, draw)
    histories, bookings = Histories(service, draw, holding), Bookings(service, draw)
    for case in family.cases:
        series = histories.tell(case)
        facts = list(surroundings(service, draw, holding, case, series))
        lives.append(Life(case.child, series, facts))
        around = Around(
            service, holding, case.child.sibling_group or case.child.id, case.child.date_of_birth or service.today
        )
        yield case.child
        yield from facts
        for one in series:
            yield one.schedule.series
            yield from map(around.followed, one.schedule.reviews)
            yield from bookings.records(one)
            yield from around.contacts(one)
        yield from histories.lone(case)


def _challenges(service: Service, worries: list[Concern]) -> Iterator[Iterable[Record]]:
    """The levels' holders, the challenges in the order in which they were raised, and what was learnt from them."""
    if service.size.dense:
        return
    holders = holders_of(service)
    yield holders.records
    raised: list[Challenge] = []
    for one in told(service, holders, worries):
        raised += [record for record in one if isinstance(record, Challenge)]
        yield one
    yield learning(service, raised)
