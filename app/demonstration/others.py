"""The children of the service who are neither in care nor on a plan: short breaks, private fostering, not yet born."""

from collections.abc import Iterator
from datetime import date, timedelta

from app.demonstration.cases import Case, Family
from app.demonstration.draws import Draw
from app.demonstration.names import ORIGINS, first_names, last_names, whole_name
from app.demonstration.service import Service
from app.demonstration.spells import ENQUIRY, Spell
from app.domain.children import Child
from app.domain.kinds import PRIVATE_FOSTERING, SHORT_BREAKS

ONE_IN = 100
"""One child in so many is one of these."""
UNBORN = "unborn"
TURNS = (SHORT_BREAKS, PRIVATE_FOSTERING, UNBORN, SHORT_BREAKS)
A_YEAR = 365.25


def number_of_others(service: Service) -> int:
    """How many of the service's children are such."""
    return 0 if service.size.dense else service.size.children // ONE_IN


def others(service: Service) -> Iterator[Family]:
    """Each a family of its own."""
    for place in range(number_of_others(service)):
        draw, what = Draw(service.seed, "others", place), TURNS[place % len(TURNS)]
        yield Family(draw, (_unborn(service, draw, place) if what == UNBORN else _child(service, draw, place, what),))


def _child(service: Service, draw: Draw, place: int, what: str) -> Case:
    origin, sex = draw.of(ORIGINS), "female" if draw.chance(0.5) else "male"
    age = draw.between(6, 14.5)
    start = _working(service, service.today - timedelta(days=draw.whole(120, 900 if what == SHORT_BREAKS else 400)))
    child = Child(
        id=draw.id(),
        reference=_reference(place),
        name=whole_name(origin, draw.one(first_names()[origin, sex]), draw.one(last_names()[origin])),
        date_of_birth=service.today - timedelta(days=int(age * A_YEAR)),
        sex=sex,
    )
    return Case(child, (), beside=(Spell(what, start),))


def _unborn(service: Service, draw: Draw, place: int) -> Case:
    """A conference is to be held before the birth."""
    origin = draw.of(ORIGINS)
    mother = whole_name(origin, draw.one(first_names()[origin, "female"]), draw.one(last_names()[origin]))
    child = Child(
        id=draw.id(),
        reference=_reference(place),
        name=f"Unborn child of {mother}",
        expected_on=service.today + timedelta(days=draw.whole(70, 150)),
    )
    start = service.calendar.add_working_days(service.today, -draw.whole(2, 9))
    return Case(child, (Spell(ENQUIRY, start),))


def _reference(place: int) -> str:
    return str(950_000 + place)


def _working(service: Service, day: date) -> date:
    return day if service.calendar.is_working_day(day) else service.calendar.add_working_days(day, -1)
