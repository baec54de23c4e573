"""Challenges in time: resolved within timescale on every basis, responses per level, and days at each level."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from statistics import median
from typing import Any, ClassVar

from app.domain.access import Right, Stamp
from app.domain.calendar import Calendar
from app.domain.challenges.records import WITHDRAWN
from app.domain.dates import Period, long
from app.domain.timeliness import percent
from app.queries.challenges.behind import ChallengesBehind
from app.queries.challenges.figures import IS_CHALLENGE, LEFT_OUT, counts_table, dated
from app.queries.challenges.grid import Grid, Measure, Share
from app.queries.challenges.grouping import groups_of
from app.queries.challenges.tables import IS_FORMAL, closed_in
from app.queries.challenges.terms import terms_of
from app.queries.service import setting
from app.store import Selection, Store, Tally, Where
from app.table import Chart, Column, Fixed, Kind, Ratio, Row, Table, Tone

STOPS = {
    "accepted": "when the IRO accepts the response",
    "done": "when all actions are done",
    "closed": "when it is closed",
}
DENOMINATORS = {"resolved": "resolved in the period", "due": "due in the period, open ones as not in time"}
DATES = {"original": ("by the original date", "in_time"), "extended": ("with extensions", "in_time_extended")}
DUE_FIELDS = {"original": "process_original", "extended": "process_due"}
NOT_WITHDRAWN = Where("outcome", "is not", WITHDRAWN)


@dataclass(frozen=True)
class Basis:
    """One way to say what "resolved in time" means: the stop, the denominator, and which due date."""

    stop: str
    denominator: str
    date: str

    @property
    def words(self) -> str:
        """In words."""
        return f"Resolved {STOPS[self.stop]}; {DENOMINATORS[self.denominator]}; {DATES[self.date][0]}"

    @property
    def passed(self) -> Where:
        """The condition of the numerator."""
        return Where(DATES[self.date][1], "is", True)

    def judged(self, period: Period, stamp: Stamp) -> Selection:
        """The denominator: formal challenges, not withdrawn, by the day they were resolved or due."""
        where = (IS_CHALLENGE, IS_FORMAL, NOT_WITHDRAWN)
        if self.denominator == "resolved":
            when = dated("stopped", period)
        else:
            due = DUE_FIELDS[self.date]
            when = (Where(due, "at least", period.first), Where(due, "at most", min(period.last, stamp.today)))
        return Selection("challenges", (*where, *when), stamp.today, options={"stop": self.stop})


def capital(words: str) -> str:
    """Words with a capital letter first."""
    return words[:1].upper() + words[1:]


def usual_basis(store: Store) -> Basis:
    """The service's own: always against the original date, which an extension never changes."""
    return Basis(setting(store, "challenges.stop"), setting(store, "challenges.denominator"), "original")


def bases(store: Store) -> tuple[Basis, ...]:
    """Every basis, the service's own first, then the same with extensions."""
    usual = usual_basis(store)
    every = [Basis(stop, denominator, date) for stop in STOPS for denominator in DENOMINATORS for date in DATES]
    first = [usual, replace(usual, date="extended")]
    return (*first, *(basis for basis in every if basis not in first))


@dataclass(frozen=True)
class ResolvedInTime:
    """Formal challenges resolved within the whole process's working days, on every basis."""

    period: Period
    right: ClassVar[Right] = Right.SEE

    def run(self, store: Store, stamp: Stamp) -> Table:
        """One line a basis, the service's own first and marked."""
        usual = usual_basis(store)
        rows = tuple(self._row(store, stamp, basis, basis == usual) for basis in bases(store))
        columns = (
            Column("key", "Counts as resolved", width=36),
            Column("judged", "Judged are those", width=44),
            Column("date", "Due date", width=22),
            Column("own", "The service's own", width=12),
            Column("numerator", "In time", Kind.NUMBER, 10),
            Column("denominator", "Judged", Kind.NUMBER, 10),
            Column("share", "Share in time", Kind.PERCENT, 10),
            Column("failed", "Not in time", Kind.NUMBER, 10),
        )
        first = rows[0].cells
        line = f"{first[4]:,} of {first[5]:,} in time: {percent(first[4], first[5])}. {usual.words}"
        days = terms_of(store).ladders(min(self.period.last, stamp.today)).total_days
        notes = (
            f"In time: resolved within {days} working days after the first formal level was entered (IRO Handbook 6.2).",
            "The number of days that held when it was entered counts. Informal and withdrawn challenges are not judged.",
            f"An extension never changes the result by the original date. {LEFT_OUT} As at {long(stamp.today)}.",
        )
        title = f"Challenges resolved within timescale, {self.period.title_at(stamp.today)}"
        return Table(title, columns, Fixed(rows, tuple(column.key for column in columns)), line, notes)

    def _row(self, store: Store, stamp: Stamp, basis: Basis, own: bool) -> Row:
        selection = basis.judged(self.period, stamp)
        count = store.tally(Tally(selection, passed=(basis.passed,)))[0]
        late = Where(basis.passed.field, "is not", True)
        title = f"{basis.words}: {self.period.title()}"
        judged = ChallengesBehind(selection, f"Judged. {title}")
        opens = {
            "numerator": ChallengesBehind(_add(selection, basis.passed), f"In time. {title}"),
            "denominator": judged,
            "share": judged,
            "failed": ChallengesBehind(_add(selection, late), f"Not in time. {title}"),
        }
        numbers = (count.numerator, count.denominator, Ratio(count.numerator, count.denominator))
        words = (capital(STOPS[basis.stop]), capital(DENOMINATORS[basis.denominator]), capital(DATES[basis.date][0]))
        cells = (*words, "Yes" if own else None, *numbers, count.denominator - count.numerator)
        row_id = f"{basis.stop}:{basis.denominator}:{basis.date}"
        return Row(row_id, cells, Tone.INFORMATION if own else Tone.PLAIN, opens=opens)


def _add(selection: Selection, *where: Where) -> Selection:
    return replace(selection, where=(*selection.where, *where))


@dataclass(frozen=True)
class ResponsesInTime:
    """Responses in time at each level, by the original date and with extensions."""

    period: Period
    right: ClassVar[Right] = Right.SEE

    def run(self, store: Store, stamp: Stamp) -> Table:
        """One line a level: responses due in the period and up to today."""
        columns: tuple[Measure | Share, ...] = ()
        for name, due, passed, lapsed in (
            ("original", "original_due", "in_time", "lapsed"),
            ("extended", "response_due", "in_time_extended", "lapsed_extended"),
        ):
            owed = self._due(stamp, due, Where(lapsed, "is not", True))
            words = DATES[name][0]
            columns += (
                Measure(f"{name}_due", f"Due, {words}", owed),
                Measure(f"{name}_in_time", f"In time, {words}", _add(owed, Where(passed, "is", True))),
                Share(f"{name}_share", f"Share in time, {words}", f"{name}_in_time", f"{name}_due"),
                Measure(f"{name}_late", f"Late or none, {words}", _add(owed, Where(passed, "is not", True))),
            )
        columns += (
            Measure("lapsed", "No longer needed", self._due(stamp, "original_due", Where("lapsed", "is", True))),
        )
        grid = Grid(groups_of(store, "level", self.period), self.period, columns)
        notes = (
            "Responses due in the period and up to today; in time when answered on or before the due date.",
            "No longer needed: the challenge was closed or moved on without an answer before it was due. Not judged.",
        )
        chart = Chart("bars", "key", "original_share")
        return counts_table(
            store, grid, "Responses in time by level", notes, chart, noun=("response due", "responses due")
        )

    def _due(self, stamp: Stamp, field: str, lapsed: Where) -> Selection:
        when = (
            Where(field, "at least", self.period.first),
            Where(field, "at most", min(self.period.last, stamp.today)),
        )
        return Selection("entries", (IS_CHALLENGE, *when, lapsed), stamp.today)


@dataclass(frozen=True)
class DaysAtLevel:
    """Median and longest working days from entering a level to leaving it; those still there apart."""

    period: Period
    right: ClassVar[Right] = Right.SEE

    def run(self, store: Store, stamp: Stamp) -> Table:
        """One line a level."""
        gone = Selection("entries", (IS_CHALLENGE, *dated("left", self.period)), stamp.today)
        there = (IS_CHALLENGE, Where("left", "is", None), Where("entered", "at most", self.period.last))
        staying = Selection("entries", there, stamp.today)
        calendar = terms_of(store).calendar
        spent, so_far = (_days(store, stamp, selection, calendar) for selection in (gone, staying))
        groups = groups_of(store, "level", self.period)
        rows = tuple(
            self._row(level, words, spent.get(level, []), so_far.get(level, []), (gone, staying))
            for level, words in groups.lines({**spent, **so_far}).items()
        )
        columns = (
            Column("key", "Level", width=34),
            Column("left", "Left in the period", Kind.NUMBER, 10),
            Column("median", "Median working days", Kind.NUMBER, 10),
            Column("longest", "Longest working days", Kind.NUMBER, 10),
            Column("there", "Still there", Kind.NUMBER, 10),
            Column("longest_there", "Longest of these so far", Kind.NUMBER, 10),
        )
        notes = (
            "Working days from the day a level was entered (day 0) to the day it was left: escalated, closed or withdrawn.",
            f"Still there: entered by the end of the period and not left; days so far. As at {long(stamp.today)}.",
        )
        title = f"Working days at each level, {self.period.title_at(stamp.today)}"
        line = f"{sum(map(len, spent.values())):,} left a level; {sum(map(len, so_far.values())):,} still there"
        return Table(title, columns, Fixed(rows, tuple(column.key for column in columns)), line, notes)

    def _row(
        self, level: int, words: str, spent: list[int], so_far: list[int], selections: tuple[Selection, Selection]
    ) -> Row:
        at = Where("level", "is", level)
        gone, there = (
            ChallengesBehind(_add(selection, at), f"{title}: {words}, {self.period.title()}")
            for selection, title in zip(selections, ("Left the level", "Still at the level"), strict=True)
        )
        cells = (
            words,
            len(spent),
            float(median(spent)) if spent else None,
            max(spent, default=None),
            len(so_far),
            max(so_far, default=None),
        )
        opens: dict[str, ChallengesBehind] = {"left": gone, "there": there}
        if spent:
            opens.update(median=gone, longest=gone)
        if so_far:
            opens["longest_there"] = there
        return Row(str(level), cells, opens=opens)


def _days(store: Store, stamp: Stamp, selection: Selection, calendar: Calendar) -> Mapping[Any, list[int]]:
    """Working days by level."""
    found: dict[Any, list[int]] = {}
    for level, entered, left in store.each(selection, ("level", "entered", "left")):
        found.setdefault(level, []).append(calendar.working_days_between(entered, left or stamp.today))
    return found


@dataclass(frozen=True)
class LevelAtResolution:
    """The level that was open when a challenge was closed in the period."""

    period: Period
    right: ClassVar[Right] = Right.SEE

    def run(self, store: Store, stamp: Stamp) -> Table:
        """One line a level; withdrawn ones apart."""
        closed = closed_in(self.period, stamp)
        resolved = _add(closed, NOT_WITHDRAWN)
        columns = (
            Measure("resolved", "Resolved", resolved, field="level"),
            Share("share", "Share of resolved", "resolved"),
            Measure("children", "Children", _add(resolved, Where("child_id", "is not", None)), "child_id", "level"),
            Measure("withdrawn", "Withdrawn", _add(closed, Where("outcome", "is", WITHDRAWN)), field="level"),
        )
        grid = Grid(groups_of(store, "level", self.period), self.period, columns)
        notes = ("Challenges closed in the period, at the level that was open then, whatever the highest was.",)
        chart, noun = Chart("bars", "key", "resolved"), ("challenge resolved", "challenges resolved")
        return counts_table(store, grid, "Level at resolution", notes, chart, noun=noun)
