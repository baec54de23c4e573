"""The tables of challenges that services publish: by level and status, theme, month and year, outcome and impact."""

from dataclasses import dataclass, replace
from typing import Any, ClassVar

from app.domain.access import Right, Stamp
from app.domain.challenges.records import BOTH, CLA, CLOSED, COMPLIANCE, CP, INFORMAL, NEITHER
from app.domain.dates import Period
from app.queries.challenges.figures import (
    COUNT_NOTES,
    COUNTS,
    IS_CHALLENGE,
    NOUNS,
    counted_as,
    counts_table,
    dated,
    good_practice,
)
from app.queries.challenges.grid import FORMAL_ID, Grid, Measure, Share
from app.queries.challenges.grouping import NO_STATUS, Groups, groups_of, positive_themes
from app.store import Selection, Store, Where
from app.table import Chart, Fixed, Table

HAS_CHILD = Where("child_id", "is not", None)
IS_INFORMAL, IS_FORMAL = Where("highest", "is", INFORMAL), Where("highest", "above", INFORMAL)
_WITH_STATUS = {
    "highest": " and status",
    "entries": ", by level and status",
    "children": ", by highest level and status",
    "families": ", by highest level and status",
}
BOTH_NOTE = "A child who was both looked after and on a plan counts in each of the two columns, and once in the total."


@dataclass(frozen=True)
class ByLevel:
    """Each level counted in four ways, each labelled: challenges, entries, children, families."""

    period: Period
    right: ClassVar[Right] = Right.SEE

    def run(self, store: Store, stamp: Stamp) -> Table:
        """One line a level."""
        ways = {count: counted_as(count, self.period, stamp.today) for count in COUNT_NOTES}
        columns: tuple[Measure | Share, ...] = (
            replace(ways["highest"], title="Challenges by highest level"),
            Share("share", "Share of challenges", "highest"),
            *(ways[count] for count in ("entries", "children", "families")),
        )
        grid = Grid(groups_of(store, "level", self.period), self.period, columns)
        notes, chart = tuple(COUNT_NOTES.values()), Chart("bars", "key", "highest")
        return counts_table(store, grid, "Challenges by level", notes, chart, noun=NOUNS["highest"])


@dataclass(frozen=True)
class LevelByStatus:
    """Level by what the child was when the challenge was raised; "both" counts in each column and once in the total."""

    period: Period
    count: str = "highest"
    right: ClassVar[Right] = Right.SEE

    def run(self, store: Store, stamp: Stamp) -> Table:
        """One line a level, the formal ones together, and the whole."""
        measure = counted_as(self.count, self.period, stamp.today)
        columns = tuple(
            replace(measure.narrowed(*where), key=key, title=title)
            for key, title, where in (
                ("cla", "Looked after (CLA)", (Where("status", "in", (CLA, BOTH)),)),
                ("cp", "Child protection plan (CP)", (Where("status", "in", (CP, BOTH)),)),
                ("both", "Of these, both", (Where("status", "is", BOTH),)),
                ("neither", NO_STATUS, (Where("status", "is", NEITHER),)),
                ("total", "Total", ()),
            )
        )
        grid = Grid(groups_of(store, "level", self.period), self.period, columns)
        heading, notes = f"{COUNTS[self.count]}{_WITH_STATUS[self.count]}", (COUNT_NOTES[self.count], BOTH_NOTE)
        chart = Chart("bars", "key", "total")
        table = counts_table(store, grid, heading, notes, chart, noun=NOUNS[self.count])
        line = _total_line(store, grid) if self.count in ("highest", "entries") else table.line
        return replace(table, rows=_with_formal(table.rows, grid, store), line=line)


def _with_formal(rows: Any, grid: Grid, store: Store) -> Fixed:
    """The lines, and before the whole one for all formal levels."""
    formal = Grid(
        Groups("", grid.groups.title),
        grid.period,
        tuple(m.narrowed(Where(m.grouped_by("level"), "above", INFORMAL)) for m in grid.measures),
        "All formal levels",
    ).rows(store)
    lines = (*rows.rows[:-1], *(replace(row, id=FORMAL_ID) for row in formal.rows), rows.rows[-1])
    return Fixed(lines, rows.columns)


def _total_line(store: Store, grid: Grid) -> str:
    total = grid.measures[-1]
    informal = total.narrowed(Where(total.grouped_by("level"), "is", INFORMAL)).whole(store)
    return f"{informal:,} informal and {total.whole(store) - informal:,} formal"


@dataclass(frozen=True)
class ByTheme:
    """Themes: as the main one, and as any of a challenge's themes."""

    period: Period
    right: ClassVar[Right] = Right.SEE

    def run(self, store: Store, stamp: Stamp) -> Table:
        """One line a theme; the whole of the last column counts each challenge once."""
        main = counted_as("highest", self.period, stamp.today)
        where = (IS_CHALLENGE, *dated("raised_on", self.period))
        any_theme = Measure("any", "As main or other theme", Selection("themes", where, stamp.today), "challenge_id")
        columns = (
            replace(main, title="As main theme"),
            Share("share", "Share as main theme", "highest"),
            replace(main.narrowed(IS_FORMAL), key="formal", title="Of these, formal"),
            counted_as("children", self.period, stamp.today),
            any_theme,
        )
        grid = Grid(groups_of(store, "theme", self.period), self.period, columns)
        chart = Chart("bars", "key", "highest")
        notes = ("Challenges raised in the period. A challenge has one main theme and may have others.",)
        return counts_table(store, grid, "Challenges by theme", notes, chart, noun=NOUNS["highest"])


@dataclass(frozen=True)
class ByMonth:
    """Informal and formal challenges of each month."""

    period: Period
    right: ClassVar[Right] = Right.SEE

    def run(self, store: Store, stamp: Stamp) -> Table:
        """One line a month."""
        main = counted_as("highest", self.period, stamp.today)
        columns = (
            replace(main.narrowed(IS_INFORMAL), key="informal", title="Informal"),
            replace(main.narrowed(IS_FORMAL), key="formal", title="Formal"),
            replace(main, title="All"),
            counted_as("children", self.period, stamp.today),
            replace(counted_as("entries", self.period, stamp.today), title="Entries into levels"),
            Measure("positive", "Good practice, apart", good_practice(self.period, stamp.today)),
        )
        grid = Grid(groups_of(store, "month", self.period), self.period, columns)
        notes = (COUNT_NOTES["highest"], f"Entries into levels: {COUNT_NOTES['entries']}")
        chart = Chart("line", "key", "formal")
        table = counts_table(store, grid, "Challenges by month", notes, chart, noun=NOUNS["highest"])
        informal, formal = (measure.whole(store) for measure in grid.measures[:2])
        return replace(table, line=f"{informal:,} informal and {formal:,} formal")


@dataclass(frozen=True)
class Outcomes:
    """How challenges ended: of those raised in the period (open ones on a line of their own), and of those closed in it."""

    period: Period
    right: ClassVar[Right] = Right.SEE

    def run(self, store: Store, stamp: Stamp) -> Table:
        """One line an outcome."""
        return _endings(store, stamp, self.period, "outcome", "Outcomes of challenges", ())


@dataclass(frozen=True)
class Impacts:
    """What came of challenges, with "closed on compliance only" and "closed, nobody looked again" as lines to see."""

    period: Period
    right: ClassVar[Right] = Right.SEE

    def run(self, store: Store, stamp: Stamp) -> Table:
        """One line an impact, then the reasons why there is none yet."""
        groups = groups_of(store, "impact", self.period)
        words = {**groups.fixed, COMPLIANCE: "Compliance only (closed on compliance only)"}
        notes = (
            "Closed, impact to come: the follow-up is not due yet. Closed, nobody looked again: it is due, or nobody set a day.",
        )
        return _endings(
            store, stamp, self.period, "impact", "Impact of challenges", notes, replace(groups, fixed=words)
        )


def _endings(
    store: Store,
    stamp: Stamp,
    period: Period,
    by: str,
    heading: str,
    notes: tuple[str, ...],
    groups: Groups | None = None,
) -> Table:
    main = counted_as("highest", period, stamp.today)
    closed = closed_in(period, stamp)
    columns: tuple[Measure | Share, ...] = (
        replace(main, title="Raised in the period"),
        Share("share", "Share of those raised", "highest"),
        replace(main.narrowed(IS_FORMAL), key="formal", title="Of these, formal"),
        replace(counted_as("children", period, stamp.today), title="Children of these"),
        Measure("closed", "Closed in the period", closed),
        Share("closed_share", "Share of those closed", "closed"),
    )
    if by == "impact":
        looked = Selection("challenges", (IS_CHALLENGE, *dated("impact_on", period)), stamp.today)
        columns += tuple(
            Measure(f"for_{scope}", f"Impact recorded in the period, for the {scope}", replace(looked, where=where))
            for scope in ("child", "service")
            for where in [(*looked.where, Where("impact_for", "is", scope))]
        )
    grid = Grid(groups or groups_of(store, by, period), period, columns)
    said = (
        COUNT_NOTES["highest"],
        "Closed in the period: by the day of closing, whenever they were raised.",
        *notes,
    )
    chart = Chart("bars", "key", "highest")
    return counts_table(store, grid, heading, said, chart, noun=("challenge raised", "challenges raised"))


def closed_in(period: Period, stamp: Stamp) -> Selection:
    """The challenges that were closed in a period and have stayed so."""
    return Selection(
        "challenges", (IS_CHALLENGE, Where("state", "is", CLOSED), *dated("closed_on", period)), stamp.today
    )


@dataclass(frozen=True)
class GoodPractice:
    """The good practice that was noted, in no other count."""

    period: Period
    right: ClassVar[Right] = Right.SEE

    def run(self, store: Store, stamp: Stamp) -> Table:
        """One line an IRO who noted some."""
        noted = good_practice(self.period, stamp.today)
        columns = (
            Measure("noted", "Good practice noted", noted),
            Measure("children", "Children", replace(noted, where=(*noted.where, HAS_CHILD)), "child_id"),
        )
        groups = replace(groups_of(store, "iro", self.period), title="IRO who noted it")
        themes = ", ".join(positive_themes(store).fixed.values()) or "none"
        table = counts_table(
            store,
            Grid(groups, self.period, columns),
            "Good practice",
            (),
            noun=("note of good practice", "notes of good practice"),
        )
        return replace(table, notes=(f"By the day it was noted. Themes that are good practice: {themes}.",))
