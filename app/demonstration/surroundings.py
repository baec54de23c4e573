"""What stands around a child's reviews: who the IRO, team and social worker were, the legal status and the homes."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta

from app.demonstration.beside import placed_on
from app.demonstration.cases import Case
from app.demonstration.draws import Draw, Shares
from app.demonstration.histories import Told
from app.demonstration.service import Service
from app.demonstration.turns import Turns
from app.domain.calendar import birthday
from app.domain.children import ChildReference, ChildTeam, LegalStatus, Placement, SocialWorker
from app.domain.kinds import LOOKED_AFTER
from app.domain.officers import Allocation
from app.domain.records import Record

Span = tuple[date, date | None]
HOMES = Shares({"U6": 18, "U4": 22, "U3": 17, "U5": 12, "U1": 10, "K2": 13, "P1": 4, "H5": 4})
YOUNG_INSTEAD = {"H5": "U6"}
"""The homes that are for those of 16 and over only, and where younger children live instead."""
PROVIDERS = Shares({"PR1": 55, "PR4": 40, "PR2": 5})
FIRST_TEAMS = Shares({0: 16, 1: 16, 2: 20, 3: 20, 4: 20, 6: 8})
CARE_TEAM, OLDER_TEAM = 5, 7


def surroundings(service: Service, draw: Draw, turns: Turns, case: Case, told: list[Told]) -> Iterator[Record]:
    """All dated facts of one child, none overlapping another of its kind."""
    spans = _spans(told)
    yield from _allocations(service, draw, turns, case, spans)
    yield from _teams_and_workers(service, draw, case, spans)
    for one in told:
        series = one.schedule.series
        if series.kind == LOOKED_AFTER:
            yield from _care_facts(service, draw, case, (series.start or spans[0][0], series.closes), series.end_reason)
    if draw.chance(0.05):
        yield ChildReference(
            id=draw.id(), child_id=case.child.id, source="Previous case system", value=f"C{draw.whole(10_000, 99_999)}"
        )


def _spans(told: list[Told]) -> list[Span]:
    """When anything of the child ran, as times that do not touch."""
    days = sorted(
        ((one.schedule.series.start or _first_known(one), one.schedule.series.closes) for one in told),
        key=lambda span: span[0],
    )
    spans: list[Span] = []
    for start, end in days:
        if spans and (spans[-1][1] is None or start <= spans[-1][1]):
            last = spans[-1][1]
            spans[-1] = (spans[-1][0], None if last is None or end is None else max(last, end))
        else:
            spans.append((start, end))
    return [(start, None if end is None or end == date.max else end) for start, end in spans]


def _first_known(told: Told) -> date:
    return min(review.held for review in told.schedule.reviews if review.held) - timedelta(days=12)


def _running(service: Service, span: Span) -> bool:
    return span[1] is None or span[1] > service.today


def _open_end(service: Service, end: date | None) -> date | None:
    """An end that lies in the future (an 18th birthday) is not recorded yet."""
    return end if end is not None and end <= service.today else None


def _allocations(service: Service, draw: Draw, turns: Turns, case: Case, spans: list[Span]) -> Iterator[Allocation]:
    """An IRO within some days of the start; a few children have none yet."""
    for start, end in spans:
        new = (service.today - start).days <= 9
        without = draw.chance(0.4 if new else 0.006)
        begin = start + timedelta(days=draw.whole(0, 4))
        until = _open_end(service, end)
        if (without and _running(service, (start, end))) or begin > service.today:
            continue
        pieces = turns.pieces(begin if until is None or begin < until else start, until)
        for place, (who, since, to) in enumerate(pieces):
            if to is None or since < to:
                told = None if place or service.size.dense else _told(service, case, start)
                one = Allocation(
                    id=draw.id(), child_id=case.child.id, officer_id=who, start=since, end=to, told_on=told
                )
                yield one
                family = case.child.sibling_group or case.child.id
                yield from service.away.cover(one, family, case.child.eighteenth_birthday)


def _told(service: Service, case: Case, start: date) -> date | None:
    """When the IRO was told: mostly within two working days, and for some nobody wrote it down."""
    draw = Draw(service.seed, "told", case.child.id, start)
    late, missing = draw.chance(0.1), draw.chance(0.05)
    told = service.calendar.add_working_days(start, draw.whole(3, 6) if late else draw.whole(1, 2))
    return None if missing or told > service.today else told


def _pieces(draw: Draw, span: Span, today: date, years: float, most: int) -> Iterator[Span]:
    """A span cut into pieces of about so many years."""
    start, end = span
    for _ in range(most - 1):
        cut = start + timedelta(days=45 + int(draw.waiting(years * 365)))
        if cut >= (end or today):
            break
        yield start, cut
        start = cut
    if end is None or start < end:
        yield start, end


def _teams_and_workers(service: Service, draw: Draw, case: Case, spans: list[Span]) -> Iterator[Record]:
    most = 1 if service.size.dense else 4
    for start, end in spans:
        team = draw.of(FIRST_TEAMS)
        until = _open_end(service, end)
        for place, (since, to) in enumerate(_pieces(draw, (start, until), service.today, 0.6, min(most, 2))):
            team = _next_team(case, since, team) if place else team
            yield ChildTeam(id=draw.id(), child_id=case.child.id, team_id=service.teams[team].id, start=since, end=to)
        for since, to in _pieces(draw, (start, until), service.today, 1.2, most):
            name = draw.one(service.workers[team])
            yield SocialWorker(id=draw.id(), child_id=case.child.id, name=name, start=since, end=to)


def _is(case: Case, years: int, day: date) -> bool:
    """Whether the child has this age on a day."""
    return case.child.date_of_birth is not None and birthday(case.child.date_of_birth, years) <= day


def _next_team(case: Case, day: date, team: int) -> int:
    if _is(case, 16, day):
        return OLDER_TEAM
    return CARE_TEAM if any(spell.what == "care" and spell.start <= day for spell in case.spells) else team


def _care_facts(service: Service, draw: Draw, case: Case, span: Span, reason: str) -> Iterator[Record]:
    span = (span[0], _open_end(service, span[1]))
    most = 1 if service.size.dense else 3
    codes = ["V2" if draw.chance(0.5) else "C1", "C2", "E1" if reason == "adopted" else "C2"]
    yield from _dated(
        draw, span, service.today, 0.5, min(most, 3 if reason == "adopted" else 2), _status(draw, case, codes)
    )
    placed = placed_on(case.beside)
    if placed is None:
        yield from _dated(draw, span, service.today, 1.6, most, _home(draw, case))
        return
    yield from _dated(draw, (span[0], placed), service.today, 1.6, most, _home(draw, case))
    yield Placement(id=draw.id(), child_id=case.child.id, code="A6", provider="PR5", start=placed, end=span[1])


def _dated(
    draw: Draw, span: Span, today: date, years: float, most: int, make: Callable[[int, date, date | None], Record]
) -> Iterator[Record]:
    for place, (since, to) in enumerate(_pieces(draw, span, today, years, most)):
        yield make(place, since, to)


def _status(draw: Draw, case: Case, codes: list[str]) -> Callable[[int, date, date | None], Record]:
    def make(place: int, since: date, to: date | None) -> Record:
        return LegalStatus(id=draw.id(), child_id=case.child.id, code=codes[place], start=since, end=to)

    return make


def _home(draw: Draw, case: Case) -> Callable[[int, date, date | None], Record]:
    def make(_place: int, since: date, to: date | None) -> Record:
        code = draw.of(HOMES)
        code = YOUNG_INSTEAD.get(code, code) if not _is(case, 16, since) else code
        provider = "PR0" if code == "P1" else draw.of(PROVIDERS)
        return Placement(id=draw.id(), child_id=case.child.id, code=code, provider=provider, start=since, end=to)

    return make
