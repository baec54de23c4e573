"""Caseloads on a day: a line for each officer, one for the children without an IRO, and the whole service."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar

from app.domain.access import Right, Stamp
from app.domain.caseload import BAND_WORDS, Load
from app.domain.counting import counted
from app.domain.dates import full, long, short
from app.queries.caseload.behind import ChildrenBehind, opened
from app.queries.caseload.counting import WAITING, Carried, Counter, officer_names
from app.queries.caseload.lines import BAND, LOAD, NOBODY, PER, SERVICE, band_chart, load_cells, load_row
from app.queries.caseload.rules import rule_words
from app.queries.caseload.words import formulas, fte_words, per_fte_words
from app.queries.figures import WHOLE
from app.store import Store, Where
from app.table import Column, Fixed, Row, Table

COLUMNS = (Column("key", "IRO", width=26), *LOAD, *BAND, Column("remark", "To know", width=40))


@dataclass(frozen=True)
class CaseloadOn:
    """Ask for the caseload of everybody on a day, drawn on a basis or as the service has set it."""

    day: date
    basis: str = ""
    right: ClassVar[Right] = Right.SEE

    def run(self, store: Store, stamp: Stamp) -> Table:
        """One row an officer by name, then the children without an IRO, then the service; every number opens its children."""
        counter = Counter(store, self.basis)
        counts = counter.on(self.day)
        names = officer_names(store)
        rows = [
            officer_line(one, load, names, counts, counter, Where("carrier_id", "is", one))
            for one, load in by_name(counts.loads, names)
        ]
        rows += [nobody_line(counts, WAITING), service_line(counts, counts.service, *counts.counted().where)]
        return Table(
            f"Caseloads on {long(self.day)}",
            COLUMNS,
            Fixed(tuple(rows), tuple(column.key for column in COLUMNS)),
            line(counts, counts.service),
            (*formulas(counts.service, counts.rules.bases), *rule_words(counts.rules)),
            band_chart("bars", counts.rules),
        )


def by_name(loads: Mapping[str, Load], names: Mapping[str, str]) -> list[tuple[str, Load]]:
    """Officers with their loads, by name."""
    return sorted(loads.items(), key=lambda one: (names[one[0]].casefold(), one[0]))


def line(counts: Carried, service: Load) -> str:
    """The service's caseload in one line."""
    basis = counts.rules.basis
    words = f"{counted(counts.allocated.children, 'child', 'children')} allocated, {counts.waiting.children:,} without an IRO"
    if more := service.children - counts.service.children:
        words += f", {more:,} more not known yet"
    number = per_fte_words(service, basis)
    low, high = counts.rules.band
    verdict = f"{BAND_WORDS[counts.rules.judged(service)].lower()} of {low:,} to {high:,}"
    said = f", {number} each ({verdict})" if service.share(basis)[1] else ""
    return f"{words}, {fte_words(service.fte)} full-time equivalent (FTE){said}, as at {full(counts.day)}"


def officer_line(
    one: str, load: Load, names: Mapping[str, str], counts: Carried, counter: Counter, *where: Where
) -> Row:
    """What an officer holds, and how it comes; where says who their children are."""
    opens = opened(counts, names[one], *where)
    return _row(one, names[one], load, counts, opens, _remark(one, load, counter, counts.day))


def _remark(one: str, load: Load, counter: Counter, day: date) -> str | None:
    """What explains a line: an absence, an agency post, or children held by somebody in no reviewing post."""
    posts, absence = counter.posts(one, day), counter.away(one, day)
    words = [
        *(["In no reviewing post"] if not posts else []),
        *(["Agency"] if any(post.agency for post in posts) else []),
        *([f"Away since {short(absence.start)}{'' if load.fte else ', left out'}"] if absence and posts else []),
    ]
    return "; ".join(words) or None


def nobody_line(counts: Carried, *where: Where) -> Row:
    """The children without an IRO, whom where says."""
    said = "Counted in the average" if counts.rules.unallocated else "Not in the average"
    cells: dict[str, Any] = {
        key: None if key in _DIVIDED else cell for key, cell in load_cells(counts.waiting, counts.rules).items()
    }
    opens = opened(counts, "No IRO", *where)
    return load_row(NOBODY, {**cells, "key": "No IRO", "remark": said}, COLUMNS, opens)


_DIVIDED = {"fte", "cla_fte", "band", "low", "high", *PER.values()}


def service_line(counts: Carried, service: Load, *where: Where) -> Row:
    """The whole service, whose children where says."""
    return _row(SERVICE, WHOLE, service, counts, opened(counts, WHOLE, *where), None)


def _row(
    key: str, words: str, load: Load, counts: Carried, opens: Mapping[str, ChildrenBehind], remark: str | None
) -> Row:
    rules = counts.rules
    cells = {**load_cells(load, rules), "key": words, "remark": remark}
    return load_row(key, cells, COLUMNS, opens, rules.judged(load), PER[rules.basis])
