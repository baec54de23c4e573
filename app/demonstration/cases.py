"""The children of the synthetic service: families, ages, and when each child was looked after or on a plan, and why no more."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from app.demonstration.beside import beside
from app.demonstration.draws import Draw, Shares
from app.demonstration.names import ORIGINS, SHORT, first_names, last_names, whole_name
from app.demonstration.service import Service
from app.demonstration.spells import CARE, ENQUIRY, PLAN, Spell
from app.domain.calendar import birthday
from app.domain.children import Child

CATEGORIES = Shares({"care": 41, "plan": 18.5, "both": 3, "left": 37.5})
BROTHERS_AND_SISTERS = Shares({2: 60, 3: 29, 4: 11})
FAMILY_SHARE = 0.146
AGES = Shares({(0.02, 1.0): 15, (1.0, 5.0): 22, (5.0, 10.0): 22, (10.0, 15.0): 28, (15.0, 17.5): 9})
CARE_YEARS = Shares({(0.06, 0.5): 30, (0.5, 1.5): 26, (1.5, 3.0): 22, (3.0, 6.0): 15, (6.0, 9.0): 7})
LEFT_CARE = Shares({"returned-home": 52, "special-guardianship": 22, "moved-area": 4, "other": 12})
DAYS_PER_YEAR = 365.25


@dataclass(frozen=True)
class Case:
    """One child, the spells, what the records leave out ("start", "reviews" before a day), and the spells beside."""

    child: Child
    spells: tuple[Spell, ...]
    missing: str = ""
    beside: tuple[Spell, ...] = ()


@dataclass(frozen=True)
class Family:
    """Children of one home, with the draw that tells the rest of their story."""

    draw: Draw
    cases: tuple[Case, ...]


def families(service: Service, children: int) -> Iterator[Family]:
    """Families, until there are so many children."""
    made = number = 0
    while made < children:
        draw = Draw(service.seed, "family", number)
        size = draw.of(BROTHERS_AND_SISTERS) if draw.chance(FAMILY_SHARE) else 1
        size = min(size, children - made)
        yield Family(draw, tuple(_cases(service, draw, number, made, size)))
        made, number = made + size, number + 1


def _cases(service: Service, draw: Draw, number: int, made: int, size: int) -> Iterator[Case]:
    category = "dense" if service.size.dense else draw.of(CATEGORIES)
    origin, group = draw.of(ORIGINS), f"F{number + 1:05d}" if size > 1 else None
    last = draw.one(last_names()[origin])
    shared = _outline(service, draw, category)
    used: set[str] = set()
    eldest = 18.0
    for place in range(size):
        spells = shared if draw.chance(0.8) else _outline(service, draw, category)
        born, eldest = _born(service, draw, spells, eldest if place else None)
        sex = "female" if draw.chance(0.47) else "male"
        first = _unused(draw, first_names()[origin, sex], used)
        child = Child(
            id=draw.id(),
            reference=str(100_000 + (made + place) * 7 + draw.whole(0, 6)),
            name=whole_name(origin, first, last),
            known_as=_known_as(draw, origin, first, last, made + place == 0),
            date_of_birth=born,
            sex=sex,
            sibling_group=group,
        )
        yield _case(service, draw, child, spells)


def _unused(draw: Draw, names: tuple[str, ...], used: set[str]) -> str:
    name = draw.one([name for name in names if name not in used] or names)
    used.add(name)
    return name


def _known_as(draw: Draw, origin: str, first: str, last: str, always: bool) -> str:
    """The short form for some; the very first child has a new last name that the case system does not know yet."""
    if always:
        return whole_name(origin, first, draw.one([name for name in last_names()[origin] if name != last]))
    return f"{SHORT[first]} {last}" if first in SHORT and draw.chance(0.3) else ""


def _case(service: Service, draw: Draw, child: Child, spells: tuple[Spell, ...]) -> Case:
    kept = tuple(_in_childhood(service, draw, child, spells))
    care = next((spell for spell in kept if spell.what == CARE), None)
    long_enough = care and care.end is None and (service.today - care.start).days > 900
    missing = ("start" if draw.chance(0.5) else "reviews") if long_enough and draw.chance(0.055) else ""
    return Case(child, kept, missing, tuple(beside(service, child, kept)))


def _outline(service: Service, draw: Draw, category: str) -> tuple[Spell, ...]:
    """The spells of one child or of brothers and sisters, before their ages are known."""
    if category == "care":
        return _in_care(service, draw, service.today - _years(draw.waiting(4.2)), None, 0.5)
    if category == "plan":
        return _on_plan(service, draw, service.today - _years(min(2.8, draw.waiting(0.9))))
    if category == "both":
        start = service.today - _years(min(2.0, draw.waiting(0.5)))
        return Spell(PLAN, _on(service, start - timedelta(days=draw.whole(10, 200)))), Spell(CARE, start)
    if category == "dense":
        return _dense(service, draw)
    return _left(service, draw)


def _in_care(service: Service, draw: Draw, start: date, end: date | None, before: float) -> tuple[Spell, ...]:
    start = max(start, service.start + timedelta(days=draw.whole(0, 500)))
    if end and end <= start:
        end = start + timedelta(days=draw.whole(20, 90))
    care = Spell(CARE, start, end, draw.of(LEFT_CARE) if end else "")
    strategy = _on(service, start - timedelta(days=draw.whole(70, 420)))
    if strategy < service.start or not draw.chance(before):
        return (care,)
    return Spell(PLAN, strategy, start + timedelta(days=draw.whole(0, 75)), "plan-ended"), care


def _on_plan(service: Service, draw: Draw, start: date) -> tuple[Spell, ...]:
    """On a plan now, for some not for the first time."""
    now = Spell(PLAN, _on(service, start))
    first = _on(service, start - timedelta(days=draw.whole(420, 1500)))
    if first < service.start or not draw.chance(0.4):
        return (now,)
    return Spell(PLAN, first, first + timedelta(days=draw.whole(90, 300)), "plan-ended"), now


def _dense(service: Service, draw: Draw) -> tuple[Spell, ...]:
    start = service.start + timedelta(days=draw.whole(0, service.size.dense_start_days))
    end = service.today - timedelta(days=draw.whole(1, 300)) if draw.chance(0.08) else None
    reason = draw.of(LEFT_CARE) if end else ""
    strategy = _on(service, start + timedelta(days=draw.whole(-20, 40)))
    return Spell(PLAN, strategy, end, "plan-ended" if end else ""), Spell(CARE, start, end, reason)


def _left(service: Service, draw: Draw) -> tuple[Spell, ...]:
    """Somebody who is no longer looked after or on a plan."""
    span = (service.today - service.start).days
    if draw.chance(0.55):
        days = min(int(draw.between(*draw.of(CARE_YEARS)) * DAYS_PER_YEAR), span * 9 // 10)
    else:
        days = min(100 + int(draw.waiting(220)), 1000, span * 9 // 10)
        end = _lately(service, draw, days)
        what = ENQUIRY if draw.chance(0.2) else PLAN
        return (Spell(what, _on(service, end - timedelta(days=days)), end, "plan-ended"),)
    end = _lately(service, draw, days)
    return _in_care(service, draw, end - timedelta(days=days), end, 0.2)


def _lately(service: Service, draw: Draw, days: int) -> date:
    """An end at least so many days after the history begins, rather lately than long ago."""
    room = (service.today - service.start).days - days - 1
    return service.today - timedelta(days=1 + int(room * draw.between(0, 1) ** 1.6))


def _on(service: Service, day: date) -> date:
    """A strategy discussion happens on a working day."""
    calendar = service.calendar
    return day if calendar.is_working_day(day) else calendar.add_working_days(day, -1)


def _years(years: float) -> timedelta:
    return timedelta(days=int(years * DAYS_PER_YEAR))


def _born(service: Service, draw: Draw, spells: tuple[Spell, ...], elder: float | None) -> tuple[date, float]:
    """A date of birth that fits the spells (and an elder brother or sister), and the age at the first spell in years."""
    first = spells[0].start
    elapsed = (service.today - first).days / DAYS_PER_YEAR
    oldest = 17.85 - (elapsed if any(spell.end is None for spell in spells) else 0)
    age = next((a for _ in range(20) if (a := draw.between(*draw.of(AGES))) < oldest), draw.between(0.05, oldest))
    if elder is not None:
        age = elder - draw.between(1.0, 3.2)
        age = age if 0.02 < age < oldest else draw.between(0.05, oldest)
    return first - timedelta(days=max(4, int(age * DAYS_PER_YEAR))), age


def _in_childhood(service: Service, draw: Draw, child: Child, spells: tuple[Spell, ...]) -> Iterator[Spell]:
    """The spells as the 18th birthday leaves them; many who come into care in their teens stay until then."""
    assert child.date_of_birth is not None
    eighteenth = birthday(child.date_of_birth, 18)
    for spell in spells:
        end, reason = spell.end, spell.reason
        years = (spell.start - child.date_of_birth).days / DAYS_PER_YEAR
        if spell.what == CARE and end and reason != "moved-area":
            stays = years > 12.5 and eighteenth < service.today and draw.chance(0.6)
            end = eighteenth if stays else end
            reason = "adopted" if years < 5 and draw.chance(0.3) else reason
        if spell.start >= eighteenth:
            continue
        if eighteenth <= service.today and (end is None or end >= eighteenth):
            recorded = draw.chance(0.93)
            end, reason = (eighteenth, "turned-18") if recorded else (None, "")
        yield replace(spell, end=end, reason=reason)
