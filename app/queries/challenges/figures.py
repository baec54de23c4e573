"""Challenges as a figure: by highest level reached, by entries into levels, by children or by families, in groups."""

from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar

from app.domain.access import Right, Stamp
from app.domain.counting import counted
from app.domain.dates import Period, long, short
from app.domain.errors import Refusal
from app.domain.timeliness import percent, share
from app.queries.challenges.grid import Grid, Measure, Share
from app.queries.challenges.grouping import TITLES, Groups, groups_of
from app.queries.figures import WHOLE, Line
from app.store import Selection, Store, Where
from app.table import Chart, Column, Table

COUNTS = {
    "highest": "Challenges by highest level reached",
    "entries": "Entries into levels",
    "children": "Children with a challenge",
    "families": "Families with a challenge",
}
COUNT_NOTES = {
    "highest": "Challenges raised in the period, each once, at the highest level it has reached so far.",
    "entries": "Entries into levels dated in the period: a challenge counts at each level that it entered then.",
    "children": "Children with a challenge raised in the period: once in the total, and once in each line that one of "
    "their challenges belongs to. A service concern has no child.",
    "families": "Families (sibling groups, or one child) with a challenge raised in the period, counted like children. "
    "A service concern has no family.",
}
NOUNS = {
    "highest": ("challenge", ""),
    "entries": ("entry into a level", "entries into levels"),
    "children": ("child", "children"),
    "families": ("family", "families"),
}
_BY = {
    "": "",
    "level": ", by level",
    "theme": ", by main theme",
    "status": ", by status",
    "iro": ", by IRO",
    "month": ", by month",
    "outcome": ", by outcome",
    "impact": ", by impact",
}
LEFT_OUT = "Good practice is left out of these counts and counted on its own."
IS_CHALLENGE = Where("positive", "is", False)


@dataclass(frozen=True)
class ChallengeFigure:
    """A figure with all its lines; whole is their common denominator: the whole of what is counted."""

    period: Period
    by: str
    count: str
    as_at: date
    lines: tuple[Line, ...]
    whole: int
    good_practice: int
    concerns: int

    def as_json(self) -> dict[str, Any]:
        """The promised JSON: one entry a key, its count in numerator, value unrounded or null, never a total."""
        return {
            "period": {"from": self.period.first.isoformat(), "to": self.period.last.isoformat()},
            **({"by": self.by} if self.by else {}),
            "count": self.count,
            "rows": [
                {
                    "key": {self.by: line.name if self.by == "iro" else line.key or None} if self.by else {},
                    "value": share(line.numerator, line.denominator),
                    "numerator": line.numerator,
                    "denominator": line.denominator,
                }
                for line in self.lines
            ],
            "good_practice": self.good_practice,
            "service_concerns": self.concerns,
        }

    def in_words(self) -> str:
        """The same as lines to read."""
        lines = [f"{COUNTS[self.count]}{_BY[self.by]}, {short(self.period.first)} to {short(self.period.last)}"]
        width = max((len(line.words) for line in self.lines), default=0)
        lines += [
            f"  {line.words:<{width}}  {line.numerator:>6,} of {line.denominator:,} = "
            f"{percent(line.numerator, line.denominator)}"
            for line in self.lines
        ]
        if not self.lines:
            lines.append("  None.")
        lines.append(COUNT_NOTES[self.count])
        lines.append(f"Service concerns without a child: {self.concerns:,}. Good practice: {self.good_practice:,}.")
        return "\n".join(lines)


@dataclass(frozen=True)
class ChallengeFigures:
    """How many challenges, entries, children or families a period has, whole or by one grouping."""

    period: Period
    by: str = ""
    count: str = "highest"
    right: ClassVar[Right] = Right.SEE

    def __post_init__(self) -> None:
        for value, allowed in ((self.by, TITLES), (self.count, COUNTS)):
            if value not in allowed:
                raise Refusal(f'"{value}" is not a way to count.', f"Use one of: {', '.join(filter(None, allowed))}.")

    def run(self, store: Store, stamp: Stamp) -> ChallengeFigure:
        """Every line of the figure."""
        measure = counted_as(self.count, self.period, stamp.today)
        whole = measure.whole(store)
        counts = measure.counts(store, self.by) if self.by else {"": whole}
        groups = groups_of(store, self.by, self.period) if self.by else Groups("", TITLES[""], {"": WHOLE})
        return ChallengeFigure(
            period=self.period,
            by=self.by,
            count=self.count,
            as_at=stamp.today,
            lines=tuple(
                Line(key, words, words if key else None, counts.get(key, 0), whole)
                for key, words in groups.lines(counts).items()
            ),
            whole=whole,
            good_practice=store.count(good_practice(self.period, stamp.today)),
            concerns=store.count(raised(self.period, stamp.today, Where("child_id", "is", None))),
        )


@dataclass(frozen=True)
class ChallengeTable:
    """A figure of challenges as a table: its count, its share of the whole, and the whole below."""

    question: ChallengeFigures
    right: ClassVar[Right] = Right.SEE

    def run(self, store: Store, stamp: Stamp) -> Table:
        """One line a group; every number opens its rows."""
        asked = self.question
        measure = counted_as(asked.count, asked.period, stamp.today)
        shares = (Share("share", "Share of the whole", measure.key),) if asked.by else ()
        groups = groups_of(store, asked.by, asked.period) if asked.by else Groups("", TITLES[""])
        grid = Grid(groups, asked.period, (measure, *shares), WHOLE if not asked.by else "All")
        chart = Chart("bars", "key", measure.key) if asked.by else None
        heading = f"{COUNTS[asked.count]}{_BY[asked.by]}"
        return counts_table(store, grid, heading, (COUNT_NOTES[asked.count],), chart, noun=NOUNS[asked.count])


def counts_table(
    store: Store,
    grid: Grid,
    heading: str,
    notes: tuple[str, ...],
    chart: Chart | None = None,
    *,
    noun: tuple[str, str],
) -> Table:
    """A grid as a table: heading with the period, what is counted, what is left out, and the day."""
    today = store.stamp.today
    columns: tuple[Column, ...] = grid.shown()
    rows = grid.rows(store)
    first = grid.measures[0]
    title = f"{heading}, {grid.period.title_at(today)}"
    number = first.whole(store)
    said = counted(number, *noun)
    return Table(title, columns, rows, said, (*notes, f"{LEFT_OUT} As at {long(today)}."), chart)


def dated(name: str, period: Period) -> tuple[Where, ...]:
    """The conditions that a date lies in a period."""
    return (Where(name, "at least", period.first), Where(name, "at most", period.last))


def raised(period: Period, as_at: date, *where: Where) -> Selection:
    """The challenges raised in a period, without good practice."""
    return Selection("challenges", (IS_CHALLENGE, *dated("raised_on", period), *where), as_at)


def entered(period: Period, as_at: date, *where: Where) -> Selection:
    """The entries into levels dated in a period."""
    return Selection("entries", (IS_CHALLENGE, *dated("entered", period), *where), as_at)


def good_practice(period: Period, as_at: date) -> Selection:
    """The good practice noted in a period."""
    return Selection("challenges", (Where("positive", "is", True), *dated("raised_on", period)), as_at)


def counted_as(count: str, period: Period, as_at: date) -> Measure:
    """What a figure counts, as a column."""
    if count == "entries":
        return Measure("entries", "Entries into the level", entered(period, as_at))
    if count == "highest":
        return Measure("highest", "Challenges", raised(period, as_at))
    unit, title = {"children": ("child_id", "Children"), "families": ("family", "Families")}[count]
    return Measure(count, title, raised(period, as_at, Where("child_id", "is not", None)), unit)
