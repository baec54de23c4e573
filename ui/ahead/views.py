"""The views of the page beside the months: what each asks, which choosers it needs, and what an empty one teaches."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from app.domain.scenarios import Scenario
from app.queries.ahead.caseload import CaseloadIf
from app.queries.ahead.moving import MovesIf
from app.queries.ahead.weeks import WeeksAhead
from app.queries.caseload.lines import NOBODY, SERVICE
from app.table import Row, Table
from ui.ahead.asking import BASIS, DAY, WHO, Asking
from ui.ahead.beside import only_other, rows_of
from ui.parts.switch import Sight

MONTHS, WEEKS, CASELOAD, MOVES = "months", "weeks", "caseload", "moves"
TOGETHER = frozenset({SERVICE, NOBODY, "more"})
"""The rows that stand for several others, or for nobody: they are not drawn beside them."""
NOTHING_MOVES = "No child moves yet. Press Move children, or let the program suggest who could move."


@dataclass(frozen=True)
class View:
    """One view: how it is called, what it is asked for, its question, and what is said where it has no rows."""

    sight: Sight
    needs: frozenset[str]
    empty: str
    question: Callable[[Asking], Callable[[Scenario | None], Any]] | None = None


def _weeks(asking: Asking) -> Callable[[Scenario | None], Any]:
    who = asking.who.value() or None
    return lambda scenario: WeeksAhead(who, scenario)


def _caseload(asking: Asking) -> Callable[[Scenario | None], Any]:
    day, basis = asking.on, asking.basis.value()
    return lambda scenario: CaseloadIf(scenario or Scenario(day), day, basis)


VIEWS = {
    view.sight.key: view
    for view in (
        View(Sight(MONTHS, "By IRO", "users"), frozenset(), ""),
        View(Sight(WEEKS, "By week", "calendar-days"), frozenset({WHO}), "No weeks lie ahead.", _weeks),
        View(
            Sight(CASELOAD, "Caseload", "scale"),
            frozenset({DAY, BASIS}),
            "Nobody holds a child on this day. Allocate children on the Children page, or import a file in Files.",
            _caseload,
        ),
        View(Sight(MOVES, "Who moves", "arrow-right"), frozenset(), NOTHING_MOVES),
    )
}


def moves_of(scenario: Scenario) -> MovesIf:
    """Who moves."""
    return MovesIf(scenario)


def drawn(key: str, table: Table) -> tuple[Row, ...]:
    """The rows that the picture shows: every week; of caseloads one a person, where there is a number."""
    rows = only_other(rows_of(table), table)
    if key != CASELOAD or table.chart is None:
        return rows
    at = table.column(table.chart.values)
    return tuple(row for row in rows if row.id not in TOGETHER and row.cells[at] is not None)
