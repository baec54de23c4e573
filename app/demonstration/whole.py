"""All records of a synthetic service, in one part or, when there are many, in several, so that a large one needs little memory."""

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import chain

from app.demonstration.adjourned import with_adjournments
from app.demonstration.bookings import Bookings
from app.demonstration.cases import Case, Family, families
from app.demonstration.challenges import told
from app.demonstration.clinics import Clinics
from app.demonstration.concerns import Concern, Life, concerns
from app.demonstration.contacts import Around
from app.demonstration.draws import Draw
from app.demonstration.gatherings import gatherings
from app.demonstration.histories import Histories, Told
from app.demonstration.households import households, reviewing_staff
from app.demonstration.ladder import holders_of
from app.demonstration.learning import learning
from app.demonstration.others import number_of_others, others
from app.demonstration.oversight import Oversight
from app.demonstration.practice import Practice
from app.demonstration.protection import Protection
from app.demonstration.service import Service, service_of
from app.demonstration.size import Size
from app.demonstration.surroundings import surroundings
from app.demonstration.together import decided_together
from app.demonstration.turns import Turns, turns
from app.domain.calendar import Calendar
from app.domain.challenges.records import Challenge
from app.domain.conferences import ProtectionPlan
from app.domain.records import Record
from app.domain.reviews import Series

RECORDS_PER_PART = 60_000


def parts(today: date, size: Size, seed: int, calendar: Calendar) -> Iterator[list[Record]]:
    """All records in one part, or in several when there are many; every record comes after those that it names."""
    service = service_of(today, size, seed, calendar)
    worries: list[Concern] = []
    clinics = Clinics(service)
    staff = reviewing_staff(service)
    records: list[Record] = [*service.records, *staff]
    for some in chain(
        _children(service, worries, clinics),
        (households(service, staff), clinics.records()),
        _challenges(service, worries),
    ):
        records.extend(some)
        if len(records) >= RECORDS_PER_PART:
            yield records
            records = []
    if records:
        yield records


def _children(service: Service, worries: list[Concern], clinics: Clinics) -> Iterator[Iterable[Record]]:
    """Every family; what is worth a challenge is noted by the way."""
    for family in chain(families(service, service.size.children - number_of_others(service)), others(service)):
        lives: list[Life] = []
        some = list(_family(service, family, lives))
        yield some
        series = {one.id: one for one in some if isinstance(one, Series)}
        for plan in (one for one in some if isinstance(one, ProtectionPlan)):
            clinics.note(series[plan.series_id], plan)
        if not service.size.dense:
            worries.extend(concerns(service, family.draw, lives))


def _family(service: Service, family: Family, lives: list[Life]) -> Iterator[Record]:
    draw = family.draw
    holding = turns(service, draw)
    histories, bookings = Histories(service, draw, holding), Bookings(service, draw)
    for case in family.cases:
        series = _told(service, histories, case)
        facts = list(surroundings(service, draw, holding, case, series))
        lives.append(Life(case.child, series, facts))
        yield case.child
        yield from facts
        yield from _of_series(service, holding, bookings, case, series)
        yield from gatherings(service, holding, series, facts)
        yield from histories.lone(case)


def _told(service: Service, histories: Histories, case: Case) -> list[Told]:
    """Every series of a child: those of the family's story, and those that run beside, drawn apart."""
    family = case.child.sibling_group or case.child.id
    apart = Histories(service, Draw(service.seed, "beside", case.child.id, "reviews"), histories.turns)
    series = [with_adjournments(service, family, one) for one in histories.tell(case)]
    series += [apart.other(case.child, spell) for spell in case.beside]
    return decided_together(service, case.child, series) if case.beside or case.child.expected_on else series


def _of_series(
    service: Service, holding: Turns, bookings: Bookings, case: Case, series: list[Told]
) -> Iterator[Record]:
    """The reviews of every series with all that was said and done around them."""
    child, family = case.child, case.child.sibling_group or case.child.id
    around = Around(service, holding, family, child.date_of_birth or service.today)
    practice, oversight = Practice(service, child.date_of_birth), Oversight(service, holding)
    bookings.note_pairs(series)
    for one in series:
        yield one.schedule.series
        yield from map(around.followed, one.schedule.reviews)
        yield from bookings.records(one)
        yield from around.contacts(one)
        yield from practice.records(one)
        yield from oversight.records(one)
    yield from Protection(service, family).records(series)


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
