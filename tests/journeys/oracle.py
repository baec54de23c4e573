"""What the rows of the files mean, worked out slowly and plainly from the sentences of the domain: an independent check.

Nothing here uses the program. Periods, numbers and due dates are found by reading the rules from top to bottom, so that a
reader can hold this file against the regulations. Where the rules leave something open it says what was decided.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta

from tests.journeys.oracle_rows import (
    CLOCKS,
    CODES,
    Episode,
    Return,
    SheetRow,
    after,
    due_date,
    eighteenth,
    months_after,
)


@dataclass
class Held:
    """A review that was held, as its row tells it."""

    day: date
    sequence: int | None = None
    own_due: date | None = None


@dataclass
class Care:
    """One period: of care, of a plan, of an enquiry."""

    child: str
    kind: str
    start: date | None
    start_known: bool
    end: date | None
    turned_18: bool = False
    held: list[Held] = field(default_factory=list)
    own_due: date | None = None

    def close(self, born: date | None) -> None:
        """The 18th birthday ends every clock, with or without a file that says so."""
        if born and (self.end is None or eighteenth(born) <= self.end):
            self.end, self.turned_18 = eighteenth(born), True

    def has(self, day: date) -> bool:
        """Whether a review held that day belongs to it, the day it ends included."""
        return (self.start is None or self.start <= day) and (self.end is None or day <= self.end)


@dataclass(frozen=True)
class Row:
    """One review, held or not, with its verdict's facts."""

    child: str
    kind: str
    held: date | None
    due: date | None
    end: date | None
    turned_18: bool

    @property
    def closed_before_due(self) -> bool:
        """Whether its period had ended before the due date; on the 18th birthday itself nothing is due any more."""
        return bool(self.end and self.due and (self.end < self.due or (self.turned_18 and self.end == self.due)))

    @property
    def day(self) -> date:
        """The day on which its IRO and team are asked: its due date, or where it has none the day it was held."""
        day = self.due or self.held
        assert day is not None
        return day


@dataclass(frozen=True)
class Holding:
    """Who held a child from when until when."""

    child: str
    name: str
    start: date | None
    end: date | None


@dataclass
class Service:
    """Everything the files mean."""

    rows: list[Row]
    iros: list[Holding] = field(default_factory=list)
    teams: list[Holding] = field(default_factory=list)


def of_return(files: Return, as_of: date) -> Service:
    """What a return means."""
    born = dict(files.header)
    usable: set[tuple[str, date]] = set()
    for row in files.reviews:
        day = _day(row.held)
        if day and day <= as_of and row.code in CODES and born.setdefault(row.child, row.born) == row.born:
            usable.add((row.child, day))
    periods = [period for chain in chains(files.episodes) for period in [_of_chain(chain)]]
    return Service(scheduled(periods, born, [("", *pair, Held(pair[1])) for pair in sorted(usable)]))


def _day(text: str) -> date | None:
    try:
        day, month, year = map(int, text.split("/"))
        return date(year, month, day)
    except ValueError:
        return None


def chains(episodes: Iterable[Episode]) -> Iterator[list[Episode]]:
    """Each episode of a chain starts the day the one before ended with X1; a gap or another REC ends it."""
    before: Episode | None = None
    chain: list[Episode] = []
    for episode in sorted(episodes, key=lambda e: (e.child, e.start)):
        goes_on = before and before.child == episode.child and before.ends == "X1" and before.end == episode.start
        if chain and not goes_on:
            yield chain
            chain = []
        chain.append(episode)
        before = episode
    if chain:
        yield chain


def _of_chain(chain: list[Episode]) -> Care:
    short = all(episode.status in ("V3", "V4") for episode in chain)
    kind = "short-breaks" if short else "looked-after"
    return Care(chain[0].child, kind, chain[0].start, chain[0].begins == "S", chain[-1].end)


def of_sheet(lines: Iterable[SheetRow], as_of: date) -> Service:
    """What the service's own sheet means."""
    rows = [row for row in lines if row.held is None or row.held <= as_of]
    born = {row.child: row.born for row in rows if row.born}
    periods: dict[tuple[str, str, date | None], Care] = {}
    events: dict[tuple[str, str, date], tuple[str, str, date, Held]] = {}
    for row in rows:
        key = (row.child, row.kind, row.start)
        care = periods.setdefault(key, Care(row.child, row.kind, row.start, row.start is not None, None))
        care.end = care.end or row.end
        if row.held is None:
            care.own_due = care.own_due or row.due
        else:
            events[row.child, row.kind, row.held] = (
                row.kind,
                row.child,
                row.held,
                Held(row.held, row.sequence, row.due),
            )
    made = scheduled(list(periods.values()), born, [events[key] for key in sorted(events)])
    return Service(made, list(allocations(periods, rows)), list(teams(periods, rows)))


def allocations(periods: dict[tuple[str, str, date | None], Care], rows: list[SheetRow]) -> Iterator[Holding]:
    """A single name is allocated from start to end; where names differ, each takes over the day after the last review."""
    for key, care in periods.items():
        own = [row for row in rows if (row.child, row.kind, row.start) == key and row.iro]
        own = [row for row in own if row.held is None or care.has(row.held)]  # a review in no period names nobody
        own.sort(key=lambda row: row.held or date.max)
        shown = [day for row in own for day in (row.held, row.due) if day]
        start = care.start or min(shown, default=None)  # not known: the earliest date that the rows show
        for position, row in enumerate(own):
            assert row.iro
            following = own[position + 1] if position + 1 < len(own) else None
            if following is None:
                yield Holding(care.child, row.iro, start, care.end)
            elif following.iro != row.iro:
                assert row.held
                yield Holding(care.child, row.iro, start, row.held)
                start = row.held + timedelta(1)


def teams(periods: dict[tuple[str, str, date | None], Care], rows: list[SheetRow]) -> Iterator[Holding]:
    """The team that the rows of a period name, from its start."""
    for key, care in periods.items():
        named = {row.team for row in rows if (row.child, row.kind, row.start) == key and row.team}
        for team in named:
            yield Holding(care.child, team, care.start, None)


def family(kind: str) -> str:
    """Reviews that one list holds together: what a file says of conferences tells nothing of looked-after reviews."""
    return "conferences" if kind in ("icpc", "rcpc") else "reviews"


def scheduled(periods: list[Care], born: dict[str, date], events: list[tuple[str, str, date, Held]]) -> list[Row]:
    """Every review of every period, numbered and with its due date; a review that fits no period is in no figure."""
    spans: dict[str, list[date]] = {}
    for kind, _, day, _ in events:
        spans.setdefault(family(kind), []).append(day)
    for period in periods:
        period.close(born.get(period.child))
    for kind, child, day, held in events:
        own = [p for p in periods if p.child == child and p.has(day) and kind in ("", p.kind)]
        if own:
            own[0].held.append(held)
    return [row for period in periods for row in reviews_of(period, spans.get(family(period.kind)))]


def reviews_of(period: Care, span: list[date] | None) -> Iterator[Row]:
    """The held reviews of a period, in order, and the one that is open or was never held."""
    number, exact = 0, period.start_known
    previous = period.start if period.start_known else None
    ordered = sorted(period.held, key=lambda held: held.day)
    for position, held in enumerate(ordered):
        told, sure = number_of(period, held, number, exact, position == 0, span)
        lacks_one = previous is None or (exact and told != number + 1) or (position == 0 and (told != 1 or not sure))
        due = held.own_due if lacks_one or previous is None else due_date(period.kind, told, previous)
        yield Row(period.child, period.kind, held.day, due, period.end, period.turned_18)
        number, exact, previous = told, sure, held.day
    yield from never_held(period, number, previous, span)


def number_of(
    period: Care, held: Held, before: int, exact: bool, first: bool, span: list[date] | None
) -> tuple[int, bool]:
    """(number, known) of a held review; where it is not known, the lowest that it can be."""
    if period.kind == "icpc":
        return 1, True
    if held.sequence:
        return held.sequence, True
    if not first:
        return before + 1, exact
    return first_of(period.kind, period.start if period.start_known else None, held.day, span)


def first_of(kind: str, start: date | None, held: date, span: list[date] | None) -> tuple[int, bool]:
    """(number, known) of the first recorded review of a period, from its start and the dates that the file covers."""
    if start is None:
        return 1, False
    if span and min(span) <= start <= max(span):
        return 1, True
    if held <= after(start, CLOCKS[kind][0]):
        return 1, True
    return (3, False) if held > months_after(start, 6) else (1, False)


def never_held(period: Care, number: int, previous: date | None, span: list[date] | None) -> Iterator[Row]:
    """The review that is due next; none is due on or after the 18th birthday, or after the period ended."""
    due = due_date(period.kind, number + 1, previous) if previous else period.own_due
    began_before = not span or (period.start is not None and period.start < min(span))
    if not period.held and began_before:
        due = period.own_due or due
    open_review = Row(period.child, period.kind, None, due, period.end, period.turned_18)
    if due and not open_review.closed_before_due:
        yield open_review
