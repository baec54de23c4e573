"""The foster households of the service, and the foster carer reviewing officer who reviews them once a year."""

from collections.abc import Iterator
from datetime import timedelta

from app.demonstration.bookings import Bookings
from app.demonstration.draws import Draw, Shares
from app.demonstration.histories import Histories
from app.demonstration.names import ORIGINS, adults, first_names, last_names, whole_name
from app.demonstration.service import Service, Slot
from app.demonstration.spells import Spell
from app.demonstration.turns import Turns
from app.domain.children import Child
from app.domain.kinds import FOSTER_CARER
from app.domain.officers import Allocation, Officer, Post
from app.domain.records import Record, revised

CHILDREN_PER_HOUSEHOLD = 18
APPROVED_FOR = Shares(
    {
        "1 child, 0 to 18 years": 24,
        "2 children, 0 to 18 years": 34,
        "3 children, brothers and sisters": 12,
        "1 named child (family or friends)": 22,
        "Short breaks, 1 child": 8,
    }
)
STRANGER = 0.4


def reviewing_staff(service: Service) -> tuple[Record, ...]:
    """The foster carer reviewing officer and the post; nobody where there are no households."""
    if not _number(service):
        return ()
    draw = Draw(service.seed, "households")
    taken = {record.name for record in service.records if isinstance(record, Officer)}
    officer = Officer(id=draw.id(), name=next(name for name in adults(draw, len(taken) + 1) if name not in taken))
    role = "foster-carer-reviewing-officer"
    return officer, Post(id=draw.id(), officer_id=officer.id, role=role, start=service.start, fte_hundredths=100)


def households(service: Service, staff: tuple[Record, ...]) -> Iterator[Record]:
    """Every household with its reviews."""
    officer = next((one for one in staff if isinstance(one, Officer)), None)
    if officer is None:
        return
    holding = Turns(((service.start, Slot(-1, ((officer.id, service.start, None),), 1.0)),))
    for place in range(_number(service)):
        yield from _household(service, holding, officer, place)


def _number(service: Service) -> int:
    """None in a small service or one to measure with."""
    return 0 if service.size.dense else service.size.children // CHILDREN_PER_HOUSEHOLD


def _household(service: Service, holding: Turns, officer: Officer, place: int) -> Iterator[Record]:
    draw = Draw(service.seed, "household", place)
    room = (service.today - service.start).days
    approved = service.calendar.add_working_days(service.today - timedelta(days=draw.whole(30, min(2600, room))), 1)
    carers = Child(id=draw.id(), reference=f"F{2001 + place}", name=_carers(draw), household=draw.of(APPROVED_FOR))
    told = Histories(service, draw, holding).other(carers, Spell(FOSTER_CARER, approved))
    yield carers
    yield told.schedule.series
    for review in told.schedule.reviews:
        first = review.number == 1 and review.held
        panel = service.calendar.add_working_days(review.held, draw.whole(12, 30)) if first and review.held else None
        yield revised(review, panel_on=panel if panel and panel <= service.today else None)
    yield Allocation(id=draw.id(), child_id=carers.id, officer_id=officer.id, start=approved)
    yield from Bookings(service, draw).records(told)


def _carers(draw: Draw) -> str:
    """Two carers with one last name, or one."""
    origin = draw.of(ORIGINS)
    last, women, men = draw.one(last_names()[origin]), first_names()[origin, "female"], first_names()[origin, "male"]
    one = draw.one(women)
    both = f"{one} and {draw.one(men)}"
    return whole_name(origin, one if draw.chance(STRANGER) else both, last)
