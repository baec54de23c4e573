"""Caseloads by month: the last day of each month, for the service or one officer."""

from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar

from app.domain.access import Right, Stamp
from app.domain.calendar import add_months
from app.domain.caseload import Load
from app.domain.dates import long, short
from app.queries.caseload.behind import ChildrenBehind, opened
from app.queries.caseload.counting import ALLOCATED, CONCERNED, WAITING, Carried, Counter, officer_names
from app.queries.caseload.lines import BAND, LOAD, NUMBER, PER, band_chart, load_cells, load_row
from app.queries.caseload.rules import rule_words
from app.queries.caseload.words import formulas
from app.store import Store, Where
from app.table import Column, Fixed, Kind, Row, Table

_TIME = (Column("key", "Month", width=12), Column("day", "Counted on", Kind.DATE, 13))
WAIT = Column("waiting", "Without an IRO", NUMBER, 11)


@dataclass(frozen=True)
class CaseloadMonths:
    """Ask for the caseload at the end of each of so many months; the last one as at until, if it has not ended by then."""

    until: date
    months: int = 60
    officer_id: str | None = None
    basis: str = ""
    right: ClassVar[Right] = Right.SEE

    def run(self, store: Store, stamp: Stamp) -> Table:
        """One row a month, oldest first; for one officer only the months in which there was something to count."""
        counter = Counter(store, self.basis)
        days = [counter.on(day) for day in month_ends(self.until, self.months)]
        columns = (*_TIME, *LOAD, *BAND, *(() if self.officer_id else (WAIT,)))
        rows = [_row(day, load, self.officer_id, columns) for day in days if (load := _load(day, self.officer_id))]
        last = days[-1]
        whose = officer_names(store).get(self.officer_id, "") if self.officer_id else "the whole service"
        return Table(
            f"Caseload by month, {whose}, {self.months} months to {long(self.until)}",
            columns,
            Fixed(tuple(rows), tuple(column.key for column in columns)),
            f"Counted on the last day of each month; the last line on {long(last.day)}",
            (
                *(
                    f"On {long(last.day)}: {words}"
                    for words in formulas(_load(last, self.officer_id) or Load(), last.rules.bases)
                ),
                *rule_words(last.rules),
                "Each month is judged by the settings of its own day.",
            ),
            band_chart("line", last.rules),
        )


def month_ends(until: date, months: int) -> Iterator[date]:
    """The last day of each month, oldest first; the last one never lies after until."""
    for back in range(months_before(until, months - 1), -1, -1):
        first = add_months(until.replace(day=1), -back)
        yield min(until, first.replace(day=monthrange(first.year, first.month)[1]))


def months_before(day: date, months: int) -> int:
    """So many months, or as many as the calendar has before a day."""
    return min(months, (day.year - date.min.year) * 12 + day.month - 1)


def _load(day: Carried, officer: str | None) -> Load | None:
    return day.loads.get(officer) if officer else day.service


def _row(day: Carried, load: Load, officer: str | None, columns: tuple[Column, ...]) -> Row:
    rules = day.rules
    where = Where("carrier_id", "is", officer) if officer else CONCERNED if rules.unallocated else ALLOCATED
    words = short(day.day).partition(" ")[2]
    waiting = ChildrenBehind(day.selection(WAITING), f"No IRO, {long(day.day)}")
    opens = {**opened(day, words, where), **({} if officer else {"waiting": waiting})}
    cells: dict[str, Any] = {
        **load_cells(load, rules),
        "key": words,
        "day": day.day,
        "waiting": day.waiting.children,
    }
    return load_row(day.day.isoformat()[:7], cells, columns, opens, rules.judged(load), PER[rules.basis])
