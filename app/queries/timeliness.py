"""Timeliness as a figure: reviews or children, by held or by due date, whole or by kind, IRO, team or month."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, ClassVar

from app.domain.access import Right, Stamp
from app.domain.dates import Period, short
from app.domain.errors import Refusal
from app.domain.kinds import CHILD, ICPC, KINDS
from app.queries.figures import NOBODY, WHOLE, Figures, Line, Measured
from app.queries.service import chaired_kinds, kind_names, local_targets_of, setting
from app.store import Count, Selection, Store, Tally, Where
from app.table import Ratio

BASES = {"review": "By review", "child": "By child"}
COUNTS = {"held": "by held date", "due": "by due date"}
GROUPS = {"": WHOLE, "kind": "Kind of review", "iro": "IRO", "team": "Team", "month": "Month"}
NO_DUE_DATE = Where("due", "is", None)


@dataclass(frozen=True)
class Timeliness:
    """How many of the reviews (or children) of a period were in time; iro and team are the ids of one of each."""

    period: Period
    by: str = ""
    basis: str = "review"
    count: str = "held"
    kinds: tuple[str, ...] = ()
    iro: str | None = None
    team: str | None = None
    compare: bool = False
    right: ClassVar[Right] = Right.SEE

    def __post_init__(self) -> None:
        for value, allowed in ((self.by, GROUPS), (self.basis, BASES), (self.count, COUNTS)):
            if value not in allowed:
                raise Refusal(f'"{value}" is not a way to count.', f"Use one of: {', '.join(filter(None, allowed))}.")

    def run(self, store: Store, stamp: Stamp) -> Figures:
        """Every line of the figure; with compare, last year's beside it and the share by the local target, if one is set."""
        asked = Asked.of(self, store, stamp.today)
        lines = _lines(asked, store, self.by)
        whole = lines[0] if not self.by else _lines(asked, store, "")[0] if self.compare else None
        return Figures(
            period=self.period,
            by=self.by,
            basis=self.basis,
            count=self.count,
            as_at=stamp.today,
            attribution=asked.attribution,
            lines=lines,
            whole=whole,
            has_local=self.compare and asked.has_local,
        )


@dataclass(frozen=True)
class Asked:
    """The question with the settings that answer it: kinds in their order, whose review it is, the day."""

    question: Timeliness
    kinds: tuple[str, ...]
    attribution: str
    as_at: date
    has_local: bool

    @classmethod
    def of(cls, question: Timeliness, store: Store, as_at: date) -> "Asked":
        """With the settings of the store; only chaired kinds are ever counted."""
        kinds = tuple(kind for kind in chaired_kinds(store) if _asks_for(question, kind))
        has_local = question.compare and _has_local(store, kinds)
        return cls(question, kinds, setting(store, "timeliness.attribution"), as_at, has_local)

    @property
    def unit(self) -> str | None:
        """What the numerator and denominator count: None is rows."""
        return "child_id" if self.question.basis == "child" else None

    def measured(self, period: Period) -> Measured:
        """The share itself: by held date the unjudged are selected and not judged; by due date there are none."""
        if self.question.count == "held":
            held = self._selection(_between("held", period))
            return Measured(held, (Where("due", "is not", None),), (Where("in_time", "is", True),))
        due = self._selection(
            (
                Where("counts_due", "is", True),
                Where("due", "at least", period.first),
                Where("due", "at most", min(period.last, self.as_at)),
            )
        )
        return Measured(due, (), (Where("in_time", "is", True),))

    def local(self, period: Period) -> Measured:
        """The share by the local target: of the judged reviews, those whose kind has one."""
        measured = self.measured(period)
        judged = (*measured.judged, Where("local_due", "is not", None))
        return replace(measured, judged=judged, passed=(Where("in_time_local", "is", True),))

    def unjudged(self, period: Period) -> Selection:
        """Reviews held in the period whose due date is unknown: they can be counted by no due date."""
        return self._selection((*_between("held", period), NO_DUE_DATE))

    def to_come(self, period: Period) -> Selection:
        """Reviews of the period due after the as-at date."""
        after = Where("due", "above", self.as_at)
        return self._selection((Where("counts_due", "is", True), after, *_between("due", period)))

    def _selection(self, where: tuple[Where, ...]) -> Selection:
        question = self.question
        people = [(f, v) for f, v in (("iro_id", question.iro), ("team_id", question.team)) if v is not None]
        always = (
            Where("in_period", "is", True),
            Where("kind", "in", self.kinds),
            *(Where(name, "is", value) for name, value in people),
        )
        return Selection("reviews", (*always, *where), self.as_at, options={"attribution": self.attribution})


def _asks_for(question: Timeliness, kind: str) -> bool:
    """A kind that was asked for; without, every kind, but children are counted without foster households."""
    if question.kinds or question.by == "kind" or question.basis != "child":
        return not question.kinds or kind in question.kinds
    return KINDS[kind].subject == CHILD


def _has_local(store: Store, kinds: tuple[str, ...]) -> bool:
    """Whether a local target is set for one of these kinds: for conferences before birth that counts once there is a child."""
    if set(local_targets_of(store)) & set(kinds):
        return True
    unborn = Selection("children", (Where("expected_on", "is not", None),), store.stamp.today)
    return ICPC in kinds and setting(store, "conferences.unborn-weeks") > 0 and store.count(unborn) > 0


def _between(name: str, period: Period) -> tuple[Where, ...]:
    return (Where(name, "at least", period.first), Where(name, "at most", period.last))


def _lines(asked: Asked, store: Store, by: str) -> tuple[Line, ...]:
    """The lines of one grouping: those that must appear, then those that have rows, with all their parts."""
    period = asked.question.period
    main = _counted(store, asked.measured(period), _fields(by, asked.question.count), asked.unit)
    unjudged, to_come = _beside(asked, store, by)
    lines = _fixed_lines(asked, store, by) or _found_lines(by, [*main, *unjudged, *to_come])
    earlier, local = _earlier(asked, store, by), _local(asked, store, by)
    return tuple(
        replace(
            line,
            numerator=main[line.key].numerator if line.key in main else 0,
            denominator=main[line.key].denominator if line.key in main else 0,
            unjudged=(main[line.key].unjudged if line.key in main else 0) + unjudged.get(line.key, 0),
            to_come=to_come.get(line.key, 0),
            earlier=_ratio(earlier, a_year_earlier(by, line.key)),
            local=_ratio(local, line.key),
        )
        for line in lines
    )


def _counted(store: Store, measured: Measured, by: tuple[str, ...], unit: str | None) -> dict[Any, Count]:
    """Counts by group: the key is the id, with the name beside it where a group has one."""
    counts = store.tally(Tally(measured.selection, by, measured.judged, measured.passed, unit))
    return {(count.key if len(by) > 1 else count.key[0] if by else ""): count for count in counts}


def _beside(asked: Asked, store: Store, by: str) -> tuple[Mapping[Any, int], Mapping[Any, int]]:
    """By due date only: reviews without a due date (grouped by the day they were held), and those still to come."""
    if asked.question.count == "held":
        return {}, {}
    period = asked.question.period
    unjudged = _rows_by_group(store, asked.unjudged(period), _fields(by, "held"))
    ahead = period.last > asked.as_at
    return unjudged, _rows_by_group(store, asked.to_come(period), _fields(by, "due")) if ahead else {}


def _rows_by_group(store: Store, selection: Selection, by: tuple[str, ...]) -> dict[Any, int]:
    return {key: count.denominator for key, count in _counted(store, Measured(selection, (), ()), by, None).items()}


def _earlier(asked: Asked, store: Store, by: str) -> dict[Any, Count] | None:
    if not asked.question.compare:
        return None
    measured = asked.measured(asked.question.period.previous_year())
    return _counted(store, measured, _fields(by, asked.question.count), asked.unit)


def _local(asked: Asked, store: Store, by: str) -> dict[Any, Count] | None:
    if not asked.has_local:
        return None
    measured = asked.local(asked.question.period)
    return _counted(store, measured, _fields(by, asked.question.count), asked.unit)


def _ratio(counts: Mapping[Any, Count] | None, key: Any) -> Ratio | None:
    if counts is None:
        return None
    return Ratio(counts[key].numerator, counts[key].denominator) if key in counts else Ratio(0, 0)


def _fields(by: str, count: str) -> tuple[str, ...]:
    if by == "month":
        return (f"month_{count}",)
    return {"": (), "kind": ("kind",)}.get(by, (f"{by}_id", by))


def _fixed_lines(asked: Asked, store: Store, by: str) -> tuple[Line, ...]:
    """The lines that appear whether or not they have rows: the whole, every chaired kind, every month of the period."""
    if by == "":
        return (Line("", WHOLE),)
    if by == "kind":
        names = kind_names(store)
        return tuple(Line(kind, names[kind]) for kind in asked.kinds)
    return tuple(_month_line(month) for month in asked.question.period.months()) if by == "month" else ()


def _month_line(month: Period) -> Line:
    return Line(month.first.isoformat()[:7], short(month.first).partition(" ")[2])


def _found_lines(by: str, keys: list[Any]) -> tuple[Line, ...]:
    """A line for each IRO or team that has rows, by name; those with none come last."""
    found = sorted(dict.fromkeys(keys), key=lambda key: (key[0] is None, (key[1] or "").casefold(), key[0] or ""))
    return tuple(Line(key, key[1] or NOBODY[by], key[1]) for key in found)


def a_year_earlier(by: str, key: Any) -> Any:
    """The key of the same group a year earlier: only a month has another."""
    return f"{int(key[:4]) - 1:04}{key[4:]}" if by == "month" else key


def group(by: str, count: str, key: Any) -> tuple[Where, ...]:
    """The conditions that make one group, where reviews are counted by their held or due date."""
    if by == "":
        return ()
    return (Where(_fields(by, count)[0], "is", key if by in ("kind", "month") else key[0]),)
