"""What runs beside the care of some children: adoption, a secure placement, a pathway plan; drawn apart from all else."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from app.demonstration.draws import Draw
from app.demonstration.service import Service
from app.demonstration.spells import CARE, Spell
from app.domain.calendar import birthday
from app.domain.children import Child
from app.domain.kinds import ADOPTION_AUTHORISED, ADOPTION_PLACED, PATHWAY, SECURE_REVIEW

FOR_ADOPTION, PLACED = 0.3, 0.55
SECURE_OF_TEENAGERS = 0.055
WITH_PATHWAY = 0.6
A_YEAR = 365.25


def beside(service: Service, child: Child, spells: Sequence[Spell]) -> Iterator[Spell]:
    """The spells beside a running time in care."""
    care = next((spell for spell in spells if spell.what == CARE and spell.end is None), None)
    if care is None or child.date_of_birth is None or service.size.dense:
        return
    draw, age = Draw(service.seed, "beside", child.id), (service.today - child.date_of_birth).days / A_YEAR
    if age < 6 and (service.today - care.start).days > 320 and draw.chance(FOR_ADOPTION):
        yield from _adoption(service, draw)
    if 12.5 <= age < 17.6 and (service.today - care.start).days > 150 and draw.chance(SECURE_OF_TEENAGERS):
        yield _secure(service, draw, care)
    sixteenth = birthday(child.date_of_birth, 16)
    if sixteenth < service.today - timedelta(days=100) and age < 18 and draw.chance(WITH_PATHWAY):
        yield Spell(PATHWAY, _working(service, max(sixteenth, care.start) + timedelta(days=draw.whole(20, 80))))


def placed_on(spells: Sequence[Spell]) -> date | None:
    """When the child was placed for adoption, if it was."""
    return next((spell.start for spell in spells if spell.what == ADOPTION_PLACED), None)


def _adoption(service: Service, draw: Draw) -> Iterator[Spell]:
    """Authority to place some months ago; some have been placed since, which ends the waiting."""
    authority = _working(service, service.today - timedelta(days=draw.whole(60, 280)))
    placed = _working(service, authority + timedelta(days=draw.whole(50, 190)))
    if draw.chance(PLACED) and placed < service.today - timedelta(days=4):
        yield Spell(ADOPTION_AUTHORISED, authority, placed, "other")
        yield Spell(ADOPTION_PLACED, placed)
    else:
        yield Spell(ADOPTION_AUTHORISED, authority)


def _secure(service: Service, draw: Draw, care: Spell) -> Spell:
    start = _working(service, service.today - timedelta(days=draw.whole(20, 420)))
    end = start + timedelta(days=draw.whole(60, 170))
    start = max(start, care.start)
    return Spell(SECURE_REVIEW, start, end if end < service.today else None, "other" if end < service.today else "")


def _working(service: Service, day: date) -> date:
    return day if service.calendar.is_working_day(day) else service.calendar.add_working_days(day, -1)
