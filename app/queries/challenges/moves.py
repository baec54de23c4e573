"""Tables of what happened to challenges: levels passed over, Cafcass, resolution meetings, and each IRO beside their children."""

from dataclasses import dataclass, replace
from datetime import date
from typing import ClassVar

from app.domain.access import Right, Stamp
from app.domain.challenges.records import CONSULTED, MEETING, REFERRED, STEPS
from app.domain.dates import Period, long
from app.queries.challenges.figures import COUNT_NOTES, counted_as, counts_table, dated, entered
from app.queries.challenges.grid import Grid, Measure
from app.queries.challenges.grouping import Groups, groups_of, listed
from app.queries.challenges.tables import HAS_CHILD, IS_FORMAL
from app.store import Selection, Store, Where
from app.table import Chart, Column, Fixed, Kind, Row, Table


@dataclass(frozen=True)
class Bypasses:
    """Entries that went past a level, by reason and by the level entered."""

    period: Period
    right: ClassVar[Right] = Right.SEE

    def run(self, store: Store, stamp: Stamp) -> Table:
        """One line a reason, one column a level."""
        passed = entered(self.period, stamp.today, Where("bypassed", "above", 0))
        levels = groups_of(store, "level", self.period)
        found = list(Measure("", "", passed).counts(store, "level"))
        columns = tuple(
            Measure(
                f"level_{level}", f"Into {words}", _add(passed, Where("level", "is", level)), field="reason", width=16
            )
            for level, words in levels.lines(found).items()
            if level > 2 or level in found
        )
        fixed, name = listed(store, "bypass-reason")
        groups = Groups("reason", "Reason", {**fixed, "": "No reason given, or the theme's usual first level"}, name)
        grid = Grid(groups, self.period, (*columns, Measure("all", "All", passed, field="reason")))
        notes = (
            "Entries dated in the period that went past at least one level. A challenge may begin at level 1 or 2.",
        )
        first = replace(grid, columns=(grid.columns[-1], *grid.columns[:-1]))
        return counts_table(
            store, first, "Levels passed over", notes, noun=("entry past a level", "entries past a level")
        )


def _add(selection: Selection, *where: Where) -> Selection:
    return replace(selection, where=(*selection.where, *where))


def _steps(period: Period, stamp: Stamp, *kinds: str) -> Selection:
    return Selection("steps", (Where("kind", "in", kinds), *dated("on", period)), stamp.today)


@dataclass(frozen=True)
class Cafcass:
    """How often Cafcass was consulted, and referred to: counted apart."""

    period: Period
    right: ClassVar[Right] = Right.SEE

    def run(self, store: Store, stamp: Stamp) -> Table:
        """One line for each of the two."""
        steps = _steps(self.period, stamp, CONSULTED, REFERRED)
        columns = (
            Measure("times", "Times in the period", steps, field="kind"),
            Measure("challenges", "Challenges", steps, "challenge_id", "kind"),
            Measure("children", "Children", steps, "child_id", "kind"),
        )
        groups = Groups("kind", "Step", {kind: STEPS[kind] for kind in (CONSULTED, REFERRED)})
        notes = (
            "Steps dated in the period; looked-after children only. Either or both: each challenge and child once.",
        )
        return counts_table(
            store, Grid(groups, self.period, columns, "Either or both"), "Cafcass", notes, noun=("time", "times")
        )


@dataclass(frozen=True)
class Meetings:
    """Resolution meetings by level, and the children they were about, also those without a challenge at that level."""

    period: Period
    right: ClassVar[Right] = Right.SEE

    def run(self, store: Store, stamp: Stamp) -> Table:
        """One line a level, with the children whose challenges have entered it beside it."""
        steps = _steps(self.period, stamp, MEETING)
        columns = (
            Measure("meetings", "Meetings", steps, "occasion"),
            Measure("challenges", "Challenges discussed", steps, "challenge_id"),
            Measure("children", "Children discussed", _add(steps, HAS_CHILD), "child_id"),
            Measure("entered", "Children entering the level", entered(self.period, stamp.today, HAS_CHILD), "child_id"),
        )
        grid = Grid(groups_of(store, "level", self.period), self.period, columns)
        notes = (
            "Resolution meetings dated in the period, at the level of the meeting; one about joined challenges counts once.",
            "Children discussed at a level need not have a challenge at that level; those entering it stand beside them.",
        )
        return counts_table(store, grid, "Resolution meetings by level", notes, noun=("meeting", "meetings"))


@dataclass(frozen=True)
class ByIro:
    """Challenges of each IRO for every 100 children allocated to them, so that silence shows too."""

    period: Period
    right: ClassVar[Right] = Right.SEE

    def run(self, store: Store, stamp: Stamp) -> Table:
        """One line an IRO with children or challenges, nobody last, then the service."""
        at = min(self.period.last, stamp.today)
        grid = Grid(groups_of(store, "iro", self.period), self.period, _of_iro(self.period, stamp, at), "All")
        notes = (COUNT_NOTES["highest"], *_iro_notes(at))
        table = counts_table(store, grid, "Challenges by IRO", notes, noun=("challenge", "challenges"))
        rate = Column("rate", "Formal per 100 children", Kind.NUMBER, 12)
        every = Column("rate_all", "All per 100 children", Kind.NUMBER, 12)
        columns = (*table.columns, rate, every)
        lines = tuple(_with_rates(row) for row in table.rows.each(store))
        rows = Fixed(lines, tuple(column.key for column in columns))
        chart = Chart("bars", "key", "rate")
        return replace(table, columns=columns, rows=rows, chart=chart)


def _of_iro(period: Period, stamp: Stamp, at: date) -> tuple[Measure, ...]:
    main = counted_as("highest", period, stamp.today)
    allocated = Selection("children", (Where("iro_now_id", "is not", None), Where("household", "is", False)), at)
    return (
        replace(main, title="Raised"),
        replace(main.narrowed(IS_FORMAL), key="formal", title="Of these, formal"),
        replace(counted_as("children", period, stamp.today), title="Children with a challenge"),
        Measure("allocated", "Children allocated", allocated, field="iro_now_id"),
    )


def _iro_notes(at: date) -> tuple[str, ...]:
    return (
        "By the IRO who raised the challenge. An IRO with children allocated and no challenge has a line too.",
        f"Children allocated on {long(at)}. Per 100 children: challenges × 100 ÷ these, half up to one decimal.",
    )


def _with_rates(row: Row) -> Row:
    """The line with its challenges for every 100 children; empty where none are allocated."""
    raised, formal, _, allocated = row.cells[1:]
    return replace(row, cells=(*row.cells, _per_hundred(formal, allocated), _per_hundred(raised, allocated)))


def _per_hundred(number: int, children: int) -> float | None:
    """Rounded half up to one decimal by whole numbers."""
    return (number * 2000 + children) // (2 * children) / 10 if children else None
