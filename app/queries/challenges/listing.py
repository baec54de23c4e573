"""The list of challenges under a filter that the table and the board share, with how many each part of it holds."""

from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, fields
from datetime import date, timedelta
from typing import Any, ClassVar

from app.domain.access import Right, Stamp
from app.domain.calendar import Calendar
from app.domain.challenges import records
from app.domain.dates import full
from app.domain.errors import Refusal
from app.domain.officers import Officer, Team
from app.queries.challenges.columns import CLOSED_COLUMNS, NATURAL, OPEN_COLUMNS, challenges_table
from app.queries.service import calendar_of, labels, setting
from app.store import Selection, Store, Tally, Where
from app.table import Table

POPULATION = "challenges"
OPEN = Where("open", "is", True)
NEWEST = (("closed_on", True), ("raised_on", True), ("reference", False), ("id", False))


@dataclass(frozen=True)
class Part:
    """One part of the list: its code, its words, whether its challenges are open, and what they have in common on a day."""

    code: str
    title: str
    is_open: bool
    where: Callable[[date], tuple[Where, ...]]


def _always(*conditions: Where) -> Callable[[date], tuple[Where, ...]]:
    return lambda _: conditions


def _true(field: str) -> Callable[[date], tuple[Where, ...]]:
    return _always(Where(field, "is", True))


PARTS: dict[str, Part] = {
    part.code: part
    for part in (
        Part("open", "Open", True, _true("open")),
        Part("overdue", "Overdue", True, _true("overdue")),
        Part("actions-late", "Actions late", True, _true("actions_late")),
        Part("quiet", "Without movement", True, _true("quiet")),
        Part("follow-up", "Follow-up due", False, _true("follow_up_due_now")),
        Part(
            "follow-up-later",
            "Follow-up to come",
            False,
            lambda today: (Where("follow_up", "is", True), Where("follow_up_due", "above", today)),
        ),
        Part("not-on-file", "Not on the child's file", True, _true("to_file")),
        Part("compliance", "Closed on compliance only", False, _true("compliance_only")),
        Part("nobody-looked", "Closed, nobody looked again", False, _true("nobody_looked")),
        Part("good-practice", "Good practice", False, _always(Where("state", "is", records.RECORDED))),
        Part("closed", "Closed", False, _always(Where("state", "is", records.CLOSED))),
        Part("all", "All", True, _always()),
    )
}
"""The parts of the list."""


def part_called(code: str) -> Part:
    """The part with this code; a Refusal when there is none, e.g. in a view remembered long ago."""
    if code not in PARTS:
        raise Refusal(f'The list of challenges has no part "{code}".', "Choose one of those shown above the list.")
    return PARTS[code]


def quiet_since(today: date, days: int, calendar: Calendar) -> date:
    """The last day that lies so many working days back, or more: what moved then and not since is quiet."""
    day = calendar.add_working_days(today, -days)
    while calendar.working_days_between(day, today) < days:
        day -= timedelta(days=1)
    while calendar.working_days_between(day + timedelta(days=1), today) >= days:
        day += timedelta(days=1)
    return day


def quiet_options(store: Store, today: date) -> dict[str, str]:
    """The option of a selection that says since when, by the service's number of days, what has not moved is quiet."""
    return {"quiet_since": quiet_since(today, setting(store, "challenges.quiet-days"), calendar_of(store)).isoformat()}


@dataclass(frozen=True)
class ChallengeFilter:
    """What list and board are narrowed to; an IRO's are those they raised and those of children they hold now."""

    part: str = "open"
    levels: tuple[int, ...] = ()
    theme: str | None = None
    officer_id: str | None = None
    team_id: str | None = None
    addressee: str = ""
    status: str | None = None
    states: tuple[str, ...] = ()
    overdue: bool = False
    actions_late: bool = False
    follow_up: bool = False
    raised_from: date | None = None
    raised_until: date | None = None
    text: str = ""
    id: str | None = None

    def where(self) -> tuple[Where, ...]:
        """The conditions besides those of the part."""
        chosen = (
            ("level", "in", self.levels),
            ("any_theme", "is", self.theme),
            ("whose", "is", self.officer_id),
            ("team_now_id", "is", self.team_id),
            ("addressee", "is", self.addressee),
            ("status", "is", self.status),
            ("state", "in", self.states),
            ("overdue", "is", self.overdue),
            ("actions_late", "is", self.actions_late),
            ("follow_up_due_now", "is", self.follow_up),
            ("raised_on", "at least", self.raised_from),
            ("raised_on", "at most", self.raised_until),
            ("search", "contains", self.text.strip()),
            ("id", "is", self.id),
        )
        return tuple(Where(*condition) for condition in chosen if condition[2])

    @property
    def narrowed(self) -> bool:
        """Whether anything but the part is chosen."""
        return bool(self.where())

    def as_json(self) -> dict[str, Any]:
        """What differs from the open list without filters, in values of JSON, to be remembered as a view."""
        usual = asdict(USUAL)
        return {name: _written(value) for name, value in asdict(self).items() if value != usual[name]}

    @classmethod
    def from_json(cls, told: Mapping[str, Any]) -> "ChallengeFilter":
        """A filter as it was remembered; what this version does not know is left out."""
        return cls(**{f.name: _read(f.name, told[f.name]) for f in fields(cls) if f.name in told})


USUAL = ChallengeFilter()
"""All open challenges."""


def _written(value: Any) -> Any:
    if isinstance(value, tuple):
        return list(value)
    return value.isoformat() if isinstance(value, date) else value


def _read(name: str, value: Any) -> Any:
    if isinstance(value, list):
        return tuple(value)
    return date.fromisoformat(value) if value and name in ("raised_from", "raised_until") else value


def selection_of(store: Store, stamp: Stamp, chosen: ChallengeFilter) -> Selection:
    """The challenges under a filter."""
    return _within(part_called(chosen.part), quiet_options(store, stamp.today), stamp, chosen)


def _within(part: Part, options: Mapping[str, str], stamp: Stamp, chosen: ChallengeFilter) -> Selection:
    return Selection(POPULATION, (*part.where(stamp.today), *chosen.where()), stamp.today, options=options)


def natural_order(chosen: ChallengeFilter) -> tuple[tuple[str, bool], ...]:
    """What is due first comes first; of the closed ones and of all, the newest."""
    return NEWEST if chosen.part in ("closed", "good-practice", "all") else NATURAL


def line_of(store: Store, stamp: Stamp, chosen: ChallengeFilter, number: int) -> str:
    """What is shown, in one line: "Open, all IROs, as at Saturday 21 November 2026: 34"."""
    part = part_called(chosen.part)
    officer = store.shelf(Officer).maybe(chosen.officer_id)
    team = store.shelf(Team).maybe(chosen.team_id)
    theme = labels(store, "challenge-theme").get(chosen.theme, chosen.theme) if chosen.theme else None
    said = (officer.name if officer else "all IROs", team.name if team else None, theme, chosen.addressee)
    return f"{', '.join((part.title, *filter(None, said)))}, as at {full(stamp.today)}: {number:,}"


@dataclass(frozen=True)
class ChallengesTable:
    """The list with how many challenges each of its parts holds under the same filter."""

    table: Table
    counts: dict[str, int]


@dataclass(frozen=True)
class ChallengeCounts:
    """Ask how many challenges each part of the list holds under a filter; its own part does not matter."""

    chosen: ChallengeFilter = USUAL
    right: ClassVar[Right] = Right.SEE

    def run(self, store: Store, stamp: Stamp) -> dict[str, int]:
        """A number for every part, by its code."""
        options = quiet_options(store, stamp.today)
        return {code: store.count(_within(part, options, stamp, self.chosen)) for code, part in PARTS.items()}


@dataclass(frozen=True)
class ChallengeList:
    """Ask for the list; counting every part can be left out where only the rows are wanted."""

    chosen: ChallengeFilter = USUAL
    with_counts: bool = True
    right: ClassVar[Right] = Right.SEE

    def run(self, store: Store, stamp: Stamp) -> ChallengesTable:
        """The table: what is due first comes first, of the closed ones the newest; and the counts by part."""
        selection = selection_of(store, stamp, self.chosen)
        table = challenges_table(
            store,
            selection,
            "Challenges",
            line_of(store, stamp, self.chosen, store.count(selection)),
            columns=OPEN_COLUMNS if part_called(self.chosen.part).is_open else CLOSED_COLUMNS,
            natural=natural_order(self.chosen),
        )
        counts = ChallengeCounts(self.chosen).run(store, stamp) if self.with_counts else {}
        return ChallengesTable(table, counts)


@dataclass(frozen=True)
class Addressees:
    """Ask who is or was asked for a response, for the filter: those of open challenges, by name."""

    right: ClassVar[Right] = Right.SEE

    def run(self, store: Store, stamp: Stamp) -> tuple[str, ...]:
        """Each once."""
        tallied = store.tally(Tally(Selection(POPULATION, (OPEN,), stamp.today), ("addressee",)))
        return tuple(sorted((line.key[0] for line in tallied if line.key[0]), key=str.casefold))
