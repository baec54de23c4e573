"""Learning points: the list, one with the challenges it draws on, and the sheet of a month's themes."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import ClassVar

from app.domain.access import Right, Stamp
from app.domain.challenges.records import Challenge, LearningLink, LearningPoint
from app.domain.challenges.words import initials_of, next_step
from app.domain.children import Child
from app.domain.counting import counted
from app.domain.dates import Period, full, long
from app.queries.challenges import facts
from app.queries.challenges.facts import Fact, Values, Words, facts_table
from app.queries.challenges.figures import (
    COUNT_NOTES,
    IS_CHALLENGE,
    NOUNS,
    counted_as,
    counts_table,
    dated,
    good_practice,
)
from app.queries.challenges.grid import WHOLE_ID, Grid, Measure
from app.queries.challenges.grouping import Groups, groups_of
from app.queries.challenges.terms import terms_of
from app.queries.service import labels
from app.store import Selection, Store, Where
from app.table import Column, Fixed, Kind, Row, Table

NEWEST = (("noticed_on", True), ("id", False))


def _state(values: Values, words: Words) -> str:
    """How far a learning point has come, in words."""
    if values["changed"]:
        return "Changed"
    if values["due"] and values["due"] < words.as_at:
        return "Action late"
    return "Shared" if values["shared_on"] else "To be shared"


COLUMNS = (
    facts.day("noticed_on", "Noticed"),
    facts.label("theme", "Theme", "challenge-theme"),
    facts.plain("words", "What was learnt", width=44),
    facts.plain("challenges", "Challenges", kind=Kind.NUMBER, width=10),
    Fact(Column("state", "State", width=14), ("changed", "due", "shared_on"), _state),
    facts.plain("shared_where", "Shared where", width=22),
    facts.day("shared_on", "Shared"),
    facts.plain("action", "Action", width=30),
    facts.plain("owner", "Owner", width=16),
    facts.day("due", "Due"),
    facts.plain("changed", "What changed", width=36),
    facts.day("changed_on", "Changed on"),
)


@dataclass(frozen=True)
class LearningPoints:
    """Ask for the learning points, of one theme or of all."""

    theme: str | None = None
    right: ClassVar[Right] = Right.SEE

    def run(self, store: Store, stamp: Stamp) -> Table:
        """The newest first."""
        where = (Where("theme", "is", self.theme),) if self.theme else ()
        selection = Selection("learning", where, stamp.today)
        line = f"{counted(store.count(selection), 'learning point')}, as at {full(stamp.today)}"
        return facts_table(selection, Words.of(store, stamp.today), COLUMNS, NEWEST, "Learning points", line)


@dataclass(frozen=True)
class LinkedLine:
    """A challenge that a learning point draws on."""

    challenge: Challenge
    initials: str
    theme: str
    next_step: str


@dataclass(frozen=True)
class LearningSheet:
    """One learning point with the challenges behind it."""

    point: LearningPoint
    theme: str
    challenges: tuple[LinkedLine, ...]


@dataclass(frozen=True)
class AskLearningPoint:
    """Ask for one learning point."""

    point_id: str
    right: ClassVar[Right] = Right.SEE

    def run(self, store: Store, stamp: Stamp) -> LearningSheet:
        """Its challenges in the order of their references; those voided since are left out."""
        point, themes = store.shelf(LearningPoint).get(self.point_id), labels(store, "challenge-theme")
        links = store.shelf(LearningLink).find(learning_id=point.id)
        linked = store.shelf(Challenge).find(id=tuple(link.challenge_id for link in links))
        ids = tuple(challenge.child_id for challenge in linked if challenge.child_id)
        children = {child.id: child for child in store.shelf(Child).find(id=ids)}
        calendar = terms_of(store).calendar
        lines = tuple(
            LinkedLine(
                one,
                initials_of(children.get(one.child_id or "")),
                themes.get(one.theme, one.theme),
                next_step(one, stamp.today, calendar),
            )
            for one in sorted(linked, key=lambda one: one.reference)
        )
        return LearningSheet(point, themes.get(point.theme, point.theme), lines)


MORE = (
    Column("learning", "Learning points", Kind.NUMBER, 10),
    Column("shared", "What was shared in the period", width=44),
    Column("changed", "What changed", width=44),
)


@dataclass(frozen=True)
class ThemeSheet:
    """The themes of a period: how many challenges, at which levels, what was learnt and shared, and what changed."""

    period: Period
    right: ClassVar[Right] = Right.SEE

    def run(self, store: Store, stamp: Stamp) -> Table:
        """One line for every theme with a challenge or a learning point, then all together."""
        points = _points(store, self.period)
        table = counts_table(store, self._grid(store, stamp, points), "Themes", self._notes(), noun=NOUNS["highest"])
        columns = (*table.columns, *MORE)
        rows = tuple(_with_learning(row, points, self.period) for row in table.rows.each(store))
        return replace(table, columns=columns, rows=Fixed(rows, tuple(column.key for column in columns)))

    def _grid(self, store: Store, stamp: Stamp, points: dict[str, list[LearningPoint]]) -> Grid:
        """By main theme, by any theme, and by the highest level reached."""
        main = replace(
            counted_as("highest", self.period, stamp.today), key="main", title="As main theme", field="theme"
        )
        themes = Selection("themes", (IS_CHALLENGE, *dated("raised_on", self.period)), stamp.today)
        anywhere = Measure("any", "As main or other theme", themes, "challenge_id", "theme")
        levels = groups_of(store, "level", self.period).lines(replace(main, field="highest").counts(store, "level"))
        at_level = tuple(
            replace(main.narrowed(Where("highest", "is", level)), key=f"level_{level}", title=words)
            for level, words in levels.items()
        )
        good = Measure("good", "Good practice", good_practice(self.period, stamp.today), field="theme")
        found = {*anywhere.counts(store, "theme"), *good.counts(store, "theme"), *points}
        every = labels(store, "challenge-theme")
        shown = {code: every.get(code, code) for code in (*every, *sorted(found - set(every))) if code in found}
        return Grid(Groups("theme", "Theme", shown), self.period, (main, anywhere, *at_level, good))

    def _notes(self) -> tuple[str, ...]:
        return (
            COUNT_NOTES["highest"],
            "A challenge has one main theme and may have others.",
            "Learning points are those noticed, shared or followed by a change in the period.",
        )


def _points(store: Store, period: Period) -> dict[str, list[LearningPoint]]:
    """The learning points that belong in the period, by theme."""
    found: dict[str, list[LearningPoint]] = defaultdict(list)
    for point in sorted(store.shelf(LearningPoint).find(), key=lambda point: (point.noticed_on, point.id)):
        days = (point.noticed_on, point.shared_on, point.changed_on)
        if any(day is not None and day in period for day in days):
            found[point.theme].append(point)
    return found


def _with_learning(row: Row, points: dict[str, list[LearningPoint]], period: Period) -> Row:
    whole = row.id == WHOLE_ID
    theirs = [point for some in points.values() for point in some] if whole else points.get(row.id, [])
    if whole:
        return replace(row, cells=(*row.cells, len(theirs), None, None))
    shared = (p for p in theirs if p.shared_on and p.shared_on in period)
    changed = (p for p in theirs if p.changed_on and p.changed_on in period)
    return replace(
        row, cells=(*row.cells, len(theirs), _joined(map(_shared, shared)), _joined(p.changed for p in changed))
    )


def _shared(point: LearningPoint) -> str:
    where = f" ({point.shared_where}, {long(point.shared_on)})" if point.shared_on else ""
    return f"{point.words}{where}"


def _joined(words: Iterable[str]) -> str | None:
    return "; ".join(filter(None, words)) or None
