"""What a figure of practice is made of: measures over populations, the values they are split by, and how they are grouped."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from app.domain.calendar import Calendar
from app.domain.dates import Period
from app.queries.figures import Measured
from app.queries.service import calendar_of, chaired_kinds, kind_names, setting
from app.store import Selection, Store, Where
from app.table import Ratio

SHARE, COUNT, PART, AVERAGE = "share", "count", "part", "average"
"""A share of what was judged, a number, the part that each value has of all, or an average of whole numbers."""
BASES = {"review": "By review", "child": "By child", "family": "By family", "meeting": "By meeting"}
GROUPS = {"": "Whole service", "kind": "Kind of review", "iro": "IRO", "team": "Team", "month": "Month"}
NOBODY = {"iro": "Nobody named", "team": "No team", "kind": "No kind", "month": "No date"}
NOT_RECORDED = "Not recorded"
UNITS = {"child": "child_id", "family": "family", "meeting": "meeting"}
WITHOUT = {
    "gatherings": {"kind", "team"},
    "gathering_children": {"kind"},
    "gathering_themes": {"kind", "team"},
    "checks": {"kind"},
    "check_answers": {"kind"},
    "statements": {"kind"},
    "clocks": {"kind"},
}
"""By what a population cannot be grouped; those not named here can be by everything."""


def between(name: str, period: Period) -> tuple[Where, ...]:
    """The conditions that a date lies in a period."""
    return (Where(name, "at least", period.first), Where(name, "at most", period.last))


def narrowed(selection: Selection, *where: Where) -> Selection:
    """The same rows, fewer of them."""
    return replace(selection, where=(*selection.where, *where))


@dataclass(frozen=True)
class Split:
    """The values of a field, each a line of its own: words are those that always appear; others are told by tell."""

    name: str
    column: str
    words: Mapping[Any, str]
    tell: Callable[[Any], str] | None = None
    key: Callable[[Any], Any] = field(default=lambda value: value)
    """What stands in JSON for a value."""

    quiet: bool = False
    """Whether values that nobody has, now or a year earlier, are left out."""

    def lines(self, found: set[Any]) -> dict[Any, str]:
        """Every value with its words; those that are no value of the list come last."""
        tell = self.tell
        listed = {value: words for value, words in self.words.items() if value in found or not self.quiet}
        others = {} if tell is None else {value: tell(value) for value in found if value not in self.words}
        return {**listed, **dict(sorted(others.items(), key=lambda item: (item[0] is None, item[1].casefold())))}


@dataclass(frozen=True)
class Measure:
    """One figure: its code and words, the share or number that it is, what counts, and its definition in a sentence."""

    code: str
    words: str
    measured: Measured
    definition: str
    mode: str = SHARE
    unit: str | None = None
    split: Split | None = None
    beside: Mapping[str, str] = field(default_factory=dict)
    """What else stands in its key."""
    silent: tuple[Where, ...] = ()
    """The rows of the selection of which nobody said anything: shown, and in no share."""
    target: Ratio | None = None
    month: str = "month"
    """The field with its month; without one it is not told by month."""
    values: Mapping[str, int] = field(default_factory=dict)
    """Of an average: the number of each row by its id."""
    noun: tuple[str, str] = ("review", "reviews")
    lead: bool = False
    """Whether this is the one of its part that is drawn."""
    bare: bool = False
    """Whether its key is the value alone, as with the codes of participation."""

    @property
    def population(self) -> str:
        """Where it is counted."""
        return self.measured.selection.population

    def fields(self, by: str) -> tuple[str, ...]:
        """The fields that make its groups."""
        return {"": (), "kind": ("kind",), "month": (self.month,)}.get(by, (f"{by}_id", by))

    def grouped(self, by: str) -> str:
        """By what it is grouped: split by kind already, it is whole in each group of a kind."""
        return "" if by == "kind" and self.split and self.split.name == "kind" else by

    def can_be(self, by: str) -> bool:
        """Whether it can be grouped so."""
        return not by or (by not in WITHOUT.get(self.population, set()) and bool(self.month or by != "month"))

    def within(self, *where: Where) -> "Measure":
        """The same over fewer rows."""
        return replace(self, measured=self.measured.within(where))


@dataclass(frozen=True)
class Asked:
    """What the measures are made of: the records, the period, how it is counted, and the day of what is as at a day."""

    store: Store
    period: Period
    basis: str
    today: date

    @property
    def day(self) -> date:
        """The last day of the period, or today while it runs on."""
        return min(self.period.last, self.today)

    @property
    def unit(self) -> str | None:
        """What is counted of reviews."""
        return UNITS.get(self.basis)

    @property
    def child_unit(self) -> str | None:
        """What is counted where there is no meeting: the rows themselves, children or families."""
        return None if self.basis == "meeting" else self.unit

    def kinds(self, *only: str) -> tuple[str, ...]:
        """The chaired kinds, or those of them that are asked for."""
        return tuple(kind for kind in chaired_kinds(self.store) if not only or kind in only)

    def kind_words(self, kinds: tuple[str, ...]) -> dict[str, str]:
        """What the service calls these kinds."""
        names = kind_names(self.store)
        return {kind: names[kind] for kind in kinds}

    def setting(self, key: str) -> Any:
        """The value of a setting today."""
        return setting(self.store, key)

    def target(self, key: str) -> Ratio:
        """A target in per cent."""
        return Ratio(round(self.setting(key) * 10), 1000)

    def select(self, population: str, *where: Where, as_at: date | None = None) -> Selection:
        """Rows of a population as at today, or another day."""
        options = {"attribution": str(self.setting("timeliness.attribution"))}
        return Selection(population, where, as_at or self.today, options=options)

    def held(self, kinds: tuple[str, ...], *where: Where) -> Selection:
        """The reviews of these kinds held in the period."""
        always = (Where("placed", "is", True), Where("kind", "in", kinds), *between("held", self.period))
        return self.select("practice", *always, *where)

    def calendar(self) -> Calendar:
        """The working calendar."""
        return calendar_of(self.store)


def listed(words: Mapping[Any, str]) -> dict[Any, str]:
    """The values of a list, and a line for those of which nobody said any."""
    return {**words, None: NOT_RECORDED}


def told(value: object) -> str:
    """The words of a value that is in no list."""
    return str(value) if value else NOT_RECORDED


def code_of(value: object) -> object:
    """What stands in JSON for a value, or for none."""
    return value or "not-recorded"


@dataclass(frozen=True)
class Part:
    """Some measures that are shown together: a sheet, and a choice on the page."""

    code: str
    title: str
    make: Callable[[Asked], tuple[Measure, ...]]
    notes: tuple[str, ...] = ()
