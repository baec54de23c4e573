"""The children who move in a what-if, each with who holds it now, to whom it goes, and why."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from app.domain.access import Right, Stamp
from app.domain.children import Child
from app.domain.counting import counted
from app.domain.dates import long
from app.domain.scenarios import Moves, Scenario
from app.queries.caseload.counting import officer_names
from app.queries.handover.preview import held_on
from app.store import Store
from app.table import Column, Fixed, Kind, Row, Table

NOBODY = "Nobody yet"
OWN = "Your own choice"
COLUMNS = (
    Column("child", "Child", width=22),
    Column("reference", "Reference", width=12),
    Column("from", "From", width=18),
    Column("to", "To", width=18),
    Column("siblings", "Siblings too", Kind.NUMBER, 9, "How many brothers and sisters move too"),
    Column("why", "Why", width=60),
)


@dataclass(frozen=True)
class MovesIf:
    """Ask for every child who moves in a scenario, in the order in which the moves were made."""

    scenario: Scenario
    right: ClassVar[Right] = Right.SEE

    def run(self, store: Store, stamp: Stamp) -> Table:
        """One row a child (the row's id)."""
        goes = self.scenario.goes
        children = {child.id: child for child in store.shelf(Child).find(id=tuple(goes))}
        names = {**officer_names(store), **{one.key: one.name for one in self.scenario.joining}}
        held = held_on(store, tuple(goes), self.scenario.day)
        why = {key: one.why for one in self.scenario.changes if isinstance(one, Moves) for key in one.child_ids}
        rows = []
        for key in (key for key in goes if key in children):
            child, to_id = children[key], goes[key][0]
            cells = (
                child.shown_name,
                child.reference,
                names.get(held.get(key, ""), NOBODY),
                names.get(to_id, NOBODY),
                _siblings(child, children) or None,
                why[key] or OWN,
            )
            rows.append(Row(key, cells))
        line = f"{counted(len(rows), 'child moves', 'children move')} {_when(goes)}" if rows else ""
        return Table("Who moves", COLUMNS, Fixed(tuple(rows), tuple(column.key for column in COLUMNS)), line)


def _siblings(child: Child, children: Mapping[str, Child]) -> int:
    """How many brothers and sisters move too."""
    group = child.sibling_group
    return sum(bool(group) and one.sibling_group == group and one.id != child.id for one in children.values())


def _when(goes: Mapping[str, tuple[str, date]]) -> str:
    """On the one day of all moves, or from the first of several days."""
    days = sorted({day for _, day in goes.values()})
    return f"on {long(days[0])}" if len(days) == 1 else f"from {long(days[0])} to {long(days[-1])}"
