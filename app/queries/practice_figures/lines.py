"""The lines of a figure of practice: each measure's value and parts, by value and group, with those of a year earlier."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from app.domain.dates import Period, short
from app.domain.timeliness import share
from app.queries.figures import Measured
from app.queries.practice_figures.measures import AVERAGE, COUNT, NOBODY, PART, SHARE, Asked, Measure, Part
from app.queries.service import kind_names
from app.queries.timeliness import a_year_earlier
from app.store import Selection, Store, Tally, Where
from app.table import Ratio

Key = tuple[Any, Any]
"""Value of the split and group; "" where there is none."""


@dataclass(frozen=True)
class Line:
    """One line: the measure with the value and the group that it is of, its parts, and those of a year earlier.

    denominator is None where a number is no share of anything.
    """

    measure: Measure
    before: Measure
    """The same a year earlier."""
    by: str
    value_key: Any
    group: Any
    which: str
    """The words of the value, where the measure is split by one."""
    group_words: str
    numerator: int
    denominator: int | None
    unjudged: int
    earlier: tuple[int, int | None]

    @property
    def words(self) -> str:
        """The measure, and the value that the line is of."""
        return ": ".join(part for part in (self.measure.words, self.which) if part)

    @property
    def is_empty(self) -> bool:
        """Whether nothing was counted, now or a year earlier."""
        if self.measure.mode == PART:
            return not (self.numerator or self.earlier[0])
        return not any((self.numerator, self.denominator, self.unjudged, *self.earlier))

    @property
    def ratio(self) -> Ratio | None:
        """The share, where it is one."""
        if self.denominator is None or self.measure.mode == AVERAGE:
            return None
        return Ratio(self.numerator, self.denominator)

    @property
    def value(self) -> float | None:
        """The share in per cent unrounded, the average, or the number itself."""
        return worth(self.measure.mode, self.numerator, self.denominator)

    @property
    def key(self) -> dict[str, Any]:
        """What stands in JSON for what the line is about."""
        split = self.measure.split
        about = {} if self.measure.bare else {"measure": self.measure.code}
        theirs = {split.name: split.key(self.value_key)} if split else {}
        group = {self.by: self.group[1] if isinstance(self.group, tuple) else self.group} if self.group != "" else {}
        return {**about, **self.measure.beside, **theirs, **group}


def worth(mode: str, numerator: int, denominator: int | None) -> float | None:
    """What a line comes to."""
    if denominator is None:
        return numerator
    if mode == AVERAGE:
        return numerator / denominator if denominator else None
    return share(numerator, denominator)


def lines_of(asked: Asked, by: str, part: Part) -> list[Line]:
    """The lines of one part, each measure with that of a year earlier beside it."""
    now, before = part.make(asked), part.make(replace(asked, period=asked.period.previous_year_so_far(asked.today)))
    found: list[Line] = []
    for measure, earlier in zip(now, before, strict=True):
        if measure.can_be(measure.grouped(by)):
            found += _lines(asked, measure, earlier, measure.grouped(by))
    return found


@dataclass(frozen=True)
class Counted:
    """The numbers of one measure by value and group."""

    passed: Mapping[Key, int]
    judged: Mapping[Key, int]
    silent: Mapping[Key, int]


@dataclass(frozen=True)
class Pair:
    """A measure of the period and of a year earlier, with the numbers of both."""

    measure: Measure
    before: Measure
    by: str
    numbers: Counted
    numbers_before: Counted

    def line(self, value: Any, group: Any, which: str, group_words: str) -> Line:
        """The line of one value in one group."""
        key, earlier = (value, group), (value, a_year_earlier(self.by, group))
        return Line(
            measure=self.measure,
            before=self.before,
            by=self.by,
            value_key=value,
            group=group,
            which=which,
            group_words=group_words,
            numerator=self.numbers.passed.get(key, 0),
            denominator=_judged(self.measure, self.numbers, key),
            unjudged=self.numbers.silent.get(key, 0),
            earlier=(self.numbers_before.passed.get(earlier, 0), _judged(self.before, self.numbers_before, earlier)),
        )


def _lines(asked: Asked, measure: Measure, before: Measure, by: str) -> list[Line]:
    now = _counted(asked.store, measure, by)
    pair = Pair(measure, before, by, now, _counted(asked.store, before, by))
    found = {*now.passed, *now.judged, *now.silent}
    shown = {value for value, _ in (*now.passed, *now.silent, *pair.numbers_before.passed)}
    values = measure.split.lines(shown) if measure.split else {"": ""}
    groups = _groups(asked.store, asked.period, by, {group for _, group in found})
    lines = (
        pair.line(value, group, which, group_words)
        for value, which in values.items()
        for group, group_words in groups.items()
    )
    return [line for line in lines if line.group == "" or not line.is_empty]


def _judged(measure: Measure, counted: Counted, key: Key) -> int | None:
    if measure.mode == COUNT:
        return None
    return counted.judged.get(("", key[1]) if measure.mode == PART else key, 0)


def _counted(store: Store, measure: Measure, by: str) -> Counted:
    """What a measure comes to by value and group, each kind of number in one statement."""
    if measure.mode == AVERAGE:
        return _averaged(store, measure, by)
    whole = measure.measured
    split = (measure.split.column,) if measure.split else ()
    silent: Mapping[Key, int] = {}
    if measure.silent:
        selected = replace(whole.selection, where=(*whole.selection.where, *measure.silent))
        silent = {key: number for key, (_, number) in _tally(store, measure, selected, (), (), by, split, None).items()}
    both = _tally(store, measure, whole.selection, whole.judged, whole.passed, by, split, measure.unit)
    judged = {key: number for key, (_, number) in both.items()}
    if measure.mode == SHARE:
        return Counted({key: number for key, (number, _) in both.items()}, judged, silent)
    if measure.mode == COUNT:
        return Counted(judged, {}, silent)
    of = _tally(store, measure, whole.selection, whole.judged, (), by, (), measure.unit)
    return Counted(judged, {key: number for key, (_, number) in of.items()}, silent)


def _tally(
    store: Store,
    measure: Measure,
    selection: Selection,
    judged: tuple[Where, ...],
    passed: tuple[Where, ...],
    by: str,
    split: tuple[str, ...],
    unit: str | None,
) -> dict[Key, tuple[int, int]]:
    counts = store.tally(Tally(selection, (*split, *measure.fields(by)), judged, passed, unit))
    found = {}
    for count in counts:
        group = count.key[len(split) :]
        key = (count.key[0] if split else "", (group if len(group) > 1 else group[0]) if group else "")
        if count.denominator or not (group or split):
            found[key] = (count.numerator, count.denominator)
    return found


def _averaged(store: Store, measure: Measure, by: str) -> Counted:
    """Added up row by row: a number of days is of one row."""
    fields = ("id", *measure.fields(by))
    sums: dict[Key, int] = defaultdict(int)
    numbers: dict[Key, int] = defaultdict(int)
    for row_id, *group in store.each(judged_rows(measure), fields):
        key = ("", (tuple(group) if len(group) > 1 else group[0]) if group else "")
        sums[key] += measure.values[row_id]
        numbers[key] += 1
    return Counted(sums, numbers, {})


def judged_rows(measure: Measure) -> Selection:
    """The rows of the denominator."""
    whole: Measured = measure.measured
    return replace(whole.selection, where=(*whole.selection.where, *whole.judged))


def _groups(store: Store, period: Period, by: str, found: set[Any]) -> dict[Any, str]:
    """The groups with their words: the whole, every month of the period, or those that have rows, nobody last."""
    if not by:
        return {"": ""}
    if by == "month":
        return {month.first.isoformat()[:7]: short(month.first).partition(" ")[2] for month in period.months()}
    if by == "kind":
        names = kind_names(store)
        return {kind: names[kind] for kind in names if kind in found}
    ordered = sorted(found, key=lambda key: (key[0] is None, (key[1] or "").casefold(), key[0] or ""))
    return {key: key[1] or NOBODY[by] for key in ordered}


def group_where(measure: Measure, by: str, group: Any) -> tuple[Where, ...]:
    """The conditions that make one group."""
    if group == "":
        return ()
    return (Where(measure.fields(by)[0], "is", group[0] if isinstance(group, tuple) else group),)
