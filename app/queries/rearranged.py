"""Rearranged meetings: who asked for how many moves and why, what was agreed, at what notice, and which made a review late."""

from collections import Counter, defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from statistics import median_low
from typing import Any, ClassVar

from app.domain.access import Right, Stamp
from app.domain.counting import counted
from app.domain.dates import Period, long, short
from app.domain.errors import Refusal
from app.queries.listing import Listing
from app.queries.service import kind_names, labels, setting
from app.store import Selection, Store, Where
from app.table import Chart, Column, Fixed, Kind, Ratio, Row, Table, Tone

BY = {
    "reason": "Reason",
    "requester": "Who asked",
    "approver": "Who agreed or refused",
    "team": "Social-work team",
    "iro": "IRO",
    "kind": "Kind of review",
    "month": "Month",
}
"""What the requests can be grouped by, and the heading of that column."""
FIELDS = {"requester": "requested_by", "approver": "decided_by", "team": "team_id", "iro": "iro_id"}
NAMES = {"team": "team", "iro": "iro"}
NOBODY = {"team": "No team", "iro": "Never allocated"}
NOT_SAID = "Not recorded"
TIMES = 4
"""From this many moves on, reviews are counted together."""


def moves(store: Store, period: Period, as_at: date, *where: Where) -> Selection:
    """The requests of a period, as the service counts them."""
    made = (Where("requested_on", "at least", period.first), Where("requested_on", "at most", period.last))
    options = {"moves": str(setting(store, "moves.counted"))}
    return Selection("moves", (Where("counts", "is", True), *made, *where), as_at, options=options)


@dataclass(frozen=True)
class MovesBehind:
    """The requests behind one number."""

    selection: Selection
    title: str
    right: ClassVar[Right] = Right.SEE
    columns: ClassVar[tuple[Column, ...]] = (
        Column("child", "Child", width=22),
        Column("reference", "Reference", width=11),
        Column("kind", "Kind of review", width=26),
        Column("requested", "Asked on", Kind.DATE, 13),
        Column("by", "Who asked", width=22),
        Column("reason", "Why", width=30),
        Column("decision", "Decision", width=10),
        Column("approver", "By whom", width=20),
        Column("old", "Booked for", Kind.DATE, 13),
        Column("new", "Moved to", Kind.DATE, 13),
        Column("notice", "Days of notice", Kind.NUMBER, 9),
        Column("due", "Review due", Kind.DATE, 13),
        Column("late", "Made it late", width=12),
    )
    fields: ClassVar[tuple[str, ...]] = (
        *("id", "child", "reference", "kind", "requested_on", "requested_by", "reason", "decision", "decided_by"),
        *("old_date", "new_date", "due", "made_late"),
    )

    def run(self, store: Store, stamp: Stamp) -> Table:
        """One row a request, the newest first."""
        words, natural = Words.of(store), (("requested_on", True), ("id", False))
        orders = {"requested": "requested_on", "by": "requested_by", "old": "old_date", "new": "new_date"}
        rows = Listing(self.selection, self.fields, words.row, natural, orders)
        line = counted(store.count(self.selection), "request")
        return Table(self.title, self.columns, rows, line)


@dataclass(frozen=True)
class Words:
    """The service's words for kinds, reasons and those who ask."""

    kinds: Mapping[str, str]
    reasons: Mapping[str, str]
    requesters: Mapping[str, str]

    @classmethod
    def of(cls, store: Store) -> "Words":
        """As they are today."""
        return cls(kind_names(store), labels(store, "move-reason"), labels(store, "requester"))

    def row(self, values: tuple[Any, ...]) -> Row:
        """One request; a row that made its review late says so beside its colour."""
        key, child, reference, kind, asked, by, why, decision, decided, old, new, due, late = values
        cells = (
            child, reference, self.kinds.get(kind, kind), asked, self.requesters.get(by, by) or NOT_SAID,
            self.reasons.get(why, why) or NOT_SAID, decision.capitalize(), decided or None, old, new, (old - asked).days,
            due, "Made late" if late else None,
        )  # fmt: skip
        return Row(key, cells, tones={"late": Tone.LATE} if late else {})

    def of_group(self, by: str) -> Callable[[Any], str]:
        """Words for the key of a group."""
        known = {"reason": self.reasons, "requester": self.requesters, "kind": self.kinds}.get(by, {})
        return lambda key: (
            short(date.fromisoformat(f"{key}-01")).partition(" ")[2] if by == "month" else known.get(key, key)
        )


@dataclass
class Sums:
    """What is counted of a group of requests."""

    requests: int = 0
    agreed: int = 0
    made_late: int = 0
    notice: list[int] = field(default_factory=list)
    reviews: set[str] = field(default_factory=set)

    def take(self, agreed: bool, late: bool, notice: int, review: str) -> None:
        """One more request."""
        self.requests += 1
        self.agreed += agreed
        self.made_late += late
        self.notice.append(notice)
        self.reviews.add(review)

    def cells(self) -> tuple[Any, ...]:
        """Requests, agreed, refused, reviews, made late with their share of the agreed, and the middle notice in days."""
        refused = self.requests - self.agreed
        middle = median_low(self.notice) if self.notice else None
        late = Ratio(self.made_late, self.agreed)
        return (self.requests, self.agreed, refused, len(self.reviews), self.made_late, late, middle)


@dataclass(frozen=True)
class Rearranged:
    """The requests of a period in groups."""

    period: Period
    by: str = "reason"
    right: ClassVar[Right] = Right.SEE

    def __post_init__(self) -> None:
        if self.by not in BY:
            raise Refusal(f'"{self.by}" is not a way to group rearrangements.', f"Use one of: {', '.join(BY)}.")

    def run(self, store: Store, stamp: Stamp) -> Table:
        """One line a group, the most frequent first, and all together; every number opens its requests."""
        selection = moves(store, self.period, stamp.today)
        groups, names, whole = self._sums(store, selection)
        said = Words.of(store).of_group(self.by)
        words = {key: names.get(key) or NOBODY.get(self.by) or (said(key) if key else NOT_SAID) for key in groups}
        months = self.by == "month"
        order = sorted(
            groups, key=lambda key: (0 if months else -groups[key].requests, str(key) if months else words[key])
        )
        rows = [self._row(str(key), words[key], groups[key], selection, Where(self._field, "is", key)) for key in order]
        columns = (Column("key", BY[self.by], width=34), *COLUMNS)
        table = Fixed((*rows, self._row("whole", "All", whole, selection)), tuple(c.key for c in columns))
        title = f"Rearranged meetings by {BY[self.by].lower()}, {self.period.title_at(stamp.today)}"
        line = f"{counted(whole.requests, 'request')}, {whole.agreed:,} agreed; {whole.made_late:,} made a review late"
        return Table(title, columns, table, line, notes(store, stamp), Chart("bars", "key", "requests"))

    @property
    def _field(self) -> str:
        return FIELDS.get(self.by, self.by)

    def _sums(self, store: Store, selection: Selection) -> tuple[dict[Any, Sums], dict[Any, str], Sums]:
        """Counted row by row: a service has some hundreds of requests a year, and their notice is a number of days."""
        name = NAMES.get(self.by, self._field)
        fields = (self._field, name, "agreed", "made_late", "requested_on", "old_date", "review_id")
        groups: dict[Any, Sums] = defaultdict(Sums)
        names, whole = {}, Sums()
        for key, called, agreed, late, asked, old, review in store.each(selection, fields):
            for sums in (groups[key], whole):
                sums.take(bool(agreed), bool(late), (old - asked).days, review)
            names[key] = called if self.by in NAMES else ""
        return dict(groups), names, whole

    def _row(self, key: str, words: str, sums: Sums, selection: Selection, *where: Where) -> Row:
        def behind(what: str, *more: Where) -> MovesBehind:
            narrowed = replace(selection, where=(*selection.where, *where, *more))
            return MovesBehind(narrowed, f"{what}: {words}, {self.period.title()}")

        agreed, late = Where("agreed", "is", True), Where("made_late", "is", True)
        opens = {
            "requests": behind("Requests"),
            "agreed": behind("Agreed", agreed),
            "refused": behind("Refused", Where("agreed", "is", False)),
            "made_late": behind("Made late", late),
            "share": behind("Agreed", agreed),
        }
        return Row(key, (words, *sums.cells()), opens=opens)


COLUMNS = (
    Column("requests", "Requests", Kind.NUMBER, 10),
    Column("agreed", "Agreed", Kind.NUMBER, 10),
    Column("refused", "Refused", Kind.NUMBER, 10),
    Column("reviews", "Reviews concerned", Kind.NUMBER, 12),
    Column("made_late", "Made late", Kind.NUMBER, 10),
    Column("share", "Share of agreed made late", Kind.PERCENT, 14),
    Column("notice", "Middle notice in days", Kind.NUMBER, 12),
)


def notes(store: Store, stamp: Stamp) -> tuple[str, ...]:
    """What is counted, in words."""
    which = {
        "all": "Every request in the period to move a booked date.",
        "invited": "Requests in the period to move a booked date, made after the invitations went out.",
    }[setting(store, "moves.counted")]
    return (
        f"{which} Another time on the same day, and correcting a typing mistake, are not requests.",
        (
            "A move made a review late when the date given up was in time and the new one is not. Notice: days from the "
            f"request to the date that was booked; the middle one of all. As at {long(stamp.today)}."
        ),
    )


@dataclass(frozen=True)
class MovesPerReview:
    """How many reviews were moved once, twice, three times or more in a period."""

    period: Period
    right: ClassVar[Right] = Right.SEE
    columns: ClassVar[tuple[Column, ...]] = (
        Column("key", "Moved", width=20),
        Column("reviews", "Reviews", Kind.NUMBER, 10),
        Column("requests", "Moves", Kind.NUMBER, 10),
    )

    def run(self, store: Store, stamp: Stamp) -> Table:
        """One line a number of moves; every number opens its requests."""
        selection = moves(store, self.period, stamp.today, Where("agreed", "is", True))
        each = Counter(row[0] for row in store.each(selection, ("review_id",)))
        rows = []
        for times in range(1, TIMES + 1):
            some = tuple(review for review, number in each.items() if min(number, TIMES) == times)
            narrowed = replace(selection, where=(*selection.where, Where("review_id", "in", some)))
            words = f"{counted(times, 'time')}{' or more' if times == TIMES else ''}"
            behind = MovesBehind(narrowed, f"Moved {words}, {self.period.title()}")
            cells = (words, len(some), sum(each[review] for review in some))
            rows.append(Row(str(times), cells, opens={"reviews": behind, "requests": behind}))
        title = f"Moves for each review, {self.period.title_at(stamp.today)}"
        line = f"{counted(len(each), 'review')} moved {counted(each.total(), 'time')}"
        keys = tuple(column.key for column in self.columns)
        return Table(title, self.columns, Fixed(tuple(rows), keys), line, notes(store, stamp))
