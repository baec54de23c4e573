"""Caseloads on a day as they would be after a scenario: the same table as without it, and how much changes for whom."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, ClassVar

from app.domain.access import Right, Stamp
from app.domain.caseload import Load
from app.domain.counting import noun
from app.domain.dates import long
from app.domain.officers import Post
from app.domain.scenarios import Scenario
from app.queries.ahead.outlook import posts_after
from app.queries.ahead.words import after
from app.queries.caseload.counting import CONCERNED, Counter, by_officer, carried, officer_names
from app.queries.caseload.lines import NUMBER, band_chart, load_cells, load_row
from app.queries.caseload.on import COLUMNS as RECORDED
from app.queries.caseload.on import by_name, line, nobody_line, officer_line, service_line
from app.queries.caseload.rules import Rules, rule_words, rules_of
from app.queries.caseload.words import formulas
from app.store import Store, Where
from app.table import Column, Fixed, Row, Table

MORE = "more"
"""The id of the line of children whom nobody knows yet."""
CHANGE = Column("change", "Change", NUMBER, 8, "Children more or fewer than without the changes")
COLUMNS = (*RECORDED[:2], CHANGE, *RECORDED[2:])
MORE_WORDS = "Not known yet, so that no list opens; counted in the average of the whole service"


@dataclass(frozen=True)
class CaseloadIf:
    """Ask for the caseload of everybody on a day as it would be after a scenario."""

    scenario: Scenario
    day: date
    basis: str = ""
    right: ClassVar[Right] = Right.SEE

    def run(self, store: Store, stamp: Stamp) -> Table:
        """One row an officer by name, with who joins; then the children without an IRO, those not known yet, the service."""
        tried = _Tried(store, self)
        rows = tuple(tried.rows())
        return Table(
            f"Caseloads on {long(self.day)}{after(self.scenario)}",
            COLUMNS,
            Fixed(rows, tuple(column.key for column in COLUMNS)),
            line(tried.counts, tried.service),
            (*formulas(tried.service, tried.counts.rules.bases), *rule_words(tried.counts.rules)),
            band_chart("bars", tried.counts.rules),
        )


class _Tried:
    """The children of the day, each with who holds them without and with the scenario."""

    def __init__(self, store: Store, asked: CaseloadIf) -> None:
        self.scenario, day = asked.scenario, asked.day
        self.names = {**officer_names(store), **{one.key: one.name for one in self.scenario.joining}}
        rules = rules_of(store, asked.basis)(day)
        found = list(_children(store, day, rules, self.scenario))
        self.counter = Counter(store, asked.basis, posts_after(by_officer(store, Post), self.scenario))
        self.counts = self.counter.of(day, ((one.now, one.status, 1) for one in found))
        self.more = Load(cla=sum(one.number for one in self.scenario.more if one.start <= day))
        self.whose: Mapping[str | None, list[str]] = _ids(found)
        self.changes = _changes(found)

    @property
    def service(self) -> Load:
        """The whole, with the children whom nobody knows yet: somebody will hold them."""
        return self.counts.service + self.more

    def rows(self) -> Iterable[Row]:
        """Every line with its change."""
        counts, names = self.counts, self.names
        for one, load in by_name(counts.loads, names):
            yield self._changed(officer_line(one, load, names, counts, self.counter, *self._of(one)), one)
        yield self._changed(nobody_line(counts, *self._of(None)), None)
        if self.more.children:
            yield _more_line(self.more, counts.rules)
        every = [who for who in self.changes if who is not None or counts.rules.unallocated]
        whole = service_line(counts, self.service, *self._of(*every))
        yield self._with(replace(whole, opens={}) if self.more.children else whole, self._of_service(every))

    def _of(self, *officers: str | None) -> tuple[Where, ...]:
        return (Where("id", "in", tuple(child for who in officers for child in self.whose.get(who, ()))),)

    def _of_service(self, every: list[str | None]) -> int:
        """More or fewer children in the whole: those not known yet, and those who are in it only since."""
        return self.more.children + sum(self.changes.get(who, 0) for who in every)

    def _changed(self, row: Row, who: str | None) -> Row:
        return self._with(row, self.changes.get(who, 0))

    def _with(self, row: Row, change: int) -> Row:
        at = COLUMNS.index(CHANGE)
        return replace(row, cells=(*row.cells[:at], change, *row.cells[at:]))


@dataclass(frozen=True)
class _Child:
    """A child of the day: status, and who holds them without and with the scenario."""

    id: str
    status: str
    before: str | None
    now: str | None


def _children(store: Store, day: date, rules: Rules, scenario: Scenario) -> Iterable[_Child]:
    fields = ("id", "status", "carrier_id", "iro_now_id")
    for child, status, carrier, iro in store.rows(carried(day, rules, CONCERNED), fields):
        holder = scenario.holder(child, iro, day)
        now = (scenario.stays(carrier, day) or holder) if holder == iro and holder is not None else holder
        yield _Child(child, status, carrier, now)


def _ids(found: Iterable[_Child]) -> dict[str | None, list[str]]:
    whose: dict[str | None, list[str]] = defaultdict(list)
    for one in found:
        whose[one.now].append(one.id)
    return whose


def _changes(found: Iterable[_Child]) -> dict[str | None, int]:
    changes: dict[str | None, int] = defaultdict(int)
    for one in found:
        changes[one.before] -= 1
        changes[one.now] += 1
    return changes


def _more_line(more: Load, rules: Rules) -> Row:
    cells: dict[str, Any] = {key: cell for key, cell in load_cells(more, rules).items() if isinstance(cell, int)}
    cells |= {"key": f"More {noun(more.children, 'child', 'children')}", "remark": MORE_WORDS, "change": more.children}
    return load_row(MORE, cells, COLUMNS, {})
