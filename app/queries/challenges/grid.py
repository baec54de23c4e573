"""Tables of counts: one line a group, one column a selection, every number with the rows that it opens."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from app.domain.dates import Period
from app.queries.challenges.behind import ChallengesBehind
from app.queries.challenges.grouping import Groups, field_of
from app.store import Selection, Store, Tally, Where
from app.table import Column, Fixed, Kind, Ratio, Row

WHOLE_ID, FORMAL_ID = "whole", "formal"
TOGETHER = frozenset({WHOLE_ID, FORMAL_ID})
"""The ids of lines that hold several groups together: no chart draws them beside the groups."""
NARROW, WIDE = 34, 52
"""How many characters the column of groups has."""


@dataclass(frozen=True)
class Measure:
    """A column of numbers: the rows of a selection, or (with a unit, e.g. child_id) how many different ones they have."""

    key: str
    title: str
    selection: Selection
    unit: str | None = None
    field: str = ""
    """The field that groups it, where it is not the usual one."""
    width: int = 12

    def grouped_by(self, by: str) -> str:
        """The field that groups this column."""
        return self.field or field_of(by, self.selection.population)

    def counts(self, store: Store, by: str) -> dict[Any, int]:
        """The number of each group that has any, counted in one statement."""
        counts = store.tally(Tally(self.selection, (self.grouped_by(by),), unit=self.unit))
        return {count.key[0]: count.denominator for count in counts if count.denominator}

    def whole(self, store: Store) -> int:
        """The number of all together."""
        return store.tally(Tally(self.selection, unit=self.unit))[0].denominator

    def narrowed(self, *where: Where) -> "Measure":
        """The same over fewer rows."""
        return replace(self, selection=replace(self.selection, where=(*self.selection.where, *where)))

    def behind(self, title: str) -> ChallengesBehind:
        """What opens the rows of the number."""
        return ChallengesBehind(self.selection, title, self.unit)


@dataclass(frozen=True)
class Share:
    """A column of shares: one measure of another in the same line, or (of "") of its own whole."""

    key: str
    title: str
    measure: str
    of: str = ""


@dataclass(frozen=True)
class Grid:
    """Groups by measures over a period; whole is the words of a closing line, where there is to be one."""

    groups: Groups
    period: Period
    columns: tuple[Measure | Share, ...]
    whole: str = "All"
    heads: tuple[Column, ...] = ()
    """Columns of text before the numbers besides the group's own; details gives their cells."""
    details: Mapping[Any, tuple[Any, ...]] = field(default_factory=dict)

    @property
    def measures(self) -> tuple[Measure, ...]:
        """The columns that are counted."""
        return tuple(column for column in self.columns if isinstance(column, Measure))

    def shown(self) -> tuple[Column, ...]:
        """The columns as they are shown."""
        counted = (
            Column(c.key, c.title, Kind.NUMBER, c.width)
            if isinstance(c, Measure)
            else Column(c.key, c.title, Kind.PERCENT, 10)
            for c in self.columns
        )
        return (Column("key", self.groups.title, width=self._width()), *self.heads, *counted)

    def _width(self) -> int:
        longest = max((len(words) + 2 for words in self.groups.fixed.values()), default=NARROW)
        return min(max(longest, NARROW), WIDE)

    def rows(self, store: Store) -> Fixed:
        """Every line, and the whole."""
        counted = {m.key: m.counts(store, self.groups.by) for m in self.measures} if self.groups.by else {}
        wholes = {m.key: m.whole(store) for m in self.measures}
        found = dict.fromkeys(key for counts in counted.values() for key in counts)
        rows = [
            self._row(key, words, {name: counts.get(key, 0) for name, counts in counted.items()}, wholes)
            for key, words in self.groups.lines(found).items()
        ]
        if self.whole:
            rows.append(self._whole(wholes))
        return Fixed(tuple(rows), tuple(column.key for column in self.shown()))

    def _row(self, key: Any, words: str, numbers: Mapping[str, int], wholes: Mapping[str, int]) -> Row:
        opens = {}
        for measure in self.measures:
            group = Where(measure.grouped_by(self.groups.by), "is", key)
            title = f"{measure.title}: {words}, {self.period.title()}"
            opens[measure.key] = measure.narrowed(group).behind(title)
        return self._cells(str(key), key, words, numbers, wholes, opens)

    def _whole(self, wholes: Mapping[str, int]) -> Row:
        return self._cells(WHOLE_ID, WHOLE_ID, self.whole, wholes, wholes, self._all())

    def _all(self) -> dict[str, ChallengesBehind]:
        return {m.key: m.behind(f"{m.title}: {self.period.title()}") for m in self.measures}

    def _cells(
        self,
        row_id: str,
        key: Any,
        words: str,
        numbers: Mapping[str, int],
        wholes: Mapping[str, int],
        opens: dict[str, ChallengesBehind],
    ) -> Row:
        """One line; a share opens what it is a share of."""
        cells: list[Any] = [words, *self.details.get(key, (None,) * len(self.heads))]
        everything = self._all()
        for column in self.columns:
            if isinstance(column, Measure):
                cells.append(numbers[column.key])
                continue
            whole = numbers[column.of] if column.of else wholes[column.measure]
            cells.append(Ratio(numbers[column.measure], whole))
            opens[column.key] = opens[column.of] if column.of else everything[column.measure]
        return Row(row_id, tuple(cells), opens=opens)
