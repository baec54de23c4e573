"""The reviews that are due: what an IRO looks at every morning, with how many wait in each part of the list."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any, ClassVar

from app.domain.access import Right, Stamp
from app.domain.adjournments import TOO_LONG
from app.domain.dates import full
from app.domain.errors import Refusal
from app.domain.officers import Officer, Team
from app.queries.afterwards import conferences_from
from app.queries.listing import Listing, reviews_table
from app.queries.service import chaired_kinds, kind_names
from app.store import Selection, Store, Where
from app.table import Row, Table, Tone

OPEN = Where("open", "is", True)
PLACED = Where("placed", "is", True)
SINCE = ("to-come", "undecided")
"""The parts that ask facts of conferences held since records are followed, and not of older ones."""
TO_COMPLETE = Where("completed_on", "is", None)
COLUMNS = (
    *("child", "reference", "due", "working_days", "planned", "iro_now", "sequence", "kind"),
    *("team_now", "social_worker", "reason", "explanation"),
)
HELD_COLUMNS = (
    *("child", "reference", "held", "due", "verdict", "participation", "reason", "sequence", "kind"),
    *("chair", "iro_now", "team_now", "explanation"),
)
ADJOURNED_COLUMNS = (
    *("child", "reference", "opened", "adjourned_for", "completed", "adjourned_why", "due", "held", "verdict"),
    *("kind", "chair", "iro_now", "team_now"),
)
IN_PERIOD = Where("series_id", "is not", None)
"""Where one kind is asked for, each review of it stands in a row of its own, whatever it is served with."""
SOON = timedelta(days=7)
"""A review due within this time carries the shape of what is due soon."""


@dataclass(frozen=True)
class Part:
    """One part of the list: its code, its words, whether its reviews are still to be held, and what they have in common."""

    code: str
    title: str
    is_open: bool
    where: tuple[Where, ...]
    counted: tuple[Where, ...] = ()
    """Which of them the number of the part counts; without conditions all."""


def parts(today: date) -> tuple[Part, ...]:
    """The parts of the list on a day; a review due today is not overdue."""
    week, month = today + timedelta(days=7), today + timedelta(days=28)
    return (
        Part("open", "All to be held", True, (OPEN,)),
        Part("overdue", "Overdue", True, (OPEN, Where("due", "below", today))),
        Part("week", "Due in 7 days", True, (OPEN, Where("due", "at least", today), Where("due", "at most", week))),
        Part("month", "Due in 28 days", True, (OPEN, Where("due", "at least", today), Where("due", "at most", month))),
        Part("later", "Due later", True, (OPEN, Where("due", "above", month))),
        Part("no-due-date", "Due date not known", True, (OPEN, Where("due", "is", None))),
        Part("not-booked", "No date booked", True, (OPEN, Where("planned", "is", None))),
        Part("no-iro", "No IRO", True, (OPEN, Where("iro_now_id", "is", None), Where("household", "is", False))),
        Part("to-confirm", "To confirm", True, (OPEN, Where("to_confirm", "is", True))),
        Part("to-come", "Held, facts to come", False, (Where("facts_to_come", "is", True),)),
        Part("undecided", "Outcome to come", False, (Where("undecided", "is", True),)),
        Part("adjourned", "Adjourned", False, adjourned_where(), (TO_COMPLETE,)),
        Part("held", "Held in the last 28 days", False, (Where("held", "at least", today - timedelta(days=28)),)),
    )


def adjourned_where() -> tuple[Where, ...]:
    """Still to be completed, or adjourned in the last twelve months; the option "adjourned-since" gives another first day."""
    return (Where("adjourned", "is", True),)


def part_called(code: str, today: date) -> Part:
    """The part with this code; a Refusal when there is none, e.g. in a view remembered long ago."""
    found = next((part for part in parts(today) if part.code == code), None)
    if found is None:
        raise Refusal(f'The list of reviews has no part "{code}".', "Choose one of those shown above the list.")
    return found


@dataclass(frozen=True)
class DueFilter:
    """What the list is narrowed to: a part, an IRO, a team, a kind, a text found in name or reference, no date booked."""

    part: str = "open"
    officer_id: str | None = None
    team_id: str | None = None
    kind: str | None = None
    text: str = ""
    unbooked: bool = False

    def where(self) -> tuple[Where, ...]:
        """The conditions besides those of the part."""
        chosen = (
            ("iro_now_id", "is", self.officer_id),
            ("team_now_id", "is", self.team_id),
            ("kind", "is", self.kind),
            ("search", "contains", self.text.strip()),
        )
        narrowed = tuple(Where(*condition) for condition in chosen if condition[2])
        return (*narrowed, Where("planned", "is", None)) if self.unbooked else narrowed


@dataclass(frozen=True)
class DueShape:
    """Gives a row that is due soon its tone; the other tones are those of its verdict."""

    shape: Callable[[tuple[Any, ...]], Row]
    today: date
    at: int = COLUMNS.index("due")

    def __call__(self, values: tuple[Any, ...]) -> Row:
        """The row with its tone."""
        row = self.shape(values)
        due = row.cells[self.at]
        return replace(row, tone=Tone.SOON) if due and self.today <= due <= self.today + SOON else row


@dataclass(frozen=True)
class AdjournedShape:
    """Gives an adjourned review the tone of its adjournment: too long, still to be completed, or done."""

    shape: Callable[[tuple[Any, ...]], Row]
    at: int = ADJOURNED_COLUMNS.index("adjourned_for")

    def __call__(self, values: tuple[Any, ...]) -> Row:
        """The row with its tone; the words stand in their own column."""
        row = self.shape(values)
        done = row.cells[ADJOURNED_COLUMNS.index("completed")]
        late = str(row.cells[self.at]).startswith(TOO_LONG)
        return replace(row, tone=Tone.LATE if late else Tone.ON_TIME if done else Tone.SOON)


_SHOWN = {"adjourned": (ADJOURNED_COLUMNS, (("was_completed", False), ("adjourned_on", True)))}
"""The columns of a part that has its own, and what sorts it: what is still to be completed comes first."""


@dataclass(frozen=True)
class DueTable:
    """The list with how many reviews each of its parts holds under the same filter."""

    table: Table
    counts: dict[str, int]


def due_selection(store: Store, stamp: Stamp, chosen: DueFilter) -> Selection:
    """The selection behind the list: chaired kinds only."""
    return _within(store, part_called(chosen.part, stamp.today), chaired_kinds(store), chosen)


def _within(store: Store, part: Part, kinds: tuple[str, ...], chosen: DueFilter) -> Selection:
    own_row = IN_PERIOD if chosen.kind else PLACED
    options = {"conferences-from": conferences_from(store).isoformat()} if part.code in SINCE else {}
    where = (Where("kind", "in", kinds), own_row, *part.where, *chosen.where())
    return Selection("reviews", where, store.stamp.today, options=options)


def _counted(store: Store, part: Part, kinds: tuple[str, ...], chosen: DueFilter) -> Selection:
    """What the number of a part counts."""
    selection = _within(store, part, kinds, chosen)
    return replace(selection, where=(*selection.where, *part.counted))


@dataclass(frozen=True)
class DueCounts:
    """Ask how many reviews each part of the list holds under a filter; its own part does not matter."""

    chosen: DueFilter = DueFilter()
    right: ClassVar[Right] = Right.SEE

    def run(self, store: Store, stamp: Stamp) -> dict[str, int]:
        """A number for every part, by its code."""
        kinds = chaired_kinds(store)
        return {part.code: store.count(_counted(store, part, kinds, self.chosen)) for part in parts(stamp.today)}


@dataclass(frozen=True)
class DueList:
    """Ask for the list; counting every part can be left out where only the rows are wanted."""

    chosen: DueFilter = DueFilter()
    with_counts: bool = True
    right: ClassVar[Right] = Right.SEE

    def run(self, store: Store, stamp: Stamp) -> DueTable:
        """The table, soonest due first, and the counts by part."""
        selection = due_selection(store, stamp, self.chosen)
        part = part_called(self.chosen.part, stamp.today)
        usual = (COLUMNS, (("due", False),)) if part.is_open else (HELD_COLUMNS, (("held", True),))
        columns, order = _SHOWN.get(part.code, usual)
        natural = (*order, ("reference", False), ("id", False))
        number = store.count(selection)
        table = reviews_table(store, selection, "Reviews", "", (), columns, natural)
        if part.is_open and isinstance(table.rows, Listing):
            table = replace(table, rows=replace(table.rows, shape=DueShape(table.rows.shape, stamp.today)))
        if part.code == "adjourned" and isinstance(table.rows, Listing):
            table = replace(table, rows=replace(table.rows, shape=AdjournedShape(table.rows.shape)))
        counts = DueCounts(self.chosen).run(store, stamp) if self.with_counts else {}
        told = f"{number:,}"
        if part.counted:
            waiting = store.count(_counted(store, part, chaired_kinds(store), self.chosen))
            told = f"{waiting:,} to be completed, {number - waiting:,} completed"
        return DueTable(replace(table, line=self._line(store, stamp, part.title, told)), counts)

    def _line(self, store: Store, stamp: Stamp, title: str, number: str) -> str:
        officer = store.shelf(Officer).maybe(self.chosen.officer_id)
        team = store.shelf(Team).maybe(self.chosen.team_id)
        words = [
            title,
            officer.name if officer else "all IROs",
            *([team.name] if team else []),
            *([kind_names(store)[self.chosen.kind]] if self.chosen.kind else []),
            *(["no date booked"] if self.chosen.unbooked else []),
        ]
        return f"{', '.join(words)}, as at {full(stamp.today)}: {number}"


@dataclass(frozen=True)
class Headline:
    """The first thing to know: how many reviews are to be held, how many overdue, how many without an IRO."""

    due: int
    overdue: int
    without_iro: int
    children: int

    @property
    def words(self) -> str:
        """One sentence: "214 due, 3 overdue, 6 without an IRO"."""
        return f"{self.due:,} due, {self.overdue:,} overdue, {self.without_iro:,} without an IRO"


@dataclass(frozen=True)
class AskHeadline:
    """Ask for the headline over the whole service."""

    right: ClassVar[Right] = Right.SEE

    def run(self, store: Store, stamp: Stamp) -> Headline:
        """Counts of open reviews of chaired kinds, and of running children nobody holds."""
        counted = [store.count(due_selection(store, stamp, DueFilter(part))) for part in ("open", "overdue")]
        alone = store.count(Selection("children", (Where("no_iro", "is", True),), stamp.today))
        children = store.count(Selection("children", (Where("household", "is", False),), stamp.today))
        return Headline(counted[0], counted[1], alone, children)
