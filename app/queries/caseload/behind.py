"""What opens behind a number about caseloads: the list of exactly the children who were counted."""

from dataclasses import dataclass
from typing import Any, ClassVar

from app.domain.access import Right, Stamp
from app.domain.caseload import BOTH, CLA, CP, OTHER, STATUSES
from app.domain.counting import counted
from app.domain.dates import long
from app.queries.caseload.counting import Carried
from app.queries.listing import Listing
from app.store import Selection, Store, Where
from app.table import Column, Kind, Row, Table

FIELDS = (
    *("id", "child", "reference", "date_of_birth", "status", "iro_now", "covering", "since", "team_now"),
    *("social_worker_now", "in_care_since"),
)
COLUMNS = (
    Column("child", "Child", width=24),
    Column("reference", "Reference", width=12),
    Column("born", "Date of birth", Kind.DATE, 13),
    Column("status", "Status", width=26),
    Column("iro", "IRO", width=22),
    Column("covering", "Covered by", width=22),
    Column("since", "Allocated on", Kind.DATE, 13),
    Column("team", "Team", width=22),
    Column("social_worker", "Social worker", width=22),
    Column("in_care_since", "In our care since", Kind.DATE, 15),
)
ORDERS = {"born": "date_of_birth", "iro": "iro_now", "team": "team_now", "social_worker": "social_worker_now"}
NATURAL = (("child", False), ("reference", False), ("id", False))


@dataclass(frozen=True)
class ChildrenBehind:
    """The children behind one number; a row's id is that of the child."""

    selection: Selection
    title: str
    right: ClassVar[Right] = Right.SEE

    def run(self, store: Store, stamp: Stamp) -> Table:
        """The list by name, with how many they are in words."""
        rows = Listing(self.selection, FIELDS, _row, NATURAL, ORDERS)
        number = counted(self.number(store), "child", "children")
        return Table(self.title, COLUMNS, rows, f"{number}, as at {long(self.selection.as_at)}")

    def number(self, store: Store) -> int:
        """What was counted, from the rows themselves."""
        return store.count(self.selection)


def _row(values: tuple[Any, ...]) -> Row:
    key, child, reference, born, status, iro, *rest = values
    return Row(key, (child, reference, born, STATUSES[status], iro or "No IRO", *rest))


PARTS: dict[str, tuple[str, tuple[str, ...]]] = {
    "children": ("Children", ()),
    "cla": ("In our care only", (CLA,)),
    "cp": ("On a plan only", (CP,)),
    "both": ("In our care and on a plan", (BOTH,)),
    "other": ("Other", (OTHER,)),
    "looked_after": ("In our care", (CLA, BOTH)),
}
"""The columns of children in every table of caseloads: key, words and the statuses in it (none: all)."""


def opened(day: Carried, about: str, *where: Where) -> dict[str, ChildrenBehind]:
    """What opens behind each part of a line: the line's children, narrowed to the part's statuses."""
    return {
        key: ChildrenBehind(day.selection(*where, *_of_status(statuses)), f"{about}: {words.lower()}")
        for key, (words, statuses) in PARTS.items()
    }


def _of_status(statuses: tuple[str, ...]) -> tuple[Where, ...]:
    return (Where("status", "in", statuses),) if statuses else ()
